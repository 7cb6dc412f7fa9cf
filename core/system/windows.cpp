// SPDX-License-Identifier: GPL-3.0-or-later
#include "system/windows.h"

#include "base/translate.h"

namespace Pilothouse::System {

using namespace Qt::StringLiterals;

namespace {

/// So many in a row without a gap, and no end is looked for any more.
constexpr int mostInARow = 200;

/// The end of the window's last occurrence up to `moment`; invalid without one.
QDateTime lastEnd(const WindowSpec& window, const QDateTime& moment)
{
    const auto start = window.start.previous(moment);
    return start ? start->addMSecs(window.length.count()) : QDateTime();
}

} // namespace

std::optional<OpenWindow> openWindow(const std::vector<WindowSpec>& windows, const QDateTime& moment)
{
    std::optional<OpenWindow> open;
    for (const WindowSpec& window : windows) {
        const QDateTime end = lastEnd(window, moment);
        if (end.isValid() && moment < end && (!open || open->until < end))
            open = OpenWindow{.title = window.title, .until = end, .zone = window.start.zone()};
    }
    for (int row = 0; open && row < mostInARow; ++row) {
        QDateTime later = open->until;
        for (const WindowSpec& window : windows)
            later = std::max(later, lastEnd(window, open->until));
        if (later == open->until)
            return open;
        open->until = later;
    }
    if (open)
        open->until = {};
    return open;
}

std::optional<NextWindow> nextWindow(const std::vector<WindowSpec>& windows, const QDateTime& moment)
{
    std::optional<NextWindow> first;
    for (const WindowSpec& window : windows) {
        const auto at = window.start.next(moment);
        if (at && (!first || *at < first->at))
            first = NextWindow{.title = window.title, .at = *at, .length = window.length, .zone = window.start.zone()};
    }
    return first;
}

QString zonedTime(const QDateTime& moment, const QTimeZone& zone)
{
    return moment.toTimeZone(zone).toString(u"yyyy-MM-dd HH:mm "_s) + QString::fromLatin1(zone.id());
}

QString untilWords(const OpenWindow& window)
{
    const QString until = window.until.isValid()
                              ? translate("System", "until %1").arg(zonedTime(window.until, window.zone))
                              : translate("System", "without an end in sight");
    return window.title.isEmpty() ? until : u"%1 (%2)"_s.arg(until, window.title);
}

} // namespace Pilothouse::System
