// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/await.h"
#include "ssh/fd.h"
#include "ssh/filewords.h"
#include "ssh/sftp.h"
#include "ssh/sftpdialogue.h"
#include "transfer/copy.h"
#include "transfer/digest.h"

namespace Pilothouse::Ssh {

/// What one copy has in hand, on its own thread: the host, what was asked, and what came of it so far.
class CopyContext
{
public:
    CopyContext(Pool& pool, std::shared_ptr<Sftp> sftp, const CopyRequest& request)
        : m_pool(pool)
        , m_sftp(std::move(sftp))
        , m_request(request)
    {
    }

    Sftp& sftp() const { return *m_sftp; }
    Pool& pool() const { return m_pool; }
    const Endpoint& endpoint() const { return m_sftp->endpoint(); }
    const CopyRequest& request() const { return m_request; }
    const std::stop_token& stop() const { return m_request.stop; }
    QString there() const;

    template <typename T> Result<T> wait(QFuture<Result<T>> future) const
    {
        auto answer = await(std::move(future), stop(), m_request.patience);
        if (!answer && stop().stop_requested())
            return fail(FileWords::stopped());
        if (!answer && answer.error().kind == ErrorKind::Timeout)
            return fail(FileWords::stalled(endpoint(), m_request.patience));
        return answer;
    }
    /// The same, for a question whose answer costs the host little: it tells how far away the host is.
    template <typename T> Result<T> waitAndMeasure(QFuture<Result<T>> future)
    {
        const auto begin = std::chrono::steady_clock::now();
        auto answer = wait(std::move(future));
        shortestAnswer = std::min<std::chrono::nanoseconds>(shortestAnswer, std::chrono::steady_clock::now() - begin);
        return answer;
    }
    /// All of them; the first error there was.
    template <typename T> Result<void> waitAll(std::vector<QFuture<Result<T>>> futures) const
    {
        Result<void> out;
        for (auto& future : futures) {
            const auto answer = wait(std::move(future));
            if (!answer && out)
                out = fail(answer.error());
        }
        return out;
    }

    /// Whether what was written so far is of use to a later try.
    static bool mayGoOn(const Error& error)
    {
        return error.kind == ErrorKind::Unreachable || error.kind == ErrorKind::Cancelled ||
               error.kind == ErrorKind::Timeout;
    }
    /// Whether there is no use in trying the next file.
    bool isFatal(const Error& error) const;
    /// A failure of the file at `path` makes the whole copy fail only when it is the only file, or fatal.
    Result<void> failed(const QByteArray& path, const Error& error);
    void skipped(const QByteArray& path, const QString& why);
    void moved(qint64 bytes);
    void fileDone(qint64 bytesThereAlready = 0);
    void weakened(CopyProof proof) { report.proof = std::max(report.proof, proof); }

    /// `error`, or that there is no space for `needed` bytes in the remote folder if that is the reason.
    Error explained(const Error& error, const QByteArray& file, qint64 needed);
    /// Removes a remote file that nobody will go on with; the copy ends only when that was answered.
    void discard(const QByteArray& part) { m_discarded.push_back(m_sftp->remove(part)); }
    void waitForDiscarded();
    /// `part` becomes `target`.
    Result<void> replace(const QByteArray& part, const QByteArray& target);

    CopyReport report;
    CopyProgress progress;
    SftpFeatures features;
    bool single = false;                                              ///< one file is copied, not a folder
    std::chrono::nanoseconds shortestAnswer{std::chrono::seconds(1)}; ///< the least that a question has taken so far

private:
    void tell(bool always);

