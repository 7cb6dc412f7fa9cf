// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/promise.h"
#include "ssh/endpoint.h"
#include "ssh/remotefile.h"

#include <memory>
#include <vector>

namespace Pilothouse::Ssh {

class Loop;
struct SftpRequest;

/// A file or folder that is open on a host; closed when the last copy goes. Belongs to the session that opened it: when
/// the connection was made anew, whatever is asked with it is answered Unreachable. Any thread.
class RemoteHandle
{
public:
    RemoteHandle() = default;

    const QByteArray& id() const;
    quint64 generation() const;
    bool isValid() const { return m_state != nullptr; }

private:
    friend class Sftp;
    struct State;
    std::shared_ptr<State> m_state;
};

enum class OpenFor {
    Reading,
    Continuing,  ///< writing to a file that is there
    Replacing,   ///< writing to a file that is made, or made empty
    CreatingNew, ///< writing to a file that must not be there
};

/// The files of one host, over SFTP version 3 on a channel of the connection that everybody shares (Pool::sftp()). As
/// many questions may be under way at a time as one likes; those about one file are answered in the order they were
/// asked. Nothing blocks; thread-safe; may outlive the pool and then answers Cancelled.
///
/// Paths are bytes, absolute or from the folder where the login begins. Every call answers
/// - NotFound when there is no such file, Refused without the right to it, Failed for what else the host could not do
///   (version 3 knows no reason: "no space" is found out by space()),
/// - Refused when the host offers no SFTP, or not the extension that is asked for,
/// - Invalid for a path that is empty, longer than 32 KiB or holds a NUL byte,
/// - Unreachable when the connection could not be made or broke: a change may then have been made or not.
/// There is no time limit here: await() has one.
///
/// Sources: draft-ietf-secsh-filexfer-02; OpenSSH's PROTOCOL, section 4, for posixRename, sync, space and features.
class Sftp
{
public:
    Sftp(std::shared_ptr<Loop> loop, Endpoint endpoint);
    ~Sftp();
    Sftp(const Sftp&) = delete;
    Sftp& operator=(const Sftp&) = delete;

    const Endpoint& endpoint() const { return m_endpoint; }

    /// What the server offers; connects if need be.
    QFuture<Result<SftpFeatures>> features();

    /// Of what a symbolic link leads to.
    QFuture<Result<FileFacts>> stat(const QByteArray& path);
    /// Of the link itself.
    QFuture<Result<FileFacts>> lstat(const QByteArray& path);
    QFuture<Result<FileFacts>> stat(const RemoteHandle& handle);
    QFuture<Result<void>> change(const QByteArray& path, const FileChange& change);
    QFuture<Result<void>> change(const RemoteHandle& handle, const FileChange& change);

    /// All entries but "." and "..", in the server's order, with the facts of links themselves. Names are hostile (see
    /// FolderEntry). Failed when there are more than a million.
    QFuture<Result<std::vector<FolderEntry>>> list(const QByteArray& folder);
    QFuture<Result<void>> makeFolder(const QByteArray& path, quint32 permissions);
    QFuture<Result<void>> removeFolder(const QByteArray& path);
    QFuture<Result<void>> remove(const QByteArray& path);
    /// Fails where `to` exists already (with OpenSSH; the draft says the same).
    QFuture<Result<void>> rename(const QByteArray& from, const QByteArray& to);
    /// Replaces `to` in one step, so that nobody ever sees it missing or half.
    QFuture<Result<void>> posixRename(const QByteArray& from, const QByteArray& to);
    QFuture<Result<void>> makeLink(const QByteArray& target, const QByteArray& link);
    QFuture<Result<QByteArray>> readLink(const QByteArray& link);
    /// The absolute path, without links, "." and "..".
    QFuture<Result<QByteArray>> realPath(const QByteArray& path);
    QFuture<Result<FileSpace>> space(const QByteArray& path);

    QFuture<Result<RemoteHandle>> open(const QByteArray& path, OpenFor what, quint32 permissions = 0600);
    /// At most `length` bytes from `offset`; fewer where the server likes, none at the end of the file. Lengths above
    /// features().readLength are cut to it by servers.
    QFuture<Result<QByteArray>> read(const RemoteHandle& handle, quint64 offset, quint32 length);
    /// All of `data`, which must not be longer than features().writeLength.
    QFuture<Result<void>> write(const RemoteHandle& handle, quint64 offset, const QByteArray& data);
    /// On the disk, as far as the host's own fsync() goes.
    QFuture<Result<void>> sync(const RemoteHandle& handle);
    /// Tells whether what was written arrived (some file systems say so only now). The handle is of no use afterwards.
    QFuture<Result<void>> close(RemoteHandle handle);

    /// The bare question, for transfers that bound themselves what is under way: see SftpRequest. `handle`: the one
    /// that is in it.
    void ask(SftpRequest request, const RemoteHandle& handle = {});

private:
    template <typename T, typename Read>
    QFuture<Result<T>> put(SftpRequest request, const QByteArray& about, Read read);
    QFuture<Result<void>> tell(QByteArray packet, const QByteArray& about, const RemoteHandle& handle = {});
    QFuture<Result<RemoteHandle>> openWith(QByteArray packet, const QByteArray& path);

    std::shared_ptr<Loop> m_loop;
    Endpoint m_endpoint;
};

} // namespace Pilothouse::Ssh
