// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/act.h"
#include "app/ctl/confirm.h"
#include "base/await.h"
#include "base/translate.h"

#include <QJsonArray>

#include <condition_variable>

namespace Pilothouse::Ctl {

using namespace Qt::StringLiterals;

namespace {

/// "[LOCAL:]HOST:PORT"; an IPv6 address is written in brackets.
std::optional<Ssh::ForwardTo> parseForward(const QString& text)
{
    const auto port = [](const QString& word) -> quint16 {
        bool ok = false;
        const ushort number = word.toUShort(&ok);
        return ok ? number : 0;
    };
    const qsizetype colon = text.lastIndexOf(u':');
    if (colon < 1)
        return {};
    Ssh::ForwardTo to{.host = text.first(colon), .port = port(text.sliced(colon + 1))};
    const qsizetype local = to.host.indexOf(u':');
    if (local > 0 && !to.host.startsWith(u'[')) {
        to.localPort = port(to.host.first(local));
        to.host = to.host.sliced(local + 1);
        if (to.localPort == 0)
            return {};
    }
    if (to.host.startsWith(u'[') && to.host.endsWith(u']'))
        to.host = to.host.sliced(1, to.host.size() - 2);
    else if (to.host.contains(u':'))
        return {};
    return to.host.isEmpty() || to.port == 0 ? std::nullopt : std::optional(to);
}

/// Where refusals are noted while there is somebody to read them; they come on I/O threads.
struct Notes
{
    std::mutex mutex;
    Call* call;

    void add(const Error& error)
    {
        const std::lock_guard lock(mutex);
        if (call)
            call->note(error.message + (error.detail.isEmpty() ? QString() : u" ("_s + error.detail + u')'));
    }
};

Exit forward(Call& call)
{
    call.stream();
    const auto to = call.words().size() == 2 ? parseForward(call.words().at(1)) : std::nullopt;
    if (!to)
        return call.usage(translate("Ctl", "Write: pilothousectl forward TARGET:HOST [LOCALPORT:]REMOTEHOST:PORT"));
    const auto aim = aimOf(call);
    if (!aim)
        return call.report(aim.error());
    const System::Host* host = aim->environment().host(aim->target.part);
    if (!host)
        return call.report({ErrorKind::NotFound, translate("Ctl", "Say through which host: %1:HOST; \"%2\" is none.")
                                                     .arg(aim->toString(), aim->target.part)});
    const auto endpoint = call.services().endpoints().of(aim->environment(), *host);
    if (!endpoint)
        return call.report(endpoint.error());
    const QString service = u"%1:%2"_s.arg(to->host).arg(to->port);
    const auto sure = confirmed(
        call, aim->environment(), aim->target,
        translate("Ctl", "Whoever may log in to this machine can reach %1 as %2 does.").arg(service, host->name));
    if (!sure)
        return call.report(sure.error());
    auto act = Act::begin(call, *aim, u"forward"_s, {{u"to"_s, service}},
                          {{u"hosts"_s, QJsonArray{host->name}}, {u"localPort"_s, to->localPort}});
    if (!act)
        return call.report(act.error());
    const auto notes = std::make_shared<Notes>();
    notes->call = &call;
    Ssh::ForwardTo wanted = *to;
    wanted.onRefused = [notes](const Error& error) { notes->add(error); };
    const auto opened = call.wait(call.services().pool().forward(*endpoint, wanted));
    if (!opened) {
        act->end(exitFor(opened.error()), {{u"error"_s, act->toJson(opened.error())}});
        return call.report(opened.error());
    }
    std::unique_lock lock(notes->mutex);
    if (call.json())
        call.printJsonLine({{u"address"_s, u"127.0.0.1"_s},
                            {u"port"_s, (*opened)->port()},
                            {u"host"_s, host->name},
                            {u"to"_s, service}});
    else
        call.print(translate("Ctl", "127.0.0.1:%1 is %2:%3 as %4 sees it, until this is interrupted.")
                       .arg((*opened)->port())
                       .arg(to->host)
                       .arg(to->port)
                       .arg(host->name));
    std::condition_variable_any stopped;
    stopped.wait(lock, call.stop(), [] { return false; });
    notes->call = nullptr;
    lock.unlock();
    act->end(Exit::Done, {{u"localPort"_s, (*opened)->port()}});
    return Exit::Done;
}

} // namespace

std::vector<Command> forwardCommands()
{
    return {{u"forward"_s,
             u"TARGET:HOST [LOCALPORT:]REMOTEHOST:PORT"_s,
             translate("Ctl", "open a port on 127.0.0.1 behind which a service answers that the host can reach"),
             {confirmOption()},
             forward,
             true,
             translate("Ctl", "A forward to production is confirmed as a command is: what answers behind it is as "
                              "reachable from here as on the host.\nThe audit trail tells when it was opened and when "
                              "it ended.")}};
}

} // namespace Pilothouse::Ctl
