// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/secret.h"
#include "notify/attempt.h"
#include "system/environment.h"

#include <QByteArrayList>

namespace Pilothouse::Notify {

/// What a client says to a mail server (RFC 5321, 3207, 4954), one line of the server after the other; knows no socket.
/// Nothing is handed over and nobody logs in before the connection is encrypted, unless the definition says that this
/// server needs none. A server that takes some recipients and not others is taken at its word for each.
class SmtpDialogue
{
public:
    /// What to do next: send the bytes (and read on), encrypt, or hang up after sending them.
    struct Move
    {
        enum class Kind { Wait, Send, Encrypt, Close };
        Kind kind = Kind::Wait;
        QByteArray bytes = {};
    };

    /// `mail` is the whole message, not yet dot-stuffed; `recipients` are those who still get it.
    SmtpDialogue(System::MailSpec server, Secret password, QByteArray mail, QStringList recipients, QByteArray ownName);

    /// One line of the server, without its line end.
    Move hear(const QByteArray& line);
    /// The connection is encrypted now, on request or from the beginning.
    Move encrypted();
    /// The connection ended, or something else went wrong with it.
    void broken(const QString& why);
    /// The server may not say anything between its word and the handshake.
    bool isAboutToEncrypt() const { return m_state == State::Encrypting; }

    bool isOver() const { return m_over; }
    const Attempt& result() const { return m_result; }

private:
    enum class State {
        Greeting,
        Hello,
        StartTls,
        Encrypting,
        HelloAgain,
        Plain,
        LoginUser,
        LoginName,
        LoginPassword,
        From,
        Recipient,
        Data,
        Body,
        Quit
    };

    Move answer(int code, const QByteArrayList& lines);
    Move afterHello(const QByteArrayList& lines);
    Move authenticate();
    Move startMail();
    Move nextRecipient();
    Move heardRecipient(int code, const QString& words);
    Move say(State next, const QByteArray& line);
    Move giveUp(Attempt::Outcome outcome, const QString& detail);
    Move unexpected(int code, const QString& words);
    Attempt::Outcome outcomeOf(int code) const;
    QString masked(const QByteArrayList& lines) const;

    System::MailSpec m_server;
    Secret m_password;
    QByteArray m_mail;
    QStringList m_recipients;
    QByteArray m_ownName;
    State m_state = State::Greeting;
    QByteArrayList m_lines; ///< of a reply that goes on
    qsizetype m_at = 0;     ///< the recipient that is asked about
    QStringList m_accepted;
    QString m_lastRefusal;
    bool m_anyTemporary = false;
    bool m_isEncrypted = false;
    bool m_over = false;
    Attempt m_result;
};

} // namespace Pilothouse::Notify
