// SPDX-License-Identifier: GPL-3.0-or-later
#include "incident/incidents.h"

#include "base/canonical.h"
#include "base/translate.h"
#include "store/query.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace Pilothouse::Incident {

using namespace Qt::StringLiterals;
using Store::Row;

namespace {

constexpr qsizetype longestText = 64 * 1024;
constexpr qsizetype shortestPrefix = 4;
constexpr int mostEntries = 5000;
/// What changed just before is what people ask for first.
constexpr std::chrono::hours before{1};

const QString selectAll = u"SELECT id, title, severity, opened_by, opened_at, commander, closed_by, closed_at, "
                          "resolution, version, (SELECT group_concat(target, char(10)) FROM incident_targets WHERE "
                          "incident = incidents.id) AS targets FROM incidents "_s;

Result<Record> readIncident(const Row& row)
{
    const auto severity = severityFromName(row.text(u"severity"_s));
    if (!severity)
        return fail(severity.error());
    QStringList targets = row.text(u"targets"_s).split(u'\n', Qt::SkipEmptyParts);
    targets.sort();
    return Record{.id = row.id(u"id"_s),
                  .targets = targets,
                  .title = SafeText::fromUntrusted(row.text(u"title"_s)),
                  .severity = *severity,
                  .openedBy = row.text(u"opened_by"_s),
                  .openedAt = row.time(u"opened_at"_s),
                  .commander = SafeText::oneLine(row.text(u"commander"_s)),
                  .closedBy = row.text(u"closed_by"_s),
                  .closedAt = row.time(u"closed_at"_s),
                  .resolution = SafeText::fromUntrusted(row.text(u"resolution"_s)),
                  .version = int(row.integer(u"version"_s))};
}

Result<Record> load(QSqlDatabase& database, const Id& id)
{
    auto found = Store::selectOne<Record>(database, selectAll + u"WHERE id = :id"_s, {{u"id"_s, id}}, readIncident);
    if (!found)
        return fail(found.error());
    if (!*found)
        return fail(ErrorKind::NotFound, translate("Incident", "There is no incident %1 here.").arg(id.toString()));
    return **found;
}

/// The incident as it is now, when it is still the one that was seen.
Result<Record> loadSeen(QSqlDatabase& database, const Id& id, int version)
{
    auto now = load(database, id);
    if (!now)
        return now;
    if (!now->isOpen())
        return fail(ErrorKind::Refused,
                    translate("Incident", "%1 closed the incident at %2; open a new one if it goes on.")
                        .arg(now->closedBy, utcWords(now->closedAt)));
    if (now->version != version)
        return fail(ErrorKind::Conflict,
                    translate("Incident", "Somebody changed the incident meanwhile: it is \"%1\" now. Look again.")
                        .arg(incidentWords(*now)));
    return now;
}

Result<void> save(QSqlDatabase& database, const Record& incident)
{
    const auto done = Store::execute(
        database,
        u"UPDATE incidents SET title = :title, severity = :severity, commander = :commander, closed_by = :closedBy, "
        "closed_at = :closedAt, resolution = :resolution, version = :version WHERE id = :id"_s,
        {{u"id"_s, incident.id},
         {u"title"_s, incident.title.text()},
         {u"severity"_s, severityName(incident.severity)},
         {u"commander"_s, incident.commander.text()},
         {u"closedBy"_s, incident.closedBy},
         {u"closedAt"_s, incident.closedAt},
         {u"resolution"_s, incident.resolution.text()},
         {u"version"_s, incident.version}});
    return done ? Result<void>() : Result<void>(fail(done.error()));
}

Result<void> insert(QSqlDatabase& database, const Record& incident, const Id& observer)
{
    const auto done = Store::execute(
        database,
        u"INSERT INTO incidents (id, title, severity, opened_by, observer, opened_at, commander, closed_by, closed_at, "
        "resolution, version) VALUES (:id, :title, :severity, :by, :observer, :at, :commander, '', NULL, '', :version)"_s,
        {{u"id"_s, incident.id},
         {u"title"_s, incident.title.text()},
         {u"severity"_s, severityName(incident.severity)},
         {u"by"_s, incident.openedBy},
         {u"observer"_s, observer},
         {u"at"_s, incident.openedAt},
         {u"commander"_s, incident.commander.text()},
         {u"version"_s, incident.version}});
    if (!done)
        return fail(done.error());
    for (const QString& target : incident.targets) {
        const auto added =
            Store::execute(database, u"INSERT INTO incident_targets (incident, target) VALUES (:incident, :target)"_s,
                           {{u"incident"_s, incident.id}, {u"target"_s, target}});
        if (!added)
            return fail(added.error());
    }
    return {};
}

/// An act on an incident, told of the first of its targets and naming all.
QJsonObject payloadOf(const Record& incident)
{
    return {{u"incident"_s, incident.id.toString()},     {u"targets"_s, QJsonArray::fromStringList(incident.targets)},
            {u"title"_s, incident.title.text()},         {u"severity"_s, severityName(incident.severity)},
            {u"commander"_s, incident.commander.text()}, {u"version"_s, incident.version}};
}

Result<std::vector<Note>> notesOf(QSqlDatabase& database, const Id& incident)
{
    return Store::select<Note>(
        database, u"SELECT id, incident, author, at, text FROM incident_notes WHERE incident = :incident ORDER BY id"_s,
        {{u"incident"_s, incident}}, [](const Row& row) {
            return Note{.id = row.id(u"id"_s),
                        .incident = row.id(u"incident"_s),
                        .by = row.text(u"author"_s),
                        .at = row.time(u"at"_s),
                        .text = SafeText::fromUntrusted(row.text(u"text"_s)),
                        .sha256 = sha256Hex(row.text(u"text"_s).toUtf8())};
        });
}

/// The entries of the trail that belong to it: of its targets from an hour before its opening to its closing, and all
/// that name it. By their numbers, since a clock may have been set back meanwhile.
Result<std::vector<Audit::Record>> recordsOf(QSqlDatabase& database, const Record& incident)
{
    // A payload that was tampered with names none.
    const QString names = u"CASE WHEN json_valid(payload) THEN json_extract(payload, '$.incident') = :id ELSE 0 END"_s;
    const auto numberOf = [&](const QString& action) -> Result<qint64> {
        const auto found = Store::selectOne<qint64>(
            database, u"SELECT seq FROM audit WHERE action = :action AND %1 ORDER BY seq LIMIT 1"_s.arg(names),
            {{u"action"_s, action}, {u"id"_s, incident.id}}, [](const Row& row) { return row.integer(u"seq"_s); });
        if (!found)
            return fail(found.error());
        return found->value_or(0);
    };
    const auto opened = numberOf(u"incident.opened"_s);
    const auto closed = numberOf(u"incident.closed"_s);
    if (!opened || !closed)
        return fail(opened ? closed.error() : opened.error());
    return Store::select<Audit::Record>(
        database,
        u"SELECT seq, id, at, actor, observer, action, target, payload FROM audit WHERE "
        "(((seq >= :opened AND (:closed = 0 OR seq <= :closed)) OR (seq < :opened AND at >= :early)) AND EXISTS ("
        "SELECT 1 FROM incident_targets WHERE incident = :id AND (incident_targets.target = audit.target OR "
        "substr(audit.target, 1, length(incident_targets.target) + 1) = incident_targets.target || ':')) AND "
        "(substr(action, 1, 9) <> 'incident.' OR %1)) OR (seq >= :opened AND %1) ORDER BY seq LIMIT :limit"_s.arg(
            names),
        {{u"opened"_s, *opened},
         {u"closed"_s, *closed},
         {u"early"_s, incident.openedAt.addSecs(-std::chrono::seconds(before).count())},
         {u"id"_s, incident.id},
         {u"limit"_s, mostEntries + 1}},
        [](const Row& row) {
            return Audit::Record{.seq = row.integer(u"seq"_s),
                                 .id = row.id(u"id"_s),
                                 .micros = row.integer(u"at"_s),
                                 .actor = row.text(u"actor"_s),
                                 .observer = row.id(u"observer"_s),
                                 .action = row.text(u"action"_s),
                                 .target = row.text(u"target"_s),
                                 .payload = row.text(u"payload"_s).toUtf8(),
                                 .previous = {},
                                 .hash = {}};
        });
}

} // namespace

