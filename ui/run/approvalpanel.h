// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "run/approval.h"
#include "widgets/card.h"

class QLineEdit;
class QPushButton;

namespace Pilothouse::Ui {

/// What a run waits for somebody's word on: what is asked, who may answer and until when, and the two answers. A
/// decision is written down once; what became of it is told by the run.
class ApprovalPanel final : public Card
{
    Q_OBJECT
public:
    ApprovalPanel(const Theme& theme, Clock& clock, QWidget* parent = nullptr);

    /// Shows what is asked, or the same as it is now. What was typed stays while the question does.
    void ask(const Run::ApprovalAsked& asked);
    /// The answer to a decision: an error can be tried again.
    void answer(const Result<Run::Approval>& approval);
    const Run::ApprovalAsked& asked() const { return m_asked; }

Q_SIGNALS:
    /// `keyFile` signs it; empty where no signature is wanted.
    void decided(const Pilothouse::Run::ApprovalAsked& asked, Pilothouse::Run::Decision decision, const QString& reason,
                 const QString& keyFile);

private:
    void decide(Run::Decision decision);
    void setBusy(bool busy);
    void showTerms();

    Clock& m_clock;
    Run::ApprovalAsked m_asked;
    TextLabel* m_text;
    TextLabel* m_terms;
    TextLabel* m_outcome;
    QLineEdit* m_reason;
    QLineEdit* m_key;
    QPushButton* m_yes;
    QPushButton* m_no;
};

} // namespace Pilothouse::Ui
