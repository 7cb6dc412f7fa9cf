// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/workerprobe.h"

#include "base/safetext.h"
#include "base/translate.h"
#include "base/units.h"
#include "runtime/clientcommand.h"
#include "ssh/framing.h"

#include <cmath>

namespace Pilothouse::Health {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// A time as milliseconds or seconds since 1970, or as ISO 8601; what is too small for either is an age in seconds.
std::optional<std::chrono::milliseconds> ageOf(const QString& text, const QDateTime& now)
{
    bool isNumber = false;
    const double number = text.toDouble(&isNumber);
    constexpr double seconds2001 = 1e9;
    constexpr double milliseconds2001 = 1e12;
    if (isNumber && std::isfinite(number) && number >= 0 && number < 1e15) {
        if (number >= milliseconds2001)
            return std::chrono::milliseconds(now.toMSecsSinceEpoch() - qint64(number));
        if (number >= seconds2001)
            return std::chrono::milliseconds(now.toMSecsSinceEpoch() - qint64(number * 1000));
        return std::chrono::milliseconds(qint64(number * 1000));
    }
    const QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs);
    if (!time.isValid())
        return {};
    return std::chrono::milliseconds(time.msecsTo(now));
}

// One command each on the standard input of one redis-cli, whose answers come in the same order. A list and a sorted
// set of each name: BullMQ keeps what waits in lists, what is prioritized, delayed, failed or completed in sorted sets.
const QStringList& bullQuestions()
{
    static const QStringList questions{u"LLEN %1:wait"_s,
                                       u"LLEN %1:paused"_s,
                                       u"ZCARD %1:prioritized"_s,
                                       u"ZCARD %1:delayed"_s,
                                       u"LLEN %1:active"_s,
                                       u"ZCARD %1:failed"_s,
                                       u"ZREVRANGE %1:completed 0 0 WITHSCORES"_s};
    return questions;
}

Result<System::Observation> readBull(const System::ProbeSpec& probe, const QByteArray& output, const QDateTime& now)
{
    const QList<QByteArray> lines = output.trimmed().split('\n');
    std::vector<qint64> counts;
    for (qsizetype i = 0; i < 6; ++i) {
        bool ok = false;
        const qint64 count = lines.value(i).trimmed().toLongLong(&ok);
        // redis-cli says NOAUTH, WRONGTYPE and the like on standard output, with exit status 0.
        if (!ok)
            return fail(ErrorKind::Failed, SafeText::oneLine(QString::fromUtf8(lines.value(i)), 160).text());
        counts.push_back(count);
    }
    std::optional<std::chrono::milliseconds> age;
    if (lines.size() >= 8)
        age = ageOf(QString::fromUtf8(lines.at(7).trimmed()), now);
    return queueSeen(probe, counts[0] + counts[1] + counts[2], age, counts[5]);
}

Result<System::Observation> readRow(const System::ProbeSpec& probe, const QByteArray& output, const QDateTime& now)
{
    // Rows end with a NUL, columns are parted by |.
    const QList<QByteArray> rows = output.split('\0');
    const QStringList columns = QString::fromUtf8(rows.first()).trimmed().split(u'|');
    bool ok = false;
    const qint64 depth = columns.value(0).toLongLong(&ok);
    if (!ok || output.count('\0') != 1)
        return fail(ErrorKind::Invalid,
                    translate("Health", "the query does not answer with one row that begins with a whole number"));
    bool hasFailed = false;
    const qint64 failed = columns.value(2).toLongLong(&hasFailed);
    const QString last = columns.value(1).trimmed();
    return queueSeen(probe, depth, last.isEmpty() ? std::nullopt : ageOf(last, now),
                     hasFailed ? std::optional(failed) : std::nullopt);
}

