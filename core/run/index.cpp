// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/index.h"

#include "run/found.h"
#include "run/hoststates.h"
#include "store/query.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace Pilothouse::Run {

using namespace Qt::StringLiterals;
using Store::Row;

namespace {

const QString selectRuns =
    u"SELECT runs.id, system, environment, procedure, plan_hash, state, actor, started, ended, summary, bypass, "
    "found, reviewer, written_by AS review_by, run_reviews.at AS review_at, comment AS review_comment FROM runs LEFT "
    "JOIN "
    "run_reviews ON run_reviews.run = runs.id "_s;

QString bypassText(const std::optional<Bypass>& bypass)
{
    if (!bypass)
        return {};
    return QString::fromUtf8(QJsonDocument(bypassJson(*bypass)).toJson(QJsonDocument::Compact));
}

QString foundText(const std::optional<Found>& found)
{
    return found ? QString::fromUtf8(QJsonDocument(foundJson(*found)).toJson(QJsonDocument::Compact)) : u""_s;
}

std::optional<Bypass> readBypass(const Row& row)
{
    const QJsonObject json = QJsonDocument::fromJson(row.text(u"bypass"_s).toUtf8()).object();
    if (json.isEmpty())
        return std::nullopt;
    Bypass bypass{.incident = json[u"incident"_s].toString(),
                  .title = json[u"title"_s].toString(),
                  .reason = json[u"reason"_s].toString(),
                  .reviewedBy = row.text(u"reviewer"_s),
                  .writtenBy = row.text(u"review_by"_s),
                  .reviewedAt = row.time(u"review_at"_s),
                  .comment = row.text(u"review_comment"_s)};
    for (const auto& gate : json[u"gates"_s].toArray())
        bypass.gates += gate.toString();
    return bypass;
}

Result<RunInfo> readInfo(const Row& row)
{
    const auto state = runStateFromName(row.text(u"state"_s));
    if (!state)
        return fail(state.error());
    return RunInfo{.id = row.id(u"id"_s),
                   .system = row.text(u"system"_s),
                   .environment = row.text(u"environment"_s),
                   .procedure = row.text(u"procedure"_s),
                   .planHash = row.text(u"plan_hash"_s),
                   .state = *state,
                   .actor = row.text(u"actor"_s),
                   .started = row.time(u"started"_s),
                   .ended = row.time(u"ended"_s),
                   .summary = row.text(u"summary"_s),
                   .bypass = readBypass(row),
                   .found = foundIn(QJsonDocument::fromJson(row.text(u"found"_s).toUtf8()).object())};
}

/// What the run brings, resolved: also where it was given in full.
QString versionOf(const RunRecord& record)
{
    const PlannedProof& proof = record.plan.proof;
    return proof.kind == PlannedProof::Kind::NotNeeded ? QString() : proof.target;
}

Result<void> writeRow(QSqlDatabase& database, const RunRecord& record)
{
    const RunInfo& info = record.info;
    const auto previous = record.plan.inputs.find(u"previous"_s);
    const auto done = Store::execute(
        database,
        u"INSERT INTO runs (id, system, environment, procedure, plan_hash, state, actor, started, ended, summary, "
        "previous, version, bypass, found) VALUES (:id, :system, :environment, :procedure, :hash, :state, :actor, "
        ":started, :ended, :summary, :previous, :version, :bypass, :found) ON CONFLICT (id) DO UPDATE SET state = "
        "excluded.state, ended = excluded.ended, summary = excluded.summary, found = excluded.found"_s,
        {{u"id"_s, info.id},
         {u"system"_s, info.system},
         {u"environment"_s, info.environment},
         {u"procedure"_s, info.procedure},
         {u"hash"_s, info.planHash},
         {u"state"_s, runStateName(info.state)},
         {u"actor"_s, info.actor + u""_s}, // a null QString would become NULL
         {u"started"_s, info.started},
         {u"ended"_s, info.ended.isValid() ? std::optional(info.ended) : std::nullopt},
         {u"summary"_s, info.summary + u""_s},
         {u"previous"_s, (previous == record.plan.inputs.end() ? QString() : previous->second) + u""_s},
         {u"version"_s, versionOf(record) + u""_s},
         {u"bypass"_s, bypassText(info.bypass)},
         {u"found"_s, foundText(info.found)}});
    if (!done)
        return fail(done.error());
    return {};
}

} // namespace

RunIndex::RunIndex(Store::Database& facts, Audit::Trail& trail)
    : m_facts(facts)
    , m_trail(trail)
{
}

std::vector<Store::Migration> RunIndex::migrations()
{
    return {
        {.room = u"run"_s,
         .number = 1,
         .statements = {u"CREATE TABLE runs (id TEXT PRIMARY KEY NOT NULL, system TEXT NOT NULL, environment TEXT NOT "
                        "NULL, procedure TEXT NOT NULL, plan_hash TEXT NOT NULL, state TEXT NOT NULL, actor TEXT NOT "
                        "NULL, started INTEGER NOT NULL, ended INTEGER, summary TEXT NOT NULL, previous TEXT NOT NULL, "
                        "version TEXT NOT NULL) WITHOUT ROWID"_s,
                        u"CREATE INDEX runs_of_environment ON runs (system, environment, started)"_s}}};
}

Result<std::optional<RunInfo>> findRow(QSqlDatabase& database, const Id& run)
{
    return Store::selectOne<RunInfo>(database, selectRuns + u"WHERE runs.id = :id"_s, {{u"id"_s, run}}, readInfo);
}

QJsonObject bypassJson(const Bypass& bypass)
{
    return {{u"incident"_s, bypass.incident},
            {u"title"_s, bypass.title},
            {u"reason"_s, bypass.reason},
            {u"gates"_s, QJsonArray::fromStringList(bypass.gates)}};
}

