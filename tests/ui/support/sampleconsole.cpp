// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/sampleconsole.h"

#include <QRandomGenerator>

#include <cmath>

namespace Pilothouse::Test {

using namespace Ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;
using System::EnvironmentKind;

QDateTime sampleTime() { return QDateTime(QDate(2026, 11, 20), QTime(3, 15, 24), Qt::UTC); }

SafeText safe(const QString& text) { return SafeText::fromUntrusted(text); }

std::vector<double> wandering(int seed, int count, double from, double to)
{
    QRandomGenerator random(quint32(seed) * 7919u + 1);
    std::vector<double> values;
    double wander = 0;
    for (int i = 0; i < count; ++i) {
        const double share = double(i) / std::max(1, count - 1);
        wander = wander * 0.8 + (random.generateDouble() - 0.5) * 4;
        values.push_back(std::max(0.0, from + (to - from) * share + wander));
    }
    return values;
}

struct SampleConsole::Plan
{
    QString system;
    QString title;
    QString environment;
    EnvironmentKind kind = EnvironmentKind::Production;
    Verdict verdict = Verdict::Holds;
    QString statement = {};
    milliseconds since = 96h;
    QString version = u"v1.0.0"_s;
    milliseconds deployed = 96h;
    std::optional<milliseconds> backup = 5h;
    int done = 0;
    int total = 0;
    int bad = 0; ///< beats at the end that are not healthy
};

SampleConsole::SampleConsole(const Clock& clock, QObject* parent)
    : Console(parent)
    , m_clock(clock)
{
    planOthers();
    planFleetpass();
}

EnvironmentKey SampleConsole::fleetpassProduction() { return {u"fleetpass"_s, u"production"_s}; }

namespace {

Heartbeat heartbeatOf(const QDateTime& now, Verdict verdict, int bad, int count, milliseconds silent)
{
    Heartbeat heartbeat{.goodFor = 15s};
    for (int i = 0; i < count; ++i) {
        const bool last = i >= count - bad;
        const Verdict each =
            last ? (verdict == Verdict::Fails && i == count - bad ? Verdict::Weak : verdict) : Verdict::Holds;
        heartbeat.beats.push_back({.verdict = each, .at = now.addMSecs(-silent.count() - (count - 1 - i) * 15'000LL)});
    }
    return heartbeat;
}

} // namespace

EnvironmentSnapshot SampleConsole::made(const Plan& plan) const
{
    const QDateTime now = m_clock.now();
    const bool silent = plan.verdict == Verdict::Unknown;
    const milliseconds lastSeen = silent ? plan.since : 4s;
    EnvironmentSnapshot s;
    s.key = {plan.system, plan.environment};
    s.systemTitle = plan.title;
    s.kind = plan.kind;
    s.overall = {.verdict = plan.verdict,
                 .statement = safe(plan.statement),
                 .observedAt = now.addMSecs(-lastSeen.count()),
                 .goodFor = silent ? 365 * 24h : 60s,
                 .source = u"probe api"_s};
    s.since = now.addMSecs(-plan.since.count());
    s.lastHealthy = plan.verdict == Verdict::Holds ? now : s.since;
    s.heartbeat = heartbeatOf(now, plan.verdict, silent ? 0 : plan.bad, 90, silent ? 150s : 4s);
    s.version = safe(plan.version);
    s.deployedAt = now.addMSecs(-plan.deployed.count());
    s.backup.defined = true;
    s.backup.rpo = 24h;
    if (plan.backup) {
        s.backup.provenAt = now.addMSecs(-plan.backup->count());
        s.backup.newestProven = {.verdict = *plan.backup > 24h ? Verdict::Weak : Verdict::Holds,
                                 .statement = safe(u"restored into a scratch database"_s),
                                 .observedAt = now.addSecs(-600),
                                 .goodFor = 24h,
                                 .source = u"backup database"_s};
    }
    if (plan.total > 0)
        s.checklist = ChecklistProgress{.name = u"go-live"_s,
                                        .title = u"Go-live checklist"_s,
                                        .progress = {.done = plan.done, .total = plan.total, .proven = true}};
    const int seed = int(plan.title.size() * 13 + plan.environment.size());
    s.cpu = {.values = wandering(seed, 60, 12, 18)};
    s.memory = {.values = wandering(seed + 1, 60, 40, plan.verdict == Verdict::Weak ? 60 : 44),
                .limit = plan.verdict == Verdict::Weak ? std::optional(50.0) : std::nullopt};
    s.acts = {{.command = u"run.deploy"_s, .text = u"Deploy…"_s},
              {.command = u"backup.create"_s, .text = u"Back up"_s},
              {.command = u"backup.restore"_s, .text = u"Restore…"_s, .emphasis = Emphasis::Careful}};
    return s;
}

void SampleConsole::add(const Plan& plan)
{
    const EnvironmentSnapshot snapshot = made(plan);
    m_keys.push_back(snapshot.key);
    m_snapshots[snapshot.key] = snapshot;
}

void SampleConsole::planOthers()
{
    add({.system = u"bouncepro"_s,
         .title = u"BouncePro"_s,
         .environment = u"production"_s,
         .version = u"v3.2.0"_s,
         .backup = 7h,
         .done = 20,
         .total = 30});
    add({.system = u"passport"_s,
         .title = u"Device Passport"_s,
         .environment = u"production"_s,
         .since = 12 * 24h,
         .version = u"v1.0.4"_s,
         .deployed = 12 * 24h,
         .backup = 22min,
         .done = 67,
         .total = 86});
    add({.system = u"passport"_s,
         .title = u"Device Passport"_s,
         .environment = u"staging"_s,
         .kind = EnvironmentKind::Staging,
         .verdict = Verdict::Unknown,
         .statement = u"bastion unreachable"_s,
         .since = 14min,
         .version = u"v1.1.0"_s,
         .deployed = 25h,
         .backup = 1h,
         .done = 35,
         .total = 86});
    add({.system = u"nestmap"_s,
         .title = u"NestMap"_s,
         .environment = u"production"_s,
         .verdict = Verdict::Weak,
         .statement = u"memory 91 %"_s,
         .since = 41min,
         .version = u"v2.9.1"_s,
         .deployed = 72h,
         .done = 31,
         .total = 31,
         .bad = 20});
    add({.system = u"workspace"_s,
         .title = u"Workspace"_s,
         .environment = u"production"_s,
         .since = 31 * 24h,
         .version = u"9f2c1e7"_s,
         .deployed = 31 * 24h,
         .backup = 9h,
         .done = 38,
         .total = 46});
}

void SampleConsole::planFleetpass()
{
    EnvironmentSnapshot s = made({.system = u"fleetpass"_s,
                                  .title = u"FleetPass"_s,
                                  .environment = u"production"_s,
                                  .verdict = Verdict::Fails,
                                  .statement = u"backend cannot reach its database"_s,
                                  .since = 6min + 4s,
                                  .version = u"v1.4.0"_s,
                                  .deployed = 12min,
                                  .backup = 26h,
                                  .done = 54,
                                  .total = 59,
                                  .bad = 7});
    s.services = safe(u"3 of 6 services affected"_s);
    s.acts.insert(s.acts.begin(),
                  {.command = u"run.rollback"_s, .text = u"Roll back to v1.3.2…"_s, .emphasis = Emphasis::Primary});
    s.counts = {{u"incidents"_s, 1}};
    m_keys.push_back(s.key);
    m_snapshots[s.key] = s;
    m_overviews[s.key] = fleetpassOverview();
    add({.system = u"fleetpass"_s,
         .title = u"FleetPass"_s,
         .environment = u"staging"_s,
         .kind = EnvironmentKind::Staging,
         .since = 2h + 5min,
         .version = u"v1.4.0"_s,
         .deployed = 2h + 5min,
         .backup = 26h,
         .done = 59,
         .total = 59});
}

OverviewSnapshot SampleConsole::fleetpassOverview() const
{
    const QDateTime now = m_clock.now();
    const QDateTime broke = now.addSecs(-364);
    const auto service = [&](const QString& name, Verdict verdict, const QString& said, const QString& detail) {
        const bool silent = verdict == Verdict::Unknown;
        const QDateTime seen = now.addSecs(silent ? -94 : -4);
        return ServiceRow{.name = name,
                          .state = {.verdict = verdict,
                                    .statement = safe(said),
                                    .observedAt = seen,
                                    .goodFor = 30s,
                                    .source = u"probe "_s + name},
                          .heartbeat =
                              heartbeatOf(now, verdict, verdict == Verdict::Fails ? 6 : 0, 60, silent ? 94s : 4s),
                          .now = safe(said),
                          .detail = safe(detail)};
    };
    OverviewSnapshot o;
    o.services = {service(u"nginx"_s, Verdict::Holds, u"200 in 8 ms"_s, u"certificate 61 d"_s),
                  service(u"frontend"_s, Verdict::Holds, u"200 in 41 ms"_s, u"0.5 core, 512 MiB"_s),
                  service(u"backend"_s, Verdict::Fails, u"503: no database"_s, u"restarted 4×"_s),
                  service(u"PostgreSQL"_s, Verdict::Fails, u"refused since 03:09:20"_s, u"killed: out of memory"_s),
                  service(u"Redis"_s, Verdict::Holds, u"PONG in 1 ms"_s, u"61 MiB, 98 % hits"_s),
                  service(u"worker"_s, Verdict::Unknown, u"unknown: needs backend"_s, u"last job 03:08:51"_s)};
    o.changes = {{.at = broke.addSecs(-6),
                  .what = safe(u"PostgreSQL killed, out of memory on app-1"_s),
                  .verdict = Verdict::Fails},
                 {.at = broke.addSecs(-362),
                  .what = safe(u"deploy v1.4.0 finished · 2 migrations"_s),
                  .page = u"runs"_s,
                  .subject = u"0192"_s},
                 {.at = broke.addSecs(-580), .what = safe(u"memory on app-1 above 80 %"_s)},
                 {.at = broke.addSecs(-71 * 60), .what = safe(u"secret REDIS_PASSWORD rotated, proven"_s)}};
    const auto archive = [&](const QString& name, Verdict verdict, const QString& remark) {
        return BackupRow{.name = safe(name),
                         .state = {.verdict = verdict,
                                   .statement = safe(remark),
                                   .observedAt = now.addSecs(-900),
                                   .goodFor = 72h,
                                   .source = u"backup database"_s},
                         .remark = safe(remark)};
    };
    o.backups = {archive(u"fleetpass_20261120_020000"_s, Verdict::Holds, u"complete, 412 MiB, drill due 04:00"_s),
                 archive(u"fleetpass_20261119_020000"_s, Verdict::Holds, u"restored in 3 m 12 s, 1.2 M rows"_s),
                 archive(u"fleetpass_20261118_020000"_s, Verdict::Fails, u"truncated: ends after 38 MiB"_s)};
    o.checklists = {{.name = u"go-live"_s,
                     .title = u"Go-live checklist"_s,
                     .progress = {.done = 54, .total = 59, .proven = true},
                     .remark = safe(u"2 unticked themselves 6 m ago: database, readiness"_s),
                     .nextSigner = u"Security Officer"_s}};
    o.chartHosts = safe(u"app-1 and app-2"_s);
    return o;
}

EnvironmentSnapshot SampleConsole::snapshot(const EnvironmentKey& key) const
{
    const auto at = m_snapshots.find(key);
    if (at == m_snapshots.end())
        return {.key = key};
    return at->second;
}

OverviewSnapshot SampleConsole::overview(const EnvironmentKey& key) const
{
    const auto at = m_overviews.find(key);
    return at == m_overviews.end() ? OverviewSnapshot{} : at->second;
}

std::vector<ProcedureName> SampleConsole::procedures(const EnvironmentKey& key) const
{
    const auto found = m_procedures.find(key);
    return found == m_procedures.end() ? std::vector<ProcedureName>() : found->second;
}

void SampleConsole::setProcedures(const EnvironmentKey& key, std::vector<ProcedureName> procedures)
{
    m_procedures[key] = std::move(procedures);
}

void SampleConsole::requestCharts(const EnvironmentKey& key, TimeSpan span)
{
    if (!m_overviews.contains(key))
        return;
    const auto series = [&](const QString& name, int seed, double from, double to, bool gap = false) {
        TimeSeries line{.name = name, .gap = milliseconds(std::max<qint64>(span.length() / 60, 60'000))};
        const auto values = wandering(seed, 240, from, to);
        for (size_t i = 0; i < values.size(); ++i) {
            if (!gap || i < 100 || i > 118)
                line.points.push_back({span.from + span.length() * qint64(i) / qint64(values.size()), values[i]});
        }
        return line;
    };
    ChartsSnapshot charts{.span = span};
    charts.charts = {{.id = u"cpu"_s,
                      .title = u"CPU"_s,
                      .scale = {.unit = u"%"_s, .above = 70, .highest = 100},
                      .series = {series(u"app-1"_s, 3, 33, 36), series(u"app-2"_s, 4, 25, 33)}},
                     {.id = u"memory"_s,
                      .title = u"Memory"_s,
                      .scale = {.unit = u"%"_s, .above = 80, .highest = 100},
                      .series = {series(u"app-1"_s, 5, 46, 97), series(u"app-2"_s, 6, 52, 50, true)}},
                     {.id = u"latency"_s,
                      .title = u"API latency p95"_s,
                      .scale = {.unit = u"ms"_s, .above = 500},
                      .series = {series(u"api"_s, 7, 210, 260)}}};
    charts.marks = {{.at = m_clock.now().addSecs(-726), .text = u"deploy v1.4.0"_s}};
    Q_EMIT chartsReady(key, charts);
}

void SampleConsole::change(const EnvironmentSnapshot& snapshot)
{
    const bool known = m_snapshots.contains(snapshot.key);
    m_snapshots[snapshot.key] = snapshot;
    if (known) {
        Q_EMIT snapshotChanged(snapshot.key);
    } else {
        m_keys.push_back(snapshot.key);
        Q_EMIT environmentsChanged();
    }
}

void SampleConsole::changeOverview(const EnvironmentKey& key, const OverviewSnapshot& overview)
{
    m_overviews[key] = overview;
    Q_EMIT overviewChanged(key);
}

void SampleConsole::remove(const EnvironmentKey& key)
{
    std::erase(m_keys, key);
    m_snapshots.erase(key);
    m_overviews.erase(key);
    Q_EMIT environmentsChanged();
}

void SampleConsole::clear()
{
    m_keys.clear();
    m_snapshots.clear();
    m_overviews.clear();
    Q_EMIT environmentsChanged();
}

void SampleConsole::addMany(int count)
{
    for (int i = 0; i < count; ++i) {
        const Verdict verdict = i % 17 == 3   ? Verdict::Fails
                                : i % 11 == 5 ? Verdict::Weak
                                : i % 23 == 7 ? Verdict::Unknown
                                              : Verdict::Holds;
        const auto kind = i % 3 == 0   ? EnvironmentKind::Production
                          : i % 3 == 1 ? EnvironmentKind::Staging
                                       : EnvironmentKind::Development;
        const QString environment = i % 3 == 0 ? u"production"_s : i % 3 == 1 ? u"staging"_s : u"preview"_s;
        add({.system = u"system%1"_s.arg(i / 3),
             .title = u"System %1"_s.arg(i / 3),
             .environment = environment,
             .kind = kind,
             .verdict = verdict,
             .statement = u"probe api answers 503"_s,
             .since = milliseconds(60'000LL * (i + 1)),
             .done = i % 40,
             .total = 40,
             .bad = i % 9});
    }
    Q_EMIT environmentsChanged();
}

void SampleConsole::setFault(const Error& fault)
{
    m_fault = fault;
    Q_EMIT faultChanged();
}

void SampleConsole::lengthen()
{
    for (auto& [key, snapshot] : m_snapshots) {
        snapshot.systemTitle += u" for the Fleets of the Northern and Southern Regions"_s;
        if (snapshot.overall.verdict != Verdict::Holds)
            snapshot.overall.statement = safe(
                snapshot.overall.statement.text() +
                u", because db-primary.internal.northern-region.example.com refused the connection on port 5432 three times"_s);
        snapshot.version = safe(u"v2026.11.20-rc.14+build.9f2c1e7d4a"_s);
        snapshot.deployedBy = safe(u"continuous-delivery@northern-region.example.com"_s);
        Q_EMIT snapshotChanged(key);
    }
    for (auto& [key, overview] : m_overviews) {
        for (ServiceRow& row : overview.services) {
            row.name += u"-northern-region-primary"_s;
            row.detail = safe(row.detail.text() + u", on three hosts behind two proxies"_s);
        }
        for (ChangeRow& row : overview.changes)
            row.what = safe(row.what.text() + u", and everything that depends on it in both regions"_s);
        overview.onCall = safe(u"Maximiliane Oberstolz-Hinterhuber, +49 30 1234567-890, night shift"_s);
        Q_EMIT overviewChanged(key);
    }
}

} // namespace Pilothouse::Test
