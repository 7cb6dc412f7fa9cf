// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/followreader.h"
#include "support/testmain.h"

using namespace Pilothouse::Run;
using namespace Qt::StringLiterals;

class FollowReaderTest : public QObject
{
    Q_OBJECT

private:
    using Kind = FollowEvent::Kind;
    /// Neighbouring data joined, since pieces may be cut anywhere.
    static std::vector<FollowEvent> joined(const std::vector<FollowEvent>& events)
    {
        std::vector<FollowEvent> out;
        for (const FollowEvent& event : events) {
            if (event.kind == Kind::Data && !out.empty() && out.back().kind == Kind::Data &&
                out.back().step == event.step && out.back().offset + out.back().data.size() == event.offset)
                out.back().data += event.data;
            else
                out.push_back(event);
        }
        return out;
    }

private Q_SLOTS:
    void readsAnyPieces()
    {
        const QByteArray text =
            "Welcome to the host\nPILOTHOUSE no 1\nPILOTHOUSE abc 1\nstart pull\ndata pull 5 13\nend x\nbeat\n\n!\n"
            "beat\nrevert pull waiting\nrevert pull reverted 0\nstatus pull exit 0\nstatus b timeout 143\nholding\nend "
            "rolled-back\n";
        const std::vector<FollowEvent> wanted{
            {.kind = Kind::Started, .step = u"pull"_s},
            {.kind = Kind::Data, .step = u"pull"_s, .offset = 5, .data = "end x\nbeat\n\n!"},
            {.kind = Kind::Beat},
            {.kind = Kind::Revert, .step = u"pull"_s, .text = u"waiting"_s},
            {.kind = Kind::Revert, .step = u"pull"_s, .text = u"reverted 0"_s},
            {.kind = Kind::Status, .step = u"pull"_s, .text = u"exit 0"_s},
            {.kind = Kind::Status, .step = u"b"_s, .text = u"timeout 143"_s},
            {.kind = Kind::Holding},
            {.kind = Kind::Ended, .text = u"rolled-back"_s}};
        for (qsizetype size = 1; size < text.size(); ++size) {
            FollowReader reader("abc");
            std::vector<FollowEvent> events;
            for (qsizetype at = 0; at < text.size(); at += size) {
                const auto more = reader.feed(QByteArrayView(text).sliced(at, std::min(size, text.size() - at)));
                events.insert(events.end(), more.begin(), more.end());
            }
            QVERIFY(joined(events) == wanted);
        }
    }
    void readsWhatWasAskedBefore()
    {
        FollowReader reader("abc", true);
        const auto events = reader.feed(
            "PILOTHOUSE abc 1\ntaken /a b\nlaunched\ndriving 1\nfollowing\nstart x\ngave-back\nend succeeded\n");
        QCOMPARE(events.size(), size_t(7));
        QCOMPARE(events[0], (FollowEvent{.kind = Kind::Told, .data = "taken /a b"}));
        QCOMPARE(events[2], (FollowEvent{.kind = Kind::Told, .data = "driving 1"}));
        QCOMPARE(events[3].kind, Kind::Following);
        QCOMPARE(events[4], (FollowEvent{.kind = Kind::Started, .step = u"x"_s}));
        QCOMPARE(events[5].kind, Kind::GaveBack);
        QCOMPARE(events[6].kind, Kind::Ended);
    }
    void saysWhenItIsLost()
    {
        FollowReader reader("abc");
        const auto events = reader.feed("PILOTHOUSE abc 1\nlost\nrebooted\nabsent\nsh: out of memory\nend succeeded\n");
        QCOMPARE(events.size(), size_t(4));
        QCOMPARE(events[0].kind, Kind::Lost);
        QCOMPARE(events[1].kind, Kind::Rebooted);
        QCOMPARE(events[2].kind, Kind::Absent);
        QCOMPARE(events[3].kind, Kind::Confusion); // and nothing after it is believed
    }
    void doesNotHoardALineWithoutEnd()
    {
        FollowReader reader("abc");
        const QByteArray noise(1 << 20, 'x');
        for (int i = 0; i < 20; ++i)
            QVERIFY(reader.feed(noise).empty());
        QVERIFY(reader.feed("\nPILOTHOUSE abc 1\nbeat\n").size() == 1);
    }
};

PILOTHOUSE_TEST(FollowReaderTest)
#include "tst_followreader.moc"
