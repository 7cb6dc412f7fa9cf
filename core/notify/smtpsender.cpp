// SPDX-License-Identifier: GPL-3.0-or-later
#include "notify/smtpsender.h"

#include "base/translate.h"
#include "base/units.h"
#include "notify/tlstrust.h"

namespace Pilothouse::Notify {

using namespace Qt::StringLiterals;

namespace {

/// RFC 5321 allows 512; some servers say more.
constexpr qint64 longestLine = 4096;

} // namespace

QFuture<Result<Attempt>> SmtpSender::send(QObject* parent, Clock& clock, const System::MailSpec& server,
                                          SmtpDialogue dialogue, const QSslConfiguration& tls,
                                          std::chrono::milliseconds deadline)
{
    auto* sender = new SmtpSender(parent, server, std::move(dialogue)); // answers once, then deleteLater()
    auto future = sender->m_promise.future();
    sender->m_deadline = clock.after(sender, deadline, [sender, deadline] {
        sender->failed(translate("Notify", "%1 did not come to an end within %2")
                           .arg(sender->m_server.server, formatDuration(deadline)));
    });
    sender->m_socket.setSslConfiguration(tls);
    if (server.tls == System::MailTls::Implicit)
        sender->m_socket.connectToHostEncrypted(server.server, server.port);
    else
        sender->m_socket.connectToHost(server.server, server.port);
    return future;
}

SmtpSender::SmtpSender(QObject* parent, System::MailSpec server, SmtpDialogue dialogue)
    : QObject(parent)
    , m_server(std::move(server))
    , m_dialogue(std::move(dialogue))
{
    connect(&m_socket, &QSslSocket::sslErrors, this,
            [this](const QList<QSslError>& errors) { m_tlsFault = tlsFault(errors, m_server.server); });
    connect(&m_socket, &QSslSocket::encrypted, this, [this] {
        act(m_dialogue.encrypted());
        read();
    });
    connect(&m_socket, &QSslSocket::readyRead, this, &SmtpSender::read);
    connect(&m_socket, &QSslSocket::errorOccurred, this, [this](QAbstractSocket::SocketError) {
        read(); // what came before the end
        failed(m_tlsFault.isEmpty() ? u"%1: %2"_s.arg(m_server.server, m_socket.errorString()) : m_tlsFault);
    });
}

SmtpSender::~SmtpSender() = default;

void SmtpSender::read()
{
    while (!m_promise.isAnswered() && !m_dialogue.isAboutToEncrypt() && m_socket.canReadLine()) {
        const QByteArray line = m_socket.readLine(longestLine + 2);
        act(m_dialogue.hear(line.endsWith('\n') ? line.trimmed() : line));
    }
    if (m_socket.bytesAvailable() > longestLine && !m_socket.canReadLine() && !m_dialogue.isAboutToEncrypt())
        failed(translate("Notify", "%1 does not speak as a mail server does").arg(m_server.server));
}

void SmtpSender::act(const SmtpDialogue::Move& move)
{
    switch (move.kind) {
    case SmtpDialogue::Move::Kind::Wait:
        return;
    case SmtpDialogue::Move::Kind::Send:
        m_socket.write(move.bytes);
        return;
    case SmtpDialogue::Move::Kind::Encrypt:
        // Whatever was sent behind the word would be taken for something that came encrypted.
        if (m_socket.bytesAvailable() > 0)
            return failed(
                translate("Notify",
                          "%1 goes on talking before the connection is encrypted; somebody may stand in between")
                    .arg(m_server.server));
        m_socket.startClientEncryption();
        return;
    case SmtpDialogue::Move::Kind::Close:
        return conclude();
    }
}

void SmtpSender::failed(const QString& why)
{
    if (m_promise.isAnswered())
        return;
    m_dialogue.broken(why);
    conclude();
}

void SmtpSender::conclude()
{
    if (m_promise.isAnswered())
        return;
    m_promise.answer(m_dialogue.result());
    m_socket.disconnect(this);
    m_socket.abort();
    deleteLater();
}

} // namespace Pilothouse::Notify
