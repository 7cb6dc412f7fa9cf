// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/aim.h"
#include "base/await.h"
#include "base/safetext.h"
#include "base/translate.h"
#include "base/units.h"

#include <QJsonArray>

namespace Pilothouse::Ctl {

using Alert::Record;
using namespace Qt::StringLiterals;

namespace {

QString mark(const Record& alert, const QDateTime& now)
{
    if (!alert.isOpen())
        return u"\u25cf"_s;
    if (alert.isSnoozed(now))
        return u"\u25fc"_s;
    return alert.severity() == Notify::Severity::Critical ? u"\u25b2"_s : u"\u25c6"_s;
}

void printAlert(Call& call, const Record& alert)
{
    const QDateTime now = call.services().clock().now();
    call.print(u"%1 %2  %3  %4  %5  %6"_s.arg(
        mark(alert, now), alert.id.toString().left(13), alert.target().leftJustified(24),
        severityName(alert.severity()).leftJustified(8), isoUtc(alert.began), titleOf(alert)));
    call.print(u"    "_s + SafeText::oneLine(standingOf(alert, now), 300).text());
}

Result<Record> alertOf(Call& call)
{
    return await(call.services().alerts().find(call.words().value(0)), call.stop(), call.timeout());
}

Exit list(Call& call)
{
    QString target;
    if (!call.words().isEmpty()) {
        const auto aim = aimOf(call);
        if (!aim)
            return call.report(aim.error());
        target = aim->toString();
    }
    const auto found = await(call.services().alerts().list({.target = target, .openOnly = !call.has(u"all"_s)}),
                             call.stop(), call.timeout());
    if (!found)
        return call.report(found.error());
    QJsonArray all;
    for (const Record& alert : *found) {
        if (call.json())
            all.append(toJson(alert, call.services().clock().now()));
        else
            printAlert(call, alert);
    }
    if (call.json())
        call.printJson({{u"alerts"_s, all}});
    else if (found->empty())
        call.print(call.has(u"all"_s) ? translate("Ctl", "There was no alert.")
                                      : translate("Ctl", "No alert is open."));
    return Exit::Done;
}

Exit show(Call& call, const Record& alert)
{
    const QDateTime now = call.services().clock().now();
    if (call.json()) {
        call.printJson(toJson(alert, now));
        return Exit::Done;
    }
    printAlert(call, alert);
    for (const QString& line : textOf(alert, now).split(u'\n'))
        call.print(u"  "_s + line);
    if (!alert.comment.isEmpty())
        call.print(u"  "_s + SafeText::oneLine(alert.comment, 500).text());
    for (const auto& [channel, at] : alert.told)
        call.print(translate("Ctl", "  %1 was told at %2").arg(channel, isoUtc(at)));
    return Exit::Done;
}

Exit showOne(Call& call)
{
    if (call.words().size() != 1)
        return call.usage(translate("Ctl", "Write: pilothousectl alert show ID"));
    const auto alert = alertOf(call);
    return alert ? show(call, *alert) : call.report(alert.error());
}

/// Changes an alert in its environment, sends what follows, and shows it.
Exit changeAlert(Call& call,
                 const std::function<QFuture<Result<Record>>(const System::Environment&, const Record&)>& change)
{
    const auto alert = alertOf(call);
    if (!alert)
        return call.report(alert.error());
    const auto place = call.services().definitions().find(alert->system, alert->environment);
    if (!place)
        return call.report(place.error());
    const auto changed = await(change(place->environment, *alert), call.stop(), call.timeout());
    if (!changed)
        return call.report(changed.error());
    // What is not sent now, the next program sends.
    if (const auto sent = await(call.services().courier().deliver(), call.stop(), std::chrono::seconds(20)); !sent)
        call.note(sent.error().message);
    return show(call, *changed);
}

Exit acknowledge(Call& call)
{
    if (call.words().isEmpty())
        return call.usage(translate("Ctl", "Write: pilothousectl alert ack ID [COMMENT]"));
    const QString comment = call.words().mid(1).join(u' ');
    return changeAlert(call, [&](const System::Environment& environment, const Record& alert) {
        return call.services().alerts().acknowledge(environment, alert.id, comment);
    });
}

Exit snooze(Call& call)
{
    const auto length = parseDuration(call.value(u"for"_s));
    if (call.words().isEmpty() || !length)
        return call.usage(translate("Ctl", "Write: pilothousectl alert snooze ID --for 1h [COMMENT]"));
    const QString comment = call.words().mid(1).join(u' ');
    const QDateTime until = call.services().clock().now().addMSecs(length->count());
    return changeAlert(call, [&](const System::Environment& environment, const Record& alert) {
        return call.services().alerts().snooze(environment, alert.id, until, comment);
    });
}

Exit reopen(Call& call)
{
    if (call.words().size() != 1)
        return call.usage(translate("Ctl", "Write: pilothousectl alert reopen ID"));
    return changeAlert(call, [&](const System::Environment& environment, const Record& alert) {
        return call.services().alerts().reopen(environment, alert.id);
    });
}

Exit watches(Call& call)
{
    const auto range = parseDuration(call.value(u"range"_s, u"7d"_s));
    if (!range || !call.words().isEmpty())
        return call.usage(translate("Ctl", "Write: pilothousectl alert watches [--range 7d]"));
    const QDateTime now = call.services().clock().now();
    const auto found =
        await(call.services().alerts().watches(now.addMSecs(-range->count())), call.stop(), call.timeout());
    if (!found)
        return call.report(found.error());
    QJsonArray all;
    for (const Alert::Watch& watch : *found) {
        const bool goesOn = watch.until > now;
        all.append(QJsonObject{{u"holder"_s, watch.holder},
                               {u"since"_s, isoUtc(watch.since)},
                               {u"until"_s, goesOn ? QJsonValue() : QJsonValue(isoUtc(watch.until))}});
        if (!call.json())
            call.print(u"%1 … %2  %3"_s.arg(isoUtc(watch.since), goesOn ? translate("Ctl", "now") : isoUtc(watch.until),
                                            SafeText::oneLine(watch.holder).text()));
    }
    QJsonArray gaps;
    for (const Alert::Gap& gap : Alert::gapsIn(*found, now.addMSecs(-range->count()), now, std::chrono::seconds(5))) {
        gaps.append(QJsonObject{{u"from"_s, isoUtc(gap.from)}, {u"until"_s, isoUtc(gap.until)}});
        if (!call.json())
            call.print(translate("Ctl", "%1 … %2  nobody watched for %3")
                           .arg(isoUtc(gap.from), isoUtc(gap.until),
                                formatDuration(std::chrono::milliseconds(gap.from.msecsTo(gap.until)))));
    }
    const bool watched = std::ranges::any_of(*found, [&](const Alert::Watch& watch) { return watch.until > now; });
    if (call.json())
        call.printJson({{u"watches"_s, all}, {u"gaps"_s, gaps}});
    else if (!watched)
        call.print(translate("Ctl", "Nobody watches now; pilothousectl watch does, and so does an open window."));
    return Exit::Done;
}

} // namespace

std::vector<Command> alertCommands()
{
    return {{u"alert list"_s,
             u"[TARGET]"_s,
             translate("Ctl", "list what is wrong now, newest first"),
             {{u"all"_s, {}, translate("Ctl", "also what is over")}},
             list},
            {u"alert show"_s,
             u"ID"_s,
             translate("Ctl", "one alert with everything that follows from its cause, and who was told"),
             {},
             showOne},
            {u"alert ack"_s,
             u"ID [COMMENT]"_s,
             translate("Ctl", "say that you have it: nobody is reminded any more, and it does not escalate"),
             {},
             acknowledge},
            {u"alert snooze"_s,
             u"ID [COMMENT]"_s,
             translate("Ctl", "quiet for a time, after which it is told of again if it is still open"),
             {{u"for"_s, u"DURATION"_s, translate("Ctl", "how long, such as 1h; 30d at most")}},
             snooze},
            {u"alert reopen"_s, u"ID"_s, translate("Ctl", "take an acknowledgement or a snooze back"), {}, reopen},
            {u"alert watches"_s,
             {},
             translate("Ctl", "who watched when, and when nobody did"),
             {{u"range"_s, u"DURATION"_s, translate("Ctl", "how far back (7d)")}},
             watches}};
}

} // namespace Pilothouse::Ctl
