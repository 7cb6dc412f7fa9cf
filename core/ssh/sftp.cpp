// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/sftp.h"

#include "ssh/connection.h"
#include "ssh/filewords.h"
#include "ssh/words.h"

using namespace Qt::StringLiterals;

namespace Pilothouse::Ssh {

namespace {

constexpr qsizetype longestPath = 32 * 1024;
constexpr size_t mostEntries = 1'000'000;
constexpr int listingsAhead = 2; ///< the second one often says at once that there is no more

bool isPath(const QByteArray& path) { return !path.isEmpty() && path.size() <= longestPath && !path.contains('\0'); }

std::optional<Wire::Status> statusOf(const Wire::Packet& packet)
{
    return packet.type == Wire::StatusReply ? Wire::readStatus(packet.body) : std::nullopt;
}

/// Why the packet is not the wanted one.
Error errorOf(const Endpoint& endpoint, const QByteArray& about, const Wire::Packet& packet)
{
    const auto status = statusOf(packet);
    return status && status->code != Wire::Ok ? FileWords::refused(endpoint, about, *status)
                                              : FileWords::garbled(endpoint);
}

void post(const std::shared_ptr<Loop>& loop, const Endpoint& endpoint, SftpRequest request)
{
    const auto shared = std::make_shared<SftpRequest>(std::move(request));
    const bool taken =
        loop->post([shared, endpoint](Loop& here) { here.connection(endpoint).ask(std::move(*shared)); });
    if (!taken)
        shared->answer(fail(Words::shutDown(false)));
}

} // namespace

struct RemoteHandle::State
{
    State(std::shared_ptr<Loop> toLoop, Endpoint toEndpoint, QByteArray toId, quint64 ofGeneration)
        : loop(std::move(toLoop))
        , endpoint(std::move(toEndpoint))
        , id(std::move(toId))
        , generation(ofGeneration)
    {
    }
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State()
    {
        if (!closed)
            post(loop, endpoint,
                 {.packet = Wire::onHandle(Wire::Close, id), .answer = [](const auto&) {}, .generation = generation});
    }