QFuture<Result<void>> RunIndex::begin(const RunRecord& record, const QString& action)
{
    const Plan& plan = record.plan;
    QJsonObject inputs;
    for (const auto& [name, value] : plan.inputs)
        inputs[name] = value;
    Audit::Entry entry{.action = action,
                       .target = plan.target(),
                       .payload = {{u"run"_s, record.info.id.toString()},
                                   {u"procedure"_s, plan.procedure},
                                   {u"plan"_s, plan.hash},
                                   {u"inputs"_s, inputs}},
                       .dangerous = !plan.readOnly};
    if (plan.binding)
        entry.payload[u"incident"_s] = plan.binding->incident;
    if (record.info.bypass)
        entry.payload[u"bypass"_s] = bypassJson(*record.info.bypass);
    if (!record.takeOver.empty()) {
        QJsonObject taken;
        for (const auto& [host, run] : record.takeOver)
            taken[host] = run;
        entry.payload[u"locksTakenFrom"_s] = taken;
    }
    return m_trail.write<void>(std::move(entry),
                               std::function<Result<void>(QSqlDatabase&)>(
                                   [record](QSqlDatabase& database) { return writeRow(database, record); }));
}

QFuture<Result<void>> RunIndex::put(const RunRecord& record)
{
    if (isOpen(record.info.state))
        return m_facts.write<void>([record](QSqlDatabase& database) { return writeRow(database, record); });
    Audit::Entry entry{.action = u"run.ended"_s,
                       .target = record.plan.target(),
                       .payload = {{u"run"_s, record.info.id.toString()},
                                   {u"procedure"_s, record.plan.procedure},
                                   {u"state"_s, runStateName(record.info.state)},
                                   {u"summary"_s, record.info.summary}}};
    if (const auto hosts = hostsOf(record); hosts.size() > 1) {
        QJsonObject states;
        for (const HostProgress& host : hosts)
            states[host.host] = hostStateName(host.state) + (host.wentBack ? u", went back"_s : QString());
        entry.payload[u"hosts"_s] = states;
    }
    const auto work = [record](QSqlDatabase& database) -> Result<void> {
        const auto before =
            Store::selectOne<QString>(database, u"SELECT state FROM runs WHERE id = :id"_s, {{u"id"_s, record.info.id}},
                                      [](const Row& row) { return row.text(u"state"_s); });
        if (!before)
            return fail(before.error());
        const auto known = *before ? runStateFromName(**before) : Result<RunState>(RunState::Planned);
        if (known && !isOpen(*known)) // its end was told before; an error takes this entry back
            return fail(ErrorKind::Conflict, {});
        return writeRow(database, record);
    };
    return m_trail.write<void>(std::move(entry), std::function<Result<void>(QSqlDatabase&)>(work))
        .then(QtFuture::Launch::Sync, [](const Result<void>& done) -> Result<void> {
            if (!done && done.error().kind == ErrorKind::Conflict)
                return {};
            return done;
        });
}

QFuture<Result<std::vector<RunInfo>>> RunIndex::list(const RunFilter& filter)
{
    return m_facts.read<std::vector<RunInfo>>([filter](QSqlDatabase& database) {
        return Store::select<RunInfo>(
            database,
            selectRuns +
                u"WHERE (:system = '' OR system = :system) AND (:environment "
                "= '' OR environment = :environment) AND (:open = 0 OR state IN ('planned', 'waiting', 'running', "
                "'unknown')) AND (:unreviewed = 0 OR (bypass <> '' AND reviewer IS NULL)) ORDER BY started DESC, "
                "runs.id "
                "DESC LIMIT :limit"_s,
            {{u"system"_s, filter.system + u""_s},
             {u"environment"_s, filter.environment + u""_s},
             {u"open"_s, filter.openOnly ? 1 : 0},
             {u"unreviewed"_s, filter.unreviewedOnly ? 1 : 0},
             {u"limit"_s, filter.limit}},
            readInfo);
    });
}

QFuture<Result<QString>> RunIndex::versionBefore(const QString& system, const QString& environment,
                                                 const QString& running)
{
    return m_facts.read<QString>([=](QSqlDatabase& database) -> Result<QString> {
        const auto found = Store::selectOne<QString>(
            database,
            u"SELECT previous FROM runs WHERE system = :system AND environment = :environment AND state IN "
            u"('succeeded', 'unproven') AND previous <> '' AND previous <> :running ORDER BY started DESC LIMIT 1"_s,
            {{u"system"_s, system}, {u"environment"_s, environment}, {u"running"_s, running + u""_s}},
            [](const Row& row) { return row.text(u"previous"_s); });
        if (!found)
            return fail(found.error());
        return found->value_or(QString());
    });
}

QFuture<Result<std::vector<VersionRun>>> RunIndex::versionRuns(const QString& system, const QString& environment)
{
    return m_facts.read<std::vector<VersionRun>>([=](QSqlDatabase& database) {
        return Store::select<VersionRun>(
            database,
            u"SELECT id, state, started, ended, previous, version FROM runs WHERE system = :system AND environment = "
            u":environment AND version <> '' ORDER BY started, id"_s,
            {{u"system"_s, system}, {u"environment"_s, environment}}, [](const Row& row) -> Result<VersionRun> {
                const auto state = runStateFromName(row.text(u"state"_s));
                if (!state)
                    return fail(state.error());
                return VersionRun{.id = row.id(u"id"_s),
                                  .state = *state,
                                  .started = row.time(u"started"_s),
                                  .ended = row.time(u"ended"_s),
                                  .previous = row.text(u"previous"_s),
                                  .version = row.text(u"version"_s)};
            });
    });
}

} // namespace Pilothouse::Run
