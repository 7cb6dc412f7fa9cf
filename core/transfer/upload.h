// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/names.h"
#include "transfer/copycontext.h"
#include "transfer/localfiles.h"

#include <map>

namespace Pilothouse::Ssh {

/// One copy up to a host: see Copier.
class Upload
{
public:
    using Entry = LocalFolder::Entry;

    Upload(CopyContext& context, LocalFolder root)
        : m_context(context)
        , m_sums(context)
        , m_root(std::move(root))
    {
    }

    Result<void> file(const Entry& entry, const QByteArray& target);
    Result<void> tree(const QByteArray& target);

private:
    /// One of the files of a turn.
    struct Small
    {
        const Entry* entry = nullptr;
        QByteArray target;
        QByteArray part;
        QByteArray content;
        QByteArray sum;
        RemoteHandle handle;
        std::optional<Error> error;
    };

    template <typename T> auto wait(T&& future) { return m_context.wait(std::forward<T>(future)); }
    Sftp& sftp() { return m_context.sftp(); }

    Result<void> folders();
    void listExisting();
    Result<void> leaveUnchanged();
    Result<void> files();
    Result<void> small(const std::vector<const Entry*>& entries);
    void read(Small& one);
    void open(std::vector<Small>& turn);
    void write(std::vector<Small>& turn);
    void check(std::vector<Small>& turn);
    void rename(std::vector<Small>& turn);
    Result<void> large(const Entry& entry, const QByteArray& target);
    Result<qint64> resumable(int fd, const QByteArray& part, const FileFacts& facts, qint64 size, Digest& digest);
    Result<void> verify(const QByteArray& part, qint64 size, const QByteArray& sum, const QByteArray& target,
                        const QByteArray& key = {});
    Result<void> finish(const RemoteHandle& handle, const Entry& entry);
    Result<void> links();
    Result<void> finishFolders();
    QByteArray targetOf(const Entry& entry) const { return joined(m_target, entry.path); }

    CopyContext& m_context;
    RemoteSums m_sums;
    LocalFolder m_root;
    QByteArray m_target;
    LocalFolder::Tree m_tree;
    std::vector<QByteArray> m_existing;      ///< remote folders that were there before
    std::map<QByteArray, FileFacts> m_there; ///< what is in them
    std::vector<const Entry*> m_pending;     ///< files that are to be copied
};

/// By size and time, to the nanosecond.
bool isSame(const struct stat& one, const struct stat& other);
/// What a source must not change for a later copy to go on.
QByteArray identityOf(const struct stat& source);
quint32 seconds(qint64 time);

} // namespace Pilothouse::Ssh
