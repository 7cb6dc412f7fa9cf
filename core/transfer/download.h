// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/names.h"
#include "transfer/copycontext.h"
#include "transfer/localfiles.h"

#include <set>

namespace Pilothouse::Ssh {

/// One copy down from a host: see Copier.
class Download
{
public:
    Download(CopyContext& context, LocalFolder root, QByteArray remote)
        : m_context(context)
        , m_sums(context)
        , m_root(std::move(root))
        , m_remote(std::move(remote))
    {
    }

    Result<void> file(const FileFacts& facts, const QByteArray& name);
    Result<void> tree(const FileFacts& facts, bool isNew);

private:
    struct Item
    {
        QByteArray path; ///< below the copied folder
        FileFacts facts;

        bool isSmall() const { return facts.size && *facts.size <= quint64(smallFile); }
    };

    /// One of the files of a turn.
    struct Small
    {
        const Item* item = nullptr;
        QByteArray remote;
        RemoteHandle handle;
        QByteArray content;
        std::optional<Error> error;
        bool isShort = false; ///< the server gave less than it was asked for
    };

    template <typename T> auto wait(T&& future) { return m_context.wait(std::forward<T>(future)); }
    Sftp& sftp() { return m_context.sftp(); }
    QByteArray remoteOf(const Item& item) const { return m_context.single ? m_remote : joined(m_remote, item.path); }
    QByteArray partOf(const Item& item, const FileFacts& facts) const;

    Result<void> list();
    Result<void> sort(const QByteArray& folder, std::vector<FolderEntry> entries, std::vector<QByteArray>& below);
    Result<void> folders();
    Result<void> leaveUnchanged();
    Result<void> files();
    Result<void> small(const std::vector<const Item*>& items);
    void read(std::vector<Small>& turn);
    std::optional<Error> place(const Small& one);
    Result<void> large(const Item& item);
    Result<Fd> begin(const QByteArray& remote, const QByteArray& part, qint64 size, Digest& digest, qint64& from);
    Result<void> links();
    Result<void> finishFolders(const FileFacts& facts, bool isNew);

    CopyContext& m_context;
    RemoteSums m_sums;
    LocalFolder m_root;
    QByteArray m_remote;
    std::vector<Item> m_folders;
    std::vector<Item> m_files;
    std::vector<Item> m_links;
    std::set<const Item*> m_unchanged;
};

/// By size and time.
bool isSame(const FileFacts& one, const FileFacts& other);

} // namespace Pilothouse::Ssh
