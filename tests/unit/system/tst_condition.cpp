// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testmain.h"
#include "system/condition.h"

using namespace Pilothouse;
using namespace Pilothouse::System;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QByteArray body = "{\"status\":\"healthy\",\"version\":\"1.4.0\",\"uptime\":86400,\"ratio\":0.25,"
                        "\"big\":9007199254740993,\"ok\":true,\"nothing\":null,\"empty\":\"\","
                        "\"services\":{\"database\":\"healthy\",\"redis\":\"down\"},"
                        "\"items\":[{\"name\":\"a\"},{\"name\":\"b\"},{\"name\":\"c\"}],"
                        "\"matrix\":[[1,2],[3,4]],\"wait\":\"5s\",\"text\":\"a == b\",\"code\":\"007\"}";

Observation seen()
{
    return {.connected = true,
            .status = 200,
            .responseTime = 45ms,
            .certificateExpiration = 400h,
            .body = body,
            .headers = {{u"content-type"_s, u"application/json; charset=utf-8"_s}, {u"x-version"_s, u"12"_s}},
            .rows = 3,
            .output = u"PONG\n"_s,
            .ip = u"127.0.10.1"_s};
}

void row(const char* condition, bool holds, const char* shown)
{
    QTest::newRow(condition) << holds << QString::fromUtf8(shown);
}

void refused(const char* condition, int column) { QTest::newRow(condition) << column; }

} // namespace