class WorkerTalk final : public WebTalk
{
public:
    WorkerTalk(const System::ProbeSpec& probe, QDateTime now)
        : m_probe(probe)
        , m_now(std::move(now))
    {
    }
    Move begin() override { return {.ask = {{.url = QUrl(m_probe.target), .headers = m_probe.headers}}}; }
    Move heard(const WebRequest&, const Result<WebAnswer>& answer, std::chrono::milliseconds since) override
    {
        if (!answer)
            return {.over = fail(answer.error())};
        if (answer->status >= 400 || !answer->redirect.isEmpty())
            return {.over = fail(ErrorKind::Failed,
                                 translate("Health", "what tells of the worker answers %1").arg(answer->status))};
        const System::Observation whole = observed(*answer, since);
        const auto waiting = figure(m_probe.options->waiting, whole);
        const auto last = figure(m_probe.options->last, whole);
        if ((!waiting && !m_probe.options->waiting.isEmpty()) || (!last && !m_probe.options->last.isEmpty()))
            return {.over = fail(waiting || m_probe.options->waiting.isEmpty() ? last.error() : waiting.error())};
        bool ok = true;
        const qint64 depth = waiting ? qint64(waiting->toDouble(&ok)) : 0;
        const auto age = last ? ageOf(*last, m_now) : std::nullopt;
        if (!ok || (last && !age))
            return {.over = fail(ErrorKind::Failed, translate("Health", "what tells of the worker is no number: %1")
                                                        .arg(SafeText::oneLine(ok ? *last : *waiting, 60).text()))};
        System::Observation seen = queueSeen(m_probe, waiting ? std::optional(depth) : std::nullopt, age, {});
        seen.responseTime = since;
        return {.over = seen};
    }

private:
    static Result<QString> figure(const QString& what, const System::Observation& seen)
    {
        if (what.isEmpty())
            return fail(ErrorKind::NotFound, QString());
        if (what.startsWith(u'[')) {
            const auto placeholder = System::Placeholder::parse(what);
            const Result<QString> value = placeholder ? placeholder->resolve(seen) : fail(placeholder.error());
            return value ? value
                         : fail(ErrorKind::Failed, translate("Health", "%1 is %2").arg(what, value.error().message));
        }
        const auto value = metricValue(seen.body.value_or(QByteArray()), what);
        return value ? Result<QString>(QString::number(*value, 'f', 3))
                     : fail(ErrorKind::Failed, translate("Health", "there is no metric %1").arg(what));
    }

    System::ProbeSpec m_probe;
    QDateTime m_now;
};

} // namespace

System::Observation queueSeen(const System::ProbeSpec& probe, std::optional<qint64> depth,
                              std::optional<std::chrono::milliseconds> age, std::optional<qint64> failed)
{
    const System::ProbeOptions& options = probe.options.get();
    System::Observation seen{.connected = true};
    QStringList parts;
    if (depth) {
        seen.figures[u"DEPTH"_s] = *depth;
        parts << translate("Health", "%1 waiting").arg(*depth);
        if (options.most >= 0 && *depth > options.most)
            seen.weak << translate("Health", "%1 jobs wait, and %2 may").arg(*depth).arg(options.most);
    }
    if (age) {
        seen.figures[u"AGE"_s] = std::max<qint64>(0, age->count());
        parts << translate("Health", "the last one done %1 ago")
                     .arg(formatDuration(std::max<std::chrono::milliseconds>(*age, 0ms)));
    }
    // An empty queue has nothing to do; that the last job is long ago says something only where jobs wait, or where
    // nothing tells whether they do.
    const bool hasWork = !depth || *depth > 0;
    if (options.within.count() > 0 && hasWork && (!age || *age > options.within))
        seen.weak << (age ? translate("Health", "the last job was done %1 ago").arg(formatDuration(*age))
                          : translate("Health", "no job was ever done"));
    if (failed) {
        seen.figures[u"FAILED"_s] = *failed;
        if (*failed > 0)
            parts << translate("Health", "%1 failed").arg(*failed);
    }
    seen.output = parts.join(u", "_s);
    seen.summary = *seen.output;
    return seen;
}

Ssh::Command workerCommand(const System::Environment& environment, const System::ProbeSpec& probe,
                           const Secret& password)
{
    const auto container = Runtime::containerOf(environment, probe);
    Runtime::ClientCommand client;
    if (probe.options->type == u"postgres") {
        System::ProbeSpec asked = probe;
        client = Runtime::psql(asked, password, probe.query.toUtf8(), container);
    } else {
        client = Runtime::redisCli(probe, password, {}, container);
        const QString keys = probe.options->prefix + u':' + probe.options->queue;
        for (const QString& question : bullQuestions())
            client.input += question.arg(keys).toUtf8() + '\n';
    }
    Ssh::Command command = Ssh::shellCommand(client.script, client.arguments);
    command.deadline = probe.timeout;
    command.collectAtMost = 64 * 1024;
    command.secretInput = client.secretInput;
    command.input = client.input;
    return command;
}

Result<System::Observation> readWorker(const System::ProbeSpec& probe, const QByteArray& output, const QDateTime& now)
{
    return probe.options->type == u"postgres" ? readRow(probe, output, now) : readBull(probe, output, now);
}

std::unique_ptr<WebTalk> workerTalk(const System::ProbeSpec& probe, const QDateTime& now)
{
    return std::make_unique<WorkerTalk>(probe, now);
}

std::optional<double> metricValue(const QByteArray& text, const QString& name)
{
    const QByteArray wanted = name.toUtf8();
    for (const QByteArray& line : text.split('\n')) {
        if (!line.startsWith(wanted))
            continue;
        const QByteArray rest = line.mid(wanted.size());
        if (rest.isEmpty() || (rest[0] != ' ' && rest[0] != '\t'))
            continue;
        bool ok = false;
        const double value = rest.simplified().split(' ').first().toDouble(&ok);
        return ok && std::isfinite(value) ? std::optional(value) : std::nullopt;
    }
    return {};
}

} // namespace Pilothouse::Health
