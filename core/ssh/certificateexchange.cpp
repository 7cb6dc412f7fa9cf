// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/certificateexchange.h"

#include "base/safetext.h"
#include "ssh/wirereader.h"
#include "ssh/words.h"

#include <array>

using namespace Qt::StringLiterals;

namespace Pilothouse::Ssh {

namespace {

constexpr qsizetype mostInput = 256 * 1024;
constexpr qsizetype largestPacket = 128 * 1024;

enum Message : quint8 {
    Disconnect = 1,
    Ignore = 2,
    Debug = 4,
    KexInit = 20,
    KexEcdhInit = 30,
    KexEcdhReply = 31,
};

// What the server's answer is encrypted with does not matter, but the handshake fails where nothing is in common.
constexpr QByteArrayView exchanges("curve25519-sha256,curve25519-sha256@libssh.org,ecdh-sha2-nistp256");
constexpr QByteArrayView hostKeys("ssh-ed25519-cert-v01@openssh.com,ecdsa-sha2-nistp256-cert-v01@openssh.com,"
                                  "ecdsa-sha2-nistp384-cert-v01@openssh.com,ecdsa-sha2-nistp521-cert-v01@openssh.com,"
                                  "rsa-sha2-512-cert-v01@openssh.com,rsa-sha2-256-cert-v01@openssh.com");
constexpr QByteArrayView ciphers("chacha20-poly1305@openssh.com,aes256-gcm@openssh.com,aes128-gcm@openssh.com,"
                                 "aes256-ctr,aes192-ctr,aes128-ctr");
constexpr QByteArrayView macs("hmac-sha2-256-etm@openssh.com,hmac-sha2-512-etm@openssh.com,hmac-sha2-256,"
                              "hmac-sha2-512,umac-128-etm@openssh.com,umac-128@openssh.com,hmac-sha1");
constexpr QByteArrayView compressions("none,zlib@openssh.com,zlib");

// The base point of P-256 (SEC 2): a public key that is always valid. Nobody needs the secret to it, because nothing is
// ever decrypted.
constexpr std::array<quint8, 65> basePoint{
    0x04, 0x6B, 0x17, 0xD1, 0xF2, 0xE1, 0x2C, 0x42, 0x47, 0xF8, 0xBC, 0xE6, 0xE5, 0x63, 0xA4, 0x40, 0xF2,
    0x77, 0x03, 0x7D, 0x81, 0x2D, 0xEB, 0x33, 0xA0, 0xF4, 0xA1, 0x39, 0x45, 0xD8, 0x98, 0xC2, 0x96, 0x4F,
    0xE3, 0x42, 0xE2, 0xFE, 0x1A, 0x7F, 0x9B, 0x8E, 0xE7, 0xEB, 0x4A, 0x7C, 0x0F, 0x9E, 0x16, 0x2B, 0xCE,
    0x33, 0x57, 0x6B, 0x31, 0x5E, 0xCE, 0xCB, 0xB6, 0x40, 0x68, 0x37, 0xBF, 0x51, 0xF5};

/// What both sides agree on (RFC 4253 section 7.1): the first of ours that the server has as well.
QByteArray agreed(QByteArrayView ours, QByteArrayView theirs)
{
    const QByteArrayList have = theirs.toByteArray().split(',');
    const QByteArrayList wanted = ours.toByteArray().split(',');
    for (const QByteArray& name : wanted) {
        if (have.contains(name))
            return name;
    }
    return {};
}

} // namespace

CertificateExchange::CertificateExchange(const QByteArray& random)
    : m_point(random.mid(16, 32))
    , m_output("SSH-2.0-Pilothouse\r\n")
{
    Q_ASSERT(random.size() == 48);
    QByteArray init = QByteArray(1, char(KexInit)) + random.first(16);
    for (const QByteArrayView names : {exchanges, hostKeys, ciphers, ciphers, macs, macs, compressions, compressions,
                                       QByteArrayView(""), QByteArrayView("")})
        init += wireString(names);
    init += QByteArray(5, '\0'); // no guess follows; reserved
    send(init);
}

void CertificateExchange::send(const QByteArray& payload)
{
    // Length, padding's length, payload and padding are a multiple of eight, with four bytes of padding at least.
    const qsizetype padding = 4 + (8 - (4 + 1 + payload.size() + 4) % 8) % 8;
    QByteArray packet = wireString({}); // room for the length
    qToBigEndian(quint32(1 + payload.size() + padding), packet.data());
    m_output += packet + char(padding) + payload + QByteArray(padding, '\0');
}

void CertificateExchange::broken(const QString& problem)
{
    m_state = State::Broken;
    m_problem = problem;
}

void CertificateExchange::close()
{
    if (m_state != State::Running)
        return;
    m_closed = true;
    broken(Words::tr("the connection was closed before a host key was shown"));
}

void CertificateExchange::feed(const QByteArray& bytes)
{
    if (m_state != State::Running)
        return;
    m_input += bytes;
    m_heard += bytes.size();
    if (!m_versionKnown)
        readVersion();
    if (m_versionKnown && m_state == State::Running)
        readPackets();
    if (m_state == State::Running && m_heard > mostInput)
        broken(Words::tr("the server sends too much before it shows a host key"));
}

void CertificateExchange::readVersion()
{
    // Lines before the version are for people (RFC 4253 section 4.2).
    for (qsizetype end = m_input.indexOf('\n'); end >= 0 && !m_versionKnown; end = m_input.indexOf('\n')) {
        const QByteArray line = m_input.first(end).trimmed();
        m_input.remove(0, end + 1);
        if (!line.startsWith("SSH-"))
            continue;
        if (!line.startsWith("SSH-2.0-") && !line.startsWith("SSH-1.99-"))
            return broken(Words::tr("the server speaks an old version of the protocol"));
        m_versionKnown = true;
    }
}

void CertificateExchange::readPackets()
{
    while (m_state == State::Running && m_input.size() >= 5) {
        const auto length = qsizetype(qFromBigEndian<quint32>(m_input.constData()));
        const auto padding = qsizetype(quint8(m_input.at(4)));
        if (length > largestPacket || length < padding + 2)
            return broken(Words::tr("the server sent a malformed packet"));
        if (m_input.size() < 4 + length)
            return;
        const QByteArray payload = m_input.mid(5, length - padding - 1);
        m_input.remove(0, 4 + length);
        readPacket(payload);
    }
}

void CertificateExchange::readPacket(QByteArrayView payload)
{
    const auto message = quint8(payload.front());
    if (message == Ignore || message == Debug)
        return;
    if (message == Disconnect) {
        WireReader reader(payload.sliced(1));
        reader.uint32();
        const QString text = SafeText::oneLine(QString::fromUtf8(reader.string())).text();
        return broken(Words::tr("the server ended the connection: %1").arg(text));
    }
    if (message == KexInit && !m_asked)
        return negotiate(payload);
    if (m_asked && m_skipsNext) {
        m_skipsNext = false;
        return;
    }
    WireReader reader(payload.sliced(1));
    const QByteArrayView shown = reader.string();
    if (message != KexEcdhReply || !m_asked || shown.isEmpty())
        return broken(Words::tr("the server sent something unexpected instead of its host key"));
    m_certificate = shown.toByteArray();
    m_state = State::Shown;
}

void CertificateExchange::negotiate(QByteArrayView payload)
{
    WireReader reader(payload.sliced(1));
    reader.bytes(16);
    const QByteArrayView theirExchanges = reader.string();
    const QByteArrayView theirHostKeys = reader.string();
    for (int i = 0; i < 8; ++i)
        reader.string();
    const bool guessed = reader.byte() != 0;
    if (!reader.isOk())
        return broken(Words::tr("the server sent a malformed packet"));
    const QByteArray hostKey = agreed(hostKeys, theirHostKeys);
    if (hostKey.isEmpty()) {
        m_state = State::NoCertificate;
        return;
    }
    const QByteArray exchange = agreed(exchanges, theirExchanges);
    if (exchange.isEmpty())
        return broken(Words::tr("the server shares no key exchange with this console"));
    m_skipsNext = guessed && (theirExchanges.toByteArray().split(',').first() != exchange ||
                              theirHostKeys.toByteArray().split(',').first() != hostKey);
    m_asked = true;
    const QByteArray nist(reinterpret_cast<const char*>(basePoint.data()), basePoint.size());
    send(char(KexEcdhInit) + wireString(exchange == "ecdh-sha2-nistp256" ? nist : m_point));
}

} // namespace Pilothouse::Ssh
