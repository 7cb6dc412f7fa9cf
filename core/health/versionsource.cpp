// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/versionsource.h"

#include "base/mailbox.h"
#include "base/translate.h"

namespace Pilothouse::Health {

using namespace Qt::StringLiterals;

Evidence versionIn(const Measurement& measurement, const System::Placeholder& where)
{
    Evidence evidence{
        .observedAt = measurement.at, .goodFor = std::chrono::minutes(1), .source = u"probe "_s + measurement.probe};
    const auto seen = where.resolve(measurement.seen);
    if (!seen) {
        const QString why = measurement.error ? measurement.error->message : seen.error().message;
        evidence.statement =
            SafeText::fromUntrusted(translate("Health", "%1 tells no version: %2").arg(measurement.probe, why));
        return evidence;
    }
    evidence.verdict = Verdict::Holds;
    evidence.artefacts = {seen->trimmed()};
    evidence.statement =
        SafeText::fromUntrusted(translate("Health", "%1 tells version %2").arg(measurement.probe, seen->trimmed()));
    return evidence;
}

QFuture<Result<Evidence>> VersionSource::ask(const Question& question)
{
    const auto environment = m_find(question.system, question.environment);
    const System::ProbeSpec* probe = environment ? environment->probe(question.subject) : nullptr;
    if (!probe)
        return answered<Evidence>(
            fail(ErrorKind::NotFound, translate("Health", "%1/%2 has no probe \"%3\".")
                                          .arg(question.system, question.environment, question.subject)));
    const auto where = System::Placeholder::parse(question.condition);
    if (!where)
        return answered<Evidence>(fail(where.error()));
    const Promise<Evidence> promise;
    m_prober.measure(question.system, *environment, *probe)
        .then(QtFuture::Launch::Sync, [promise, where = *where](const Result<Measurement>& measured) {
            promise.answer(measured ? Result<Evidence>(versionIn(*measured, where)) : fail(measured.error()));
        });
    return promise.future();
}

} // namespace Pilothouse::Health
