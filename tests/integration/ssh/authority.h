// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

namespace Pilothouse::Test {

/// A certificate authority for hosts: a key that signs others, by ssh-keygen.
class HostAuthority
{
public:
    explicit HostAuthority(const QStringList& kind = {QStringLiteral("-t"), QStringLiteral("ed25519")})
    {
        m_isGood = keygen(QStringList{QStringLiteral("-N"), QString(), QStringLiteral("-C"), QString(),
                                      QStringLiteral("-f"), file()} +
                          kind);
    }

    bool isGood() const { return m_isGood; }
    /// Signs KEY.pub; the certificate is in KEY-cert.pub. `more` as ssh-keygen takes it.
    bool sign(const QString& key, const QString& names, const QStringList& more = {}) const
    {
        return keygen(QStringList{QStringLiteral("-s"), file(), QStringLiteral("-h"), QStringLiteral("-I"),
                                  QStringLiteral("host"), QStringLiteral("-n"), names} +
                      more + QStringList{key + QStringLiteral(".pub")});
    }
    QByteArray publicKey() const
    {
        QFile key(file() + QStringLiteral(".pub"));
        return key.open(QIODevice::ReadOnly) ? key.readAll().trimmed() : QByteArray();
    }
    /// The line that trusts it for these names.
    QByteArray line(const QByteArray& names = "*") const
    {
        return "@cert-authority " + names + ' ' + publicKey() + '\n';
    }

    static bool keygen(const QStringList& arguments)
    {
        QProcess process;
        process.start(QStringLiteral("ssh-keygen"), QStringList{QStringLiteral("-q")} + arguments);
        return process.waitForFinished(60000) && process.exitStatus() == QProcess::NormalExit &&
               process.exitCode() == 0;
    }

private:
    QString file() const { return m_folder.filePath(QStringLiteral("authority")); }

    QTemporaryDir m_folder;
    bool m_isGood = false;
};

} // namespace Pilothouse::Test
