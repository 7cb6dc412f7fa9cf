// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/maintenance.h"

#include "app/ctl/aim.h"
#include "app/ctl/confirm.h"
#include "base/await.h"
#include "base/safetext.h"
#include "base/translate.h"
#include "base/units.h"
#include "maintenance/localstart.h"

#include <QJsonArray>

namespace Pilothouse::Ctl {

using Maintenance::State;
using Maintenance::Window;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// The slowest mail server, or a page on hosts that have to be logged in to.
constexpr auto patience = 6min;
/// How long ago what is over may have ended to be listed.
constexpr std::chrono::milliseconds remembered = 30 * 24h;

QString line(const Window& window)
{
    return u"%1  %2  %3  %4"_s.arg(window.id.toString(), spanWords(window), stateWord(window.state()),
                                   SafeText::oneLine(window.title).text());
}

void printWindow(Call& call, const Window& window)
{
    call.print(line(window));
    call.print(u"    "_s + SafeText::oneLine(toldWords(window), 500).text());
    for (const Notify::Delivery& each : window.deliveries) {
        if (each.message.once == window.keyOf(window.now().version) && each.state != Notify::DeliveryState::Delivered)
            call.print(u"    %1: %2, %3"_s.arg(each.channel, deliveryStateWord(each.state),
                                               SafeText::oneLine(each.detail, 300).text()));
    }
    const QString report = window.now().report;
    for (const QString& each : report.isEmpty() ? QStringList() : report.split(u'\n'))
        call.print(u"    "_s + SafeText::oneLine(each, 500).text());
}

Exit show(Call& call, const Window& window)
{
    if (call.json())
        call.printJson(toJson(window));
    else
        printWindow(call, window);
    return Exit::Done;
}

/// The environment as a whole, which a window is of.
Result<Aim> asked(Call& call, qsizetype mostWords)
{
    auto aim = aimOf(call);
    if (aim && (!aim->target.part.isEmpty() || call.words().size() > mostWords))
        return fail(
            ErrorKind::NotFound,
            translate("Ctl", "Maintenance is of a whole environment; write SYSTEM/ENVIRONMENT and nothing behind it."));
    return aim;
}

Result<std::vector<Window>> windowsOf(Call& call, const Aim& aim)
{
    return await(call.services().windows().list(aim.target.system, aim.target.environment, remembered), call.stop(),
                 call.timeout());
}

/// The one that is named, by its id or the beginning of it, or the only one that is not over.
Result<Window> chosen(Call& call, const Aim& aim)
{
    const auto all = windowsOf(call, aim);
    if (!all)
        return fail(all.error());
    const QString name = call.words().value(1);
    std::vector<Window> fitting;
    for (const Window& window : *all) {
        const bool over = window.state() == State::Ended || window.state() == State::Cancelled;
        if (name.isEmpty() ? !over : window.id.toString().startsWith(name))
            fitting.push_back(window);
    }
    if (fitting.size() == 1)
        return fitting.front();
    if (fitting.empty())
        return fail(ErrorKind::NotFound,
                    name.isEmpty() ? translate("Ctl", "No maintenance of %1 is announced.").arg(aim.toString())
                                   : translate("Ctl", "%1 has no maintenance window %2.").arg(aim.toString(), name));
    QStringList lines;
    for (const Window& window : fitting)
        lines << line(window);
    return fail(ErrorKind::NotFound,
                translate("Ctl", "There are several; write which one behind %1:").arg(aim.toString()) + u'\n' +
                    lines.join(u'\n'));
}

/// Has what was written down delivered, and shows what came of it: Unknown while nobody was told.
Exit delivered(Call& call, const Window& window)
{
    const auto sent = await(call.services().courier().deliver(), call.stop(), patience);
    const auto now = await(call.services().windows().find(window.id), {}, call.timeout());
    if (!now)
        return call.report(now.error());
    show(call, *now);
    if (!sent)
        call.note(sent.error().message);
    const bool silent = Maintenance::listeners(call.services()
                                                   .definitions()
                                                   .find(window.system, window.environment)
                                                   .value_or(Definitions::Place())
                                                   .environment)
                            .empty();
    if (silent || now->toldAt(now->now().version).isValid())
        return Exit::Done;
    call.note(translate("Ctl", "Nobody was told yet. Whichever program of Pilothouse runs next tries again."));
    return Exit::Unknown;
}

Exit announce(Call& call)
{
    const auto aim = asked(call, 1);
    if (!aim)
        return call.report(aim.error());
    for (const QString& needed : {u"from"_s, u"for"_s, u"zone"_s, u"reason"_s}) {
        if (call.value(needed).isEmpty())
            return call.usage(translate("Ctl", "Write: pilothousectl maintenance announce SYSTEM/ENVIRONMENT --from "
                                               "\"2026-12-01 02:00\" --for 2h --zone Europe/Berlin --reason TEXT"));
    }
    const auto zone = Maintenance::zoneNamed(call.value(u"zone"_s));
    if (!zone)
        return call.report(zone.error());
    const auto starts = Maintenance::parseStart(call.value(u"from"_s), *zone);
    const auto length = parseDuration(call.value(u"for"_s));
    if (!starts || !length)
        return call.report(starts ? length.error() : starts.error());
    const QString unannounced = call.value(u"unannounced"_s);
    if (!unannounced.isEmpty()) {
        const auto sure =
            confirmed(call, aim->environment(), aim->target,
                      translate("Ctl", "This opens a maintenance window of which nobody has to have been told."));
        if (!sure)
            return call.report(sure.error());
    }
    const auto window =
        await(call.services().windows().announce(aim->environment(), {.title = call.value(u"reason"_s),
                                                                      .starts = *starts,
                                                                      .length = *length,
                                                                      .zone = *zone,
                                                                      .shortNotice = call.value(u"short-notice"_s),
                                                                      .unannounced = unannounced}),
              call.stop(), call.timeout());
    return window ? delivered(call, *window) : call.report(window.error());
}

Exit list(Call& call)
{
    const auto aim = asked(call, 1);
    if (!aim)
        return call.report(aim.error());
    Upkeep(call, aim->toString()).finish(patience);
    const auto windows = windowsOf(call, *aim);
    if (!windows)
        return call.report(windows.error());
    const QDateTime now = call.services().clock().now();
    const auto standing = Maintenance::standing(aim->environment(), *windows, now);
    if (call.json()) {
        QJsonArray all;
        for (const Window& window : *windows)
            all.append(toJson(window));
        call.printJson({{u"target"_s, aim->toString()},
                        {u"open"_s, standing.open.has_value()},
                        {u"closed"_s, QJsonArray::fromStringList(standing.closed)},
                        {u"windows"_s, all}});
        return Exit::Done;
    }
    if (standing.open)
        call.print(translate("Ctl", "open %1").arg(System::untilWords(*standing.open)));
    else if (standing.next)
        call.print(
            translate("Ctl", "closed; the next opens %1 for %2")
                .arg(System::zonedTime(standing.next->at, standing.next->zone), formatDuration(standing.next->length)));
    else
        call.print(translate("Ctl", "closed, and none is announced"));
    for (const QString& each : standing.closed)
        call.print(each);
    for (const Window& window : *windows)
        printWindow(call, window);
    return Exit::Done;
}

Exit cancel(Call& call)
{
    const auto aim = asked(call, 2);
    const auto window = aim ? chosen(call, *aim) : Result<Window>(fail(aim.error()));
    if (!window)
        return call.report(window.error());
    const auto done = await(call.services().windows().cancel(aim->environment(), *window, call.value(u"reason"_s)),
                            call.stop(), call.timeout());
    return done ? delivered(call, *done) : call.report(done.error());
}

Exit extend(Call& call)
{
    const auto aim = asked(call, 2);
    const auto by = parseDuration(call.value(u"by"_s));
    if (!call.has(u"by"_s))
        return call.usage(
            translate("Ctl", "Write: pilothousectl maintenance extend SYSTEM/ENVIRONMENT [WINDOW] --by 1h"));
    if (!by)
        return call.report(by.error());
    const auto window = aim ? chosen(call, *aim) : Result<Window>(fail(aim.error()));
    if (!window)
        return call.report(window.error());
    const auto done = await(call.services().windows().extend(aim->environment(), *window, *by, call.value(u"reason"_s)),
                            call.stop(), call.timeout());
    return done ? delivered(call, *done) : call.report(done.error());
}

Exit start(Call& call)
{
    const auto aim = asked(call, 2);
    auto window = aim ? chosen(call, *aim) : Result<Window>(fail(aim.error()));
    if (!window)
        return call.report(window.error());
    if (const QString reason = call.value(u"unannounced"_s); !reason.isEmpty()) {
        const auto sure =
            confirmed(call, aim->environment(), aim->target,
                      translate("Ctl", "This opens a maintenance window of which nobody has to have been told."));
        if (!sure)
            return call.report(sure.error());
        window =
            await(call.services().windows().allow(aim->environment(), *window, reason), call.stop(), call.timeout());
        if (!window)
            return call.report(window.error());
    }
    const auto done = await(call.services().keeper().start(aim->environment(), window->id), call.stop(), patience);
    return done ? delivered(call, *done) : call.report(done.error());
}

Exit end(Call& call)
{
    const auto aim = asked(call, 2);
    const auto window = aim ? chosen(call, *aim) : Result<Window>(fail(aim.error()));
    if (!window)
        return call.report(window.error());
    const auto done = await(call.services().keeper().end(aim->environment(), window->id, call.has(u"anyway"_s)),
                            call.stop(), patience);
    return done ? delivered(call, *done) : call.report(done.error());
}

} // namespace

