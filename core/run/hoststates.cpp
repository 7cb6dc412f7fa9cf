// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/hoststates.h"

#include "base/safetext.h"
#include "base/units.h"
#include "run/keepsteps.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace Pilothouse::Run {

using namespace Qt::StringLiterals;

namespace {

/// The worst that was heard of a step decides, then how far it got.
void take(const StepProgress& step, HostProgress& host)
{
    ++host.steps;
    const auto set = [&](HostState state) {
        if (host.state >= state)
            return;
        host.state = state;
        host.step = step.name;
        host.statement = step.statement;
    };
    switch (step.state) {
    case StepState::Pending:
        return;
    case StepState::Succeeded:
        ++host.done;
        [[fallthrough]];
    case StepState::Running:
        set(HostState::Underway);
        return;
    case StepState::Failed:
        set(HostState::Failed);
        return;
    case StepState::Cancelled:
        set(HostState::Cancelled);
        return;
    case StepState::Unknown:
        set(HostState::Unknown);
        return;
    }
}

} // namespace

std::vector<HostProgress> hostsOf(const RunRecord& record)
{
    std::vector<HostProgress> hosts;
    for (const PlannedStep& step : record.plan.steps) {
        if (step.step.action != System::StepAction::Run)
            continue; // probes name hosts that they are asked through
        for (const QString& name : step.hosts) {
            if (std::ranges::find(hosts, name, &HostProgress::host) == hosts.end())
                hosts.push_back({.host = name});
        }
    }
    for (HostProgress& host : hosts) {
        bool backDone = false;
        for (const StepProgress& step : record.steps) {
            if (step.host != host.host || step.key == retainStepId())
                continue;
            if (!step.failure)
                take(step, host);
            else if (step.state == StepState::Failed)
                host.backFailed = true;
        }
        for (const auto& [name, segment] : record.segments) {
            if (segment.host != host.host)
                continue;
            backDone = backDone || segment.outcome == u"rolled-back"_s ||
                       (name == u"back-"_s + host.host && segment.outcome == u"succeeded"_s);
            host.backFailed = host.backFailed || segment.outcome == u"rollback-failed"_s;
        }
        if (host.state == HostState::Underway && host.done == host.steps) {
            host.state = HostState::Done;
            host.step.clear();
            host.statement.clear();
        }
        host.wentBack = backDone && !host.backFailed;
        host.leftOut = record.leftOut.contains(host.host);
    }
    return hosts;
}

QString hostStateName(HostState state)
{
    static constexpr std::array names{"untouched"_L1, "underway"_L1,  "done"_L1,
                                      "failed"_L1,    "cancelled"_L1, "unknown"_L1};
    return names.at(size_t(state));
}

QString hostWords(const HostProgress& host)
{
    const QString step = SafeText::oneLine(host.step, 80).text();
    QString words;
    switch (host.state) {
    case HostState::Untouched:
        words = QCoreApplication::translate("Run", "not touched");
        break;
    case HostState::Underway:
        words = QCoreApplication::translate("Run", "%1 of %2 steps done").arg(host.done).arg(host.steps);
        break;
    case HostState::Done:
        words = QCoreApplication::translate("Run", "done");
        break;
    case HostState::Failed:
        words = host.statement.isEmpty() ? QCoreApplication::translate("Run", "failed at %1").arg(step)
                                         : QCoreApplication::translate("Run", "failed at %1 (%2)")
                                               .arg(step, SafeText::oneLine(host.statement, 80).text());
        break;
    case HostState::Cancelled:
        words = QCoreApplication::translate("Run", "cancelled at %1").arg(step);
        break;
    case HostState::Unknown:
        words = QCoreApplication::translate("Run", "unknown since %1; verify it").arg(step);
        break;
    }
    if (host.backFailed)
        words += QCoreApplication::translate("Run", ", and its way back failed");
    else if (host.wentBack)
        words += QCoreApplication::translate("Run", ", went back");
    else if (host.leftOut)
        words += QCoreApplication::translate("Run", ", left out");
    return words;
}

QString strategyWords(const PlannedStep& planned)
{
    const System::Step& step = planned.step;
    if (planned.hosts.size() < 2 || step.action != System::StepAction::Run)
        return {};
    QStringList words;
    const auto waves = wavesOf(planned);
    if (waves.size() == 1)
        words += QCoreApplication::translate("Run", "all at once");
    else if (step.strategy == System::Strategy::Canary && step.revert.isEmpty())
        words += QCoreApplication::translate("Run", "%1 first, then the rest").arg(waves.front().join(u", "_s));
    else if (waves.front().size() > 1)
        words += QCoreApplication::translate("Run", "%n hosts at a time", nullptr, int(waves.front().size()));
    if (step.pause.count() > 0 && waves.size() > 1)
        words += QCoreApplication::translate("Run", "%1 between them").arg(formatDuration(step.pause));
    if (const auto limit = step.maxFailures.of(planned.hosts.size()); limit > 0)
        words += QCoreApplication::translate("Run", "up to %n may fail", nullptr, int(limit));
    return words.join(u", "_s);
}

} // namespace Pilothouse::Run