    Pool& m_pool;
    std::shared_ptr<Sftp> m_sftp;
    CopyRequest m_request;
    std::chrono::steady_clock::time_point m_told{};
    std::optional<Error> m_noSpace;
    std::vector<QFuture<Result<void>>> m_discarded;
};

/// Bytes of an open file to an open remote one and back, many requests ahead. Both hash what they pass on. Without a
/// file (`fd` -1) what is received is hashed only. `onArrived` is told, on the copy's thread, up to where the remote
/// file is whole.
Result<void> sendBytes(CopyContext& context, int fd, const RemoteHandle& handle, const QByteArray& path, qint64 from,
                       qint64 size, Digest& digest, const std::function<void(qint64)>& onArrived);
Result<void> receiveBytes(CopyContext& context, const RemoteHandle& handle, const QByteArray& path, qint64 from,
                          qint64 size, int fd, const QByteArray& localPath, Digest& digest);
/// Hashes the first `size` bytes of a file of this machine; fewer there is an error.
Result<void> hashLocal(const CopyContext& context, int fd, const QByteArray& path, qint64 size, Digest& digest);

/// What one turn of many small files holds.
constexpr qint64 smallFile = 1024 * 1024;
constexpr qint64 turnBytes = 8 * 1024 * 1024;
constexpr size_t turnFiles = 200;

/// Checksums that the host computes itself, through the connection's exec. A host that cannot is asked only once.
class RemoteSums
{
public:
    explicit RemoteSums(CopyContext& context)
        : m_context(context)
    {
    }

    using Pending = QFuture<Result<Finished>>;
    using Sums = std::vector<std::optional<QByteArray>>; ///< hex; nothing where the host could not

    bool mayWork() const { return m_mayWork; }
    /// Asks the host whether it can do what key() tells; it may be answered while other things go on.
    void prepare();
    /// For large files: what to make Digest with, so that the host's sums are of the same kind. Waits for the host the
    /// first time; empty (SHA-256) where it has no OpenSSL 3, or that was asked for.
    QByteArray key();
    /// SHA-256 of whole files of so many bytes in all; answers may be collected later.
    Pending ask(const std::vector<QByteArray>& files, qint64 bytes) const;
    /// The same of one, with the key that its Digest has.
    Pending askOne(const QByteArray& file, qint64 bytes, const QByteArray& key) const;
    /// The first `size` bytes of one; with `own` only of a file that belongs to the user there.
    Pending askPrefix(const QByteArray& file, qint64 size, bool own, const QByteArray& key) const;
    Sums collect(const Pending& pending, size_t count, bool areKeyed = false);
    /// Time enough for the host to read so many bytes.
    std::chrono::milliseconds patience(qint64 bytes) const;

private:
    friend class FollowingSum;
    struct Offer
    {
        QByteArray key; ///< empty: the host cannot
        Pending answer;
        bool isProven = false;
    };
    Pending run(const QByteArray& script, qint64 bytes) const;
    std::optional<Sums> read(const QByteArray& output, size_t count, bool areKeyed);
    /// A host that does not answer in time is not asked again.
    void note(const Error& error) { m_mayWork = m_mayWork && error.kind != ErrorKind::Timeout; }

    CopyContext& m_context;
    std::optional<Offer> m_offered;
    bool m_mayWork = true;
};

/// The host's checksum of a file that is still being written: it reads what has arrived while the rest is under way, so
/// that nobody waits for a second pass. It may fail for many reasons that are no fault of the file (a server that shows
/// what was written only later, one session only): whatever else it says than the sum that is expected is to be asked
/// again of the whole file.
class FollowingSum
{
public:
    FollowingSum(CopyContext& context, RemoteSums& sums, const QByteArray& file, const QByteArray& key);
    ~FollowingSum();
    FollowingSum(const FollowingSum&) = delete;
    FollowingSum& operator=(const FollowingSum&) = delete;

    /// The file is whole up to here.
    void arrived(qint64 size);
    /// All `size` bytes are there. Hex; nothing when the host could not.
    std::optional<QByteArray> finish(qint64 size);

private:
    void readUpTo(qint64 block);

    CopyContext& m_context;
    RemoteSums& m_sums;
    const bool m_isKeyed;
    std::stop_source m_stop;
    QFuture<Result<std::shared_ptr<RunningCommand>>> m_starting;
    std::shared_ptr<RunningCommand> m_command;
    qint64 m_block = 0; ///< up to which it was told to read
};

Result<void> upload(CopyContext& context);
Result<void> download(CopyContext& context);

} // namespace Pilothouse::Ssh
