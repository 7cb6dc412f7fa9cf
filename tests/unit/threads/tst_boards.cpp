// SPDX-License-Identifier: GPL-3.0-or-later
#include "crew.h"
#include "ssh/keyoffers.h"
#include "ssh/states.h"
#include "ssh/tap.h"

using namespace Pilothouse;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;

/// What the threads of connections tell those who look.
class TestBoards : public QObject
{
    Q_OBJECT

    static Ssh::Endpoint host(int number)
    {
        return {.name = u"host"_s, .address = u"host-%1"_s.arg(number), .user = u"deploy"_s};
    }

private Q_SLOTS:
    void statesAreWhole()
    {
        Ssh::StateBoard board;
        std::atomic_bool over = false;
        together(4, [&](int who) {
            if (who < 3) {
                for (int i = 1; i <= 1000; ++i)
                    board.put(QString::number(who), {.endpoint = host(who), .channels = i, .waiting = i});
                over = true;
                return;
            }
            while (!over) {
                for (const auto& state : board.all())
                    QCOMPARE(state.channels, state.waiting);
            }
        });
        QCOMPARE(board.all().size(), size_t(3));
        for (const auto& state : board.all())
            QCOMPARE(state.channels, 1000);
    }

    void offersComeAndGo()
    {
        Ssh::KeyOffers offers;
        together(4, [&](int who) {
            Ssh::KeyOffer offer;
            offer.endpoint = host(who % 2);
            for (int i = 0; i < 1000; ++i) {
                offer.key.blob = QByteArray::number(i);
                offers.put(offer);
                if (i % 3 == 0)
                    offers.settle(offer.endpoint);
                QVERIFY(offers.all().size() <= 2);
            }
        });
        for (int number = 0; number < 2; ++number)
            offers.settle(host(number));
        QVERIFY(offers.all().empty());
    }

    /// Whoever closes and opens it while others do: in the end it is open, and who was to be told was.
    void aTapIsTurnedByMany()
    {
        for (int round = 0; round < 200; ++round) {
            Ssh::Tap tap;
            std::atomic_int told = 0;
            tap.close();
            together(4, [&](int who) {
                if (who == 0)
                    tap.setOnOpened([&told] { ++told; });
                else if (who == 1)
                    tap.close();
                tap.open();
            });
            QVERIFY(!tap.isClosed());
            tap.setOnOpened(nullptr);
            tap.close();
            tap.open();
            QVERIFY(told <= 5);
        }
    }
};

PILOTHOUSE_TEST(TestBoards)
#include "tst_boards.moc"
