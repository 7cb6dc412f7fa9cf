// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/proxy.h"

#include "base/safetext.h"
#include "ssh/words.h"

#include <QFile>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>

extern char** environ; // NOLINT(readability-redundant-declaration)

using namespace Qt::StringLiterals;

namespace Pilothouse::Ssh {

namespace {

constexpr qsizetype keptErrors = 4096;
constexpr std::chrono::seconds patience{2};
constexpr std::chrono::milliseconds lookAgain{50};

/// Waits for a program that was told to end. Its id stays taken until it is waited for, so nobody else is ever hit.
class Ending final : public QObject
{
public:
    Ending(QObject* context, Clock& clock, pid_t pid)
        : QObject(context)
        , m_clock(clock)
        , m_pid(pid)
        , m_pidFd(int(syscall(SYS_pidfd_open, pid, 0U)))
    {
        ::kill(-m_pid, SIGHUP);
        m_deadline = m_clock.after(this, patience, [this] { ::kill(-m_pid, SIGKILL); });
        if (m_pidFd.isValid()) {
            auto* notifier = new QSocketNotifier(m_pidFd.get(), QSocketNotifier::Read, this);
            connect(notifier, &QSocketNotifier::activated, this, [this, notifier] {
                if (ended())
                    notifier->setEnabled(false);
            });
        } else {
            look();
        }
    }
    ~Ending() override
    {
        if (m_pid <= 0)
            return;
        ::kill(-m_pid, SIGKILL);
        while (::waitpid(m_pid, nullptr, 0) < 0 && errno == EINTR) {
        }
    }

private:
    bool ended()
    {
        siginfo_t info = {};
        if (m_pid <= 0 || ::waitid(P_PID, id_t(m_pid), &info, WEXITED | WNOHANG | WNOWAIT) != 0 || info.si_pid == 0)
            return m_pid <= 0;
        ::kill(-m_pid, SIGKILL); // whatever it has left behind
        ::waitpid(m_pid, nullptr, 0);
        m_pid = -1;
        m_deadline.reset();
        deleteLater();
        return true;
    }
    /// Where the kernel does not tell by a descriptor.
    void look()
    {
        if (!ended())
            m_again = m_clock.after(this, lookAgain, [this] { look(); });
    }

    Clock& m_clock;
    pid_t m_pid;
    Fd m_pidFd;
    std::unique_ptr<Timer> m_deadline;
    std::unique_ptr<Timer> m_again;
};

Error cannotStart(int error)
{
    return {.kind = ErrorKind::Failed,
            .message = Words::tr("The ProxyCommand of your ssh_config cannot be started here: %1.")
                           .arg(QString::fromLocal8Bit(std::strerror(error)))}; // NOLINT(concurrency-mt-unsafe)
}

/// posix_spawn does what fork and exec would, without a copy of this process in between.
int spawn(const QByteArray& shell, const QByteArray& line, int socket, int errors, pid_t& pid)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    posix_spawn_file_actions_adddup2(&actions, socket, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, socket, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, errors, STDERR_FILENO);
    posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
    sigset_t none;
    sigset_t usual;
    sigemptyset(&none);
    sigemptyset(&usual);
    for (const int signal : {SIGPIPE, SIGINT, SIGTERM, SIGHUP, SIGCHLD})
        sigaddset(&usual, signal);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &usual);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    QByteArray program = shell;
    QByteArray option("-c");
    QByteArray script = line;
    const std::array<char*, 4> words{program.data(), option.data(), script.data(), nullptr};
    const int rc = posix_spawn(&pid, shell.constData(), &actions, &attributes, words.data(), environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return rc;
}

} // namespace

Result<std::shared_ptr<Proxy>> Proxy::start(QObject* context, Clock& clock, const QString& command)
{
    std::array<int, 2> sockets{-1, -1};
    std::array<int, 2> pipe{-1, -1};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets.data()) != 0)
        return fail(cannotStart(errno));
    Fd near(sockets[0]);
    const Fd far(sockets[1]);
    if (::pipe2(pipe.data(), O_CLOEXEC) != 0)
        return fail(cannotStart(errno));
    Fd readErrors(pipe[0]);
    const Fd writeErrors(pipe[1]);
    // Ours alone: the program's ends block, as it expects.
    fcntl(near.get(), F_SETFL, fcntl(near.get(), F_GETFL) | O_NONBLOCK);
    fcntl(readErrors.get(), F_SETFL, fcntl(readErrors.get(), F_GETFL) | O_NONBLOCK);
    QByteArray shell = qgetenv("SHELL");
    if (shell.isEmpty())
        shell = "/bin/sh";
    pid_t pid = -1;
    const int rc = spawn(shell, "exec " + command.toUtf8(), far.get(), writeErrors.get(), pid);
    if (rc != 0)
        return fail(cannotStart(rc));
    return std::shared_ptr<Proxy>(new Proxy(context, clock, pid, std::move(near), std::move(readErrors)));
}

Proxy::Proxy(QObject* context, Clock& clock, pid_t pid, Fd socket, Fd errors)
    : m_context(context)
    , m_clock(clock)
    , m_pid(pid)
    , m_socket(std::move(socket))
    , m_errorPipe(std::move(errors))
    , m_readable(new QSocketNotifier(m_errorPipe.get(), QSocketNotifier::Read))
{
    // Read all the time: a program whose messages nobody takes stands still.
    QObject::connect(m_readable, &QSocketNotifier::activated, m_readable, [this] { readErrors(); });
}

Proxy::~Proxy()
{
    m_readable->setEnabled(false);
    m_readable->disconnect();
    m_readable->deleteLater();
    m_socket.reset();
    new Ending(m_context, m_clock, m_pid);
}

void Proxy::readErrors()
{
    std::array<char, 4096> space{};
    for (;;) {
        const ssize_t n = ::read(m_errorPipe.get(), space.data(), space.size());
        if (n > 0) {
            m_errors.append(space.data(), n);
            m_errors = m_errors.right(keptErrors);
        } else if (n == 0 || errno != EINTR) {
            if (n == 0 || errno != EAGAIN)
                m_readable->setEnabled(false);
            return;
        }
    }
}

QString Proxy::errors()
{
    readErrors();
    return SafeText::fromUntrusted(QByteArrayView(m_errors.trimmed())).text();
}

} // namespace Pilothouse::Ssh
