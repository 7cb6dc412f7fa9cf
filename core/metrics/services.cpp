// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/services.h"

#include "base/log.h"
#include "base/safetext.h"
#include "base/translate.h"
#include "runtime/clientcommand.h"
#include "ssh/framing.h"

#include <QFile>
#include <QFileInfo>
#include <QRandomGenerator>

static void initRemoteScripts() { Q_INIT_RESOURCE(metrics_remote); }

namespace Pilothouse::Metrics {

using System::ProbeKind;
using namespace Qt::StringLiterals;

namespace {

constexpr auto deadline = std::chrono::seconds(30);
constexpr qint64 mostOutput = 256 * 1024;

QByteArray accessLogScript()
{
    initRemoteScripts();
    QFile script(u":/remote/accesslog.sh"_s);
    return script.open(QIODevice::ReadOnly) ? script.readAll() : QByteArray();
}

bool isAccessLog(const System::LogSpec& log)
{
    return QFileInfo(log.file).fileName().contains(u"access"_s, Qt::CaseInsensitive);
}

} // namespace

struct ServiceSampler::Task
{
    QString system;
    System::Environment environment;
    System::Host host;
    std::optional<System::ProbeSpec> probe = {}; ///< else a log
    QString file = {};
    ServiceMetrics last = {};
    ServiceCounters counters = {};
    QByteArray at = {};
    std::optional<std::chrono::milliseconds> asked = {}; ///< when the answer before was asked for
    std::chrono::milliseconds asking{0};
    std::unique_ptr<Timer> timer = {};
};

ServiceSampler::ServiceSampler(Ssh::Pool& pool, SecretSource& secrets, SeriesLog* log, Clock& clock,
                               EndpointOf endpointOf, std::chrono::milliseconds every)
    : m_pool(pool)
    , m_secrets(secrets)
    , m_log(log)
    , m_clock(clock)
    , m_endpointOf(std::move(endpointOf))
    , m_every(every)
    , m_thread(u"services"_s, ThreadRole::Io)
    , m_mailbox(this)
{
    moveToThread(m_thread.context()->thread());
}

ServiceSampler::~ServiceSampler()
{
    m_mailbox.close();
    m_thread.runAndWait([this] {
        m_tasks.clear();
        moveToThread(nullptr);
    });
}

void ServiceSampler::watch(const System::Definition& definition)
{
    m_mailbox.post([this, definition] {
        for (const System::Environment& environment : definition.environments) {
            auto& tasks = m_tasks[{definition.system, environment.name}];
            tasks.clear();
            for (const System::ProbeSpec& probe : environment.probes) {
                const System::Host* host = environment.host(probe.via);
                if ((probe.kind == ProbeKind::Postgres || probe.kind == ProbeKind::Redis) && host && !host->local)
                    tasks.push_back(std::make_shared<Task>(
                        Task{definition.system, environment, *host, probe, {}, {.part = probe.name}}));
            }
            for (const System::LogSpec& log : environment.logs) {
                if (!isAccessLog(log))
                    continue;
                for (const System::Host* host : environment.hostsOn(log.on)) {
                    if (!host->local)
                        tasks.push_back(std::make_shared<Task>(
                            Task{definition.system, environment, *host, {}, log.file, {.part = host->name}}));
                }
            }
            for (const auto& task : tasks)
                begin(task);
        }
    });
}

QFuture<Result<std::vector<ServiceMetrics>>> ServiceSampler::services(const QString& system, const QString& environment)
{
    const Promise<std::vector<ServiceMetrics>> promise;
    m_mailbox.post([this, promise, system, environment] {
        std::vector<ServiceMetrics> out;
        for (const auto& task : m_tasks[{system, environment}])
            out.push_back(task->last);
        promise.answer(std::move(out));
    });
    return promise.future();
}

void ServiceSampler::begin(const std::shared_ptr<Task>& task)
{
    task->asking = m_clock.monotonic();
    if (!task->probe || task->probe->password.isEmpty())
        return ask(task, {});
    const SecretRef ref{task->system, task->environment.name, task->probe->password};
    whenAnswered(m_secrets.secret(ref), m_mailbox.slot(),
                 [this, weak = std::weak_ptr(task)](const Result<Secret>& secret) {
                     const auto alive = weak.lock();
                     if (!alive)
                         return;
                     if (secret)
                         return ask(alive, *secret);
                     alive->last.error = secret.error();
                     again(alive);
                 });
}

void ServiceSampler::ask(const std::shared_ptr<Task>& task, const Secret& password)
{
    const auto endpoint = m_endpointOf(task->environment, task->host);
    if (!endpoint) {
        task->last.error = endpoint.error();
        return again(task);
    }
    Ssh::Command command;
    if (task->probe) {
        const auto container = Runtime::containerOf(task->environment, *task->probe);
        const Runtime::ClientCommand client = task->probe->kind == ProbeKind::Postgres
                                                  ? Runtime::psql(*task->probe, password, postgresQuestion(), container)
                                                  : Runtime::redisCli(*task->probe, password, {u"INFO"_s}, container);
        command = Ssh::shellCommand(client.script, client.arguments);
        command.secretInput = client.secretInput;
        command.input = client.input;
    } else {
        command = Ssh::shellCommand(accessLogScript(), {task->file.toUtf8(), task->at});
    }
    command.deadline = deadline;
    command.collectAtMost = mostOutput;
    whenAnswered(m_pool.exec(*endpoint, std::move(command)), m_mailbox.slot(),
                 [this, weak = std::weak_ptr(task)](const Result<Ssh::Finished>& finished) {
                     if (const auto alive = weak.lock())
                         take(alive, finished);
                 });
}

void ServiceSampler::take(const std::shared_ptr<Task>& task, const Result<Ssh::Finished>& finished)
{
    const bool answered = finished && finished->succeeded();
    // redis-cli says NOAUTH on standard output, with exit status 0.
    const bool refused =
        answered && task->probe && task->probe->kind == ProbeKind::Redis && !finished->output.contains("used_memory");
    if (!answered || refused) {
        const QByteArray said = !finished                    ? QByteArray()
                                : finished->errors.isEmpty() ? finished->output
                                                             : finished->errors;
        task->last.error =
            finished
                ? Error{ErrorKind::Failed,
                        translate("Metrics", "%1 could not be measured: %2")
                            .arg(task->last.part, SafeText::oneLine(QString::fromUtf8(said.trimmed()), 200).text())}
                : finished.error();
        qCDebug(lcMetrics) << task->last.error->message;
        return again(task);
    }
    const double seconds = task->asked ? double((task->asking - *task->asked).count()) / 1000 : 0;
    task->asked = task->asking;
    task->last.error.reset();
    task->last.at = m_clock.now();
    if (!task->probe)
        task->last.answer = readAccessLog(finished->output, seconds, task->at);
    else if (task->probe->kind == ProbeKind::Postgres)
        task->last.answer = readPostgres(finished->output, task->counters);
    else
        task->last.answer = readRedis(finished->output, seconds, task->counters);
    for (const Figure& figure : task->last.answer.figures) {
        if (m_log)
            m_log->record(seriesName(task->system, task->environment.name, task->last.part, figure.metric),
                          task->last.at, figure.value);
    }
    if (!task->last.answer.figures.empty())
        Q_EMIT measured(task->system, task->environment.name, task->last.part, task->last.answer.figures);
    again(task);
}

void ServiceSampler::again(const std::shared_ptr<Task>& task)
{
    // Not all of a minute's questions at once.
    const auto pause = m_every - m_every / 20 +
                       std::chrono::milliseconds(QRandomGenerator::global()->bounded(qint64(m_every.count() / 10 + 1)));
    task->timer = m_clock.after(this, pause, [this, weak = std::weak_ptr(task)] {
        if (const auto alive = weak.lock())
            begin(alive);
    });
}

} // namespace Pilothouse::Metrics
