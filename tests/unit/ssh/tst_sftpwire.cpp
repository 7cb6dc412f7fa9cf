// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/sftpdialogue.h"
#include "support/testmain.h"

#include <QtEndian>

using namespace Pilothouse;
using namespace Pilothouse::Ssh;
using namespace Qt::StringLiterals;

namespace {

QByteArray number(quint32 value)
{
    QByteArray out(4, '\0');
    qToBigEndian(value, out.data());
    return out;
}

QByteArray large(quint64 value)
{
    QByteArray out(8, '\0');
    qToBigEndian(value, out.data());
    return out;
}

QByteArray text(const QByteArray& bytes) { return number(quint32(bytes.size())) + bytes; }

QByteArray packet(quint8 type, quint32 id, const QByteArray& body)
{
    return number(quint32(5 + body.size())) + char(type) + number(id) + body;
}

QByteArray version(const QByteArray& extensions = {}) { return packet(Wire::Version, 3, extensions); }

QByteArray status(quint32 id, quint32 code)
{
    return packet(Wire::StatusReply, id, number(code) + text("why") + text("en"));
}

/// The ids and types of the requests in `bytes`.
std::vector<std::pair<int, quint32>> requestsIn(const QByteArray& bytes)
{
    Wire::Framer framer;
    std::vector<Wire::Packet> packets;
    std::vector<std::pair<int, quint32>> out;
    if (framer.take(bytes, packets)) {
        for (const Wire::Packet& one : packets)
            out.emplace_back(one.type, one.id);
    }
    return out;
}

/// A dialogue with a server that is a few lines of a test.
class Talk
{
public:
    Talk()
        : dialogue([this](const SftpFeatures& told) { features = told; })
    {
    }

    QByteArray sent()
    {
        QByteArray out;
        for (QByteArrayView next = dialogue.output(); !next.isEmpty(); next = dialogue.output()) {
            out.append(next.data(), next.size());
            dialogue.sent(next.size());
        }
        return out;
    }
    void ask(QByteArray request)
    {
        dialogue.submit({.packet = std::move(request),
                         .answer = [this](Result<Wire::Packet> answer) { answers.push_back(std::move(answer)); }});
    }

    std::vector<Result<Wire::Packet>> answers;
    std::optional<SftpFeatures> features;
    SftpDialogue dialogue;
};

} // namespace

