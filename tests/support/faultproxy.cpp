// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/faultproxy.h"

#include <QByteArray>
#include <QRandomGenerator>

#include <arpa/inet.h>
#include <atomic>
#include <cerrno>
#include <deque>
#include <fcntl.h>
#include <mutex>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <vector>

using namespace Qt::StringLiterals;

namespace Pilothouse::Test {

namespace {

using Moment = std::chrono::steady_clock::time_point;
using Seconds = std::chrono::duration<double>;

constexpr qint64 mostUnderWay = qint64(48) * 1024 * 1024; ///< a direction: more than 20 ms of a fast loopback
constexpr qint64 readAtOnce = qint64(256) * 1024;

sockaddr_in placeOf(const QString& address, quint16 port)
{
    sockaddr_in place = {};
    place.sin_family = AF_INET;
    place.sin_port = htons(port);
    inet_pton(AF_INET, address.toLatin1().constData(), &place.sin_addr);
    return place;
}

/// Bytes on their way: due at a moment.
struct Piece
{
    Moment due;
    QByteArray bytes;
    qsizetype sent = 0;
};

/// One direction of a connection.
struct Pipe
{
    int from = -1;
    int to = -1;
    FaultProxy::Way way = {};
    std::deque<Piece> pieces = {};
    qint64 read = 0;
    qint64 waiting = 0;
    Moment last = {};
    bool ended = false; ///< the sender has closed its side
    bool shut = false;  ///< and the receiver knows
    bool cut = false;   ///< the connection ends when all that waits here has passed

    void push(QByteArray bytes, Moment now)
    {
        // A limited rate is made of small pieces that are due one after another.
        const qsizetype size = way.bytesPerSecond > 0
                                   ? std::clamp<qsizetype>(qsizetype(way.bytesPerSecond / 200), 1, bytes.size())
                                   : bytes.size();
        for (qsizetype at = 0; at < bytes.size(); at += size) {
            const QByteArray part = size >= bytes.size() ? bytes : bytes.mid(at, size);
            Moment due = now + way.delay;
            if (way.bytesPerSecond > 0)
                due = std::max(due, last + std::chrono::duration_cast<Moment::duration>(
                                               Seconds(double(part.size()) / double(way.bytesPerSecond))));
            last = due;
            waiting += part.size();
            pieces.push_back({due, part});
        }
    }
};

struct Link
{
    Pipe up;
    Pipe down;
    FaultProxy::Ending ending = FaultProxy::Ending::Fin;
    bool frozen = false;
    bool struck = false;
    bool dead = false;
};

void setUp(int fd)
{
    const int on = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
}

void closeWith(int fd, FaultProxy::Ending ending)
{
    if (ending == FaultProxy::Ending::Reset) {
        const linger now = {.l_onoff = 1, .l_linger = 0};
        setsockopt(fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    }
    ::close(fd);
}

} // namespace

class FaultProxy::Private
{
public:
    Private(const QString& address, quint16 port, const QString& listenAddress, quint16 listenPort)
        : target(placeOf(address, port))
        , at(listenAddress)
    {
        if (pipe2(wake, O_CLOEXEC | O_NONBLOCK) != 0)
            return;
        listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
        const int on = 1;
        setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
        sockaddr_in place = placeOf(listenAddress, listenPort);
        socklen_t size = sizeof place;
        if (bind(listener, reinterpret_cast<sockaddr*>(&place), size) != 0 || listen(listener, 256) != 0 ||
            getsockname(listener, reinterpret_cast<sockaddr*>(&place), &size) != 0)
            return;
        port_ = ntohs(place.sin_port);
        thread = std::thread([this] { run(); });
    }
    ~Private()
    {
        stopping = true;
        ring();
        if (thread.joinable())
            thread.join();
        for (const int fd : {listener, wake[0], wake[1]}) {
            if (fd >= 0)
                ::close(fd);
        }
    }
    Private(const Private&) = delete;
    Private& operator=(const Private&) = delete;

    void ring() const
    {
        const ssize_t written = write(wake[1], "x", 1);
        Q_UNUSED(written)
    }

    template <typename Work> void withLinks(Work work)
    {
        {
            const std::lock_guard lock(mutex);
            for (const auto& link : links)
                work(*link);
        }
        ring();
    }

    void run();
    int wait(std::vector<pollfd>& polled);
    void accept();
    void take(Link& link, Pipe& pipe);
    void pass(Link& link, Pipe& pipe);
    void strike(Link& link);
    void note(const Link& link);

