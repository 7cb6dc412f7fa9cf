// SPDX-License-Identifier: GPL-3.0-or-later
#include "notify/outbox.h"
#include "support/manualclock.h"
#include "support/testmain.h"

#include <QTemporaryDir>

using namespace Pilothouse;
using namespace Pilothouse::Notify;
using namespace Pilothouse::Test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

template <typename T> Result<T> answer(QFuture<Result<T>> future)
{
    future.waitForFinished();
    return future.resultCount() > 0 ? future.result() : fail(ErrorKind::Cancelled, u"no answer"_s);
}

Message message(About about, const QString& title)
{
    return {.about = about, .system = u"shop"_s, .environment = u"production"_s, .title = title};
}

const std::vector<System::NotifyTarget> slackAndMail{{.name = u"slack"_s, .channel = u"slack"_s},
                                                     {.name = u"mail"_s, .channel = u"mail"_s}};

/// A store of its own and two programs that use it.
struct Bench
{
    QTemporaryDir folder;
    ManualClock clock;
    Store::Database store{Store::Database::Kind::Facts, folder.filePath(u"facts.sqlite"_s), Outbox::migrations(),
                          clock};
    Outbox outbox{store, clock};

    std::vector<Delivery> all() { return answer(outbox.list({})).value_or(std::vector<Delivery>()); }
    std::vector<Delivery> claim() { return answer(outbox.claim(5min, 100)).value_or(std::vector<Delivery>()); }
};

} // namespace