class TestSftpWire : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void requestsAreWhatTheDraftSays()
    {
        QCOMPARE(Wire::init(), QByteArray::fromHex("000000050100000003"));
        QByteArray open = Wire::open("/a", Wire::ForWriting | Wire::Create | Wire::Exclusive, 0600);
        Wire::setId(open, 7);
        QCOMPARE(open, packet(Wire::Open, 7, text("/a") + number(0x2a) + number(4) + number(0600)));
        QCOMPARE(Wire::open("/a", Wire::ForReading, 0600), packet(Wire::Open, 0, text("/a") + number(1) + number(0)));
        QCOMPARE(Wire::read("h", 5'000'000'000, 100),
                 packet(Wire::Read, 0, text("h") + large(5'000'000'000) + number(100)));
        QCOMPARE(Wire::writeHeader("h", 1, 3) + "abc", packet(Wire::Write, 0, text("h") + large(1) + text("abc")));
        QCOMPARE(Wire::setstat("/a", {.mode = 0644, .modified = 9}),
                 packet(Wire::Setstat, 0, text("/a") + number(12) + number(0644) + number(9) + number(9)));
        QCOMPARE(Wire::symlink("to", "link"), packet(Wire::Symlink, 0, text("to") + text("link")));
        QCOMPARE(Wire::posixRename("a", "b"),
                 packet(Wire::Extended, 0, text("posix-rename@openssh.com") + text("a") + text("b")));
        QCOMPARE(Wire::fsync("h"), packet(Wire::Extended, 0, text("fsync@openssh.com") + text("h")));
    }

    void packetsComeInAnyPieces()
    {
        const QByteArray stream =
            status(1, 0) + packet(Wire::DataReply, 2, text(QByteArray(100'000, 'x'))) + status(3, 4);
        for (const qsizetype piece : {1, 2, 8, 9, 10, 1000, 65536}) {
            Wire::Framer framer;
            std::vector<Wire::Packet> out;
            for (qsizetype i = 0; i < stream.size(); i += piece)
                QVERIFY(framer.take(QByteArrayView(stream).sliced(i, std::min(piece, stream.size() - i)), out));
            QCOMPARE(out.size(), size_t(3));
            QCOMPARE(out[1].id, 2U);
            QCOMPARE(Wire::readData(out[1].body, 100'000)->size(), 100'000);
            QCOMPARE(Wire::readStatus(out[2].body)->code, quint32(Wire::Failure));
        }
    }

    void lengthsAreNotBelieved_data()
    {
        QTest::addColumn<QByteArray>("stream");
        QTest::addRow("shorter than its head") << number(4) + QByteArray(20, '\0');
        QTest::addRow("zero") << QByteArray(20, '\0');
        QTest::addRow("too long") << number(Wire::longestPacket + 1) + QByteArray(20, '\0');
        QTest::addRow("as long as can be") << QByteArray(20, '\xff');
        QTest::addRow("text of a login shell") << QByteArray("Welcome to the machine!\n");
    }

    void lengthsAreNotBelieved()
    {
        QFETCH(const QByteArray, stream);
        Wire::Framer framer;
        std::vector<Wire::Packet> out;
        QVERIFY(!framer.take(stream, out));
        QVERIFY(out.empty());
    }

    void bodiesThatLieAreNothing()
    {
        QVERIFY(!Wire::readHandle(text("")));
        QVERIFY(!Wire::readHandle(text(QByteArray(257, 'h'))));
        QVERIFY(!Wire::readHandle(number(100) + "short"));
        QVERIFY(!Wire::readData(text("12345"), 4));
        QVERIFY(!Wire::readData({}, 4));
        QVERIFY(!Wire::readNames(number(0xffffffff)));
        QVERIFY(!Wire::readNames(number(1'000'000) + QByteArray(1000, '\0')));
        QVERIFY(!Wire::readNames(number(1) + text("name") + text("line") + number(1)));
        QVERIFY(!Wire::readAttributes(number(0x80000000U) + number(0xffffffff)));
        QVERIFY(!Wire::readSpace(large(4096) + large(~0ULL) + large(~0ULL) + large(1) + large(~0ULL)));
        QVERIFY(!Wire::readVersion(text("posix-rename@openssh.com")));
        QVERIFY(!Wire::readStatus({}));
        QCOMPARE(Wire::readStatus(number(2))->code, quint32(Wire::NoSuchFile));
    }

    void factsAreReadWithWhateverIsThere()
    {
        const auto all = Wire::readAttributes(number(0x8000000f) + large(5) + number(1) + number(2) + number(0100640) +
                                              number(3) + number(4) + number(1) + text("x@y") + text("z"));
        QCOMPARE(*all, (FileFacts{.size = 5, .owner = 1, .group = 2, .mode = 0100640, .accessed = 3, .modified = 4}));
        QCOMPARE(all->permissions(0), 0640U);
        QVERIFY(all->kind() == FileKind::File);
        QCOMPARE(*Wire::readAttributes(number(0)), FileFacts());
        QVERIFY((FileFacts{.mode = 0040755}.kind() == FileKind::Folder));
        QVERIFY((FileFacts{.mode = 0120777}.kind() == FileKind::Link));
        QVERIFY((FileFacts{.mode = 0020600}.kind() == FileKind::Other));
    }

    void limitsOfAServerAreBounded()
    {
        const SftpFeatures plain;
        QCOMPARE(Wire::withLimits(plain, {}), plain);
        QCOMPARE(Wire::withLimits(plain, {.readLength = 261120, .writeLength = 1}).readLength, 261120U);
        QCOMPARE(Wire::withLimits(plain, {.readLength = 1, .writeLength = 1}).writeLength, 4096U);
        QCOMPARE(Wire::withLimits(plain, {.readLength = ~0ULL}).readLength, Wire::longestTransfer);
    }

    void nothingIsAskedBeforeTheServerHasGreeted()
    {
        Talk talk;
        talk.ask(Wire::onPath(Wire::Stat, "/a"));
        QCOMPARE(talk.sent(), Wire::init());
        QVERIFY(!talk.dialogue.hasAsked());
        QVERIFY(talk.dialogue.take(version(text("fsync@openssh.com") + text("1"))));
        QVERIFY(talk.features && talk.features->fsync && !talk.features->posixRename);
        QCOMPARE(requestsIn(talk.sent()), (std::vector<std::pair<int, quint32>>{{Wire::Stat, 1}}));
        QVERIFY(talk.dialogue.hasAsked());
    }

    void limitsAreAskedForFirst()
    {
        Talk talk;
        talk.ask(Wire::onPath(Wire::Stat, "/a"));
        talk.sent();
        QVERIFY(talk.dialogue.take(version(text("limits@openssh.com") + text("1"))));
        QVERIFY(!talk.features);
        QCOMPARE(requestsIn(talk.sent()), (std::vector<std::pair<int, quint32>>{{Wire::Extended, 1}, {Wire::Stat, 2}}));
        QVERIFY(talk.dialogue.take(
            packet(Wire::ExtendedReply, 1, large(262144) + large(261120) + large(261000) + large(9))));
        QCOMPARE(talk.features->readLength, 261120U);
        QCOMPARE(talk.features->writeLength, 261000U);
        QCOMPARE(talk.features->openHandles, quint64(9));
    }

    void answersGoToWhoAsked()
    {
        Talk talk;
        talk.sent();
        QVERIFY(talk.dialogue.take(version()));
        for (int i = 0; i < 3; ++i)
            talk.ask(Wire::onPath(Wire::Stat, "/" + QByteArray::number(i)));
        QCOMPARE(requestsIn(talk.sent()).size(), size_t(3));
        QVERIFY(talk.dialogue.take(status(3, 2) + status(1, 3)));
        QCOMPARE(talk.answers.size(), size_t(2));
        QCOMPARE(Wire::readStatus(talk.answers[0]->body)->code, 2U);
        QCOMPARE(Wire::readStatus(talk.answers[1]->body)->code, 3U);
        QVERIFY(!talk.dialogue.isIdle());
        QVERIFY(talk.dialogue.take(status(2, 0)));
        QVERIFY(talk.dialogue.isIdle());
    }

    void anAnswerThatNobodyAskedForEndsIt()
    {
        Talk talk;
        QVERIFY(talk.dialogue.take(version()));
        QVERIFY(!talk.dialogue.take(status(1, 0)));
        Talk twice;
        QVERIFY(twice.dialogue.take(version()));
        twice.ask(Wire::onPath(Wire::Stat, "/a"));
        twice.sent();
        QVERIFY(!twice.dialogue.take(status(1, 0) + status(1, 0)));
        QCOMPARE(twice.answers.size(), size_t(1));
    }

    void anotherVersionIsRefused()
    {
        Talk talk;
        QVERIFY(!talk.dialogue.take(packet(Wire::Version, 2, {})));
        Talk answer;
        QVERIFY(!answer.dialogue.take(status(3, 0)));
    }

    void whatWaitsIsAnsweredWhenItEnds()
    {
        Talk talk;
        QVERIFY(talk.dialogue.take(version()));
        talk.ask(Wire::onPath(Wire::Stat, "/sent"));
        talk.sent();
        talk.ask(Wire::onPath(Wire::Stat, "/queued"));
        talk.dialogue.end({ErrorKind::Unreachable, u"gone"_s});
        talk.ask(Wire::onPath(Wire::Stat, "/late"));
        QCOMPARE(talk.answers.size(), size_t(3));
        for (const auto& answer : talk.answers)
            QCOMPARE(answer.error().kind, ErrorKind::Unreachable);
        QVERIFY(talk.sent().isEmpty());
        QVERIFY(!talk.dialogue.take(status(1, 0)));
    }

    void anOpenFileKeepsItFromBeingIdle()
    {
        Talk talk;
        QVERIFY(talk.dialogue.take(version()));
        talk.ask(Wire::open("/a", Wire::ForReading, 0));
        talk.sent();
        QVERIFY(talk.dialogue.take(packet(Wire::HandleReply, 1, text("h"))));
        QVERIFY(!talk.dialogue.isIdle());
        talk.ask(Wire::onHandle(Wire::Close, "h"));
        talk.sent();
        QVERIFY(talk.dialogue.take(status(2, 0)));
        QVERIFY(talk.dialogue.isIdle());
    }
};

PILOTHOUSE_TEST(TestSftpWire)
#include "tst_sftpwire.moc"