Upkeep::Upkeep(Call& call, const QString& target)
    : m_call(call)
    , m_kept(call.services().keeper().keep(target))
{
}

void Upkeep::finish(std::chrono::milliseconds patience)
{
    const auto kept = await(m_kept, m_call.stop(), patience);
    if (!kept) {
        m_call.note(translate("Ctl", "Maintenance and messages were not looked after to the end: %1")
                        .arg(kept.error().message));
        return;
    }
    for (const QString& problem : kept->problems)
        m_call.note(problem);
}

QJsonObject toJson(const Window& window)
{
    QJsonArray history;
    for (const Maintenance::Entry& entry : window.history)
        history.append(QJsonObject{{u"version"_s, entry.version},
                                   {u"change"_s, changeName(entry.change)},
                                   {u"state"_s, stateName(entry.state)},
                                   {u"starts"_s, isoUtc(entry.starts)},
                                   {u"ends"_s, isoUtc(entry.ends)},
                                   {u"reason"_s, entry.reason},
                                   {u"report"_s, entry.report},
                                   {u"by"_s, entry.actor},
                                   {u"at"_s, isoUtc(entry.at)}});
    QJsonArray told;
    for (const Notify::Delivery& each : window.deliveries)
        told.prepend(QJsonObject{{u"title"_s, each.message.title},
                                 {u"channel"_s, each.channel},
                                 {u"state"_s, deliveryStateName(each.state)},
                                 {u"reached"_s, QJsonArray::fromStringList(each.reached)},
                                 {u"at"_s, each.last.isValid() ? QJsonValue(isoUtc(each.last)) : QJsonValue()},
                                 {u"detail"_s, each.detail}});
    const QDateTime proven = window.provenEnd();
    return {{u"id"_s, window.id.toString()},
            {u"target"_s, window.target()},
            {u"title"_s, window.title},
            {u"zone"_s, QString::fromLatin1(window.zone.id())},
            {u"state"_s, stateName(window.state())},
            {u"starts"_s, isoUtc(window.starts())},
            {u"ends"_s, isoUtc(window.now().ends)},
            {u"opensUntil"_s, proven.isValid() ? QJsonValue(isoUtc(proven)) : QJsonValue()},
            {u"noticeMs"_s, qint64(window.notice.count())},
            {u"shortNotice"_s, window.shortNotice},
            {u"allowed"_s, window.allowed()},
            {u"regular"_s, !window.occurrence.isEmpty()},
            {u"history"_s, history},
            {u"told"_s, told}};
}

