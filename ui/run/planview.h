// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/approval.h"
#include "run/bypasspanel.h"
#include "run/planhandover.h"
#include "run/plantext.h"
#include "widgets/card.h"
#include "widgets/repeat.h"

class QPushButton;

namespace Pilothouse::Ui {

class CodeView;
class PlanApprovalPanel;
class RunSheet;
class TypedConfirmation;

/// A plan before anything happens: what will change, what was checked, every step with its script, and the one button
/// that starts it.
class PlanView final : public QWidget
{
    Q_OBJECT
public:
    PlanView(const Theme& theme, Clock& clock, QWidget* parent = nullptr);

    void setPlan(const Run::Plan& plan);
    const Run::Plan& plan() const { return m_plan; }
    /// The plan is being applied; a second press does nothing.
    void setStarting(bool starting);
    /// Its inputs were changed since: it cannot be started any more, only be made anew.
    void setOutdated(bool outdated);
    /// Where the name has to be typed; without typing on the steps, so that Return starts nothing.
    void focusConfirmation();
    /// The plan is looked at to be approved, since somebody handed it on; empty: to be started.
    void setHandover(const PlanHandover& handover);
    void takeDecision(const Result<Run::Approval>& approval);
    /// The incidents for whose sake what is missing may be passed.
    void setIncidents(const std::vector<IncidentChoice>& incidents) { m_bypass->setIncidents(incidents); }

Q_SIGNALS:
    void applyRequested(const Pilothouse::Run::Plan& plan, const QString& typed);
    void abandoned();
    /// The same plan is wanted past its gates; both empty: not past them.
    void boundPlanRequested(const QString& incident, const QString& reason);
    void decided(const Pilothouse::Run::Plan& plan, Pilothouse::Run::Decision decision, const QString& reason,
                 const QString& keyFile);
    /// The same plan is wanted again, or what is handed to whoever approves it on the clipboard.
    void planAgainRequested();
    void handoverRequested(const Pilothouse::Run::Plan& plan);
    /// It is wanted as a script on the clipboard.
    void scriptRequested(const Pilothouse::Run::Plan& plan);

private:
    void showStep(const QString& id);
    void refreshChecks();

    const Theme& m_theme;
    Clock& m_clock;
    Run::Plan m_plan;
    bool m_starting = false;
    bool m_outdated = false;
    std::vector<Fact> m_shownChecks;
    RunSheet* m_sheet;
    StepList* m_steps;
    ElidedLabel* m_stepName;
    TextLabel* m_stepFacts;
    CodeView* m_script;
    TypedConfirmation* m_confirmation;
    BypassPanel* m_bypass;
    PlanApprovalPanel* m_approval;
    Repeat m_refresh;
};

} // namespace Pilothouse::Ui
