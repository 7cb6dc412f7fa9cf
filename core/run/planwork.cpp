// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/planwork.h"

#include "base/await.h"
#include "base/units.h"
#include "run/keepsteps.h"
#include "run/lastchange.h"
#include "run/looksteps.h"
#include "run/registrylogin.h"
#include "run/request.h"
#include "run/scalesteps.h"

#include <QFile>

#include <algorithm>

namespace Pilothouse::Run {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto patience = 60s;
constexpr int deepest = 8;

QByteArray remoteScript(const QString& name)
{
    QFile file(u":/pilothouse/remote/"_s + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The lines of a file of allowed signers; none without a file.
Result<QStringList> readSigners(const QString& name, const QString& what)
{
    QStringList lines;
    if (name.isEmpty())
        return lines;
    constexpr qint64 largest = 1 << 20;
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly) || file.size() > largest)
        return fail(ErrorKind::NotFound,
                    QCoreApplication::translate("Run", "The signers of step %1 cannot be read: %2. Write one line for "
                                                       "each, a name and a public key, as ssh-keygen(1) has it under "
                                                       "ALLOWED SIGNERS.")
                        .arg(what, name),
                    file.errorString());
    for (const QString& line : QString::fromUtf8(file.readAll()).split(u'\n')) {
        if (const QString text = line.trimmed(); !text.isEmpty() && !text.startsWith(u'#'))
            lines += text;
    }
    if (lines.isEmpty())
        return fail(
            ErrorKind::Invalid,
            QCoreApplication::translate("Run", "%1 names no signer, so nobody could approve step %2.").arg(name, what));
    return lines;
}

/// The plan carries who may sign, not the name of the file: its hash covers them, and other computers have them.
Result<void> takeSigners(PlannedStep& planned)
{
    auto lines = readSigners(std::exchange(planned.step.signers, {}), planned.step.name);
    if (!lines)
        return fail(lines.error());
    planned.signers = std::move(*lines);
    return {};
}

} // namespace

Result<void> PlanWork::addSteps(const System::Environment& environment, const System::Procedure& procedure,
                                std::vector<PlannedStep>& steps, const QString& prefix, int depth)
{
    if (depth > deepest)
        return fail(
            ErrorKind::Invalid,
            QCoreApplication::translate("Run", "Procedure %1 calls itself; take that step out.").arg(procedure.name));
    for (const System::Step& step : procedure.steps) {
        if (step.action == System::StepAction::Procedure) {
            const System::Procedure* inner = environment.procedure(step.argument);
            if (!inner)
                return fail(
                    ErrorKind::NotFound,
                    QCoreApplication::translate("Run", "The definition has no procedure named %1.").arg(step.argument));
            if (auto added = addSteps(environment, *inner, steps, prefix + step.id + u'.', depth + 1); !added)
                return added;
            continue;
        }
        PlannedStep planned{.step = step};
        planned.step.id = prefix + step.id;
        const bool back = step.action == System::StepAction::BringBack;
        if (step.action == System::StepAction::Run || back || !step.on.isEmpty()) {
            for (const System::Host* host : environment.hostsOn(step.on))
                planned.hosts += host->name;
        }
        if (back) {
            planned.hosts.removeIf([&](const QString& host) {
                const KeepShare share = shareOf(environment, host);
                return step.argument == u"images"_s ? share.images.isEmpty() : !share.release;
            });
        }
        if ((step.action == System::StepAction::Run || back) && planned.hosts.isEmpty())
            return fail(ErrorKind::Invalid,
                        QCoreApplication::translate("Run", "Step %1 has no host to run on.").arg(step.name));
        takeLook(environment, planned);
        takeScale(environment, planned);
        takeRegistries(environment, planned);
        if (auto taken = takeSigners(planned); !taken)
            return taken;
        steps.push_back(std::move(planned));
    }
    return {};
}

Result<void> PlanWork::takeApproval(const System::Procedure& procedure)
{
    const auto asked = std::ranges::find(procedure.requirements, u"approver"_s, &System::Requirement::kind);
    if (asked == procedure.requirements.end())
        return {};
    auto signers = readSigners(asked->signers, procedure.name);
    if (!signers)
        return fail(signers.error());
    PlanApproval approval{.by = asked->subject == u"anyone" ? System::Approver::Anyone : System::Approver::Other,
                          .signers = std::move(*signers)};
    if (asked->condition.startsWith("younger-than="_L1)) {
        const auto within = parseDuration(asked->condition.mid(13));
        if (!within)
            return fail(within.error());
        approval.within = *within;
    }
    plan.approval = std::move(approval);
    return {};
}

