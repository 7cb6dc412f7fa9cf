// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/copycontext.h"

#include <cerrno>
#include <deque>
#include <fcntl.h>
#include <set>
#include <unistd.h>

namespace Pilothouse::Ssh {

namespace {

// Enough for 800 MB/s at 20 ms; sending is bounded by the server's window of 2 MB anyway.
constexpr qint64 mostReceiving = 16 * 1024 * 1024;
constexpr qint64 mostSending = 4 * 1024 * 1024;
constexpr qint64 leastUnderWay = 1024 * 1024;
constexpr size_t mostRequests = 512;
// Sent so many at a time: with its header it fills two SSH packets, and the server is never long without work
// (measured: twelve per cent faster than the longest that servers take).
constexpr qint64 sentAtATime = 60 * 1024;
constexpr qsizetype hashChunk = 1024 * 1024;

/// What the I/O thread tells the copy's thread.
struct Sending
{
    std::mutex mutex;
    std::condition_variable_any changed;
    std::set<qint64> pieces; ///< where those under way begin
    qint64 underWay = 0;
    std::optional<Error> error;
};

struct Receiving
{
    std::mutex mutex;
    std::condition_variable_any changed;
    std::deque<std::optional<Result<Wire::Packet>>> answers; ///< in the order of the questions
    quint64 first = 0;                                       ///< the number of the question at the front
};

/// All of `size` bytes, or fewer at the end of the file; -1 with errno.
qint64 readFully(int fd, char* to, qint64 size, qint64 at)
{
    qint64 done = 0;
    while (done < size) {
        const ssize_t n = ::pread(fd, to + done, size_t(size - done), at + done);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return -1;
        if (n == 0)
            break;
        done += n;
    }
    return done;
}

bool writeFully(int fd, QByteArrayView bytes, qint64 at)
{
    while (!bytes.isEmpty()) {
        const ssize_t n = ::pwrite(fd, bytes.data(), size_t(bytes.size()), at);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        bytes = bytes.sliced(n);
        at += n;
    }
    return true;
}

/// How many bytes should be under way. What waits at either end only makes buffers grow there, each page of which has
/// to be had first: near by the least is enough. Far away it is a gigabyte for each second that an answer takes.
qint64 underWayFor(const CopyContext& context, qint64 most)
{
    return std::clamp<qint64>(context.shortestAnswer.count(), leastUnderWay, most);
}

/// Until `condition` holds; Timeout when nothing moved for the copy's patience. `lock` is that of `shared`.
template <typename Shared, typename Condition>
Result<void> waitFor(const CopyContext& context, Shared& shared, std::unique_lock<std::mutex>& lock,
                     Condition condition)
{
    if (shared.changed.wait_for(lock, context.stop(), context.request().patience, condition))
        return {};
    if (context.stop().stop_requested())
        return fail(FileWords::stopped());
    return fail(FileWords::stalled(context.endpoint(), context.request().patience));
}

} // namespace

Result<void> hashLocal(const CopyContext& context, int fd, const QByteArray& path, qint64 size, Digest& digest)
{
    QByteArray buffer(std::min<qint64>(hashChunk, std::max<qint64>(size, 1)), Qt::Uninitialized);
    for (qint64 at = 0; at < size;) {
        if (context.stop().stop_requested())
            return fail(FileWords::stopped());
        const qint64 n = readFully(fd, buffer.data(), std::min<qint64>(buffer.size(), size - at), at);
        if (n < 0)
            return fail(FileWords::local(path, errno));
        if (n == 0)
            return fail(FileWords::changedMeanwhile(FileWords::thisMachine(), path));
        digest.add({buffer.constData(), n});
        at += n;
    }
    return {};
}

Result<void> sendBytes(CopyContext& context, int fd, const RemoteHandle& handle, const QByteArray& path, qint64 from,
                       qint64 size, Digest& digest, const std::function<void(qint64)>& onArrived)
{
    const auto shared = std::make_shared<Sending>();
    const qint64 most = std::min<qint64>(context.features.writeLength, sentAtATime);
    const qint64 ahead = underWayFor(context, mostSending);
    ::posix_fadvise(fd, from, size - from, POSIX_FADV_SEQUENTIAL);
    for (qint64 at = from; at < size;) {
        const qint64 length = std::min(most, size - at);
        qint64 whole = 0;
        {
            std::unique_lock lock(shared->mutex);
            auto waited = waitFor(context, *shared, lock, [&] {
                return shared->error || shared->underWay == 0 || shared->underWay + length <= ahead;
            });
            if (!waited)
                return waited;
            if (shared->error)
                return fail(*shared->error);
            whole = shared->pieces.empty() ? at : *shared->pieces.begin();
            shared->pieces.insert(at);
            shared->underWay += length;
        }
        if (onArrived)
            onArrived(whole);
        QByteArray packet = Wire::writeHeader(handle.id(), quint64(at), quint32(length));
        const qsizetype head = packet.size();
        packet.resize(head + length);
        const qint64 n = readFully(fd, packet.data() + head, length, at);
        if (n < 0)
            return fail(FileWords::local(path, errno));
        if (n < length)
            return fail(FileWords::changedMeanwhile(FileWords::thisMachine(), path));
        digest.add({packet.constData() + head, length});
        context.sftp().ask(
            {.packet = std::move(packet),
             .answer =
                 [shared, at, length, path, endpoint = context.endpoint()](const Result<Wire::Packet>& answer) {
                     const auto status =
                         answer && answer->type == Wire::StatusReply ? Wire::readStatus(answer->body) : std::nullopt;
                     const std::lock_guard lock(shared->mutex);
                     shared->underWay -= length;
                     shared->pieces.erase(at);
                     if (!answer)
                         shared->error = answer.error();
                     else if (!status)
                         shared->error = FileWords::garbled(endpoint);
                     else if (status->code != Wire::Ok)
                         shared->error = FileWords::refused(endpoint, path, *status);
                     shared->changed.notify_all();
                 }},
            handle);
        at += length;
        context.moved(length);
    }
    std::unique_lock lock(shared->mutex);
    auto waited = waitFor(context, *shared, lock, [&] { return shared->error.has_value() || shared->underWay == 0; });
    if (!waited)
        return waited;
    return shared->error ? Result<void>(fail(*shared->error)) : Result<void>();
}

namespace {

struct Piece
{
    qint64 offset = 0;
    qint64 length = 0;
};

void askFor(CopyContext& context, const std::shared_ptr<Receiving>& shared, const RemoteHandle& handle, Piece piece)
{
    quint64 number = 0;
    {
        const std::lock_guard lock(shared->mutex);
        number = shared->first + shared->answers.size();
        shared->answers.emplace_back();
    }
    context.sftp().ask({.packet = Wire::read(handle.id(), quint64(piece.offset), quint32(piece.length)),
                        .answer =
                            [shared, number](Result<Wire::Packet> answer) {
                                const std::lock_guard lock(shared->mutex);
                                if (number < shared->first)
                                    return;
                                shared->answers[number - shared->first] = std::move(answer);
                                if (number == shared->first)
                                    shared->changed.notify_all();
                            }},
                       handle);
}

/// The bytes of a piece; what a server left out of it is asked for again, one by one.
Result<void> store(CopyContext& context, const RemoteHandle& handle, const QByteArray& path, Piece piece,
                   const Wire::Packet& answer, int fd, const QByteArray& localPath, Digest& digest)
{
    const auto data =
        answer.type == Wire::DataReply ? Wire::readData(answer.body, quint32(piece.length)) : std::nullopt;
    if (!data) {
        const auto status = answer.type == Wire::StatusReply ? Wire::readStatus(answer.body) : std::nullopt;
        if (status && status->code == Wire::Eof)
            return fail(FileWords::changedMeanwhile(context.there(), path));
        return fail(status && status->code != Wire::Ok ? FileWords::refused(context.endpoint(), path, *status)
                                                       : FileWords::garbled(context.endpoint()));
    }
    QByteArray more;
    QByteArrayView bytes = *data;
    for (qint64 done = 0;;) {
        if (bytes.isEmpty())
            return fail(FileWords::changedMeanwhile(context.there(), path));
        if (fd >= 0 && !writeFully(fd, bytes, piece.offset + done))
            return fail(FileWords::local(localPath, errno));
        digest.add(bytes);
        if (fd >= 0)
            context.moved(bytes.size());
        done += bytes.size();
        if (done == piece.length)
            return {};
        auto next =
            context.wait(context.sftp().read(handle, quint64(piece.offset + done), quint32(piece.length - done)));
        if (!next)
            return fail(next.error());
        more = std::move(*next);
        bytes = more;
    }
}

} // namespace

Result<void> receiveBytes(CopyContext& context, const RemoteHandle& handle, const QByteArray& path, qint64 from,
                          qint64 size, int fd, const QByteArray& localPath, Digest& digest)
{
    const auto shared = std::make_shared<Receiving>();
    const qint64 most = context.features.readLength;
    const qint64 ahead = underWayFor(context, mostReceiving);
    std::deque<Piece> asked;
    qint64 underWay = 0;
    for (qint64 next = from; next < size || !asked.empty();) {
        while (next < size && asked.size() < mostRequests && (asked.empty() || underWay + most <= ahead)) {
            const Piece piece{.offset = next, .length = std::min(most, size - next)};
            asked.push_back(piece);
            underWay += piece.length;
            next += piece.length;
            askFor(context, shared, handle, piece);
        }
        std::optional<Result<Wire::Packet>> answer;
        {
            std::unique_lock lock(shared->mutex);
            auto waited = waitFor(context, *shared, lock, [&] { return shared->answers.front().has_value(); });
            if (!waited)
                return waited;
            answer = std::move(shared->answers.front());
            shared->answers.pop_front();
            ++shared->first;
        }
        const Piece piece = asked.front();
        asked.pop_front();
        underWay -= piece.length;
        if (!*answer)
            return fail(answer->error());
        auto stored = store(context, handle, path, piece, **answer, fd, localPath, digest);
        if (!stored)
            return stored;
    }
    return {};
}

} // namespace Pilothouse::Ssh
