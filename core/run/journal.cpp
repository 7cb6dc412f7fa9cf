// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/journal.h"

#include "base/clock.h"
#include "run/bell.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QTimeZone>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace Pilothouse::Run {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype hashDigits = 16;

QByteArray hashOf(const QByteArray& previous, const QByteArray& json)
{
    return QCryptographicHash::hash(previous + json, QCryptographicHash::Sha256).toHex().first(hashDigits);
}

Error diskError(const QString& file, int error)
{
    return {.kind = ErrorKind::Failed,
            .message = QCoreApplication::translate("Run", "The journal of the run cannot be written; free space or fix "
                                                          "the disk of this machine, nothing is started without it."),
            .detail = file + u": "_s + QString::fromLocal8Bit(std::strerror(error))};
}

/// Parses lines; `last` becomes the hash of the last whole one.
Result<JournalContent> parse(const QByteArray& bytes, QByteArray& last, const QString& file)
{
    JournalContent content;
    qsizetype at = 0;
    while (at < bytes.size()) {
        const qsizetype end = bytes.indexOf('\n', at);
        const QByteArray line = bytes.mid(at, end < 0 ? -1 : end - at);
        const QByteArray json = line.mid(hashDigits + 1);
        const auto document = QJsonDocument::fromJson(json);
        const bool whole =
            end >= 0 && line.size() > hashDigits && document.isObject() && line.first(hashDigits) == hashOf(last, json);
        if (!whole) {
            content.torn = true;
            if (end >= 0 && end + 1 < bytes.size())
                return fail(ErrorKind::Invalid,
                            QCoreApplication::translate("Run", "The journal of the run is damaged; ask the hosts "
                                                               "what happened before you go on."),
                            u"%1 at byte %2"_s.arg(file).arg(at));
            break;
        }
        const QJsonObject object = document.object();
        content.entries.push_back(
            {.kind = object[u"kind"_s].toString(),
             .at = QDateTime::fromMSecsSinceEpoch(qint64(object[u"at"_s].toDouble()), QTimeZone::utc()),
             .data = object[u"data"_s].toObject()});
        last = line.first(hashDigits);
        at = end + 1;
        content.goodBytes = at;
    }
    return content;
}

Result<QByteArray> readAll(const QString& path)
{
    QFile file(path);
    if (!file.exists())
        return fail(ErrorKind::NotFound, QCoreApplication::translate("Run", "There is no such run on this machine."),
                    path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(diskError(path, EACCES));
    return file.readAll();
}

/// Whoever looks whether a run is driven holds the file for a moment, which must not be taken for a driver.
bool lockAlone(int descriptor)
{
    constexpr int tries = 40;
    Bell bell;
    for (int i = 0; i < tries; ++i) {
        if (::flock(descriptor, LOCK_EX | LOCK_NB) == 0)
            return true;
        if (errno != EWOULDBLOCK && errno != EINTR)
            return false;
        bell.wait({}, std::chrono::milliseconds(5), [] { return false; });
    }
    errno = EWOULDBLOCK;
    return false;
}

bool writeAll(int descriptor, const QByteArray& bytes)
{
    qsizetype done = 0;
    while (done < bytes.size()) {
        const ssize_t n = ::write(descriptor, bytes.constData() + done, size_t(bytes.size() - done));
        if (n < 0 && errno != EINTR)
            return false;
        done += std::max<ssize_t>(n, 0);
    }
    return true;
}

} // namespace

Journal::Journal(int descriptor, JournalContent content, QByteArray lastHash)
    : m_descriptor(descriptor)
    , m_entries(std::move(content.entries))
    , m_lastHash(std::move(lastHash))
{
}

Journal::~Journal() { ::close(m_descriptor); }

Result<std::unique_ptr<Journal>> Journal::create(const QString& file)
{
    const int descriptor = ::open(QFile::encodeName(file).constData(), O_RDWR | O_APPEND | O_CREAT | O_EXCL | O_CLOEXEC,
                                  S_IRUSR | S_IWUSR);
    if (descriptor < 0) {
        if (errno == EEXIST)
            return fail(ErrorKind::Conflict,
                        QCoreApplication::translate("Run", "This run exists already; attach to it."), file);
        return fail(diskError(file, errno));
    }
    std::unique_ptr<Journal> journal(new Journal(descriptor, {}, {}));
    if (!lockAlone(descriptor))
        return fail(diskError(file, errno));
    // The name has to survive a power cut as well.
    const int folder =
        ::open(QFile::encodeName(QFileInfo(file).path()).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool named = folder >= 0 && ::fsync(folder) == 0;
    const int error = errno;
    if (folder >= 0)
        ::close(folder);
    if (!named)
        return fail(diskError(file, error));
    return journal;
}

Result<std::unique_ptr<Journal>> Journal::open(const QString& file)
{
    const int descriptor = ::open(QFile::encodeName(file).constData(), O_RDWR | O_APPEND | O_CLOEXEC);
    if (descriptor < 0) {
        if (errno == ENOENT)
            return fail(ErrorKind::NotFound,
                        QCoreApplication::translate("Run", "There is no such run on this machine."), file);
        return fail(diskError(file, errno));
    }
    std::unique_ptr<Journal> journal(new Journal(descriptor, {}, {}));
    if (!lockAlone(descriptor))
        return fail(ErrorKind::Conflict,
                    QCoreApplication::translate("Run",
                                                "Another window or pilothousectl drives this run; watch it there "
                                                "or attach to it."),
                    file);
    const auto bytes = readAll(file);
    if (!bytes)
        return fail(bytes.error());
    auto content = parse(*bytes, journal->m_lastHash, file);
    if (!content)
        return fail(content.error());
    if (content->torn && ::ftruncate(descriptor, content->goodBytes) != 0)
        return fail(diskError(file, errno));
    journal->m_entries = std::move(content->entries);
    return journal;
}

Result<JournalContent> Journal::read(const QString& file)
{
    const auto bytes = readAll(file);
    if (!bytes)
        return fail(bytes.error());
    QByteArray last;
    return parse(*bytes, last, file);
}

bool Journal::isUndriven(const QString& file)
{
    const int descriptor = ::open(QFile::encodeName(file).constData(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return false;
    const bool free = ::flock(descriptor, LOCK_SH | LOCK_NB) == 0;
    ::close(descriptor);
    return free;
}

Result<void> Journal::append(const JournalEntry& entry, Sync sync)
{
    const QJsonObject object{
        {u"kind"_s, entry.kind}, {u"at"_s, double(entry.at.toMSecsSinceEpoch())}, {u"data"_s, entry.data}};
    const QByteArray json = QJsonDocument(object).toJson(QJsonDocument::Compact);
    const QByteArray hash = hashOf(m_lastHash, json);
    const off_t before = ::lseek(m_descriptor, 0, SEEK_END);
    if (!writeAll(m_descriptor, hash + ' ' + json + '\n') || (sync == Sync::Yes && ::fdatasync(m_descriptor) != 0)) {
        const int error = errno;
        // Half a line must not stay in the middle of what may still follow.
        if (before < 0 || ::ftruncate(m_descriptor, before) != 0)
            return fail(diskError(u"journal"_s, errno));
        return fail(diskError(u"journal"_s, error));
    }
    m_lastHash = hash;
    m_entries.push_back(entry);
    return {};
}

} // namespace Pilothouse::Run
