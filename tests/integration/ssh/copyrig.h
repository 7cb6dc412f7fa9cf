// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rig.h"
#include "transfer/copy.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>

#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>

namespace Pilothouse::Test {

inline constexpr auto up = Ssh::CopyRequest::Direction::Up;
inline constexpr auto down = Ssh::CopyRequest::Direction::Down;
inline constexpr qint64 mebibyte = 1024 * 1024;

/// Bytes that repeat nowhere, so that nothing can be taken for something else.
inline QByteArray noise(qint64 size, quint64 seed = 1)
{
    QByteArray bytes(size, Qt::Uninitialized);
    quint64 state = seed * 0x9e3779b97f4a7c15ULL + 1;
    for (qint64 i = 0; i < size; ++i) {
        state ^= state << 13U;
        state ^= state >> 7U;
        state ^= state << 17U;
        bytes[i] = char(state);
    }
    return bytes;
}

inline QByteArray content(const QByteArray& path)
{
    // Names are bytes here, and not all of them are UTF-8.
    QFile file;
    const int fd = ::open(path.constData(), O_RDONLY | O_CLOEXEC);
    return fd >= 0 && file.open(fd, QIODevice::ReadOnly, QFile::AutoCloseHandle) ? file.readAll()
                                                                                 : QByteArray("unreadable");
}

inline bool put(const QByteArray& path, const QByteArray& bytes, mode_t mode = 0644, time_t time = 1'500'000'000)
{
    QFile file;
    const int fd = ::open(path.constData(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0 || !file.open(fd, QIODevice::WriteOnly, QFile::AutoCloseHandle) || file.write(bytes) != bytes.size())
        return false;
    file.close();
    const timespec at{.tv_sec = time, .tv_nsec = 0};
    const timespec times[2] = {at, at};
    return ::chmod(path.constData(), mode) == 0 && ::utimensat(AT_FDCWD, path.constData(), times, 0) == 0;
}

inline struct stat factsOf(const QByteArray& path)
{
    struct stat out = {};
    ::lstat(path.constData(), &out);
    return out;
}

/// Everything below a folder: path, kind, permissions, time, content or target.
inline QByteArrayList inventory(const QByteArray& folder)
{
    QByteArrayList out;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.toStdString())) {
        const auto path = QByteArray::fromStdString(entry.path().string());
        const struct stat facts = factsOf(path);
        QByteArray line = path.mid(folder.size()) + ' ' + QByteArray::number(facts.st_mode, 8) + ' ';
        if (S_ISLNK(facts.st_mode)) {
            QByteArray target(4096, '\0');
            target.truncate(std::max<ssize_t>(0, ::readlink(path.constData(), target.data(), size_t(target.size()))));
            line += target;
        } else {
            line += QByteArray::number(qint64(facts.st_mtim.tv_sec)) + ' ';
            if (S_ISREG(facts.st_mode))
                line += QCryptographicHash::hash(content(path), QCryptographicHash::Sha256).toHex();
        }
        out += line;
    }
    std::ranges::sort(out);
    return out;
}

/// A server, and a folder for each test in which here/ is this machine's side and there/ is the host's.
class CopyTest : public QObject
{
protected:
    SystemClock m_clock;
    std::unique_ptr<SshServer> m_server;
    std::unique_ptr<QTemporaryDir> m_folder;

    QByteArray at(const QByteArray& name) const { return QFile::encodeName(m_folder->path()) + '/' + name; }
    static Result<Ssh::CopyReport> answer(const QFuture<Result<Ssh::CopyReport>>& future)
    {
        return await(future, {}, std::chrono::seconds(120));
    }
    Result<Ssh::CopyReport> copy(const SshServer& server, Ssh::CopyRequest request) const
    {
        SystemClock clock;
        Ssh::Pool pool(poolOptions(server), clock);
        Ssh::Copier copier(pool);
        return answer(copier.copy(server.endpoint(), std::move(request)));
    }
    Result<Ssh::CopyReport> copy(Ssh::CopyRequest::Direction direction, const QByteArray& local,
                                 const QByteArray& remote) const
    {
        return copy(*m_server, {.direction = direction, .local = local, .remote = remote});
    }
    /// What lies in the folder beside what should: parts of copies that were given up.
    QStringList leftovers(const QByteArray& folder) const
    {
        return QDir(QFile::decodeName(folder))
            .entryList({QStringLiteral("*.part")}, QDir::Files | QDir::Hidden | QDir::System);
    }

    void startServer()
    {
        m_server = std::make_unique<SshServer>();
        QVERIFY2(m_server->isRunning(), qPrintable(m_server->error()));
    }
    void makeFolders()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("here")) &&
                QDir(m_folder->path()).mkdir(QStringLiteral("there")));
    }
};

} // namespace Pilothouse::Test
