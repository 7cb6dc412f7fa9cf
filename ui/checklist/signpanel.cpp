// SPDX-License-Identifier: GPL-3.0-or-later
#include "checklist/signpanel.h"

#include "widgets/flowlayout.h"
#include "widgets/housestyle.h"
#include "widgets/rows.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>

namespace Pilothouse::Ui {

SignPanel::SignPanel(const Theme& theme, const Clock& clock, QWidget* parent)
    : QWidget(parent)
    , m_model(new RoleModel(clock, this))
    , m_table(new RowTable(theme))
    , m_empty(new TextLabel(theme,
                            tr("Nobody signs this checklist: neither its definition nor its document names a role."),
                            TextStyle::Small, Role::Muted))
    , m_form(new QWidget)
    , m_question(new TextLabel(theme, {}, TextStyle::Small, Role::Muted))
    , m_statement(new QLineEdit)
    , m_send(new QPushButton)
    , m_cancel(new QPushButton(tr("Cancel")))
{
    m_table->setAccessibleName(tr("Signatures"));
    m_table->setModel(m_model);
    m_table->horizontalHeader()->hide();
    m_table->horizontalHeader()->setSectionResizeMode(RoleModel::Name, QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(RoleModel::Standing, QHeaderView::Stretch);
    m_empty->setWordWrap(true);
    m_question->setWordWrap(true);
    m_statement->setAccessibleName(tr("Statement"));
    m_statement->setMaxLength(2000);
    setEmphasis(m_send, Emphasis::Primary);
    auto* buttons = new FlowLayout;
    buttons->addWidget(m_send);
    buttons->addWidget(m_cancel);
    auto* form = new QVBoxLayout(m_form);
    form->setContentsMargins(0, 0, 0, 0);
    form->setSpacing(8);
    form->addWidget(m_question);
    form->addWidget(m_statement);
    form->addLayout(buttons);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(8);
    all->addWidget(m_table);
    all->addWidget(m_empty);
    all->addWidget(m_form);
    connect(m_send, &QPushButton::clicked, this, &SignPanel::send);
    connect(m_statement, &QLineEdit::returnPressed, this, &SignPanel::send);
    connect(m_cancel, &QPushButton::clicked, this, &SignPanel::finish);
    connect(m_statement, &QLineEdit::textChanged, this, &SignPanel::refresh);
    refresh();
}

void SignPanel::setView(const Checklist::ChecklistView& view)
{
    m_model->setRoles(view.roles);
    m_table->setVisible(!view.roles.empty());
    m_empty->setVisible(view.roles.empty());
    m_unproved = 0;
    for (const Checklist::SectionView& section : view.sections)
        for (const Checklist::ItemView& item : section.items)
            m_unproved += item.role.isEmpty() && item.state != Checklist::ItemState::Held &&
                                  item.state != Checklist::ItemState::Waived &&
                                  item.state != Checklist::ItemState::NotApplicable
                              ? 1
                              : 0;
    m_newestHash = view.contentHash;
    refresh();
}

void SignPanel::begin(const QString& role)
{
    m_role = role;
    // What is signed is what was on the screen when the question was opened.
    m_contentHash = m_newestHash;
    m_statement->clear();
    refresh();
    m_statement->setFocus(Qt::OtherFocusReason);
}

void SignPanel::finish()
{
    m_role.clear();
    m_statement->clear();
    refresh();
}

void SignPanel::setBusy(bool busy)
{
    m_busy = busy;
    refresh();
}

void SignPanel::send()
{
    if (m_send->isEnabled() && !m_role.isEmpty())
        Q_EMIT signRequested({.role = m_role,
                              .statement = SafeText::fromUntrusted(m_statement->text().trimmed()),
                              .contentHash = m_contentHash});
}

void SignPanel::refresh()
{
    m_form->setVisible(!m_role.isEmpty());
    m_form->setEnabled(!m_busy);
    m_question->setText(m_unproved > 0 ? tr("%n item(s) are not proved. Say why you sign nevertheless; the signature "
                                            "covers everything that is recorded now.",
                                            nullptr, m_unproved)
                                       : tr("Everything is proved or settled. The signature covers everything that is "
                                            "recorded now; a later change will show."));
    m_statement->setPlaceholderText(m_unproved > 0 ? tr("Statement") : tr("Statement (may be empty)"));
    m_send->setText(tr("&Sign as %1").arg(QString(m_role).replace(u'&', QStringLiteral("&&"))));
    m_send->setEnabled(!m_busy && (m_unproved == 0 || !m_statement->text().trimmed().isEmpty()));
}

} // namespace Pilothouse::Ui
