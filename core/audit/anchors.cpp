// SPDX-License-Identifier: GPL-3.0-or-later
#include "audit/anchors.h"

#include "base/clock.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QTimeZone>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace Pilothouse::Audit {

using namespace Qt::StringLiterals;

namespace {

Error anchorsFailed(const QString& file, int code)
{
    return {.kind = ErrorKind::Failed,
            .message =
                QCoreApplication::translate("Audit", "The audit trail cannot be anchored in %1; free some space or "
                                                     "make the file writable, then try again.")
                    .arg(file),
            .detail = QString::fromLocal8Bit(std::strerror(code))};
}

/// Ends a line that a crash cut short, so that it is not taken for one that somebody changed.
constexpr const char* cutMark = " cut\n";

std::optional<Anchor> parse(const QByteArray& line)
{
    const QList<QByteArray> words = line.split(' ');
    bool number = false;
    Anchor anchor;
    if (words.size() != 4 || words[0] != "v1" || words[2].size() != 64)
        return std::nullopt;
    anchor.seq = words[1].toLongLong(&number);
    anchor.hash = QString::fromLatin1(words[2]);
    anchor.at = QDateTime::fromString(QString::fromLatin1(words[3]), Qt::ISODateWithMs);
    if (!number || anchor.seq < 1 || !anchor.at.isValid())
        return std::nullopt;
    return anchor;
}

int appendLine(int descriptor, QByteArray line)
{
    struct stat state = {};
    if (::fstat(descriptor, &state) != 0)
        return errno;
    char last = '\n';
    if (state.st_size > 0 && ::pread(descriptor, &last, 1, state.st_size - 1) != 1)
        return EIO;
    if (last != '\n')
        line.prepend(cutMark); // a crash cut the last line short
    // One write() to a file opened with O_APPEND is not mixed with that of another process.
    if (::write(descriptor, line.constData(), size_t(line.size())) != line.size())
        return errno == 0 ? ENOSPC : errno;
    return ::fsync(descriptor) == 0 ? 0 : errno;
}

int syncFolder(const QString& file)
{
    const QByteArray folder = QFile::encodeName(QFileInfo(file).absolutePath());
    const int descriptor = ::open(folder.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return errno;
    const int code = ::fsync(descriptor) == 0 ? 0 : errno;
    ::close(descriptor);
    return code;
}

} // namespace

AnchorFile::AnchorFile(QString file)
    : m_file(std::move(file))
{
}

Result<void> AnchorFile::add(const Anchor& anchor) const
{
    const QByteArray path = QFile::encodeName(m_file);
    const bool isNew = ::access(path.constData(), F_OK) != 0;
    const int descriptor = ::open(path.constData(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor < 0)
        return fail(anchorsFailed(m_file, errno));
    const QString line = u"v1 %1 %2 %3\n"_s.arg(QString::number(anchor.seq), anchor.hash, isoUtc(anchor.at));
    errno = 0;
    int code = appendLine(descriptor, line.toLatin1());
    ::close(descriptor);
    if (code == 0 && isNew)
        code = syncFolder(m_file);
    return code == 0 ? Result<void>() : fail(anchorsFailed(m_file, code));
}

Result<AnchorList> AnchorFile::read() const
{
    AnchorList list;
    QFile file(m_file);
    list.exists = file.exists();
    if (!list.exists)
        return list;
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Failed,
                    QCoreApplication::translate("Audit",
                                                "The anchors of the audit trail in %1 cannot be read; check its "
                                                "owner and mode.")
                        .arg(m_file),
                    file.errorString());
    QList<QByteArray> lines = file.readAll().split('\n');
    lines.removeLast(); // empty, or cut short by a crash
    for (qsizetype i = 0; i < lines.size(); ++i) {
        if (const auto anchor = parse(lines.at(i)))
            list.anchors.push_back(*anchor);
        else if (!lines.at(i).endsWith(" cut"))
            list.unreadable.push_back(int(i) + 1);
    }
    return list;
}

} // namespace Pilothouse::Audit
