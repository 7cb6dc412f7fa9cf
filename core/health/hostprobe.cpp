// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/hostprobe.h"

#include "base/mailbox.h"
#include "base/safetext.h"
#include "base/translate.h"
#include "base/units.h"
#include "health/curlanswer.h"
#include "health/fileprobe.h"
#include "health/lookprobe.h"
#include "health/workerprobe.h"
#include "runtime/clientcommand.h"
#include "ssh/framing.h"

namespace Pilothouse::Health {

using System::ProbeKind;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 mostOutput = 256 * 1024;

Ssh::Command commandFor(const System::Environment& environment, const System::ProbeSpec& probe, const Secret& password)
{
    if (probe.kind == ProbeKind::Http)
        return curlCommand(probe);
    if (isFileProbe(probe))
        return fileCommand(environment, probe);
    if (isLookProbe(probe.kind))
        return lookCommand(environment, probe);
    if (probe.kind == ProbeKind::Worker)
        return workerCommand(environment, probe, password);
    if (probe.kind == ProbeKind::Command) {
        Ssh::Command command = Ssh::shellCommand(probe.target.toUtf8());
        command.deadline = probe.timeout;
        command.collectAtMost = mostOutput;
        return command;
    }
    const QByteArray query = probe.query.isEmpty() ? QByteArray("SELECT 1") : probe.query.toUtf8();
    const auto container = Runtime::containerOf(environment, probe);
    const Runtime::ClientCommand client = probe.kind == ProbeKind::Postgres
                                              ? Runtime::psql(probe, password, query, container)
                                              : Runtime::redisCli(probe, password, {u"PING"_s}, container);
    Ssh::Command command = Ssh::shellCommand(client.script, client.arguments);
    command.deadline = probe.timeout;
    command.collectAtMost = mostOutput;
    command.secretInput = client.secretInput;
    command.input = client.input;
    return command;
}

Result<System::Observation> read(const System::Environment& environment, const System::ProbeSpec& probe,
                                 const Ssh::Finished& finished, std::chrono::milliseconds took)
{
    if (isFileProbe(probe)) {
        auto seen = readFileState(environment, probe, finished, QDateTime::currentDateTimeUtc());
        if (seen)
            seen->responseTime = took;
        return seen;
    }
    if (probe.kind == ProbeKind::Http)
        return readCurl(probe, finished);
    const QString said =
        SafeText::oneLine(QString::fromUtf8(finished.errors.trimmed().isEmpty() ? finished.output : finished.errors),
                          160)
            .text();
    if (finished.exitStatus == 127)
        return fail(ErrorKind::NotFound,
                    translate("Health", "%1 lacks the program that this probe needs: %2").arg(probe.via, said));
    if (!finished.exitStatus)
        return fail(ErrorKind::Unreachable, translate("Health", "%1 did not say how the probe ended").arg(probe.via));
    if (isLookProbe(probe.kind)) {
        auto seen = readLook(probe, finished.output);
        if (seen)
            seen->responseTime = took;
        return seen;
    }
    const bool usesOutput = std::ranges::any_of(probe.conditions, [](const System::Condition& condition) {
        return condition.uses(u"OUTPUT"_s) || condition.uses(u"ROWS"_s);
    });
    if (finished.truncated && usesOutput)
        return fail(
            ErrorKind::Invalid,
            translate("Health", "the output is longer than %1, so it was not judged; let the probe ask for less")
                .arg(formatSize(mostOutput)));
    System::Observation seen{.connected = finished.succeeded(), .status = std::nullopt};
    seen.responseTime = took;
    const QString output = QString::fromUtf8(QByteArray(finished.output).replace('\0', '\n')).trimmed();
    seen.output = output;
    if (probe.kind == ProbeKind::Command) {
        seen.connected = true;
        seen.status = finished.exitStatus;
        if (probe.conditions.empty() && !finished.succeeded())
            return fail(ErrorKind::Failed,
                        translate("Health", "exit status %1: %2").arg(*finished.exitStatus).arg(said));
        return seen;
    }
    if (!finished.succeeded())
        return fail(ErrorKind::Failed,
                    said.isEmpty() ? translate("Health", "exit status %1").arg(*finished.exitStatus) : said);
    if (probe.kind == ProbeKind::Worker) {
        auto queue = readWorker(probe, finished.output, QDateTime::currentDateTimeUtc());
        if (queue)
            queue->responseTime = took;
        return queue;
    }
    if (probe.kind == ProbeKind::Postgres)
        seen.rows = finished.output.count('\0');
    // redis-cli says NOAUTH and WRONGPASS on standard output, with exit status 0.
    if (probe.kind == ProbeKind::Redis && output != u"PONG")
        return fail(ErrorKind::Failed, SafeText::oneLine(output, 160).text());
    return seen;
}

} // namespace

QFuture<Result<System::Observation>> probeOnHost(Ssh::Pool& pool, const Ssh::Endpoint& endpoint,
                                                 const System::Environment& environment, const System::ProbeSpec& probe,
                                                 const Secret& password)
{
    const Promise<System::Observation> promise;
    const auto started = std::chrono::steady_clock::now();
    whenAnswered(pool.exec(endpoint, commandFor(environment, probe, password)),
                 [promise, environment, probe, started](const Result<Ssh::Finished>& finished) {
                     if (!finished)
                         return promise.answer(fail(finished.error()));
                     promise.answer(read(environment, probe, *finished,
                                         std::chrono::duration_cast<std::chrono::milliseconds>(
                                             std::chrono::steady_clock::now() - started)));
                 });
    return promise.future();
}

} // namespace Pilothouse::Health
