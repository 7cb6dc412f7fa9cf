// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/remotefile.h"

#include <QByteArrayView>
#include <QString>

#include <vector>

/// The bytes of SFTP version 3 (draft-ietf-secsh-filexfer-02) and of OpenSSH's extensions (its PROTOCOL, section 4),
/// with nothing behind them. What comes from a server is hostile: every length is checked against what is there and
/// against the bounds below; what does not fit is nothing, never a crash.
namespace Pilothouse::Ssh::Wire {

enum Type : quint8 {
    Init = 1,
    Version = 2,
    Open = 3,
    Close = 4,
    Read = 5,
    Write = 6,
    Lstat = 7,
    Fstat = 8,
    Setstat = 9,
    Fsetstat = 10,
    Opendir = 11,
    Readdir = 12,
    Remove = 13,
    Mkdir = 14,
    Rmdir = 15,
    Realpath = 16,
    Stat = 17,
    Rename = 18,
    Readlink = 19,
    Symlink = 20,
    StatusReply = 101,
    HandleReply = 102,
    DataReply = 103,
    NameReply = 104,
    AttributesReply = 105,
    Extended = 200,
    ExtendedReply = 201
};

enum Code : quint32 { Ok = 0, Eof = 1, NoSuchFile = 2, PermissionDenied = 3, Failure = 4, Unsupported = 8 };

enum OpenFlag : quint32 { ForReading = 1, ForWriting = 2, Create = 8, Truncate = 16, Exclusive = 32 };

constexpr quint32 longestPacket = 320 * 1024;   ///< OpenSSH sends at most 256 KiB
constexpr quint32 longestTransfer = 256 * 1024; ///< of one read or write, whatever a server says it takes
constexpr quint32 longestHandle = 256;          ///< by the draft
constexpr quint32 longestName = 64 * 1024;      ///< a path or a message

/// A packet as it came: in Version packets `id` is the version.
struct Packet
{
    quint8 type = 0;
    quint32 id = 0;
    QByteArray body = {}; ///< what follows the id

    bool operator==(const Packet&) const = default;
};

/// Cuts the stream into packets. take() may be fed any pieces; once it has returned false nothing more can be told
/// apart.
class Framer
{
public:
    /// Appends the packets that are whole now to `out`; false when the stream is none of SFTP.
    bool take(QByteArrayView bytes, std::vector<Packet>& out);

private:
    QByteArray m_head;
    Packet m_packet;
    qsizetype m_filled = 0;
    bool m_inBody = false;
};

QByteArray init();
/// A request with the id 0; setId() puts the real one in.
QByteArray onPath(Type type, QByteArrayView path);
QByteArray onHandle(Type type, QByteArrayView handle);
QByteArray open(QByteArrayView path, quint32 flags, quint32 mode);
QByteArray read(QByteArrayView handle, quint64 offset, quint32 length);
/// A write without its `length` bytes, for which there is room: the caller appends them.
QByteArray writeHeader(QByteArrayView handle, quint64 offset, quint32 length);
QByteArray setstat(QByteArrayView path, const FileChange& change);
QByteArray fsetstat(QByteArrayView handle, const FileChange& change);
QByteArray mkdir(QByteArrayView path, quint32 mode);
QByteArray rename(QByteArrayView from, QByteArrayView to);
/// In OpenSSH's order (target, link), which every server in use follows; the draft has it the other way round.
QByteArray symlink(QByteArrayView target, QByteArrayView link);
QByteArray posixRename(QByteArrayView from, QByteArrayView to);
QByteArray fsync(QByteArrayView handle);
QByteArray statvfs(QByteArrayView path);
QByteArray limits();
void setId(QByteArray& packet, quint32 id);
/// The type of a request; zero when it is none.
quint8 typeOf(const QByteArray& packet);

struct Status
{
    quint32 code = Failure;
    QByteArray message = {};

    bool operator==(const Status&) const = default;
};

struct Limits
{
    quint64 packetLength = 0; ///< zero: not said
    quint64 readLength = 0;
    quint64 writeLength = 0;
    quint64 openHandles = 0;
};

/// Readers of bodies; nothing when a body is not what it should be.
std::optional<Status> readStatus(QByteArrayView body);
std::optional<QByteArray> readHandle(QByteArrayView body);
/// The view lies within `body`. Nothing when it is more than `most` bytes.
std::optional<QByteArrayView> readData(QByteArrayView body, quint32 most);
std::optional<std::vector<FolderEntry>> readNames(QByteArrayView body);
std::optional<FileFacts> readAttributes(QByteArrayView body);
std::optional<FileSpace> readSpace(QByteArrayView body);
std::optional<Limits> readLimits(QByteArrayView body);
/// The features that the extensions in a Version packet mean; lengths are set by withLimits().
std::optional<SftpFeatures> readVersion(QByteArrayView body);
SftpFeatures withLimits(SftpFeatures features, const Limits& limits);

} // namespace Pilothouse::Ssh::Wire
