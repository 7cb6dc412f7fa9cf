// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QTemporaryDir>

namespace Pilothouse::Test {

/// A private ssh-agent on a socket in a temporary folder, with an environment of its own. Ended by pid when it goes.
class SshAgent
{
public:
    /// `environment`: more NAME=value for the agent, for programs that it asks to confirm a use.
    explicit SshAgent(const QStringList& environment = {});
    ~SshAgent();
    SshAgent(const SshAgent&) = delete;
    SshAgent& operator=(const SshAgent&) = delete;

    bool isRunning() const { return m_error.isEmpty(); }
    QString error() const { return m_error; }
    QString socket() const { return m_folder.filePath(QStringLiteral("agent")); }
    /// ssh-add with more arguments, such as -c.
    bool add(const QString& keyFile, const QStringList& more = {}) const;
    void freeze() const;
    void thaw() const;
    /// Ends the programs that the agent started to ask somebody.
    void stopHelpers() const;

private:
    QTemporaryDir m_folder;
    QProcess m_process;
    QString m_error;
};

} // namespace Pilothouse::Test
