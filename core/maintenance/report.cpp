// SPDX-License-Identifier: GPL-3.0-or-later
#include "maintenance/report.h"

#include "base/safetext.h"
#include "base/translate.h"
#include "base/units.h"

#include <algorithm>

namespace Pilothouse::Maintenance {

using namespace Qt::StringLiterals;

namespace {

/// Whoever looks every half minute is on time.
constexpr qint64 punctual = 5 * 60 * 1000;

QString clockTime(const QDateTime& time, const QTimeZone& zone) { return time.toTimeZone(zone).toString(u"HH:mm"_s); }

QString runWords(const Run::RunInfo& run, const QTimeZone& zone)
{
    const QString end = run.ended.isValid() ? clockTime(run.ended, zone) : translate("Maintenance", "still going on");
    return translate("Maintenance", "%1: %2, %3 \u2013 %4, by %5 (%6)")
        .arg(run.procedure, runStateWord(run.state), clockTime(run.started, zone), end,
             SafeText::oneLine(run.actor).text(), run.id.toString());
}

} // namespace

std::vector<Run::RunInfo> runsWithin(const std::vector<Run::RunInfo>& runs, const Window& window, const QDateTime& end)
{
    std::vector<Run::RunInfo> out;
    for (const Run::RunInfo& run : runs) {
        const bool before = run.ended.isValid() && run.ended < window.starts();
        if (run.started.isValid() && run.started < end && !before)
            out.push_back(run);
    }
    std::ranges::sort(out, {}, [](const Run::RunInfo& run) { return std::pair(run.started, run.id); });
    return out;
}

QString reportWords(const Window& window, const std::vector<Run::RunInfo>& runs, const QDateTime& now)
{
    QStringList lines;
    const qint64 left = now.msecsTo(window.ends());
    const auto duration = [](qint64 ms) { return formatDuration(std::chrono::milliseconds(ms)); };
    const bool overrun = std::ranges::find(window.history, Change::Overrun, &Entry::change) != window.history.end();
    if (window.state() == State::Announced)
        lines << translate("Maintenance",
                           "No program of Pilothouse was running while it was open, so nothing was begun.");
    if (left > 0)
        lines << translate("Maintenance", "It ended %1 early.").arg(duration(left));
    else if (overrun)
        lines << translate("Maintenance", "It took %1 longer than announced.").arg(duration(-left));
    else if (-left > punctual)
        lines << translate("Maintenance", "This is reported %1 late, because no program of Pilothouse was running.")
                     .arg(duration(-left));
    if (runs.empty())
        lines << translate("Maintenance", "No run took place in it, as far as this computer knows.");
    for (const Run::RunInfo& run : runs)
        lines << runWords(run, window.zone);
    return lines.join(u'\n');
}

} // namespace Pilothouse::Maintenance