Result<void> PlanWork::bind(const System::Procedure& procedure, const QString& incident, const QString& reason)
{
    const QString why = reason.trimmed();
    if (incident.isEmpty()) {
        if (!why.isEmpty())
            return fail(ErrorKind::Refused,
                        QCoreApplication::translate("Run", "Gates are passed for an open incident only; name it."));
        return {};
    }
    if (procedure.way != System::Way::Forward && !why.isEmpty())
        return fail(ErrorKind::Refused, QCoreApplication::translate("Run", "%1 leads back or takes care, so nothing "
                                                                           "guards it and nothing is to be passed.")
                                            .arg(procedure.name));
    const auto answer =
        await(evidence.ask(
                  {.system = plan.system, .environment = plan.environment, .kind = u"incident"_s, .subject = incident}),
              stop, patience);
    if (!answer)
        return fail(answer.error());
    if (answer->verdict != Verdict::Holds)
        return fail(ErrorKind::Refused,
                    QCoreApplication::translate("Run", "The run cannot be bound to this incident: %1.")
                        .arg(answer->statement.text()));
    plan.binding = Binding{.incident = answer->artefacts.value(0), .title = answer->artefacts.value(1), .reason = why};
    return {};
}

Result<Ssh::Finished> PlanWork::once(const System::Host& host, const QByteArray& script,
                                     const std::map<QString, QString>& variables,
                                     const std::map<QString, Secret>& passwords)
{
    Request request("once");
    request.value("cwd", host.directory.toUtf8());
    for (const auto* list : {&host.variables, &variables}) {
        for (const auto& [name, value] : *list)
            request.value("env " + name.toUtf8(), value.toUtf8());
    }
    for (const auto& [name, password] : passwords)
        request.secret("env " + name.toUtf8(), password);
    request.value("script", script);
    auto command = request.command();
    if (!command)
        return fail(command.error());
    command->deadline = patience;
    const auto shell = shells.open(environment, host);
    // That deadline stands still while a person is asked for a passphrase, so this one cannot tell.
    auto finished = await(shell->exec(std::move(*command)), stop, std::chrono::hours(24));
    if (!finished)
        return finished;
    const auto answer = afterSentinel(finished->output, request.nonce());
    if (!answer)
        return fail(ErrorKind::Unknown,
                    QCoreApplication::translate("Run",
                                                "%1 did not answer as expected; check that its login shell can run "
                                                "sh.")
                        .arg(host.name),
                    QString::fromUtf8(finished->errors.left(2000)));
    finished->output = *answer;
    return finished;
}

const System::Host* PlanWork::repositoryHost() const
{
    if (environment.version && !environment.version->on.isEmpty()) {
        const auto hosts = environment.hostsOn({environment.version->on});
        if (!hosts.empty())
            return hosts.front();
    }
    for (const PlannedStep& step : plan.steps) {
        if (step.step.action == System::StepAction::Run)
            return environment.host(step.hosts.front());
    }
    return nullptr;
}

System::Confirmation PlanWork::confirmation(const System::Environment& environment, const System::Procedure& procedure)
{
    return environment.kind == System::EnvironmentKind::Production && !procedure.readOnly ? System::Confirmation::Typed
                                                                                          : procedure.confirm;
}

Result<void> PlanWork::readVersion()
{
    // What only builds must not need the hosts that it does not touch.
    if (!environment.version || environment.version->read.isEmpty() || !reachesWhatRuns())
        return {};
    const System::Host* host = repositoryHost();
    if (!host)
        return {};
    if (isDenied(environment.version->read))
        return fail(ErrorKind::Refused,
                    QCoreApplication::translate("Run", "What reads the running version would destroy data in "
                                                       "production; correct read: in the definition."));
    const auto finished = once(*host, environment.version->read.toUtf8(), {});
    if (!finished)
        return fail(finished.error());
    if (!finished->succeeded()) {
        plan.warnings +=
            QCoreApplication::translate("Run", "The running version could not be read on %1.").arg(host->name);
        return {};
    }
    plan.running = QString::fromUtf8(finished->output).trimmed();
    return {};
}

