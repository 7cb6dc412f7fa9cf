// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/approval.h"
#include "run/plantext.h"
#include "widgets/card.h"
#include "widgets/outputstore.h"

class QPushButton;

namespace Pilothouse::Ui {

class ApprovalPanel;
class FindingsPanel;
class OutputPanel;
class ReviewPanel;
class SightPanel;
struct RunSight;
class RunSheet;

/// One run, live or as it was: what changes, what was checked, its steps, and their output.
class RunView final : public QWidget
{
    Q_OBJECT
public:
    RunView(const Theme& theme, Clock& clock, QWidget* parent = nullptr);

    /// Shows another run, or the same one as it is now.
    void setRecord(const Run::RunRecord& record);
    /// Before a run is followed from its beginning (again): its output may come before its record.
    void begin(const Id& run);
    void append(const QString& stepKey, const QString& host, const QByteArray& bytes);
    void setNote(const QString& text);
    /// The run is not this computer's own: it is watched on its hosts until begin() is called.
    void setSight(const RunSight& sight);
    void takeTakeOver(const Error& error);
    /// What became of a review that was written here, or of a decision.
    void takeReview(const Result<Run::Bypass>& review);
    void takeDecision(const Result<Run::Approval>& approval);
    Id run() const { return m_run; }
    /// Of its procedure.
    QString procedure() const { return m_record.plan.procedure; }
    /// Of the procedure, for the breadcrumb.
    QString title() const;

Q_SIGNALS:
    void cancelRequested(const Pilothouse::Id& run);
    /// The watched run is to be this computer's own, or to be ended by it.
    void takeOverRequested(const Pilothouse::Id& run, const QString& typed, bool cancel);
    /// A new run is to go on at the step that failed.
    void resumeRequested(const Pilothouse::Id& run);
    /// Somebody's word on a step that waits for it; `keyFile` signs it.
    void decided(const Pilothouse::Run::ApprovalAsked& asked, Pilothouse::Run::Decision decision, const QString& reason,
                 const QString& keyFile);

    /// Somebody looked at what the run passed.
    void reviewed(const Pilothouse::Id& run, const QString& comment, const QString& as);

private:
    void showOutput(const QString& stepId);
    void showStatement();
    void showOutcome();

    const Theme& m_theme;
    Clock& m_clock;
    Id m_run;
    Run::RunRecord m_record;                  ///< of no run until it has come
    std::map<QString, OutputStore> m_outputs; ///< by step id, of all that are not shown
    QString m_shown;
    QString m_statement; ///< of the shown step, if the console carries it out
    std::vector<Fact> m_changes;
    bool m_open = true;
    bool m_watched = false; ///< by what its hosts tell
    RunSheet* m_sheet;
    ApprovalPanel* m_approval;
    ReviewPanel* m_review;
    FindingsPanel* m_findings;
    SightPanel* m_sight = nullptr; ///< none as long as every run was this computer's own
    SignLabel* m_sign;
    TextLabel* m_summary;
    TextLabel* m_details; ///< below it
    StepList* m_steps;
    OutputPanel* m_output;
    QPushButton* m_cancel;
    QPushButton* m_resume;
};

} // namespace Pilothouse::Ui
