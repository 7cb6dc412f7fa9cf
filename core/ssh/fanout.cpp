// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/fanout.h"

#include "ssh/framing.h"
#include "ssh/words.h"

#include <QFile>

#include <deque>

static void initRemoteScripts() { Q_INIT_RESOURCE(ssh_remote); }

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Pilothouse::Ssh {

namespace {

QByteArray endScript()
{
    initRemoteScripts();
    QFile file(u":/ssh/end.sh"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

constexpr auto endingPatience = 15s; ///< for the command that ends another, beyond the grace

} // namespace

class Fanout::Private : public std::enable_shared_from_this<Private>
{
public:
    struct Host
    {
        Endpoint endpoint;
        std::shared_ptr<Tap> tap = std::make_shared<Tap>();
        std::stop_source stop = {};
        QByteArray leader = {}; ///< the first line that it prints
        bool led = false;       ///< that line is complete
        bool running = false;
        bool ending = false;
        std::optional<Error> overdue = {}; ///< why it is being ended, where nobody asked for that
        std::optional<Error> ended = {};   ///< what to say of a command that was stopped
        Finished collected = {};
        bool done = false;
    };

    Private(Pool& itsPool, QByteArray itsScript, QByteArrayList itsArguments, Options itsOptions)
        : pool(itsPool)
        , script(itsScript.prepend("echo $$;"))
        , arguments(std::move(itsArguments))
        , options(std::move(itsOptions))
    {
    }

    void startSome();
    void start(size_t index);
    void took(size_t index, bool isError, QByteArrayView bytes);
    void answered(size_t index, Result<Finished> result);
    void end(size_t index);

    Pool& pool;
    const QByteArray script;
    const QByteArrayList arguments;
    const Options options;
    std::mutex mutex; ///< guards all below; never held while callbacks run
    std::deque<Host> hosts;
    size_t next = 0;
    int running = 0;
    size_t left = 0;
    bool stopped = false;
    Promise<bool> promise;
};

void Fanout::Private::startSome()
{
    for (;;) {
        size_t index = 0;
        {
            const std::lock_guard lock(mutex);
            if (stopped || next == hosts.size() || running >= std::max(1, options.parallel))
                return;
            index = next++;
            ++running;
            hosts[index].running = true;
        }
        start(index);
    }
}

void Fanout::Private::start(size_t index)
{
    Host& host = hosts[index];
    Command command = shownCommand(script, arguments);
    command.deadline = options.deadline;
    command.stop = host.stop.get_token();
    command.tap = host.tap;
    command.asker = "fanout";
    for (const bool isError : {false, true}) {
        (isError ? command.onErrors : command.onOutput) =
            [self = shared_from_this(), index, isError](QByteArrayView bytes) { self->took(index, isError, bytes); };
    }
    whenAnswered(pool.exec(host.endpoint, std::move(command)),
                 [self = shared_from_this(), index](const Result<Finished>& result) { self->answered(index, result); });
}

void Fanout::Private::took(size_t index, bool isError, QByteArrayView bytes)
{
    Host& host = hosts[index];
    bool endNow = false;
    if (!isError && !host.led) {
        const std::lock_guard lock(mutex);
        const qsizetype line = bytes.indexOf('\n');
        host.leader += line < 0 ? bytes : bytes.first(line);
        bytes = line < 0 ? QByteArrayView() : bytes.sliced(line + 1);
        host.led = line >= 0;
        endNow = host.led && stopped;
    }
    if (endNow)
        end(index);
    if (bytes.isEmpty())
        return;
    if (options.onOutput)
        return options.onOutput(index, isError, bytes);
    QByteArray& target = isError ? host.collected.errors : host.collected.output;
    const qint64 room = std::max<qint64>(0, options.collectAtMost - target.size());
    target.append(bytes.first(std::min<qint64>(bytes.size(), room)));
    host.collected.truncated = host.collected.truncated || bytes.size() > room;
}

void Fanout::Private::answered(size_t index, Result<Finished> result)
{
    Host& host = hosts[index];
    {
        const std::lock_guard lock(mutex);
        // One that is being ended has its result when that is known.
        if (host.done || (host.ending && !host.ended))
            return;
        const bool isLate = !host.ended && !result && result.error().kind == ErrorKind::Timeout;
        if (isLate && host.led)
            host.overdue = result.error();
        else
            host.done = true;
    }
    // It got TERM, which is a request; what was started by it did not even get that.
    if (host.overdue && !host.ended)
        return end(index);
    if (host.ended) {
        result = fail(*host.ended);
    } else if (result) {
        result->output = std::move(host.collected.output);
        result->errors = std::move(host.collected.errors);
        result->truncated = host.collected.truncated;
    }
    if (options.onResult)
        options.onResult(index, result);
    bool last = false;
    {
        const std::lock_guard lock(mutex);
        host.running = false;
        --running;
        last = --left == 0;
    }
    if (last)
        promise.answer(true);
    else
        startSome();
}

/// A second command looks for what the first one started, and says when it is gone.
void Fanout::Private::end(size_t index)
{
    Host& host = hosts[index];
    QByteArray leader;
    {
        const std::lock_guard lock(mutex);
        if (host.done || host.ending)
            return;
        host.ending = true;
        leader = host.leader;
    }
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(options.grace).count();
    Command command = shellCommand(endScript(), {leader, QByteArray::number(qint64(seconds))});
    command.deadline = options.grace + endingPatience;
    whenAnswered(pool.exec(host.endpoint, std::move(command)),
                 [self = shared_from_this(), index](const Result<Finished>& result) {
                     Host& ended = self->hosts[index];
                     const bool gone = result && result->succeeded();
                     {
                         const std::lock_guard lock(self->mutex);
                         if (ended.overdue)
                             ended.ended = Words::deadlineEnded(ended.endpoint, self->options.deadline, gone);
                         else
                             ended.ended = gone ? Words::ended(ended.endpoint) : Words::cancelled(true);
                     }
                     ended.stop.request_stop();
                     self->answered(index, fail(*ended.ended));
                 });
}

Fanout::Fanout(Pool& pool, std::vector<Endpoint> hosts, QByteArray script, QByteArrayList arguments, Options options)
    : d(std::make_shared<Private>(pool, std::move(script), std::move(arguments), std::move(options)))
{
    for (Endpoint& endpoint : hosts)
        d->hosts.push_back({.endpoint = std::move(endpoint)});
    d->left = d->hosts.size();
    if (d->hosts.empty())
        d->promise.answer(true);
    d->startSome();
}

Fanout::~Fanout()
{
    stop();
    for (auto& host : d->hosts)
        host.stop.request_stop();
}

void Fanout::stop()
{
    std::vector<size_t> unstarted;
    std::vector<size_t> toEnd;
    std::vector<size_t> unheard;
    {
        const std::lock_guard lock(d->mutex);
        if (std::exchange(d->stopped, true))
            return;
        for (size_t i = 0; i < d->hosts.size(); ++i) {
            auto& host = d->hosts[i];
            if (i >= d->next) {
                ++d->running; // answered() takes it off again
                unstarted.push_back(i);
            } else if (!host.done) {
                (host.led ? toEnd : unheard).push_back(i);
            }
        }
        d->next = d->hosts.size();
    }
    for (const size_t index : toEnd) {
        d->hosts[index].tap->open(); // it could not end while its output is held back
        d->end(index);
    }
    // Not begun, as far as is known: nobody to look for.
    for (const size_t index : unheard)
        d->hosts[index].stop.request_stop();
    for (const size_t index : unstarted)
        d->answered(index, fail(Words::cancelled(false)));
}

void Fanout::pause(size_t host) { d->hosts[host].tap->close(); }

void Fanout::resume(size_t host) { d->hosts[host].tap->open(); }

QFuture<Result<bool>> Fanout::finished() const { return d->promise.future(); }

} // namespace Pilothouse::Ssh
