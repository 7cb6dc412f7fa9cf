// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/aim.h"
#include "base/await.h"
#include "base/translate.h"

#include <QJsonArray>

namespace Pilothouse::Ctl {

using Incident::Record;
using Incident::Timeline;
using Incident::TimelineEntry;
using namespace Qt::StringLiterals;

namespace {

Result<Record> incidentOf(Call& call)
{
    return await(call.services().incidents().find(call.words().value(0)), call.stop(), call.timeout());
}

Exit show(Call& call, const Result<Record>& incident)
{
    if (!incident)
        return call.report(incident.error());
    if (call.json())
        call.printJson(toJson(*incident));
    else
        call.print(
            u"%1  %2  %3"_s.arg(incident->id.toString(), incident->targets.join(u", "_s), incidentWords(*incident)));
    return Exit::Done;
}

Exit open(Call& call)
{
    if (call.words().isEmpty() || call.value(u"title"_s).isEmpty())
        return call.usage(translate("Ctl", "Write: pilothousectl incident open TARGET --title TEXT"));
    Record incident{.title = SafeText::fromUntrusted(call.value(u"title"_s)),
                    .commander = SafeText::oneLine(call.value(u"commander"_s))};
    const auto severity = Incident::severityFromName(call.value(u"severity"_s, severityName(incident.severity)));
    if (!severity)
        return call.report(severity.error());
    incident.severity = *severity;
    for (const QString& word : call.words()) {
        const auto target = Target::parse(word);
        if (!target)
            return call.report(target.error());
        if (!target->part.isEmpty())
            return call.report(
                {ErrorKind::NotFound,
                 translate("Ctl", "An incident is about a whole environment; write SYSTEM/ENVIRONMENT and nothing "
                                  "behind it.")});
        if (const auto known = call.services().definitions().find(target->system, target->environment); !known)
            return call.report(known.error());
        incident.targets += target->toString();
    }
    return show(call, await(call.services().incidents().open(incident), call.stop(), call.timeout()));
}

Exit note(Call& call)
{
    if (call.words().isEmpty())
        return call.usage(
            translate("Ctl", "Write: pilothousectl incident note ID TEXT, or the text on standard input"));
    QString text = call.words().mid(1).join(u' ');
    if (text.isEmpty()) {
        const auto input = call.standardInput();
        if (!input)
            return call.report(input.error());
        text = QString::fromUtf8(*input);
    }
    const auto incident = incidentOf(call);
    if (!incident)
        return call.report(incident.error());
    const auto written = await(call.services().incidents().note(incident->id, text), call.stop(), call.timeout());
    if (!written)
        return call.report(written.error());
    if (call.json())
        call.printJson({{u"incident"_s, incident->id.toString()},
                        {u"note"_s, written->id.toString()},
                        {u"by"_s, written->by},
                        {u"at"_s, isoUtc(written->at)},
                        {u"text"_s, written->text.text()}});
    else
        call.print(translate("Ctl", "Written down at %1").arg(Incident::utcWords(written->at)));
    return Exit::Done;
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
    const auto all = await(call.services().incidents().list({.target = target, .openOnly = call.has(u"open"_s)}),
                           call.stop(), call.timeout());
    if (!all)
        return call.report(all.error());
    QJsonArray out;
    for (const Record& incident : *all) {
        if (call.json())
            out.append(toJson(incident));
        else
            call.print(u"%1  %2  %3"_s.arg(incident.id.toString(), incident.targets.join(u", "_s).leftJustified(24),
                                           incidentWords(incident)));
    }
    if (call.json())
        call.printJson({{u"incidents"_s, out}});
    else if (all->empty())
        call.print(translate("Ctl", "No incident."));
    return Exit::Done;
}

Exit change(Call& call)
{
    auto incident = incidentOf(call);
    if (!incident)
        return call.report(incident.error());
    if (call.has(u"severity"_s)) {
        const auto severity = Incident::severityFromName(call.value(u"severity"_s));
        if (!severity)
            return call.report(severity.error());
        incident->severity = *severity;
    }
    if (call.has(u"title"_s))
        incident->title = SafeText::fromUntrusted(call.value(u"title"_s));
    if (call.has(u"commander"_s))
        incident->commander = SafeText::oneLine(call.value(u"commander"_s));
    return show(call, await(call.services().incidents().change(*incident), call.stop(), call.timeout()));
}

Exit close(Call& call)
{
    if (call.words().size() != 1 || call.value(u"resolution"_s).isEmpty())
        return call.usage(translate("Ctl", "Write: pilothousectl incident close ID --resolution TEXT"));
    const auto incident = incidentOf(call);
    if (!incident)
        return call.report(incident.error());
    return show(call,
                await(call.services().incidents().close(incident->id, incident->version, call.value(u"resolution"_s)),
                      call.stop(), call.timeout()));
}

Result<Timeline> timelineOf(Call& call)
{
    const auto incident = incidentOf(call);
    if (!incident)
        return fail(incident.error());
    return await(call.services().incidents().timeline(incident->id), call.stop(), call.timeout());
}

void printEntry(Call& call, const TimelineEntry& entry)
{
    const QString mark = entry.red ? u"!"_s : u" "_s;
    const bool isNote = entry.source == TimelineEntry::Source::Note;
    const QStringList lines = entry.text.text().split(u'\n');
    call.print(u"%1 %2  %3  %4"_s.arg(Incident::utcWords(entry.at), mark,
                                      isNote ? translate("Ctl", "%1 wrote").arg(SafeText::oneLine(entry.who).text())
                                             : SafeText::oneLine(entry.who).text(),
                                      lines.front()));
    for (const QString& line : lines.mid(1))
        call.print(u"      "_s + line);
    if (const QString skew = skewWords(entry); !skew.isEmpty())
        call.print(u"      ("_s + skew + u')');
}

Exit timeline(Call& call)
{
    const auto timeline = timelineOf(call);
    if (!timeline)
        return call.report(timeline.error());
    if (call.json()) {
        call.printJson(toJson(*timeline));
        return Exit::Done;
    }
    call.print(incidentWords(timeline->incident));
    auto when = TimelineEntry::When::During;
    for (const TimelineEntry& entry : timeline->entries) {
        if (entry.when != when && entry.when == TimelineEntry::When::Before)
            call.print(translate("Ctl", "The hour before:"));
        else if (entry.when != when && entry.when == TimelineEntry::When::During)
            call.print(translate("Ctl", "While it was open:"));
        else if (entry.when != when)
            call.print(translate("Ctl", "Afterwards:"));
        when = entry.when;
        printEntry(call, entry);
    }
    if (timeline->cut)
        call.note(translate("Ctl", "There is more than this; the rest is in pilothousectl audit export."));
    return Exit::Done;
}

Exit exportIncident(Call& call)
{
    const QString format = call.value(u"format"_s, call.json() ? u"json"_s : u"markdown"_s);
    if (format != u"markdown" && format != u"json")
        return call.usage(translate("Ctl", "--format is markdown or json."));
    const auto timeline = timelineOf(call);
    if (!timeline)
        return call.report(timeline.error());
    const QString text = toMarkdown(*timeline, call.services().clock().now());
    if (format == u"markdown" && !call.json()) {
        call.print(text.trimmed());
        return Exit::Done;
    }
    QJsonObject json = toJson(*timeline);
    if (format == u"markdown")
        json[u"markdown"_s] = text;
    call.printJson(json);
    return Exit::Done;
}

Exit review(Call& call)
{
    const auto run = Id::fromString(call.words().value(0));
    if (!run)
        return call.report({ErrorKind::NotFound, run.error().message});
    if (call.value(u"comment"_s).isEmpty())
        return call.usage(translate("Ctl", "Write: pilothousectl incident review RUN --comment TEXT"));
    const auto done = await(call.services().reviews().review(*run, call.value(u"comment"_s), call.value(u"as"_s)),
                            call.stop(), call.timeout());
    if (!done)
        return call.report(done.error());
    if (call.json())
        call.printJson({{u"run"_s, run->toString()},
                        {u"incident"_s, done->incident},
                        {u"by"_s, done->reviewedBy},
                        {u"writtenBy"_s, done->writtenBy},
                        {u"at"_s, isoUtc(done->reviewedAt)},
                        {u"comment"_s, done->comment}});
    else
        call.print(SafeText::fromUntrusted(bypassWords(*done)).text());
    return Exit::Done;
}

} // namespace

std::vector<Command> incidentCommands()
{
    const Option title{u"title"_s, u"TEXT"_s, translate("Ctl", "what is wrong, in one line")};
    const Option severity{u"severity"_s, u"LEVEL"_s, translate("Ctl", "critical, major or minor")};
    const Option commander{u"commander"_s, u"NAME"_s, translate("Ctl", "who leads; without it whoever opens it")};
    return {
        {u"incident open"_s,
         u"TARGET…"_s,
         translate("Ctl", "begin the record of an incident"),
         {title, severity, commander},
         open},
        {u"incident note"_s,
         u"ID [TEXT]"_s,
         translate("Ctl", "write something down about it; without TEXT what comes on standard input"),
         {},
         note},
        {u"incident change"_s,
         u"ID"_s,
         translate("Ctl", "give it another title, severity or commander"),
         {title, severity, commander},
         change},
        {u"incident list"_s,
         u"[TARGET]"_s,
         translate("Ctl", "list incidents, the open ones first"),
         {{u"open"_s, {}, translate("Ctl", "only those that are open")}},
         list},
        {u"incident timeline"_s,
         u"ID"_s,
         translate("Ctl", "what happened: notes, and what the audit trail has of its environments"),
         {},
         timeline},
        {u"incident review"_s,
         u"RUN"_s,
         translate("Ctl", "write down that you looked at a run that passed what guards it"),
         {{u"comment"_s, u"TEXT"_s, translate("Ctl", "what you found")},
          {u"as"_s, u"NAME"_s, translate("Ctl", "whose review it is, where somebody else writes it down; a claim")}},
         review},
        {u"incident close"_s,
         u"ID"_s,
         translate("Ctl", "end it, with what it was closed with"),
         {{u"resolution"_s, u"TEXT"_s, translate("Ctl", "what ended it")}},
         close},
        {u"incident export"_s,
         u"ID"_s,
         translate("Ctl", "print it as the beginning of a post-mortem"),
         {{u"format"_s, u"FORMAT"_s, translate("Ctl", "markdown or json")}},
         exportIncident}};
}

} // namespace Pilothouse::Ctl
