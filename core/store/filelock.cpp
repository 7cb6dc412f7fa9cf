// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/filelock.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QFile>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace Pilothouse::Store {

namespace {

Error lockFailed(const QString& path, int code)
{
    return {.kind = ErrorKind::Failed,
            .message = QCoreApplication::translate("Store", "The lock file %1 cannot be used; make its folder writable "
                                                            "for this account.")
                           .arg(path),
            .detail = QString::fromLocal8Bit(std::strerror(code))};
}

} // namespace

FileLock::FileLock(QString path)
    : m_path(std::move(path))
{
}

FileLock::~FileLock()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

Result<void> FileLock::ensureOpen()
{
    if (m_descriptor >= 0)
        return {};
    m_descriptor = ::open(QFile::encodeName(m_path).constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (m_descriptor < 0)
        return fail(lockFailed(m_path, errno));
    return {};
}

Result<bool> FileLock::attempt(int operation)
{
    if (auto open = ensureOpen(); !open)
        return fail(open.error());
    for (;;) {
        if (::flock(m_descriptor, operation | LOCK_NB) == 0)
            return true;
        if (errno == EWOULDBLOCK)
            return false;
        if (errno != EINTR)
            return fail(lockFailed(m_path, errno));
    }
}

Result<bool> FileLock::tryExclusive() { return attempt(LOCK_EX); }

Result<bool> FileLock::tryShared() { return attempt(LOCK_SH); }

Result<void> FileLock::acquire(std::chrono::milliseconds timeout)
{
    // flock has no time limit of its own, and a signal would reach an arbitrary thread: so it is asked again and again.
    const QDeadlineTimer deadline(timeout);
    for (int pause = 1;; pause = std::min(pause * 2, 20)) {
        const Result<bool> taken = attempt(LOCK_EX);
        if (!taken)
            return fail(taken.error());
        if (*taken)
            return {};
        if (deadline.hasExpired())
            break;
        ::poll(nullptr, 0, pause);
    }
    return fail(ErrorKind::Timeout,
                QCoreApplication::translate("Store",
                                            "The store is in use by another Pilothouse and nothing was written; "
                                            "let that one finish and try again."),
                QCoreApplication::translate("Store", "%1 has been held for %2 ms%3")
                    .arg(m_path)
                    .arg(timeout.count())
                    .arg(holder()));
}

void FileLock::release()
{
    if (m_descriptor >= 0)
        ::flock(m_descriptor, LOCK_UN);
}

QString FileLock::holder() const
{
    struct stat own = {};
    QFile locks(QStringLiteral("/proc/locks"));
    if (m_descriptor < 0 || ::fstat(m_descriptor, &own) != 0 || !locks.open(QIODevice::ReadOnly))
        return {};
    // "1: FLOCK  ADVISORY  WRITE 4242 08:01:131 0 EOF": process id, then device and inode.
    const QByteArray inode = ':' + QByteArray::number(quint64(own.st_ino));
    for (const QByteArray& line : locks.readAll().split('\n')) {
        const QList<QByteArray> words = line.simplified().split(' ');
        if (words.size() > 5 && words[1] == "FLOCK" && words[5].endsWith(inode))
            return QCoreApplication::translate("Store", " by process %1").arg(QString::fromLatin1(words[4]));
    }
    return {};
}

} // namespace Pilothouse::Store
