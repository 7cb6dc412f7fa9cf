// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/units.h"
#include "run/hoststates.h"
#include "run/runner.h"

#include <QCoreApplication>

#include <algorithm>

namespace Pilothouse::Run {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Result<void> Runner::pauseBefore(const Stage& stage)
{
    if (stage.pause <= 0ms || stage.segments.empty())
        return {};
    QStringList hosts;
    for (const Segment& segment : stage.segments) {
        if (m_record.segments.contains(segment.name)) // sent already
            return {};
        hosts += segment.host;
    }
    const QString& name = stage.segments.front().name;
    const QDateTime now = m_ports.clock.now();
    auto left = stage.pause;
    if (const auto begun = m_record.pauses.find(name); begun != m_record.pauses.end()) {
        // A clock that was set back must not make it longer than it was meant to be.
        left = std::clamp<std::chrono::milliseconds>(left - std::chrono::milliseconds(begun->second.msecsTo(now)), 0ms,
                                                     left);
        if (auto told = tell(QCoreApplication::translate("Run", "Goes on with the pause before %1: %2 are left.")
                                 .arg(hosts.join(u", "_s), formatDuration(left)));
            !told)
            return told;
    } else if (auto intended =
                   intend(u"pause"_s, {{u"segment"_s, name},
                                       {u"text"_s, QCoreApplication::translate("Run", "Pauses %1 before %2.")
                                                       .arg(formatDuration(left), hosts.join(u", "_s))}});
               !intended) {
        return intended;
    }
    check("pausing");
    if (left <= 0ms)
        return {};
    if (auto told =
            setState(RunState::Running, QCoreApplication::translate("Run", "Pauses until %1, then goes on with %2.")
                                            .arg(isoUtc(now.addMSecs(left.count())), hosts.join(u", "_s)));
        !told)
        return told;
    for (const auto until = m_ports.clock.monotonic() + left; !cancelWanted();) {
        const auto rest = std::chrono::duration_cast<std::chrono::milliseconds>(until - m_ports.clock.monotonic());
        if (rest <= 0ms)
            break;
        m_bell->wait(m_stop, std::min<std::chrono::milliseconds>(rest, 500ms), [this] { return m_cancel.load(); });
        if (auto kept = pauseFor(0ms); !kept)
            return kept;
    }
    return setState(RunState::Running, {});
}

Result<bool> Runner::leaveOut(const Stage& stage)
{
    QStringList hosts = m_record.leftOut;
    std::vector<std::pair<QString, QString>> failed; // host, step
    std::vector<const PlannedStep*> steps;
    for (const Segment& segment : stage.segments) {
        const auto ending = endingOf(segment);
        if (!ending)
            return fail(ending.error());
        if (*ending == Ending::Done)
            continue;
        // Only what a host says to be over is left alone: not one that may have changed what nobody can take back, or
        // that could not go back.
        const QString outcome = m_record.segments.at(segment.name).outcome;
        if (outcome != u"failed"_s && outcome != u"rolled-back"_s)
            return false;
        const auto at = std::ranges::find_if(segment.steps, [&](const SegmentStep& step) {
            return !step.failure && !m_record.allSucceeded({step.key}, segment.host);
        });
        if (at == segment.steps.end())
            return false;
        steps.push_back(&at->planned);
        failed.emplace_back(segment.host, at->planned.step.name);
        hosts += segment.host;
    }
    for (const PlannedStep* step : steps) {
        const bool anybody =
            std::ranges::any_of(step->hosts, [&](const QString& host) { return !hosts.contains(host); });
        if (!anybody || hosts.size() > step->step.maxFailures.of(step->hosts.size()))
            return false;
    }
    for (const auto& [host, step] : failed) {
        if (auto noted =
                note(u"left-out"_s,
                     {{u"host"_s, host},
                      {u"text"_s, QCoreApplication::translate("Run", "%1 failed on %2, which is left out of what comes "
                                                                     "after.")
                                      .arg(step, host)}},
                     Journal::Sync::Yes);
            !noted)
            return fail(noted.error());
    }
    return !failed.empty();
}

Runner::Finish Runner::withoutThem(const QString& proof) const
{
    QStringList done;
    QStringList failed;
    bool back = false;
    for (HostProgress host : hostsOf(m_record)) {
        if (std::exchange(host.leftOut, false)) { // the sentence says it
            failed += u"%1 (%2)"_s.arg(host.host, hostWords(host));
            back = back || host.wentBack;
        } else {
            done += host.host;
        }
    }
    const QString summary = QCoreApplication::translate("Run", "Done on %1. Left out after a failure: %2.")
                                .arg(done.join(u", "_s), failed.join(u", "_s));
    return {
        .state = RunState::Failed, .summary = proof.isEmpty() ? summary : summary + u' ' + proof, .resumable = !back};
}

} // namespace Pilothouse::Run
