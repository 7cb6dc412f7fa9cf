// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/run.h"

#include "app/ctl/aim.h"
#include "app/ctl/confirm.h"
#include "app/ctl/maintenance.h"
#include "app/ctl/recall.h"
#include "app/ctl/runfeed.h"
#include "base/await.h"
#include "base/safetext.h"
#include "base/translate.h"
#include "run/gates.h"
#include "run/planscript.h"

#include <QJsonArray>

namespace Pilothouse::Ctl {

using Run::Event;
using Run::Plan;
using Run::RunInfo;
using Run::RunState;
using namespace Qt::StringLiterals;

namespace {

/// Planning asks several hosts; it gets longer than one answer.
constexpr auto planTime = std::chrono::minutes(5);
/// What a plan may depend on: a window that is due, an announcement of it.
constexpr auto upkeepTime = std::chrono::minutes(1);

} // namespace

Result<Plan> makePlan(Call& call, const Definitions::Place& place, const QString& procedure,
                      const std::map<QString, QString>& inputs)
{
    return await(call.services().runs().plan({.definition = place.definition,
                                              .environment = place.environment.name,
                                              .procedure = procedure,
                                              .inputs = inputs,
                                              .incident = call.value(u"incident"_s),
                                              .bypass = call.value(u"bypass"_s)}),
                 call.stop(), planTime);
}

namespace {

/// Of plan and run: the incident that the run is for, and why it may pass what guards it.
std::vector<Option> bindingOptions()
{
    return {{u"incident"_s, u"ID"_s, translate("Ctl", "the open incident that the run is for")},
            {u"bypass"_s, u"REASON"_s,
             translate("Ctl", "go past what guards the run for the sake of the incident; red until somebody else "
                              "reviewed it")}};
}

/// Stays red in every list until somebody else has looked at it.
void tellBypass(Call& call, const Id& run)
{
    const auto bypass = await(call.services().reviews().find(run), call.stop(), call.timeout());
    if (call.json() || !bypass || !*bypass)
        return;
    call.note(u"! "_s + SafeText::fromUntrusted(bypassWords(**bypass)).text());
    if (!(*bypass)->isReviewed())
        call.note(translate("Ctl", "Somebody else reviews it: pilothousectl incident review %1 --comment TEXT")
                      .arg(run.toString()));
}

void printStep(Call& call, const Run::StepProgress& step)
{
    const QString where = step.host.isEmpty() ? QString() : translate("Ctl", " on %1").arg(step.host);
    const QString why =
        step.statement.isEmpty() ? QString() : u" ("_s + SafeText::oneLine(step.statement).text() + u')';
    const QString revert = step.revert.isEmpty() ? QString() : u", "_s + Run::revertWords(step.revert);
    call.note(u"%1%2: %3%4%5"_s.arg(step.name, where, stepStateWord(step.state), why, revert));
}

void printOutput(Call& call, RunFeed& feed, const Event& event)
{
    for (QByteArray bytes = feed.newOutput(event.step.key, event.step.host); !bytes.isEmpty();
         bytes = feed.newOutput(event.step.key, event.step.host)) {
        if (bytes.endsWith('\n'))
            bytes.chop(1);
        call.note(SafeText::fromUntrusted(QByteArrayView(bytes)).text());
    }
}

QJsonObject eventToJson(const Event& event)
{
    QJsonObject out{{u"run"_s, event.run.toString()}, {u"at"_s, isoUtc(event.at)}};
    switch (event.kind) {
    case Event::Kind::State:
        out.insert(u"event"_s, u"state"_s);
        out.insert(u"state"_s, runStateName(event.state));
        out.insert(u"summary"_s, event.text);
        break;
    case Event::Kind::Step:
        out.insert(u"event"_s, u"step"_s);
        out.insert(u"step"_s, event.step.key);
        out.insert(u"name"_s, event.step.name);
        out.insert(u"host"_s, event.step.host);
        out.insert(u"state"_s, stepStateName(event.step.state));
        out.insert(u"statement"_s, event.step.statement);
        break;
    case Event::Kind::OutputGrew:
        out.insert(u"event"_s, u"output"_s);
        out.insert(u"step"_s, event.step.key);
        out.insert(u"host"_s, event.step.host);
        out.insert(u"size"_s, event.size);
        break;
    case Event::Kind::Note:
        out.insert(u"event"_s, u"note"_s);
        out.insert(u"text"_s, event.text);
        break;
    }
    return out;
}

/// Follows the run until it ends, waits for a console, or the caller stops; with `stream` every event is a line of
/// JSON.
Result<RunState> follow(Call& call, const Id& run, bool detach, bool stream, std::optional<int> tail = {})
{
    RunFeed feed(call.services().runs(), run, tail);
    while (const auto event = feed.next(call.stop())) {
        if (stream) {
            QJsonObject line = eventToJson(*event);
            if (event->kind == Event::Kind::OutputGrew)
                line.insert(u"text"_s, QString::fromUtf8(feed.newOutput(event->step.key, event->step.host)));
            call.printJsonLine(line);
        } else if (event->kind == Event::Kind::Step) {
            printStep(call, event->step);
        } else if (event->kind == Event::Kind::OutputGrew) {
            printOutput(call, feed, *event);
        } else if (event->kind == Event::Kind::Note) {
            call.note(event->text);
        }
        const bool ended =
            event->kind == Event::Kind::State && (!Run::isOpen(event->state) || event->state == RunState::Waiting);
        if (ended)
            return event->state;
        if (detach && event->kind == Event::Kind::Step && event->step.state == Run::StepState::Running)
            return RunState::Running;
    }
    return fail(
        ErrorKind::Cancelled,
        translate("Ctl", "Stopped following; the run goes on on its hosts. Come back with: pilothousectl attach %1")
            .arg(run.toString()));
}

Exit planCommand(Call& call)
{
    if (call.words().size() != 2)
        return call.usage(translate("Ctl", "Write: pilothousectl plan TARGET PROCEDURE"));
    const auto aim = aimOf(call);
    const auto inputs = inputsOf(call);
    if (!aim || !inputs)
        return call.report(aim ? inputs.error() : aim.error());
    Upkeep(call, aim->toString()).finish(upkeepTime);
    const auto plan = makePlan(call, aim->place, call.words().at(1), *inputs);
    if (!plan)
        return call.report(plan.error());
    const bool asScript = call.has(u"as-script"_s);
    const QByteArray script = asScript ? planAsScript(*plan, aim->place.environment).trimmed() : QByteArray();
    if (asScript && call.json())
        call.printJson({{u"plan"_s, plan->hash}, {u"script"_s, QString::fromUtf8(script)}});
    else if (asScript)
        call.print(QString::fromUtf8(script));
    else if (call.json())
        call.printJson(planToJson(*plan));
    else
        printPlan(call, *plan);
    return checkGates(*plan, *plan, call.services().clock().now()) ? Exit::Done : Exit::Refused;
}

Exit runCommand(Call& call)
{
    if (call.words().size() != 2)
        return call.usage(translate("Ctl", "Write: pilothousectl run TARGET PROCEDURE"));
    const auto aim = aimOf(call);
    const auto inputs = inputsOf(call);
    if (!aim || !inputs)
        return call.report(aim ? inputs.error() : aim.error());
    Upkeep(call, aim->toString()).finish(upkeepTime);
    return carryOut(call, aim->place, call.words().at(1), *inputs);
}

QString lineOf(const RunInfo& info)
{
    const QString target = info.system + u'/' + info.environment;
    return u"%1  %2  %3  %4  %5%6"_s.arg(
        info.id.toString(), isoUtc(info.started), target.leftJustified(24), info.procedure.leftJustified(18),
        outcomeWord(info) + (info.summary.isEmpty() ? QString() : u": "_s + info.summary),
        info.bypass ? u"  ! "_s + SafeText::oneLine(bypassWords(*info.bypass)).text() : QString());
}

/// The runs of a target that only its hosts know.
Exit runsElsewhere(Call& call, QJsonArray& list)
{
    for (const QString& word : call.words()) {
        const auto target = Target::parse(word);
        const auto place = target ? call.services().definitions().find(target->system, target->environment)
                                  : Result<Definitions::Place>(fail(target.error()));
        if (!place)
            return call.report(place.error());
        const auto kept =
            await(call.services().runs().lookOnHosts(place->environment, target->system), call.stop(), planTime);
        if (!kept)
            return call.report(kept.error());
        for (const Run::Recalled& recalled : kept->runs) {
            const RunInfo info = infoOf(recalled);
            if (call.json()) {
                QJsonObject json = runToJson(info);
                json[u"elsewhere"_s] = true;
                list.append(json);
                continue;
            }
            call.print(lineOf(info) + translate("Ctl", "  (known to its hosts only)"));
        }
        if (kept->older > 0)
            call.note(translate("Ctl", "%n older one(s) were not looked at; attach finds them by their id.", nullptr,
                                kept->older));
        for (const QString& host : kept->unasked)
            call.note(translate("Ctl", "%1 could not be asked").arg(host));
        for (const QString& host : kept->damaged)
            call.note(translate("Ctl", "What %1 keeps of a run cannot be read.").arg(host));
    }
    return Exit::Done;
}

Exit runsCommand(Call& call)
{
    const bool hosts = call.has(u"hosts"_s);
    if (hosts && call.words().isEmpty())
        return call.usage(translate("Ctl", "Write: pilothousectl runs --hosts SYSTEM/ENVIRONMENT"));
    const auto runs =
        await(call.services().runs().list({.unreviewedOnly = call.has(u"unreviewed"_s)}), call.stop(), call.timeout());
    if (!runs)
        return call.report(runs.error());
    QJsonArray list;
    for (const RunInfo& info : *runs) {
        const QString target = info.system + u'/' + info.environment;
        if (!call.words().isEmpty() && !call.words().contains(target))
            continue;
        if (call.json())
            list.append(runToJson(info));
        else
            call.print(lineOf(info));
    }
    const Exit looked = hosts ? runsElsewhere(call, list) : Exit::Done;
    if (looked != Exit::Done)
        return looked;
    if (call.json())
        call.printJson({{u"runs"_s, list}});
    return Exit::Done;
}

/// What is printed last of a run, on a line of its own.
QString endLine(const Run::RunRecord& record, RunState state)
{
    return u"%1  %2%3"_s.arg(record.info.id.toString(),
                             state == record.info.state ? outcomeWord(record.info) : runStateWord(state),
                             record.info.summary.isEmpty() ? QString() : u": "_s + record.info.summary);
}

Result<Id> idOf(Call& call) { return Id::fromString(call.words().value(0)); }

Exit attachCommand(Call& call)
{
    call.stream();
    const auto id = idOf(call);
    if (!id)
        return call.report({ErrorKind::NotFound, id.error().message});
    const auto tail = tailOf(call);
    if (!tail)
        return call.report(tail.error());
    if (const auto known = await(call.services().runs().find(*id), call.stop(), call.timeout()); !known)
        return known.error().kind == ErrorKind::NotFound ? followOnHosts(call, *id) : call.report(known.error());
    const auto state = follow(call, *id, false, call.json(), *tail);
    if (!state)
        return call.report(state.error());
    tellHosts(call, *id);
    const auto record = await(call.services().runs().find(*id), {}, call.timeout());
    const Exit found = record ? tellFindings(call, *record) : Exit::Done;
    tellBypass(call, *id);
    if (*state == RunState::Waiting)
        call.note(
            translate("Ctl", "Nobody drives this run. Go on with it: pilothousectl resume %1").arg(id->toString()));
    return *state == RunState::Succeeded ? found : exitFor(*state);
}

/// A run that has failed is gone on with by a new one.
Exit goOnWith(Call& call, const Run::RunRecord& failed)
{
    const auto place = call.services().definitions().find(failed.plan.system, failed.plan.environment);
    if (!place)
        return call.report(place.error());
    const auto plan =
        await(call.services().runs().planResume(failed.info.id, place->definition), call.stop(), planTime);
    if (!plan)
        return call.report(plan.error());
    if (!call.json())
        call.note(translate("Ctl", "Goes on at %1").arg(plan->steps.front().step.name));
    return applyPlan(call, *place, *plan);
}

Exit resumeCommand(Call& call)
{
    call.stream();
    const auto id = idOf(call);
    if (!id)
        return call.report({ErrorKind::NotFound, id.error().message});
    const auto known = await(call.services().runs().find(*id), call.stop(), call.timeout());
    const bool elsewhere = !known && known.error().kind == ErrorKind::NotFound;
    if (!known && !elsewhere)
        return call.report(known.error());
    if (known && !Run::isOpen(known->info.state))
        return goOnWith(call, *known);
    const auto resumed =
        elsewhere ? takeOverFromHosts(call, *id) : await(call.services().runs().resume(*id), call.stop(), planTime);
    if (!resumed)
        return call.report(resumed.error());
    const auto state = follow(call, *id, false, call.json());
    if (!state)
        return call.report(state.error());
    const auto record = await(call.services().runs().find(*id), {}, call.timeout());
    if (record && !call.json())
        call.print(endLine(*record, *state));
    tellHosts(call, *id);
    const Exit found = record ? tellFindings(call, *record) : Exit::Done;
    return *state == RunState::Succeeded ? found : exitFor(*state);
}

Exit cancelCommand(Call& call)
{
    call.stream();
    const auto id = idOf(call);
    if (!id)
        return call.report({ErrorKind::NotFound, id.error().message});
    if (const auto told = await(call.services().runs().cancel(*id), call.stop(), planTime); !told)
        return call.report(told.error());
    const auto state = follow(call, *id, false, call.json());
    if (!state)
        return call.report(state.error());
    tellHosts(call, *id);
    return *state == RunState::Cancelled ? Exit::Done : exitFor(*state);
}

} // namespace

Exit exitFor(RunState state)
{
    switch (state) {
    case RunState::Succeeded:
        return Exit::Done;
    case RunState::Failed:
        return Exit::Failed;
    case RunState::Cancelled:
        return Exit::Cancelled;
    case RunState::Planned:
    case RunState::Waiting:
    case RunState::Running:
    case RunState::Interrupted:
    case RunState::Unknown:
    case RunState::Unproven:
        return Exit::Unknown;
    }
    return Exit::Unknown;
}

std::vector<Option> startOptions()
{
    return {{u"set"_s, u"NAME=VALUE"_s, translate("Ctl", "an input of the procedure (may be given several times)")},
            {u"plan"_s, u"HASH"_s, translate("Ctl", "start only if the plan is still this one")},
            confirmOption(),
            {u"detach"_s, {}, translate("Ctl", "return as soon as the first step runs")}};
}

Result<std::map<QString, QString>> inputsOf(Call& call)
{
    std::map<QString, QString> inputs;
    for (const QString& given : call.values(u"set"_s)) {
        const qsizetype equals = given.indexOf(u'=');
        if (equals <= 0)
            return fail(ErrorKind::NotFound,
                        translate("Ctl", "\"%1\" is no input; write --set NAME=VALUE.").arg(given));
        inputs[given.left(equals)] = given.mid(equals + 1);
    }
    return inputs;
}

Exit carryOut(Call& call, const Definitions::Place& place, const QString& procedure,
              const std::map<QString, QString>& inputs)
{
    const auto plan = makePlan(call, place, procedure, inputs);
    return plan ? applyPlan(call, place, *plan) : call.report(plan.error());
}

Exit applyPlan(Call& call, const Definitions::Place& place, const Plan& plan)
{
    const QString wanted = call.value(u"plan"_s);
    if (!wanted.isEmpty() && (wanted.size() < 8 || !plan.hash.startsWith(wanted)))
        return call.report(
            {ErrorKind::Refused,
             translate("Ctl", "The plan is another one now (%1); look at it with pilothousectl plan and start that.")
                 .arg(plan.hash)});
    if (!call.json())
        call.note(translate("Ctl", "%1 %2, plan %3").arg(plan.procedure, plan.target(), plan.hash));
    for (const QString& warning : call.json() ? QStringList() : plan.warnings)
        call.note(u"! "_s + SafeText::oneLine(warning, 600).text());
    QString typed = call.value(u"confirm"_s);
    if (plan.confirm == System::Confirmation::Typed) {
        const auto given = typedConfirmation(call, translate("Ctl", "Type %1 to go on: ").arg(plan.target()));
        if (!given)
            return call.report(given.error());
        typed = *given;
    }
    const auto id =
        await(call.services().runs().start(plan, place.definition, {.confirmed = typed}), call.stop(), planTime);
    if (!id)
        return call.report(id.error());
    const bool detach = call.has(u"detach"_s);
    // A window that opens or ends, and a message that is due, does not wait until the run is over.
    call.services().keeper().keepOn(plan.target());
    const auto state = follow(call, *id, detach, false);
    if (!state)
        return call.report(state.error());
    const auto record = await(call.services().runs().find(*id), {}, call.timeout());
    if (!record)
        return call.report(record.error());
    if (!Run::isOpen(*state))
        keepProofs(call, place.environment, *record);
    if (call.json())
        call.printJson(recordToJson(call, *record));
    else
        call.print(endLine(*record, *state));
    tellHosts(call, *record);
    const Exit found = tellFindings(call, *record);
    tellBypass(call, *id);
    if (record->resumable && !call.json())
        call.note(
            translate("Ctl", "After a fix go on at the failed step: pilothousectl resume %1").arg(id->toString()));
    if (detach && *state == RunState::Running) {
        call.note(translate("Ctl", "Its hosts go on by themselves. Follow it: pilothousectl attach %1, drive it on: "
                                   "pilothousectl resume %1")
                      .arg(id->toString()));
        return Exit::Done;
    }
    return *state == RunState::Succeeded ? found : exitFor(*state);
}

std::vector<Command> runCommands()
{
    std::vector<Option> planOptions{
        startOptions().front(),
        {u"as-script"_s, {}, translate("Ctl", "print it as plain sh that a person can carry out with ssh alone")}};
    std::vector<Option> runOptions = startOptions();
    for (const Option& option : bindingOptions()) {
        planOptions.push_back(option);
        runOptions.push_back(option);
    }
    std::vector<Option> resumeOptions = startOptions();
    resumeOptions.erase(resumeOptions.begin()); // its inputs are those of the run
    return {{u"plan"_s, u"TARGET PROCEDURE"_s,
             translate("Ctl", "show what a procedure would change; prints the plan's hash"), planOptions, planCommand},
            {u"run"_s, u"TARGET PROCEDURE"_s, translate("Ctl", "carry a procedure out and follow it to its end"),
             runOptions, runCommand},
            {u"runs"_s,
             u"[TARGET…]"_s,
             translate("Ctl", "list the runs, newest first"),
             {{u"unreviewed"_s, {}, translate("Ctl", "only those that passed gates and that nobody reviewed")},
              {u"hosts"_s, {}, translate("Ctl", "also those of other machines that only the hosts of TARGET know")}},
             runsCommand},
            {u"attach"_s,
             u"RUN [TARGET]"_s,
             translate("Ctl", "follow a run from its beginning, also one that another machine started"),
             {tailOption()},
             attachCommand},
            {u"cancel"_s,
             u"RUN"_s,
             translate("Ctl", "end a run and confirm that its processes are gone"),
             {},
             cancelCommand},
            {u"resume"_s, u"RUN [TARGET]"_s,
             translate("Ctl", "go on with a run that nobody drives, also one that another machine started, or at the "
                              "step at which one failed"),
             resumeOptions, resumeCommand}};
}

} // namespace Pilothouse::Ctl
