// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testmain.h"
#include "system/namepattern.h"

using namespace Pilothouse;
using namespace Pilothouse::System;
using namespace Qt::StringLiterals;

namespace {

void row(const char* what, const char* pattern, const QString& name, const char* time)
{
    QTest::newRow(what) << QString::fromLatin1(pattern) << name << QString::fromLatin1(time);
}

void refused(const char* pattern, int column) { QTest::newRow(pattern) << column; }

} // namespace

class TestNamePattern : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void matches_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("time"); // empty: no match
        constexpr const char* usual = "fleetpass_{YYYYMMDD}_{HHMMSS}.sql.gz";
        constexpr const char* open = "{*}_{YYYYMMDD}.gz";
        row("plain", usual, u"fleetpass_20261120_020000.sql.gz"_s, "2026-11-20T02:00:00Z");
        row("other name", usual, u"bouncepro_20261120_020000.sql.gz"_s, "");
        row("something behind", usual, u"fleetpass_20261120_020000.sql.gz.part"_s, "");
        row("something before", usual, u"x-fleetpass_20261120_020000.sql.gz"_s, "");
        row("dot is a dot", usual, u"fleetpass_20261120_020000xsql.gz"_s, "");
        row("no such day", usual, u"fleetpass_20260230_020000.sql.gz"_s, "");
        row("no such hour", usual, u"fleetpass_20261120_240000.sql.gz"_s, "");
        row("other digits", usual, u"fleetpass_2026112%1_020000.sql.gz"_s.arg(QChar(0x0660)), "");
        row("newline at the end", usual, u"fleetpass_20261120_020000.sql.gz\n"_s, "");
        row("empty", usual, {}, "");
        row("parts", "db-{YYYY}-{MM}-{DD}T{HH}.{mm}.{SS}.dump", u"db-2026-11-20T02.03.04.dump"_s,
            "2026-11-20T02:03:04Z");
        row("date only", "{YYYYMMDD}.tar", u"20261120.tar"_s, "2026-11-20T00:00:00Z");
        row("anything", "{*}_{YYYYMMDD}_{HHMMSS}.sql.gz", u"nestmap_backup_20261120_020000.sql.gz"_s,
            "2026-11-20T02:00:00Z");
        row("slash", open, u"../../x_20261120.gz"_s, "");
        row("newline", open, u"a\nb_20261120.gz"_s, "");
        row("semicolon", open, u"; rm -rf _20261120.gz"_s, "");
        row("quote", open, u"a'_20261120.gz"_s, "");
        row("dollar", open, u"$(id)_20261120.gz"_s, "");
        row("escape", open, QString(QChar(0x1b)) + u"[31m_20261120.gz"_s, "");
        row("leading hyphen", open, u"-rf_20261120.gz"_s, "");
        row("leading dot", open, u".hidden_20261120.gz"_s, "");
        row("too long", open, QString(300, u'a') + u"_20261120.gz"_s, "");
    }
    void matches()
    {
        QFETCH(QString, pattern);
        QFETCH(QString, name);
        QFETCH(QString, time);
        const auto parsed = NamePattern::parse(pattern);
        QVERIFY(parsed);
        const auto match = parsed->match(name);
        QCOMPARE(match ? match->toString(Qt::ISODate) : QString(u""_s), time);
    }
    void readsTheZone()
    {
        const auto pattern = NamePattern::parse(u"{YYYYMMDD}_{HHMMSS}.gz"_s, QTimeZone("Europe/Berlin")).value();
        QCOMPARE(pattern.match(u"20261120_020000.gz"_s)->toString(Qt::ISODate), u"2026-11-20T01:00:00Z"_s);
        QCOMPARE(pattern.match(u"20261025_023000.gz"_s)->toString(Qt::ISODate), u"2026-10-25T00:30:00Z"_s);
        QCOMPARE(pattern.nameFor(QDateTime(QDate(2026, 7, 1), QTime(12, 0), Qt::UTC)).value(), u"20260701_140000.gz"_s);
    }
    void makesNames()
    {
        const QDateTime time(QDate(2026, 1, 2), QTime(3, 4, 5), Qt::UTC);
        for (const QString& text :
             {u"fleetpass_{YYYYMMDD}_{HHMMSS}.sql.gz"_s, u"db-{YYYY}-{MM}-{DD}T{HH}.{mm}.{SS}.dump"_s}) {
            const NamePattern pattern = NamePattern::parse(text).value();
            QCOMPARE(pattern.match(pattern.nameFor(time).value()).value(), time);
        }
        QVERIFY(!NamePattern::parse(u"{*}{YYYYMMDD}"_s)->nameFor(time));
    }
    void refuses_data()
    {
        QTest::addColumn<int>("column");
        refused("", 1);
        refused("backup.sql.gz", 1);
        refused("{HHMMSS}.gz", 1);
        refused("{YYYY}{MM}.gz", 1);
        refused("-{YYYYMMDD}.gz", 1);
        refused(".{YYYYMMDD}.gz", 1);
        refused("a/{YYYYMMDD}.gz", 2);
        refused("a {YYYYMMDD}.gz", 2);
        refused("{YYYYMMDD}_{MM}.gz", 12);
        refused("{YYYYMMDD}{*}{*}", 14);
        refused("{DATE}.gz", 1);
        refused("x{YYYYMMDD", 2);
        refused("{YYYYMMDD}}.gz", 11);
    }
    void refuses()
    {
        QFETCH(int, column);
        const auto pattern = NamePattern::parse(QString::fromUtf8(QTest::currentDataTag()));
        QVERIFY(!pattern);
        QCOMPARE(NamePattern::errorColumn(pattern.error()), column);
    }
};

PILOTHOUSE_TEST(TestNamePattern)
#include "tst_namepattern.moc"
