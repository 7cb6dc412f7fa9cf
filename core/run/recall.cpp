// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/recall.h"

#include "base/await.h"
#include "run/keepsteps.h"
#include "run/locks.h"
#include "run/planwork.h"
#include "run/request.h"
#include "run/segment.h"

#include <QJsonDocument>

#include <algorithm>
#include <map>
#include <set>

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
        if (keyword == "locked") {
            const LockInfo lock = lockFromAnswer(host, {line});
            if (lock.run == out.run.toString())
                out.locked += host;
        } else if (keyword == "record") {
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

/// `TAIL SEGMENT STEP OFFSET LENGTH`, so many bytes and a line break, again and again; from the first cut one on, none.
void takeTails(QByteArrayView bytes, const QString& host, Recalled& out)
{
    for (qsizetype end = bytes.indexOf('\n'); end >= 0; end = bytes.indexOf('\n')) {
        const QByteArrayList words = bytes.first(end).toByteArray().split(' ');
        const qsizetype length = words.value(4).toLongLong();
        bytes = bytes.sliced(end + 1);
        if (words.size() != 5 || words.front() != "tail" || length < 0 || length >= bytes.size())
            return;
        const QString segment = text(words.at(1));
        if (hostOf(segment) == host)
            out.tails.push_back({.segment = segment,
                                 .step = text(words.at(2)),
                                 .offset = words.at(3).toLongLong(),
                                 .bytes = bytes.first(length).toByteArray()});
        bytes = bytes.sliced(length + 1);
    }
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

Result<void> takeFinished(Ssh::Finished finished, const Asking& asking, Recalled& out)
{
    // The tails are bytes, which nobody may take for an answer.
    const qsizetype at = finished.output.indexOf("\ntail ");
    const QByteArray tails = at < 0 ? QByteArray() : finished.output.mid(at + 1);
    if (at >= 0)
        finished.output.truncate(at + 1);
    const auto lines = answerLines(finished, asking.nonce);
    if (!lines)
        return fail(lines.error());
    takeTails(tails, asking.host, out);
    return takeAnswer(*lines, asking.host, out);
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

/// Hosts of the environment that can hold runs.
std::vector<const System::Host*> holders(const System::Environment& environment)
{
    std::vector<const System::Host*> out;
    for (const System::Host& host : environment.hosts) {
        if (!host.directory.isEmpty() || !host.roles.isEmpty()) // else a mere hop
            out.push_back(&host);
    }
    return out;
}

Result<QByteArrayList> heard(const Asking& asking, const std::stop_token& stop)
{
    const auto finished = await(asking.future, stop, commandEnds);
    return finished ? answerLines(*finished, asking.nonce) : Result<QByteArrayList>(fail(finished.error()));
}

/// The same request to every host; those that do not answer are named in `out`. Unreachable where none does.
Result<std::vector<std::pair<QString, QByteArrayList>>>
askAll(HostShells& shells, const System::Environment& environment,
       const std::function<Request(const System::Host&)>& requestFor, KeptElsewhere& out, const std::stop_token& stop)
{
    std::vector<Asking> asked;
    for (const System::Host* host : holders(environment)) {
        if (out.unasked.contains(host->name))
            continue;
        auto asking = send(shells, environment, *host, requestFor(*host));
        if (!asking)
            return fail(asking.error());
        asked.push_back(std::move(*asking));
    }
    std::vector<std::pair<QString, QByteArrayList>> answers;
    std::optional<Error> unreachable;
    for (const Asking& asking : asked) {
        auto lines = heard(asking, stop);
        if (stop.stop_requested())
            return fail(ErrorKind::Cancelled, QCoreApplication::translate("Run", "Stopped asking."));
        if (lines) {
            answers.emplace_back(asking.host, std::move(*lines));
            continue;
        }
        unreachable = lines.error();
        out.unasked += asking.host;
    }
    if (answers.empty() && unreachable)
        return fail(*unreachable);
    return answers;
}

/// What a host said of these runs, one after the other, and of its lock.
void takeSeveral(const QByteArrayList& lines, const QString& host, std::map<Id, Recalled>& out, KeptElsewhere& kept)
{
    auto run = out.rbegin();
    QByteArrayList part;
    for (const QByteArray& line : lines) {
        if (line != "done") {
            part += line;
            continue;
        }
        if (run == out.rend())
            return;
        if (!takeAnswer(part, host, run->second) && !kept.damaged.contains(host))
            kept.damaged += host;
        part.clear();
        ++run;
    }
    const LockInfo lock = lockFromAnswer(host, part);
    for (auto& [id, recalled] : out) {
        if (lock.locked && lock.run == id.toString())
            recalled.locked += host;
    }
}

} // namespace

Result<KeptElsewhere> lookOnHosts(HostShells& shells, const System::Environment& environment, const QString& system,
                                  const std::function<bool(const Id&)>& isKnown, size_t most,
                                  const std::stop_token& stop)
{
    KeptElsewhere out;
    const auto names = askAll(
        shells, environment, [](const System::Host&) { return Request("runs"); }, out, stop);
    if (!names)
        return fail(names.error());
    std::set<Id> unknown;
    for (const auto& [host, lines] : *names) {
        for (const QByteArray& line : lines) {
            const auto id = Id::fromString(QString::fromLatin1(line.mid(4)));
            if (line.startsWith("run ") && id && !isKnown(*id))
                unknown.insert(*id);
        }
    }
    std::map<Id, Recalled> found;
    for (auto id = unknown.rbegin(); id != unknown.rend() && found.size() < most; ++id)
        found.emplace(*id, Recalled{.run = *id, .plan = {}});
    out.older = int(unknown.size() - found.size());
    if (found.empty())
        return out;
    const auto answers = askAll(
        shells, environment,
        [&](const System::Host& host) {
            Request request("in-turn");
            for (auto run = found.rbegin(); run != found.rend(); ++run)
                request.followedBy(Request("recall").word("run", run->first.toString()));
            return request.followedBy(
                lockRequest("show", found.rbegin()->first.toString(), system, environment.name, host));
        },
        out, stop);
    if (!answers)
        return fail(answers.error());
    for (const auto& [host, lines] : *answers)
        takeSeveral(lines, host, found, out);
    for (auto run = found.rbegin(); run != found.rend(); ++run) {
        Recalled& recalled = run->second;
        // A host may hold the runs of several systems.
        if (recalled.plan.system != system || recalled.plan.environment != environment.name)
            continue;
        putInOrder(recalled);
        recalled.locked.removeIf(
            [used = recalled.plan.usedHosts()](const QString& host) { return !used.contains(host); });
        recalled.unasked = out.unasked;
        out.runs.push_back(std::move(recalled));
    }
    return out;
}

RunInfo infoOf(const Recalled& recalled)
{
    RunInfo info{.id = recalled.run,
                 .system = recalled.plan.system,
                 .environment = recalled.plan.environment,
                 .procedure = recalled.plan.procedure,
                 .planHash = recalled.plan.hash,
                 .state = recalled.state(),
                 .actor = recalled.actor,
                 .started = recalled.started};
    if (info.state == RunState::Unknown)
        info.summary = QCoreApplication::translate("Run", "How its last step ended only the console knows that drove "
                                                          "it.");
    else if (isOpen(info.state) && recalled.isDriven())
        info.summary = QCoreApplication::translate("Run", "%1 drives it.").arg(recalled.driver);
    else if (isOpen(info.state))
        info.summary = QCoreApplication::translate("Run", "Nobody drives it.");
    return info;
}

bool Recalled::isDriven() const { return silence && *silence < driverIsGone; }

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
                        const Id& run, const std::stop_token& stop, qint64 tail)
{
    Recalled out{.run = run, .plan = {}};
    std::vector<Asking> asked;
    for (const System::Host* host : holders(environment)) {
        // The lock is looked at last: a run that ends meanwhile is over in both.
        Request request("in-turn");
        request.followedBy(Request("recall").word("run", run.toString()))
            .followedBy(lockRequest("show", run.toString(), system, environment.name, *host));
        if (tail > 0)
            request.followedBy(Request("tails").word("run", run.toString()).number("tail", tail));
        auto asking = send(shells, environment, *host, request);
        if (!asking)
            return fail(asking.error());
        asked.push_back(std::move(*asking));
    }
    std::optional<Error> unreachable;
    for (const Asking& asking : asked) {
        auto finished = await(asking.future, stop, commandEnds);
        const auto taken =
            finished ? takeFinished(std::move(*finished), asking, out) : Result<void>(fail(finished.error()));
        if (taken)
            continue;
        if (stop.stop_requested() || taken.error().kind == ErrorKind::Invalid)
            return fail(taken.error());
        unreachable = taken.error();
        out.unasked += asking.host;
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
    const QStringList used = out.plan.usedHosts();
    out.locked.removeIf([&used](const QString& host) { return !used.contains(host); });
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
            System::Step step = a.step;
            if (step.builtIn != System::BuiltIn::None)
                step.name = b.step.name; // in the language of whoever planned it
            return step == b.step && a.hosts == b.hosts && a.signers == b.signers && a.registries == b.registries;
        });
    };
    std::vector<PlannedStep> steps;
    std::vector<PlannedStep> failureSteps;
    const System::Procedure* back = environment->procedure(procedure->onFailure);
    if (procedure->onFailure != plan.onFailure || (back && !PlanWork::addSteps(*environment, *back, failureSteps)))
        return differs(QCoreApplication::translate("Run", "the way back"));
    if (!PlanWork::addSteps(*environment, *procedure, steps))
        return differs(plan.procedure);
    // What is put in around them follows from the versions that the plan names.
    Plan expected = plan;
    expected.steps = std::move(steps);
    expected.failureSteps = std::move(failureSteps);
    addKeepSteps(*environment, *procedure, expected);
    if (!same(expected.steps, plan.steps))
        return differs(plan.procedure);
    if (!same(expected.failureSteps, plan.failureSteps) || procedure->whenConsoleLost != plan.whenConsoleLost)
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
