// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/connection.h"

#include "base/log.h"
#include "ssh/filewords.h"
#include "ssh/words.h"

#include <QRandomGenerator>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Pilothouse::Ssh {

namespace {

constexpr auto shortestBackoff = 250ms;
constexpr auto longestBackoff = 8000ms;
constexpr auto refusedPause = 250ms;
constexpr int mostRefusals = 20;
constexpr auto sftpIdleTimeout = 10s;
constexpr auto earlyPatience = 12s;      ///< with a server that drops connections before the key exchange
constexpr auto longestEarlyBackoff = 2s; ///< so that it is asked about ten times meanwhile

/// Doubles with each failure, and differs between connections so that they do not come back all at once.
std::chrono::milliseconds backoffAfter(int failures)
{
    const auto full = std::min(longestBackoff, shortestBackoff * (1 << std::min(failures - 1, 6)));
    return full / 2 + std::chrono::milliseconds(QRandomGenerator::global()->bounded(int(full.count() / 2) + 1));
}

} // namespace

Connection::Connection(Loop& loop, Endpoint endpoint, Connection* first)
    : m_loop(loop)
    , m_endpoint(std::move(endpoint))
    , m_key(m_endpoint.key())
    , m_told{.endpoint = m_endpoint, .since = m_loop.clock().now()}
    , m_first(first)
{
}

Connection::~Connection() = default;

void Connection::add(const std::shared_ptr<Job>& job)
{
    const Command& command = job->command();
    if (command.stop.stop_requested())
        return job->end(Words::cancelled(false));
    const std::weak_ptr<Job> weak = job;
    job->limitTime(m_loop.clock(), m_loop.context(), [this, weak] {
        if (const auto late = weak.lock())
            end(late, Words::deadline(m_endpoint, late->command().deadline, late->isSent()));
    });
    job->holdDeadline(m_asksPerson);
    m_waiting.push_back(job);
    if (m_state == State::Idle)
        m_wayTo.clear();
    if (command.tap) {
        command.tap->setOnOpened([this, loop = m_loop.weak_from_this()] {
            if (const auto there = loop.lock())
                there->post([this](Loop&) { settle(); });
        });
    }
    if (command.stop.stop_possible()) {
        // Called on whatever thread asks to stop, or at once on this one: it only posts.
        job->stopped.emplace(command.stop, [this, loop = m_loop.weak_from_this(), weak] {
            if (const auto there = loop.lock()) {
                there->post([this, weak](Loop&) {
                    if (const auto stopped = weak.lock())
                        end(stopped, Words::cancelled(stopped->isSent()));
                });
            }
        });
    }
    want();
}

void Connection::end(const std::shared_ptr<Job>& job, const Error& error)
{
    job->end(error);
    settle();
}

void Connection::addTunnel(const Endpoint& target, Tunnel::Ready ready)
{
    // Answers are posted: the other session starts in an event of its own, never within this connection's work.
    if (m_state == State::Idle)
        m_wayTo = Words::where(target);
    auto posted = [loop = m_loop.weak_from_this(), ready = std::move(ready)](Result<Fd> result) {
        const auto shared = std::make_shared<Result<Fd>>(std::move(result));
        if (const auto there = loop.lock())
            there->post([ready, shared](Loop&) { ready(std::move(*shared)); });
    };
    addTunnel(std::make_shared<Tunnel>(
        m_endpoint, target, [this] { settle(); }, std::move(posted)));
}

void Connection::addTunnel(const std::shared_ptr<Tunnel>& tunnel)
{
    m_waitingTunnels.push_back(tunnel);
    want();
}

void Connection::tellFacts(const Promise<ConnectionFacts>& promise, const QString& wayTo)
{
    if (m_state == State::Idle)
        m_wayTo = wayTo;
    m_asking.push_back(promise);
    want();
}

quint64 Connection::ask(SftpRequest request)
{
    if (request.generation != 0 && (!m_sftp || m_sftp->isEnded() || m_sftp->generation() != request.generation)) {
        request.answer(Pilothouse::fail(FileWords::staleHandle(m_endpoint)));
        return 0;
    }
    SftpChannel& channel = sftp();
    const quint64 generation = channel.generation();
    channel.submit(std::move(request));
    settleSoon();
    return generation;
}

void Connection::tellSftp(const Promise<SftpFeatures>& promise)
{
    sftp().tellFeatures(promise);
    settleSoon();
}

SftpChannel& Connection::sftp()
{
    if (!m_sftp || m_sftp->isEnded())
        m_sftp = std::make_shared<SftpChannel>(m_endpoint, [this] { settleSoon(); });
    return *m_sftp;
}

bool Connection::sftpWaits() const
{
    return m_sftp && !m_sftp->isEnded() && std::ranges::find(m_active, m_sftp) == m_active.end();
}

