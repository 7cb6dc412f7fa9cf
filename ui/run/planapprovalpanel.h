// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "run/approval.h"
#include "run/planhandover.h"
#include "widgets/card.h"

class QLineEdit;
class QPushButton;

namespace Pilothouse::Ui {

class TextLabel;
class TypedConfirmation;

/// Under a plan that starts only when somebody approved exactly it: to whoever wants to start it, what to hand on; to
/// whoever was asked, whether this is still the plan that was meant, and the two answers.
class PlanApprovalPanel final : public Card
{
    Q_OBJECT
public:
    PlanApprovalPanel(const Theme& theme, Clock& clock, QWidget* parent = nullptr);

    /// Hidden for a plan that needs nobody's word.
    void setPlan(const Run::Plan& plan);
    /// Somebody handed this on, so it is looked at to be decided; empty: it is looked at to be started.
    void setHandover(const PlanHandover& handover);
    bool isDeciding() const { return !m_handover.isEmpty(); }
    /// What became of the decision.
    void answer(const Result<Run::Approval>& approval);

Q_SIGNALS:
    /// `keyFile` signs it; empty where no signature is wanted.
    void decided(const Pilothouse::Run::Plan& plan, Pilothouse::Run::Decision decision, const QString& reason,
                 const QString& keyFile);
    /// The same plan is wanted again, since somebody may have approved it meanwhile.
    void planAgainRequested();
    /// What is to be handed on is wanted on the clipboard.
    void copyRequested(const Pilothouse::Run::Plan& plan);

private:
    void makeFields();
    void refresh();
    void showTerms();
    bool isMeant() const;
    void decide(Run::Decision decision);

    const Theme& m_theme;
    Clock& m_clock;
    Run::Plan m_plan;
    PlanHandover m_handover;
    bool m_busy = false;
    bool m_done = false;
    TextLabel* m_terms;
    TextLabel* m_hash;
    TextLabel* m_outcome;
    QPushButton* m_copy;
    QPushButton* m_again;
    QWidget* m_fields = nullptr; ///< made for the first that is to be decided
    QLineEdit* m_reason = nullptr;
    QLineEdit* m_key = nullptr;
    TypedConfirmation* m_yes = nullptr;
    QPushButton* m_no = nullptr;
};

} // namespace Pilothouse::Ui
