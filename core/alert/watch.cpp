// SPDX-License-Identifier: GPL-3.0-or-later
#include "alert/watch.h"

#include <algorithm>

namespace Pilothouse::Alert {

std::vector<Gap> gapsIn(std::vector<Watch> watches, const QDateTime& from, const QDateTime& until,
                        std::chrono::milliseconds shortest)
{
    std::ranges::sort(watches, {}, &Watch::since);
    std::vector<Gap> gaps;
    QDateTime covered;
    const auto add = [&](const QDateTime& end) {
        const Gap gap{.from = std::max(covered, from), .until = std::min(end, until)};
        if (covered.isValid() && gap.from.msecsTo(gap.until) > shortest.count())
            gaps.push_back(gap);
    };
    for (const Watch& watch : watches) {
        add(watch.since);
        covered = covered.isValid() ? std::max(covered, watch.until) : watch.until;
    }
    add(until);
    return gaps;
}

} // namespace Pilothouse::Alert