Result<QString> PlanWork::resolveRef(const QString& ref)
{
    // What is built elsewhere is looked up there.
    const System::Host* host = reachesWhatRuns() ? repositoryHost() : registryHost(nullptr);
    if (!host)
        return fail(ErrorKind::Invalid,
                    QCoreApplication::translate("Run", "No step of the procedure has a host with a repository in which "
                                                       "%1 could be looked up.")
                        .arg(ref));
    const auto finished =
        once(*host, remoteScript(u"resolve-ref.sh"_s), {{u"ref"_s, ref}, {u"running"_s, plan.running}});
    if (!finished)
        return fail(finished.error());
    QString commit;
    for (const QByteArray& line : finished->output.split('\n')) {
        const QString text = QString::fromUtf8(line);
        const QString rest = text.section(u' ', 1);
        if (text.startsWith(u"error "_s))
            return fail(
                ErrorKind::Failed,
                QCoreApplication::translate("Run", "%1 could not be resolved on %2: %3.").arg(ref, host->name, rest));
        if (text.startsWith(u"commit "_s)) {
            commit = rest;
        } else if (text.startsWith(u"running "_s) && plan.running.isEmpty()) {
            plan.running = rest;
        } else if (text.startsWith(u"log "_s)) {
            plan.commits.push_back({.hash = rest.section(u'\t', 0, 0),
                                    .subject = rest.section(u'\t', 2),
                                    .author = rest.section(u'\t', 1, 1)});
        }
    }
    if (commit.isEmpty())
        return fail(ErrorKind::Failed,
                    QCoreApplication::translate("Run", "%1 could not be resolved on %2; is git installed there?")
                        .arg(ref, host->name),
                    QString::fromUtf8(finished->errors.left(2000)));
    return commit;
}

Result<void> PlanWork::resolveInputs(const System::Procedure& procedure)
{
    for (const auto& given : plan.given) {
        const QString& name = given.first;
        const bool known = std::ranges::any_of(procedure.inputs, [&](const auto& input) { return input.name == name; });
        if (!known && name != u"previous"_s)
            return fail(
                ErrorKind::Invalid,
                QCoreApplication::translate("Run", "Procedure %1 has no input named %2.").arg(procedure.name, name));
    }
    for (const System::Input& input : procedure.inputs) {
        const auto given = plan.given.find(input.name);
        // Of a procedure that brings nothing back a version is a word like any other.
        const bool kept = input.type == System::InputType::Version && std::ranges::any_of(plan.steps, bringsBack);
        if (given == plan.given.end() && !input.defaultValue && !kept)
            return fail(
                ErrorKind::Invalid,
                QCoreApplication::translate("Run", "Input %1 is needed; give it with --set %1=VALUE.").arg(input.name));
        QString value = given == plan.given.end() ? input.defaultValue.value_or(QString()) : given->second;
        if (kept) {
            auto version = resolveVersion(value);
            if (!version)
                return fail(version.error());
            value = *version;
        }
        plan.given[input.name] = value;
        bool good = true;
        switch (input.type) {
        case System::InputType::GitRef: {
            const auto commit = resolveRef(value);
            if (!commit)
                return fail(commit.error());
            plan.inputs[input.name] = *commit;
            continue;
        }
        case System::InputType::Image: {
            const auto image = resolveImage(input.name, value);
            if (!image)
                return fail(image.error());
            plan.inputs[input.name] = *image;
            continue;
        }
        case System::InputType::Integer:
            value.toLongLong(&good);
            break;
        case System::InputType::Choice:
            good = input.choices.contains(value);
            break;
        case System::InputType::Text:
        case System::InputType::Version:
        case System::InputType::Backup:
            break;
        }
        if (!good)
            return fail(ErrorKind::Invalid,
                        input.type == System::InputType::Choice
                            ? QCoreApplication::translate("Run", "Input %1 must be one of %2.")
                                  .arg(input.name, input.choices.join(u", "_s))
                            : QCoreApplication::translate("Run", "Input %1 must be a whole number.").arg(input.name));
        plan.inputs[input.name] = value;
    }
    return {};
}

Result<void> PlanWork::countPending()
{
    for (PlannedStep& planned : plan.steps) {
        if (planned.step.pending.isEmpty() || planned.hosts.isEmpty() || isDenied(planned.step.pending))
            continue;
        const System::Host* host = environment.host(planned.hosts.front());
        if (!host)
            continue;
        const auto finished = once(*host, planned.step.pending.toUtf8(), plan.inputs);
        if (!finished)
            return fail(finished.error());
        if (!finished->succeeded()) {
            plan.warnings += QCoreApplication::translate("Run", "What step %1 would apply could not be counted.")
                                 .arg(planned.step.name);
            continue;
        }
        int lines = 0;
        for (const QByteArray& line : finished->output.split('\n'))
            lines += line.trimmed().isEmpty() ? 0 : 1;
        planned.pending = lines;
    }
    return {};
}

