// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/download.h"

#include <cerrno>
#include <unistd.h>

namespace Pilothouse::Ssh {

Result<void> Download::small(const std::vector<const Item*>& items)
{
    if (items.empty())
        return {};
    std::vector<Small> turn(items.size());
    std::vector<QByteArray> names;
    for (size_t i = 0; i < items.size(); ++i) {
        turn[i].item = items[i];
        turn[i].remote = remoteOf(*items[i]);
        names.push_back(turn[i].remote);
    }
    // The host hashes while the bytes travel.
    std::optional<RemoteSums::Pending> pending;
    if (m_sums.mayWork())
        pending = m_sums.ask(names, turnBytes);
    read(turn);
    const auto sums = pending ? m_sums.collect(*pending, names.size()) : RemoteSums::Sums(names.size());
    for (size_t i = 0; i < turn.size(); ++i) {
        Small& one = turn[i];
        if (!one.error && one.isShort) {
            // It is read piece by piece then, and what is missing asked for again.
            if (const auto done = large(*one.item); !done)
                one.error = done.error();
        } else if (!one.error) {
            Digest digest;
            digest.add(one.content);
            const QByteArray sum = digest.hex();
            if (sums[i] && *sums[i] != sum)
                one.error =
                    FileWords::differs(m_context.endpoint(), one.remote, QString::fromLatin1(sum + " / " + *sums[i]));
            else if (!sums[i])
                m_context.weakened(CopyProof::Size);
            if (m_context.single)
                m_context.report.sha256 = sum;
            if (!one.error)
                one.error = place(one);
        }
        one.content.clear();
        if (!one.error)
            continue;
        if (const auto rest = m_context.failed(one.item->path, *one.error); !rest)
            return rest;
    }
    return {};
}

/// Two questions a file, one after the other: the open, then everything else at once.
void Download::read(std::vector<Small>& turn)
{
    std::vector<QFuture<Result<RemoteHandle>>> opened;
    for (const Small& one : turn)
        opened.push_back(sftp().open(one.remote, OpenFor::Reading));
    for (size_t i = 0; i < turn.size(); ++i) {
        auto handle = wait(opened[i]);
        if (handle)
            turn[i].handle = std::move(*handle);
        else
            turn[i].error = handle.error();
    }
    struct Asked
    {
        Small* one;
        std::vector<QFuture<Result<QByteArray>>> pieces;
        QFuture<Result<FileFacts>> facts;
    };
    std::vector<Asked> asked;
    const quint32 most = m_context.features.readLength;
    for (Small& one : turn) {
        if (one.error)
            continue;
        Asked next{.one = &one, .pieces = {}, .facts = {}};
        for (quint64 at = 0; at < *one.item->facts.size; at += most)
            next.pieces.push_back(
                sftp().read(one.handle, at, quint32(std::min<quint64>(most, *one.item->facts.size - at))));
        next.facts = sftp().stat(one.handle);
        asked.push_back(std::move(next));
        sftp().close(one.handle);
    }
    for (Asked& next : asked) {
        Small& one = *next.one;
        for (auto& piece : next.pieces) {
            auto bytes = wait(piece);
            if (!bytes && !one.error)
                one.error = bytes.error();
            else if (bytes)
                one.content += *bytes;
        }
        const auto facts = wait(next.facts);
        if (!facts && !one.error)
            one.error = facts.error();
        if (!one.error && !isSame(*facts, one.item->facts))
            one.error = FileWords::changedMeanwhile(m_context.there(), one.remote);
        one.isShort = quint64(one.content.size()) != *one.item->facts.size;
        if (!one.error)
            m_context.moved(one.content.size());
    }
}

/// Puts what has come in its place.
std::optional<Error> Download::place(const Small& one)
{
    const QByteArray part = partOf(*one.item, one.item->facts);
    const auto write = [&]() -> Result<void> {
        const auto fd = m_root.create(part);
        if (!fd)
            return fail(fd.error());
        QByteArrayView left = one.content;
        while (!left.isEmpty()) {
            const ssize_t n = ::write(fd->get(), left.data(), size_t(left.size()));
            if (n < 0 && errno == EINTR)
                continue;
            if (n <= 0)
                return fail(FileWords::local(one.item->path, errno));
            left = left.sliced(n);
        }
        if (const auto done = finishFile(fd->get(), one.item->path, one.item->facts.permissions(0644),
                                         one.item->facts.modified.value_or(0));
            !done)
            return done;
        return m_root.replace(part, one.item->path);
    };
    if (const auto done = write(); !done) {
        m_root.remove(part);
        return done.error();
    }
    ++m_context.report.files;
    m_context.fileDone();
    return {};
}

} // namespace Pilothouse::Ssh
