// SPDX-License-Identifier: GPL-3.0-or-later
#include "alerttest.h"
#include "support/testmain.h"

#include <QtTest>

using namespace Pilothouse;
using namespace Pilothouse::Alert;
using namespace Pilothouse::Test;

class TestAlerts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keepsWhatWasDecided()
    {
        Desk desk;
        const Record alert = desk.opened();
        const auto found = wait(desk.alerts.find(alert.id.toString().left(8)));
        QVERIFY(found);
        QCOMPARE(*found, alert);
        QCOMPARE(desk.told(), QStringList{u"fleetpass/production: api: refused"_s});
        QCOMPARE(desk.audited(), QStringList{u"alert.opened"_s});
        Record over = *found;
        over.ended = over.members[0].over = desk.clock.now().addSecs(60);
        desk.clock.advance(1min);
        QVERIFY(wait(desk.alerts.apply(
            desk.environment,
            {.alert = over, .tellings = {{.action = Notify::Action::Resolve, .channels = desk.environment.notify}}})));
        QCOMPARE(desk.told().last(), u"Over: fleetpass/production: api: refused"_s);
        QCOMPARE(desk.audited().last(), u"alert.ended"_s);
        QVERIFY(wait(desk.alerts.list({.openOnly = true}))->empty());
        QCOMPARE(wait(desk.alerts.list({}))->size(), size_t(1));
        QVERIFY(wait(desk.alerts.list({.endedSince = desk.clock.now().addSecs(5)}))->empty());
        QCOMPARE(wait(desk.alerts.list({.target = u"fleetpass/production"_s}))->size(), size_t(1));
        QVERIFY(wait(desk.alerts.list({.target = u"fleetpass/staging"_s}))->empty());
    }
    void isAcknowledgedByOne()
    {
        Desk desk;
        const Record alert = desk.opened();
        const auto taken = wait(desk.alerts.acknowledge(desk.environment, alert.id, u"looking\nat it"_s));
        QVERIFY(taken);
        QCOMPARE(taken->acknowledgedBy, u"anna"_s);
        QCOMPARE(taken->version, 1);
        QVERIFY(!taken->comment.contains(u'\n'));
        QCOMPARE(desk.told().last(), u"anna has it: fleetpass/production: api: refused"_s);
        QCOMPARE(wait(desk.alerts.acknowledge(desk.environment, alert.id, {})).error().kind, ErrorKind::Refused);
        QCOMPARE(standingName(*taken, desk.clock.now()), u"acknowledged"_s);
        const auto back = wait(desk.alerts.reopen(desk.environment, alert.id));
        QVERIFY(back);
        QVERIFY(!back->isAcknowledged());
        QCOMPARE(wait(desk.alerts.reopen(desk.environment, alert.id)).error().kind, ErrorKind::Refused);
        QCOMPARE(desk.audited(), (QStringList{u"alert.opened"_s, u"alert.acknowledged"_s, u"alert.reopened"_s}));
    }
    void isSnoozedForATimeThatEnds()
    {
        Desk desk;
        const Record alert = desk.opened();
        const QDateTime now = desk.clock.now();
        QCOMPARE(wait(desk.alerts.snooze(desk.environment, alert.id, now, {})).error().kind, ErrorKind::Invalid);
        QCOMPARE(wait(desk.alerts.snooze(desk.environment, alert.id, now.addDays(31), {})).error().kind,
                 ErrorKind::Invalid);
        const auto quiet = wait(desk.alerts.snooze(desk.environment, alert.id, now.addSecs(3600), u"known"_s));
        QVERIFY(quiet);
        QVERIFY(quiet->isSnoozed(now));
        QVERIFY(!quiet->isSnoozed(now.addSecs(3600)));
        QCOMPARE(standingName(*quiet, now), u"snoozed"_s);
        QCOMPARE(wait(desk.alerts.snooze(desk.environment, Id::make(now), now.addSecs(60), {})).error().kind,
                 ErrorKind::NotFound);
    }
    void tellsWhoeverDecidedOnWhatWasChanged()
    {
        Desk desk;
        Record seen = desk.opened();
        QVERIFY(wait(desk.alerts.acknowledge(desk.environment, seen.id, {})));
        seen.members[0].severity = Notify::Severity::Warning;
        const auto late = wait(
            desk.alerts.apply(desk.environment, {.alert = seen, .tellings = {{.channels = {}, .reminder = true}}}));
        QCOMPARE(late.error().kind, ErrorKind::Conflict);
        QVERIFY(wait(desk.alerts.find(seen.id.toString()))->isAcknowledged());
    }
    void letsOneProgramWatch()
    {
        Desk desk;
        const Id first = Id::make(desk.clock.now());
        const Id second = Id::make(desk.clock.now().addMSecs(1));
        const auto held = wait(desk.alerts.hold(first, u"watch on console-1"_s));
        QVERIFY(held);
        QVERIFY(held->mine);
        const auto other = wait(desk.alerts.hold(second, u"window"_s));
        QVERIFY(other);
        QVERIFY(!other->mine);
        QCOMPARE(other->holder, u"watch on console-1"_s);
        desk.clock.advance(30s);
        QVERIFY(wait(desk.alerts.hold(first, u"watch on console-1"_s))->mine);
        desk.clock.advance(30s);
        QVERIFY(!wait(desk.alerts.hold(second, u"window"_s))->mine);
        // Silent for longer than its lease.
        desk.clock.advance(60s);
        const auto taken = wait(desk.alerts.hold(second, u"window"_s));
        QVERIFY(taken->mine);
        QVERIFY(!wait(desk.alerts.hold(first, u"watch on console-1"_s))->mine);
        const auto watches = wait(desk.alerts.watches(desk.clock.now().addDays(-1)));
        QVERIFY(watches);
        QCOMPARE(watches->size(), size_t(2));
        // Nobody watched for 45 seconds.
        QCOMPARE(watches->at(0).until.msecsTo(watches->at(1).since), qint64(45000));
        QVERIFY(wait(desk.alerts.release(second)));
        QVERIFY(wait(desk.alerts.hold(first, u"watch on console-1"_s))->mine);
    }
    void tellsWhenNobodyWatched()
    {
        const QDateTime start(QDate(2026, 11, 20), QTime(3, 0), Qt::UTC);
        const auto at = [&](int minutes) { return start.addSecs(60 * minutes); };
        const std::vector<Watch> watches{{.holder = {}, .since = at(60), .until = at(90)},
                                         {.holder = {}, .since = at(0), .until = at(30)},
                                         {.holder = {}, .since = at(10), .until = at(20)},
                                         {.holder = {}, .since = at(92), .until = at(100)}};
        const auto gaps = [&](int from, int until) { return gapsIn(watches, at(from), at(until), 5min); };
        QCOMPARE(gaps(-100, 100), (std::vector<Gap>{{at(30), at(60)}}));
        QCOMPARE(gaps(40, 120), (std::vector<Gap>{{at(40), at(60)}, {at(100), at(120)}}));
        QCOMPARE(gaps(65, 85), std::vector<Gap>());
        QCOMPARE(gapsIn({}, at(0), at(100), 5min), std::vector<Gap>());
    }
    void survivesAClockThatIsSetBack()
    {
        Desk desk;
        const Id first = Id::make(desk.clock.now());
        const Id second = Id::make(desk.clock.now().addMSecs(1));
        QVERIFY(wait(desk.alerts.hold(first, u"a"_s))->mine);
        desk.clock.setNow(desk.clock.now().addDays(-1));
        QVERIFY(wait(desk.alerts.hold(second, u"b"_s))->mine);
    }
    void readsBackWhatItWrites()
    {
        const std::vector<Member> members{{.subject = u"probe:\"x\""_s,
                                           .title = u"x"_s,
                                           .severity = Notify::Severity::Info,
                                           .statement = u"ü\n"_s,
                                           .cause = u"db"_s,
                                           .since = QDateTime::fromMSecsSinceEpoch(1234567, Qt::UTC),
                                           .over = {}}};
        QCOMPARE(membersFromJson(membersToJson(members)), members);
        QVERIFY(membersFromJson("no json").empty());
        QVERIFY(toldFromJson("[]").empty());
    }
};

PILOTHOUSE_TEST(TestAlerts)
#include "tst_alerts.moc"
