// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/sshserver.h"

#include "support/processes.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QRandomGenerator>
#include <QTcpServer>
#include <QTcpSocket>

#include <csignal>
#include <pwd.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace Pilothouse::Test {

namespace {

QString userName()
{
    const passwd* entry = getpwuid(geteuid());
    return entry ? QString::fromLocal8Bit(entry->pw_name) : QString();
}

} // namespace

SshServer::SshServer()
    : SshServer(Options{})
{
}

SshServer::SshServer(Options options)
    : m_options(std::move(options))
{
    if (geteuid() == 0)
        QDir().mkpath(u"/run/sshd"_s); // sshd's own chroot for the time before the login
    auto* random = QRandomGenerator::system();
    m_address =
        u"127.%1.%2.%3"_s.arg(random->bounded(1, 255)).arg(random->bounded(1, 255)).arg(random->bounded(1, 255));
    if (m_options.address.isEmpty()) {
        QTcpServer probe;
        if (!probe.listen(QHostAddress(m_address)))
            m_error = u"cannot listen on %1"_s.arg(m_address);
        m_port = probe.serverPort();
        probe.close();
    } else {
        m_address = m_options.address;
        m_port = 2222;
    }
    QFile::setPermissions(m_folder.path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    if (!isRunning() || !makeHostKey(m_options.hostKeyType) ||
        !run(u"ssh-keygen"_s,
             {u"-q"_s, u"-t"_s, u"ed25519"_s, u"-N"_s, QString(), u"-C"_s, u"operator"_s, u"-f"_s, keyFile()}))
        return;
    QFile::copy(keyFile() + u".pub"_s, authorizedKeysFile());
    QFile knownHosts(knownHostsFile());
    if (knownHosts.open(QIODevice::WriteOnly))
        knownHosts.write(knownHostsLine());
    start();
}

SshServer::~SshServer()
{
    killConnections();
    stop();
}

bool SshServer::run(const QString& program, const QStringList& arguments)
{
    QProcess process;
    process.start(program, arguments);
    if (!process.waitForFinished(30000) || process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0) {
        m_error = u"%1 failed: %2"_s.arg(program, QString::fromUtf8(process.readAllStandardError()));
        return false;
    }
    return true;
}

bool SshServer::makeHostKey(const QString& type)
{
    m_hostKey = path(u"host_%1_%2"_s.arg(type).arg(++m_generation));
    return run(u"ssh-keygen"_s, {u"-q"_s, u"-t"_s, type, u"-N"_s, QString(), u"-C"_s, u"host"_s, u"-f"_s, m_hostKey});
}

QByteArray SshServer::knownHostsLine() const
{
    QFile key(m_hostKey + u".pub"_s);
    if (!key.open(QIODevice::ReadOnly))
        return {};
    const auto words = key.readAll().trimmed().split(' ');
    return "[" + m_address.toLatin1() + "]:" + QByteArray::number(m_port) + " " + words.value(0) + " " +
           words.value(1) + "\n";
}

Ssh::Endpoint SshServer::endpoint(const QString& name) const
{
    return {
        .name = name, .address = m_address, .port = m_port, .user = userName(), .policy = Ssh::HostKeyPolicy::Strict};
}

QProcessEnvironment SshServer::accountsEnvironment() const
{
    auto environment = QProcessEnvironment::systemEnvironment();
    if (m_options.accounts.empty())
        return environment;
    QFile known(u"/etc/passwd"_s);
    QFile passwd(path(u"passwd"_s));
    if (!known.open(QIODevice::ReadOnly) || !passwd.open(QIODevice::WriteOnly))
        return environment;
    passwd.write(known.readAll());
    for (const Account& account : m_options.accounts) {
        const QString home = account.home.isEmpty() ? homeOf(account.name) : account.home;
        QDir().mkpath(home);
        passwd.write(
            u"%1:x:%2:%3::%4:%5\n"_s.arg(account.name).arg(geteuid()).arg(getegid()).arg(home, account.shell).toUtf8());
    }
    environment.insert(u"LD_PRELOAD"_s, u"libnss_wrapper.so"_s);
    environment.insert(u"NSS_WRAPPER_PASSWD"_s, passwd.fileName());
    environment.insert(u"NSS_WRAPPER_GROUP"_s, u"/etc/group"_s);
    return environment;
}

bool SshServer::isListening()
{
    if (!m_options.launcher.isEmpty())
        return log().contains("Server listening on ");
    QTcpSocket socket;
    socket.connectToHost(QHostAddress(m_address), m_port);
    return socket.waitForConnected(200) && socket.waitForReadyRead(2000);
}

bool SshServer::start()
{
    stop();
    QStringList lines{
        u"Port %1"_s.arg(m_port),
        u"ListenAddress %1"_s.arg(m_options.everyAddress ? u"0.0.0.0"_s : m_address),
        u"HostKey %1"_s.arg(m_hostKey),
        u"PidFile none"_s,
        u"AuthorizedKeysFile %1"_s.arg(authorizedKeysFile()),
        u"PasswordAuthentication no"_s,
        u"KbdInteractiveAuthentication no"_s,
        u"PermitRootLogin prohibit-password"_s,
        u"UsePAM no"_s,
        u"StrictModes no"_s,
        u"UseDNS no"_s,
        u"PrintMotd no"_s,
        u"PrintLastLog no"_s,
        u"LogLevel VERBOSE"_s,
        u"MaxSessions %1"_s.arg(m_options.maxSessions),
        u"MaxStartups %1"_s.arg(m_options.maxStartups),
        u"MaxAuthTries %1"_s.arg(m_options.maxAuthTries),
    };
    // bash started by sshd reads .bashrc only on the first shell level: no noise from this machine's own set-up.
    QStringList own = m_options.configuration;
    const auto setEnv = std::ranges::find_if(own, [](const QString& line) { return line.startsWith(u"SetEnv "_s); });
    if (setEnv == own.end())
        lines += u"SetEnv SHLVL=2"_s;
    else if (!setEnv->contains(u"SHLVL="_s))
        *setEnv += u" SHLVL=2"_s;
    if (m_options.configuration.filter(u"Subsystem sftp"_s).isEmpty())
        lines += u"Subsystem sftp internal-sftp"_s;
    if (m_options.everyAddress)
        lines += u"AllowUsers *@127.0.0.0/8"_s;
    // In sshd_config the first value counts, so a test's own lines go first.
    QFile file(path(u"sshd_config"_s));
    if (file.open(QIODevice::WriteOnly))
        file.write((own + lines).join(u'\n').toUtf8() + '\n');
    file.close();

    m_process = std::make_unique<QProcess>();
    m_process->setStandardInputFile(QProcess::nullDevice());
    m_process->setProcessChannelMode(QProcess::SeparateChannels);
    m_process->setProcessEnvironment(accountsEnvironment());
    // Only the log tells of a server in another network that it listens, and an old one would tell it too early.
    if (!m_options.launcher.isEmpty())
        QFile::rename(path(u"sshd.log"_s), path(u"sshd.log.%1"_s.arg(++m_generation)));
    const QStringList words = m_options.launcher + QStringList{u"/usr/sbin/sshd"_s, u"-D"_s, u"-f"_s,
                                                               file.fileName(),     u"-E"_s, path(u"sshd.log"_s)};
    m_process->start(words.first(), words.mid(1));
    if (!m_process->waitForStarted()) {
        m_error = u"sshd does not start: %1"_s.arg(m_process->errorString());
        return false;
    }
    const QDeadlineTimer deadline(20000);
    while (!deadline.hasExpired() && m_process->state() == QProcess::Running) {
        if (isListening()) {
            m_error.clear();
            return true;
        }
        m_process->waitForFinished(20);
    }
    m_error = u"sshd does not answer: %1"_s.arg(QString::fromUtf8(log()));
    return false;
}

void SshServer::stop()
{
    if (!m_process || m_process->state() == QProcess::NotRunning)
        return;
    thaw();
    m_process->terminate();
    if (!m_process->waitForFinished(10000)) {
        m_process->kill();
        m_process->waitForFinished(10000);
    }
    m_process.reset();
}

bool SshServer::restartWithNewHostKey(const QString& type)
{
    killConnections();
    stop();
    return makeHostKey(type.isEmpty() ? m_options.hostKeyType : type) && start();
}

bool SshServer::authorize(const QString& keyFile) const
{
    QFile from(keyFile + u".pub"_s);
    QFile to(authorizedKeysFile());
    return from.open(QIODevice::ReadOnly) && to.open(QIODevice::Append) &&
           to.write(from.readAll().trimmed() + '\n') > 0;
}

QByteArray SshServer::log() const
{
    QFile file(path(u"sshd.log"_s));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

std::vector<qint64> SshServer::connectionPids() const
{
    std::vector<qint64> found;
    // A process that has ended has the number 0, and that means everybody.
    if (!m_process || m_process->processId() <= 0)
        return found;
    for (const Process& process : descendantsOf(m_process->processId())) {
        if (process.name.startsWith("sshd"))
            found.push_back(process.pid);
    }
    return found;
}

void SshServer::killConnections() const
{
    for (const qint64 pid : connectionPids())
        ::kill(pid_t(pid), SIGKILL);
}

void SshServer::freeze() const
{
    if (!m_process || m_process->processId() <= 0)
        return;
    ::kill(pid_t(m_process->processId()), SIGSTOP);
    for (const qint64 pid : connectionPids())
        ::kill(pid_t(pid), SIGSTOP);
}

void SshServer::thaw() const
{
    if (!m_process || m_process->processId() <= 0)
        return;
    for (const qint64 pid : connectionPids())
        ::kill(pid_t(pid), SIGCONT);
    ::kill(pid_t(m_process->processId()), SIGCONT);
}

} // namespace Pilothouse::Test