std::vector<Command> maintenanceCommands()
{
    const Option reason{u"reason"_s, u"TEXT"_s, translate("Ctl", "why; people are told")};
    const Option unannounced{u"unannounced"_s, u"REASON"_s,
                             translate("Ctl", "it opens although nobody was told; the reason is shown")};
    return {
        {u"maintenance announce"_s,
         u"TARGET"_s,
         translate("Ctl", "announce a maintenance window to the entries of notify: and say who was told"),
         {{u"from"_s, u"TIME"_s, translate("Ctl", "its beginning, \"2026-12-01 02:00\" in its zone")},
          {u"for"_s, u"DURATION"_s, translate("Ctl", "how long it lasts, such as 2h")},
          {u"zone"_s, u"ZONE"_s, translate("Ctl", "its time zone, such as Europe/Berlin")},
          {u"reason"_s, u"TEXT"_s, translate("Ctl", "what it is for; people are told")},
          {u"short-notice"_s, u"REASON"_s,
           translate("Ctl", "why it is announced later than promised; people are told")},
          unannounced,
          confirmOption()},
         announce},
        {u"maintenance list"_s,
         u"TARGET"_s,
         translate("Ctl", "list maintenance windows with who was told of them, when and by which way"),
         {},
         list},
        {u"maintenance extend"_s,
         u"TARGET [WINDOW]"_s,
         translate("Ctl", "let a maintenance window last longer, and tell people"),
         {{u"by"_s, u"DURATION"_s, translate("Ctl", "by how much, such as 1h")}, reason},
         extend},
        {u"maintenance cancel"_s,
         u"TARGET [WINDOW]"_s,
         translate("Ctl", "cancel a maintenance window that has not begun, and tell people"),
         {reason},
         cancel},
        {u"maintenance start"_s,
         u"TARGET [WINDOW]"_s,
         translate("Ctl", "begin a maintenance window whose time has come: the page is put up and looked for"),
         {unannounced, confirmOption()},
         start},
        {u"maintenance end"_s,
         u"TARGET [WINDOW]"_s,
         translate("Ctl",
                   "end a maintenance window, also early: the page is taken down, and people are told what was done"),
         {{u"anyway"_s, {}, translate("Ctl", "although a run goes on there")}},
         end}};
}

} // namespace Pilothouse::Ctl
