// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/upload.h"

#include <cerrno>
#include <unistd.h>

namespace Pilothouse::Ssh {

Result<void> Upload::small(const std::vector<const Entry*>& entries)
{
    std::vector<Small> turn(entries.size());
    for (size_t i = 0; i < entries.size(); ++i) {
        turn[i].entry = entries[i];
        turn[i].target = targetOf(*entries[i]);
        read(turn[i]);
    }
    open(turn);
    write(turn);
    check(turn);
    rename(turn);
    for (const Small& one : turn) {
        if (!one.error)
            continue;
        if (const auto rest = m_context.failed(one.entry->path, *one.error); !rest)
            return rest;
    }
    return {};
}

void Upload::read(Small& one)
{
    const auto fd = m_root.openToRead(one.entry->path);
    struct stat before = {};
    if (!fd || ::fstat(fd->get(), &before) != 0) {
        one.error = fd ? FileWords::local(one.entry->path, errno) : fd.error();
        return;
    }
    if (before.st_size > 2 * smallFile) {
        one.error = FileWords::changedMeanwhile(FileWords::thisMachine(), one.entry->path);
        return;
    }
    one.part = joined(folderOf(one.target), partName(baseOf(one.target), identityOf(before)));
    one.content.resize(before.st_size);
    const ssize_t got = ::pread(fd->get(), one.content.data(), size_t(one.content.size()), 0);
    struct stat after = {};
    if (got != one.content.size() || ::fstat(fd->get(), &after) != 0 || !isSame(before, after)) {
        one.error = FileWords::changedMeanwhile(FileWords::thisMachine(), one.entry->path);
        return;
    }
    Digest digest;
    digest.add(one.content);
    one.sum = digest.hex();
}

void Upload::open(std::vector<Small>& turn)
{
    // What an earlier try left has the name already: the second time it is removed before.
    for (const bool again : {false, true}) {
        std::vector<std::pair<Small*, QFuture<Result<RemoteHandle>>>> opened;
        for (Small& one : turn) {
            if (one.part.isEmpty() || one.handle.isValid() || (one.error && !again))
                continue;
            if (one.error && (m_context.isFatal(*one.error) || one.error->kind != ErrorKind::Failed))
                continue;
            if (again)
                m_context.discard(one.part);
            opened.emplace_back(&one, sftp().open(one.part, OpenFor::CreatingNew, 0600));
        }
        for (auto& [one, future] : opened) {
            auto handle = wait(future);
            if (handle) {
                one->handle = std::move(*handle);
                one->error.reset();
            } else {
                one->error = again ? m_context.explained(handle.error(), one->part, one->entry->size) : handle.error();
            }
        }
    }
}

void Upload::write(std::vector<Small>& turn)
{
    std::vector<std::pair<Small*, std::vector<QFuture<Result<void>>>>> writing;
    const qint64 most = m_context.features.writeLength;
    for (Small& one : turn) {
        if (!one.handle.isValid() || one.error)
            continue;
        auto& asked = writing.emplace_back(&one, std::vector<QFuture<Result<void>>>()).second;
        for (qint64 at = 0; at < one.content.size(); at += most)
            asked.push_back(sftp().write(one.handle, quint64(at), one.content.mid(at, most)));
        asked.push_back(
            sftp().change(one.handle, {.mode = one.entry->permissions, .modified = seconds(one.entry->modified)}));
        if (m_context.features.fsync)
            asked.push_back(sftp().sync(one.handle));
        asked.push_back(sftp().close(std::exchange(one.handle, {})));
    }
    for (auto& [one, asked] : writing) {
        const auto done = m_context.waitAll(std::move(asked));
        if (!done)
            one->error = m_context.explained(done.error(), one->target, one->content.size());
        else
            m_context.moved(one->content.size());
        if (one->error && !CopyContext::mayGoOn(*one->error))
            m_context.discard(one->part);
        one->content.clear();
    }
}

void Upload::check(std::vector<Small>& turn)
{
    std::vector<Small*> good;
    std::vector<QByteArray> names;
    for (Small& one : turn) {
        if (one.error)
            continue;
        good.push_back(&one);
        names.push_back(one.part);
    }
    if (good.empty())
        return;
    auto sums = RemoteSums::Sums(good.size());
    if (m_sums.mayWork())
        sums = m_sums.collect(m_sums.ask(names, turnBytes), names.size());
    for (size_t i = 0; i < good.size(); ++i) {
        if (sums[i] && *sums[i] == good[i]->sum)
            continue;
        if (const auto done = verify(good[i]->part, good[i]->entry->size, good[i]->sum, good[i]->target); !done)
            good[i]->error = done.error();
    }
    if (m_context.single)
        m_context.report.sha256 = good.front()->sum;
}

void Upload::rename(std::vector<Small>& turn)
{
    // Only what arrived whole: a part that is not what was sent takes nobody's place.
    std::vector<std::pair<Small*, QFuture<Result<void>>>> renamed;
    for (Small& one : turn) {
        if (!one.error)
            renamed.emplace_back(&one, m_context.features.posixRename ? sftp().posixRename(one.part, one.target)
                                                                      : sftp().rename(one.part, one.target));
    }
    for (auto& [one, future] : renamed) {
        auto done = wait(future);
        // Once more, by itself: that tells why, and knows the way of servers without the extension.
        if (!done && done.error().kind == ErrorKind::Failed)
            done = m_context.replace(one->part, one->target);
        if (done) {
            ++m_context.report.files;
            m_context.fileDone();
            continue;
        }
        one->error = done.error();
        if (!CopyContext::mayGoOn(done.error()))
            m_context.discard(one->part);
    }
}

} // namespace Pilothouse::Ssh