    const sockaddr_in target;
    const QString at;
    quint16 port_ = 0;
    int listener = -1;
    int wake[2] = {-1, -1};
    std::atomic_bool stopping = false;
    mutable std::mutex mutex; ///< of everything below
    std::vector<std::unique_ptr<Link>> links;
    Plan plan;
    Seen seen;
    int accepted = 0;
    std::vector<char> scratch = std::vector<char>(readAtOnce);
    std::thread thread;
};

void FaultProxy::Private::note(const Link& link)
{
    if (!links.empty() && links.back().get() == &link)
        seen = {.up = link.up.read, .down = link.down.read, .struck = link.struck};
}

void FaultProxy::Private::strike(Link& link)
{
    link.dead = true;
    closeWith(link.up.from, link.ending);
    closeWith(link.up.to, link.ending);
}

void FaultProxy::Private::accept()
{
    const int client = accept4(listener, nullptr, nullptr, SOCK_CLOEXEC);
    if (client < 0)
        return;
    const int server = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    for (const int fd : {client, server})
        setUp(fd);
    if (::connect(server, reinterpret_cast<const sockaddr*>(&target), sizeof target) != 0 && errno != EINPROGRESS) {
        closeWith(client, Ending::Reset);
        ::close(server);
        return;
    }
    auto link = std::make_unique<Link>();
    link->up = {.from = client, .to = server};
    link->down = {.from = server, .to = client};
    if (plan.connections < 0 || plan.connections > accepted) {
        link->up.way = plan.up;
        link->down.way = plan.down;
        link->ending = plan.ending;
    }
    ++accepted;
    links.push_back(std::move(link));
    seen = {};
}

/// What came from one side: changed as planned, and put in line.
void FaultProxy::Private::take(Link& link, Pipe& pipe)
{
    const ssize_t got = recv(pipe.from, scratch.data(), scratch.size(), 0);
    if (got < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (got < 0) {
        link.ending = Ending::Reset;
        strike(link);
        return;
    }
    if (got == 0) {
        pipe.ended = true;
        return;
    }
    QByteArray bytes(scratch.data(), got);
    const qint64 begin = pipe.read;
    pipe.read += got;
    const Way& way = pipe.way;
    if (way.garbleAt && *way.garbleAt >= begin && *way.garbleAt < pipe.read) {
        const auto at = qsizetype(*way.garbleAt - begin);
        bytes[at] = char(quint8(bytes[at]) ^ way.garbleWith);
        link.struck = true;
    }
    for (const auto& limit : {way.cutAt, way.freezeAt}) {
        if (limit && pipe.read >= *limit) {
            bytes.truncate(qsizetype(std::max<qint64>(0, *limit - begin)));
            link.struck = true;
        }
    }
    pipe.cut = pipe.cut || (way.cutAt && pipe.read >= *way.cutAt);
    link.frozen = link.frozen || (way.freezeAt && pipe.read >= *way.freezeAt);
    if (!bytes.isEmpty())
        pipe.push(std::move(bytes), std::chrono::steady_clock::now());
}

/// Sends what is due.
void FaultProxy::Private::pass(Link& link, Pipe& pipe)
{
    const Moment now = std::chrono::steady_clock::now();
    while (!pipe.pieces.empty() && pipe.pieces.front().due <= now) {
        Piece& piece = pipe.pieces.front();
        const ssize_t sent =
            send(pipe.to, piece.bytes.constData() + piece.sent, size_t(piece.bytes.size() - piece.sent), MSG_NOSIGNAL);
        if (sent < 0 && (errno == EAGAIN || errno == EINTR))
            return;
        if (sent < 0) {
            link.ending = Ending::Reset;
            strike(link);
            return;
        }
        piece.sent += sent;
        pipe.waiting -= sent;
        if (piece.sent < piece.bytes.size())
            return;
        pipe.pieces.pop_front();
    }
    if (!pipe.pieces.empty())
        return;
    if (pipe.cut) {
        strike(link);
    } else if (pipe.ended && !pipe.shut) {
        pipe.shut = true;
        shutdown(pipe.to, SHUT_WR);
        if (link.up.shut && link.down.shut)
            strike(link);
    }
}

/// Waits until something can be done; the descriptors of link i are at 2 + 2i and 3 + 2i.
int FaultProxy::Private::wait(std::vector<pollfd>& polled)
{
    Moment next = Moment::max();
    {
        const std::lock_guard lock(mutex);
        polled.assign({{wake[0], POLLIN, 0}, {listener, POLLIN, 0}});
        const Moment now = std::chrono::steady_clock::now();
        for (const auto& link : links) {
            pollfd client = {link->up.from, 0, 0};
            pollfd server = {link->up.to, 0, 0};
            for (Pipe* pipe : {&link->up, &link->down}) {
                pollfd& from = pipe == &link->up ? client : server;
                pollfd& to = pipe == &link->up ? server : client;
                if (!pipe->ended && !pipe->cut && !link->frozen && pipe->waiting < mostUnderWay)
                    from.events |= POLLIN;
                if (pipe->pieces.empty())
                    continue;
                if (pipe->pieces.front().due <= now)
                    to.events |= POLLOUT;
                else
                    next = std::min(next, pipe->pieces.front().due);
            }
            // Who is not asked about anything would still be reported as hung up, again and again.
            for (pollfd& side : {std::ref(client), std::ref(server)}) {
                if (side.events == 0)
                    side.fd = -1;
            }
            polled.push_back(client);
            polled.push_back(server);
        }
    }
    timespec pause = {};
    if (next != Moment::max()) {
        const auto left = std::max<qint64>(
            0, std::chrono::duration_cast<std::chrono::nanoseconds>(next - std::chrono::steady_clock::now()).count());
        pause = {.tv_sec = left / 1'000'000'000, .tv_nsec = left % 1'000'000'000};
    }
    return ppoll(polled.data(), polled.size(), next == Moment::max() ? nullptr : &pause, nullptr);
}

void FaultProxy::Private::run()
{
    std::vector<pollfd> polled;
    while (!stopping) {
        if (wait(polled) < 0 && errno != EINTR)
            break;
        char bell[64];
        while (read(wake[0], bell, sizeof bell) > 0) {
        }
        const std::lock_guard lock(mutex);
        const size_t known = polled.size() / 2 - 1;
        for (size_t i = 0; i < known && i < links.size(); ++i) {
            Link& link = *links[i];
            const short client = polled[2 + 2 * i].revents;
            const short server = polled[3 + 2 * i].revents;
            if (!link.dead && (client & (POLLIN | POLLHUP | POLLERR)) != 0 && !link.up.ended && !link.frozen)
                take(link, link.up);
            if (!link.dead && (server & (POLLIN | POLLHUP | POLLERR)) != 0 && !link.down.ended && !link.frozen)
                take(link, link.down);
            for (Pipe* pipe : {&link.up, &link.down}) {
                if (!link.dead)
                    pass(link, *pipe);
            }
            note(link);
        }
        std::erase_if(links, [](const auto& link) { return link->dead; });
        if ((polled[1].revents & POLLIN) != 0)
            accept();
        // A connection that is to be cut before its first byte.
        for (const auto& link : links) {
            for (Pipe* pipe : {&link->up, &link->down}) {
                if (pipe->way.cutAt == 0 && !link->dead) {
                    link->struck = true;
                    note(*link);
                    strike(*link);
                }
            }
        }
        std::erase_if(links, [](const auto& link) { return link->dead; });
    }
    const std::lock_guard lock(mutex);
    for (const auto& link : links)
        strike(*link);
    links.clear();
}

FaultProxy::FaultProxy(const QString& address, quint16 port)
    : FaultProxy(address, port, address, 0)
{
}

FaultProxy::FaultProxy(const QString& address, quint16 port, const QString& listenAddress, quint16 listenPort)
    : d(std::make_unique<Private>(address, port, listenAddress, listenPort))
{
}

FaultProxy::~FaultProxy() = default;

bool FaultProxy::isRunning() const { return d->port_ != 0; }
QString FaultProxy::address() const { return d->at; }
quint16 FaultProxy::port() const { return d->port_; }

void FaultProxy::setPlan(const Plan& plan)
{
    const std::lock_guard lock(d->mutex);
    d->plan = plan;
    // Counted from here on.
    if (plan.connections >= 0)
        d->plan.connections += d->accepted;
}

void FaultProxy::cut(Ending ending)
{
    d->withLinks([&](Link& link) {
        link.ending = ending;
        for (Pipe* pipe : {&link.up, &link.down}) {
            pipe->cut = true;
            pipe->pieces.clear();
        }
        link.struck = true;
    });
}

void FaultProxy::freeze()
{
    d->withLinks([](Link& link) { link.frozen = true; });
}

void FaultProxy::thaw()
{
    d->withLinks([](Link& link) { link.frozen = false; });
}

int FaultProxy::accepted() const
{
    const std::lock_guard lock(d->mutex);
    return d->accepted;
}

int FaultProxy::open() const
{
    const std::lock_guard lock(d->mutex);
    return int(d->links.size());
}

FaultProxy::Seen FaultProxy::newest() const
{
    const std::lock_guard lock(d->mutex);
    return d->seen;
}

QString FaultProxy::someAddress()
{
    auto* random = QRandomGenerator::system();
    return u"127.%1.%2.%3"_s.arg(random->bounded(1, 255)).arg(random->bounded(1, 255)).arg(random->bounded(1, 255));
}

} // namespace Pilothouse::Test