class TestCondition : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void evaluates_data()
    {
        QTest::addColumn<bool>("holds");
        QTest::addColumn<QString>("shown");
        row("[STATUS] == 200", true, "200");
        row("[STATUS] == 201", false, "200");
        row("[STATUS] != 200", false, "200");
        row("[STATUS] != 500", true, "200");
        row("[STATUS] < 300", true, "200");
        row("[STATUS] <= 200", true, "200");
        row("[STATUS] < 200", false, "200");
        row("[STATUS] >= 200", true, "200");
        row("[STATUS] > 200", false, "200");
        row("[STATUS]==200", true, "200");
        row("  [STATUS]   ==   200  ", true, "200");
        row("[status] == 200", true, "200");
        row("200 == [STATUS]", true, "200");
        row("199 < [STATUS]", true, "200");
        row("[STATUS] == any(200, 204)", true, "200");
        row("[STATUS] == any(201,204)", false, "200");
        row("[STATUS] != any(500, 503)", true, "200");
        row("[STATUS] != any(200, 503)", false, "200");
        row("any(200, 204) == [STATUS]", true, "200");
        row("[STATUS] == pat(2*)", true, "200");
        row("[STATUS] == 200.0", true, "200");
        row("[RESPONSE_TIME] < 500", true, "45");
        row("[RESPONSE_TIME] < 45", false, "45");
        row("[RESPONSE_TIME] < 1s", true, "45");
        row("[RESPONSE_TIME] < 40ms", false, "45");
        row("[RESPONSE_TIME] == 45ms", true, "45");
        row("[CERTIFICATE_EXPIRATION] > 336h", true, "1440000000");
        row("[CERTIFICATE_EXPIRATION] > 30d", false, "1440000000");
        row("[CONNECTED] == true", true, "true");
        row("[CONNECTED] == false", false, "true");
        row("[CONNECTED] != false", true, "true");
        row("[IP] == 127.0.10.1", true, "127.0.10.1");
        row("[IP] == pat(127.0.*)", true, "127.0.10.1");
        row("[ROWS] > 0", true, "3");
        row("[ROWS] == 3", true, "3");
        row("[OUTPUT] == PONG", true, "PONG");
        row("[OUTPUT] == \"PONG\"", true, "PONG");
        row("len([OUTPUT]) == 4", true, "4");
        row("[HEADER].content-type == pat(application/json*)", true, "application/json; charset=utf-8");
        row("[HEADER].Content-Type == pat(text/*)", false, "application/json; charset=utf-8");
        row("[HEADER].x-version >= 12", true, "12");
        row("[HEADER].missing == x", false, "not there");
        row("has([HEADER].missing) == false", true, "false");
        row("has([HEADER].x-version) == true", true, "true");
        row("[BODY].status == healthy", true, "healthy");
        row("[BODY].status == 'healthy'", true, "healthy");
        row("[BODY].status == Healthy", false, "healthy");
        row("[BODY].services.database == healthy", true, "healthy");
        row("[BODY].services.redis == healthy", false, "down");
        row("[BODY].services.redis == any(healthy, down)", true, "down");
        row("[BODY].services.database == [BODY].status", true, "healthy / healthy");
        row("[BODY].services.redis == [BODY].status", false, "down / healthy");
        row("[BODY].uptime > 3600", true, "86400");
        row("[BODY].uptime == 86400.0", true, "86400");
        row("[BODY].ratio < 0.5", true, "0.25");
        row("[BODY].ratio == 0.25", true, "0.25");
        row("[BODY].big == 9007199254740993", true, "9007199254740993");
        row("[BODY].big > 9007199254740992", true, "9007199254740993");
        row("[BODY].ok == true", true, "true");
        row("[BODY].nothing == null", true, "null");
        row("[BODY].empty == \"\"", true, "");
        row("[BODY].status != \"\"", true, "healthy");
        row("[BODY].version == 1.4.0", true, "1.4.0");
        row("[BODY].version == pat(1.4.*)", true, "1.4.0");
        row("[BODY].version == pat(1.?.0)", true, "1.4.0");
        row("[BODY].version == pat(1.5.*)", false, "1.4.0");
        row("[BODY].version != pat(1.5.*)", true, "1.4.0");
        row("[BODY].status == pat(*)", true, "healthy");
        row("[BODY].status == pat(h*l*y)", true, "healthy");
        row("[BODY].status == pat(h*lx)", false, "healthy");
        row("[BODY].items[0].name == a", true, "a");
        row("[BODY].items[2].name == c", true, "c");
        row("[BODY].items[3].name == d", false, "not there");
        row("[BODY].matrix[1][0] == 3", true, "3");
        row("len([BODY].items) == 3", true, "3");
        row("len([BODY].items) > 0", true, "3");
        row("len([BODY].services) == 2", true, "2");
        row("len([BODY].status) == 7", true, "7");
        row("len([BODY]) > 5", true, "14");
        row("len([BODY].missing) == 0", false, "not there");
        row("has([BODY].error) == false", true, "false");
        row("has([BODY].status) == true", true, "true");
        row("has([BODY].nothing) == true", true, "true");
        row("has([BODY].services.queue) != true", true, "false");
        row("[BODY].missing == x", false, "not there");
        row("[BODY].missing != x", false, "not there");
        row("[BODY].status.deeper == x", false, "not there");
        row("[BODY].status > 5", false, "healthy");
        row("[BODY].wait < 6s", true, "5s");
        row("[BODY].wait == 5000", true, "5s");
        row("[BODY].text == \"a == b\"", true, "a == b");
        row("[BODY].code == 7", true, "007");
        row("[BODY].services == {\"database\":\"healthy\",\"redis\":\"down\"}", true,
            "{\"database\":\"healthy\",\"redis\":\"down\"}");
        row("[BODY] == pat(*\"ok\":true*)", true, nullptr);
    }
    void evaluates()
    {
        QFETCH(bool, holds);
        QFETCH(QString, shown);
        const QString text = QString::fromUtf8(QTest::currentDataTag());
        const auto condition = Condition::parse(text);
        QVERIFY2(condition, condition ? "" : qPrintable(condition.error().message + condition.error().detail));
        const ConditionOutcome outcome = condition->evaluate(seen());
        QCOMPARE(outcome.holds, holds);
        QCOMPARE(outcome.condition, text.trimmed());
        if (!shown.isNull())
            QCOMPARE(outcome.seen, shown);
    }
    void nothingHoldsWithoutEvidence_data()
    {
        QTest::addColumn<QString>("shown");
        for (const char* condition :
             {"[STATUS] == 200", "[STATUS] != 500", "[STATUS] != any(500, 503)", "[RESPONSE_TIME] < 500",
              "[RESPONSE_TIME] != 0", "[CERTIFICATE_EXPIRATION] > 336h", "[BODY].status == healthy",
              "[BODY].status != down", "has([BODY].error) == false", "has([BODY].error) != true",
              "len([BODY].items) >= 0", "[BODY] == pat(*)", "[ROWS] >= 0", "[OUTPUT] != x", "[IP] != x"})
            QTest::newRow(condition) << u"not measured"_s;
    }
    void nothingHoldsWithoutEvidence()
    {
        QFETCH(QString, shown);
        const auto condition = Condition::parse(QString::fromUtf8(QTest::currentDataTag()));
        QVERIFY(condition);
        const ConditionOutcome outcome = condition->evaluate(Observation());
        QVERIFY(!outcome.holds);
        QCOMPARE(outcome.seen, shown);
    }
    void aBodyThatIsNotJsonProvesNothing()
    {
        Observation page = seen();
        page.body = "<html>502 Bad Gateway</html>";
        for (const QString& text :
             {u"has([BODY].error) == false"_s, u"[BODY].status != down"_s, u"len([BODY].items) < 5"_s}) {
            const ConditionOutcome outcome = Condition::parse(text)->evaluate(page);
            QVERIFY2(!outcome.holds, qPrintable(text));
            QCOMPARE(outcome.seen, u"the body is not JSON"_s);
        }
        QVERIFY(Condition::parse(u"[BODY] == pat(*502*)"_s)->evaluate(page).holds);
        QVERIFY(Condition::parse(u"len([BODY]) == 28"_s)->evaluate(page).holds);
    }
    void readsListsAtTheTop()
    {
        Observation list;
        list.body = "[{\"id\":1},{\"id\":2}]";
        QVERIFY(Condition::parse(u"[BODY][1].id == 2"_s)->evaluate(list).holds);
        QVERIFY(Condition::parse(u"len([BODY]) == 2"_s)->evaluate(list).holds);
        QVERIFY(!Condition::parse(u"[BODY][2].id == 2"_s)->evaluate(list).holds);
    }
    void expiredCertificatesAreNegative()
    {
        Observation expired;
        expired.certificateExpiration = -1h;
        QVERIFY(!Condition::parse(u"[CERTIFICATE_EXPIRATION] > 0"_s)->evaluate(expired).holds);
        QVERIFY(Condition::parse(u"[CERTIFICATE_EXPIRATION] < 0"_s)->evaluate(expired).holds);
    }
    void whatWasSeenIsSafeToShow()
    {
        Observation hostile;
        hostile.output = QString(QChar(0x1b)) + u"[31m\nb"_s + QString(5000, u'x');
        const ConditionOutcome outcome = Condition::parse(u"[OUTPUT] == x"_s)->evaluate(hostile);
        QVERIFY(!outcome.seen.contains(QChar(0x1b)));
        QVERIFY(!outcome.seen.contains(u'\n'));
        QVERIFY(outcome.seen.size() <= 200);
    }
    void patternsStayFast()
    {
        Observation large;
        large.body = QByteArray(1024 * 1024, 'a');
        QVERIFY(!Condition::parse(u"[BODY] == pat(*a*a*a*a*a*a*a*a*b)"_s)->evaluate(large).holds);
    }
    void refuses_data()
    {
        QTest::addColumn<int>("column");
        refused("", 1);
        refused("[STATUS]", 1);
        refused("[STATUS] 200", 1);
        refused("[STATUS] = 200", 1);
        refused("[STATUS] == ", 13);
        refused(" == 200", 2);
        refused("200 == 200", 1);
        refused("[STATSU] == 200", 1);
        refused("200 == [STATSU]", 8);
        refused("[STATUS].x == 200", 9);
        refused("[HEADER] == x", 9);
        refused("[BODY]x == 1", 7);
        refused("[BODY].a..b == 1", 10);
        refused("[BODY].items[x] == 1", 13);
        refused("[BODY].items[-1] == 1", 13);
        refused("[BODY].items[ == 1", 1);
        refused("len(items) == 1", 5);
        refused("len([BODY].a..b) == 1", 14);
        refused("foo([BODY].a) == 1", 1);
        refused("[STATUS] == foo(1)", 13);
        refused("[STATUS] < pat(2*)", 12);
        refused("[STATUS] > any(1, 2)", 12);
        refused("[STATUS] == any(1, )", 13);
        refused("[STATUS] < abc", 12);
        refused("[STATUS] == abc", 13);
        refused("[RESPONSE_TIME] < fast", 19);
        refused("[BODY].uptime > long", 17);
        refused("[CONNECTED] == yes", 16);
        refused("[CONNECTED] > true", 15);
        refused("has([BODY].x) == 1", 18);
        refused("len([BODY].x) == many", 18);
        refused(QByteArray(1001, 'x').constData(), 1);
    }
    void refuses()
    {
        QFETCH(int, column);
        const auto condition = Condition::parse(QString::fromUtf8(QTest::currentDataTag()));
        QVERIFY(!condition);
        QCOMPARE(condition.error().kind, ErrorKind::Invalid);
        QCOMPARE(condition.error().detail, u"column %1"_s.arg(column));
        QCOMPARE(Condition::errorColumn(condition.error()), column);
    }
    void suggestsPlaceholders()
    {
        QVERIFY(Condition::parse(u"[STATSU] == 200"_s).error().message.contains(u"\"STATUS\""));
    }
    void knowsItsPlaceholders()
    {
        const Condition condition = Condition::parse(u"[BODY].a == [BODY].b"_s).value();
        QVERIFY(condition.uses(u"BODY"_s));
        QVERIFY(!condition.uses(u"STATUS"_s));
        QVERIFY(Condition::parse(u"[CERTIFICATE_EXPIRATION] > 336h"_s)->uses(u"CERTIFICATE_EXPIRATION"_s));
    }
    void resolvesPlaceholders()
    {
        QCOMPARE(Placeholder::parse(u"[BODY].version"_s)->resolve(seen()).value(), u"1.4.0"_s);
        QVERIFY(!Placeholder::parse(u"[BODY].nope"_s)->resolve(seen()));
        QVERIFY(!Placeholder::parse(u"BODY.version"_s));
        QVERIFY(!Placeholder::parse(u"[BODY"_s));
    }
};

PILOTHOUSE_TEST(TestCondition)
#include "tst_condition.moc"
