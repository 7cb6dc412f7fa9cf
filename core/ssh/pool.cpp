// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/pool.h"

#include "ssh/connection.h"
#include "ssh/listener.h"
#include "ssh/sftp.h"
#include "ssh/words.h"

#include <array>

using namespace Qt::StringLiterals;

namespace Pilothouse::Ssh {

namespace {

/// What start() hands out; may outlive the pool, and then does nothing.
class Handle final : public RunningCommand
{
public:
    Handle(std::shared_ptr<Loop> loop, const std::shared_ptr<Job>& job)
        : m_loop(std::move(loop))
        , m_job(job)
        , m_endpoint(job->endpoint())
        , m_finished(job->finished())
    {
    }
    ~Handle() override { close(); }

    void write(const QByteArray& data) override
    {
        post([data](Job& job) { job.write(data); });
    }
    void closeInput() override
    {
        post([](Job& job) { job.closeInput(); });
    }
    void close() override
    {
        post([](Job& job) { job.end(Words::cancelled(true)); });
    }
    void holdDeadline(bool held)
    {
        post([held](Job& job) { job.holdDeadline(held); });
    }
    QFuture<Result<Finished>> finished() override { return m_finished; }

private:
    void post(std::function<void(Job&)> work)
    {
        m_loop->post([weak = m_job, endpoint = m_endpoint, work = std::move(work)](Loop& loop) {
            const auto job = weak.lock();
            if (!job || job->isEnded())
                return;
            work(*job);
            if (Connection* connection = loop.existing(endpoint))
                connection->settle();
        });
    }

    std::shared_ptr<Loop> m_loop;
    std::weak_ptr<Job> m_job;
    Endpoint m_endpoint;
    QFuture<Result<Finished>> m_finished;
};

/// What forward() hands out; the port goes with it.
class Port final : public Forward
{
public:
    Port(std::weak_ptr<Loop> loop, const std::shared_ptr<Listener>& listener)
        : m_loop(std::move(loop))
        , m_listener(listener)
        , m_count(listener->count())
        , m_port(listener->port())
    {
    }
    ~Port() override
    {
        // A loop that was shut down has closed it.
        if (const auto loop = m_loop.lock()) {
            loop->post([weak = m_listener](Loop& here) {
                if (const auto listener = weak.lock())
                    here.remove(listener);
            });
        }
    }
    quint16 port() const override { return m_port; }
    int connections() const override { return *m_count; }

private:
    std::weak_ptr<Loop> m_loop;
    std::weak_ptr<Listener> m_listener;
    std::shared_ptr<std::atomic_int> m_count;
    quint16 m_port;
};

std::optional<Error> problemOf(const Command& command)
{
    if (command.line.isEmpty())
        return Words::badCommand(Words::tr("it is empty"));
    if (command.line.contains('\0'))
        return Words::badCommand(Words::tr("it contains a NUL byte"));
    return {};
}

} // namespace

void holdDeadline(RunningCommand& command, bool held)
{
    if (const auto handle = dynamic_cast<Handle*>(&command))
        handle->holdDeadline(held);
}

class Pool::Private
{
public:
    Private(Options theOptions, Clock& theClock)
        : options(std::move(theOptions))
        , clock(theClock)
        , keys(options.prompter)
        , threads{std::make_unique<EventThread>(u"ssh-1"_s, ThreadRole::Io),
                  std::make_unique<EventThread>(u"ssh-2"_s, ThreadRole::Io)}
    {
        for (size_t i = 0; i < threads.size(); ++i)
            loops[i] = std::make_shared<Loop>(*threads[i], options, clock, board, keys);
    }

    /// Whatever goes through the same first server shares a thread: jump hosts are at hand there, and the limit of
    /// handshakes at a time counts for each server.
    const std::shared_ptr<Loop>& loopFor(const Endpoint& endpoint)
    {
        const Endpoint& first = endpoint.jump.empty() ? endpoint : endpoint.jump.front();
        const std::lock_guard lock(mutex);
        const auto key = std::make_pair(first.address.toLower(), first.port);
        const auto it = assigned.try_emplace(key, assigned.size() % loops.size()).first;
        return loops[it->second];
    }

