// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/recall.h"

#include "base/await.h"
#include "run/locks.h"
#include "run/planwork.h"
#include "run/request.h"
#include "run/segment.h"

#include <QJsonDocument>

#include <algorithm>

namespace Pilothouse::Run {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto patience = 60s;
// That deadline stands still while a person is asked for a passphrase, so waiting has none of its own.
constexpr auto commandEnds = std::chrono::hours(24);

QString text(const QByteArray& bytes) { return QString::fromUtf8(bytes); }

bool isWayBack(const QString& segment) { return segment.startsWith(u"back-"_s) || segment.startsWith(u"after-"_s); }

/// Two hosts of a definition may be one machine with one run folder.
QString hostOf(const QString& segment) { return segment.section(u'-', segment.startsWith(u"after-"_s) ? 2 : 1); }

Result<void> takeRecord(const QByteArray& json, const QString& host, Recalled& out)
{
    const auto damaged = [&host](const QString& detail) {
        return fail(ErrorKind::Invalid,
                    QCoreApplication::translate("Run", "What %1 keeps of the run is damaged; look at its run folder.")
                        .arg(host),
                    detail);
    };
    QJsonParseError error;
    const QJsonObject record = QJsonDocument::fromJson(json, &error).object();
    if (error.error != QJsonParseError::NoError)
        return damaged(error.errorString());
    auto plan = planFromJson(record[u"plan"_s].toObject());
    if (!plan)
        return damaged(plan.error().message);
    const auto hash = planHash(*plan);
    if (!hash || *hash != plan->hash || record[u"run"_s].toString() != out.run.toString())
        return damaged(u"hash"_s);
    out.plan = std::move(*plan);
    out.actor = record[u"actor"_s].toString();
    out.installation = record[u"installation"_s].toString();
    out.started = QDateTime::fromString(record[u"started"_s].toString(), Qt::ISODateWithMs);
    return {};
}

/// What one host answered.
Result<void> takeAnswer(const QByteArrayList& lines, const QString& host, Recalled& out)
{
    bool ours = false;
    for (const QByteArray& line : lines) {
        const QByteArrayList words = line.split(' ');
        const QByteArray& keyword = words.front();
        if (keyword == "record") {
            // The first one counts; another host's can only be the same.
            if (out.plan.hash.isEmpty()) {
                if (auto taken = takeRecord(line.mid(7), host, out); !taken)
                    return taken;
            }
        } else if (keyword == "driver") {
            const std::chrono::seconds silence(words.value(1).toLongLong());
            if (!out.silence || silence < *out.silence) {
                out.silence = silence;
                out.driver = text(words.mid(2).join(' '));
            }
        } else if (keyword == "segment") {
            ours = hostOf(text(words.value(1))) == host;
            if (!ours)
                continue;
            out.segments.push_back({.name = text(words.value(1)),
                                    .host = host,
                                    .state = text(words.value(2)),
                                    .outcome = text(words.value(3))});
        } else if (keyword == "step" && ours) {
            const QString status = text(words.mid(4).join(' '));
            out.segments.back().steps.push_back({.key = text(words.value(2)),
                                                 .size = words.value(3).toLongLong(),
                                                 .status = status == u"running"_s ? QString() : status});
        }
    }
    return {};
}

void putInOrder(Recalled& out)
{
    QStringList order;
    const auto stages = mainStages(out.plan);
    for (const Stage& stage : stages) {
        for (const Segment& segment : stage.segments)
            order += segment.name;
    }
    std::ranges::stable_sort(out.segments, {}, [&order](const Recalled::Segment& segment) {
        const qsizetype at = order.indexOf(segment.name);
        return at < 0 ? order.size() : at;
    });
}

struct Asking
{
    QString host;
    QByteArray nonce;
    QFuture<Result<Ssh::Finished>> future;
};

Result<QByteArrayList> answerOf(const Asking& asking, const std::stop_token& stop)
{
    const auto finished = await(asking.future, stop, commandEnds);
    if (!finished)
        return fail(finished.error());
    return answerLines(*finished, asking.nonce);
}

Result<Asking> send(HostShells& shells, const System::Environment& environment, const System::Host& host,
                    const Request& request)
{
    auto command = request.command();
    if (!command)
        return fail(command.error());
    command->deadline = patience;
    return Asking{host.name, request.nonce(), shells.open(environment, host)->exec(std::move(*command))};
}

Result<void> lookForLocks(HostShells& shells, const System::Environment& environment, Recalled& out,
                          const std::stop_token& stop)
{
    std::vector<Asking> asked;
    for (const QString& name : out.plan.usedHosts()) {
        const System::Host* host = environment.host(name);
        if (!host)
            continue;
        auto asking = send(shells, environment, *host,
                           lockRequest("show", out.run.toString(), out.plan.system, environment.name, *host));
        if (!asking)
            return fail(asking.error());
        asked.push_back(std::move(*asking));
    }
    for (const Asking& asking : asked) {
        const auto answer = answerOf(asking, stop);
        if (!answer) {
            if (!out.unasked.contains(asking.host))
                out.unasked += asking.host;
            continue;
        }
        const LockInfo lock = lockFromAnswer(asking.host, *answer);
        if (lock.locked && lock.run == out.run.toString())
            out.locked += asking.host;
    }
    return {};
}

} // namespace

