// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/hostrunscard.h"

#include "base/safetext.h"
#include "run/runlistmodel.h"
#include "widgets/labels.h"
#include "widgets/rows.h"

#include <QBoxLayout>
#include <QLineEdit>
#include <QPushButton>

namespace Pilothouse::Ui {

using namespace Qt::StringLiterals;

HostRunsCard::HostRunsCard(const Theme& theme, Clock& clock, QWidget* parent)
    : Card(theme, tr("Runs of other computers"), parent)
    , m_model(new RunListModel(clock, this))
    , m_table(new RowTable(theme))
    , m_look(new QPushButton(tr("&Look on the hosts")))
    , m_id(new QLineEdit)
    , m_open(new QPushButton(tr("&Open by id")))
    , m_text(new TextLabel(theme, QString(), TextStyle::Body, Role::Muted))
{
    m_look->setToolTip(tr("Asks the hosts which runs they keep that this computer does not know"));
    m_id->setObjectName(u"run-id"_s);
    m_id->setPlaceholderText(tr("Id of a run, from whoever started it"));
    m_id->setAccessibleName(tr("Id of a run"));
    m_open->setEnabled(false);
    m_text->setWordWrap(true);
    m_text->setCopyable(true);
    m_text->setAccessibleName(tr("What the hosts said"));
    m_text->setText(tr("What others started is not in the store of this computer; the hosts keep it."));
    m_table->setAccessibleName(tr("Runs of other computers"));
    m_table->setModel(m_model);
    using By = ColumnWidth::By;
    m_table->setColumnWidths({{By::Content, 30},
                              {By::Content, 28},
                              {By::Content, 15},
                              {By::Content, 12},
                              {By::Content, 15},
                              {By::Weight, 1}});
    m_table->hide();
    auto* row = new QHBoxLayout;
    row->setSpacing(Theme::grid * 2);
    row->addWidget(m_id, 1);
    row->addWidget(m_open);
    content()->addWidget(m_text);
    content()->addWidget(m_table);
    content()->addLayout(row);
    addControl(m_look);
    const auto open = [this](const QModelIndex& index) { Q_EMIT openRequested(m_model->idAt(index.row())); };
    connect(m_table, &QTableView::activated, this, open);
    connect(m_table, &QTableView::clicked, this, open);
    connect(m_look, &QPushButton::clicked, this, &HostRunsCard::lookRequested);
    connect(m_id, &QLineEdit::textChanged, this,
            [this](const QString& text) { m_open->setEnabled(Id::fromString(text.trimmed()).has_value()); });
    connect(m_id, &QLineEdit::returnPressed, this, &HostRunsCard::openById);
    connect(m_open, &QPushButton::clicked, this, &HostRunsCard::openById);
}

void HostRunsCard::openById()
{
    if (const auto id = Id::fromString(m_id->text().trimmed()))
        Q_EMIT openRequested(*id);
}

void HostRunsCard::setTitles(std::map<QString, QString> titles) { m_model->setTitles(std::move(titles)); }

void HostRunsCard::touch() { m_model->touch(); }

void HostRunsCard::setLooking()
{
    m_look->setEnabled(false);
    m_text->setRole(Role::Muted);
    m_text->setText(tr("Asking the hosts\u2026"));
}

void HostRunsCard::setFound(const Result<HostRuns>& found)
{
    m_look->setEnabled(true);
    m_text->setRole(found && found->unasked.isEmpty() && found->damaged.isEmpty() ? Role::Muted : Role::Down);
    if (!found) {
        m_text->setText(SafeText::oneLine(found.error().message, 500));
        return;
    }
    m_model->setRuns(found->runs);
    m_table->setVisible(!found->runs.empty());
    QStringList lines;
    if (!found->unasked.isEmpty())
        lines << tr("Not all hosts could be asked, so there may be more: %1.").arg(found->unasked.join(u", "_s));
    if (!found->damaged.isEmpty())
        lines << tr("What these hosts keep of a run cannot be read: %1.").arg(found->damaged.join(u", "_s));
    if (found->runs.empty() && lines.isEmpty())
        lines << tr("The hosts keep no run that this computer does not know.");
    else if (!found->runs.empty())
        lines << tr("%n found, newest first.", nullptr, int(found->runs.size()));
    if (found->older > 0)
        lines << tr("%n older was not looked at; open it by its id.", nullptr, found->older);
    m_text->setText(SafeText::fromUntrusted(lines.join(u' ')));
}

} // namespace Pilothouse::Ui
