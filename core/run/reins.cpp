// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/lastchange.h"
#include "run/locks.h"
#include "run/runnerwait.h"

namespace Pilothouse::Run {

using namespace Qt::StringLiterals;

Request Runner::lockRequestFor(QByteArrayView verb, const QString& hostName) const
{
    const System::Host* host = m_record.plan.host(hostName);
    return lockRequest(verb, id(), m_record.plan.system, m_record.plan.environment,
                       host ? *host : System::Host{.name = hostName});
}

Request Runner::takeRequest(const QString& host) const
{
    Request request = lockRequestFor("take", host);
    const Plan& plan = m_record.plan;
    request.value("owner", u"%1, %2 of %3 since %4, definition %5"_s
                               .arg(m_ports.owner, plan.procedure, plan.target(), isoUtc(m_record.info.started),
                                    plan.definition.left(12))
                               .toUtf8());
    request.value("last", lastChangeText(m_record, m_ports.owner));
    if (const auto dead = m_record.takeOver.find(host); dead != m_record.takeOver.end())
        request.word("force", dead->second);
    return request;
}

/// `answer` ends with "taken FOLDER"; before that the host says who changed it last.
Result<void> Runner::lockGiven(const QString& host, const QByteArrayList& answer)
{
    const QString folder = QString::fromUtf8(answer.last().mid(qsizetype(qstrlen("taken "))));
    if (auto noted = note(u"locked"_s, {{u"host"_s, host}, {u"folder"_s, folder}}); !noted)
        return noted;
    const LastChange last = lastChangeFrom(answer);
    const QString other = otherDefinitionWords(last, m_record.plan.definition);
    return other.isEmpty() || last.run == id() ? Result<void>() : tell(host + u": "_s + other);
}

Result<void> Runner::takeLocks(Patience patience)
{
    if (m_record.plan.readOnly)
        return {};
    for (const QString& host : m_record.plan.usedHosts()) {
        if (m_record.locked.contains(host))
            continue;
        if (auto intended = intend(u"lock"_s, {{u"host"_s, host}}); !intended)
            return intended;
        const auto answer = ask(host, takeRequest(host), patience);
        const QByteArray line = answer && !answer->isEmpty() ? answer->last() : QByteArray();
        if (answer && line.startsWith("taken ")) {
            if (auto noted = lockGiven(host, *answer); !noted)
                return noted;
            continue;
        }
        // All or none: what was taken goes back before the refusal is told. A host that answered has not given its own.
        if (answer || answer.error().kind == ErrorKind::Failed) {
            if (auto noted = note(u"unlocked"_s, {{u"host"_s, host}}); !noted)
                return noted;
        }
        const Error why =
            answer ? lockedError(lockFromAnswer(host, *answer), m_record.plan.definition) : answer.error();
        if (auto released = releaseLocks(patience); !released)
            return fail({.kind = why.kind,
                         .message = why.message + u' ' + released.error().message,
                         .detail = why.detail + u'\n' + released.error().detail});
        return fail(why);
    }
    check("locked");
    return {};
}

Result<QByteArrayList> Runner::askToRelease(const QString& host, bool untilGone)
{
    // What a connection took away may come back with the next one, and nobody else gives this lock back.
    constexpr int tries = 3;
    for (int i = 1;; ++i) {
        auto answer = ask(host, lockRequestFor("release", host), Patience::Once);
        const bool gone = answer && !answer->isEmpty() && answer->last() == "released yes";
        const bool again = answer ? untilGone && !gone : mayComeBack(answer.error());
        if (!again || i == tries)
            return answer;
        m_bell->wait(m_stop, std::chrono::milliseconds(500) * i, [] { return false; });
        if (m_stop.stop_requested())
            return fail(awaitStopped());
    }
}

Result<void> Runner::releaseLocks(Patience patience)
{
    Result<void> result;
    for (const QString& host : QStringList(m_record.locked)) {
        const auto answer = m_gaveBack.contains(host)    ? Result<QByteArrayList>(QByteArrayList())
                            : patience == Patience::Once ? askToRelease(host, false)
                                                         : ask(host, lockRequestFor("release", host), patience);
        if (answer)
            result = note(u"released"_s, {{u"host"_s, host}});
        else
            result = fail(answer.error());
    }
    for (const QString& host : QStringList(m_record.lockAsked)) {
        if (auto released = releaseUnheard(host); !released)
            result = released;
    }
    return result;
}

Result<void> Runner::releaseUnheard(const QString& host)
{
    // The connection took the answer away, so the host may have given its lock, or be about to.
    const auto answer = askToRelease(host, true);
    if (answer)
        return note(u"released"_s, {{u"host"_s, host}});
    if (m_stop.stop_requested())
        return fail(answer.error());
    return fail(answer.error().kind,
                QCoreApplication::translate("Run", "%1 may have given its lock to this run and cannot be asked now; "
                                                   "when it answers again, give it back with pilothousectl "
                                                   "unlock.")
                    .arg(host),
                answer.error().message + u' ' + answer.error().detail);
}

Result<void> Runner::makeToken()
{
    if (!m_record.token.isEmpty())
        return {};
    // Written before it is used, so that whoever opens this journal after us is known as its owner.
    return intend(u"reins"_s, {{u"token"_s, Id::make(m_ports.clock.now()).toString()}});
}

Result<void> Runner::takeReins(Patience patience)
{
    if (auto made = makeToken(); !made)
        return made;
    QStringList machines; // two names of one account share a run folder, and so the lease
    for (const QString& host : m_record.plan.usedHosts()) {
        const System::Host* known = m_record.plan.host(host);
        const QString machine =
            !known || known->local ? u"local"_s : u"%1@%2:%3"_s.arg(known->user, known->address).arg(known->port);
        if (machines.contains(machine))
            continue;
        machines += machine;
        for (;;) {
            auto& lease = m_leases[host];
            lease = std::make_unique<Lease>(shell(host), id(), m_ports.owner, m_record.token, m_bell);
            while (!m_bell->wait(m_stop, std::chrono::seconds(1),
                                 [&] { return lease->state() != Lease::State::Claiming; })) {
                if (m_stop.stop_requested())
                    return fail(awaitStopped());
            }
            if (lease->state() == Lease::State::Held) {
                if (auto noted = note(u"driver"_s, {{u"host"_s, host}, {u"generation"_s, lease->generation()}}); !noted)
                    return noted;
                if (auto there = found(); !there)
                    return there;
                break;
            }
            if (lease->state() != Lease::State::Broken)
                return fail(ErrorKind::Conflict, QCoreApplication::translate(
                                                     "Run", "Another console drives this run: %1. Attach to it there, "
                                                            "or wait until it is gone.")
                                                     .arg(lease->who()));
            const Error why = lease->error();
            if (patience == Patience::Once || !mayComeBack(why))
                return fail(why);
            if (auto told = lost(host, why); !told)
                return told;
            m_bell->wait(m_stop, std::chrono::seconds(2), [] { return false; });
            if (m_stop.stop_requested())
                return fail(awaitStopped());
        }
    }
    check("driving");
    return {};
}

Result<void> Runner::keepReins()
{
    for (auto& [host, lease] : m_leases) {
        if (!lease) {
            // A run that is over by then needs none: the claim was made when it began.
            if (m_ports.clock.monotonic() < m_leaseAfter)
                continue;
            lease = std::make_unique<Lease>(shell(host), id(), m_ports.owner, m_record.token, m_bell);
        }
        switch (lease->state()) {
        case Lease::State::Claiming:
            break;
        case Lease::State::Held: {
            const auto known = m_record.drivers.find(host);
            if (known == m_record.drivers.end() || known->second != lease->generation()) {
                if (auto noted = note(u"driver"_s, {{u"host"_s, host}, {u"generation"_s, lease->generation()}}); !noted)
                    return noted;
            }
            break;
        }
        case Lease::State::Broken:
            // Claimed again with every look, so at most twice a second; a connection takes longer to fail.
            lease = std::make_unique<Lease>(shell(host), id(), m_ports.owner, m_record.token, m_bell);
            break;
        case Lease::State::Refused:
        case Lease::State::Superseded:
            return fail(
                ErrorKind::Conflict,
                QCoreApplication::translate("Run", "Another console has taken over this run; attach to it there."));
        }
    }
    return {};
}

} // namespace Pilothouse::Run
