// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/record.h"

#include "run/found.h"
#include "run/planjson.h"
#include "run/segment.h"

#include <QCoreApplication>

#include <algorithm>

namespace Pilothouse::Run {

using namespace Qt::StringLiterals;

StepState stateOfStatus(const QString& status)
{
    if (status == u"exit 0"_s)
        return StepState::Succeeded;
    if (status.startsWith("cancelled"_L1))
        return StepState::Cancelled;
    return StepState::Failed;
}

Result<RunRecord> RunRecord::replay(const Id& id, const std::vector<JournalEntry>& entries)
{
    RunRecord record;
    record.info.id = id;
    if (entries.empty() || entries.front().kind != u"plan"_s)
        return fail(ErrorKind::Invalid, QCoreApplication::translate("Run", "The journal of the run holds no plan."),
                    id.toString());
    for (const JournalEntry& entry : entries) {
        if (auto done = record.apply(entry); !done)
            return fail(done.error());
    }
    return record;
}

Result<void> RunRecord::apply(const JournalEntry& entry)
{
    const QJsonObject& data = entry.data;
    const QString host = data[u"host"_s].toString();
    const QString name = data[u"segment"_s].toString();
    if (entry.kind == u"plan"_s) {
        auto read = planFromJson(data[u"plan"_s].toObject());
        if (!read)
            return fail(read.error());
        plan = std::move(*read);
        installation = data[u"installation"_s].toString();
        info.system = plan.system;
        info.environment = plan.environment;
        info.procedure = plan.procedure;
        info.planHash = plan.hash;
        info.actor = data[u"actor"_s].toString();
        info.started = entry.at;
        if (plan.isBypass()) {
            info.bypass = Bypass{
                .incident = plan.binding->incident, .title = plan.binding->title, .reason = plan.binding->reason};
            for (const PassedGate& gate : plan.binding->passed)
                info.bypass->gates += gate.gate + u": "_s + gate.missing;
        }
        listSteps();
    } else if (entry.kind == u"intent"_s) {
        applyIntent(entry);
    } else if (entry.kind == u"locked"_s) {
        locked += host;
        locked.removeDuplicates();
        lockAsked.removeAll(host);
        lockFolders[host] = data[u"folder"_s].toString();
    } else if (entry.kind == u"released"_s || entry.kind == u"unlocked"_s) {
        locked.removeAll(host);
        lockAsked.removeAll(host);
    } else if (entry.kind == u"driver"_s) {
        drivers[host] = data[u"generation"_s].toInt();
    } else if (entry.kind == u"launched"_s) {
        segments[name].launched = true;
    } else if (entry.kind == u"start"_s) {
        StepProgress& step = stepFor(data[u"step"_s].toString(), host);
        step.state = StepState::Running;
        step.started = entry.at;
    } else if (entry.kind == u"status"_s) {
        StepProgress& step = stepFor(data[u"step"_s].toString(), host);
        step.statement = data[u"status"_s].toString();
        step.state = stateOfStatus(step.statement);
        step.ended = entry.at;
        if (!step.started.isValid())
            step.started = entry.at;
    } else if (entry.kind == u"revert"_s) {
        stepFor(data[u"step"_s].toString(), host).revert = data[u"revert"_s].toString();
    } else if (entry.kind == u"segment"_s) {
        SegmentRecord& segment = segments[name];
        segment.outcome = data[u"outcome"_s].toString();
        segment.holding = segment.outcome == u"holding"_s;
        if (segment.holding)
            segment.outcome.clear();
        if (segment.outcome == u"interrupted"_s) {
            for (StepProgress& step : steps) {
                if (step.host == host && step.state == StepState::Running)
                    step.state = StepState::Unknown;
            }
        }
    } else if (entry.kind == u"left-out"_s) {
        leftOut += host;
        leftOut.removeDuplicates();
    } else if (entry.kind == u"console"_s) {
        StepProgress& step = stepFor(data[u"step"_s].toString(), {});
        consoleSteps[step.key] = data[u"result"_s].toString();
        step.statement = data[u"statement"_s].toString();
        step.state = consoleSteps[step.key] == u"ok"_s          ? StepState::Succeeded
                     : consoleSteps[step.key] == u"cancelled"_s ? StepState::Cancelled
                     : consoleSteps[step.key] == u"unknown"_s   ? StepState::Unknown
                                                                : StepState::Failed;
        step.ended = entry.at;
    } else if (entry.kind == u"proof"_s) {
        proof = PlanJson::toEvidence(data[u"evidence"_s].toObject());
        proofOfBack = data[u"back"_s].toBool();
    } else if (entry.kind == u"state"_s) {
        if (const auto state = runStateFromName(data[u"state"_s].toString()))
            info.state = *state;
        info.summary = data[u"summary"_s].toString();
        info.found = foundIn(data[u"found"_s].toObject());
        info.ended = isOpen(info.state) ? QDateTime() : entry.at;
    }
    return {};
}

void RunRecord::applyIntent(const JournalEntry& entry)
{
    const QJsonObject& data = entry.data;
    const QString act = data[u"act"_s].toString();
    const QString host = data[u"host"_s].toString();
    if (act == u"lock"_s) {
        lockAsked += host;
        lockAsked.removeDuplicates();
    } else if (act == u"launch"_s) {
        SegmentRecord& segment = segments[data[u"segment"_s].toString()];
        segment.name = data[u"segment"_s].toString();
        segment.host = host;
        segment.intended = true;
    } else if (act == u"step"_s) {
        StepProgress& step = stepFor(data[u"step"_s].toString(), {});
        step.state = StepState::Running;
        // A console that goes on with it begins no new time.
        if (!step.started.isValid())
            step.started = entry.at;
        consoleSteps[step.key] = u"begun"_s;
    } else if (act == u"pause"_s) {
        pauses.emplace(data[u"segment"_s].toString(), entry.at);
    } else if (act == u"rollback"_s) {
        rollingBack = true;
        failedStep = data[u"step"_s].toString();
    } else if (act == u"decide"_s) {
        verdict = data[u"verdict"_s].toString();
    } else if (act == u"cancel"_s) {
        cancelAsked = true;
    } else if (act == u"finish"_s) {
        finishing = true;
        finishState = runStateFromName(data[u"state"_s].toString()).value_or(RunState::Unknown);
        finishSummary = data[u"summary"_s].toString();
        finishFound = foundIn(data[u"found"_s].toObject());
        resumable = data[u"resumable"_s].toBool();
    } else if (act == u"reins"_s) {
        token = data[u"token"_s].toString();
    } else if (act == u"takeover"_s) {
        takeOver[host] = data[u"run"_s].toString();
    }
}

const StepProgress* RunRecord::step(const QString& key, const QString& host) const
{
    const auto it =
        std::ranges::find_if(steps, [&](const StepProgress& step) { return step.key == key && step.host == host; });
    return it == steps.end() ? nullptr : &*it;
}

bool RunRecord::allSucceeded(const QStringList& keys, const QString& host) const
{
    return std::ranges::all_of(keys, [&](const QString& key) {
        const StepProgress* progress = step(key, host);
        return progress && progress->state == StepState::Succeeded;
    });
}

StepProgress& RunRecord::stepFor(const QString& key, const QString& host)
{
    if (const StepProgress* found = step(key, host))
        return const_cast<StepProgress&>(*found);
    const QString prefix = plan.onFailure + u'.';
    StepProgress progress{.key = key, .name = key, .host = host, .failure = key.startsWith(prefix)};
    for (const PlannedStep& planned : plan.failureSteps) {
        if (prefix + planned.step.id == key)
            progress.name = planned.step.name;
    }
    steps.push_back(progress);
    return steps.back();
}

void RunRecord::listSteps()
{
    for (const PlannedStep& planned : plan.steps) {
        const QStringList hosts = planned.hosts.isEmpty() ? QStringList{QString()} : planned.hosts;
        for (const QString& host : hosts)
            steps.push_back({.key = planned.step.id, .name = planned.step.name, .host = host});
    }
}

std::vector<Event> eventsOf(const JournalEntry& entry, const RunRecord& record)
{
    const auto event = [&](Event::Kind kind) {
        return Event{.run = record.info.id, .kind = kind, .at = entry.at, .state = record.info.state};
    };
    const QString act = entry.data[u"act"_s].toString();
    if (entry.kind == u"plan"_s || entry.kind == u"state"_s) {
        Event changed = event(Event::Kind::State);
        changed.text = record.info.summary;
        return {changed};
    }
    if (entry.kind == u"start"_s || entry.kind == u"status"_s || entry.kind == u"revert"_s ||
        entry.kind == u"console"_s || (entry.kind == u"intent"_s && act == u"step"_s)) {
        Event changed = event(Event::Kind::Step);
        const bool console = entry.kind == u"console"_s || entry.kind == u"intent"_s;
        const QString host = console ? QString() : entry.data[u"host"_s].toString();
        if (const StepProgress* step = record.step(entry.data[u"step"_s].toString(), host))
            changed.step = *step;
        return {changed};
    }
    if (entry.kind == u"segment"_s && entry.data[u"outcome"_s].toString() == u"interrupted"_s) {
        std::vector<Event> events;
        for (const StepProgress& step : record.steps) {
            if (step.state == StepState::Unknown) {
                events.push_back(event(Event::Kind::Step));
                events.back().step = step;
            }
        }
        return events;
    }
    if (entry.kind == u"proof"_s && record.proof) {
        Event note = event(Event::Kind::Note);
        note.text = QCoreApplication::translate("Run", "Proof: %1").arg(record.proof->statement.text());
        return {note};
    }
    if (entry.data.contains(u"text"_s)) {
        Event note = event(Event::Kind::Note);
        note.text = entry.data[u"text"_s].toString();
        return {note};
    }
    return {};
}

} // namespace Pilothouse::Run