RunState Recalled::state() const
{
    if (std::ranges::any_of(segments, [](const Segment& segment) {
            return segment.state == u"lost"_s || segment.state == u"rebooted"_s;
        }))
        return RunState::Interrupted;
    if (!locked.isEmpty() || std::ranges::any_of(segments, [](const Segment& segment) { return !segment.isOver(); }))
        return RunState::Running;
    const auto ended = [this](const QString& outcome) {
        return std::ranges::any_of(segments, [&](const Segment& segment) { return segment.outcome == outcome; });
    };
    if (ended(u"cancelled"_s))
        return RunState::Cancelled;
    const auto stages = mainStages(plan);
    bool whole = !stages.empty() && !stages.back().console && plan.proof.kind == PlannedProof::Kind::NotNeeded;
    for (const Segment& segment : segments) {
        if (segment.outcome != u"succeeded"_s || isWayBack(segment.name))
            return RunState::Failed;
    }
    for (const Stage& stage : stages) {
        for (const Run::Segment& planned : stage.segments)
            whole = whole &&
                    std::ranges::any_of(segments, [&](const Segment& segment) { return segment.name == planned.name; });
    }
    // Of a last step that a console carries out, and of a proof, only that console can tell.
    return whole ? RunState::Succeeded : RunState::Unknown;
}

QByteArray recordForHosts(const RunRecord& record)
{
    return QJsonDocument(QJsonObject{{u"schema"_s, u"pilothouse/v1"_s},
                                     {u"run"_s, record.info.id.toString()},
                                     {u"actor"_s, record.info.actor},
                                     {u"installation"_s, record.installation},
                                     {u"started"_s, isoUtc(record.info.started)},
                                     {u"plan"_s, planToJson(record.plan)}})
        .toJson(QJsonDocument::Compact);
}

Result<Recalled> recall(HostShells& shells, const System::Environment& environment, const QString& system,
                        const Id& run, const std::stop_token& stop)
{
    Recalled out{.run = run, .plan = {}};
    std::vector<Asking> asked;
    for (const System::Host& host : environment.hosts) {
        if (host.directory.isEmpty() && host.roles.isEmpty())
            continue; // a mere hop
        Request request("recall");
        request.word("run", run.toString());
        auto asking = send(shells, environment, host, request);
        if (!asking)
            return fail(asking.error());
        asked.push_back(std::move(*asking));
    }
    std::optional<Error> unreachable;
    for (const Asking& asking : asked) {
        const auto answer = answerOf(asking, stop);
        if (answer) {
            if (auto taken = takeAnswer(*answer, asking.host, out); !taken)
                return fail(taken.error());
        } else if (stop.stop_requested()) {
            return fail(answer.error());
        } else {
            unreachable = answer.error();
            out.unasked += asking.host;
        }
    }
    if (out.plan.hash.isEmpty()) {
        if (unreachable)
            return fail(*unreachable);
        return fail(ErrorKind::NotFound, QCoreApplication::translate("Run", "No host of %1/%2 has run %3.")
                                             .arg(system, environment.name, run.toString()));
    }
    if (out.plan.system != system || out.plan.environment != environment.name)
        return fail(ErrorKind::NotFound, QCoreApplication::translate("Run", "Run %1 belongs to %2, not to %3/%4.")
                                             .arg(run.toString(), out.plan.target(), system, environment.name));
    putInOrder(out);
    if (auto looked = lookForLocks(shells, environment, out, stop); !looked)
        return fail(looked.error());
    return out;
}

