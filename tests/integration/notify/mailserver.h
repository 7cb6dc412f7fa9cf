// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

namespace Pilothouse::Test {

/// tests/support/mail/smtpd.py on a port of its own, with the mails it took.
class MailServer
{
public:
    explicit MailServer(const QStringList& arguments = {})
    {
        m_process.start(
            QStringLiteral("/usr/bin/python3"),
            QStringList{QStringLiteral(PILOTHOUSE_SOURCE_DIR "/tests/support/mail/smtpd.py"), m_folder.path()} +
                arguments);
        if (m_process.waitForStarted() && m_process.waitForReadyRead(30000))
            m_port = quint16(m_process.readLine().trimmed().toUInt());
    }
    ~MailServer()
    {
        m_process.closeWriteChannel();
        m_process.waitForFinished(10000);
    }
    MailServer(const MailServer&) = delete;
    MailServer& operator=(const MailServer&) = delete;

    /// 0 where it did not start.
    quint16 port() const { return m_port; }
    QByteArray error() { return m_process.readAllStandardError(); }
    QList<QByteArray> mails() const
    {
        QList<QByteArray> out;
        const QDir folder(m_folder.path());
        for (const QString& name : folder.entryList({QStringLiteral("*.eml")}, QDir::Files, QDir::Name)) {
            QFile file(folder.filePath(name));
            if (file.open(QIODevice::ReadOnly))
                out += file.readAll();
        }
        return out;
    }

private:
    QTemporaryDir m_folder;
    QProcess m_process;
    quint16 m_port = 0;
};

} // namespace Pilothouse::Test
