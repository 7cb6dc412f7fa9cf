// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/files.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace Pilothouse::Store {

using namespace Qt::StringLiterals;

namespace {

Error fileFailed(const QString& file, int code)
{
    return {.kind = ErrorKind::Failed,
            .message = QCoreApplication::translate("Store", "%1 cannot be written; check the folder's owner and the "
                                                            "free space.")
                           .arg(file),
            .detail = QString::fromLocal8Bit(std::strerror(code))};
}

Result<void> syncFile(const QString& file, int flags)
{
    const int descriptor = ::open(QFile::encodeName(file).constData(), flags | O_CLOEXEC);
    if (descriptor < 0)
        return fail(fileFailed(file, errno));
    const int code = ::fsync(descriptor) == 0 ? 0 : errno;
    ::close(descriptor);
    return code == 0 ? Result<void>() : fail(fileFailed(file, code));
}

} // namespace

StoreFiles::StoreFiles(const QString& file)
    : main(file)
    , wal(file + u"-wal"_s)
    , shm(file + u"-shm"_s)
    , lock(file + u".lock"_s)
    , users(file + u".users"_s)
    , suspect(file + u".suspect"_s)
    , recovered(file + u".recovered"_s)
{
}

Result<void> makeFolder(const QString& path)
{
    if (QFileInfo(path).isDir())
        return {};
    const QString parent = QFileInfo(path).absolutePath();
    if (parent != path) {
        if (auto made = makeFolder(parent); !made)
            return made;
    }
    if (::mkdir(QFile::encodeName(path).constData(), 0700) != 0 && errno != EEXIST)
        return fail(fileFailed(path, errno));
    return {};
}

Result<void> prepareStoreFile(const QString& file)
{
    if (auto made = makeFolder(QFileInfo(file).absolutePath()); !made)
        return made;
    const QByteArray path = QFile::encodeName(file);
    const int descriptor = ::open(path.constData(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor >= 0) {
        ::close(descriptor);
        return {};
    }
    if (errno != EEXIST)
        return fail(fileFailed(file, errno));
    struct stat state = {};
    if (::stat(path.constData(), &state) != 0)
        return fail(fileFailed(file, errno));
    if (state.st_uid == ::geteuid() && (state.st_mode & 077) != 0 && ::chmod(path.constData(), 0600) != 0)
        return fail(fileFailed(file, errno));
    return {};
}

bool folderIsOpenToOthers(const QString& file)
{
    struct stat state = {};
    if (::stat(QFile::encodeName(QFileInfo(file).absolutePath()).constData(), &state) != 0)
        return false;
    return (state.st_mode & 022) != 0 && (state.st_mode & S_ISVTX) == 0;
}

Result<void> copyDurably(const QString& from, const QString& to)
{
    QFile source(from);
    QFile target(to);
    if (!source.open(QIODevice::ReadOnly) ||
        !target.open(QIODevice::WriteOnly | QIODevice::NewOnly | QIODevice::Unbuffered,
                     QFile::ReadOwner | QFile::WriteOwner))
        return fail(fileFailed(to, errno));
    QByteArray block(1 << 16, Qt::Uninitialized);
    for (qint64 n = 0; (n = source.read(block.data(), block.size())) != 0;) {
        if (n < 0 || target.write(block.constData(), n) != n) {
            const int code = errno;
            target.remove();
            return fail(fileFailed(to, code));
        }
    }
    if (::fsync(target.handle()) != 0)
        return fail(fileFailed(to, errno));
    target.close();
    return syncFolderOf(to);
}

Result<void> renameDurably(const QString& from, const QString& to)
{
    if (auto synced = syncFile(from, O_RDWR); !synced)
        return synced;
    if (::rename(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) != 0)
        return fail(fileFailed(to, errno));
    return syncFolderOf(to);
}

Result<void> syncFolderOf(const QString& file)
{
    return syncFile(QFileInfo(file).absolutePath(), O_RDONLY | O_DIRECTORY);
}

Result<void> removeFile(const QString& file)
{
    if (::unlink(QFile::encodeName(file).constData()) != 0 && errno != ENOENT)
        return fail(fileFailed(file, errno));
    return {};
}

qint64 fileSize(const QString& file)
{
    const QFileInfo info(file);
    return info.exists() ? info.size() : 0;
}

} // namespace Pilothouse::Store