Result<void> checkAgainst(const System::Definition& definition, const Plan& plan)
{
    const auto differs = [&](const QString& what) {
        return fail(ErrorKind::Conflict,
                    QCoreApplication::translate("Run", "The run was planned with another version of the definition: %1 "
                                                       "differs. Get that version, or go on where the run was started.")
                        .arg(what));
    };
    const System::Environment* environment = definition.environment(plan.environment);
    const System::Procedure* procedure = environment ? environment->procedure(plan.procedure) : nullptr;
    if (!procedure || definition.system != plan.system)
        return differs(plan.procedure);
    if (environment->kind != plan.kind || procedure->readOnly != plan.readOnly ||
        PlanWork::confirmation(*environment, *procedure) != plan.confirm)
        return differs(QCoreApplication::translate("Run", "how it is confirmed"));
    // What reads the version is a script of the definition's as well.
    const auto version = environment->version.value_or(System::VersionSpec{});
    const auto isOf = [](const QString& theirs, const QString& ours) { return theirs.isEmpty() || theirs == ours; };
    if (!isOf(plan.proof.read, version.read) || !isOf(plan.proof.on, version.on) ||
        !isOf(plan.proof.probe, version.probe) || !isOf(plan.proof.equals, version.equals))
        return differs(QCoreApplication::translate("Run", "the proof of what runs"));
    if (environment->hosts != plan.hosts)
        return differs(QCoreApplication::translate("Run", "the list of hosts"));
    const auto same = [](const std::vector<PlannedStep>& ours, const std::vector<PlannedStep>& theirs) {
        return std::ranges::equal(ours, theirs, [](const PlannedStep& a, const PlannedStep& b) {
            // What was pending is counted anew each time.
            return a.step == b.step && a.hosts == b.hosts && a.signers == b.signers;
        });
    };
    std::vector<PlannedStep> steps;
    if (!PlanWork::addSteps(*environment, *procedure, steps) || !same(steps, plan.steps))
        return differs(plan.procedure);
    std::vector<PlannedStep> failureSteps;
    const System::Procedure* back = environment->procedure(procedure->onFailure);
    if (procedure->onFailure != plan.onFailure || (back && !PlanWork::addSteps(*environment, *back, failureSteps)) ||
        !same(failureSteps, plan.failureSteps) || procedure->whenConsoleLost != plan.whenConsoleLost)
        return differs(QCoreApplication::translate("Run", "the way back"));
    return {};
}

std::vector<JournalEntry> journalOf(const Recalled& recalled, const QDateTime& now)
{
    std::vector<JournalEntry> entries;
    const auto add = [&](const QString& kind, const QJsonObject& data, const QDateTime& at) {
        entries.push_back({.kind = kind, .at = at, .data = data});
    };
    const auto there = [&](const QString& name) {
        return std::ranges::any_of(recalled.segments, [&](const auto& segment) { return segment.name == name; });
    };
    add(u"plan"_s,
        {{u"plan"_s, planToJson(recalled.plan)},
         {u"actor"_s, recalled.actor},
         {u"installation"_s, recalled.installation}},
        recalled.started);
    add(u"note"_s,
        {{u"text"_s, QCoreApplication::translate("Run", "Taken over from its hosts; %1 drove it last.")
                         .arg(recalled.driver.isEmpty() ? recalled.actor : recalled.driver)}},
        now);
    const auto stages = mainStages(recalled.plan);
    size_t reached = 0;
    for (size_t i = 0; i < stages.size(); ++i) {
        if (std::ranges::any_of(stages[i].segments, [&](const Segment& segment) { return there(segment.name); }))
            reached = i;
    }
    for (size_t i = 0; i < reached; ++i) {
        // What comes after it was launched, and nobody launches behind a step that failed.
        if (stages[i].console)
            add(u"console"_s,
                {{u"step"_s, stages[i].console->key},
                 {u"result"_s, u"ok"_s},
                 {u"statement"_s, QCoreApplication::translate("Run", "Passed before the run was taken over.")}},
                now);
    }
    if (std::ranges::any_of(recalled.segments, [](const auto& segment) { return isWayBack(segment.name); }))
        add(u"intent"_s, {{u"act"_s, u"rollback"_s}, {u"step"_s, QString()}}, now);
    for (const Recalled::Segment& segment : recalled.segments) {
        const QJsonObject name{{u"segment"_s, segment.name}, {u"host"_s, segment.host}};
        QJsonObject intent = name;
        intent[u"act"_s] = u"launch"_s;
        add(u"intent"_s, intent, now);
        add(u"launched"_s, name, now);
    }
    return entries;
}

} // namespace Pilothouse::Run
