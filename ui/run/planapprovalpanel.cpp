// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/planapprovalpanel.h"

#include "base/safetext.h"
#include "base/units.h"
#include "widgets/labels.h"
#include "widgets/typedconfirmation.h"

#include <QBoxLayout>
#include <QLineEdit>
#include <QPushButton>

namespace Pilothouse::Ui {

using namespace Qt::StringLiterals;

PlanApprovalPanel::PlanApprovalPanel(const Theme& theme, Clock& clock, QWidget* parent)
    : Card(theme, QString(), parent)
    , m_theme(theme)
    , m_clock(clock)
    , m_terms(new TextLabel(theme, QString()))
    , m_hash(new TextLabel(theme, QString(), TextStyle::Mono, Role::Muted))
    , m_outcome(new TextLabel(theme, QString()))
    , m_copy(new QPushButton(tr("Copy what to &hand on")))
    , m_again(new QPushButton(tr("Look a&gain")))
{
    for (TextLabel* label : {m_terms, m_hash, m_outcome}) {
        label->setWordWrap(true);
        label->setCopyable(true);
        content()->addWidget(label);
    }
    m_hash->setAccessibleName(tr("Hash of the plan"));
    m_outcome->setAccessibleName(tr("Outcome of the decision"));
    m_outcome->hide();
    m_copy->setToolTip(
        tr("A message for whoever approves it; it is pasted on the page of runs, and holds the command as well"));
    m_again->setToolTip(tr("Somebody may have approved it meanwhile"));
    auto* row = new QHBoxLayout;
    row->setSpacing(Theme::grid * 2);
    row->addStretch(1);
    row->addWidget(m_again);
    row->addWidget(m_copy);
    content()->addLayout(row);
    connect(m_copy, &QPushButton::clicked, this, [this] { Q_EMIT copyRequested(m_plan); });
    connect(m_again, &QPushButton::clicked, this, &PlanApprovalPanel::planAgainRequested);
}

void PlanApprovalPanel::makeFields()
{
    m_fields = new QWidget;
    auto* column = new QVBoxLayout(m_fields);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Theme::grid * 2);
    m_reason = new QLineEdit;
    m_reason->setObjectName(u"plan-reason"_s);
    m_reason->setPlaceholderText(tr("Reason"));
    m_reason->setAccessibleName(tr("Reason for the decision"));
    m_key = new QLineEdit;
    m_key->setObjectName(u"plan-key"_s);
    m_key->setPlaceholderText(tr("Key to sign with, such as ~/.ssh/id_ed25519.pub"));
    m_key->setAccessibleName(tr("Key to sign with"));
    auto* row = new QHBoxLayout;
    row->setSpacing(Theme::grid * 2);
    row->addWidget(m_reason, 3);
    row->addWidget(m_key, 2);
    column->addLayout(row);
    m_yes = new TypedConfirmation(m_theme, QString(), QString());
    m_yes->setVerb(tr("Approve this plan"));
    m_yes->setQuestion(tr("Type %1 to go on:"));
    m_no = new QPushButton(tr("&Decline"));
    m_yes->addButton(m_no);
    column->addWidget(m_yes);
    content()->addWidget(m_fields);
    connect(m_key, &QLineEdit::textChanged, this, &PlanApprovalPanel::refresh);
    connect(m_yes, &TypedConfirmation::confirmed, this, [this] { decide(Run::Decision::Approved); });
    connect(m_no, &QPushButton::clicked, this, [this] { decide(Run::Decision::Declined); });
}

void PlanApprovalPanel::setPlan(const Run::Plan& plan)
{
    m_plan = plan;
    m_busy = false;
    m_done = false;
    m_outcome->hide();
    setVisible(plan.approval.has_value() || isDeciding());
    refresh();
}

void PlanApprovalPanel::setHandover(const PlanHandover& handover)
{
    m_handover = handover;
    if (isDeciding() && !m_fields)
        makeFields();
    if (m_fields) {
        m_reason->clear();
        m_key->clear();
        m_yes->clear();
    }
    setPlan(m_plan);
}

bool PlanApprovalPanel::isMeant() const
{
    return m_plan.approval && m_handover.hash.size() >= 8 && handoverOf(m_plan, {}).hash.startsWith(m_handover.hash);
}

