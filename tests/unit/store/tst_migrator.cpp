// SPDX-License-Identifier: GPL-3.0-or-later
#include "storetest.h"
#include "support/manualclock.h"
#include "support/testmain.h"

#include <QTemporaryDir>

using namespace Pilothouse;
using namespace Pilothouse::Test;

namespace {

std::vector<Store::Migration> twoSteps()
{
    auto steps = notesSchema();
    steps.push_back({.room = u"notes"_s, .number = 2, .statements = {u"ALTER TABLE notes ADD COLUMN author TEXT"_s}});
    return steps;
}

} // namespace

class TestMigrator : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    ManualClock m_clock;
    int m_files = 0;

    QString newFile() { return m_folder.filePath(u"%1.db"_s.arg(++m_files)); }
    Result<void> openWith(const QString& file, const std::vector<Store::Migration>& steps)
    {
        Store::Database store(Store::Database::Kind::Facts, file, steps, m_clock);
        return wait(store.opened());
    }

private Q_SLOTS:
    void appliesWhatIsMissing()
    {
        const QString file = newFile();
        QVERIFY(openWith(file, notesSchema()));
        QVERIFY(openWith(file, twoSteps()));
        ForeignProgram look(file);
        QCOMPARE(look.value(u"SELECT count(*) FROM migrations"_s).toInt(), 2);
        QCOMPARE(look.value(u"SELECT applied_at FROM migrations WHERE number = 2"_s).toLongLong(),
                 toMicros(m_clock.now()));
        QVERIFY(look.value(u"SELECT count(author) FROM notes"_s).isValid());
    }
    void changedStatementsAreRefused()
    {
        const QString file = newFile();
        QVERIFY(openWith(file, notesSchema()));
        auto changed = notesSchema();
        changed[0].statements[0] += u" "_s;
        const auto opened = openWith(file, changed);
        QCOMPARE(opened.error().kind, ErrorKind::Refused);
        QVERIFY(opened.error().detail.contains(u"notes 1"_s));
    }
    void aNewerSchemaIsReadOnly()
    {
        const QString file = newFile();
        QVERIFY(openWith(file, twoSteps()));
        Store::Database store(Store::Database::Kind::Facts, file, notesSchema(), m_clock);
        QVERIFY(wait(store.opened()));
        QVERIFY(store.isReadOnly());
        QCOMPARE(store.notices().size(), 1);
        QCOMPARE(countNotes(store).value(), 0);
        const auto written = addNote(store, u"a"_s);
        QCOMPARE(written.error().kind, ErrorKind::Refused);
    }
    void anUpdateMeanwhileStopsWriting()
    {
        const QString file = newFile();
        Store::Database older(Store::Database::Kind::Facts, file, notesSchema(), m_clock);
        QVERIFY(addNote(older, u"a"_s));
        QVERIFY(openWith(file, twoSteps()));
        QCOMPARE(addNote(older, u"b"_s).error().kind, ErrorKind::Refused);
        QCOMPARE(countNotes(older).value(), 1);
    }
    void aFailingStepChangesNothing()
    {
        const QString file = newFile();
        auto steps = notesSchema();
        steps.push_back(
            {.room = u"notes"_s,
             .number = 2,
             .statements = {u"CREATE TABLE half(a TEXT) STRICT"_s, u"CREATE TABLE notes(a TEXT) STRICT"_s}});
        const auto opened = openWith(file, steps);
        QCOMPARE(opened.error().kind, ErrorKind::Failed);
        ForeignProgram look(file);
        QCOMPARE(look.value(u"SELECT count(*) FROM migrations"_s).toInt(), 1);
        QCOMPARE(look.value(u"SELECT count(*) FROM sqlite_schema WHERE name = 'half'"_s).toInt(), 0);
    }
    void aWrongListIsRefused_data()
    {
        QTest::addColumn<int>("first");
        QTest::addColumn<int>("second");
        QTest::newRow("gap") << 1 << 3;
        QTest::newRow("twice") << 1 << 1;
        QTest::newRow("from zero") << 0 << 1;
    }
    void aWrongListIsRefused()
    {
        QFETCH(int, first);
        QFETCH(int, second);
        const auto opened = openWith(newFile(), {{.room = u"r"_s, .number = first, .statements = {}},
                                                 {.room = u"r"_s, .number = second, .statements = {}}});
        QCOMPARE(opened.error().kind, ErrorKind::Invalid);
    }
};

PILOTHOUSE_TEST(TestMigrator)
#include "tst_migrator.moc"
