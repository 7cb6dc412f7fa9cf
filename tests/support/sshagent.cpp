// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/sshagent.h"

#include "support/processes.h"

#include <QDeadlineTimer>
#include <QFile>

#include <csignal>

using namespace Qt::StringLiterals;

namespace Pilothouse::Test {

SshAgent::SshAgent(const QStringList& environment)
{
    auto own = QProcessEnvironment::systemEnvironment();
    for (const QString& pair : environment)
        own.insert(pair.section(u'=', 0, 0), pair.section(u'=', 1));
    m_process.setProcessEnvironment(own);
    m_process.setStandardInputFile(QProcess::nullDevice());
    m_process.setStandardOutputFile(QProcess::nullDevice());
    m_process.start(u"ssh-agent"_s, {u"-D"_s, u"-a"_s, socket()});
    if (!m_process.waitForStarted()) {
        m_error = m_process.errorString();
        return;
    }
    const QDeadlineTimer deadline(20000);
    while (!QFile::exists(socket()) && m_process.state() == QProcess::Running && !deadline.hasExpired())
        m_process.waitForFinished(5);
    if (!QFile::exists(socket()))
        m_error = u"ssh-agent does not answer: %1"_s.arg(QString::fromUtf8(m_process.readAllStandardError()));
}

SshAgent::~SshAgent()
{
    thaw();
    stopHelpers();
    m_process.terminate();
    if (!m_process.waitForFinished(10000)) {
        m_process.kill();
        m_process.waitForFinished(10000);
    }
}

bool SshAgent::add(const QString& keyFile, const QStringList& more) const
{
    QProcess process;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"SSH_AUTH_SOCK"_s, socket());
    process.setProcessEnvironment(environment);
    process.start(u"ssh-add"_s, QStringList{u"-q"_s} + more + QStringList{keyFile});
    return process.waitForFinished(30000) && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
}

void SshAgent::freeze() const
{
    if (m_process.processId() > 0)
        ::kill(pid_t(m_process.processId()), SIGSTOP);
}

void SshAgent::thaw() const
{
    if (m_process.processId() > 0)
        ::kill(pid_t(m_process.processId()), SIGCONT);
}

void SshAgent::stopHelpers() const
{
    if (m_process.processId() <= 0)
        return;
    for (const Process& helper : descendantsOf(m_process.processId()))
        ::kill(pid_t(helper.pid), SIGTERM);
}

} // namespace Pilothouse::Test