void PlanApprovalPanel::showTerms()
{
    const QDateTime now = m_clock.now();
    const auto asked =
        std::ranges::find(m_plan.requirements, u"approver"_s, [](const auto& each) { return each.question.kind; });
    const Evidence known = asked == m_plan.requirements.end() ? Evidence{} : asked->evidence;
    const bool holds = asked != m_plan.requirements.end() && known.verdictAt(now) == Verdict::Holds;
    QStringList lines;
    if (!m_plan.approval) {
        setTitle(tr("This plan needs nobody\u2019s approval"));
        m_terms->setRole(Role::Down);
    } else if (!isDeciding()) {
        setTitle(holds ? tr("Somebody approved this plan") : tr("Somebody has to approve exactly this plan"));
        lines << known.statement.text();
        m_terms->setRole(holds ? Role::Healthy : Role::Degraded);
    } else if (isMeant()) {
        setTitle(tr("This is the plan that was handed to you"));
        const QString asker =
            m_handover.asker.isEmpty()
                ? tr("Who asks stands in no message; ask whoever handed the hash to you.")
                : tr("%1 asks, as the message says.").arg(SafeText::oneLine(m_handover.asker, 80).text());
        lines << asker
              << tr("Who may approve: %1. A yes holds for %2.")
                     .arg(Run::whoMay(m_plan.approval->by, !m_plan.approval->signers.isEmpty(), m_handover.asker),
                          formatDuration(m_plan.approval->within))
              << known.statement.text();
        m_terms->setRole(Role::Text);
    } else {
        setTitle(tr("This is not the plan that was handed to you"));
        lines << tr("You were asked about %1. Something changed since, or the inputs are others; nothing here can be "
                    "approved. Have it planned and handed on again.")
                     .arg(SafeText::oneLine(m_handover.hash, 64).text());
        m_terms->setRole(Role::Down);
    }
    m_terms->setText(SafeText::fromUntrusted(lines.join(u'\n')));
    m_hash->setText(tr("plan %1").arg(handoverOf(m_plan, {}).hash));
    m_copy->setVisible(m_plan.approval && !isDeciding());
    m_again->setVisible(m_plan.approval && !isDeciding() && !holds);
}

void PlanApprovalPanel::refresh()
{
    showTerms();
    if (!m_fields)
        return;
    const bool mayDecide = isDeciding() && isMeant() && !m_done;
    m_fields->setVisible(mayDecide);
    if (!mayDecide)
        return;
    const bool isSigned = !m_plan.approval->signers.isEmpty();
    m_key->setVisible(isSigned);
    m_reason->setEnabled(!m_busy);
    m_key->setEnabled(!m_busy);
    m_no->setEnabled(!m_busy); // a no needs no signature
    m_yes->setTarget(m_plan.target());
    m_yes->setTypingRequired(m_plan.confirm == System::Confirmation::Typed ||
                             m_plan.kind == System::EnvironmentKind::Production);
    m_yes->setRefusal(m_busy                                          ? tr("writing it down\u2026")
                      : isSigned && m_key->text().trimmed().isEmpty() ? tr("name the key to sign with")
                                                                      : QString());
}

void PlanApprovalPanel::decide(Run::Decision decision)
{
    m_busy = true;
    m_outcome->hide();
    refresh();
    Q_EMIT decided(m_plan, decision, m_reason->text().trimmed(),
                   m_plan.approval->signers.isEmpty() ? QString() : m_key->text().trimmed());
}

void PlanApprovalPanel::answer(const Result<Run::Approval>& approval)
{
    m_busy = false;
    m_done = approval.has_value();
    QString words = approval ? approvalWords(*approval) : approval.error().message;
    if (approval && approval->decision == Run::Decision::Approved && m_plan.approval &&
        m_plan.approval->by == System::Approver::Other)
        words += u' ' + tr("It counts for whoever runs this plan, but for %1.").arg(approval->by);
    m_outcome->setText(SafeText::oneLine(words, 500));
    m_outcome->setRole(approval ? Role::Text : Role::Down);
    m_outcome->show();
    refresh();
}

} // namespace Pilothouse::Ui
