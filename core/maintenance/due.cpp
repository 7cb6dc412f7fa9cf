// SPDX-License-Identifier: GPL-3.0-or-later
#include "maintenance/due.h"

#include <algorithm>

namespace Pilothouse::Maintenance {

namespace {

/// A window of every minute of an hour, repeated for days: nobody reads more than so many announcements.
constexpr int mostAtOnce = 20;

void announcements(const System::WindowSpec& spec, const std::vector<Window>& windows, const QDateTime& now,
                   std::vector<Duty>& duties)
{
    const auto length = qint64(spec.length.count());
    const auto consider = [&](const QDateTime& starts) {
        const bool known = std::ranges::find(windows, occurrenceOf(spec, starts), &Window::occurrence) != windows.end();
        if (!known)
            duties.push_back({.kind = Duty::Kind::Announce, .spec = spec, .starts = starts});
    };
    if (const auto current = spec.start.previous(now); current && now < current->addMSecs(length))
        consider(*current);
    const QDateTime until = now.addMSecs(announceLead(*spec.announce).count());
    auto next = spec.start.next(now);
    for (int i = 0; i < mostAtOnce && next && *next <= until; ++i, next = spec.start.next(*next))
        consider(*next);
}

} // namespace

std::chrono::milliseconds announceLead(std::chrono::milliseconds notice)
{
    return notice + std::max(notice / 4, std::chrono::milliseconds(std::chrono::hours(1)));
}

std::vector<Duty> due(const System::Environment& environment, const std::vector<Window>& windows, const QDateTime& now)
{
    std::vector<Duty> duties;
    const bool anybodyListens = !listeners(environment).empty();
    for (const System::WindowSpec& spec : environment.maintenance) {
        if (isAnnounced(spec, anybodyListens))
            announcements(spec, windows, now, duties);
    }
    for (const Window& window : windows) {
        if (window.state() == State::Announced && window.isOpenAt(now))
            duties.push_back({.kind = Duty::Kind::Start, .window = window});
        else if ((window.state() == State::Announced || window.state() == State::Started) && now >= window.ends())
            duties.push_back({.kind = Duty::Kind::End, .window = window});
    }
    return duties;
}

} // namespace Pilothouse::Maintenance
