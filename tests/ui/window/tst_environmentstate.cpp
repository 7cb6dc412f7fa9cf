// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/environmentstate.h"
#include "support/testmain.h"

using namespace Pilothouse;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QDateTime now(QDate(2026, 11, 20), QTime(3, 0), Qt::UTC);

System::BackupSpec spec(const QString& name)
{
    System::BackupSpec out{.name = name, .on = u"app-1"_s, .directory = u"/backups"_s, .pattern = u"x_{YYYYMMDD}.gz"_s};
    out.rpo = 24h;
    return out;
}

/// A folder with one archive of that age, read to its end as soon as it was made.
Backup::Catalogue holding(const QString& name, std::chrono::milliseconds age)
{
    Backup::Catalogue out{.backup = name, .host = u"app-1"_s, .directory = u"/backups"_s, .listedAt = now, .rpo = 24h};
    Backup::Entry entry{.name = name + u".gz"_s, .time = now.addMSecs(-age.count()), .bytes = 4096};
    entry.proof = Backup::Proof{.file = entry.name, .rung = Backup::Rung::Complete, .bytes = 4096, .at = entry.time};
    out.entries = {entry};
    return out;
}

EnvironmentState production()
{
    EnvironmentState state{.key = {u"fleetpass"_s, u"production"_s}, .systemTitle = u"FleetPass"_s, .environment = {}};
    state.environment.name = u"production"_s;
    return state;
}

Health::ProbeState looked(const QString& name, Health::HealthVerdict verdict)
{
    System::ProbeSpec probe;
    probe.name = name;
    probe.every = 15s;
    Health::ProbeState out(probe);
    out.take({.probe = name, .verdict = verdict, .reason = u"503"_s, .at = now});
    return out;
}

} // namespace

