// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace Pilothouse::Ssh {

/// The client's side of an SSH handshake up to the point where the server has shown its host certificate; then it is
/// over. libssh cannot negotiate certificates, and to see one no cryptography is needed: the server sends it before
/// anything is encrypted. Nothing is proved by it: the session that follows proves who holds the key. Bytes in, bytes
/// out; no socket, no clock. What the server may send is bounded.
class CertificateExchange
{
public:
    enum class State {
        Running,
        Shown,         ///< certificate() is what the server showed
        NoCertificate, ///< the server speaks SSH but has no certificate of a type that is asked for
        Broken,        ///< problem() says why
    };

    /// `random`: 48 bytes that nobody can guess.
    explicit CertificateExchange(const QByteArray& random);

    void feed(const QByteArray& bytes);
    /// The other side has closed the connection.
    void close();
    /// What is to be sent now.
    QByteArray takeOutput() { return std::exchange(m_output, {}); }

    State state() const { return m_state; }
    const QByteArray& certificate() const { return m_certificate; }
    const QString& problem() const { return m_problem; }
    /// It hung up before it said which version it speaks: an overloaded server does that.
    bool wasDroppedEarly() const { return m_closed && !m_versionKnown; }

private:
    void readVersion();
    void readPackets();
    void readPacket(QByteArrayView payload);
    void negotiate(QByteArrayView payload);
    void send(const QByteArray& payload);
    void broken(const QString& problem);

    State m_state = State::Running;
    QByteArray m_point;
    QByteArray m_input;
    QByteArray m_output;
    qsizetype m_heard = 0;
    bool m_versionKnown = false;
    bool m_closed = false;
    bool m_asked = false;
    bool m_skipsNext = false; ///< a packet the server sent on a wrong guess
    QByteArray m_certificate;
    QString m_problem;
};

} // namespace Pilothouse::Ssh
