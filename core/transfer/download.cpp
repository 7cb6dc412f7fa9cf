// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/download.h"

#include <cerrno>
#include <unistd.h>

namespace Pilothouse::Ssh {

namespace {
constexpr size_t foldersAtATime = 32;
constexpr size_t mostEntries = 1'000'000;
constexpr qsizetype deepest = 100;
} // namespace

bool isSame(const FileFacts& one, const FileFacts& other)
{
    return one.size == other.size && one.modified == other.modified;
}

QByteArray Download::partOf(const Item& item, const FileFacts& facts) const
{
    const QByteArray identity = "down " + m_context.endpoint().key().toUtf8() + ' ' + remoteOf(item) + ' ' +
                                QByteArray::number(facts.size.value_or(0)) + ' ' +
                                QByteArray::number(facts.modified.value_or(0));
    return joined(folderOf(item.path), partName(baseOf(item.path), identity));
}

Result<void> Download::file(const FileFacts& facts, const QByteArray& name)
{
    m_context.single = true;
    m_files.push_back({.path = name, .facts = facts});
    m_context.progress.totalFiles = 1;
    m_context.progress.totalBytes = qint64(facts.size.value_or(0));
    auto done = files();
    m_root.sync(".");
    return done;
}

Result<void> Download::tree(const FileFacts& facts, bool isNew)
{
    for (const auto step :
         {&Download::list, &Download::folders, &Download::leaveUnchanged, &Download::files, &Download::links}) {
        if (auto done = (this->*step)(); !done)
            return done;
    }
    return finishFolders(facts, isNew);
}

/// Level by level, many folders at a time.
Result<void> Download::list()
{
    std::vector<QByteArray> level{QByteArray()};
    for (qsizetype depth = 0; !level.empty(); ++depth) {
        std::vector<QByteArray> below;
        for (size_t from = 0; from < level.size(); from += foldersAtATime) {
            const size_t to = std::min(level.size(), from + foldersAtATime);
            std::vector<QFuture<Result<std::vector<FolderEntry>>>> lists;
            for (size_t i = from; i < to; ++i)
                lists.push_back(sftp().list(level[i].isEmpty() ? m_remote : joined(m_remote, level[i])));
            for (size_t i = from; i < to; ++i) {
                auto entries = wait(lists[i - from]);
                if (!entries && (level[i].isEmpty() || m_context.isFatal(entries.error())))
                    return fail(entries.error());
                if (!entries) {
                    m_context.report.failed.push_back({.path = level[i], .error = entries.error()});
                    continue;
                }
                if (auto done = sort(level[i], std::move(*entries), below); !done)
                    return done;
            }
        }
        if (depth == deepest) {
            for (const QByteArray& path : below)
                m_context.skipped(path, FileWords::tooDeep());
            break;
        }
        level = std::move(below);
    }
    for (const Item& item : m_files) {
        ++m_context.progress.totalFiles;
        m_context.progress.totalBytes += qint64(std::min<quint64>(item.facts.size.value_or(0), INT64_MAX / 2));
    }
    return {};
}

Result<void> Download::sort(const QByteArray& folder, std::vector<FolderEntry> entries, std::vector<QByteArray>& below)
{
    std::ranges::sort(entries, {}, &FolderEntry::name);
    const FolderEntry* before = nullptr;
    for (const FolderEntry& entry : entries) {
        if (!isSafeName(entry.name) || (before && before->name == entry.name)) {
            m_context.skipped(joined(folder, entry.name), FileWords::unsafeName());
            continue;
        }
        before = &entry;
        Item item{.path = joined(folder, entry.name), .facts = entry.facts};
        switch (entry.facts.kind()) {
        case FileKind::Folder:
            below.push_back(item.path);
            m_folders.push_back(std::move(item));
            break;
        case FileKind::File:
            m_files.push_back(std::move(item));
            break;
        case FileKind::Link:
            m_links.push_back(std::move(item));
            break;
        case FileKind::Other:
            m_context.skipped(item.path, FileWords::special());
            break;
        }
    }
    if (m_folders.size() + m_files.size() + m_links.size() > mostEntries)
        return fail(FileWords::tooManyEntries(m_context.endpoint(), m_remote));
    return {};
}

Result<void> Download::folders()
{
    for (const Item& item : m_folders) {
        const auto made = m_root.makeFolder(item.path);
        if (made)
            ++m_context.report.folders;
        else
            m_context.report.failed.push_back({.path = item.path, .error = made.error()});
    }
    return {};
}

/// Files that an earlier copy has brought whole.
Result<void> Download::leaveUnchanged()
{
    std::vector<const Item*> same;
    for (const Item& item : m_files) {
        const auto here = m_root.facts(item.path);
        if (here && S_ISREG(here->st_mode) && item.facts.size == quint64(here->st_size) &&
            item.facts.modified == quint32(here->st_mtim.tv_sec) &&
            (here->st_mode & 0777U) == item.facts.permissions(0644))
            same.push_back(&item);
    }
    for (size_t from = 0; from < same.size() && m_sums.mayWork(); from += turnFiles) {
        const size_t to = std::min(same.size(), from + turnFiles);
        std::vector<QByteArray> names;
        qint64 bytes = 0;
        for (size_t i = from; i < to; ++i) {
            names.push_back(remoteOf(*same[i]));
            bytes += qint64(*same[i]->facts.size);
        }
        const auto pending = m_sums.ask(names, bytes);
        std::vector<QByteArray> sums;
        for (size_t i = from; i < to; ++i) {
            Digest digest;
            const auto fd = m_root.openToRead(same[i]->path);
            const bool hashed =
                fd && hashLocal(m_context, fd->get(), same[i]->path, qint64(*same[i]->facts.size), digest);
            sums.push_back(hashed ? digest.hex() : QByteArray());
        }
        const auto remote = m_sums.collect(pending, names.size());
        for (size_t i = from; i < to; ++i) {
            if (!remote[i - from] || *remote[i - from] != sums[i - from])
                continue;
            m_unchanged.insert(same[i]);
            ++m_context.report.unchanged;
            m_context.fileDone(qint64(*same[i]->facts.size));
        }
        if (m_context.stop().stop_requested())
            return fail(FileWords::stopped());
    }
    return {};
}

Result<void> Download::files()
{
    std::vector<const Item*> turn;
    qint64 bytes = 0;
    const size_t most = std::clamp<size_t>(m_context.features.openHandles / 2, 1, turnFiles);
    for (const Item& item : m_files) {
        if (m_unchanged.contains(&item))
            continue;
        if (!item.isSmall()) {
            const auto done = large(item);
            if (!done) {
                if (auto rest = m_context.failed(item.path, done.error()); !rest)
                    return rest;
            }
            continue;
        }
        const auto size = qint64(*item.facts.size);
        if (turn.size() == most || bytes + size > turnBytes) {
            if (auto done = small(std::exchange(turn, {})); !done)
                return done;
            bytes = 0;
        }
        turn.push_back(&item);
        bytes += size;
    }
    return small(turn);
}

/// The file to write to: a new one, or what an earlier try left if that is how the source begins.
Result<Fd> Download::begin(const QByteArray& remote, const QByteArray& part, qint64 size, Digest& digest, qint64& from)
{
    from = 0;
    const QByteArray key = m_sums.key();
    auto left = m_sums.mayWork() ? m_root.openToContinue(part) : Result<Fd>(fail(ErrorKind::NotFound, {}));
    struct stat facts = {};
    if (left && ::fstat(left->get(), &facts) == 0 && facts.st_size > 0 && facts.st_size <= size) {
        const auto pending = m_sums.askPrefix(remote, facts.st_size, false, key);
        if (const auto hashed = hashLocal(m_context, left->get(), part, facts.st_size, digest); !hashed)
            return fail(hashed.error());
        const auto sum = m_sums.collect(pending, 1, !key.isEmpty()).front();
        if (m_context.stop().stop_requested())
            return fail(FileWords::stopped());
        if (sum && *sum == digest.hex()) {
            from = facts.st_size;
            return left;
        }
        digest = Digest(key);
    }
    return m_root.create(part);
}

Result<void> Download::large(const Item& item)
{
    const QByteArray remote = remoteOf(item);
    m_sums.prepare();
    const auto handle = m_context.waitAndMeasure(sftp().open(remote, OpenFor::Reading));
    if (!handle)
        return fail(handle.error());
    const auto before = wait(sftp().stat(*handle));
    if (!before)
        return fail(before.error());
    constexpr quint64 longest = quint64(1) << 60U;
    if (before->kind() != FileKind::File || !before->size || *before->size > longest)
        return fail(FileWords::isNoFile(m_context.there(), remote));
    const auto size = qint64(*before->size);
    const QByteArray part = partOf(item, *before);
    // The host hashes while the bytes travel.
    const QByteArray key = m_sums.key();
    std::optional<RemoteSums::Pending> pending;
    if (m_sums.mayWork())
        pending = m_sums.askOne(remote, size, key);
    Digest digest(key);
    qint64 from = 0;
    const auto fd = begin(remote, part, size, digest, from);
    if (!fd)
        return fail(fd.error());
    m_context.progress.bytes += from;
    m_context.report.resumed += from;
    const auto bring = [&]() -> Result<void> {
        if (auto done = receiveBytes(m_context, *handle, remote, from, size, fd->get(), item.path, digest); !done)
            return done;
        const auto after = wait(sftp().stat(*handle));
        if (!after)
            return fail(after.error());
        if (!isSame(*before, *after))
            return fail(FileWords::changedMeanwhile(m_context.there(), remote));
        const QByteArray sum = digest.hex();
        const auto there = pending ? m_sums.collect(*pending, 1, !key.isEmpty()).front() : std::nullopt;
        if (m_context.stop().stop_requested())
            return fail(FileWords::stopped());
        if (there && *there != sum)
            return fail(FileWords::differs(m_context.endpoint(), remote, QString::fromLatin1(sum + " / " + *there)));
        if (!there)
            m_context.weakened(CopyProof::Size);
        if (m_context.single && key.isEmpty())
            m_context.report.sha256 = sum;
        if (auto done = finishFile(fd->get(), item.path, before->permissions(0644), before->modified.value_or(0));
            !done)
            return done;
        return m_root.replace(part, item.path);
    };
    if (auto done = bring(); !done) {
        if (!CopyContext::mayGoOn(done.error()))
            m_root.remove(part);
        return done;
    }
    ++m_context.report.files;
    m_context.fileDone();
    return {};
}

Result<void> Download::links()
{
    for (size_t from = 0; from < m_links.size(); from += turnFiles) {
        const size_t to = std::min(m_links.size(), from + turnFiles);
        std::vector<QFuture<Result<QByteArray>>> targets;
        for (size_t i = from; i < to; ++i)
            targets.push_back(sftp().readLink(remoteOf(m_links[i])));
        for (size_t i = from; i < to; ++i) {
            const QByteArray& path = m_links[i].path;
            const auto target = wait(targets[i - from]);
            if (!target && m_context.isFatal(target.error()))
                return fail(target.error());
            if (!target) {
                m_context.report.failed.push_back({.path = path, .error = target.error()});
                continue;
            }
            if (!staysInside(path, *target)) {
                m_context.skipped(path, FileWords::leadsOut(*target));
                continue;
            }
            const auto here = m_root.facts(path);
            if (here && S_ISLNK(here->st_mode)) {
                const auto now = m_root.readLink(path);
                if (now && *now == *target) {
                    ++m_context.report.unchanged;
                    continue;
                }
            }
            if (const auto made = m_root.makeLink(path, *target, partName(baseOf(path), "link")); made)
                ++m_context.report.links;
            else
                m_context.report.failed.push_back({.path = path, .error = made.error()});
        }
    }
    return {};
}

/// Last, because a folder may be one that nothing can be written into.
Result<void> Download::finishFolders(const FileFacts& facts, bool isNew)
{
    for (auto it = m_folders.rbegin(); it != m_folders.rend(); ++it) {
        m_root.sync(it->path);
        const auto done = m_root.finishFolder(it->path, it->facts.permissions(0755), it->facts.modified.value_or(0));
        if (!done)
            m_context.report.failed.push_back({.path = it->path, .error = done.error()});
    }
    m_root.sync(".");
    if (isNew) {
        ++m_context.report.folders;
        return m_root.finishFolder(".", facts.permissions(0755), facts.modified.value_or(0));
    }
    return {};
}

Result<void> download(CopyContext& context)
{
    const QByteArray remote = trimmedPath(context.request().remote);
    const auto offered = context.sftp().features();
    auto asked = context.sftp().stat(remote);
    const auto features = context.wait(offered);
    if (!features)
        return fail(features.error());
    context.features = *features;
    const auto facts = context.wait(asked);
    if (!facts)
        return fail(facts.error());
    const bool isFolder = facts->kind() == FileKind::Folder;
    if (!isFolder && facts->kind() != FileKind::File)
        return fail(FileWords::isNoFile(context.there(), remote));

    QByteArray local = trimmedPath(context.request().local);
    struct stat here = {};
    bool isThere = ::stat(local.constData(), &here) == 0;
    const bool into = local != context.request().local || local == "/";
    if (into || (!isFolder && isThere && S_ISDIR(here.st_mode))) {
        QByteArray base = baseOf(remote);
        if (base.isEmpty()) {
            const auto real = context.wait(context.sftp().realPath(remote));
            if (!real)
                return fail(real.error());
            base = baseOf(*real);
        }
        if (base.isEmpty())
            return fail(FileWords::badPath());
        local = joined(local, base);
        isThere = ::stat(local.constData(), &here) == 0;
    }
    if (isFolder) {
        auto root = LocalFolder::make(local);
        if (!root)
            return fail(root.error());
        return Download(context, std::move(*root), remote).tree(*facts, !isThere);
    }
    if (isThere && S_ISDIR(here.st_mode))
        return fail(FileWords::isFolder(FileWords::thisMachine(), local));
    if (isThere && !S_ISREG(here.st_mode))
        return fail(FileWords::isNoFile(FileWords::thisMachine(), local));
    if (isThere) {
        // What a link leads to is replaced, not the link.
        const std::unique_ptr<char, decltype(&::free)> real(::realpath(local.constData(), nullptr), &::free);
        if (real)
            local = real.get();
    }
    auto root = LocalFolder::open(folderOf(local));
    if (!root)
        return fail(root.error());
    if (baseOf(local).isEmpty())
        return fail(FileWords::badPath());
    return Download(context, std::move(*root), remote).file(*facts, baseOf(local));
}

} // namespace Pilothouse::Ssh
