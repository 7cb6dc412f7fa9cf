// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/procedures.h"
#include "base/shell.h"
#include "support/testmain.h"

#include <QDir>
#include <QProcess>
#include <QTemporaryDir>

using namespace Pilothouse;
using namespace Pilothouse::Backup;
using namespace Qt::StringLiterals;

namespace {

const QByteArray whole("--\n-- PostgreSQL database dump\n--\n\n-- PostgreSQL database dump complete\n");

} // namespace

/// The steps as they are made from a definition, carried out by the shells that hosts have.
class TestProcedures : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void twoBackupsInOneProcedureAreTwoBackups()
    {
        System::Environment environment{.name = u"staging"_s};
        environment.backups = {spec(u"database"_s, u"d_{YYYYMMDD}.sql"_s, u"dump d_20260101.sql"_s),
                               spec(u"settings"_s, u"s_{YYYYMMDD}.sql"_s, u"dump s_20260101.sql"_s)};
        System::Procedure deploy{.name = u"deploy"_s};
        for (const QString& name : {u"database"_s, u"settings"_s})
            deploy.steps.push_back({.id = name, .name = name, .action = System::StepAction::Backup, .argument = name});
        environment.procedures = {deploy};
        environment = withBackupProcedures(environment);
        const System::Procedure& made = *environment.procedure(u"deploy"_s);
        QVERIFY(made.inputs.empty());
        QVERIFY(run(made.steps[0]).contains("pilothouse backup file d_20260101.sql"));
        QVERIFY(run(made.steps[1]).contains("pilothouse backup file s_20260101.sql"));
    }
    /// One that no console could carry out would fail when it is needed most.
    void aRestoreStepRestores()
    {
        System::Environment environment{.name = u"production"_s};
        environment.backups = {spec(u"database"_s, u"d_{YYYYMMDD}.sql"_s, u"dump d_20260102.sql"_s)};
        environment.backups.front().restore = u"cp \"$BACKUP\" restored"_s;
        System::Procedure back{.name = u"back"_s};
        back.steps = {{.id = u"restore"_s,
                       .name = u"Restore"_s,
                       .action = System::StepAction::Restore,
                       .argument = u"database"_s},
                      {.id = u"look"_s, .name = u"Look"_s, .argument = u"true"_s}};
        environment.procedures = {back};
        environment = withBackupProcedures(environment);
        const System::Procedure& made = *environment.procedure(u"back"_s);
        QStringList ids;
        for (const System::Step& step : made.steps) {
            QCOMPARE(step.action, System::StepAction::Run);
            ids << step.id;
        }
        QCOMPARE(ids, (QStringList{u"restore-read"_s, u"restore-safety"_s, u"restore-restore"_s, u"look"_s}));
        QVERIFY(!made.steps[2].destroys.isEmpty());
        QCOMPARE(made.inputs.size(), size_t(1));
        QCOMPARE(made.inputs.front().type, System::InputType::Backup);
    }
    void tellsWhichBackupAStepMakes()
    {
        System::Environment environment{.name = u"staging"_s};
        environment.backups = {spec(u"database"_s, u"d_{YYYYMMDD}.sql"_s, u"dump d_20260101.sql"_s),
                               spec(u"settings"_s, u"s_{YYYYMMDD}.sql"_s, u"dump s_20260101.sql"_s)};
        System::Procedure update{.name = u"update"_s};
        update.steps = {
            {.id = u"back-up"_s, .name = u"Back up"_s, .action = System::StepAction::Backup, .argument = u"settings"_s},
            {.id = u"pull"_s, .name = u"Pull"_s, .argument = u"git pull"_s, .on = {u"app"_s}}};
        environment.procedures = {update};
        environment = withBackupProcedures(environment);
        const auto& steps = environment.procedure(u"update"_s)->steps;
        QVERIFY(makesBackup(environment, environment.backups[1], steps[0]));
        QVERIFY(!makesBackup(environment, environment.backups[0], steps[0]));
        QVERIFY(!makesBackup(environment, environment.backups[1], steps[1]));
    }
    void aStepKeepsItsOwnTimeLimit()
    {
        System::Environment environment{.name = u"staging"_s};
        environment.backups = {spec(u"database"_s, u"d_{YYYYMMDD}.sql"_s, {})};
        System::Procedure deploy{.name = u"deploy"_s};
        deploy.steps.push_back({.id = u"a"_s,
                                .name = u"a"_s,
                                .action = System::StepAction::Backup,
                                .argument = u"database"_s,
                                .timeout = std::chrono::hours(6)});
        environment.procedures = {deploy};
        environment = withBackupProcedures(environment);
        QCOMPARE(environment.procedure(u"deploy"_s)->steps.front().timeout,
                 std::chrono::milliseconds(std::chrono::hours(6)));
    }
    void rowsOfADatabaseInAContainerAreCountedInThere()
    {
        System::Environment environment{.name = u"production"_s};
        environment.hosts = {{.name = u"app"_s, .directory = u"/opt/shop"_s}};
        environment.services = {
            {.name = u"postgres"_s, .runtime = System::Runtime::Compose, .file = u"docker/compose.yml"_s}};
        System::ProbeSpec live{.name = u"live"_s, .kind = System::ProbeKind::Postgres, .via = u"app"_s};
        live.service = u"postgres"_s;
        live.database = u"shop"_s;
        environment.probes = {live};
        environment.backups = {spec(u"database"_s, u"d_{YYYYMMDD}.sql"_s, {})};
        environment.backups.front().restore = u"put-back"_s;
        environment.backups.front().database = u"live"_s;
        const auto counts = [](const System::Environment& in) {
            const System::Environment made = withBackupProcedures(in);
            for (const System::Step& step : made.procedure(u"restore-database"_s)->steps) {
                if (step.id == u"rows-before")
                    return step.argument;
            }
            return QString();
        };
        QVERIFY(counts(environment).contains(u"rows_container=%1\n"_s.arg(shellQuote(u"postgres"_s))));
        QVERIFY(counts(environment).contains(u"rows_folder=%1\n"_s.arg(shellQuote(u"/opt/shop/docker"_s))));
        // With an address of its own it is asked from the host, as before.
        environment.probes.front().target = u"db.example.com"_s;
        QVERIFY(counts(environment).contains(u"rows_container=%1\n"_s.arg(shellQuote(QString()))));
    }
    void aStepHoldsOnlyTheCommandsThatItCarriesOut()
    {
        System::Environment environment{.name = u"production"_s};
        environment.backups = {spec(u"database"_s, u"d_{YYYYMMDD}.sql"_s, u"make-one"_s)};
        environment.backups.front().restore = u"dropdb shop && put-back"_s;
        environment = withBackupProcedures(environment);
        const auto& create = environment.procedure(createProcedureName(u"database"_s))->steps;
        QVERIFY(create.front().argument.contains(u"make-one"_s));
        QVERIFY(!create.front().argument.contains(u"put-back"_s));
        QVERIFY(create.front().destroys.isEmpty());
        for (const System::Step& step : environment.procedure(restoreProcedureName(u"database"_s))->steps) {
            QCOMPARE(step.argument.contains(u"put-back"_s), step.id == u"restore");
            QCOMPARE(step.destroys.isEmpty(), step.id != u"restore");
        }
    }
    void rowsAreCountedOnlyWhereThereIsADatabase()
    {
        const auto ids = [](const System::Environment& environment) {
            QStringList out;
            for (const System::Step& step : environment.procedure(restoreProcedureName(u"database"_s))->steps)
                out << step.id;
            return out;
        };
        System::Environment environment{.name = u"staging"_s};
        environment.backups = {spec(u"database"_s, u"d_{YYYYMMDD}.sql"_s, u"dump"_s)};
        QCOMPARE(ids(withBackupProcedures(environment)), (QStringList{u"read"_s, u"safety"_s, u"restore"_s}));
        environment.probes = {{.name = u"live"_s, .kind = System::ProbeKind::Postgres, .database = u"d"_s}};
        environment.backups.front().database = u"live"_s;
        QCOMPARE(ids(withBackupProcedures(environment)),
                 (QStringList{u"read"_s, u"rows-before"_s, u"safety"_s, u"restore"_s, u"rows-after"_s}));
    }
    void aStrayFileIsNotTheNewestBackup()
    {
        write(u"d_old_copy.sql"_s, "x");
        QVERIFY(create(u"d_{YYYYMMDD}.sql"_s, u"dump d_20260102.sql"_s).contains("verified complete"));
        QCOMPARE(m_status, 0);
    }
    void aBackupWrittenAnewUnderItsNameIsSeen()
    {
        write(u"d_20260102.sql"_s, "x");
        QVERIFY(create(u"d_{YYYYMMDD}.sql"_s, u"dump d_20260102.sql"_s).contains("verified complete"));
        QCOMPARE(m_status, 0);
    }
    void aCommandThatOnlySaysThatAllIsWellFails()
    {
        write(u"d_20260102.sql"_s, whole);
        QVERIFY(!create(u"d_{YYYYMMDD}.sql"_s, u"true"_s).contains("verified"));
        QVERIFY(m_status != 0);
    }
    void theSafetyDumpSparesTheChosenFile_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("chosen");
        QTest::addColumn<QString>("create");
        const QString daily = u"d_{YYYYMMDD}.sql"_s;
        const QString exact = u"d_{YYYYMMDD}_{HHMMSS}.sql"_s;
        QTest::newRow("another name") << daily << u"d_20260101.sql"_s << u"dump d_20260102.sql"_s;
        QTest::newRow("the same name") << daily << u"d_20260102.sql"_s << u"dump d_20260102.sql"_s;
        QTest::newRow("pruned") << exact << u"d_20260101_020000.sql"_s
                                << u"rm d_20260101_*; dump d_20260102_020000.sql"_s;
        QTest::newRow("pruned and failed") << exact << u"d_20260101_020000.sql"_s << u"rm d_20260101_*; false"_s;
        QTest::newRow("failed") << daily << u"d_20260101.sql"_s << u"false"_s;
        QTest::newRow("killed") << daily << u"d_20260101.sql"_s << u"kill $PPID"_s;
    }
    void theSafetyDumpSparesTheChosenFile()
    {
        QFETCH(QString, pattern);
        QFETCH(QString, chosen);
        QFETCH(QString, create);
        for (const QString& shell : {u"dash"_s, u"busybox sh"_s}) {
            init();
            const QByteArray content = whole + "-- chosen\n";
            write(chosen, content);
            System::Environment environment{.name = u"staging"_s};
            environment.backups = {spec(u"database"_s, pattern, create)};
            environment = withBackupProcedures(environment);
            const auto& steps = environment.procedure(restoreProcedureName(u"database"_s))->steps;
            const auto safety = std::ranges::find(steps, u"safety"_s, &System::Step::id);
            const QByteArray out = run(*safety, chosen, shell);
            QCOMPARE(m_status == 0, !create.contains(u"false") && !create.contains(u"kill"));
            QCOMPARE(read(chosen), content);
            // The dump of now is there too, whatever it is called.
            const QDir folder(m_folder->path());
            QCOMPARE(folder.entryList({u"*.sql"_s}, QDir::Files | QDir::Hidden).size(), m_status == 0 ? 2 : 1);
        }
    }
    void whatAKilledRunLeftIsPutBack()
    {
        write(u".pilothouse-kept-d_20260101.sql"_s, whole);
        System::Environment environment{.name = u"staging"_s};
        environment.backups = {spec(u"database"_s, u"d_{YYYYMMDD}.sql"_s, u"true"_s)};
        environment = withBackupProcedures(environment);
        const auto& steps = environment.procedure(restoreProcedureName(u"database"_s))->steps;
        QVERIFY(run(steps.front(), u"d_20260101.sql"_s).contains("verified complete"));
        QCOMPARE(read(u"d_20260101.sql"_s), whole);
    }
    void aNameThatLeavesTheFolderIsNotRead()
    {
        System::Environment environment{.name = u"staging"_s};
        environment.backups = {spec(u"database"_s, u"d_{YYYYMMDD}.sql"_s, u"true"_s)};
        environment = withBackupProcedures(environment);
        const auto& steps = environment.procedure(restoreProcedureName(u"database"_s))->steps;
        for (const QString& name : {u"../d_20260101.sql"_s, u"-rf"_s, QString(u""_s)}) {
            QVERIFY(!run(steps.front(), name).contains("verified"));
            QVERIFY(m_status != 0);
        }
    }