Incidents::Incidents(Store::Database& facts, Audit::Trail& trail, const Clock& clock)
    : m_facts(facts)
    , m_trail(trail)
    , m_clock(clock)
{
}

std::vector<Store::Migration> Incidents::migrations()
{
    return {
        {.room = u"incident"_s,
         .number = 1,
         .statements = {
             u"CREATE TABLE incidents(id TEXT PRIMARY KEY NOT NULL, title TEXT NOT NULL, severity TEXT NOT NULL, "
             "opened_by TEXT NOT NULL, observer TEXT, opened_at INTEGER NOT NULL, commander TEXT NOT NULL, "
             "closed_by TEXT NOT NULL, closed_at INTEGER, resolution TEXT NOT NULL, version INTEGER NOT NULL) "
             "STRICT, WITHOUT ROWID"_s,
             u"CREATE TABLE incident_targets(incident TEXT NOT NULL REFERENCES incidents(id), target TEXT NOT NULL, "
             "PRIMARY KEY(incident, target)) STRICT, WITHOUT ROWID"_s,
             u"CREATE INDEX incidents_of_target ON incident_targets(target)"_s,
             u"CREATE TABLE incident_notes(id TEXT PRIMARY KEY NOT NULL, incident TEXT NOT NULL REFERENCES "
             "incidents(id), author TEXT NOT NULL, observer TEXT, at INTEGER NOT NULL, text TEXT NOT NULL) STRICT, "
             "WITHOUT ROWID"_s,
             u"CREATE INDEX notes_of_incident ON incident_notes(incident, id)"_s}}};
}

