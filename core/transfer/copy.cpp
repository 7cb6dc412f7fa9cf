// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/copy.h"

#include "base/log.h"
#include "ssh/names.h"
#include "ssh/words.h"
#include "transfer/copycontext.h"

namespace Pilothouse::Ssh {

QString CopyContext::there() const { return Words::where(endpoint()); }

bool CopyContext::isFatal(const Error& error) const { return mayGoOn(error) || (m_noSpace && error == *m_noSpace); }

Result<void> CopyContext::failed(const QByteArray& path, const Error& error)
{
    if (single || isFatal(error))
        return fail(error);
    report.failed.push_back({.path = path, .error = error});
    ++progress.files;
    return {};
}

void CopyContext::skipped(const QByteArray& path, const QString& why)
{
    report.skipped.push_back({.path = path, .error = {.kind = ErrorKind::Refused, .message = why}});
}

void CopyContext::moved(qint64 bytes)
{
    report.bytes += bytes;
    progress.bytes += bytes;
    tell(false);
}

void CopyContext::fileDone(qint64 bytesThereAlready)
{
    progress.bytes += bytesThereAlready;
    ++progress.files;
    tell(progress.files == progress.totalFiles);
}

void CopyContext::tell(bool always)
{
    const auto now = std::chrono::steady_clock::now();
    if (!m_request.onProgress || (!always && now - m_told < m_request.progressEvery))
        return;
    m_told = now;
    m_request.onProgress(progress);
}

void CopyContext::waitForDiscarded()
{
    // Also when the copy was stopped: it is a moment, and what stays nobody would remove.
    constexpr auto moment = std::chrono::seconds(2);
    for (const auto& future : std::exchange(m_discarded, {}))
        await(future, {}, moment);
}

Error CopyContext::explained(const Error& error, const QByteArray& file, qint64 needed)
{
    if (error.kind != ErrorKind::Failed || !features.statvfs)
        return error;
    const auto space = wait(sftp().space(folderOf(file)));
    // The last blocks of a full disk may be free, and too few.
    constexpr quint64 nothing = 64 * 1024;
    if (!space || (space->available >= quint64(needed) && space->available > nothing))
        return error;
    m_noSpace = FileWords::noSpace(endpoint(), file, quint64(needed), space->available);
    return *m_noSpace;
}

Result<void> CopyContext::replace(const QByteArray& part, const QByteArray& target)
{
    auto done = wait(features.posixRename ? sftp().posixRename(part, target) : sftp().rename(part, target));
    if (done || isFatal(done.error()))
        return done;
    const auto facts = wait(sftp().lstat(target));
    if (facts && facts->kind() == FileKind::Folder)
        return fail(FileWords::isFolder(there(), target));
    if (!facts || features.posixRename)
        return done;
    // This server renames to no name that is taken: the old file makes room, and comes back if that fails.
    const QByteArray old = joined(folderOf(target), partName(baseOf(target), "old"));
    wait(sftp().remove(old));
    if (auto away = wait(sftp().rename(target, old)); !away)
        return away;
    const auto second = wait(sftp().rename(part, target));
    if (!second) {
        const auto back = wait(sftp().rename(old, target));
        return back ? second : fail(FileWords::leftAside(there(), target, old));
    }
    report.inOneStep = false;
    wait(sftp().remove(old));
    return {};
}

namespace {

Result<CopyReport> copyOnce(Pool& pool, const std::shared_ptr<Sftp>& sftp, const CopyRequest& request, qint64& moved)
{
    // The way there has limits of its own, and a person who is asked while logging in may think: what the request calls
    // patience begins with a server that was reached.
    constexpr auto asLongAsItTakes = std::chrono::hours(24);
    const auto reached = await(pool.facts(sftp->endpoint()), request.stop, asLongAsItTakes);
    if (!reached)
        return fail(request.stop.stop_requested() ? FileWords::stopped() : reached.error());
    CopyContext context(pool, sftp, request);
    const auto done = request.direction == CopyRequest::Direction::Up ? upload(context) : download(context);
    context.waitForDiscarded();
    moved = context.report.bytes;
    if (!done)
        return fail(done.error());
    return std::move(context.report);
}

Result<CopyReport> copyUntilDone(Pool& pool, const std::shared_ptr<Sftp>& sftp, const CopyRequest& request)
{
    qint64 before = 0;
    for (int attempt = 1;; ++attempt) {
        qint64 moved = 0;
        auto report = copyOnce(pool, sftp, request, moved);
        if (report) {
            report->bytes += before;
            return report;
        }
        // Without progress another try would only end the same way.
        if (report.error().kind != ErrorKind::Unreachable || moved == 0 || attempt >= request.attempts)
            return report;
        qCInfo(lcSsh) << "copy goes on after:" << report.error().message;
        before += moved;
    }
}

} // namespace

Copier::Copier(Pool& pool)
    : m_pool(pool)
{
}

Copier::~Copier() = default;

QFuture<Result<CopyReport>> Copier::copy(const Endpoint& endpoint, CopyRequest request)
{
    for (const QByteArray& path : {request.local, request.remote}) {
        if (path.isEmpty() || path.contains('\0'))
            return answered<CopyReport>(fail(FileWords::badPath()));
    }
    auto sftp = m_pool.sftp(endpoint);
    if (!sftp)
        return answered<CopyReport>(fail(sftp.error()));
    const Promise<CopyReport> promise;
    const std::lock_guard lock(m_mutex);
    m_threads.emplace_back([this, promise, sftp = *sftp, asked = std::move(request)](const std::stop_token& going) {
        setThreadRole(ThreadRole::Worker);
        // Either may stop it: who asked, and this object's end.
        std::stop_source stop;
        const std::stop_callback byAsker(asked.stop, [&stop] { stop.request_stop(); });
        const std::stop_callback byOwner(going, [&stop] { stop.request_stop(); });
        CopyRequest request = asked;
        request.stop = stop.get_token();
        promise.answer(copyUntilDone(m_pool, sftp, request));
    });
    return promise.future();
}

} // namespace Pilothouse::Ssh
