// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/translate.h"
#include "base/units.h"
#include "incident/timeline.h"

namespace Pilothouse::Incident {

using namespace Qt::StringLiterals;

namespace {

/// Text from elsewhere as it stands: no mark-up, no HTML, no table of its own.
QString escaped(const QString& text)
{
    static const QString special = u"\\`*_{}[]<>#+!|~&"_s;
    QString out;
    const QString safe = SafeText::fromUntrusted(text).text();
    for (const QChar c : safe) {
        if (special.contains(c))
            out += u'\\';
        out += c;
    }
    return out;
}

QString lineOf(const QString& text) { return escaped(SafeText::oneLine(text, 2000).text()); }

/// Several lines as a quotation in a list, so that nothing of it starts a list or a heading.
QString quoted(const QString& text, const QString& indent)
{
    QString out;
    for (const QString& line : text.split(u'\n')) {
        QString kept = escaped(line).trimmed();
        // "1." and "-" at the beginning of a line would be a list.
        if (!kept.isEmpty() && (kept.front().isDigit() || kept.front() == u'-' || kept.front() == u'='))
            kept.prepend(u"\u200b"_s);
        out += indent + u"> "_s + kept + u'\n';
    }
    return out;
}

QString entryOf(const TimelineEntry& entry)
{
    QString head = u"- **%1** %2"_s.arg(utcWords(entry.at), entry.red ? u"‼ "_s : QString());
    if (entry.source == TimelineEntry::Source::Note) {
        head += translate("Incident", "%1 wrote:").arg(lineOf(entry.who));
        QString out = head + u'\n' + quoted(entry.text.text(), u"  "_s);
        if (const QString skew = skewWords(entry); !skew.isEmpty())
            out += u"  (%1)\n"_s.arg(lineOf(skew));
        return out;
    }
    QString out = head + lineOf(entry.text.text());
    const QString where = entry.target.isEmpty() ? QString() : u", "_s + lineOf(entry.target);
    out += u" (%1%2, %3)"_s.arg(lineOf(entry.who), where, translate("Incident", "audit %1").arg(entry.seq));
    if (const QString skew = skewWords(entry); !skew.isEmpty())
        out += u" – "_s + lineOf(skew);
    return out + u'\n';
}

QString section(const QString& title, const QString& hint) { return u"\n## %1\n\n*%2*\n"_s.arg(title, hint); }

} // namespace

QString toMarkdown(const Timeline& timeline, const QDateTime& now)
{
    const Record& incident = timeline.incident;
    const QDateTime until = incident.isOpen() ? now : incident.closedAt;
    QString out = u"# %1\n\n"_s.arg(lineOf(incident.title.text()));
    const auto fact = [&](const QString& name, const QString& value) { out += u"- %1: %2\n"_s.arg(name, value); };
    fact(translate("Incident", "Incident"), incident.id.toString());
    fact(translate("Incident", "Environments"), lineOf(incident.targets.join(u", "_s)));
    fact(translate("Incident", "Severity"), severityWord(incident.severity));
    fact(translate("Incident", "Opened"),
         translate("Incident", "%1 by %2").arg(utcWords(incident.openedAt), lineOf(incident.openedBy)));
    fact(translate("Incident", "Led by"), lineOf(incident.commander.text()));
    if (incident.isOpen())
        fact(translate("Incident", "State"),
             translate("Incident", "**open** when this was written, %1").arg(utcWords(now)));
    else
        fact(translate("Incident", "Closed"),
             translate("Incident", "%1 by %2").arg(utcWords(incident.closedAt), lineOf(incident.closedBy)));
    fact(translate("Incident", "Lasted"),
         formatDuration(std::chrono::milliseconds(std::max<qint64>(0, incident.openedAt.msecsTo(until)))));
    out += section(translate("Incident", "Summary"),
                   translate("Incident", "Two sentences for somebody who was not there."));
    out += section(translate("Incident", "Impact"),
                   translate("Incident", "Who noticed what, how many, for how long? Was data lost?"));
    if (!incident.isOpen())
        out += u"\n## %1\n\n%2"_s.arg(translate("Incident", "Resolution"), quoted(incident.resolution.text(), {}));
    out += u"\n## %1\n\n"_s.arg(translate("Incident", "Timeline"));
    out += translate("Incident", "All times are UTC, by the clock of whoever wrote the entry down.") + u"\n\n"_s;
    auto when = TimelineEntry::When::During;
    for (const TimelineEntry& entry : timeline.entries) {
        if (entry.when != when && entry.when == TimelineEntry::When::Before)
            out += u"### %1\n\n"_s.arg(translate("Incident", "The hour before"));
        else if (entry.when != when && entry.when == TimelineEntry::When::During)
            out += u"\n### %1\n\n"_s.arg(translate("Incident", "While it was open"));
        else if (entry.when != when)
            out += u"\n### %1\n\n"_s.arg(translate("Incident", "Afterwards"));
        when = entry.when;
        out += entryOf(entry);
    }
    if (timeline.cut)
        out += u"\n"_s + translate("Incident", "There is more than this; the rest is in the audit trail.") + u'\n';
    out += section(translate("Incident", "Cause"), translate("Incident", "What made it possible, not who."));
    out += section(translate("Incident", "What helped, what hindered"),
                   translate("Incident", "How was it noticed? What was missing to end it sooner?"));
    out += section(translate("Incident", "What follows"),
                   translate("Incident", "Each with a name and a date, and with what will prove it."));
    out += u"\n- [ ] \n"_s;
    return out;
}

} // namespace Pilothouse::Incident
