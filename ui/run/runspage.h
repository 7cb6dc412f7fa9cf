// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/planview.h"
#include "run/rundesk.h"
#include "run/runview.h"
#include "widgets/page.h"
#include "widgets/repeat.h"

#include <functional>

class QLineEdit;
class QStackedWidget;

namespace Pilothouse::Ui {

class ApproveCard;
class EmptyState;
class ErrorPanel;
class HostRunsCard;
class InputsForm;
class RowTable;
class RunListModel;

/// The runs of one environment: the record, the plan of the next one, and one run from near.
class RunsPage final : public Page
{
    Q_OBJECT
public:
    RunsPage(const Theme& theme, Clock& clock, RunDesk& desk, EnvironmentKey key, QWidget* parent = nullptr);

    /// "plan:PROCEDURE" or "plan:PROCEDURE:INPUT=VALUE" opens a plan, an id opens that run.
    void showSubject(const QString& subject) override;
    /// The subject that opens a plan; values may hold any character.
    static QString planSubject(const QString& procedure, const std::map<QString, QString>& inputs = {});
    QStringList location() const override;
    void showTop() override;

protected:
    /// Escape leaves a plan or a run for the list.
    void keyPressEvent(QKeyEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeList();
    void connectHosts();
    void connectApprovals();
    void openApproval(const PlanHandover& handover);
    void leave();
    QString titleOf(const QString& procedure) const;
    void connectDesk();
    void takeRuns(const std::vector<Run::RunInfo>& runs);
    void filterRuns();
    void tellHowMany();
    void showError(const Error& error);
    bool showsList() const;
    void openResume(const Id& run);
    void openPlan(const QString& procedure, const std::map<QString, QString>& inputs);
    void waitForPlan(const std::function<quint64()>& ask);
    void makePlan(const QString& procedure, const std::map<QString, QString>& inputs);
    void openRun(const Id& run);
    bool mayTakeFocus() const;
    void showWidget(QWidget* widget);
    void takePlan(const Result<Run::Plan>& plan);

    const Theme& m_theme;
    Clock& m_clock;
    RunDesk& m_desk;
    EnvironmentKey m_key;
    quint64 m_planning = 0; ///< the request whose plan is waited for; none when zero
    bool m_applying = false;
    std::map<QString, QString> m_given; ///< the inputs of that plan
    QString m_procedure;                ///< the procedure whose plan is looked at; empty elsewhere
    bool m_submitted = false;           ///< that plan is made with inputs that a person gave
    Id m_following;
    QStackedWidget* m_stack;
    QWidget* m_list;
    RunListModel* m_model;
    Card* m_card;
    HostRunsCard* m_elsewhere;
    ApproveCard* m_approve;
    PlanHandover m_handover; ///< the plan that is looked at to be approved; empty: to be started
    RowTable* m_table;
    QLineEdit* m_filter;
    EmptyState* m_empty;
    QWidget* m_firstStart;
    EmptyState* m_waiting;
    ErrorPanel* m_error;
    QWidget* m_errorPage;
    InputsForm* m_inputs;
    PlanView* m_plan;
    RunView* m_run;
    Repeat m_ages;
};

} // namespace Pilothouse::Ui
