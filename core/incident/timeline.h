// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "audit/record.h"
#include "incident/incident.h"

#include <chrono>
#include <optional>

namespace Pilothouse::Incident {

/// One thing that happened, as somebody wrote it down or as the audit trail has it. A value.
struct TimelineEntry
{
    enum class Source {
        Note,  ///< a person wrote it
        Trail, ///< the product did or saw it
    };
    enum class When { Before, During, After }; ///< of the incident: an hour before its opening, after its closing

    QDateTime at = {}; ///< by the clock of whoever wrote it down
    Source source = Source::Trail;
    When when = When::During;
    QString who = {};
    QString action = {}; ///< of the audit entry: "run.began"
    QString target = {};
    SafeText text = {};
    Id run = {};      ///< of what belongs to a run
    Id observer = {}; ///< which installation wrote it down
    qint64 seq = 0;   ///< its number in the audit trail: the order in which things were written down
    /// It was written down after something that has a later time: the clocks, or one clock, differ by this at least.
    std::chrono::milliseconds skew{0};
    bool red = false; ///< a gate was passed, a run failed, a lock was taken away

    bool operator==(const TimelineEntry&) const = default;
};

/// An incident and what happened, by time. A value.
struct Timeline
{
    Record incident = {};
    std::vector<TimelineEntry> entries = {};
    bool cut = false; ///< there was more than is shown; the oldest of it is

    bool operator==(const Timeline&) const = default;
};

/// Puts what the trail has, in the order of its numbers, and the notes together. Records that are no business of the
/// incident must not be among them.
Timeline timelineOf(const Record& incident, const std::vector<Audit::Record>& records, const std::vector<Note>& notes);

/// What an audit entry tells, for people: "deploy began, run 0190…". Of what is not known, its action and payload.
QString trailWords(const QString& action, const QJsonObject& payload);

QString sourceName(TimelineEntry::Source source);
/// "clock 12 s behind" where it was written down after something later; empty otherwise.
QString skewWords(const TimelineEntry& entry);

QJsonObject toJson(const Timeline& timeline);
/// A post-mortem to be finished by people, with what is known filled in. Markdown; text from elsewhere is escaped.
QString toMarkdown(const Timeline& timeline, const QDateTime& now);

} // namespace Pilothouse::Incident
