// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/approval.h"
#include "run/plantext.h"
#include "widgets/card.h"

class QPushButton;

namespace Pilothouse::Ui {

class ApprovalPanel;
class OutputPanel;
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
    /// What became of a decision that was made here.
    void takeDecision(const Result<Run::Approval>& approval);
    Id run() const { return m_run; }
    /// Of its procedure.
    QString procedure() const { return m_record.plan.procedure; }
    /// Of the procedure, for the breadcrumb.
    QString title() const;

Q_SIGNALS:
    void cancelRequested(const Pilothouse::Id& run);
    /// A new run is to go on at the step that failed.
    void resumeRequested(const Pilothouse::Id& run);
    /// Somebody's word on a step that waits for it; `keyFile` signs it.
    void decided(const Pilothouse::Run::ApprovalAsked& asked, Pilothouse::Run::Decision decision, const QString& reason,
                 const QString& keyFile);

private:
    void showOutput(const QString& stepId);
    void showStatement();

    const Theme& m_theme;
    Clock& m_clock;
    Id m_run;
    Run::RunRecord m_record;                 ///< of no run until it has come
    std::map<QString, QByteArray> m_outputs; ///< by step id, the newest megabytes
    QString m_shown;
    QString m_statement; ///< of the shown step, if the console carries it out
    std::vector<Fact> m_changes;
    bool m_open = true;
    RunSheet* m_sheet;
    ApprovalPanel* m_approval;
    SignLabel* m_sign;
    TextLabel* m_summary;
    StepList* m_steps;
    OutputPanel* m_output;
    QPushButton* m_cancel;
    QPushButton* m_resume;
};

} // namespace Pilothouse::Ui
