// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/knownhostsfile.h"

#include "ssh/trustwords.h"

#include <QDir>
#include <QFileInfo>

#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

using namespace Qt::StringLiterals;

namespace Pilothouse::Ssh {

namespace {

Error fileError(const QString& file, int error)
{
    return TrustWords::knownHostsUnusable(u"%1: %2"_s.arg(file, qt_error_string(error)));
}

/// Makes what is missing of the way to a file, readable by this user only.
void makeFolder(const QString& path)
{
    if (path.isEmpty() || QFileInfo::exists(path))
        return;
    makeFolder(QFileInfo(path).path());
    ::mkdir(QFile::encodeName(path).constData(), 0700);
}

bool writeAll(int fd, const QByteArray& bytes)
{
    for (qsizetype done = 0; done < bytes.size();) {
        const ssize_t written = ::write(fd, bytes.constData() + done, size_t(bytes.size() - done));
        if (written < 0 && errno != EINTR)
            return false;
        done += std::max<ssize_t>(written, 0);
    }
    return true;
}

} // namespace

Result<std::optional<KnownHostsFile>> KnownHostsFile::lock(const QString& name)
{
    makeFolder(QFileInfo(QFileInfo(name).absoluteFilePath()).path());
    Fd fd(::open(QFile::encodeName(name).constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0600));
    if (!fd.isValid())
        return fail(fileError(name, errno));
    struct stat own = {};
    if (::fstat(fd.get(), &own) != 0)
        return fail(fileError(name, errno));
    if (!S_ISREG(own.st_mode))
        return fail(TrustWords::knownHostsUnusable(u"%1: %2"_s.arg(name, TrustWords::tr("not a file"))));
    if (::flock(fd.get(), LOCK_EX | LOCK_NB) != 0) {
        if (errno == EWOULDBLOCK || errno == EINTR)
            return std::nullopt;
        return fail(fileError(name, errno));
    }
    const QString real = QFileInfo(name).canonicalFilePath();
    struct stat now = {};
    // Whoever held the lock before may have put another file in its place: what is locked then is nobody's any more.
    if (::stat(QFile::encodeName(real).constData(), &now) != 0 || now.st_ino != own.st_ino || now.st_dev != own.st_dev)
        return std::nullopt;
    return KnownHostsFile(real, std::move(fd));
}

Result<QByteArray> KnownHostsFile::content() const
{
    QByteArray text;
    QByteArray piece(256 * 1024, Qt::Uninitialized);
    for (off_t at = 0;;) {
        const ssize_t got = ::pread(m_fd.get(), piece.data(), size_t(piece.size()), at);
        if (got < 0 && errno != EINTR)
            return fail(fileError(m_name, errno));
        if (got == 0)
            return text;
        if (got > 0)
            text.append(piece.constData(), got);
        at += std::max<ssize_t>(got, 0);
    }
}

Result<void> KnownHostsFile::replace(const QByteArray& content) const
{
    struct stat status = {};
    if (::fstat(m_fd.get(), &status) != 0)
        return fail(fileError(m_name, errno));
    QByteArray beside = QFile::encodeName(m_name) + ".XXXXXX";
    const Fd fd(::mkostemp(beside.data(), O_CLOEXEC));
    if (!fd.isValid())
        return fail(fileError(m_name, errno));
    // Owned by another user, it cannot be given back to him; that is no reason not to know a host.
    if (status.st_uid != ::geteuid() || status.st_gid != ::getegid()) [[maybe_unused]]
        const int ignored = ::fchown(fd.get(), status.st_uid, status.st_gid);
    if (::fchmod(fd.get(), status.st_mode & 07777) != 0 || !writeAll(fd.get(), content) || ::fsync(fd.get()) != 0 ||
        ::rename(beside.constData(), QFile::encodeName(m_name).constData()) != 0) {
        const int error = errno;
        ::unlink(beside.constData());
        return fail(fileError(m_name, error));
    }
    const Fd folder(
        ::open(QFile::encodeName(QFileInfo(m_name).path()).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!folder.isValid() || ::fsync(folder.get()) != 0)
        return fail(fileError(m_name, errno));
    return {};
}

} // namespace Pilothouse::Ssh
