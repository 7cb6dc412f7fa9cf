// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/locks.h"
#include "run/runnerwait.h"

namespace Pilothouse::Run {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
constexpr auto answersWithin = 60s;
/// Runs that are shorter never need a stream for their reins; half of what another console waits for a sign of life.
constexpr auto leaseAfter = 5s;

bool isRefusal(const QByteArray& line)
{
    return line.startsWith("locked ") || line.startsWith("refused ") || line.startsWith("driven ");
}
} // namespace

/// The segment that a run on a single host begins with.
std::optional<Segment> Runner::onlyFirst(const Plan& plan)
{
    const auto stages = mainStages(plan);
    if (plan.usedHosts().size() != 1 || stages.empty() || stages.front().segments.size() != 1)
        return {};
    return stages.front().segments.front();
}

Runner::Ready Runner::readyFor(const Plan& plan, const System::Definition& definition, HostShells& shells)
{
    Ready ready;
    const auto segment = onlyFirst(plan);
    const System::Environment* environment = definition.environment(plan.environment);
    const System::Host* host = segment && environment ? environment->host(segment->host) : nullptr;
    if (host && secretsOf(*segment).isEmpty())
        ready.follower = std::make_unique<Follower>(shells.open(*environment, *host), ready.bell);
    return ready;
}

/// Whatever is refused here, or cannot be understood, is asked for again one after the other, where it is also told.
Result<Runner::Begun> Runner::beginAtOnce()
{
    const auto segment = onlyFirst(m_record.plan);
    const bool fresh = m_record.locked.isEmpty() && m_record.lockAsked.isEmpty() && m_record.segments.empty();
    if (!segment || !fresh || cancelWanted())
        return Begun::No;
    const auto secrets = fetchSecrets(*segment);
    if (!secrets)
        return Begun::No;
    auto& follower = m_ready.follower;
    if (follower) {
        m_bell->wait(m_stop, answersWithin, [&] { return follower->isOpen() || follower->ended(); });
        if (m_stop.stop_requested())
            return fail(awaitStopped());
        if (!follower->isOpen() || !secrets->empty())
            follower.reset();
    }
    const bool locks = !m_record.plan.readOnly;
    if (locks) {
        if (auto intended = intend(u"lock"_s, {{u"host"_s, segment->host}}); !intended)
            return fail(intended.error());
    }
    if (auto made = makeToken(); !made)
        return fail(made.error());
    if (auto intended = intend(u"launch"_s, {{u"segment"_s, segment->name}, {u"host"_s, segment->host}}); !intended)
        return fail(intended.error());
    check("intent-synced");

    Request claim("claim");
    claim.word("run", id()).word("token", m_record.token).value("owner", m_ports.owner.toUtf8());
    Request follow("follow");
    follow.word("run", id()).word("segment", segment->name);
    Request request("in-turn");
    if (locks)
        request.followedBy(takeRequest(segment->host));
    request.followedBy(launchRequestFor(*segment, *secrets, {})).followedBy(claim).followedBy(follow);
    if (!follower || !follower->send(request))
        follower = std::make_unique<Follower>(shell(segment->host), request, m_bell);

    m_bell->wait(m_stop, answersWithin, [&] { return follower->isFollowing() || follower->ended(); });
    if (m_stop.stop_requested())
        return fail(awaitStopped());
    const bool following = follower->isFollowing();
    const QByteArrayList lines = follower->takeTold();
    if (auto heard = heardAtBegin(lines, *segment); !heard)
        return fail(heard.error());
    if (following) {
        m_begun = segment->name;
        return Begun::Yes;
    }
    follower.reset();
    return !lines.isEmpty() && isRefusal(lines.last()) ? Begun::No : Begun::Unheard;
}

Result<void> Runner::heardAtBegin(const QByteArrayList& lines, const Segment& segment)
{
    QByteArrayList before; // of the same request
    for (const QByteArray& line : lines) {
        Result<void> noted;
        if (line.startsWith("taken ")) {
            noted = lockGiven(segment.host, std::exchange(before, {}) + QByteArrayList{line});
            check("locked");
        } else if (line.startsWith("driving ")) {
            noted = note(u"driver"_s, {{u"host"_s, segment.host}, {u"generation"_s, line.mid(8).toInt()}});
            m_leases[segment.host] = nullptr;
            m_leaseAfter = m_ports.clock.monotonic() + leaseAfter;
            check("driving");
        } else if (line == "launched" || line == "exists") {
            check("mkdir");
            noted = launched(segment, std::exchange(before, {}) + QByteArrayList{line});
        } else {
            before += line;
        }
        if (!noted)
            return noted;
    }
    return {};
}

} // namespace Pilothouse::Run