/// What waits, what is being tried, what came of it; nothing is lost and nothing is tried by two at once.
class TestOutbox : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void entriesGetWhatTheyAreFor()
    {
        System::Environment environment{.name = u"production"_s};
        environment.notify = {
            {.name = u"slack"_s, .channel = u"slack"_s, .from = u"critical"_s},
            {.name = u"pager"_s, .channel = u"pagerduty"_s, .from = u"critical"_s, .announcements = false},
            {.name = u"users"_s, .channel = u"mail"_s, .from = u"info"_s, .alerts = false},
            {.name = u"desktop"_s, .channel = u"desktop"_s, .from = u"info"_s}};
        const auto names = [&](About about, Severity severity) {
            QStringList out;
            Message one = message(about, u"x"_s);
            one.severity = severity;
            for (const auto& each : channelsFor(environment, one))
                out += each.name;
            return out.join(u' ');
        };
        QCOMPARE(names(About::Alert, Severity::Critical), u"slack pager"_s);
        QCOMPARE(names(About::Alert, Severity::Warning), QString());
        QCOMPARE(names(About::Announcement, Severity::Info), u"slack users"_s);
        QCOMPARE(names(About::Test, Severity::Info), u"slack pager users"_s);
    }
    void aKeyIsSaidOnce()
    {
        Bench bench;
        Message one = message(About::Announcement, u"Maintenance"_s);
        one.once = u"maintenance/1"_s;
        QCOMPARE(answer(bench.outbox.post(one, slackAndMail)), Result<bool>(true));
        QCOMPARE(answer(bench.outbox.post(one, slackAndMail)), Result<bool>(false));
        QCOMPARE(bench.all().size(), size_t(2));
        one.once.clear();
        QCOMPARE(answer(bench.outbox.post(one, slackAndMail)), Result<bool>(true));
        QCOMPARE(answer(bench.outbox.post(one, slackAndMail)), Result<bool>(true));
        QCOMPARE(bench.all().size(), size_t(6));
    }
    void whatOneTriesNobodyElseTries()
    {
        Bench bench;
        QVERIFY(answer(bench.outbox.post(message(About::Alert, u"down"_s), slackAndMail)));
        const auto first = bench.claim();
        QCOMPARE(first.size(), size_t(2));
        QVERIFY(bench.claim().empty());
        bench.clock.advance(4min);
        QVERIFY(bench.claim().empty());
        // Whoever took it was ended: it is taken up when the claim has lapsed.
        bench.clock.advance(2min);
        const auto second = bench.claim();
        QCOMPARE(second.size(), size_t(2));
        // The first one was only slow: its word does not overwrite that of whoever holds the claim now.
        QCOMPARE(answer(bench.outbox.record(first[0], {.outcome = Attempt::Outcome::Permanent})).error().kind,
                 ErrorKind::Conflict);
        QVERIFY(answer(bench.outbox.record(second[0], {.outcome = Attempt::Outcome::Delivered, .reached = {u"a"_s}})));
        QVERIFY(bench.claim().empty());
    }
    void anotherTryWaits()
    {
        Bench bench;
        QVERIFY(answer(bench.outbox.post(message(About::Alert, u"down"_s), {slackAndMail[0]})));
        QVERIFY(answer(bench.outbox.record(bench.claim().at(0), {.detail = u"500"_s, .retryAfter = 120s})));
        bench.clock.advance(119s);
        QVERIFY(bench.claim().empty());
        bench.clock.advance(1s);
        const auto again = bench.claim();
        QCOMPARE(again.size(), size_t(1));
        QCOMPARE(again[0].attempts, 1);
        QCOMPARE(again[0].detail, u"500"_s);
        QVERIFY(answer(bench.outbox.record(again[0], {.outcome = Attempt::Outcome::Permanent, .detail = u"404"_s})));
        bench.clock.advance(24h);
        QVERIFY(bench.claim().empty());
        QCOMPARE(bench.all().at(0).state, DeliveryState::GivenUp);
        QCOMPARE(bench.all().at(0).attempts, 2);
    }
    void itIsGivenUpAtLast()
    {
        Bench bench;
        QVERIFY(answer(bench.outbox.post(message(About::Alert, u"down"_s), {slackAndMail[0]})));
        int tries = 0;
        for (; tries < 100; ++tries) {
            const auto claimed = bench.claim();
            if (claimed.empty())
                break;
            QVERIFY(answer(bench.outbox.record(claimed[0], {.detail = u"500"_s})));
            bench.clock.advance(1h);
        }
        QCOMPARE(tries, 20);
        QCOMPARE(bench.all().at(0).state, DeliveryState::GivenUp);
    }
    void aTestIsTriedOnce()
    {
        Bench bench;
        QVERIFY(answer(bench.outbox.post(message(About::Test, u"test"_s), {slackAndMail[0]})));
        QVERIFY(answer(bench.outbox.record(bench.claim().at(0), {.detail = u"500"_s})));
        QCOMPARE(bench.all().at(0).state, DeliveryState::GivenUp);
    }
    void thoseLeftAreTriedAlone()
    {
        Bench bench;
        QVERIFY(answer(bench.outbox.post(message(About::Announcement, u"x"_s), {slackAndMail[1]})));
        QVERIFY(answer(
            bench.outbox.record(bench.claim().at(0), {.reached = {u"a"_s}, .refused = {u"c"_s}, .left = {u"b"_s}})));
        bench.clock.advance(1min);
        const Delivery again = bench.claim().at(0);
        QCOMPARE(again.left, QStringList{u"b"_s});
        QVERIFY(answer(bench.outbox.record(again, {.outcome = Attempt::Outcome::Permanent, .refused = {u"b"_s}})));
        const Delivery end = bench.all().at(0);
        QCOMPARE(end.state, DeliveryState::Delivered);
        QCOMPARE(end.reached, QStringList{u"a"_s});
        QCOMPARE(end.refused, (QStringList{u"c"_s, u"b"_s}));
    }
    void whatIsTooLateIsNotSent()
    {
        Bench bench;
        Message one = message(About::Announcement, u"tomorrow"_s);
        one.until = bench.clock.now().addSecs(3600);
        QVERIFY(answer(bench.outbox.post(one, slackAndMail)));
        bench.clock.advance(1h);
        QVERIFY(bench.claim().empty());
        for (const Delivery& each : bench.all())
            QCOMPARE(each.state, DeliveryState::Expired);
    }
    void aStormIsHeldBackAndTold()
    {
        Bench bench;
        const auto post = [&](About about) {
            return answer(bench.outbox.post(message(about, u"down"_s), {slackAndMail[0]}));
        };
        for (int i = 0; i < Outbox::alertsAnHour + 5; ++i) {
            QVERIFY(post(About::Alert));
            bench.clock.advance(1s);
        }
        const auto held = [&] { return std::ranges::count(bench.all(), DeliveryState::Held, &Delivery::state); };
        QCOMPARE(held(), 5);
        // Announcements are no storm, and another environment is not held up by this one.
        QVERIFY(post(About::Announcement));
        QCOMPARE(held(), 5);
        bench.clock.advance(59min + 40s);
        QVERIFY(post(About::Alert));
        QCOMPARE(held(), 5);
        QVERIFY2(bench.all().at(0).message.text.contains(u"5 message(s)"_s),
                 qPrintable(bench.all().at(0).message.text));
        QVERIFY(post(About::Alert));
        QVERIFY(!bench.all().at(0).message.text.contains(u"held"_s));
    }
    void theNextDueIsKnown()
    {
        Bench bench;
        QVERIFY(!answer(bench.outbox.nextDue()).value());
        QVERIFY(answer(bench.outbox.post(message(About::Alert, u"down"_s), {slackAndMail[0]})));
        QCOMPARE(answer(bench.outbox.nextDue()).value(), std::optional(bench.clock.now()));
        bench.claim();
        QCOMPARE(answer(bench.outbox.nextDue()).value(), std::optional(bench.clock.now().addSecs(300)));
    }
};

PILOTHOUSE_TEST(TestOutbox)
#include "tst_outbox.moc"