/// Once for all that is asked in this turn of the event loop, so that many small questions travel together.
void Connection::settleSoon()
{
    if (!std::exchange(m_settlePosted, true)) {
        m_loop.post([this](Loop&) {
            m_settlePosted = false;
            want();
        });
    }
}

/// An SFTP channel counts against the server's MaxSessions, so it is not kept for long when nobody uses it.
void Connection::watchSftp()
{
    if (!m_sftp || m_sftp->isEnded() || m_sftp->idle || !m_sftp->isIdle())
        return;
    m_sftp->idle = m_loop.clock().after(m_loop.context(), sftpIdleTimeout, [this] {
        m_sftp->end(FileWords::ended(m_endpoint));
        settle();
    });
}

void Connection::want()
{
    if (m_state == State::Ready)
        return settle();
    if (m_state != State::Idle)
        return;
    // A refused login is never repeated by itself: it would only get this console locked out. drop() forgets it.
    if (m_loginRefused)
        return answerWaiting(*m_loginRefused);
    become(State::Waiting);
    const auto pause = m_mayOpenAt - m_loop.clock().monotonic();
    if (pause > 0ms)
        m_backoffTimer = m_loop.clock().after(m_loop.context(), pause, [this] { open(); });
    else
        open();
}

void Connection::open()
{
    m_backoffTimer.reset();
    become(State::Opening);
    m_opening = std::make_unique<Opening>(
        m_loop, m_endpoint, m_wayTo, [this](Opening::Opened result, const std::optional<Opening::Failure>& failure) {
            opened(std::move(result), failure);
        });
    m_opening->setOnPersonMinded([this] { mindPerson(); });
}

void Connection::opened(Opening::Opened result, const std::optional<Opening::Failure>& failure)
{
    m_opening.reset();
    if (failure) {
        qCInfo(lcSsh) << "not connected:" << m_endpoint.key() << failure->error.message;
        // An overloaded server drops some connections before the key exchange (MaxStartups). Nothing was asked of it
        // yet, so another try costs nothing.
        const auto now = m_loop.clock().monotonic();
        if (failure->droppedEarly)
            m_loop.noteDropped(m_endpoint);
        if (failure->droppedEarly && now - m_droppedSince.value_or(now) < earlyPatience) {
            m_droppedSince = m_droppedSince.value_or(now);
            m_told.problem = failure->error.message;
            become(State::Waiting);
            const auto pause = std::min<std::chrono::milliseconds>(backoffAfter(++m_failures), longestEarlyBackoff);
            m_backoffTimer = m_loop.clock().after(m_loop.context(), pause, [this] { open(); });
            return;
        }
        m_droppedSince.reset();
        if (failure->loginRefused)
            m_loginRefused = failure->error;
        m_mayOpenAt = m_loop.clock().monotonic() + backoffAfter(++m_failures);
        m_told.problem = failure->error.message;
        become(State::Idle);
        return answerWaiting(failure->error);
    }
    m_failures = 0;
    m_droppedSince.reset();
    m_loop.noteOpened(m_endpoint);
    m_session = std::move(result.session);
    m_session->setOnProgress([this] { settle(); });
    m_ranCommand = false;
    m_facts = std::move(result.facts);
    m_lostWhy.reset();
    m_usedAt = m_heardAt = m_loop.clock().monotonic();
    m_heardBytes = m_session->bytesRead();
    m_told.problem.clear();
    become(State::Ready);
    watch();
    settle();
}

/// Lets every channel do what it can, until nothing more came in meanwhile: any libssh call may read packets for any
/// channel.
void Connection::settle()
{
    if (m_further)
        m_further->settle();
    if (m_state != State::Ready || m_settling)
        return;
    m_settling = true;
    noteHeard();
    for (const auto& asking : std::exchange(m_asking, {}))
        asking.answer(m_facts);
    quint64 before = 0;
    bool changed = true;
    while (changed && !m_session->isBroken()) {
        before = m_session->bytesRead();
        startWaiting();
        const auto active = m_active; // channels may end meanwhile
        for (const auto& channel : active) {
            if (!channel->isEnded())
                channel->step(*m_session);
        }
        const size_t was = m_active.size();
        forgetEnded();
        m_session->sendNow();
        changed = m_session->bytesRead() != before || m_active.size() != was;
    }
    if (m_ranCommand && m_active.empty() && m_waiting.empty())
        m_session->openSpare();
    m_session->rearm();
    m_settling = false;
    watchSftp();
    tell();
    if (m_session->isBroken())
        lost(Words::linkBroken(m_endpoint, m_session->errorText()));
}

void Connection::startWaiting()
{
    m_active.insert(m_active.end(), m_waitingTunnels.begin(), m_waitingTunnels.end());
    m_waitingTunnels.clear();
    std::erase_if(m_waiting, [](const auto& job) { return job->isEnded(); });
    const auto sessions = std::ranges::count_if(m_active, [](const auto& channel) { return channel->isSession(); });
    auto room = m_loop.options().channelsPerConnection - sessions;
    if (sftpWaits() && !m_refusedTimer && room-- > 0)
        m_active.push_back(m_sftp);
    while (!m_waiting.empty() && !m_refusedTimer && room-- > 0) {
        m_active.push_back(nextInLine());
    }
    watchLine();
    if (!m_active.empty())
        m_usedAt = m_loop.clock().monotonic();
}

