// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "evidence/evidence.h"
#include "system/condition.h"

#include <QDateTime>
#include <QMetaType>

#include <map>
#include <optional>
#include <vector>

namespace Pilothouse::Health {

enum class HealthVerdict { Up, Degraded, Down, Unknown, Maintenance };

/// The stable machine word ("up", "degraded", "down", "unknown", "maintenance").
QString healthVerdictName(HealthVerdict verdict);
/// The same for people, translated.
QString healthVerdictWord(HealthVerdict verdict);
/// The worse of two, for overviews: down before degraded before unknown before maintenance before up.
HealthVerdict worse(HealthVerdict a, HealthVerdict b);

/// One finished look at one probe: what was seen and what follows from it. A value; any thread.
struct Measurement
{
    QString probe;
    HealthVerdict verdict = HealthVerdict::Unknown;
    QString reason = {}; ///< one sentence for people: "200 in 8 ms", "refused", "certificate expired 3 d ago"
    QDateTime at = {};   ///< UTC, when the look began
    std::chrono::milliseconds took{0};
    System::Observation seen = {};
    std::vector<System::ConditionOutcome> conditions = {};
    std::map<QString, HealthVerdict> components = {}; ///< parts that the body names
    QString version = {};                             ///< that the body names
    std::optional<Error> error = {};

    bool operator==(const Measurement&) const = default;
};

/// As evidence that the probe is green, good for `goodFor` after it was taken.
Evidence asEvidence(const Measurement& measurement, std::chrono::milliseconds goodFor);

} // namespace Pilothouse::Health

Q_DECLARE_METATYPE(Pilothouse::Health::Measurement)