    std::shared_ptr<Loop> loop;
    Endpoint endpoint;
    QByteArray id;
    quint64 generation;
    std::atomic<bool> closed = false;
};

const QByteArray& RemoteHandle::id() const
{
    static const QByteArray none;
    return m_state ? m_state->id : none;
}

quint64 RemoteHandle::generation() const { return m_state ? m_state->generation : 0; }

Sftp::Sftp(std::shared_ptr<Loop> loop, Endpoint endpoint)
    : m_loop(std::move(loop))
    , m_endpoint(std::move(endpoint))
{
}

Sftp::~Sftp() = default;

void Sftp::ask(SftpRequest request, const RemoteHandle& handle)
{
    request.generation = handle.generation();
    post(m_loop, m_endpoint, std::move(request));
}

/// Sends, and answers with what `read` makes of the packet: a value, or nothing when it is not the one that was asked
/// for.
template <typename T, typename Read>
QFuture<Result<T>> Sftp::put(SftpRequest request, const QByteArray& about, Read read)
{
    const Promise<T> promise;
    request.answer = [promise, about, endpoint = m_endpoint, read](Result<Wire::Packet> packet) {
        if (!packet)
            return promise.answer(fail(packet.error()));
        std::optional<T> value = read(*packet);
        promise.answer(value ? Result<T>(std::move(*value)) : fail(errorOf(endpoint, about, *packet)));
    };
    post(m_loop, m_endpoint, std::move(request));
    return promise.future();
}

QFuture<Result<void>> Sftp::tell(QByteArray packet, const QByteArray& about, const RemoteHandle& handle)
{
    const Promise<void> promise;
    ask({.packet = std::move(packet),
         .answer =
             [promise, about, endpoint = m_endpoint](const Result<Wire::Packet>& answer) {
                 const auto status = answer ? statusOf(*answer) : std::nullopt;
                 if (status && status->code == Wire::Ok)
                     promise.answer({});
                 else
                     promise.answer(fail(answer ? errorOf(endpoint, about, *answer) : answer.error()));
             }},
        handle);
    return promise.future();
}

QFuture<Result<SftpFeatures>> Sftp::features()
{
    const Promise<SftpFeatures> promise;
    m_loop->post([promise, where = m_endpoint](Loop& loop) { loop.connection(where).tellSftp(promise); });
    return promise.future();
}

namespace {

std::optional<FileFacts> factsIn(const Wire::Packet& packet)
{
    return packet.type == Wire::AttributesReply ? Wire::readAttributes(packet.body) : std::nullopt;
}

/// The one name that answers realpath and readlink.
std::optional<QByteArray> nameIn(const Wire::Packet& packet)
{
    const auto names = packet.type == Wire::NameReply ? Wire::readNames(packet.body) : std::nullopt;
    return names && names->size() == 1 && isPath(names->front().name) ? std::optional(names->front().name)
                                                                      : std::nullopt;
}

} // namespace

QFuture<Result<FileFacts>> Sftp::stat(const QByteArray& path)
{
    if (!isPath(path))
        return answered<FileFacts>(fail(FileWords::badPath()));
    return put<FileFacts>({.packet = Wire::onPath(Wire::Stat, path)}, path, factsIn);
}

QFuture<Result<FileFacts>> Sftp::lstat(const QByteArray& path)
{
    if (!isPath(path))
        return answered<FileFacts>(fail(FileWords::badPath()));
    return put<FileFacts>({.packet = Wire::onPath(Wire::Lstat, path)}, path, factsIn);
}

QFuture<Result<FileFacts>> Sftp::stat(const RemoteHandle& handle)
{
    return put<FileFacts>({.packet = Wire::onHandle(Wire::Fstat, handle.id()), .generation = handle.generation()}, {},
                          factsIn);
}

QFuture<Result<void>> Sftp::change(const QByteArray& path, const FileChange& change)
{
    return isPath(path) ? tell(Wire::setstat(path, change), path) : answered<void>(fail(FileWords::badPath()));
}

QFuture<Result<void>> Sftp::change(const RemoteHandle& handle, const FileChange& change)
{
    return tell(Wire::fsetstat(handle.id(), change), {}, handle);
}

QFuture<Result<void>> Sftp::makeFolder(const QByteArray& path, quint32 permissions)
{
    return isPath(path) ? tell(Wire::mkdir(path, permissions & 07777U), path)
                        : answered<void>(fail(FileWords::badPath()));
}

QFuture<Result<void>> Sftp::removeFolder(const QByteArray& path)
{
    return isPath(path) ? tell(Wire::onPath(Wire::Rmdir, path), path) : answered<void>(fail(FileWords::badPath()));
}

QFuture<Result<void>> Sftp::remove(const QByteArray& path)
{
    return isPath(path) ? tell(Wire::onPath(Wire::Remove, path), path) : answered<void>(fail(FileWords::badPath()));
}

QFuture<Result<void>> Sftp::rename(const QByteArray& from, const QByteArray& to)
{
    return isPath(from) && isPath(to) ? tell(Wire::rename(from, to), from) : answered<void>(fail(FileWords::badPath()));
}

QFuture<Result<void>> Sftp::posixRename(const QByteArray& from, const QByteArray& to)
{
    return isPath(from) && isPath(to) ? tell(Wire::posixRename(from, to), from)
                                      : answered<void>(fail(FileWords::badPath()));
}

QFuture<Result<void>> Sftp::makeLink(const QByteArray& target, const QByteArray& link)
{
    return isPath(target) && isPath(link) ? tell(Wire::symlink(target, link), link)
                                          : answered<void>(fail(FileWords::badPath()));
}

QFuture<Result<QByteArray>> Sftp::readLink(const QByteArray& link)
{
    if (!isPath(link))
        return answered<QByteArray>(fail(FileWords::badPath()));
    return put<QByteArray>({.packet = Wire::onPath(Wire::Readlink, link)}, link, nameIn);
}

QFuture<Result<QByteArray>> Sftp::realPath(const QByteArray& path)
{
    if (!isPath(path))
        return answered<QByteArray>(fail(FileWords::badPath()));
    return put<QByteArray>({.packet = Wire::onPath(Wire::Realpath, path)}, path, nameIn);
}

QFuture<Result<FileSpace>> Sftp::space(const QByteArray& path)
{
    if (!isPath(path))
        return answered<FileSpace>(fail(FileWords::badPath()));
    return put<FileSpace>({.packet = Wire::statvfs(path)}, path, [](const Wire::Packet& packet) {
        return packet.type == Wire::ExtendedReply ? Wire::readSpace(packet.body) : std::nullopt;
    });
}

QFuture<Result<RemoteHandle>> Sftp::openWith(QByteArray packet, const QByteArray& path)
{
    const Promise<RemoteHandle> promise;
    // The generation is known when the answer comes: it is that of the session which answers.
    const auto generation = std::make_shared<quint64>(0);
    const auto shared = std::make_shared<SftpRequest>();
    shared->packet = std::move(packet);
    shared->answer = [promise, path, generation, loop = m_loop,
                      endpoint = m_endpoint](const Result<Wire::Packet>& answer) {
        if (!answer)
            return promise.answer(fail(answer.error()));
        const auto id = answer->type == Wire::HandleReply ? Wire::readHandle(answer->body) : std::nullopt;
        if (!id)
            return promise.answer(fail(errorOf(endpoint, path, *answer)));
        RemoteHandle handle;
        handle.m_state = std::make_shared<RemoteHandle::State>(loop, endpoint, *id, *generation);
        promise.answer(std::move(handle));
    };
    m_loop->post([shared, generation, where = m_endpoint](Loop& loop) {
        *generation = loop.connection(where).ask(std::move(*shared));
    });
    return promise.future();
}

QFuture<Result<RemoteHandle>> Sftp::open(const QByteArray& path, OpenFor what, quint32 permissions)
{
    if (!isPath(path))
        return answered<RemoteHandle>(fail(FileWords::badPath()));
    quint32 flags = Wire::ForReading;
    if (what == OpenFor::Continuing)
        flags = Wire::ForWriting;
    else if (what == OpenFor::Replacing)
        flags = Wire::ForWriting | Wire::Create | Wire::Truncate;
    else if (what == OpenFor::CreatingNew)
        flags = Wire::ForWriting | Wire::Create | Wire::Exclusive;
    return openWith(Wire::open(path, flags, permissions), path);
}

QFuture<Result<QByteArray>> Sftp::read(const RemoteHandle& handle, quint64 offset, quint32 length)
{
    const quint32 most = std::min(length, Wire::longestTransfer);
    return put<QByteArray>({.packet = Wire::read(handle.id(), offset, most), .generation = handle.generation()}, {},
                           [most](const Wire::Packet& packet) -> std::optional<QByteArray> {
                               if (packet.type == Wire::DataReply) {
                                   const auto data = Wire::readData(packet.body, most);
                                   return data ? std::optional(data->toByteArray()) : std::nullopt;
                               }
                               const auto status = statusOf(packet);
                               return status && status->code == Wire::Eof ? std::optional(QByteArray(""))
                                                                          : std::nullopt;
                           });
}

QFuture<Result<void>> Sftp::write(const RemoteHandle& handle, quint64 offset, const QByteArray& data)
{
    if (data.size() > qsizetype(Wire::longestTransfer))
        return answered<void>(fail(FileWords::badPath()));
    return tell(Wire::writeHeader(handle.id(), offset, quint32(data.size())) + data, {}, handle);
}

QFuture<Result<void>> Sftp::sync(const RemoteHandle& handle) { return tell(Wire::fsync(handle.id()), {}, handle); }

QFuture<Result<void>> Sftp::close(RemoteHandle handle)
{
    if (!handle.isValid() || handle.m_state->closed.exchange(true))
        return answered<void>({});
    return tell(Wire::onHandle(Wire::Close, handle.id()), {}, handle);
}

namespace {

/// Reads a folder to its end, a few questions ahead.
class Listing : public std::enable_shared_from_this<Listing>
{
public:
    Listing(std::shared_ptr<Loop> loop, Endpoint endpoint, QByteArray folder)
        : m_loop(std::move(loop))
        , m_endpoint(std::move(endpoint))
        , m_folder(std::move(folder))
    {
    }

