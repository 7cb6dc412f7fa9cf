// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/locks.h"

#include "base/await.h"
#include "base/units.h"
#include "run/lastchange.h"

#include <QJsonArray>

#include <algorithm>

namespace Pilothouse::Run {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Request lockRequest(QByteArrayView verb, const QString& run, const QString& system, const QString& environment,
                    const System::Host& host)
{
    Request request(verb);
    request.word("run", run);
    if (host.directory.isEmpty())
        request.word("word", system + u'.' + environment);
    else
        request.value("place", host.directory.toUtf8());
    return request;
}

LockInfo lockFromAnswer(const QString& host, const QByteArrayList& lines)
{
    LockInfo info{.host = host};
    const QByteArrayList words = (lines.isEmpty() ? QByteArray() : lines.last()).split(' ');
    if (words.first() != "locked")
        return info;
    info.locked = true;
    info.run = QString::fromUtf8(words.value(1));
    info.dead = words.value(2) == "dead";
    info.age = std::chrono::seconds(words.value(3).toLongLong());
    info.holder = QString::fromUtf8(words.mid(4).join(' '));
    return info;
}

Error lockedError(const LockInfo& lock, const QString& definition)
{
    Error error{.kind = ErrorKind::Refused,
                .message =
                    lock.dead
                        ? QCoreApplication::translate("Run", "%1 is locked by a run that is dead: %2. Verify what it "
                                                             "did, then take its lock over or unlock.")
                              .arg(lock.host, lock.holder)
                        : QCoreApplication::translate("Run", "%1 is locked: %2. Wait for it or ask its holder.")
                              .arg(lock.host, lock.holder),
                .detail = u"run %1, last sign of life %2 ago"_s.arg(lock.run, formatDuration(lock.age))};
    if (const QString other = otherHolderWords(lock.holder, definition); !other.isEmpty())
        error.message += u' ' + QCoreApplication::translate("Run", "Note that %1.").arg(other);
    return error;
}

namespace {

/// The hosts that hold something: a mere hop has no directory and no role.
std::vector<System::Host> lockable(const System::Environment& environment)
{
    std::vector<System::Host> hosts;
    std::ranges::copy_if(environment.hosts, std::back_inserter(hosts),
                         [](const System::Host& host) { return !host.directory.isEmpty() || !host.roles.isEmpty(); });
    std::ranges::sort(hosts, {}, &System::Host::name);
    return hosts;
}

// The command has a deadline of its own, which stands still while a person is asked for a passphrase.
constexpr auto commandEnds = std::chrono::hours(24);

} // namespace

Locks::Locks(HostShells& shells, Audit::Trail& trail, Clock& clock, QString owner)
    : m_shells(shells)
    , m_trail(trail)
    , m_clock(clock)
    , m_owner(std::move(owner))
{
}

Result<QByteArrayList> Locks::ask(const System::Environment& environment, const System::Host& host,
                                  const Request& request, const std::stop_token& stop)
{
    auto command = request.command();
    if (!command)
        return fail(command.error());
    command->deadline = 60s;
    const auto finished = await(m_shells.open(environment, host)->exec(std::move(*command)), stop, commandEnds);
    if (!finished)
        return fail(finished.error());
    return answerLines(*finished, request.nonce());
}

Result<void> Locks::remember(const QString& action, const QString& target, const QJsonObject& payload,
                             const std::stop_token& stop)
{
    const auto noted =
        await(m_trail.append({.action = action, .target = target, .payload = payload, .dangerous = true}), stop, 30s);
    if (!noted)
        return fail(noted.error());
    return {};
}

Result<std::vector<LockInfo>> Locks::look(const QString& system, const System::Environment& environment,
                                          const std::stop_token& stop)
{
    std::vector<LockInfo> locks;
    for (const System::Host& host : lockable(environment)) {
        const auto answer =
            ask(environment, host, lockRequest("show", u"none"_s, system, environment.name, host), stop);
        if (!answer)
            return fail(answer.error());
        locks.push_back(lockFromAnswer(host.name, *answer));
    }
    return locks;
}

QFuture<Result<std::vector<LockInfo>>> Locks::show(const QString& system, const System::Environment& environment)
{
    return m_workers.run<std::vector<LockInfo>>(
        [=, this](const std::stop_token& stop) { return look(system, environment, stop); });
}

QFuture<Result<Id>> Locks::lock(const QString& system, const System::Environment& environment, const QString& message,
                                const QString& definition, const std::function<void(const QString&)>& note)
{
    return m_workers.run<Id>([=, this](const std::stop_token& stop) -> Result<Id> {
        if (lockable(environment).empty())
            return fail(ErrorKind::NotFound,
                        QCoreApplication::translate("Run", "%1/%2 has no host that can be locked: none has a directory "
                                                           "or a role.")
                            .arg(system, environment.name));
        const Id id = Id::make(m_clock.now());
        QString holder = u"%1 since %2: %3"_s.arg(m_owner, isoUtc(m_clock.now()), message.simplified());
        if (!definition.isEmpty())
            holder += u", definition "_s + definition.left(12);
        if (auto noted = remember(u"lock.taken"_s, system + u'/' + environment.name,
                                  {{u"id"_s, id.toString()}, {u"message"_s, message}}, stop);
            !noted)
            return fail(noted.error());
        std::vector<System::Host> taken;
        for (const System::Host& host : lockable(environment)) {
            Request request = lockRequest("take", id.toString(), system, environment.name, host);
            request.value("owner", holder.toUtf8());
            const auto answer = ask(environment, host, request, stop);
            if (answer && !answer->isEmpty() && answer->last().startsWith("taken ")) {
                taken.push_back(host);
                const QString other = otherDefinitionWords(lastChangeFrom(*answer), definition);
                if (note && !other.isEmpty())
                    note(host.name + u": "_s + other);
                continue;
            }
            for (const System::Host& done : taken)
                ask(environment, done, lockRequest("release", id.toString(), system, environment.name, done), stop);
            return fail(answer ? lockedError(lockFromAnswer(host.name, *answer), definition) : answer.error());
        }
        return id;
    });
}

QFuture<Result<std::vector<LockInfo>>> Locks::unlock(const QString& system, const System::Environment& environment)
{
    return m_workers.run<std::vector<LockInfo>>([=,
                                                 this](const std::stop_token& stop) -> Result<std::vector<LockInfo>> {
        auto locks = look(system, environment, stop);
        if (!locks)
            return locks;
        std::erase_if(*locks, [](const LockInfo& lock) { return !lock.locked; });
        QJsonArray taken;
        for (const LockInfo& lock : *locks)
            taken += QJsonObject{
                {u"host"_s, lock.host}, {u"run"_s, lock.run}, {u"holder"_s, lock.holder}, {u"dead"_s, lock.dead}};
        if (auto noted = remember(u"lock.takenAway"_s, system + u'/' + environment.name, {{u"locks"_s, taken}}, stop);
            !noted)
            return fail(noted.error());
        for (const LockInfo& lock : *locks) {
            const System::Host& host = *environment.host(lock.host);
            const auto answer =
                ask(environment, host, lockRequest("release", lock.run, system, environment.name, host), stop);
            if (!answer)
                return fail(answer.error());
            // Somebody else may have taken it between the look and the release.
            if (answer->isEmpty() || answer->last() != "released yes")
                return fail(ErrorKind::Conflict,
                            QCoreApplication::translate("Run", "The lock of %1 changed hands meanwhile; look again.")
                                .arg(lock.host));
        }
        return locks;
    });
}

} // namespace Pilothouse::Run