class TestEnvironmentState : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theVersionIsTheHostsWhereNoProbeTellsIt()
    {
        EnvironmentState state = production();
        QVERIFY(snapshotOf(state, now).version.isEmpty());
        state.running = QString(40, u'a');
        QCOMPARE(snapshotOf(state, now).version.text(), QString(9, u'a'));
        state.runs = {{.id = Id::make(now),
                       .procedure = u"update"_s,
                       .state = Run::RunState::Succeeded,
                       .actor = u"anna"_s,
                       .ended = now}};
        QCOMPARE(snapshotOf(state, now).deployedAt, now);
    }
    void aRunThatFoundSomethingIsNoGoodNews()
    {
        EnvironmentState state = production();
        state.runs = {
            {.id = Id::make(now), .procedure = u"diagnostics"_s, .state = Run::RunState::Succeeded, .ended = now}};
        QCOMPARE(overviewOf(state, now).changes.front().verdict, Verdict::Holds);
        state.runs.front().found = Run::Found{3, Runtime::Severity::Critical};
        const auto changes = overviewOf(state, now).changes;
        QCOMPARE(changes.front().verdict, Verdict::Fails);
        QVERIFY2(changes.front().what.text().contains(u"3 finding"_s), qPrintable(changes.front().what.text()));
    }
    void whatIsWrongInAMaintenanceWindowIsMaintenance()
    {
        EnvironmentState state = production();
        state.probes[u"api"_s] = looked(u"api"_s, Health::HealthVerdict::Down);
        state.environment.probes = {state.probes[u"api"_s].spec()};
        QVERIFY(!snapshotOf(state, now).maintenance);
        QVERIFY(snapshotOf(state, now).windows.isEmpty());
        state.environment.maintenance = {{.title = u"Patches"_s,
                                          .start = Schedule::parse(u"30 3 * * *"_s, u"Europe/Berlin"_s).value(),
                                          .length = 1h}};
        state.environment.freeze = {{.start = Schedule::parse(u"0 0 20 11 *"_s, u"UTC"_s).value(), .length = 24h}};
        const Ui::EnvironmentSnapshot snapshot = snapshotOf(state, now);
        QVERIFY(snapshot.maintenance);
        QCOMPARE(snapshot.windows.text(), u"maintenance until 2026-11-20 04:30 Europe/Berlin (Patches) \u00b7 frozen "
                                          "until 2026-11-21 00:00 UTC"_s);
        QCOMPARE(snapshotOf(state, now.addSecs(3600)).maintenance, false);
    }
    void aDeployInAFreezeSaysWhenItOpensAndCanBeLookedAt()
    {
        EnvironmentState state = production();
        state.environment.procedures = {{.name = u"deploy"_s}, {.name = u"rollback"_s, .way = System::Way::Back}};
        Ui::OfferedAct open = snapshotOf(state, now).acts.at(0);
        QVERIFY(open.remark.isEmpty());
        QCOMPARE(open.emphasis, Ui::Emphasis::Primary);
        state.environment.freeze = {{.start = Schedule::parse(u"0 0 20 11 *"_s, u"UTC"_s).value(), .length = 24h}};
        const auto acts = snapshotOf(state, now).acts;
        QVERIFY2(acts.at(0).remark.startsWith(u"Frozen until 2026-11-21 00:00 UTC."_s), qPrintable(acts.at(0).remark));
        QVERIFY(acts.at(0).refusal.isEmpty());
        QVERIFY(acts.at(0).emphasis != Ui::Emphasis::Primary);
        QVERIFY(acts.at(0).text != open.text);
        // The way back needs no gate.
        QVERIFY(acts.at(1).remark.isEmpty());
        state.environment.freeze.clear();
        state.environment.procedures.front().requirements = {{.kind = u"window"_s, .subject = u"maintenance"_s}};
        QVERIFY(snapshotOf(state, now).acts.at(0).remark.contains(u"none is announced"_s));
        state.environment.maintenance = {{.title = u"Patches"_s,
                                          .start = Schedule::parse(u"30 4 * * *"_s, u"Europe/Berlin"_s).value(),
                                          .length = 1h}};
        QVERIFY(snapshotOf(state, now).acts.at(0).remark.contains(u"opens 2026-11-20 04:30 Europe/Berlin"_s));
        QVERIFY(snapshotOf(state, now.addSecs(3600)).acts.at(0).remark.isEmpty());
    }
    void isNotHealthyBeforeEveryProbeWasLookedAt()
    {
        EnvironmentState state = production();
        state.probes[u"api"_s] = looked(u"api"_s, Health::HealthVerdict::Up);
        const auto web = looked(u"web"_s, Health::HealthVerdict::Up);
        state.environment.probes = {state.probes[u"api"_s].spec(), web.spec()};
        QCOMPARE(snapshotOf(state, now).overall.verdictAt(now), Verdict::Unknown);
        state.probes[u"web"_s] = web;
        QCOMPARE(snapshotOf(state, now).overall.verdictAt(now), Verdict::Holds);
    }
    void theBackupThatIsWorstOffSpeaks()
    {
        EnvironmentState state = production();
        state.environment.backups = {spec(u"database"_s), spec(u"media"_s)};
        state.catalogues[u"database"_s] = holding(u"database"_s, 1h);
        // Nobody has listed the second one yet: nothing is known, which is not well.
        QCOMPARE(snapshotOf(state, now).backup.newestProven.verdictAt(now), Verdict::Unknown);
        state.catalogues[u"media"_s] = holding(u"media"_s, 2h);
        QCOMPARE(snapshotOf(state, now).backup.newestProven.verdictAt(now), Verdict::Holds);
        state.catalogues[u"media"_s] = holding(u"media"_s, 30h);
        const Ui::BackupClock clock = snapshotOf(state, now).backup;
        QCOMPARE(clock.newestProven.verdictAt(now), Verdict::Fails);
        QCOMPARE(clock.provenAt, now.addSecs(-30 * 3600));
    }
    void aProofIsGreenForAsLongAsTheDefinitionAllows()
    {
        EnvironmentState state = production();
        state.environment.backups = {spec(u"database"_s)};
        state.catalogues[u"database"_s] = holding(u"database"_s, 23h);
        const Ui::BackupRow row = overviewOf(state, now).backups.front();
        QCOMPARE(row.state.verdictAt(now), Verdict::Holds);
        QCOMPARE(row.state.verdictAt(now.addSecs(2 * 3600)), Verdict::Unknown);
    }
    void aFolderThatCannotBeListedIsNotAnEmptyOne()
    {
        EnvironmentState state = production();
        state.environment.backups = {spec(u"database"_s)};
        state.backupErrors[u"database"_s] = {ErrorKind::Unreachable, u"app-1 does not answer."_s};
        const auto rows = overviewOf(state, now).backups;
        QCOMPARE(rows.size(), size_t(1));
        QCOMPARE(rows.front().remark.text(), u"app-1 does not answer."_s);
        QCOMPARE(rows.front().state.verdictAt(now), Verdict::Unknown);
    }
    void changesSayHowBadTheyAre()
    {
        EnvironmentState state = production();
        for (const auto& [name, verdict] :
             {std::pair(u"api"_s, Health::HealthVerdict::Down), std::pair(u"web"_s, Health::HealthVerdict::Degraded)}) {
            state.probes[name] = looked(name, verdict);
            state.environment.probes.push_back(state.probes[name].spec());
        }
        state.runs = {{.id = Id::make(now),
                       .procedure = u"deploy"_s,
                       .state = Run::RunState::Waiting,
                       .started = now.addSecs(-60)}};
        const auto overview = overviewOf(state, now);
        const auto verdictOf = [&overview](const QString& beginning) {
            for (const Ui::ChangeRow& row : overview.changes) {
                if (row.what.text().startsWith(beginning))
                    return row.verdict;
            }
            return Verdict::Unknown;
        };
        QCOMPARE(verdictOf(u"api"_s), Verdict::Fails);
        QCOMPARE(verdictOf(u"web"_s), Verdict::Weak);
        QCOMPARE(verdictOf(u"deploy: waits for a console"_s), Verdict::Weak);
        QCOMPARE(snapshotOf(state, now).underway.text(), u"deploy waits for a console"_s);
    }
};

PILOTHOUSE_TEST(TestEnvironmentState)
#include "tst_environmentstate.moc"