Result<void> PlanWork::measureRoom()
{
    std::map<QString, QStringList> otherDefinitions; // what is to be said, with the hosts that say it
    for (const QString& name : plan.usedHosts()) {
        const System::Host* host = environment.host(name);
        if (!host)
            continue;
        // Where there is no directory the lock, and what is kept beside it, has the environment's name.
        std::map<QString, QString> names;
        if (host->directory.isEmpty())
            names[u"lock_word"_s] = plan.system + u'.' + plan.environment;
        const auto finished = once(*host, remoteScript(u"room.sh"_s), names);
        if (!finished)
            return fail(finished.error());
        Room room{.host = name};
        const QByteArrayList lines = finished->output.split('\n');
        for (const QByteArray& line : lines) {
            if (line.startsWith("lock ")) {
                const QString holder = SafeText::oneLine(QString::fromUtf8(line.mid(5))).text();
                if (const QString other = otherHolderWords(holder, plan.definition); !other.isEmpty())
                    otherDefinitions[QCoreApplication::translate("Run", "it is locked (%1), and %2")
                                         .arg(holder, other)] += name;
                continue;
            }
            const qint64 number = line.mid(line.indexOf(' ') + 1).toLongLong();
            qint64& least = line.startsWith("inodes ") ? room.freeInodes : room.freeBytes;
            if (line.startsWith("inodes ") || line.startsWith("bytes "))
                least = least < 0 ? number : std::min(least, number);
        }
        if (room.freeBytes >= 0 && room.freeBytes < Room::littleBytes)
            plan.warnings += QCoreApplication::translate("Run", "%1 has only %2 left on its disk.")
                                 .arg(name, formatSize(room.freeBytes));
        if (room.freeInodes >= 0 && room.freeInodes < Room::fewInodes)
            plan.warnings +=
                QCoreApplication::translate("Run", "%1 has only %2 free inodes left.").arg(name).arg(room.freeInodes);
        plan.room.push_back(room);
        if (const QString other = otherDefinitionWords(lastChangeFrom(lines), plan.definition); !other.isEmpty())
            otherDefinitions[other] += name;
    }
    for (const auto& [words, hosts] : otherDefinitions)
        plan.warnings += hosts.join(u", "_s) + u": "_s + words + u'.';
    return {};
}

Result<void> PlanWork::askEvidence(const System::Procedure& procedure)
{
    std::vector<Question> questions;
    for (const System::Requirement& requirement : procedure.requirements) {
        // Answered already, or by the plan's hash.
        const bool windowKnown = requirement.kind == u"window" && !evidence.answers(requirement.kind);
        if (windowKnown || requirement.kind == u"approver")
            continue;
        questions.push_back({.system = plan.system,
                             .environment = plan.environment,
                             .kind = requirement.kind,
                             .subject = requirement.subject,
                             .condition = requirement.condition});
        if (requirement.kind == u"ran")
            questions.back().condition += u" commit="_s + broughtVersion(procedure).value_or(QString());
    }
    const size_t requirements = questions.size();
    QStringList probes;
    for (const PlannedStep& step : plan.steps)
        probes += step.step.probes;
    probes.removeDuplicates();
    for (const QString& probe : std::as_const(probes))
        questions.push_back(
            {.system = plan.system, .environment = plan.environment, .kind = u"probe"_s, .subject = probe});
    std::vector<QFuture<Result<Evidence>>> answers;
    answers.reserve(questions.size());
    for (const Question& question : questions)
        answers.push_back(evidence.ask(question));
    for (size_t i = 0; i < questions.size(); ++i) {
        auto answer = await(answers[i], stop, patience);
        if (!answer && stop.stop_requested())
            return fail(answer.error());
        // What could not be asked is not known; a requirement then does not hold.
        Asked asked{.question = questions[i],
                    .evidence = answer ? *answer
                                       : Evidence{.verdict = Verdict::Unknown,
                                                  .statement = SafeText::fromUntrusted(answer.error().message)}};
        (i < requirements ? plan.requirements : plan.probesBefore).push_back(std::move(asked));
    }
    return {};
}

} // namespace Pilothouse::Run