/// Sorts out what has ended, and puts back what the server had no session for: a command given up earlier may still run
/// there and count against its MaxSessions, so it is tried again a little later.
void Connection::forgetEnded()
{
    std::vector<std::shared_ptr<Job>> refused; // first come, first served
    bool sftpRefused = false;
    for (auto it = m_active.begin(); it != m_active.end();) {
        const std::shared_ptr<Channel> channel = *it;
        if (channel->isEnded()) {
            m_ranCommand = m_ranCommand || channel->isSession();
            m_lineTimer.reset(); // it moves
            it = m_active.erase(it);
        } else if (channel->wasRefused()) {
            it = m_active.erase(it);
            if (channel == m_sftp) {
                sftpRefused = ++m_sftp->refusals <= mostRefusals || !m_active.empty();
                if (sftpRefused)
                    m_sftp->rewind();
                else
                    m_sftp->end(Words::channelRefused(m_endpoint, m_session->errorText()));
                continue;
            }
            const auto job = std::static_pointer_cast<Job>(channel);
            if (++job->refusals > mostRefusals && m_active.empty()) {
                job->end(Words::channelRefused(m_endpoint, m_session->errorText()));
                continue;
            }
            job->rewind();
            refused.push_back(job);
        } else {
            ++it;
        }
    }
    if (refused.empty() && !sftpRefused)
        return;
    m_waiting.insert(m_waiting.begin(), refused.begin(), refused.end());
    m_refusedTimer = m_loop.clock().after(m_loop.context(), refusedPause, [this] {
        m_refusedTimer.reset();
        settle();
    });
}

void Connection::lost(const Error& reason)
{
    const auto hop = lostHop();
    const Error error = hop ? Words::atHop(hop->second, Words::where(m_endpoint)) : reason;
    m_lostWhy = reason;
    m_told.problem = error.message;
    qCInfo(lcSsh) << "connection lost:" << m_endpoint.key() << error.message << error.detail;
    m_mayOpenAt = m_loop.clock().monotonic() + backoffAfter(1);
    const auto active = std::exchange(m_active, {});
    std::vector<std::shared_ptr<Job>> again;
    for (const auto& channel : active) {
        const auto job = std::dynamic_pointer_cast<Job>(channel);
        if (job && !job->isEnded() && !job->isSent() && job->reconnects++ == 0) {
            job->rewind();
            again.push_back(job);
        } else if (job) {
            const QString detail =
                error.detail.isEmpty() ? error.message : u"%1\n%2"_s.arg(error.message, error.detail);
            job->lost(job->isSent() ? Words::outcomeUnknown(m_endpoint, hop ? hop->first : QString(), detail)
                                    : Words::notStarted(m_endpoint, detail));
        } else if (channel == m_sftp && !m_sftp->isEnded() && !m_sftp->hasAsked() && m_sftp->reconnects++ == 0) {
            m_sftp->rewind();
        } else {
            channel->lost(error);
        }
    }
    m_waiting.insert(m_waiting.begin(), again.begin(), again.end());
    close();
    if (!m_waiting.empty() || !m_waitingTunnels.empty() || sftpWaits())
        want();
}

void Connection::close()
{
    m_opening.reset();
    m_backoffTimer.reset();
    m_watchTimer.reset();
    m_refusedTimer.reset();
    m_lineTimer.reset();
    m_session.reset();
    m_keepAliveSent.invalidate();
    become(State::Idle);
}

void Connection::answerWaiting(const Error& error)
{
    for (const auto& job : std::exchange(m_waiting, {}))
        job->end(error);
    for (const auto& tunnel : std::exchange(m_waitingTunnels, {}))
        tunnel->lost(error);
    if (sftpWaits())
        m_sftp->end(error);
    for (const auto& asking : std::exchange(m_asking, {}))
        asking.answer(Pilothouse::fail(error));
}

void Connection::answerActive(const Error& error)
{
    for (const auto& channel : std::exchange(m_active, {}))
        channel->lost(error);
}

void Connection::drop()
{
    if (m_further)
        m_further->drop();
    m_loginRefused.reset();
    m_failures = 0;
    m_mayOpenAt = 0ms;
    m_lostWhy = Words::dropped(m_endpoint);
    m_told.problem.clear();
    answerActive(Words::dropped(m_endpoint));
    answerWaiting(Words::dropped(m_endpoint));
    close();
}

void Connection::shutDown()
{
    if (m_further)
        m_further->shutDown();
    answerActive(Words::shutDown(true));
    answerWaiting(Words::shutDown(false));
    close();
}

} // namespace Pilothouse::Ssh
