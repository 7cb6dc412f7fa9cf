// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/safetext.h"

#include <QDateTime>
#include <QString>
#include <QStringList>

#include <chrono>

namespace Pilothouse {

/// What one piece of evidence says about the statement it belongs to.
enum class Verdict {
    Holds,   ///< observed and true
    Weak,    ///< observed, true in part (degraded, claimed, unproven)
    Fails,   ///< observed and false
    Unknown, ///< not observed, or too long ago
};

/// The stable machine word ("holds", "weak", "fails", "unknown").
QString verdictName(Verdict verdict);
/// The same for people, translated.
QString verdictWord(Verdict verdict);

/// A dated observation that backs a statement: nothing is shown green without one that is still fresh. `goodFor` is how
/// long it may be believed after `observedAt` (UTC). `source` says who looked ("probe api", "backup database"),
/// `artefacts` are ids or paths that let a person check. A value; any thread.
struct Evidence
{
    Verdict verdict = Verdict::Unknown;
    SafeText statement = {};
    QDateTime observedAt = {};
    std::chrono::milliseconds goodFor{0};
    QString source = {};
    QStringList artefacts = {};

    /// Fresh at `now`: observed, not from the future by more than a minute, and not older than goodFor.
    bool isFresh(const QDateTime& now) const;
    /// The verdict as it may be shown at `now`: Unknown once it has aged out.
    Verdict verdictAt(const QDateTime& now) const;

    bool operator==(const Evidence&) const = default;
};

} // namespace Pilothouse

Q_DECLARE_METATYPE(Pilothouse::Evidence)
