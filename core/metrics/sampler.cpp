// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/sampler.h"

#include "base/log.h"
#include "base/translate.h"
#include "metrics/metric.h"
#include "ssh/framing.h"

#include <QFile>
#include <QRandomGenerator>

static void initRemoteScripts() { Q_INIT_RESOURCE(metrics_remote); }

namespace Pilothouse::Metrics {

using namespace Qt::StringLiterals;

namespace {

QByteArray remoteScript()
{
    initRemoteScripts();
    QFile script(u":/remote/sampler.sh"_s);
    return script.open(QIODevice::ReadOnly) ? script.readAll() : QByteArray();
}

QByteArray pm2FolderOf(const System::Host& host)
{
    const auto folder = host.variables.find(u"PM2_HOME"_s);
    return folder == host.variables.end() ? QByteArray() : folder->second.toUtf8();
}

Error otherVersion(const System::Host& host, int version)
{
    return {ErrorKind::Invalid,
            translate("Metrics",
                      "The measurements of %1 come in a format of version %2, which this Pilothouse does not "
                      "know; update it.")
                .arg(host.name)
                .arg(version)};
}

} // namespace

struct Sampler::Stream
{
    QString system;
    System::Environment environment;
    System::Host host;
    SampleReader reader = {};
    std::deque<Sample> samples = {};
    std::optional<Error> error = {};
    std::shared_ptr<Ssh::RunningCommand> command = {};
    std::unique_ptr<Timer> timer = {};
    int failures = 0;
};

Sampler::Sampler(Ssh::Pool& pool, SeriesLog* log, Clock& clock, EndpointOf endpointOf)
    : m_pool(pool)
    , m_log(log)
    , m_clock(clock)
    , m_endpointOf(std::move(endpointOf))
    , m_thread(u"metrics"_s, ThreadRole::Io)
    , m_mailbox(this)
{
    qRegisterMetaType<Sample>();
    m_script = remoteScript();
    moveToThread(m_thread.context()->thread());
}

Sampler::~Sampler()
{
    m_mailbox.close();
    m_thread.runAndWait([this] {
        m_streams.clear();
        moveToThread(nullptr);
    });
}

void Sampler::watch(const System::Definition& definition)
{
    m_mailbox.post([this, definition] {
        for (const System::Environment& environment : definition.environments) {
            auto& streams = m_streams[{definition.system, environment.name}];
            streams.clear();
            for (const System::Host& host : environment.hosts) {
                if (host.local)
                    continue;
                streams.push_back(std::make_shared<Stream>(Stream{definition.system, environment, host}));
                start(*streams.back());
            }
        }
    });
}

QFuture<Result<std::vector<HostMetrics>>> Sampler::hosts(const QString& system, const QString& environment)
{
    const Promise<std::vector<HostMetrics>> promise;
    m_mailbox.post([this, promise, system, environment] {
        std::vector<HostMetrics> out;
        for (const auto& stream : m_streams[{system, environment}])
            out.push_back({stream->host.name, {stream->samples.begin(), stream->samples.end()}, stream->error});
        promise.answer(std::move(out));
    });
    return promise.future();
}

void Sampler::start(Stream& stream)
{
    const auto endpoint = m_endpointOf(stream.environment, stream.host);
    if (!endpoint) {
        stream.error = endpoint.error();
        return;
    }
    std::weak_ptr<Stream> weak;
    for (const auto& candidate : m_streams[{stream.system, stream.environment.name}]) {
        if (candidate.get() == &stream)
            weak = candidate;
    }
    // Callbacks come on the transport's threads: they only pass the bytes on.
    Ssh::Command command =
        Ssh::shellCommand(m_script, {QByteArray::number(qint64(interval.count())), pm2FolderOf(stream.host)});
    command.deadline = std::chrono::milliseconds(0);
    command.onOutput = [this, weak, slot = m_mailbox.slot()](QByteArrayView bytes) {
        slot.post([this, weak, copy = bytes.toByteArray()] {
            if (const auto alive = weak.lock())
                take(*alive, copy);
        });
    };
    command.onErrors = [](QByteArrayView) {};
    stream.reader = SampleReader();
    whenAnswered(
        m_pool.start(*endpoint, std::move(command)), m_mailbox.slot(),
        [this, weak](const Result<std::shared_ptr<Ssh::RunningCommand>>& running) {
            const auto alive = weak.lock();
            if (!alive)
                return;
            if (!running)
                return ended(*alive, running.error());
            alive->command = *running;
            whenAnswered((*running)->finished(), m_mailbox.slot(), [this, weak](const Result<Ssh::Finished>& finished) {
                if (const auto stream = weak.lock()) {
                    ended(*stream,
                          finished ? Error{ErrorKind::Unreachable,
                                           translate("Metrics", "The measurements of %1 ended; they are started again.")
                                               .arg(stream->host.name)}
                                   : finished.error());
                }
            });
        });
}

void Sampler::ended(Stream& stream, const Error& why)
{
    stream.command.reset();
    stream.error = why;
    Q_EMIT lost(stream.system, stream.environment.name, stream.host.name, why);
    const auto pause = std::min<std::chrono::milliseconds>(
        std::chrono::seconds(5) * (1 << std::min(stream.failures, 5)), std::chrono::minutes(2));
    ++stream.failures;
    const auto jittered =
        pause + std::chrono::milliseconds(QRandomGenerator::global()->bounded(qint64(pause.count()) / 4 + 1));
    qCDebug(lcMetrics) << "stream of" << stream.host.name << "ended:" << why.message;
    stream.timer = m_clock.after(this, jittered, [this, &stream] { start(stream); });
}

void Sampler::take(Stream& stream, const QByteArray& bytes)
{
    const auto samples = stream.reader.feed(bytes, m_clock.now());
    if (const auto other = stream.reader.otherVersion()) {
        stream.error = otherVersion(stream.host, *other);
        return;
    }
    for (Sample sample : samples) {
        applyLimits(sample, stream.environment);
        stream.error.reset();
        stream.failures = 0;
        stream.samples.push_back(sample);
        while (stream.samples.size() > kept)
            stream.samples.pop_front();
        if (m_log)
            m_log->record(stream.system, stream.environment.name, stream.host.name, sample);
        Q_EMIT sampled(stream.system, stream.environment.name, stream.host.name, sample);
    }
}

QFuture<Result<Sample>> sampleOnce(Ssh::Pool& pool, const Ssh::Endpoint& endpoint,
                                   const System::Environment& environment, const System::Host& host)
{
    // Two samples, since most figures are about what passed between them.
    Ssh::Command command = Ssh::shellCommand(remoteScript(), {"1", pm2FolderOf(host), QByteArray(), "2"});
    command.deadline = std::chrono::seconds(30);
    command.collectAtMost = 1 << 20;
    const Promise<Sample> promise;
    whenAnswered(pool.exec(endpoint, std::move(command)), [promise, environment,
                                                           host](const Result<Ssh::Finished>& finished) {
        if (!finished)
            return promise.answer(fail(finished.error()));
        SampleReader reader;
        auto samples = reader.feed(finished->output, QDateTime::currentDateTimeUtc());
        if (const auto other = reader.otherVersion())
            return promise.answer(fail(otherVersion(host, *other)));
        if (samples.empty())
            return promise.answer(
                fail(ErrorKind::Unknown,
                     translate("Metrics", "%1 said nothing that can be read as measurements; it has to be a Linux host "
                                          "with a POSIX shell.")
                         .arg(host.name),
                     QString::fromUtf8(finished->errors.left(400))));
        applyLimits(samples.back(), environment);
        promise.answer(std::move(samples.back()));
    });
    return promise.future();
}

} // namespace Pilothouse::Metrics
