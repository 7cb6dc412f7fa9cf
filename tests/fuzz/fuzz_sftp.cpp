// SPDX-License-Identifier: GPL-3.0-or-later
// links: pilothouse_ssh
#include "fuzz/fuzztarget.h"
#include "ssh/sftpdialogue.h"

using namespace Pilothouse;
using namespace Pilothouse::Ssh;

namespace {

std::vector<Wire::Packet> packetsOf(const QByteArray& input, qsizetype piece, bool& good)
{
    Wire::Framer framer;
    std::vector<Wire::Packet> out;
    good = true;
    for (qsizetype i = 0; i < input.size() && good; i += piece)
        good = framer.take(QByteArrayView(input).sliced(i, std::min(piece, input.size() - i)), out);
    return out;
}

} // namespace

/// Whatever a server sends: the same packets in whatever pieces it comes, nothing longer than its bounds, and every
/// question answered exactly once.
PILOTHOUSE_FUZZ_TARGET(sftp)
{
    bool whole = false;
    bool cut = false;
    const auto packets = packetsOf(input, std::max<qsizetype>(1, input.size()), whole);
    FUZZ_CHECK(packetsOf(input, 7, cut) == packets && whole == cut);
    for (const Wire::Packet& packet : packets) {
        FUZZ_CHECK(packet.body.size() <= qsizetype(Wire::longestPacket));
        if (const auto data = Wire::readData(packet.body, 1000))
            FUZZ_CHECK(data->size() <= 1000);
        if (const auto handle = Wire::readHandle(packet.body))
            FUZZ_CHECK(!handle->isEmpty() && handle->size() <= qsizetype(Wire::longestHandle));
        if (const auto names = Wire::readNames(packet.body)) {
            qsizetype total = 0;
            for (const FolderEntry& entry : *names)
                total += entry.name.size() + 12;
            FUZZ_CHECK(total <= packet.body.size());
        }
        if (const auto space = Wire::readSpace(packet.body))
            FUZZ_CHECK(qint64(space->available) >= 0 && qint64(space->total) >= 0);
        if (const auto limits = Wire::readLimits(packet.body)) {
            const auto features = Wire::withLimits({}, *limits);
            FUZZ_CHECK(features.readLength <= Wire::longestTransfer && features.writeLength >= 4096);
        }
        Wire::readStatus(packet.body);
        Wire::readAttributes(packet.body);
        Wire::readVersion(packet.body);
    }

    int answered = 0;
    constexpr int questions = 20;
    SftpDialogue dialogue;
    for (int i = 0; i < questions; ++i)
        dialogue.submit({.packet = Wire::onPath(Wire::Stat, "/"), .answer = [&answered](const auto&) { ++answered; }});
    for (qsizetype i = 0; i < input.size(); i += 11) {
        dialogue.sent(dialogue.output().size());
        if (!dialogue.take(QByteArrayView(input).sliced(i, std::min<qsizetype>(11, input.size() - i))))
            break;
    }
    dialogue.end({ErrorKind::Unreachable, QStringLiteral("gone")});
    FUZZ_CHECK(answered == questions);
}