QFuture<Result<Record>> Incidents::open(Record incident)
{
    const QString login = m_trail.actor().login;
    if (incident.commander.isEmpty())
        incident.commander = SafeText::oneLine(login);
    incident.targets.removeDuplicates();
    incident.targets.sort();
    if (auto valid = check(incident); !valid)
        return answered<Record>(fail(valid.error()));
    incident.id = Id::make(m_clock.now());
    incident.openedBy = login;
    incident.version = 1;
    Audit::Entry entry{
        .action = u"incident.opened"_s, .target = incident.targets.front(), .payload = payloadOf(incident)};
    const auto work = [incident, observer = m_trail.actor().installation,
                       &clock = m_clock](QSqlDatabase& database) mutable -> Result<Record> {
        incident.openedAt = clock.now();
        if (auto written = insert(database, incident, observer); !written)
            return fail(written.error());
        return incident;
    };
    return m_trail.write<Record>(std::move(entry), std::function<Result<Record>(QSqlDatabase&)>(work));
}

QFuture<Result<Note>> Incidents::note(const Id& incident, const QString& text)
{
    const QString kept = text.trimmed();
    if (kept.isEmpty() || kept.toUtf8().size() > longestText)
        return answered<Note>(fail(
            ErrorKind::Invalid,
            kept.isEmpty() ? translate("Incident", "The note is empty.")
                           : translate("Incident", "A note has at most 64 KiB; keep a longer text elsewhere and write "
                                                   "down where.")));
    Note note{.id = Id::make(m_clock.now()),
              .incident = incident,
              .by = m_trail.actor().login,
              .text = SafeText::fromUntrusted(kept),
              .sha256 = sha256Hex(SafeText::fromUntrusted(kept).text().toUtf8())};
    Audit::Entry entry{
        .action = u"incident.noted"_s,
        .payload = {{u"incident"_s, incident.toString()}, {u"note"_s, note.id.toString()}, {u"sha256"_s, note.sha256}}};
    const auto work = [note, observer = m_trail.actor().installation,
                       &clock = m_clock](QSqlDatabase& database, Audit::Entry& row) mutable -> Result<Note> {
        const auto known = load(database, note.incident);
        if (!known)
            return fail(known.error());
        row.target = known->targets.value(0);
        note.at = clock.now();
        const auto written = Store::execute(database,
                                            u"INSERT INTO incident_notes (id, incident, author, observer, at, text) "
                                            u"VALUES (:id, :incident, :author, :observer, "
                                            ":at, :text)"_s,
                                            {{u"id"_s, note.id},
                                             {u"incident"_s, note.incident},
                                             {u"author"_s, note.by},
                                             {u"observer"_s, observer},
                                             {u"at"_s, note.at},
                                             {u"text"_s, note.text.text()}});
        if (!written)
            return fail(written.error());
        return note;
    };
    return m_trail.write<Note>(std::move(entry), std::function<Result<Note>(QSqlDatabase&, Audit::Entry&)>(work));
}

