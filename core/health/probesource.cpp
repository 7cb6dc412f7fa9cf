// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/probesource.h"

#include "base/mailbox.h"
#include "base/translate.h"

namespace Pilothouse::Health {

QFuture<Result<Evidence>> ProbeSource::ask(const Question& question)
{
    const auto environment = m_find(question.system, question.environment);
    const System::ProbeSpec* probe = environment ? environment->probe(question.subject) : nullptr;
    if (!probe)
        return answered<Evidence>(
            fail(ErrorKind::NotFound, translate("Health", "%1/%2 has no probe \"%3\".")
                                          .arg(question.system, question.environment, question.subject)));
    const auto goodFor = 3 * probe->every + probe->timeout;
    const Promise<Evidence> promise;
    m_prober.measure(question.system, *environment, *probe)
        .then(QtFuture::Launch::Sync, [promise, goodFor](const Result<Measurement>& measured) {
            promise.answer(measured ? Result<Evidence>(asEvidence(*measured, goodFor)) : fail(measured.error()));
        });
    return promise.future();
}

} // namespace Pilothouse::Health
