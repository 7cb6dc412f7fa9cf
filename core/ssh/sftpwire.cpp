// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/sftpwire.h"

#include <QtEndian>

#include <algorithm>
#include <cstring>
#include <sys/stat.h>

namespace Pilothouse::Ssh {

FileKind FileFacts::kind() const
{
    switch (mode.value_or(S_IFREG) & S_IFMT) {
    case S_IFREG:
    case 0:
        return FileKind::File;
    case S_IFDIR:
        return FileKind::Folder;
    case S_IFLNK:
        return FileKind::Link;
    default:
        return FileKind::Other;
    }
}

namespace Wire {

namespace {

constexpr qsizetype headSize = 9; ///< length, type, id

enum AttributeFlag : quint32 { HasSize = 1, HasOwner = 2, HasMode = 4, HasTimes = 8, HasMore = 0x80000000U };

/// Writes one packet; finish() puts its length in.
class Writer
{
public:
    explicit Writer(Type type, qsizetype expected = 64)
    {
        m_bytes.reserve(headSize + expected);
        number(0);
        m_bytes += char(type);
        number(0); // the id
    }

    void number(quint32 value)
    {
        const quint32 big = qToBigEndian(value);
        m_bytes.append(reinterpret_cast<const char*>(&big), sizeof big);
    }
    void large(quint64 value)
    {
        const quint64 big = qToBigEndian(value);
        m_bytes.append(reinterpret_cast<const char*>(&big), sizeof big);
    }
    void string(QByteArrayView bytes)
    {
        number(quint32(bytes.size()));
        m_bytes.append(bytes.data(), bytes.size());
    }
    void change(const FileChange& change)
    {
        number((change.mode ? HasMode : 0U) | (change.modified ? HasTimes : 0U));
        if (change.mode)
            number(*change.mode);
        if (change.modified) {
            number(*change.modified);
            number(*change.modified);
        }
    }
    /// `following` more bytes belong to the packet and come behind it.
    QByteArray finish(quint32 following = 0)
    {
        qToBigEndian(quint32(m_bytes.size() - 4) + following, m_bytes.data());
        return std::move(m_bytes);
    }

private:
    QByteArray m_bytes;
};

/// Reads a body from front to back. The first thing that is not there makes it bad for good; values are then zero.
class Reader
{
public:
    explicit Reader(QByteArrayView bytes)
        : m_rest(bytes)
    {
    }

    quint32 number() { return integer<quint32>(); }
    quint64 large() { return integer<quint64>(); }
    QByteArrayView string(quint32 most)
    {
        const quint32 size = number();
        if (size > most || qsizetype(size) > m_rest.size()) {
            m_good = false;
            return {};
        }
        const QByteArrayView out = m_rest.first(size);
        m_rest = m_rest.sliced(size);
        return out;
    }
    FileFacts facts()
    {
        FileFacts out;
        const quint32 flags = number();
        if ((flags & HasSize) != 0)
            out.size = large();
        if ((flags & HasOwner) != 0) {
            out.owner = number();
            out.group = number();
        }
        if ((flags & HasMode) != 0)
            out.mode = number();
        if ((flags & HasTimes) != 0) {
            out.accessed = number();
            out.modified = number();
        }
        if ((flags & HasMore) != 0) {
            const quint32 count = number();
            // Each takes eight bytes at least, so a wrong count ends this loop early.
            for (quint32 i = 0; i < count && m_good; ++i) {
                string(longestName);
                string(longestName);
            }
        }
        return out;
    }
    bool isGood() const { return m_good; }
    bool isAtEnd() const { return m_rest.isEmpty(); }
    qsizetype left() const { return m_rest.size(); }

private:
    template <typename T> T integer()
    {
        if (!m_good || m_rest.size() < qsizetype(sizeof(T))) {
            m_good = false;
            return 0;
        }
        const T value = qFromBigEndian<T>(m_rest.data());
        m_rest = m_rest.sliced(sizeof(T));
        return value;
    }

