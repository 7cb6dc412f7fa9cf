// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/endpoint.h"

#include <QProcess>
#include <QProcessEnvironment>
#include <QTemporaryDir>

#include <memory>
#include <vector>

namespace Pilothouse::Test {

/// A private sshd on a free port of a loopback address of its own, with its own host key, client key and known_hosts in
/// a temporary folder. Runs as the current user and logs in as that user; works for root too. Ended by pid when it
/// goes.
class SshServer
{
public:
    /// Somebody who may log in besides the current user: another name, home and login shell of the same user id, known
    /// to this server alone (by libnss_wrapper; the machine's own accounts are not touched).
    struct Account
    {
        QString name;
        QString shell;
        QString home = {}; ///< empty: a folder of its own, made on the way
    };
    struct Options
    {
        int maxSessions = 10;
        QString maxStartups = QStringLiteral("10:30:100"); ///< OpenSSH's default
        int maxAuthTries = 6;
        QString hostKeyType = QStringLiteral("ed25519");
        QStringList configuration = {}; ///< more lines for sshd_config
        bool everyAddress = false;      ///< listens on all of 127.0.0.0/8: many hosts that are one server
        std::vector<Account> accounts = {};
        /// What sshd is started with, as nsenter into another network; `address` is one there, and the port the usual.
        QStringList launcher = {};
        QString address = {};
    };

    SshServer();
    explicit SshServer(Options options);
    ~SshServer();
    SshServer(const SshServer&) = delete;
    SshServer& operator=(const SshServer&) = delete;

    /// False (with a reason) when this machine cannot run an sshd; tests then QSKIP or fail.
    bool isRunning() const { return m_error.isEmpty(); }
    QString error() const { return m_error; }

    Ssh::Endpoint endpoint(const QString& name = QStringLiteral("server")) const;
    QString address() const { return m_address; }
    quint16 port() const { return m_port; }
    QString knownHostsFile() const { return path(QStringLiteral("known_hosts")); }
    QString keyFile() const { return path(QStringLiteral("client")); }
    QString authorizedKeysFile() const { return path(QStringLiteral("authorized_keys")); }
    QString hostKeyFile() const { return m_hostKey; }
    QString path(const QString& name) const { return m_folder.filePath(name); }
    QString homeOf(const QString& account) const { return path(QStringLiteral("home-") + account); }
    /// What sshd has logged (LogLevel VERBOSE).
    QByteArray log() const;
    /// How many sshd processes serve connections now; 0 when nobody is connected.
    int connectionCount() const { return int(connectionPids().size()); }
    /// The line that known_hosts needs for the present host key.
    QByteArray knownHostsLine() const;

    /// Ends the sshd processes of the connections with SIGKILL, never the listener.
    void killConnections() const;
    /// SIGSTOP for the listener and all its connections: the kernel goes on answering, sshd does not.
    void freeze() const;
    void thaw() const;
    /// Ends the listener; connections live on until killConnections(), which comes first where both are wanted.
    void stop();
    /// Starts it (anew), with what setConfiguration() said.
    bool start();
    /// More lines for sshd_config from the next start() on.
    void setConfiguration(const QStringList& lines) { m_options.configuration = lines; }
    /// Lets whoever holds this key (KEYFILE.pub) log in as well.
    bool authorize(const QString& keyFile) const;
    /// The same address and port with another host key; known_hosts keeps the old one.
    bool restartWithNewHostKey(const QString& type = {});

private:
    bool makeHostKey(const QString& type);
    bool run(const QString& program, const QStringList& arguments);
    bool isListening();
    /// What tells the server of its own accounts; empty when it has none.
    QProcessEnvironment accountsEnvironment() const;
    std::vector<qint64> connectionPids() const;

    Options m_options;
    QTemporaryDir m_folder;
    QString m_address;
    quint16 m_port = 0;
    QString m_hostKey;
    int m_generation = 0;
    QString m_error;
    std::unique_ptr<QProcess> m_process;
};

} // namespace Pilothouse::Test
