// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/judge.h"

#include "base/safetext.h"
#include "base/translate.h"
#include "base/units.h"
#include "health/healthbody.h"
#include "health/lookprobe.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace Pilothouse::Health {

using System::ProbeKind;
using namespace Qt::StringLiterals;

namespace {

/// Two weeks, as the definitions of systems have it.
constexpr std::chrono::hours certificateEndsSoon(14 * 24);

/// What was seen and what was wanted, in words where the condition compares one thing: "status is 503, wanted 200" is
/// read at night, "[STATUS] == 200" has to be understood first.
QString inWords(const System::ConditionOutcome& outcome)
{
    static const QRegularExpression comparison(u"^\\[([A-Z_]+)\\](\\.\\S+)? (==|!=|<=|>=|<|>) ([^()]+)$"_s);
    QString seen = SafeText::oneLine(outcome.seen, 60).text();
    const auto match = comparison.match(outcome.condition);
    if (!match.hasMatch())
        return translate("Health", "%1, seen: %2").arg(outcome.condition, seen);
    const QString path = match.captured(2).mid(1);
    QString name = path.isEmpty() ? match.captured(1).toLower().replace(u'_', u' ') : path;
    if (match.captured(1) == u"RESPONSE_TIME")
        name = translate("Health", "response time in ms");
    // Milliseconds that count in weeks are read by nobody.
    bool isNumber = false;
    const qint64 left = outcome.seen.toLongLong(&isNumber);
    if (match.captured(1) == u"CERTIFICATE_EXPIRATION" && isNumber) {
        name = translate("Health", "time to the certificate's end");
        seen = left > 0 ? formatDuration(std::chrono::milliseconds(left)) : translate("Health", "over");
    }
    const QString wanted = (match.captured(3) == u"==" ? QString() : match.captured(3) + u' ') + match.captured(4);
    return translate("Health", "%1 is %2, wanted %3", "a value that was seen").arg(name, seen, wanted);
}

/// Conditions that speak of quality: missing them alone means degraded, not down.
bool isAboutQuality(const System::Condition& condition, const System::Observation& seen)
{
    if (condition.uses(u"RESPONSE_TIME"_s))
        return true;
    return condition.uses(u"CERTIFICATE_EXPIRATION"_s) && seen.certificateExpiration &&
           seen.certificateExpiration->count() > 0;
}

QString describe(const System::ProbeSpec& probe, const System::Observation& seen)
{
    if (!seen.summary.isEmpty())
        return SafeText::oneLine(seen.summary, 200).text();
    const QString took = seen.responseTime ? formatDuration(*seen.responseTime) : QString();
    if (probe.kind == ProbeKind::Tls && seen.certificateExpiration) {
        if (seen.certificateExpiration->count() <= 0)
            return translate("Health", "certificate expired %1 ago").arg(formatDuration(-*seen.certificateExpiration));
        return translate("Health", "certificate good for %1").arg(formatDuration(*seen.certificateExpiration));
    }
    if (seen.status)
        return translate("Health", "%1 in %2").arg(*seen.status).arg(took);
    if (probe.kind == ProbeKind::Redis && seen.output)
        return translate("Health", "%1 in %2").arg(SafeText::oneLine(*seen.output, 40).text(), took);
    if (isLookProbe(probe.kind) && seen.output)
        return SafeText::oneLine(*seen.output, 80).text();
    if (seen.rows)
        return translate("Health", "%n row(s) in %1", nullptr, int(*seen.rows)).arg(took);
    return seen.connected ? translate("Health", "connected in %1").arg(took) : translate("Health", "not connected");
}

/// A certificate whose end is near enough to be forgotten is a weakness, where no condition says how near that is.
void warnOfTheEnd(System::Observation& seen)
{
    const auto left = seen.certificateExpiration;
    if (left && left->count() > 0 && *left < certificateEndsSoon)
        seen.weak << translate("Health", "the certificate ends in %1; renew it").arg(formatDuration(*left));
}

/// What is not as it should be makes up degraded, and is said.
void weaken(Measurement& out)
{
    if (out.seen.weak.isEmpty())
        return;
    if (out.verdict == HealthVerdict::Up)
        out.verdict = HealthVerdict::Degraded;
    // A summary may be made of the same words.
    if (out.reason != out.seen.weak.join(u", "_s))
        out.reason = SafeText::oneLine(out.reason + u": "_s + out.seen.weak.join(u"; "_s), 400).text();
}

Measurement judgeAsked(const System::ProbeSpec& probe, const Result<System::Observation>& observation,
                       const QDateTime& at, std::chrono::milliseconds took)
{
    Measurement out{.probe = probe.name, .at = at, .took = took};
    if (!observation) {
        out.error = observation.error();
        out.reason = observation.error().message;
        const ErrorKind kind = observation.error().kind;
        // Via another host or secret store "unreachable" says nothing about the target itself.
        const bool couldAsk =
            kind == ErrorKind::Failed || ((kind == ErrorKind::Timeout || kind == ErrorKind::Unreachable) &&
                                          probe.via.isEmpty() && probe.kind != ProbeKind::Backup);
        out.verdict = couldAsk ? HealthVerdict::Down : HealthVerdict::Unknown;
        return out;
    }
    out.seen = *observation;
    out.reason = describe(probe, out.seen);

    HealthBody body;
    if (out.seen.body && probe.kind == ProbeKind::Http) {
        body = readHealthBody(*out.seen.body, out.seen.status.value_or(0));
        out.components = body.components;
        out.version = body.version;
    }
    if (probe.conditions.empty()) {
        if (probe.kind == ProbeKind::Tls || probe.kind == ProbeKind::Smtp)
            warnOfTheEnd(out.seen);
        if (probe.kind == ProbeKind::Tls)
            out.verdict = out.seen.certificateExpiration && out.seen.certificateExpiration->count() > 0
                              ? HealthVerdict::Up
                              : HealthVerdict::Down;
        else if (probe.kind == ProbeKind::Http)
            out.verdict = body.verdict;
        else
            out.verdict = out.seen.connected ? HealthVerdict::Up : HealthVerdict::Down;
        if (out.verdict == HealthVerdict::Unknown)
            out.reason += u", "_s + translate("Health", "but the body does not say that it is healthy");
        weaken(out);
        return out;
    }
    bool onlyQuality = true;
    QStringList failing;
    for (const System::Condition& condition : probe.conditions) {
        out.conditions.push_back(condition.evaluate(out.seen));
        const System::ConditionOutcome& outcome = out.conditions.back();
        if (!outcome.holds) {
            failing << inWords(outcome);
            onlyQuality = onlyQuality && isAboutQuality(condition, out.seen);
        }
    }
    if (failing.isEmpty()) {
        out.verdict = HealthVerdict::Up;
    } else {
        out.verdict = onlyQuality ? HealthVerdict::Degraded : HealthVerdict::Down;
        out.reason += u": "_s + failing.first();
        // lupdate skips a text whose number is an arithmetic expression.
        if (const int more = int(failing.size()) - 1; more > 0)
            out.reason += u' ' + translate("Health", "(and %n more)", nullptr, more);
    }
    weaken(out);
    return out;
}

} // namespace

Measurement judge(const System::ProbeSpec& probe, const Result<System::Observation>& observation, const QDateTime& at,
                  std::chrono::milliseconds took)
{
    Measurement out = judgeAsked(probe, observation, at, took);
    // A service of others that fails takes nothing of ours down with it.
    if (probe.kind == ProbeKind::External && out.verdict == HealthVerdict::Down)
        out.verdict = HealthVerdict::Degraded;
    return out;
}

} // namespace Pilothouse::Health
