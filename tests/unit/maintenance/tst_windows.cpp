// SPDX-License-Identifier: GPL-3.0-or-later
#include "maintenance/texts.h"
#include "samples.h"

using namespace Pilothouse;
using namespace Pilothouse::Maintenance;
using namespace Pilothouse::Test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

Announcement database(const QDateTime& starts)
{
    return {.title = u"New database"_s, .starts = starts, .length = 2h, .zone = QTimeZone("Europe/Berlin")};
}

bool opens(const System::Environment& environment, const std::vector<Window>& windows, const QDateTime& at)
{
    return standing(environment, windows, at).open.has_value();
}

} // namespace

/// Windows that people announce: what is written down, who is told, and what opens.
class TestWindows : public QObject
{
    Q_OBJECT

    const QDateTime m_start{QDate(2026, 11, 24), QTime(1, 0), Qt::UTC};

private Q_SLOTS:
    void announcedAndToldItOpens()
    {
        Shelf shelf;
        const auto window = answerOf(shelf.windows.announce(shop(), database(m_start)));
        QVERIFY2(window, window ? "" : qPrintable(window.error().message));
        QCOMPARE(window->deliveries.size(), size_t(2)); // nobody is paged
        QVERIFY(!opens(shop(), shelf.all(), m_start));
        QCOMPARE(shelf.deliver({u"mail"_s}), 2);
        const Window told = shelf.all().at(0);
        QCOMPARE(told.told(), Told::InTime);
        QCOMPARE(toldWords(told), u"announced 3 d before to mail (mail@example.com)"_s);
        QCOMPARE(spanWords(told), u"2026-11-24 02:00 \u2013 04:00 Europe/Berlin"_s);
        QVERIFY(!opens(shop(), {told}, m_start.addMSecs(-1)));
        QVERIFY(opens(shop(), {told}, m_start));
        QVERIFY(opens(shop(), {told}, m_start.addSecs(7199)));
        QVERIFY(!opens(shop(), {told}, m_start.addSecs(7200)));
        const Standing now = standing(shop(), {told}, m_start);
        QCOMPARE(System::untilWords(*now.open), u"until 2026-11-24 04:00 Europe/Berlin (New database)"_s);
        QCOMPARE(standing(shop(), {told}, m_start.addDays(-1)).next->at, m_start);
    }
    void toldToNobodyItDoesNotOpen()
    {
        Shelf shelf;
        QVERIFY(answerOf(shelf.windows.announce(shop(), database(m_start))));
        QCOMPARE(shelf.deliver({}), 2);
        const Standing closed = standing(shop(), shelf.all(), m_start);
        QVERIFY(!closed.open);
        QCOMPARE(closed.closed.size(), 1);
        QVERIFY2(closed.closed[0].contains(u"announced to nobody"_s), qPrintable(closed.closed[0]));
        // Somebody says so, with a reason that everybody sees.
        QVERIFY(!answerOf(shelf.windows.allow(shop(), shelf.all()[0], u"  "_s)));
        QVERIFY(answerOf(shelf.windows.allow(shop(), shelf.all()[0], u"told by phone"_s)));
        const Standing open = standing(shop(), shelf.all(), m_start);
        QVERIFY(open.open);
        QVERIFY2(open.words.contains(u"opens without an announcement: told by phone"_s), qPrintable(open.words));
    }
    void shortNoticeNeedsAReason()
    {
        Shelf shelf;
        Announcement wanted = database(shelf.clock.now().addSecs(3600));
        const auto refused = answerOf(shelf.windows.announce(shop(), wanted));
        QCOMPARE(refused.error().kind, ErrorKind::Refused);
        QVERIFY2(refused.error().message.contains(u"1 h"_s), qPrintable(refused.error().message));
        QVERIFY(shelf.all().empty());
        QVERIFY(shelf.messages().empty());
        wanted.shortNotice = u"security hole"_s;
        QVERIFY(answerOf(shelf.windows.announce(shop(), wanted)));
        shelf.deliver({u"mail"_s, u"slack"_s});
        const Window window = shelf.all().at(0);
        QVERIFY2(toldWords(window).contains(u"at short notice: security hole"_s), qPrintable(toldWords(window)));
        QVERIFY(shelf.messages().at(0).message.text.contains(
            u"only 1 h before it begins, not 2 d. The reason: security hole"_s));
        QVERIFY(opens(shop(), {window}, wanted.starts));
    }
    void aReasonThatIsNotNeededIsNotKept()
    {
        Shelf shelf;
        Announcement wanted = database(m_start);
        wanted.shortNotice = u"just in case"_s;
        QCOMPARE(answerOf(shelf.windows.announce(shop(), wanted))->shortNotice, QString());
    }
    void exactlyTheNoticeIsEnough()
    {
        Shelf shelf;
        QVERIFY(answerOf(shelf.windows.announce(shop(), database(shelf.clock.now().addSecs(48 * 3600)))));
        QVERIFY(!answerOf(shelf.windows.announce(shop(), database(shelf.clock.now().addSecs(48 * 3600 - 1)))));
    }
    void whereNobodyListensSomebodySaysSo()
    {
        Shelf shelf;
        System::Environment silent = shop();
        silent.notify.clear();
        Announcement wanted = database(m_start);
        QCOMPARE(answerOf(shelf.windows.announce(silent, wanted)).error().kind, ErrorKind::Refused);
        wanted.unannounced = u"nobody uses it at night"_s;
        const auto window = answerOf(shelf.windows.announce(silent, wanted));
        QVERIFY(window);
        QCOMPARE(window->allowed(), u"nobody uses it at night"_s);
        QVERIFY(opens(silent, {*window}, m_start));
    }
    void whatMakesNoSenseIsRefused()
    {
        Shelf shelf;
        Announcement wanted = database(m_start);
        wanted.title = u" "_s;
        QCOMPARE(answerOf(shelf.windows.announce(shop(), wanted)).error().kind, ErrorKind::Invalid);
        wanted = database(m_start);
        wanted.length = 0h;
        QCOMPARE(answerOf(shelf.windows.announce(shop(), wanted)).error().kind, ErrorKind::Invalid);
        wanted.length = 15 * 24h;
        QCOMPARE(answerOf(shelf.windows.announce(shop(), wanted)).error().kind, ErrorKind::Invalid);
        wanted = database(shelf.clock.now().addDays(-1));
        wanted.shortNotice = u"x"_s;
        QCOMPARE(answerOf(shelf.windows.announce(shop(), wanted)).error().kind, ErrorKind::Refused);
    }
    void anExtensionCountsWhenSomebodyWasTold()
    {
        Shelf shelf;
        QVERIFY(answerOf(shelf.windows.announce(shop(), database(m_start))));
        shelf.deliver({u"mail"_s});
        const auto extended = answerOf(shelf.windows.extend(shop(), shelf.all()[0], 1h, u"slow import"_s));
        QVERIFY(extended);
        QVERIFY(!opens(shop(), shelf.all(), m_start.addSecs(2 * 3600)));
        QVERIFY(toldWords(shelf.all()[0]).contains(u"nobody was told that it is extended"_s));
        shelf.deliver({u"mail"_s});
        QVERIFY(opens(shop(), shelf.all(), m_start.addSecs(3 * 3600 - 1)));
        const auto message = shelf.messages().at(0).message;
        QCOMPARE(message.title,
                 u"Maintenance of shop/production takes longer: 2026-11-24 02:00 \u2013 05:00 Europe/Berlin"_s);
        QVERIFY(message.text.contains(u"slow import"_s));
        // Two who change the same row: the second looks again.
        QCOMPARE(answerOf(shelf.windows.extend(shop(), *extended, 1h, {})).has_value(), true);
        QCOMPARE(answerOf(shelf.windows.extend(shop(), *extended, 1h, {})).error().kind, ErrorKind::Conflict);
    }
    void aCancelledWindowIsToldAndShut()
    {
        Shelf shelf;
        QVERIFY(answerOf(shelf.windows.announce(shop(), database(m_start))));
        shelf.deliver({u"mail"_s});
        QVERIFY(answerOf(shelf.windows.cancel(shop(), shelf.all()[0], u"not needed"_s)));
        QVERIFY(!opens(shop(), shelf.all(), m_start)); // at once, whoever has heard of it
        QCOMPARE(shelf.deliver({u"mail"_s}), 2);
        const auto message = shelf.messages().at(0).message;
        QVERIFY(message.title.startsWith(u"Maintenance of shop/production is cancelled"_s));
        QCOMPARE(shelf.messages().back().message.group, message.group);
        QCOMPARE(answerOf(shelf.windows.cancel(shop(), shelf.all()[0], {})).error().kind, ErrorKind::Refused);
        QCOMPARE(answerOf(shelf.windows.extend(shop(), shelf.all()[0], 1h, {})).error().kind, ErrorKind::Refused);
    }
    void historyAuditAndMessagesAreOne()
    {
        Shelf shelf;
        QVERIFY(answerOf(shelf.windows.announce(shop(), database(m_start))));
        QVERIFY(answerOf(shelf.windows.cancel(shop(), shelf.all()[0], u"x"_s)));
        QCOMPARE(shelf.all()[0].history.size(), size_t(2));
        const auto entries = answerOf(shelf.trail.entries({.action = u"maintenance."_s}));
        QVERIFY(entries);
        QCOMPARE(entries->size(), size_t(2));
        QCOMPARE(entries->at(0).action, u"maintenance.cancelled"_s);
        QCOMPARE(entries->at(1).target, u"shop/production"_s);
        QCOMPARE(shelf.messages().size(), size_t(4));
    }
    void oneOfSeveralDoesIt()
    {
        Shelf shelf;
        const auto window = answerOf(shelf.windows.announce(shop(), database(m_start)));
        Windows other(shelf.store, shelf.trail, shelf.clock);
        QCOMPARE(answerOf(shelf.windows.claim(window->id, 15min)), Result<bool>(true));
        QCOMPARE(answerOf(other.claim(window->id, 15min)), Result<bool>(false));
        QCOMPARE(answerOf(shelf.windows.claim(window->id, 15min)), Result<bool>(true));
        shelf.clock.advance(15min);
        QCOMPARE(answerOf(other.claim(window->id, 15min)), Result<bool>(true));
        QVERIFY(answerOf(shelf.windows.release(window->id)));
        QCOMPARE(answerOf(shelf.windows.claim(window->id, 15min)), Result<bool>(false));
        QVERIFY(answerOf(other.release(window->id)));
        QCOMPARE(answerOf(shelf.windows.claim(window->id, 15min)), Result<bool>(true));
    }
    void whatWasLongAgoIsNotListed()
    {
        Shelf shelf;
        QVERIFY(answerOf(shelf.windows.announce(shop(), database(m_start))));
        QVERIFY(answerOf(shelf.windows.cancel(shop(), shelf.all()[0], u"x"_s)));
        shelf.clock.advance(60 * 24h);
        QVERIFY(shelf.all().empty());
    }
};

PILOTHOUSE_TEST(TestWindows)
#include "tst_windows.moc"