private:
    System::BackupSpec spec(const QString& name, const QString& pattern, const QString& create) const
    {
        // "dump NAME" writes a whole dump of that name.
        const QString command = u"cd '%1'; dump() { printf '%s' '%2' >\"$1\"; }; %3"_s.arg(
            m_folder->path(), QString::fromUtf8(whole), create);
        return {.name = name,
                .on = u"app"_s,
                .directory = m_folder->path(),
                .pattern = pattern,
                .create = create.isEmpty() ? create : command,
                .restore = u"true"_s};
    }
    QByteArray create(const QString& pattern, const QString& command)
    {
        System::Environment environment{.name = u"staging"_s};
        environment.backups = {spec(u"database"_s, pattern, command)};
        environment = withBackupProcedures(environment);
        return run(environment.procedure(createProcedureName(u"database"_s))->steps.front());
    }
    QByteArray run(const System::Step& step, const QString& chosen = {}, const QString& shell = u"dash"_s)
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"BACKUP"_s, chosen);
        process.setProcessEnvironment(environment);
        process.setProcessChannelMode(QProcess::MergedChannels);
        QStringList words = shell.split(u' ');
        const QString program = words.takeFirst();
        process.start(program, words << u"-c"_s << step.argument);
        process.waitForFinished();
        m_status = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
        return process.readAll();
    }
    void write(const QString& name, const QByteArray& bytes)
    {
        QFile file(m_folder->filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }
    QByteArray read(const QString& name)
    {
        QFile file(m_folder->filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    int m_status = -1;
};

PILOTHOUSE_TEST(TestProcedures)
#include "tst_procedures.moc"
