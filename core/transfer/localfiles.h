// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "ssh/fd.h"
#include "ssh/remotefile.h"

#include <QByteArray>

#include <sys/stat.h>
#include <vector>

namespace Pilothouse::Ssh {

/// An open folder of this machine and what is below it. Paths are relative to it, and nothing below it is reached
/// through a symbolic link: with one in the way the answer is Refused. Used on the threads of copies only: it blocks as
/// the disk does.
class LocalFolder
{
public:
    struct Entry
    {
        QByteArray path; ///< relative
        FileKind kind = FileKind::Other;
        qint64 size = 0;
        qint64 modified = 0; ///< seconds since 1970
        quint32 permissions = 0;
        QByteArray target = {}; ///< of a link
    };
    struct Tree
    {
        std::vector<Entry> entries;                         ///< folders before what is in them
        std::vector<std::pair<QByteArray, int>> unreadable; ///< with its errno
    };

    /// The folder itself may be reached through links: its path is the person's own.
    static Result<LocalFolder> open(const QByteArray& path);
    static Result<LocalFolder> make(const QByteArray& path);

    /// Everything below.
    Tree walk() const;
    Result<struct stat> facts(const QByteArray& path) const;
    Result<Fd> openToRead(const QByteArray& path) const;
    /// A file that is there already, to go on writing it; NotFound when it is none of this user's plain files.
    Result<Fd> openToContinue(const QByteArray& path) const;
    /// A new file that only this user can read, in place of whatever has its name.
    Result<Fd> create(const QByteArray& path) const;
    Result<void> makeFolder(const QByteArray& path) const;
    /// A link, in place of a link or a file that has its name.
    Result<void> makeLink(const QByteArray& path, const QByteArray& target, const QByteArray& part) const;
    Result<QByteArray> readLink(const QByteArray& path) const;
    /// In one step. Both have the same parent.
    Result<void> replace(const QByteArray& from, const QByteArray& to) const;
    /// The names in the folder, on the disk.
    void sync(const QByteArray& path) const;
    void remove(const QByteArray& path) const;
    Result<void> finishFolder(const QByteArray& path, quint32 permissions, qint64 modified) const;

private:
    LocalFolder(Fd root, QByteArray path)
        : m_root(std::move(root))
        , m_path(std::move(path))
    {
    }
    Result<Fd> folder(const QByteArray& path) const;
    QByteArray shown(const QByteArray& path) const;

    Fd m_root;
    QByteArray m_path;
};

/// Mode and time of an open file, and its bytes on the disk.
Result<void> finishFile(int fd, const QByteArray& path, quint32 permissions, qint64 modified);

} // namespace Pilothouse::Ssh
