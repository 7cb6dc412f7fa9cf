// SPDX-License-Identifier: GPL-3.0-or-later
#include "maintenance/texts.h"

#include "base/translate.h"
#include "base/units.h"

namespace Pilothouse::Maintenance {

using namespace Qt::StringLiterals;

namespace {

/// Why an announcement comes later than it was promised.
QString lateWords(const Window& window, const QDateTime& now)
{
    const auto before = std::chrono::milliseconds(now.msecsTo(window.starts()));
    if (before >= window.notice)
        return {};
    const QString when = before.count() > 0
                             ? translate("Maintenance", "This is announced only %1 before it begins, not %2.")
                                   .arg(formatDuration(before), formatDuration(window.notice))
                             : translate("Maintenance", "This is announced late: it has begun already.");
    const QString why =
        !window.shortNotice.isEmpty()
            ? translate("Maintenance", "The reason: %1").arg(window.shortNotice)
            : translate("Maintenance", "No program of Pilothouse was running that could have said so earlier.");
    return when + u' ' + why;
}

QString titleOf(Change change)
{
    switch (change) {
    case Change::Announced:
        return translate("Maintenance", "Maintenance of %1: %2");
    case Change::Extended:
        return translate("Maintenance", "Maintenance of %1 takes longer: %2");
    case Change::Started:
        return translate("Maintenance", "Maintenance of %1 has begun: %2");
    case Change::Overrun:
        return translate("Maintenance", "Maintenance of %1 takes longer than announced: %2");
    case Change::Ended:
        return translate("Maintenance", "Maintenance of %1 is over: %2");
    case Change::Cancelled:
        return translate("Maintenance", "Maintenance of %1 is cancelled: %2");
    case Change::Allowed:
        break;
    }
    return {};
}

} // namespace

Notify::Message messageOf(const Window& window, const QDateTime& now)
{
    const Entry& entry = window.now();
    // Not ends(): what is told is what is asked for now, proved or not.
    Window told = window;
    told.deliveries.clear();
    const QString title = titleOf(entry.change);
    Notify::Message message{.about = Notify::About::Announcement,
                            .system = window.system,
                            .environment = window.environment,
                            .title = title.isEmpty() ? QString() : title.arg(window.target(), spanWords(told)),
                            .group = window.group(),
                            .once = window.keyOf(entry.version),
                            .at = now,
                            .until = entry.ends};
    QStringList lines{window.title};
    lines << translate("Maintenance", "From %1 to %2 (UTC).")
                 .arg(entry.starts.toUTC().toString(u"yyyy-MM-dd HH:mm"_s),
                      entry.ends.toUTC().toString(u"yyyy-MM-dd HH:mm"_s));
    if (entry.change == Change::Announced) {
        if (const QString late = lateWords(window, now); !late.isEmpty())
            lines << late;
    } else if (!entry.reason.isEmpty()) {
        lines << entry.reason;
    }
    if (!entry.report.isEmpty())
        lines << QString() << entry.report;
    message.text = lines.join(u'\n');
    if (entry.change == Change::Overrun || entry.change == Change::Extended)
        message.severity = Notify::Severity::Warning;
    // An end that is told a day late is still news; a window that is over is not.
    if (entry.change == Change::Ended || entry.change == Change::Cancelled || entry.change == Change::Overrun)
        message.until = now.addDays(3);
    if (entry.change == Change::Ended)
        message.action = Notify::Action::Resolve;
    return message;
}

} // namespace Pilothouse::Maintenance
