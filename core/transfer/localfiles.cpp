// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/localfiles.h"

#include "ssh/filewords.h"
#include "ssh/names.h"

#include <algorithm>
#include <cerrno>
#include <climits>
#include <dirent.h>
#include <fcntl.h>
#include <memory>

namespace Pilothouse::Ssh {

namespace {

constexpr int plainFolder = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
constexpr int deepest = 100;

struct DirCloser
{
    void operator()(DIR* dir) const { ::closedir(dir); }
};
using Dir = std::unique_ptr<DIR, DirCloser>;

FileKind kindOf(mode_t mode)
{
    if (S_ISREG(mode))
        return FileKind::File;
    if (S_ISDIR(mode))
        return FileKind::Folder;
    return S_ISLNK(mode) ? FileKind::Link : FileKind::Other;
}

QByteArray linkTarget(int folder, const QByteArray& name)
{
    QByteArray out(PATH_MAX, Qt::Uninitialized);
    const ssize_t size = ::readlinkat(folder, name.constData(), out.data(), size_t(out.size()));
    out.truncate(std::max<ssize_t>(0, size));
    return out;
}

void walkInto(int folder, const QByteArray& at, int depth, LocalFolder::Tree& out)
{
    const Dir dir(::fdopendir(folder)); // owns the descriptor from here on
    if (!dir) {
        out.unreadable.emplace_back(at, errno);
        ::close(folder);
        return;
    }
    std::vector<QByteArray> names;
    while (const dirent* const entry = ::readdir(dir.get())) { // NOLINT(concurrency-mt-unsafe): a DIR of our own
        const QByteArray name(entry->d_name);
        if (name != "." && name != "..")
            names.push_back(name);
    }
    std::ranges::sort(names);
    for (const QByteArray& name : names) {
        const QByteArray path = joined(at, name);
        struct stat facts = {};
        if (::fstatat(folder, name.constData(), &facts, AT_SYMLINK_NOFOLLOW) != 0) {
            out.unreadable.emplace_back(path, errno);
            continue;
        }
        LocalFolder::Entry entry{.path = path,
                                 .kind = kindOf(facts.st_mode),
                                 .size = facts.st_size,
                                 .modified = facts.st_mtim.tv_sec,
                                 .permissions = facts.st_mode & 0777U};
        if (entry.kind == FileKind::Link)
            entry.target = linkTarget(folder, name);
        const bool isFolder = entry.kind == FileKind::Folder;
        out.entries.push_back(std::move(entry));
        if (!isFolder)
            continue;
        const int below = depth < deepest ? ::openat(folder, name.constData(), plainFolder) : -1;
        if (below < 0)
            out.unreadable.emplace_back(path, depth < deepest ? errno : ELOOP);
        else
            walkInto(below, path, depth + 1, out);
    }
}

} // namespace

QByteArray LocalFolder::shown(const QByteArray& path) const { return joined(m_path, path); }

Result<LocalFolder> LocalFolder::open(const QByteArray& path)
{
    Fd root(::open(path.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!root.isValid())
        return fail(FileWords::local(path, errno));
    return LocalFolder(std::move(root), path);
}

Result<LocalFolder> LocalFolder::make(const QByteArray& path)
{
    if (::mkdir(path.constData(), 0777) != 0 && errno != EEXIST)
        return fail(FileWords::local(path, errno));
    return open(path);
}

LocalFolder::Tree LocalFolder::walk() const
{
    Tree out;
    const int again = ::openat(m_root.get(), ".", plainFolder);
    if (again < 0)
        out.unreadable.emplace_back(QByteArray("."), errno);
    else
        walkInto(again, {}, 0, out);
    return out;
}

/// The folder `path`, step by step.
Result<Fd> LocalFolder::folder(const QByteArray& path) const
{
    Fd at(::openat(m_root.get(), ".", plainFolder));
    if (path.isEmpty() || path == ".")
        return at;
    QByteArray done;
    for (const QByteArray& part : path.split('/')) {
        done = joined(done, part);
        Fd next(isSafeName(part) ? ::openat(at.get(), part.constData(), plainFolder) : -1);
        if (!next.isValid()) {
            const int error = errno;
            struct stat facts = {};
            if (::fstatat(at.get(), part.constData(), &facts, AT_SYMLINK_NOFOLLOW) == 0 && S_ISLNK(facts.st_mode))
                return fail(FileWords::localLink(shown(done)));
            return fail(FileWords::local(shown(done), error));
        }
        at = std::move(next);
    }
    return at;
}

Result<struct stat> LocalFolder::facts(const QByteArray& path) const
{
    if (path == ".") {
        struct stat own = {};
        return ::fstat(m_root.get(), &own) == 0 ? Result<struct stat>(own) : fail(FileWords::local(m_path, errno));
    }
    const auto parent = folder(folderOf(path));
    if (!parent)
        return fail(parent.error());
    struct stat out = {};
    if (::fstatat(parent->get(), baseOf(path).constData(), &out, AT_SYMLINK_NOFOLLOW) != 0)
        return fail(FileWords::local(shown(path), errno));
    return out;
}

Result<Fd> LocalFolder::openToRead(const QByteArray& path) const
{
    const auto parent = folder(folderOf(path));
    if (!parent)
        return fail(parent.error());
    // Without O_NONBLOCK a pipe that took the file's place would stop this thread.
    Fd out(::openat(parent->get(), baseOf(path).constData(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    struct stat facts = {};
    if (!out.isValid() || ::fstat(out.get(), &facts) != 0)
        return fail(FileWords::local(shown(path), errno));
    if (!S_ISREG(facts.st_mode))
        return fail(FileWords::local(shown(path), EINVAL));
    return out;
}

Result<Fd> LocalFolder::openToContinue(const QByteArray& path) const
{
    const auto parent = folder(folderOf(path));
    if (!parent)
        return fail(parent.error());
    Fd out(::openat(parent->get(), baseOf(path).constData(), O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    struct stat facts = {};
    if (!out.isValid() || ::fstat(out.get(), &facts) != 0)
        return fail(FileWords::local(shown(path), errno));
    if (!S_ISREG(facts.st_mode) || facts.st_uid != ::geteuid() || facts.st_nlink != 1)
        return fail(FileWords::local(shown(path), ENOENT));
    return out;
}

Result<Fd> LocalFolder::create(const QByteArray& path) const
{
    const auto parent = folder(folderOf(path));
    if (!parent)
        return fail(parent.error());
    const QByteArray name = baseOf(path);
    constexpr int flags = O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
    Fd out(::openat(parent->get(), name.constData(), flags, 0600));
    if (!out.isValid() && errno == EEXIST) {
        ::unlinkat(parent->get(), name.constData(), 0);
        out = Fd(::openat(parent->get(), name.constData(), flags, 0600));
    }
    if (!out.isValid())
        return fail(FileWords::local(shown(path), errno));
    return out;
}

Result<void> LocalFolder::makeFolder(const QByteArray& path) const
{
    const auto parent = folder(folderOf(path));
    if (!parent)
        return fail(parent.error());
    if (::mkdirat(parent->get(), baseOf(path).constData(), 0700) != 0 && errno != EEXIST)
        return fail(FileWords::local(shown(path), errno));
    const auto there = folder(path);
    return there ? Result<void>() : fail(there.error());
}

Result<void> LocalFolder::makeLink(const QByteArray& path, const QByteArray& target, const QByteArray& part) const
{
    const auto parent = folder(folderOf(path));
    if (!parent)
        return fail(parent.error());
    ::unlinkat(parent->get(), part.constData(), 0);
    if (::symlinkat(target.constData(), parent->get(), part.constData()) != 0)
        return fail(FileWords::local(shown(path), errno));
    if (::renameat(parent->get(), part.constData(), parent->get(), baseOf(path).constData()) != 0) {
        const int error = errno;
        ::unlinkat(parent->get(), part.constData(), 0);
        return fail(FileWords::local(shown(path), error));
    }
    return {};
}

Result<QByteArray> LocalFolder::readLink(const QByteArray& path) const
{
    const auto parent = folder(folderOf(path));
    if (!parent)
        return fail(parent.error());
    return linkTarget(parent->get(), baseOf(path));
}

Result<void> LocalFolder::replace(const QByteArray& from, const QByteArray& to) const
{
    const auto parent = folder(folderOf(to));
    if (!parent)
        return fail(parent.error());
    if (::renameat(parent->get(), baseOf(from).constData(), parent->get(), baseOf(to).constData()) != 0)
        return fail(errno == EISDIR || errno == ENOTEMPTY ? FileWords::isFolder(FileWords::thisMachine(), shown(to))
                                                          : FileWords::local(shown(to), errno));
    return {};
}

void LocalFolder::sync(const QByteArray& path) const
{
    if (const auto there = folder(path))
        ::fsync(there->get()); // some file systems cannot, and need not
}

void LocalFolder::remove(const QByteArray& path) const
{
    if (const auto parent = folder(folderOf(path)))
        ::unlinkat(parent->get(), baseOf(path).constData(), 0);
}

Result<void> LocalFolder::finishFolder(const QByteArray& path, quint32 permissions, qint64 modified) const
{
    const auto there = folder(path);
    if (!there)
        return fail(there.error());
    const std::array<timespec, 2> times{timespec{.tv_sec = modified, .tv_nsec = 0},
                                        timespec{.tv_sec = modified, .tv_nsec = 0}};
    if (::fchmod(there->get(), permissions) != 0 || ::futimens(there->get(), times.data()) != 0)
        return fail(FileWords::local(shown(path), errno));
    return {};
}

Result<void> finishFile(int fd, const QByteArray& path, quint32 permissions, qint64 modified)
{
    const std::array<timespec, 2> times{timespec{.tv_sec = modified, .tv_nsec = 0},
                                        timespec{.tv_sec = modified, .tv_nsec = 0}};
    if (::fchmod(fd, permissions) != 0 || ::futimens(fd, times.data()) != 0 || ::fsync(fd) != 0)
        return fail(FileWords::local(path, errno));
    return {};
}

} // namespace Pilothouse::Ssh
