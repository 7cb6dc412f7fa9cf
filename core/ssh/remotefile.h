// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>

namespace Pilothouse::Ssh {

enum class FileKind { File, Folder, Link, Other };

/// What a host says about a file. Each field is there only if the host told it. A value.
struct FileFacts
{
    std::optional<quint64> size = {};     ///< bytes
    std::optional<quint32> owner = {};    ///< numbers, as the host counts users and groups
    std::optional<quint32> group = {};    ///< there when owner is
    std::optional<quint32> mode = {};     ///< POSIX: file type and permissions
    std::optional<quint32> accessed = {}; ///< seconds since 1970, UTC
    std::optional<quint32> modified = {}; ///< there when accessed is

    FileKind kind() const;
    /// The nine permission bits, or `otherwise` when the host told none.
    quint32 permissions(quint32 otherwise) const { return mode ? *mode & 0777U : otherwise; }
    bool operator==(const FileFacts&) const = default;
};

/// What setFacts() changes; what is unset stays.
struct FileChange
{
    std::optional<quint32> mode = {};     ///< permission bits
    std::optional<quint32> modified = {}; ///< seconds since 1970; the time of access is set to the same

    bool operator==(const FileChange&) const = default;
};

/// One entry of a remote folder. The name is whatever the host sent: bytes, perhaps with '/' or "..". It goes to no
/// file system before isSafeName() (names.h) said yes, and to no screen but through SafeText.
struct FolderEntry
{
    QByteArray name;
    FileFacts facts = {};

    bool operator==(const FolderEntry&) const = default;
};

/// Free room on the file system of a path, in bytes.
struct FileSpace
{
    quint64 available = 0;
    quint64 total = 0;

    bool operator==(const FileSpace&) const = default;
};

/// What an SFTP server offers beyond version 3, and how large its packets may be.
struct SftpFeatures
{
    bool posixRename = false; ///< rename that replaces its target in one step
    bool fsync = false;
    bool statvfs = false;
    bool limits = false;
    quint32 readLength = 32 * 1024; ///< bytes for each request; what every server takes unless it says more
    quint32 writeLength = 32 * 1024;
    quint64 openHandles = 64; ///< at a time

    bool operator==(const SftpFeatures&) const = default;
};

} // namespace Pilothouse::Ssh
