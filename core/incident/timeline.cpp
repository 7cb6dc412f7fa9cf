// SPDX-License-Identifier: GPL-3.0-or-later
#include "incident/timeline.h"

#include "base/translate.h"
#include "base/units.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <map>

namespace Pilothouse::Incident {

using namespace Qt::StringLiterals;

namespace {

using Source = TimelineEntry::Source;
using When = TimelineEntry::When;

TimelineEntry ofNote(const Note& note)
{
    return {.at = note.at, .source = Source::Note, .who = note.by, .text = note.text};
}

/// What is in the trail of a note that is here, or was.
TimelineEntry ofNoted(TimelineEntry entry, const Note* note, const QString& sha256)
{
    entry.source = Source::Note;
    if (!note) {
        entry.text = SafeText::fromUntrusted(
            translate("Incident", "(A note was written here, says the audit trail, and it is gone.)"));
        entry.red = true;
        return entry;
    }
    entry.at = note->at;
    entry.who = note->by;
    entry.text = note->text;
    if (note->sha256 != sha256) {
        entry.text = SafeText::fromUntrusted(
            note->text.text() + u'\n' +
            translate("Incident", "(This is not what was written: the audit trail has another hash of it.)"));
        entry.red = true;
    }
    return entry;
}

bool isRed(const QString& action, const QJsonObject& payload)
{
    if (action == u"run.began"_s)
        return payload.contains(u"bypass"_s);
    if (action == u"run.ended"_s)
        return payload[u"state"_s].toString() != u"succeeded"_s;
    return action == u"lock.takenAway"_s || action == u"run.declined"_s;
}

When whenOf(qint64 seq, qint64 opened, qint64 closed)
{
    if (opened > 0 && seq < opened)
        return When::Before;
    return closed > 0 && seq > closed ? When::After : When::During;
}

} // namespace

Timeline timelineOf(const Record& incident, const std::vector<Audit::Record>& records, const std::vector<Note>& notes)
{
    std::map<QString, const Note*> byId;
    for (const Note& note : notes)
        byId[note.id.toString()] = &note;
    const auto numberOf = [&](const QString& action) {
        const auto it = std::ranges::find(records, action, &Audit::Record::action);
        return it == records.end() ? qint64(0) : it->seq;
    };
    const qint64 opened = numberOf(u"incident.opened"_s);
    const qint64 closed = numberOf(u"incident.closed"_s);
    Timeline timeline{.incident = incident};
    QDateTime latest;
    for (const Audit::Record& record : records) {
        const QJsonObject payload = QJsonDocument::fromJson(record.payload).object();
        TimelineEntry entry{.at = record.at(),
                            .when = whenOf(record.seq, opened, closed),
                            .who = record.actor,
                            .action = record.action,
                            .target = record.target,
                            .run = Id::fromString(payload[u"run"_s].toString()).value_or(Id()),
                            .observer = record.observer,
                            .seq = record.seq,
                            .red = isRed(record.action, payload)};
        if (record.action == u"incident.noted"_s) {
            const auto note = byId.extract(payload[u"note"_s].toString());
            entry = ofNoted(std::move(entry), note ? note.mapped() : nullptr, payload[u"sha256"_s].toString());
        } else {
            entry.text = SafeText::fromUntrusted(trailWords(record.action, payload));
        }
        if (latest.isValid() && entry.at < latest)
            entry.skew = std::chrono::milliseconds(entry.at.msecsTo(latest));
        else
            latest = entry.at;
        timeline.entries.push_back(std::move(entry));
    }
    for (const auto& [id, note] : byId) {
        TimelineEntry entry = ofNote(*note);
        entry.text = SafeText::fromUntrusted(note->text.text() + u'\n' +
                                             translate("Incident", "(The audit trail does not know of this note.)"));
        entry.red = true;
        timeline.entries.push_back(std::move(entry));
    }
    std::ranges::stable_sort(timeline.entries, {}, &TimelineEntry::at);
    return timeline;
}

QString sourceName(Source source) { return source == Source::Note ? u"note"_s : u"audit"_s; }

QString skewWords(const TimelineEntry& entry)
{
    if (entry.skew.count() == 0)
        return {};
    return translate("Incident", "its clock is at least %1 behind: it was written down later than what follows")
        .arg(formatDuration(entry.skew));
}

QJsonObject toJson(const Timeline& timeline)
{
    const auto whenName = [](When when) {
        switch (when) {
        case When::Before:
            return u"before"_s;
        case When::During:
            return u"during"_s;
        case When::After:
            return u"after"_s;
        }
        return QString();
    };
    QJsonArray entries;
    for (const TimelineEntry& entry : timeline.entries) {
        QJsonObject one{
            {u"at"_s, isoUtc(entry.at)}, {u"source"_s, sourceName(entry.source)},  {u"when"_s, whenName(entry.when)},
            {u"who"_s, entry.who},       {u"text"_s, entry.text.text()},           {u"red"_s, entry.red},
            {u"seq"_s, entry.seq},       {u"skewMs"_s, qint64(entry.skew.count())}};
        if (!entry.action.isEmpty())
            one[u"action"_s] = entry.action;
        if (!entry.target.isEmpty())
            one[u"target"_s] = entry.target;
        if (!entry.run.isNull())
            one[u"run"_s] = entry.run.toString();
        if (!entry.observer.isNull())
            one[u"observer"_s] = entry.observer.toString();
        entries += one;
    }
    QJsonObject json = toJson(timeline.incident);
    json[u"timeline"_s] = entries;
    json[u"cut"_s] = timeline.cut;
    return json;
}

} // namespace Pilothouse::Incident
