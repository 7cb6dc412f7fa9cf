// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/approvalpanel.h"

#include "base/safetext.h"
#include "widgets/labels.h"
#include "widgets/timetext.h"

#include <QBoxLayout>
#include <QLineEdit>
#include <QPushButton>

namespace Pilothouse::Ui {

using namespace Qt::StringLiterals;

ApprovalPanel::ApprovalPanel(const Theme& theme, Clock& clock, QWidget* parent)
    : Card(theme, {}, parent)
    , m_clock(clock)
    , m_text(new TextLabel(theme, {}, TextStyle::Strong))
    , m_terms(new TextLabel(theme, {}, TextStyle::Body, Role::Muted))
    , m_outcome(new TextLabel(theme, {}))
    , m_reason(new QLineEdit)
    , m_key(new QLineEdit)
    , m_yes(new QPushButton(tr("A&pprove")))
    , m_no(new QPushButton(tr("&Decline")))
{
    for (TextLabel* label : {m_text, m_terms, m_outcome})
        label->setWordWrap(true);
    m_outcome->setCopyable(true);
    m_outcome->setAccessibleName(tr("Outcome of the decision"));
    m_reason->setPlaceholderText(tr("Reason"));
    m_reason->setAccessibleName(tr("Reason for the decision"));
    m_key->setPlaceholderText(tr("Key to sign with, such as ~/.ssh/id_ed25519.pub"));
    m_key->setAccessibleName(tr("Key to sign with"));
    m_key->setToolTip(tr("The file of a private key without a passphrase, or of a public one whose other half your "
                         "agent has"));
    content()->addWidget(m_text);
    content()->addWidget(m_terms);
    auto* fields = new QHBoxLayout;
    fields->setSpacing(Theme::grid * 2);
    fields->addWidget(m_reason, 3);
    fields->addWidget(m_key, 2);
    content()->addLayout(fields);
    auto* answers = new QHBoxLayout;
    answers->setSpacing(Theme::grid * 2);
    answers->addWidget(m_yes);
    answers->addWidget(m_no);
    answers->addStretch(1);
    content()->addLayout(answers);
    content()->addWidget(m_outcome);
    connect(m_yes, &QPushButton::clicked, this, [this] { decide(Run::Decision::Approved); });
    connect(m_no, &QPushButton::clicked, this, [this] { decide(Run::Decision::Declined); });
    connect(m_key, &QLineEdit::textChanged, this, [this] { setBusy(false); });
}

void ApprovalPanel::ask(const Run::ApprovalAsked& asked)
{
    const bool another = asked.run != m_asked.run || asked.step != m_asked.step;
    m_asked = asked;
    showTerms();
    if (!another)
        return;
    setTitle(tr("%1 waits for an approval").arg(SafeText::oneLine(asked.name, 80).text()));
    m_text->setText(SafeText::oneLine(asked.text, 500));
    m_reason->clear();
    m_outcome->clear();
    m_outcome->hide();
    m_key->setVisible(!asked.signers.isEmpty());
    setBusy(false);
}

void ApprovalPanel::showTerms()
{
    m_terms->setText(
        tr("Who may approve: %1. Until %2 (%3).")
            .arg(SafeText::oneLine(Run::whoMay(m_asked.by, !m_asked.signers.isEmpty(), m_asked.startedBy)).text(),
                 shortTime(m_asked.until, m_clock.now()), ago(m_asked.until, m_clock.now())));
    m_terms->setToolTip(localTime(m_asked.until));
}

void ApprovalPanel::decide(Run::Decision decision)
{
    setBusy(true);
    m_outcome->hide();
    Q_EMIT decided(m_asked, decision, m_reason->text().trimmed(),
                   m_asked.signers.isEmpty() ? QString() : m_key->text().trimmed());
}

void ApprovalPanel::answer(const Result<Run::Approval>& approval)
{
    m_outcome->setRole(approval ? Role::Text : Role::Down);
    m_outcome->setText(approval ? SafeText::oneLine(approvalWords(*approval), 500)
                                : SafeText::oneLine(approval.error().message, 500));
    m_outcome->show();
    if (!approval)
        setBusy(false);
}

void ApprovalPanel::setBusy(bool busy)
{
    m_reason->setEnabled(!busy);
    m_key->setEnabled(!busy);
    m_no->setEnabled(!busy);
    // A no needs no signature.
    m_yes->setEnabled(!busy && (m_asked.signers.isEmpty() || !m_key->text().trimmed().isEmpty()));
}

} // namespace Pilothouse::Ui
