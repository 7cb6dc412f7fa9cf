// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/endpoint.h"

#include <QTemporaryDir>

#include <memory>

namespace Pilothouse::Test {

/// An SSH server that wants what a test says, one factor after the other: a key, a password, answers to its own
/// questions in several rounds. For what a real sshd does only with PAM or with an account's password. After the login
/// nothing can be run on it. On a loopback address of its own; a thread for each connection.
class ScriptedSshServer
{
public:
    struct Question
    {
        QString text;
        QString answer;
        bool echo = false;
    };
    struct Factor
    {
        enum class Kind { Key, Password, Questions };
        Kind kind = Kind::Key;
        QByteArray key = {}; ///< the public key as base64
        QString password = {};
        std::vector<std::vector<Question>> rounds = {}; ///< each is one request of the server
        int patience = 0;                               ///< how often it asks a round again by itself
        QString title = {};
        QString instruction = {};
    };
    struct Options
    {
        std::vector<Factor> factors;
        std::vector<Factor::Kind> alsoTakes = {}; ///< is offered beside the first factor, and always refused
        int maxAuthTries = 6;
    };

    explicit ScriptedSshServer(Options options);
    ~ScriptedSshServer();
    ScriptedSshServer(const ScriptedSshServer&) = delete;
    ScriptedSshServer& operator=(const ScriptedSshServer&) = delete;

    bool isRunning() const;
    Ssh::Endpoint endpoint(const QString& name = QStringLiteral("scripted")) const;
    QString knownHostsFile() const { return m_folder.filePath(QStringLiteral("known_hosts")); }
    QString path(const QString& name) const { return m_folder.filePath(name); }

    int connections() const; ///< so many have come
    int offeredKeys() const; ///< keys it was asked about or that signed, and refused
    int passwords() const;   ///< passwords it was given
    int rounds() const;      ///< how often it asked its questions
    /// Ends every connection without a word, as after LoginGraceTime.
    void hangUp() const;

private:
    class Private;
    QTemporaryDir m_folder;
    std::unique_ptr<Private> d;
};

} // namespace Pilothouse::Test
