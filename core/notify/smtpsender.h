// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/promise.h"
#include "notify/smtpdialogue.h"

#include <QSslConfiguration>
#include <QSslSocket>

namespace Pilothouse::Notify {

/// One connection to a mail server that carries one mail, within a total deadline. Certificates are verified; nothing
/// is ignored. Call on a thread with an event loop. Deletes itself after answering.
class SmtpSender final : public QObject
{
    Q_OBJECT
public:
    static QFuture<Result<Attempt>> send(QObject* parent, Clock& clock, const System::MailSpec& server,
                                         SmtpDialogue dialogue, const QSslConfiguration& tls,
                                         std::chrono::milliseconds deadline);

private:
    SmtpSender(QObject* parent, System::MailSpec server, SmtpDialogue dialogue);
    ~SmtpSender() override;

    void read();
    void act(const SmtpDialogue::Move& move);
    void failed(const QString& why);
    void conclude();

    System::MailSpec m_server;
    SmtpDialogue m_dialogue;
    QSslSocket m_socket;
    QString m_tlsFault;
    std::unique_ptr<Timer> m_deadline;
    Promise<Attempt> m_promise;
};

} // namespace Pilothouse::Notify