QFuture<Result<Record>> Incidents::change(const Record& incident)
{
    if (auto valid = check(incident); !valid)
        return answered<Record>(fail(valid.error()));
    const auto work = [incident](QSqlDatabase& database, Audit::Entry& row) -> Result<Record> {
        auto now = loadSeen(database, incident.id, incident.version);
        if (!now)
            return now;
        now->title = incident.title;
        now->severity = incident.severity;
        now->commander = incident.commander;
        ++now->version;
        row.target = now->targets.value(0);
        row.payload = payloadOf(*now);
        const auto saved = save(database, *now);
        return saved ? now : Result<Record>(fail(saved.error()));
    };
    return m_trail.write<Record>({.action = u"incident.changed"_s},
                                 std::function<Result<Record>(QSqlDatabase&, Audit::Entry&)>(work));
}

QFuture<Result<Record>> Incidents::close(const Id& incident, int version, const QString& resolution)
{
    const SafeText said = SafeText::fromUntrusted(resolution.trimmed());
    if (said.isEmpty() || said.text().size() > longestText)
        return answered<Record>(
            fail(ErrorKind::Invalid, translate("Incident", "Say what it was closed with: a resolution is missing.")));
    const auto work = [=, login = m_trail.actor().login, &clock = m_clock](QSqlDatabase& database,
                                                                           Audit::Entry& row) -> Result<Record> {
        auto now = loadSeen(database, incident, version);
        if (!now)
            return now;
        now->closedBy = login;
        now->closedAt = clock.now();
        now->resolution = said;
        ++now->version;
        row.target = now->targets.value(0);
        row.payload = payloadOf(*now);
        row.payload[u"resolution"_s] = said.text();
        const auto saved = save(database, *now);
        return saved ? now : Result<Record>(fail(saved.error()));
    };
    return m_trail.write<Record>({.action = u"incident.closed"_s},
                                 std::function<Result<Record>(QSqlDatabase&, Audit::Entry&)>(work));
}

QFuture<Result<std::vector<Record>>> Incidents::list(const Filter& filter)
{
    return m_facts.read<std::vector<Record>>([filter](QSqlDatabase& database) {
        return Store::select<Record>(
            database,
            selectAll + u"WHERE (:target = '' OR EXISTS (SELECT 1 FROM incident_targets WHERE incident = incidents.id "
                        "AND target = :target)) AND (:open = 0 OR closed_at IS NULL) ORDER BY closed_at IS NOT NULL, "
                        "opened_at DESC, id DESC LIMIT :limit"_s,
            {{u"target"_s, filter.target}, {u"open"_s, filter.openOnly ? 1 : 0}, {u"limit"_s, filter.limit}},
            readIncident);
    });
}

QFuture<Result<Record>> Incidents::find(const QString& id)
{
    const QString prefix = id.trimmed().toLower();
    const bool plain = std::ranges::all_of(
        prefix, [](QChar c) { return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f') || c == u'-'; });
    if (prefix.size() < shortestPrefix || !plain)
        return answered<Record>(
            fail(ErrorKind::NotFound, translate("Incident", "\"%1\" is no id of an incident; pilothousectl incident "
                                                            "list shows them.")
                                          .arg(SafeText::oneLine(id, 60).text())));
    return m_facts.read<Record>([prefix](QSqlDatabase& database) -> Result<Record> {
        const auto found = Store::select<Record>(
            database, selectAll + u"WHERE substr(id, 1, length(:prefix)) = :prefix ORDER BY id LIMIT 9"_s,
            {{u"prefix"_s, prefix}}, readIncident);
        if (!found)
            return fail(found.error());
        if (found->empty())
            return fail(ErrorKind::NotFound, translate("Incident", "There is no incident %1 here.").arg(prefix));
        if (found->size() > 1) {
            QStringList ids;
            for (const Record& one : *found)
                ids += one.id.toString();
            return fail(ErrorKind::Conflict,
                        translate("Incident", "%1 is the beginning of several: %2.").arg(prefix, ids.join(u", "_s)));
        }
        return found->front();
    });
}

QFuture<Result<Timeline>> Incidents::timeline(const Id& incident)
{
    return m_facts.read<Timeline>([incident](QSqlDatabase& database) -> Result<Timeline> {
        const auto known = load(database, incident);
        if (!known)
            return fail(known.error());
        auto records = recordsOf(database, *known);
        const auto notes = notesOf(database, incident);
        if (!records || !notes)
            return fail(records ? notes.error() : records.error());
        const bool cut = records->size() > mostEntries;
        if (cut)
            records->resize(mostEntries);
        Timeline timeline = timelineOf(*known, *records, *notes);
        timeline.cut = cut;
        return timeline;
    });
}

} // namespace Pilothouse::Incident
