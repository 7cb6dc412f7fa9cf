// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/upload.h"

#include <cerrno>
#include <set>
#include <unistd.h>

namespace Pilothouse::Ssh {

QByteArray identityOf(const struct stat& facts)
{
    return "up " + QByteArray::number(qint64(facts.st_size)) + ' ' + QByteArray::number(qint64(facts.st_mtim.tv_sec)) +
           '.' + QByteArray::number(qint64(facts.st_mtim.tv_nsec));
}

bool isSame(const struct stat& one, const struct stat& other)
{
    return one.st_size == other.st_size && one.st_mtim.tv_sec == other.st_mtim.tv_sec &&
           one.st_mtim.tv_nsec == other.st_mtim.tv_nsec;
}

quint32 seconds(qint64 time) { return quint32(std::clamp<qint64>(time, 0, UINT32_MAX)); }

Result<void> Upload::file(const Entry& entry, const QByteArray& target)
{
    m_context.single = true;
    m_context.progress.totalFiles = 1;
    m_context.progress.totalBytes = entry.size;
    m_target = folderOf(target);
    // The source's own name is kept in the entry; only here the target may be called otherwise.
    m_tree.entries = {entry};
    if (entry.size > smallFile)
        return large(m_tree.entries.front(), target);
    std::vector<Small> turn(1);
    turn.front().entry = &m_tree.entries.front();
    turn.front().target = target;
    read(turn.front());
    open(turn);
    write(turn);
    check(turn);
    rename(turn);
    return turn.front().error ? Result<void>(fail(*turn.front().error)) : Result<void>();
}

Result<void> Upload::tree(const QByteArray& target)
{
    m_target = target;
    m_tree = m_root.walk();
    for (const auto& [path, error] : m_tree.unreadable)
        m_context.report.failed.push_back({.path = path, .error = FileWords::local(path, error)});
    for (const Entry& entry : m_tree.entries) {
        if (entry.kind == FileKind::File) {
            ++m_context.progress.totalFiles;
            m_context.progress.totalBytes += entry.size;
            m_pending.push_back(&entry);
        } else if (entry.kind == FileKind::Other) {
            m_context.skipped(entry.path, FileWords::special());
        }
    }
    for (const auto step :
         {&Upload::folders, &Upload::leaveUnchanged, &Upload::files, &Upload::links, &Upload::finishFolders}) {
        if (auto done = (this->*step)(); !done)
            return done;
    }
    return {};
}

/// All folders of one depth at a time, because a server may do what it is asked in any order.
Result<void> Upload::folders()
{
    std::map<qsizetype, std::vector<QByteArray>> levels;
    levels[-1] = {m_target};
    for (const Entry& entry : m_tree.entries) {
        if (entry.kind == FileKind::Folder)
            levels[entry.path.count('/')].push_back(targetOf(entry));
    }
    for (const auto& [depth, paths] : levels) {
        std::vector<QFuture<Result<void>>> made;
        for (const QByteArray& path : paths)
            made.push_back(sftp().makeFolder(path, 0700));
        for (size_t i = 0; i < paths.size(); ++i) {
            auto done = wait(made[i]);
            if (done) {
                ++m_context.report.folders;
                continue;
            }
            if (m_context.isFatal(done.error()))
                return done;
            const auto facts = wait(sftp().stat(paths[i]));
            if (facts && facts->kind() == FileKind::Folder) {
                m_existing.push_back(paths[i]);
                continue;
            }
            const Error error = facts ? FileWords::isNoFile(m_context.there(), paths[i])
                                      : m_context.explained(done.error(), paths[i], 4096);
            if (depth < 0 || m_context.isFatal(error))
                return fail(error);
            m_context.report.failed.push_back({.path = paths[i], .error = error});
        }
    }
    listExisting();
    return {};
}

void Upload::listExisting()
{
    constexpr size_t atATime = 32;
    for (size_t from = 0; from < m_existing.size(); from += atATime) {
        const size_t to = std::min(m_existing.size(), from + atATime);
        std::vector<QFuture<Result<std::vector<FolderEntry>>>> lists;
        for (size_t i = from; i < to; ++i)
            lists.push_back(sftp().list(m_existing[i]));
        for (size_t i = from; i < to; ++i) {
            const auto list = wait(lists[i - from]);
            if (!list)
                continue; // it may be written and not read
            for (const FolderEntry& entry : *list)
                m_there.emplace(joined(m_existing[i], entry.name), entry.facts);
        }
    }
}

/// Files that an earlier copy has brought whole.
Result<void> Upload::leaveUnchanged()
{
    std::vector<const Entry*> same;
    std::set<const Entry*> unchanged;
    for (const Entry* entry : m_pending) {
        const auto there = m_there.find(targetOf(*entry));
        if (there != m_there.end() && there->second.kind() == FileKind::File &&
            there->second.size == quint64(entry->size) && there->second.modified == seconds(entry->modified) &&
            there->second.permissions(0) == entry->permissions)
            same.push_back(entry);
    }
    for (size_t from = 0; from < same.size() && m_sums.mayWork(); from += turnFiles) {
        const size_t to = std::min(same.size(), from + turnFiles);
        std::vector<QByteArray> names;
        qint64 bytes = 0;
        for (size_t i = from; i < to; ++i) {
            names.push_back(targetOf(*same[i]));
            bytes += same[i]->size;
        }
        const auto pending = m_sums.ask(names, bytes);
        std::vector<QByteArray> sums;
        for (size_t i = from; i < to; ++i) {
            Digest digest;
            const auto fd = m_root.openToRead(same[i]->path);
            const bool hashed = fd && hashLocal(m_context, fd->get(), same[i]->path, same[i]->size, digest);
            sums.push_back(hashed ? digest.hex() : QByteArray());
        }
        const auto remote = m_sums.collect(pending, names.size());
        for (size_t i = from; i < to; ++i) {
            if (!remote[i - from] || *remote[i - from] != sums[i - from])
                continue;
            unchanged.insert(same[i]);
            ++m_context.report.unchanged;
            m_context.fileDone(same[i]->size);
        }
        if (m_context.stop().stop_requested())
            return fail(FileWords::stopped());
    }
    std::erase_if(m_pending, [&](const Entry* entry) { return unchanged.contains(entry); });
    return {};
}

Result<void> Upload::files()
{
    std::vector<const Entry*> turn;
    qint64 bytes = 0;
    const size_t most = std::clamp<size_t>(m_context.features.openHandles / 2, 1, turnFiles);
    for (const Entry* entry : m_pending) {
        if (entry->size > smallFile) {
            const auto done = large(*entry, targetOf(*entry));
            if (!done) {
                if (auto rest = m_context.failed(entry->path, done.error()); !rest)
                    return rest;
            }
            continue;
        }
        if (turn.size() == most || bytes + entry->size > turnBytes) {
            if (auto done = small(std::exchange(turn, {})); !done)
                return done;
            bytes = 0;
        }
        turn.push_back(entry);
        bytes += entry->size;
    }
    return small(turn);
}

/// How much of an earlier try can be gone on with; it is hashed then, and on the host it is the same.
Result<qint64> Upload::resumable(int fd, const QByteArray& part, const FileFacts& facts, qint64 size, Digest& digest)
{
    const auto there = qint64(std::min<quint64>(facts.size.value_or(0), INT64_MAX));
    if (facts.kind() == FileKind::File && there > 0 && there <= size && m_sums.mayWork()) {
        const QByteArray key = m_sums.key();
        const auto pending = m_sums.askPrefix(part, there, true, key);
        if (const auto hashed = hashLocal(m_context, fd, part, there, digest); !hashed)
            return fail(hashed.error());
        const auto sum = m_sums.collect(pending, 1, !key.isEmpty()).front();
        if (m_context.stop().stop_requested())
            return fail(FileWords::stopped());
        if (sum && *sum == digest.hex())
            return there;
        digest = Digest(key);
    }
    m_context.discard(part);
    return 0;
}

Result<void> Upload::large(const Entry& entry, const QByteArray& target)
{
    const auto fd = m_root.openToRead(entry.path);
    struct stat before = {};
    if (!fd || ::fstat(fd->get(), &before) != 0)
        return fail(fd ? FileWords::local(entry.path, errno) : fd.error());
    const qint64 size = before.st_size;
    const QByteArray part = joined(folderOf(target), partName(baseOf(target), identityOf(before)));
    m_sums.prepare();
    qint64 from = 0;
    auto askedLeft = sftp().lstat(part);
    auto handle = m_context.waitAndMeasure(sftp().open(part, OpenFor::CreatingNew, 0600));
    const auto left = wait(askedLeft);
    const QByteArray key = m_sums.key();
    Digest digest(key);
    if (!handle && left) {
        const auto same = resumable(fd->get(), part, *left, size, digest);
        if (!same)
            return fail(same.error());
        from = *same;
        m_context.progress.bytes += from;
        m_context.report.resumed += from;
        handle = wait(sftp().open(part, from > 0 ? OpenFor::Continuing : OpenFor::CreatingNew, 0600));
    }
    if (!handle)
        return fail(m_context.explained(handle.error(), part, size));
    std::optional<FollowingSum> following;
    if (m_sums.mayWork())
        following.emplace(m_context, m_sums, part, key);
    {
        auto sent = sendBytes(m_context, fd->get(), *handle, target, from, size, digest, [&](qint64 whole) {
            if (following)
                following->arrived(whole);
        });
        if (sent)
            sent = finish(*handle, entry);
        if (!sent) {
            const Error error = m_context.explained(sent.error(), target, size);
            if (!CopyContext::mayGoOn(error))
                m_context.discard(part);
            return fail(error);
        }
    }
    struct stat after = {};
    if (::fstat(fd->get(), &after) != 0 || !isSame(before, after)) {
        m_context.discard(part);
        return fail(FileWords::changedMeanwhile(FileWords::thisMachine(), entry.path));
    }
    const QByteArray sum = digest.hex();
    const bool followed = following && following->finish(size) == sum;
    following.reset();
    if (m_context.stop().stop_requested())
        return fail(FileWords::stopped());
    if (!followed) {
        if (auto same = verify(part, size, sum, target, key); !same)
            return same;
    }
    if (auto done = m_context.replace(part, target); !done) {
        if (!CopyContext::mayGoOn(done.error()))
            m_context.discard(part);
        return done;
    }
    if (m_context.single && key.isEmpty())
        m_context.report.sha256 = sum;
    ++m_context.report.files;
    m_context.fileDone();
    return {};
}

Result<void> Upload::finish(const RemoteHandle& handle, const Entry& entry)
{
    std::vector<QFuture<Result<void>>> asked;
    asked.push_back(sftp().change(handle, {.mode = entry.permissions, .modified = seconds(entry.modified)}));
    if (m_context.features.fsync)
        asked.push_back(sftp().sync(handle));
    asked.push_back(sftp().close(handle));
    return m_context.waitAll(std::move(asked));
}

/// Whether the host has what was sent: by its own checksum, else by reading it back.
Result<void> Upload::verify(const QByteArray& part, qint64 size, const QByteArray& sum, const QByteArray& target,
                            const QByteArray& key)
{
    std::optional<QByteArray> there;
    if (m_sums.mayWork())
        there = m_sums.collect(m_sums.askOne(part, size, key), 1, !key.isEmpty()).front();
    if (m_context.stop().stop_requested())
        return fail(FileWords::stopped());
    if (!there) {
        const auto handle = wait(sftp().open(part, OpenFor::Reading));
        if (!handle)
            return fail(handle.error());
        Digest digest(key);
        if (auto read = receiveBytes(m_context, *handle, target, 0, size, -1, {}, digest); !read)
            return read;
        there = digest.hex();
        m_context.weakened(CopyProof::ReadBack);
    }
    if (*there == sum)
        return {};
    m_context.discard(part);
    return fail(FileWords::differs(m_context.endpoint(), target, QString::fromLatin1(sum + " / " + *there)));
}

Result<void> Upload::links()
{
    for (const Entry& entry : m_tree.entries) {
        if (entry.kind != FileKind::Link)
            continue;
        const QByteArray target = targetOf(entry);
        if (const auto there = m_there.find(target); there != m_there.end() && there->second.kind() == FileKind::Link) {
            const auto now = wait(sftp().readLink(target));
            if (now && *now == entry.target) {
                ++m_context.report.unchanged;
                continue;
            }
        }
        const QByteArray part = joined(folderOf(target), partName(baseOf(target), "link"));
        m_context.discard(part);
        auto done = wait(sftp().makeLink(entry.target, part));
        if (done) {
            done = m_context.replace(part, target);
            if (!done)
                m_context.discard(part);
        }
        if (done)
            ++m_context.report.links;
        else if (m_context.isFatal(done.error()))
            return done;
        else
            m_context.report.failed.push_back({.path = entry.path, .error = done.error()});
    }
    return {};
}

/// Last, because a folder may be one that nothing can be written into.
Result<void> Upload::finishFolders()
{
    std::vector<QFuture<Result<void>>> asked;
    for (auto it = m_tree.entries.rbegin(); it != m_tree.entries.rend(); ++it) {
        if (it->kind == FileKind::Folder)
            asked.push_back(sftp().change(targetOf(*it), {.mode = it->permissions, .modified = seconds(it->modified)}));
    }
    if (const auto root = m_root.facts("."); root && std::ranges::find(m_existing, m_target) == m_existing.end())
        asked.push_back(
            sftp().change(m_target, {.mode = root->st_mode & 0777U, .modified = seconds(root->st_mtim.tv_sec)}));
    auto done = m_context.waitAll(std::move(asked));
    if (!done && m_context.isFatal(done.error()))
        return done;
    if (!done)
        m_context.report.failed.push_back({.path = m_target, .error = done.error()});
    return {};
}

Result<void> upload(CopyContext& context)
{
    const QByteArray& local = context.request().local;
    const std::unique_ptr<char, decltype(&::free)> resolved(::realpath(local.constData(), nullptr), &::free);
    struct stat facts = {};
    if (!resolved || ::stat(resolved.get(), &facts) != 0)
        return fail(FileWords::local(local, errno));
    const QByteArray real(resolved.get());
    const QByteArray base = baseOf(local).isEmpty() ? baseOf(real) : baseOf(local);
    QByteArray target = trimmedPath(context.request().remote);
    const bool into = target != context.request().remote || target == "/";
    if (into)
        target = joined(target, base);
    const bool isFolder = S_ISDIR(facts.st_mode);
    if (!isFolder && !S_ISREG(facts.st_mode))
        return fail(FileWords::isNoFile(FileWords::thisMachine(), local));

    const auto offered = context.sftp().features();
    auto asked = context.sftp().stat(target);
    auto askedLink = context.sftp().lstat(target);
    const auto features = context.wait(offered);
    if (!features)
        return fail(features.error());
    context.features = *features;
    const auto there = context.wait(asked);
    if (!there && context.isFatal(there.error()))
        return fail(there.error());
    const auto link = context.wait(askedLink);
    // /dev/null replaced by a file would be a bad surprise for everybody there.
    if (!isFolder && there && there->kind() == FileKind::Other)
        return fail(FileWords::isNoFile(context.there(), target));
    if (!isFolder && there && there->kind() == FileKind::Folder)
        target = joined(target, base);
    else if (!isFolder && link && link->kind() == FileKind::Link) {
        // What it leads to is replaced, not the link.
        const auto led = context.wait(context.sftp().realPath(target));
        if (!led)
            return fail(led.error());
        target = *led;
    }
    auto root = LocalFolder::open(isFolder ? real : folderOf(real));
    if (!root)
        return fail(root.error());
    Upload work(context, std::move(*root));
    if (isFolder)
        return work.tree(target);
    return work.file({.path = baseOf(real),
                      .kind = FileKind::File,
                      .size = facts.st_size,
                      .modified = facts.st_mtim.tv_sec,
                      .permissions = facts.st_mode & 0777U},
                     target);
}

} // namespace Pilothouse::Ssh
