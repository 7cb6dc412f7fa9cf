// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/approvecard.h"

#include "base/safetext.h"
#include "widgets/labels.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>

namespace Pilothouse::Ui {

using namespace Qt::StringLiterals;

ApproveCard::ApproveCard(const Theme& theme, const QString& target, QWidget* parent)
    : Card(theme, tr("Approve a plan"), parent)
    , m_target(target)
    , m_text(new QLineEdit)
    , m_procedure(new QComboBox)
    , m_open(new QPushButton(tr("Look at the &plan\u2026")))
    , m_problem(new TextLabel(theme, QString(), TextStyle::Body, Role::Degraded))
{
    m_text->setObjectName(u"handover"_s);
    m_text->setPlaceholderText(tr("Paste the message, or the hash, that was handed to you"));
    m_text->setAccessibleName(tr("What was handed to you"));
    m_procedure->setAccessibleName(tr("Procedure of the plan"));
    m_problem->setWordWrap(true);
    m_problem->hide();
    auto* row = new QHBoxLayout;
    row->setSpacing(Theme::grid * 2);
    row->addWidget(m_text, 1);
    row->addWidget(m_procedure);
    row->addWidget(m_open);
    content()->addLayout(row);
    content()->addWidget(m_problem);
    connect(m_text, &QLineEdit::textChanged, this, &ApproveCard::take);
    connect(m_text, &QLineEdit::returnPressed, m_open, &QPushButton::click);
    connect(m_open, &QPushButton::clicked, this, &ApproveCard::open);
    take();
}

void ApproveCard::setProcedures(const std::vector<System::Procedure>& procedures)
{
    m_procedure->clear();
    for (const System::Procedure& procedure : procedures) {
        const bool asks = std::ranges::any_of(procedure.requirements, [](const System::Requirement& each) {
            return each.kind == QLatin1StringView("approver");
        });
        if (asks)
            m_procedure->addItem(procedure.title.isEmpty() ? procedure.name : procedure.title, procedure.name);
    }
    setVisible(m_procedure->count() > 0);
}

void ApproveCard::clear() { m_text->clear(); }

void ApproveCard::take()
{
    m_handover = handoverIn(m_text->text());
    QString problem;
    if (!m_handover.target.isEmpty() && m_handover.target != m_target)
        problem = tr("That plan is one of %1; open it there.").arg(SafeText::oneLine(m_handover.target, 80).text());
    const int known = m_procedure->findData(m_handover.procedure);
    if (problem.isEmpty() && !m_handover.procedure.isEmpty()) {
        if (known >= 0)
            m_procedure->setCurrentIndex(known);
        else
            problem = tr("The definition here has no procedure \u201c%1\u201d that asks for an approval.")
                          .arg(SafeText::oneLine(m_handover.procedure, 80).text());
    }
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    m_open->setEnabled(problem.isEmpty() && !m_handover.isEmpty());
}

void ApproveCard::open()
{
    if (!m_open->isEnabled())
        return;
    PlanHandover handover = m_handover;
    handover.target = m_target;
    handover.procedure = m_procedure->currentData().toString();
    Q_EMIT openRequested(handover);
}

} // namespace Pilothouse::Ui
