// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/act.h"
#include "app/ctl/confirm.h"
#include "app/ctl/execfeed.h"
#include "base/await.h"
#include "base/safetext.h"
#include "base/shell.h"
#include "base/translate.h"
#include "run/denylist.h"

#include <QJsonArray>
#include <QRegularExpression>

namespace Pilothouse::Ctl {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostAtOnce = 1000;

/// What is run where, and what came of it.
struct Execution
{
    std::vector<Ssh::Endpoint> endpoints = {}; ///< of those that are not reached at all: what names them
    std::vector<size_t> reached = {};          ///< which of them a command goes to; the others have their error
    QStringList names = {};
    std::vector<Result<Ssh::Finished>> results = {};
    QJsonArray skipped = {};
};

QString ending(const Ssh::Finished& finished)
{
    if (finished.exitStatus)
        return translate("Ctl", "exit status %1").arg(*finished.exitStatus);
    if (!finished.signal.isEmpty())
        return translate("Ctl", "ended by signal %1").arg(finished.signal);
    return translate("Ctl", "ended without a status: unknown");
}

QString whole(const Error& error)
{
    return error.message + (error.detail.isEmpty() ? QString() : u" ("_s + error.detail + u')');
}

/// Notes what one host came to; its output was printed before, or is printed later with that of others.
void noteEnding(Call& call, const QString& host, const Result<Ssh::Finished>& result)
{
    if (!result) {
        call.note(host + u": "_s + whole(result.error()));
        return;
    }
    if (result->truncated)
        call.note(translate("Ctl", "%1: the output is longer than what was kept of it").arg(host));
    if (!result->succeeded())
        call.note(host + u": "_s + ending(*result));
}

/// Without a status and without a signal nobody knows how it ended.
bool isUnknown(const Ssh::Finished& finished) { return !finished.exitStatus && finished.signal.isEmpty(); }

Exit exitOf(const std::vector<Result<Ssh::Finished>>& results)
{
    Exit exit = Exit::Done;
    for (const auto& result : results) {
        if (result && !isUnknown(*result) && !result->succeeded())
            return Exit::Failed;
        if (!result)
            exit = exitFor(result.error());
        else if (isUnknown(*result))
            exit = Exit::Unknown;
    }
    return exit;
}

QJsonObject resultJson(const QString& host, const Result<Ssh::Finished>& result)
{
    QJsonObject out{{u"host"_s, host}};
    if (!result) {
        out.insert(u"error"_s, result.error().message);
        return out;
    }
    out.insert(u"exitStatus"_s, result->exitStatus ? QJsonValue(*result->exitStatus) : QJsonValue());
    if (!result->signal.isEmpty())
        out.insert(u"signal"_s, result->signal);
    if (result->truncated)
        out.insert(u"truncated"_s, true);
    out.insert(u"output"_s, QString::fromUtf8(result->output));
    out.insert(u"errors"_s, QString::fromUtf8(result->errors));
    return out;
}

void printGroups(Call& call, const Execution& all)
{
    const auto lines = [&call](const QByteArray& bytes, const QString& before) {
        if (bytes.trimmed().isEmpty())
            return;
        for (const QByteArray& line : bytes.trimmed().split('\n'))
            call.print(before + SafeText::fromUntrusted(QByteArrayView(line)).text());
    };
    for (const Ssh::FanoutGroup& group : Ssh::groupEqual(all.endpoints, all.results)) {
        QStringList names;
        for (const size_t index : group.hosts)
            names << all.names[qsizetype(index)];
        const QString how = group.result ? group.result->succeeded() ? QString() : u", "_s + ending(*group.result)
                                         : u", "_s + whole(group.result.error());
        call.print(
            translate("Ctl", "== %1 (%n host(s))%2", nullptr, int(names.size())).arg(Ssh::foldNames(names), how));
        if (!group.result)
            continue;
        lines(group.result->output, {});
        lines(group.result->errors, translate("Ctl", "errors: "));
        if (group.result->truncated)
            call.print(translate("Ctl", "(the output is longer than what was kept of it)"));
    }
}

void printJson(Call& call, const Target& target, const Execution& all)
{
    QJsonArray hosts;
    for (size_t i = 0; i < all.results.size(); ++i)
        hosts.append(resultJson(all.names[qsizetype(i)], all.results[i]));
    QJsonArray groups;
    for (const Ssh::FanoutGroup& group : Ssh::groupEqual(all.endpoints, all.results)) {
        QJsonArray names;
        for (const size_t index : group.hosts)
            names.append(all.names[qsizetype(index)]);
        groups.append(names);
    }
    call.printJson(
        {{u"target"_s, target.toString()}, {u"hosts"_s, hosts}, {u"groups"_s, groups}, {u"skipped"_s, all.skipped}});
}

/// Starts it everywhere and follows it to its end; prints lines and endings as they come when `live`.
void carryOut(Call& call, Execution& all, int parallel, bool live)
{
    ExecFeed feed;
    std::vector<Ssh::Endpoint> endpoints;
    for (const size_t index : all.reached)
        endpoints.push_back(all.endpoints[index]);
    for (size_t i = 0; live && i < all.results.size(); ++i) {
        if (!all.results[i])
            noteEnding(call, all.names[qsizetype(i)], all.results[i]);
    }
    Ssh::Fanout::Options options{.parallel = parallel, .deadline = call.timeout()};
    if (live)
        options.onOutput = [&feed](size_t host, bool isError, QByteArrayView bytes) {
            feed.output(host, isError, bytes);
        };
    options.onResult = [&feed](size_t host, const Result<Ssh::Finished>& result) { feed.result(host, result); };
    // Words behind "--": a single one is a script, several are an argument vector.
    const QStringList& words = call.passed();
    QByteArrayList arguments;
    for (const QString& word : words)
        arguments << word.toUtf8();
    Ssh::Fanout fanout(call.services().pool(), endpoints,
                       words.size() == 1 ? arguments.takeFirst() : QByteArray("exec \"$@\""), arguments, options);
    feed.setFanout(&fanout);
    const std::stop_callback stopping(call.stop(), [&feed] { feed.wake(); });
    for (size_t left = endpoints.size(); left > 0;) {
        const ExecFeed::Event event = feed.next(call.stop());
        if (event.kind == ExecFeed::Event::Kind::Stopped) {
            call.note(translate("Ctl", "Stopping; interrupt once more to leave at once."));
            fanout.stop();
            continue;
        }
        const size_t index = all.reached[event.host];
        const QString& host = all.names[qsizetype(index)];
        if (event.kind == ExecFeed::Event::Kind::Line) {
            const QString line = host + u": "_s + SafeText::fromUntrusted(QByteArrayView(event.line)).text();
            event.isError ? call.note(line) : call.print(line);
            continue;
        }
        all.results[index] = event.result;
        if (live)
            noteEnding(call, host, event.result);
        --left;
    }
    // Nothing calls back any more once it has answered.
    [[maybe_unused]] const auto over = await(fanout.finished(), {}, std::chrono::hours(1));
}

/// What is run, as it could be typed: a single word is a script.
QString commandText(const QStringList& words)
{
    static const QRegularExpression plain(u"^[A-Za-z0-9_@%+=:,./-]+$"_s);
    if (words.size() == 1)
        return words.first();
    QStringList quoted;
    for (const QString& word : words)
        quoted << (plain.match(word).hasMatch() ? word : shellQuote(word));
    return quoted.join(u' ');
}

/// For the audit trail: hosts that came to the same stand together.
QJsonArray outcomes(const Act& act, const Execution& all)
{
    std::vector<std::pair<QJsonObject, QJsonArray>> groups;
    for (size_t i = 0; i < all.results.size(); ++i) {
        const auto& result = all.results[i];
        QJsonObject came;
        if (!result)
            came.insert(u"error"_s, act.toJson(result.error()));
        else if (result->exitStatus)
            came.insert(u"exitStatus"_s, *result->exitStatus);
        else
            came.insert(u"signal"_s, result->signal.isEmpty() ? QJsonValue() : QJsonValue(result->signal));
        auto group = std::ranges::find(groups, came, &std::pair<QJsonObject, QJsonArray>::first);
        if (group == groups.end())
            group = groups.insert(groups.end(), {came, {}});
        group->second.append(all.names[qsizetype(i)]);
    }
    QJsonArray out;
    for (auto& [came, hosts] : groups) {
        came.insert(u"hosts"_s, hosts);
        out.append(came);
    }
    return out;
}

/// What destroys data is no command of the moment: in production it is a step that says so.
Result<void> allowed(const Call& call, const Aim& aim)
{
    if (aim.environment().kind != System::EnvironmentKind::Production)
        return {};
    const QStringList& words = call.passed();
    const QStringList found =
        (words.size() == 1 ? Run::findDestruction(words.first()) : Run::findDestruction(words)).found;
    if (found.isEmpty())
        return {};
    return fail(ErrorKind::Refused, translate("Ctl", "%1 is production and %2 destroys data, so nothing was done. If "
                                                     "that is meant, make it a step of a procedure with destroys: "
                                                     "\"why\" in the definition.")
                                        .arg(aim.target.toString(), found.join(u", "_s)));
}

/// How every host of the target is reached, or why it is not.
Execution reachAll(Call& call, const Aim& aim, const std::vector<const System::Host*>& hosts)
{
    Execution all;
    for (const System::Host* host : hosts) {
        if (host->local) {
            // This machine is no remote host: said, and never counted as done.
            call.note(translate("Ctl", "%1 is this machine; run the command here yourself.").arg(host->name));
            all.skipped.append(host->name);
            continue;
        }
        const auto endpoint = call.services().endpoints().of(aim.environment(), *host);
        all.results.push_back(endpoint ? Result<Ssh::Finished>() : fail(endpoint.error()));
        if (endpoint)
            all.reached.push_back(all.endpoints.size());
        all.endpoints.push_back(endpoint.value_or(
            Ssh::Endpoint{.name = host->name, .address = host->address, .port = host->port, .user = host->user}));
        all.names << host->name;
    }
    return all;
}

Exit exec(Call& call)
{
    if (call.words().size() != 1 || call.passed().isEmpty())
        return call.usage(translate("Ctl", "Write: pilothousectl exec TARGET -- COMMAND…"));
    bool isNumber = false;
    const int parallel = call.value(u"parallel"_s, u"64"_s).toInt(&isNumber);
    if (!isNumber || parallel < 1 || parallel > mostAtOnce)
        return call.usage(translate("Ctl", "--parallel is a number from 1 to %1.").arg(mostAtOnce));
    const auto aim = aimOf(call);
    if (!aim)
        return call.report(aim.error());
    if (const auto harmless = allowed(call, *aim); !harmless)
        return call.report(harmless.error());
    const auto hosts = hostsOf(*aim);
    if (!hosts)
        return call.report(hosts.error());
    Execution all = reachAll(call, *aim, *hosts);
    if (all.endpoints.empty())
        return call.report({ErrorKind::NotFound, translate("Ctl", "%1 has no host that is reached over SSH, so nothing "
                                                                  "was run.")
                                                     .arg(call.words().first())});
    const auto sure =
        confirmed(call, aim->environment(), aim->target,
                  translate("Ctl", "The command runs on %n host(s).", nullptr, int(all.endpoints.size())));
    if (!sure)
        return call.report(sure.error());
    auto act = Act::begin(call, *aim, u"exec"_s, {{u"command"_s, commandText(call.passed())}},
                          {{u"hosts"_s, QJsonArray::fromStringList(all.names)}});
    if (!act)
        return call.report(act.error());
    const bool grouped = call.has(u"group"_s);
    carryOut(call, all, parallel, !call.json() && !grouped);
    const Exit exit = call.stop().stop_requested() ? Exit::Cancelled : exitOf(all.results);
    act->end(exit, {{u"outcomes"_s, outcomes(*act, all)}});
    if (call.json())
        printJson(call, aim->target, all);
    else if (grouped)
        printGroups(call, all);
    return exit;
}

} // namespace

std::vector<Command> execCommands()
{
    return {
        {u"exec"_s,
         u"TARGET -- CMD…"_s,
         translate("Ctl", "run a command on every host of the target at once"),
         {{u"parallel"_s, u"N"_s, translate("Ctl", "on how many hosts at a time (default: 64)")},
          {u"group"_s, {}, translate("Ctl", "print at the end, hosts that came to the same together")},
          confirmOption()},
         exec,
         true,
         translate("Ctl", "The audit trail tells before it starts what is run where, with known secrets masked, and "
                          "afterwards what it came to.")}};
}

} // namespace Pilothouse::Ctl
