// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/approvecard.h"
#include "run/hostrunscard.h"
#include "run/runspage.h"

#include <QClipboard>
#include <QGuiApplication>

// What the page of runs has to do with other people and other computers.

namespace Pilothouse::Ui {

using namespace Qt::StringLiterals;

namespace {

QString quoted(QString word) { return u'\'' + word.replace(u'\'', u"'\\''"_s) + u'\''; }

QString commandOf(const PlanHandover& handover)
{
    QStringList words{
        u"pilothousectl approve --plan %1 %2 %3"_s.arg(handover.hash, handover.target, handover.procedure)};
    for (const auto& [name, value] : handover.inputs)
        words << u"--set "_s + quoted(name + u'=' + value);
    if (!handover.incident.isEmpty())
        words << u"--incident "_s + handover.incident;
    if (!handover.bypass.isEmpty())
        words << u"--bypass "_s + quoted(handover.bypass);
    return words.join(u' ');
}

} // namespace

/// What only the hosts know.
void RunsPage::connectHosts()
{
    connect(m_elsewhere, &HostRunsCard::lookRequested, this, [this] {
        m_elsewhere->setLooking();
        m_desk.lookOnHosts(m_key);
    });
    connect(m_elsewhere, &HostRunsCard::openRequested, this, &RunsPage::openRun);
    connect(&m_desk, &RunDesk::foundOnHosts, this, [this](const EnvironmentKey& asked, const Result<HostRuns>& found) {
        if (asked == m_key)
            m_elsewhere->setFound(found);
    });
    connect(&m_desk, &RunDesk::seen, this, [this](const RunSight& sight) {
        if (sight.run == m_following)
            m_run->setSight(sight);
    });
    connect(m_run, &RunView::takeOverRequested, &m_desk, &RunDesk::takeOver);
    connect(&m_desk, &RunDesk::tookOver, this, [this](const Id& run, const std::optional<Error>& error) {
        if (run != m_following)
            return;
        if (error)
            return m_run->takeTakeOver(*error);
        // From now on it is one of those that this computer knows.
        openRun(run);
        m_desk.list(m_key);
    });
}

void RunsPage::connectApprovals()
{
    connect(m_approve, &ApproveCard::openRequested, this, &RunsPage::openApproval);
    connect(m_plan, &PlanView::decided, &m_desk, &RunDesk::decidePlan);
    connect(&m_desk, &RunDesk::planDecided, this, [this](const QString& hash, const Result<Run::Approval>& approval) {
        if (hash == m_plan->plan().hash)
            m_plan->takeDecision(approval);
        if (approval)
            m_approve->clear();
    });
    connect(m_plan, &PlanView::planAgainRequested, this, [this] {
        const Run::Plan plan = m_plan->plan();
        waitForPlan([&] {
            return plan.isBypass()
                       ? m_desk.planBound(m_key, plan.procedure, m_given, plan.binding->incident, plan.binding->reason)
                       : m_desk.plan(m_key, plan.procedure, m_given);
        });
    });
    connect(m_plan, &PlanView::handoverRequested, this, [this](const Run::Plan& plan) {
        const PlanHandover handover = handoverOf(plan, m_desk.person());
        QGuiApplication::clipboard()->setText(
            tr("Please look at this plan and approve or decline it: %1 %2.").arg(handover.target, handover.procedure) +
            u'\n' + handoverText(handover) + u'\n' + commandOf(handover) + u'\n');
    });
}

/// Made anew here, so that whoever approves it sees what it is.
void RunsPage::openApproval(const PlanHandover& handover)
{
    openPlan(handover.procedure, handover.inputs);
    m_handover = handover;
    if (!handover.bypass.isEmpty())
        waitForPlan([&] {
            return m_desk.planBound(m_key, handover.procedure, handover.inputs, handover.incident, handover.bypass);
        });
}

} // namespace Pilothouse::Ui