    const Options options;
    Clock& clock;
    const std::shared_ptr<StateBoard> board = std::make_shared<StateBoard>();
    UnlockedKeys keys; ///< outlives the threads whose logins use it
    std::array<std::unique_ptr<EventThread>, 2> threads;
    std::array<std::shared_ptr<Loop>, 2> loops;
    std::mutex mutex;
    std::map<std::pair<QString, quint16>, size_t> assigned;
};

std::unique_ptr<Pool> Pool::another() const { return std::make_unique<Pool>(d->options, d->clock); }

Pool::Pool(Options options, Clock& clock)
    : d(std::make_unique<Private>(std::move(options), clock))
{
}

Pool::~Pool()
{
    for (size_t i = 0; i < d->threads.size(); ++i)
        d->threads[i]->runAndWait([&loop = *d->loops[i]] { loop.shutDown(); });
}

QFuture<Result<Finished>> Pool::exec(const Endpoint& endpoint, Command command)
{
    auto checked = Endpoint::checked(endpoint);
    if (!checked)
        return answered<Finished>(fail(checked.error()));
    if (const auto problem = problemOf(command))
        return answered<Finished>(fail(*problem));
    const auto job = std::make_shared<Job>(*checked, std::move(command));
    auto future = job->finished();
    d->loopFor(*checked)->post([job](Loop& loop) { loop.connection(job->endpoint()).add(job); });
    return future;
}

QFuture<Result<std::shared_ptr<RunningCommand>>> Pool::start(const Endpoint& endpoint, Command command)
{
    using Started = std::shared_ptr<RunningCommand>;
    auto checked = Endpoint::checked(endpoint);
    if (!checked)
        return answered<Started>(fail(checked.error()));
    if (const auto problem = problemOf(command))
        return answered<Started>(fail(*problem));
    const auto job = std::make_shared<Job>(*checked, std::move(command));
    const auto& loop = d->loopFor(*checked);
    const Promise<Started> promise;
    auto future = promise.future();
    // Given up once it has answered: Qt keeps the continuation with the job, and the answer holds the handle that ends
    // the job when nobody holds it any more.
    const auto kept = std::make_shared<std::optional<Promise<Started>>>(promise);
    whenAnswered(job->started(), [kept, loop, weak = std::weak_ptr(job)](const Result<bool>& started) {
        const auto answering = std::exchange(*kept, std::nullopt);
        const auto alive = weak.lock();
        if (!started)
            answering->answer(fail(started.error()));
        else if (alive)
            answering->answer(Started(std::make_shared<Handle>(loop, alive)));
    });
    loop->post([job](Loop& here) { here.connection(job->endpoint()).add(job); });
    return future;
}

Result<std::shared_ptr<Sftp>> Pool::sftp(const Endpoint& endpoint)
{
    auto checked = Endpoint::checked(endpoint);
    if (!checked)
        return fail(checked.error());
    return std::make_shared<Sftp>(d->loopFor(*checked), *checked);
}

QFuture<Result<ConnectionFacts>> Pool::facts(const Endpoint& endpoint)
{
    auto checked = Endpoint::checked(endpoint);
    if (!checked)
        return answered<ConnectionFacts>(fail(checked.error()));
    const Promise<ConnectionFacts> promise;
    d->loopFor(*checked)->post([promise, where = *checked](Loop& loop) { loop.connection(where).tellFacts(promise); });
    return promise.future();
}

QFuture<Result<std::shared_ptr<Forward>>> Pool::forward(const Endpoint& through, const ForwardTo& to)
{
    using Opened = std::shared_ptr<Forward>;
    auto checked = Endpoint::checked(through);
    // The far name goes into a packet, never into a shell; the same characters are allowed all the same.
    const auto far = Endpoint::checked({.name = to.host, .address = to.host, .port = to.port, .user = through.user});
    if (!checked || !far)
        return answered<Opened>(fail(checked ? far.error() : checked.error()));
    const Promise<Opened> promise;
    const Promise<ConnectionFacts> connected;
    d->loopFor(*checked)->post([promise, connected, to, where = *checked](Loop& loop) {
        whenAnswered(connected.future(), loop.slot(),
                     [promise, to, where, weak = loop.weak_from_this()](const Result<ConnectionFacts>& facts) {
                         const auto there = weak.lock();
                         if (!facts || !there)
                             return promise.answer(fail(facts ? Words::shutDown(false) : facts.error()));
                         const auto listener = std::make_shared<Listener>(*there, where, to);
                         if (const auto started = listener->start(); !started)
                             return promise.answer(fail(started.error()));
                         there->add(listener);
                         promise.answer(Opened(std::make_shared<Port>(weak, listener)));
                     });
        loop.connection(where).tellFacts(connected);
    });
    return promise.future();
}

void Pool::drop(const Endpoint& endpoint)
{
    const auto checked = Endpoint::checked(endpoint);
    if (!checked)
        return;
    d->keys.forgetRefusals();
    d->loopFor(*checked)->post([where = *checked](Loop& loop) {
        if (Connection* connection = loop.existing(where))
            connection->drop();
    });
}

std::vector<ConnectionState> Pool::states() const { return d->board->all(); }

StateBoard::Subscription Pool::onStatesChanged(const Mailbox::Slot& slot, std::function<void()> changed)
{
    return d->board->subscribe(slot, std::move(changed));
}

} // namespace Pilothouse::Ssh
