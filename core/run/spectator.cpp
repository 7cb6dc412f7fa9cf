// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/spectator.h"

#include "run/runner.h"

#include <algorithm>

namespace Pilothouse::Run {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
constexpr auto askAgain = 2s;
} // namespace

Spectator::Spectator(HostShells& shells, System::Environment environment, Recalled recalled, qint64 tail)
    : m_shells(shells)
    , m_environment(std::move(environment))
    , m_recalled(std::move(recalled))
    , m_tail(tail)
{
    tellRecalled();
}

Spectator::~Spectator() = default;

void Spectator::tellRecalled()
{
    using Kind = FollowEvent::Kind;
    for (const Recalled::Segment& segment : m_recalled.segments) {
        const auto tell = [&](FollowEvent event) {
            m_steps.insert({segment.name, event.step, event.kind});
            m_first.push_back({.host = segment.host, .segment = segment.name, .event = std::move(event)});
        };
        bool whole = segment.isOver();
        for (const Recalled::Step& step : segment.steps) {
            const auto tail = std::ranges::find_if(m_recalled.tails, [&](const Recalled::Tail& known) {
                return known.segment == segment.name && known.step == step.key;
            });
            if (tail == m_recalled.tails.end()) {
                whole = false;
                break; // in the order of the steps, so what comes after it waits too
            }
            tell({.kind = Kind::Started, .step = step.key});
            if (!tail->bytes.isEmpty())
                tell({.kind = Kind::Data, .step = step.key, .offset = tail->offset, .data = tail->bytes});
            m_offsets[segment.name][step.key] = tail->offset + tail->bytes.size();
            if (!step.status.isEmpty())
                tell({.kind = Kind::Status, .step = step.key, .text = step.status});
        }
        if (whole) {
            m_told.insert(segment.name);
            tell({.kind = Kind::Ended, .text = segment.outcome});
        }
    }
    m_recalled.tails.clear();
}

void Spectator::follow()
{
    for (const Recalled::Segment& segment : m_recalled.segments) {
        const bool waits = segment.state == u"holding"_s && m_offsets.contains(segment.name);
        const System::Host* host = m_environment.host(segment.host);
        if (!host || waits || m_told.contains(segment.name) || m_followers.contains(segment.name))
            continue;
        auto& offsets = m_offsets[segment.name];
        for (const Recalled::Step& step : segment.steps) {
            if (!offsets.contains(step.key) && step.size > m_tail)
                offsets[step.key] = step.size - m_tail;
        }
        m_followers[segment.name] = std::make_unique<Follower>(
            m_shells.open(m_environment, *host), m_recalled.run.toString(), segment.name, offsets, m_bell);
    }
}

Result<std::vector<Spectator::News>> Spectator::collect()
{
    using Kind = FollowEvent::Kind;
    std::vector<News> news;
    for (Recalled::Segment& segment : m_recalled.segments) {
        const auto it = m_followers.find(segment.name);
        if (it == m_followers.end())
            continue;
        bool over = false;
        for (FollowEvent& event : it->second->take()) {
            over = over || event.kind == Kind::Holding || event.kind == Kind::Confusion;
            if (event.kind == Kind::Holding)
                segment.state = u"holding"_s; // until the hosts are asked again
            if (event.kind == Kind::Ended || event.kind == Kind::Lost || event.kind == Kind::Rebooted ||
                event.kind == Kind::Absent)
                over = m_told.insert(segment.name).second || over;
            if (event.kind == Kind::Data)
                m_offsets[segment.name][event.step] = event.offset + event.data.size();
            // A segment that is followed again tells of its steps again.
            const bool isTold = (event.kind == Kind::Started || event.kind == Kind::Status) &&
                                !m_steps.insert({segment.name, event.step, event.kind}).second;
            if (event.kind != Kind::Beat && !isTold)
                news.push_back({.host = segment.host, .segment = segment.name, .event = std::move(event)});
        }
        if (const auto broken = it->second->ended()) {
            if (!mayComeBack(*broken))
                return fail(*broken);
            over = true;
        }
        if (over)
            m_followers.erase(it);
    }
    return news;
}

bool Spectator::isOver() const
{
    const bool isGone = m_recalled.silence.value_or(driverIsGone) >= driverIsGone;
    const bool rests = std::ranges::all_of(m_recalled.segments, [this](const Recalled::Segment& segment) {
        return m_told.contains(segment.name) || segment.state == u"holding"_s;
    });
    return rests && (isGone || (m_recalled.locked.isEmpty() && !m_recalled.plan.readOnly));
}

Result<std::vector<Spectator::News>> Spectator::next(const std::stop_token& stop)
{
    if (!m_first.empty())
        return std::exchange(m_first, {});
    for (;;) {
        follow();
        m_bell->wait(stop, m_followers.empty() ? 0ms : std::chrono::milliseconds(askAgain), [this] {
            return std::ranges::any_of(m_followers, [](const auto& follower) { return follower.second->isReady(); });
        });
        auto news = collect();
        if (!news || !news->empty())
            return news;
        if (stop.stop_requested())
            return fail(ErrorKind::Cancelled, QCoreApplication::translate("Run", "Stopped following."));
        if (!m_followers.empty())
            continue;
        // What the driver launches next is seen only by asking again.
        auto again = recall(m_shells, m_environment, m_recalled.plan.system, m_recalled.run, stop);
        if (again)
            m_recalled = std::move(*again);
        else if (!mayComeBack(again.error()))
            return fail(again.error());
        const bool fresh = again && std::ranges::any_of(m_recalled.segments, [this](const auto& segment) {
                               return !m_told.contains(segment.name) &&
                                      (segment.state != u"holding"_s || !m_offsets.contains(segment.name));
                           });
        if (fresh)
            continue;
        if (again && isOver())
            return std::vector<News>{};
        m_bell->wait(stop, askAgain, [] { return false; });
    }
}

} // namespace Pilothouse::Run
