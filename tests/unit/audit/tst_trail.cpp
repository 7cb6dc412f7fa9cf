// SPDX-License-Identifier: GPL-3.0-or-later
#include "audit/installation.h"
#include "support/manualclock.h"
#include "support/testmain.h"
#include "trailtest.h"

#include <QProcess>
#include <QTemporaryDir>

#include <sys/stat.h>

using namespace Pilothouse;
using namespace Pilothouse::Test;

class TestTrail : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    ManualClock m_clock;

    QString folder() const { return m_folder->path(); }
    static QByteArray contentOf(const QString& file)
    {
        QFile raw(file);
        return raw.open(QIODevice::ReadOnly) ? raw.readAll() : QByteArray();
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void linksFollowEachOther()
    {
        Console console(folder(), m_clock);
        const auto first = console.append(u"run.started"_s, {{u"ref"_s, u"origin/main"_s}, {u"hosts"_s, 3}});
        const auto second = console.append(u"run.ended"_s);
        QCOMPARE(first->seq, 1);
        QCOMPARE(first->previous, Audit::genesis());
        QCOMPARE(second->previous, first->hash);
        QCOMPARE(first->payload, QByteArray(R"({"hosts":3,"ref":"origin/main"})"));
        QCOMPARE(first->actor, u"ada"_s);
        QCOMPARE(first->observer, console.trail.actor().installation);
        QCOMPARE(first->at(), m_clock.now());
        const auto stored = wait(console.trail.entries({}));
        QCOMPARE(stored.value(), (std::vector{*second, *first}));
        const auto report = console.verify();
        QVERIFY(report->isIntact());
        QCOMPARE(report->links, 2);
        QCOMPARE(report->anchored, 2);
        QCOMPARE(report->head, second->hash);
        QCOMPARE(wait(console.trail.head()).value()->hash, second->hash);
    }
    void whatHasNoEndIsFound()
    {
        Console console(folder(), m_clock);
        const auto append = [&console](const QString& action, const QString& target, const QJsonObject& payload) {
            const auto done = wait(console.trail.append({.action = action, .target = target, .payload = payload}));
            return done ? done->seq : 0;
        };
        QVERIFY(wait(console.trail.unfinished())->empty());
        append(u"exec.began"_s, u"shop/staging"_s, {{u"id"_s, u"a"_s}});
        const qint64 killed = append(u"exec.began"_s, u"shop/staging"_s, {{u"id"_s, u"b"_s}});
        const qint64 elsewhere = append(u"exec.began"_s, u"shop/production"_s, {{u"id"_s, u"c"_s}});
        append(u"exec.ended"_s, u"shop/staging"_s, {{u"id"_s, u"a"_s}});
        // Neither the end of another room's act, nor of another target's, is its end.
        append(u"copy.ended"_s, u"shop/staging"_s, {{u"id"_s, u"b"_s}});
        append(u"exec.ended"_s, u"shop/staging"_s, {{u"id"_s, u"c"_s}});
        append(u"run.began"_s, u"shop/staging"_s, {{u"run"_s, u"r"_s}});
        append(u"run.ended"_s, u"shop/staging"_s, {{u"run"_s, u"r"_s}});
        const auto left = wait(console.trail.unfinished());
        QCOMPARE(left->size(), size_t(2));
        QCOMPARE(left->front().seq, killed);
        QCOMPARE(left->back().seq, elsewhere);
    }
    void anEntryStandsWithItsWorkOrNotAtAll()
    {
        Console console(folder(), m_clock);
        const auto box = [](const QString& name) {
            return std::function<Result<qint64>(QSqlDatabase&, Audit::Entry&)>(
                [name](QSqlDatabase& database, Audit::Entry& entry) {
                    entry.payload.insert(u"name"_s, name);
                    return Store::execute(database, u"INSERT INTO boxes VALUES(:n)"_s, {{u"n"_s, name}});
                });
        };
        QCOMPARE(wait(console.trail.write<qint64>({.action = u"box.made"_s, .target = {}}, box(u"a"_s))).value(), 1);
        QCOMPARE(wait(console.trail.write<qint64>({.action = u"box.made"_s, .target = {}}, box(u"a"_s))).error().kind,
                 ErrorKind::Conflict);
        const auto entries = wait(console.trail.entries({}));
        QCOMPARE(entries->size(), size_t(1));
        QCOMPARE(entries->front().payload, QByteArray(R"({"name":"a"})"));
        QVERIFY(console.verify()->isIntact());

        // A payload that cannot be hashed undoes the work as well.
        const auto uneven = wait(console.trail.write<qint64>(
            {.action = u"box.made"_s, .target = {}, .payload = {{u"x"_s, 0.5}}}, box(u"b"_s)));
        QCOMPARE(uneven.error().kind, ErrorKind::Invalid);
        const auto boxes = wait(console.facts.read<std::vector<QString>>([](QSqlDatabase& database) {
            return Store::select<QString>(database, u"SELECT name FROM boxes"_s, {},
                                          [](const Store::Row& row) { return row.text(u"name"_s); });
        }));
        QCOMPARE(boxes.value(), std::vector{u"a"_s});
    }
    void theTableRefusesChanges_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::newRow("update") << u"UPDATE audit SET actor = 'eve'"_s;
        QTest::newRow("delete") << u"DELETE FROM audit WHERE seq = 3"_s;
        QTest::newRow("replace") << u"INSERT OR REPLACE INTO audit SELECT seq, id, at, 'eve', observer, action, "
                                    u"target, payload, previous, hash "
                                    "FROM audit WHERE seq = 3"_s;
        QTest::newRow("gap")
            << u"INSERT INTO audit SELECT 9, 'x', at, actor, observer, action, target, payload, previous, "
               "hash FROM audit WHERE seq = 3"_s;
    }
    void theTableRefusesChanges()
    {
        QFETCH(QString, sql);
        Console console(folder(), m_clock);
        QVERIFY(console.appendMany(3));
        QVERIFY(!Tamperer(folder()).run(sql));
        QVERIFY(console.verify()->isIntact());
    }
    void entriesAreFiltered()
    {
        Console console(folder(), m_clock);
        QVERIFY(console.append(u"run.started"_s));
        m_clock.advance(std::chrono::hours(1));
        const QDateTime later = m_clock.now();
        QVERIFY(console.append(u"run.ended"_s));
        QVERIFY(console.append(u"runner.odd"_s));
        const auto seqs = [&console](const Audit::Filter& filter) {
            QList<qint64> found;
            const auto records = wait(console.trail.entries(filter));
            for (const auto& record : records.value())
                found.append(record.seq);
            return found;
        };
        QCOMPARE(seqs({.action = u"run."_s}), (QList<qint64>{2, 1}));
        QCOMPARE(seqs({.action = u"run.ended"_s}), (QList<qint64>{2}));
        QCOMPARE(seqs({.from = later}), (QList<qint64>{3, 2}));
        QCOMPARE(seqs({.until = later}), (QList<qint64>{1}));
        QCOMPARE(seqs({.before = 3, .limit = 1}), (QList<qint64>{2}));
        QCOMPARE(seqs({.target = u"elsewhere/production"_s}), (QList<qint64>{}));
        QCOMPARE(seqs({.actor = u"ada"_s}).size(), 3);
    }
    void anchorsAreWrittenAtOnceForDangerousActs()
    {
        Console console(folder(), m_clock, 100);
        QVERIFY(console.appendMany(3));
        QVERIFY(!QFile::exists(folder() + u"/audit.anchors"_s));
        const auto dangerous =
            wait(console.trail.append({.action = u"backup.restore"_s, .target = u"a/b"_s, .dangerous = true}));
        const QByteArray file = contentOf(folder() + u"/audit.anchors"_s);
        QCOMPARE(file.count('\n'), 1);
        QVERIFY(file.startsWith("v1 4 " + dangerous->hash.toLatin1() + ' ' + isoUtc(m_clock.now()).toLatin1() + '\n'));
        struct stat state = {};
        QCOMPARE(::stat(QFile::encodeName(folder() + u"/audit.anchors"_s).constData(), &state), 0);
        QCOMPARE(state.st_mode & 0777, mode_t(0600));
        const auto report = console.verify();
        QVERIFY(report->isIntact());
        QCOMPARE(report->anchored, 4);
    }
    void aDangerousActWithoutAnchorIsNotBegun()
    {
        QVERIFY(QDir(folder()).mkdir(u"audit.anchors"_s)); // a folder cannot be appended to
        Console console(folder(), m_clock);
        QVERIFY(console.append(u"harmless"_s));
        const auto refused =
            wait(console.trail.append({.action = u"run.started"_s, .target = u"a/b"_s, .dangerous = true}));
        QCOMPARE(refused.error().kind, ErrorKind::Failed);
    }
    void aCutAnchorLineIsSteppedOver()
    {
        {
            Console console(folder(), m_clock);
            QVERIFY(console.appendMany(2));
        }
        QFile anchors(folder() + u"/audit.anchors"_s);
        QVERIFY(anchors.resize(anchors.size() - 30)); // the power went in the middle of a line
        Console console(folder(), m_clock);
        QVERIFY(console.verify()->isIntact());
        QVERIFY(console.appendMany(2));
        const auto report = console.verify();
        QCOMPARE(report->anchored, 4);
        QVERIFY(report->isIntact());
    }
    void aChangedAnchorLineIsTold()
    {
        Console console(folder(), m_clock);
        QVERIFY(console.appendMany(3));
        QByteArray content = contentOf(folder() + u"/audit.anchors"_s);
        QFile anchors(folder() + u"/audit.anchors"_s);
        QVERIFY(anchors.open(QIODevice::WriteOnly));
        anchors.write("garbage\n" + content.mid(content.indexOf('\n') + 1));
        anchors.close();
        const auto report = console.verify();
        QCOMPARE(report->faults.size(), size_t(1));
        QCOMPARE(report->faults.front().kind, Audit::Fault::Kind::AnchorsBad);
        QCOMPARE(report->faults.front().seq, 1);
        QCOMPARE(report->anchored, 3);
    }
    void twoProgramsAppendAtOnce()
    {
        Console console(folder(), m_clock);
        QVERIFY(wait(console.facts.opened()));
        QProcess other;
        other.start(QCoreApplication::applicationFilePath(), {u"--append"_s, folder(), u"50"_s});
        QVERIFY(other.waitForStarted());
        QVERIFY(console.appendMany(50));
        QVERIFY(other.waitForFinished(60'000));
        QCOMPARE(other.exitCode(), 0);
        const auto report = console.verify();
        QVERIFY2(report->isIntact(), report->faults.empty() ? "" : qPrintable(report->faults.front().text));
        QCOMPARE(report->links, 100);
        QCOMPARE(report->anchored, 100);
    }
    void whatWasAnsweredSurvivesAKill()
    {
        for (int round = 0; round < 5; ++round) {
            QProcess other;
            other.start(QCoreApplication::applicationFilePath(), {u"--append"_s, folder(), u"100000"_s});
            QByteArray answered;
            while (answered.count('\n') < 10 + round && other.waitForReadyRead(30'000))
                answered += other.readAll();
            other.kill();
            QVERIFY(other.waitForFinished(30'000));
            answered += other.readAll();
            const qint64 last = answered.left(answered.lastIndexOf('\n')).split('\n').last().toLongLong();
            QVERIFY(last >= 10);
            Console console(folder(), m_clock);
            const auto report = console.verify();
            QVERIFY2(report->isIntact(), report->faults.empty() ? "" : qPrintable(report->faults.front().text));
            QVERIFY(report->links >= last);
            QVERIFY(console.facts.notices().isEmpty());
        }
    }
    void theInstallationKeepsItsId()
    {
        const QString data = folder() + u"/new/data"_s;
        const auto first = Audit::actorHere(data, m_clock);
        QVERIFY2(first, first ? "" : qPrintable(first.error().detail));
        QVERIFY(!first->installation.isNull());
        QVERIFY(!first->login.isEmpty());
        QCOMPARE(Audit::actorHere(data, m_clock).value(), *first);
        QCOMPARE(QDir(data).entryList(QDir::Files), QStringList{u"installation"_s});
        QFile file(data + u"/installation"_s);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("garbage\n");
        file.close();
        QCOMPARE(Audit::actorHere(data, m_clock).error().kind, ErrorKind::Invalid);
    }
};

PILOTHOUSE_TEST(TestTrail)
#include "tst_trail.moc"
