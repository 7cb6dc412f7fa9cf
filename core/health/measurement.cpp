// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/measurement.h"

#include "base/translate.h"

namespace Pilothouse::Health {

QString healthVerdictName(HealthVerdict verdict)
{
    switch (verdict) {
    case HealthVerdict::Up:
        return QStringLiteral("up");
    case HealthVerdict::Degraded:
        return QStringLiteral("degraded");
    case HealthVerdict::Down:
        return QStringLiteral("down");
    case HealthVerdict::Unknown:
        return QStringLiteral("unknown");
    case HealthVerdict::Maintenance:
        return QStringLiteral("maintenance");
    }
    return QStringLiteral("unknown");
}

QString healthVerdictWord(HealthVerdict verdict)
{
    switch (verdict) {
    case HealthVerdict::Up:
        return translate("Health", "up");
    case HealthVerdict::Degraded:
        return translate("Health", "degraded");
    case HealthVerdict::Down:
        return translate("Health", "down");
    case HealthVerdict::Unknown:
        return translate("Health", "unknown");
    case HealthVerdict::Maintenance:
        return translate("Health", "maintenance");
    }
    return {};
}

namespace {

int badness(HealthVerdict verdict)
{
    switch (verdict) {
    case HealthVerdict::Up:
        return 0;
    case HealthVerdict::Maintenance:
        return 1;
    case HealthVerdict::Unknown:
        return 2;
    case HealthVerdict::Degraded:
        return 3;
    case HealthVerdict::Down:
        return 4;
    }
    return 2;
}

} // namespace

HealthVerdict worse(HealthVerdict a, HealthVerdict b) { return badness(a) >= badness(b) ? a : b; }

Evidence asEvidence(const Measurement& measurement, std::chrono::milliseconds goodFor)
{
    Verdict verdict = Verdict::Unknown;
    switch (measurement.verdict) {
    case HealthVerdict::Up:
        verdict = Verdict::Holds;
        break;
    case HealthVerdict::Degraded:
        verdict = Verdict::Weak;
        break;
    case HealthVerdict::Down:
        verdict = Verdict::Fails;
        break;
    case HealthVerdict::Unknown:
    case HealthVerdict::Maintenance:
        break;
    }
    return {.verdict = verdict,
            .statement = SafeText::oneLine(measurement.probe + QStringLiteral(": ") + measurement.reason),
            .observedAt = measurement.at,
            .goodFor = goodFor,
            .source = QStringLiteral("probe ") + measurement.probe,
            .artefacts = {}};
}

} // namespace Pilothouse::Health