    QFuture<Result<std::vector<FolderEntry>>> future() const { return m_promise.future(); }

    void begin(const Result<RemoteHandle>& opened)
    {
        if (!opened)
            return m_promise.answer(fail(opened.error()));
        m_handle = *opened;
        for (int i = 0; i < listingsAhead; ++i)
            ask();
    }

private:
    void ask()
    {
        ++m_underWay;
        post(m_loop, m_endpoint,
             {.packet = Wire::onHandle(Wire::Readdir, m_handle.id()),
              .answer = [self = shared_from_this()](const Result<Wire::Packet>& answer) { self->take(answer); },
              .generation = m_handle.generation()});
    }

    void take(const Result<Wire::Packet>& answer)
    {
        --m_underWay;
        auto names = answer && answer->type == Wire::NameReply ? Wire::readNames(answer->body) : std::nullopt;
        const auto status = answer ? statusOf(*answer) : std::nullopt;
        if (names && !names->empty() && m_entries.size() + names->size() <= mostEntries) {
            std::erase_if(*names, [](const FolderEntry& entry) { return entry.name == "." || entry.name == ".."; });
            std::ranges::move(*names, std::back_inserter(m_entries));
            if (!m_atEnd)
                ask();
        } else {
            m_atEnd = true;
            if (!status || status->code != Wire::Eof) {
                m_promise.answer(fail(!answer ? answer.error()
                                      : names ? FileWords::tooManyEntries(m_endpoint, m_folder)
                                              : errorOf(m_endpoint, m_folder, *answer)));
            }
        }
        if (m_atEnd && m_underWay == 0)
            m_promise.answer(std::move(m_entries));
    }

    std::shared_ptr<Loop> m_loop;
    Endpoint m_endpoint;
    QByteArray m_folder;
    RemoteHandle m_handle;
    std::vector<FolderEntry> m_entries;
    Promise<std::vector<FolderEntry>> m_promise;
    int m_underWay = 0;
    bool m_atEnd = false;
};

} // namespace

QFuture<Result<std::vector<FolderEntry>>> Sftp::list(const QByteArray& folder)
{
    if (!isPath(folder))
        return answered<std::vector<FolderEntry>>(fail(FileWords::badPath()));
    const auto listing = std::make_shared<Listing>(m_loop, m_endpoint, folder);
    whenAnswered(openWith(Wire::onPath(Wire::Opendir, folder), folder),
                 [listing](const Result<RemoteHandle>& opened) { listing->begin(opened); });
    return listing->future();
}

} // namespace Pilothouse::Ssh
