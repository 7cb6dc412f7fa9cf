// SPDX-License-Identifier: GPL-3.0-or-later
#include "fakesftp.h"

#include "ssh/sftpwire.h"

#include <QCoreApplication>
#include <QtEndian>

#include <unistd.h>

using namespace Pilothouse::Ssh;
using namespace Qt::StringLiterals;

namespace Pilothouse::Test {

namespace {

QByteArray number(quint32 value)
{
    QByteArray out(4, '\0');
    qToBigEndian(value, out.data());
    return out;
}

QByteArray text(const QByteArray& bytes) { return number(quint32(bytes.size())) + bytes; }

QByteArray facts(quint32 mode, quint32 size = 0)
{
    return number(1 | 4 | 8) + number(0) + number(size) + number(mode) + number(1'000'000'000) + number(1'000'000'000);
}

void say(quint8 type, quint32 id, const QByteArray& body)
{
    const QByteArray packet = number(quint32(5 + body.size())) + char(type) + number(id) + body;
    for (qsizetype at = 0; at < packet.size();) {
        const ssize_t n = ::write(STDOUT_FILENO, packet.constData() + at, size_t(packet.size() - at));
        if (n <= 0)
            return;
        at += n;
    }
}

void status(quint32 id, quint32 code) { say(Wire::StatusReply, id, number(code) + text("fake") + text("")); }

quint32 numberAt(const QByteArray& body, qsizetype at)
{
    return at + 4 <= body.size() ? qFromBigEndian<quint32>(body.constData() + at) : 0;
}

QByteArray pathIn(const QByteArray& body) { return body.mid(4, numberAt(body, 0)); }

QByteArray hostileNames()
{
    const auto file = [](const QByteArray& name) {
        return text(name) + text("") + facts(0100644, quint32(fakeContent().size()));
    };
    const auto link = [](const QByteArray& name) { return text(name) + text("") + facts(0120777); };
    return number(11) + file("good") + file("../escaped") + file("/tmp/escaped") + file("sub/../../escaped") +
           file("..") + file("") + file(QByteArray("a\0b", 3)) + file("line\nbreak") + file(QByteArray(300, 'x')) +
           link("out") + text("folder") + text("") + facts(0040755);
}

void readAnswer(const QString& fault, const Wire::Packet& packet)
{
    const qsizetype handle = 4 + numberAt(packet.body, 0);
    const quint32 offset = numberAt(packet.body, handle + 4);
    quint32 length = numberAt(packet.body, handle + 8);
    if (fault == u"short")
        length = std::min(length, 1000U);
    if (fault == u"greedy")
        return say(Wire::DataReply, packet.id, text(QByteArray(qsizetype(length) + 1, 'x')));
    const QByteArray bytes = fakeContent().mid(offset, length);
    if (bytes.isEmpty())
        return status(packet.id, Wire::Eof);
    say(Wire::DataReply, packet.id, text(bytes));
}

} // namespace

QByteArray fakeContent()
{
    QByteArray out;
    for (int i = 0; i < 1000; ++i)
        out += QByteArray::number(i) + '\n';
    return out;
}

QString fakeSubsystem(const QString& fault)
{
    return u"Subsystem sftp %1 -fake-sftp %2"_s.arg(QCoreApplication::applicationFilePath(), fault);
}

int fakeSftp(const QString& fault)
{
    Wire::Framer framer;
    std::vector<Wire::Packet> packets;
    QByteArray buffer(64 * 1024, Qt::Uninitialized);
    bool listed = false;
    for (;;) {
        const ssize_t got = ::read(STDIN_FILENO, buffer.data(), size_t(buffer.size()));
        if (got <= 0 || !framer.take({buffer.constData(), got}, packets))
            return 0;
        for (const Wire::Packet& packet : std::exchange(packets, {})) {
            switch (packet.type) {
            case Wire::Init:
                say(Wire::Version, 3, {});
                break;
            case Wire::Stat:
            case Wire::Lstat:
                say(Wire::AttributesReply, packet.id,
                    pathIn(packet.body).endsWith("tree") ? facts(0040755)
                                                         : facts(0100644, quint32(fakeContent().size())));
                break;
            case Wire::Fstat:
                say(Wire::AttributesReply, packet.id, facts(0100644, quint32(fakeContent().size())));
                break;
            case Wire::Opendir:
                listed = pathIn(packet.body).endsWith("folder");
                say(Wire::HandleReply, packet.id, text("folder"));
                break;
            case Wire::Readdir:
                if (std::exchange(listed, true))
                    status(packet.id, Wire::Eof);
                else
                    say(Wire::NameReply, packet.id, hostileNames());
                break;
            case Wire::Readlink:
                say(Wire::NameReply, packet.id, number(1) + text("../../etc/passwd") + text("") + number(0));
                break;
            case Wire::Open:
                if (fault == u"confused")
                    say(Wire::HandleReply, packet.id + 1000, text("file"));
                else if (fault != u"mute")
                    say(Wire::HandleReply, packet.id, text("file"));
                break;
            case Wire::Read:
                readAnswer(fault, packet);
                break;
            default: // lint-allow(switches): a number from the wire
                status(packet.id, Wire::Ok);
            }
        }
    }
}

} // namespace Pilothouse::Test
