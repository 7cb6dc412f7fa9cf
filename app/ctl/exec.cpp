// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/confirm.h"
#include "base/await.h"
#include "base/safetext.h"
#include "base/translate.h"
#include "ssh/framing.h"

#include <QJsonArray>

namespace Pilothouse::Ctl {

using namespace Qt::StringLiterals;

namespace {

/// Words after "--" as one remote command: a single word is a script, several are an argument vector.
Ssh::Command remoteCommand(const QStringList& words)
{
    if (words.size() == 1)
        return Ssh::shellCommand(words.first().toUtf8());
    QByteArrayList arguments;
    for (const QString& word : words)
        arguments << word.toUtf8();
    return Ssh::shellCommand("exec \"$@\"", arguments);
}

QString ending(const Ssh::Finished& finished)
{
    if (finished.exitStatus)
        return translate("Ctl", "exit status %1").arg(*finished.exitStatus);
    if (!finished.signal.isEmpty())
        return translate("Ctl", "ended by signal %1").arg(finished.signal);
    return translate("Ctl", "ended without a status: unknown");
}

Exit exec(Call& call)
{
    if (call.words().size() != 1 || call.passed().isEmpty())
        return call.usage(translate("Ctl", "Write: pilothousectl exec TARGET -- COMMAND…"));
    const auto target = Target::parse(call.words().first());
    if (!target)
        return call.report(target.error());
    const auto place = call.services().definitions().find(target->system, target->environment);
    if (!place)
        return call.report(place.error());
    const QStringList on = target->part.isEmpty() ? QStringList() : QStringList(target->part);
    const auto hosts = place->environment.hostsOn(on);
    if (hosts.empty())
        return call.report({ErrorKind::NotFound,
                            translate("Ctl", "%1 has no host or role \"%2\".").arg(target->toString(), target->part)});
    const auto sure = confirmed(call, place->environment, *target,
                                translate("Ctl", "The command runs on %n host(s).", nullptr, int(hosts.size())));
    if (!sure)
        return call.report(sure.error());

    QJsonArray skipped;
    std::vector<std::pair<QString, QFuture<Result<Ssh::Finished>>>> pending;
    for (const System::Host* host : hosts) {
        if (host->local) {
            // This machine is no remote host: said, and never counted as done.
            call.note(translate("Ctl", "%1 is this machine; run the command here yourself.").arg(host->name));
            skipped.append(host->name);
            continue;
        }
        const auto endpoint = call.services().endpoints().of(place->environment, *host);
        if (!endpoint) {
            pending.emplace_back(host->name, answered<Ssh::Finished>(fail(endpoint.error())));
            continue;
        }
        Ssh::Command command = remoteCommand(call.passed());
        command.deadline = call.timeout();
        command.stop = call.stop();
        pending.emplace_back(host->name, call.services().pool().exec(*endpoint, std::move(command)));
    }
    if (pending.empty())
        return call.report({ErrorKind::NotFound, translate("Ctl", "%1 has no host that is reached over SSH, so nothing "
                                                                  "was run.")
                                                     .arg(call.words().first())});
    QJsonArray results;
    Exit exit = Exit::Done;
    for (const auto& [host, future] : pending) {
        const auto finished = await(future, call.stop(), call.timeout() + std::chrono::seconds(30));
        QJsonObject result{{u"host"_s, host}};
        if (!finished) {
            result.insert(u"error"_s, finished.error().message);
            call.note(host + u": "_s + finished.error().message +
                      (finished.error().detail.isEmpty() ? QString() : u" ("_s + finished.error().detail + u')'));
            if (exit != Exit::Failed)
                exit = exitFor(finished.error());
        } else {
            result.insert(u"exitStatus"_s, finished->exitStatus ? QJsonValue(*finished->exitStatus) : QJsonValue());
            if (!finished->signal.isEmpty())
                result.insert(u"signal"_s, finished->signal);
            if (finished->truncated) {
                result.insert(u"truncated"_s, true);
                call.note(translate("Ctl", "%1: the output is longer than what was kept of it").arg(host));
            }
            result.insert(u"output"_s, QString::fromUtf8(finished->output));
            result.insert(u"errors"_s, QString::fromUtf8(finished->errors));
            if (!call.json()) {
                for (const QByteArray& line : finished->output.trimmed().split('\n'))
                    call.print(host + u": "_s + SafeText::fromUntrusted(QByteArrayView(line)).text());
                if (!finished->errors.trimmed().isEmpty())
                    call.note(host + u": "_s +
                              SafeText::fromUntrusted(QByteArrayView(finished->errors.trimmed())).text());
                if (!finished->succeeded())
                    call.note(host + u": "_s + ending(*finished));
            }
            // Without a status and without a signal nobody knows how it ended.
            const bool unknown = !finished->exitStatus && finished->signal.isEmpty();
            if (unknown && exit != Exit::Failed)
                exit = Exit::Unknown;
            else if (!unknown && !finished->succeeded())
                exit = Exit::Failed;
        }
        results.append(result);
    }
    if (call.json())
        call.printJson({{u"target"_s, target->toString()}, {u"hosts"_s, results}, {u"skipped"_s, skipped}});
    return exit;
}

} // namespace

std::vector<Command> execCommands()
{
    return {{u"exec"_s,
             u"TARGET -- CMD…"_s,
             translate("Ctl", "run a command on every host of the target at once"),
             {confirmOption()},
             exec}};
}

} // namespace Pilothouse::Ctl