    QByteArrayView m_rest;
    bool m_good = true;
};

} // namespace

bool Framer::take(QByteArrayView bytes, std::vector<Packet>& out)
{
    while (!bytes.isEmpty()) {
        if (!m_inBody) {
            const qsizetype size = std::min(bytes.size(), headSize - m_head.size());
            m_head.append(bytes.data(), size);
            bytes = bytes.sliced(size);
            if (m_head.size() < headSize)
                return true;
            const quint32 length = qFromBigEndian<quint32>(m_head.constData());
            if (length < headSize - 4 || length > longestPacket)
                return false;
            m_packet = {.type = quint8(m_head.at(4)),
                        .id = qFromBigEndian<quint32>(m_head.constData() + 5),
                        .body = QByteArray(qsizetype(length) - (headSize - 4), Qt::Uninitialized)};
            m_head.clear();
            m_filled = 0;
            m_inBody = true;
        }
        const qsizetype size = std::min(bytes.size(), m_packet.body.size() - m_filled);
        if (size > 0)
            std::memcpy(m_packet.body.data() + m_filled, bytes.data(), size_t(size));
        m_filled += size;
        bytes = bytes.sliced(size);
        if (m_filled == m_packet.body.size()) {
            out.push_back(std::move(m_packet));
            m_inBody = false;
        }
    }
    return true;
}

QByteArray init()
{
    QByteArray out("\0\0\0\5\1\0\0\0\3", headSize);
    return out;
}

QByteArray onPath(Type type, QByteArrayView path)
{
    Writer out(type);
    out.string(path);
    return out.finish();
}

QByteArray onHandle(Type type, QByteArrayView handle) { return onPath(type, handle); }

QByteArray open(QByteArrayView path, quint32 flags, quint32 mode)
{
    Writer out(Open);
    out.string(path);
    out.number(flags);
    out.change((flags & Create) != 0 ? FileChange{.mode = mode} : FileChange{});
    return out.finish();
}

QByteArray read(QByteArrayView handle, quint64 offset, quint32 length)
{
    Writer out(Read);
    out.string(handle);
    out.large(offset);
    out.number(length);
    return out.finish();
}

QByteArray writeHeader(QByteArrayView handle, quint64 offset, quint32 length)
{
    Writer out(Write, 64 + length);
    out.string(handle);
    out.large(offset);
    out.number(length);
    return out.finish(length);
}

QByteArray setstat(QByteArrayView path, const FileChange& change)
{
    Writer out(Setstat);
    out.string(path);
    out.change(change);
    return out.finish();
}

QByteArray fsetstat(QByteArrayView handle, const FileChange& change)
{
    Writer out(Fsetstat);
    out.string(handle);
    out.change(change);
    return out.finish();
}

QByteArray mkdir(QByteArrayView path, quint32 mode)
{
    Writer out(Mkdir);
    out.string(path);
    out.change({.mode = mode});
    return out.finish();
}

QByteArray rename(QByteArrayView from, QByteArrayView to)
{
    Writer out(Rename);
    out.string(from);
    out.string(to);
    return out.finish();
}

QByteArray symlink(QByteArrayView target, QByteArrayView link)
{
    Writer out(Symlink);
    out.string(target);
    out.string(link);
    return out.finish();
}

QByteArray posixRename(QByteArrayView from, QByteArrayView to)
{
    Writer out(Extended);
    out.string("posix-rename@openssh.com");
    out.string(from);
    out.string(to);
    return out.finish();
}

QByteArray fsync(QByteArrayView handle)
{
    Writer out(Extended);
    out.string("fsync@openssh.com");
    out.string(handle);
    return out.finish();
}

QByteArray statvfs(QByteArrayView path)
{
    Writer out(Extended);
    out.string("statvfs@openssh.com");
    out.string(path);
    return out.finish();
}

QByteArray limits()
{
    Writer out(Extended);
    out.string("limits@openssh.com");
    return out.finish();
}

void setId(QByteArray& packet, quint32 id)
{
    if (packet.size() >= headSize)
        qToBigEndian(id, packet.data() + 5);
}

quint8 typeOf(const QByteArray& packet) { return packet.size() >= headSize ? quint8(packet.at(4)) : 0; }

std::optional<Status> readStatus(QByteArrayView body)
{
    Reader in(body);
    Status out{.code = in.number()};
    if (!in.isGood())
        return {};
    // Servers of older drafts leave out the words; what is there has to be whole.
    if (in.isAtEnd())
        return out;
    out.message = in.string(longestName).toByteArray();
    if (!in.isAtEnd())
        in.string(longestName); // its language
    return in.isGood() ? std::optional(out) : std::nullopt;
}

std::optional<QByteArray> readHandle(QByteArrayView body)
{
    Reader in(body);
    const QByteArrayView handle = in.string(longestHandle);
    return in.isGood() && !handle.isEmpty() ? std::optional(handle.toByteArray()) : std::nullopt;
}

std::optional<QByteArrayView> readData(QByteArrayView body, quint32 most)
{
    Reader in(body);
    const QByteArrayView data = in.string(most);
    return in.isGood() ? std::optional(data) : std::nullopt;
}

std::optional<std::vector<FolderEntry>> readNames(QByteArrayView body)
{
    Reader in(body);
    const quint32 count = in.number();
    // A name, its line for people and its attributes take twelve bytes at least: a wrong count reserves nothing.
    if (!in.isGood() || qint64(count) * 12 > in.left())
        return {};
    std::vector<FolderEntry> out;
    out.reserve(count);
    for (quint32 i = 0; i < count; ++i) {
        FolderEntry entry{.name = in.string(longestName).toByteArray()};
        in.string(longestName);
        entry.facts = in.facts();
        if (!in.isGood())
            return {};
        out.push_back(std::move(entry));
    }
    return out;
}

std::optional<FileFacts> readAttributes(QByteArrayView body)
{
    Reader in(body);
    const FileFacts out = in.facts();
    return in.isGood() ? std::optional(out) : std::nullopt;
}

std::optional<FileSpace> readSpace(QByteArrayView body)
{
    Reader in(body);
    in.large(); // the preferred size of a transfer
    const quint64 unit = in.large();
    const quint64 blocks = in.large();
    in.large(); // free, with what only root may use
    const quint64 available = in.large();
    constexpr quint64 most = quint64(1) << 62U;
    if (!in.isGood() || unit == 0 || blocks > most / unit || available > most / unit)
        return {};
    return FileSpace{.available = available * unit, .total = blocks * unit};
}

std::optional<Limits> readLimits(QByteArrayView body)
{
    Reader in(body);
    Limits out;
    out.packetLength = in.large();
    out.readLength = in.large();
    out.writeLength = in.large();
    out.openHandles = in.large();
    return in.isGood() ? std::optional(out) : std::nullopt;
}

std::optional<SftpFeatures> readVersion(QByteArrayView body)
{
    Reader in(body);
    SftpFeatures out;
    while (in.isGood() && !in.isAtEnd()) {
        const QByteArrayView name = in.string(longestName);
        const QByteArrayView value = in.string(longestName);
        out.posixRename |= name == "posix-rename@openssh.com" && value == "1";
        out.fsync |= name == "fsync@openssh.com" && value == "1";
        out.statvfs |= name == "statvfs@openssh.com" && value == "2";
        out.limits |= name == "limits@openssh.com" && value == "1";
    }
    return in.isGood() ? std::optional(out) : std::nullopt;
}

SftpFeatures withLimits(SftpFeatures features, const Limits& limits)
{
    // A server that names next to nothing would have files sent byte by byte.
    constexpr quint64 least = 4096;
    const auto bounded = [least](quint64 said, quint32 otherwise) {
        return said == 0 ? otherwise : quint32(std::clamp<quint64>(said, least, longestTransfer));
    };
    features.readLength = bounded(limits.readLength, features.readLength);
    features.writeLength = bounded(limits.writeLength, features.writeLength);
    if (limits.openHandles > 0)
        features.openHandles = limits.openHandles;
    return features;
}

} // namespace Wire
} // namespace Pilothouse::Ssh
