// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/id.h"
#include "base/safetext.h"

#include <QDateTime>
#include <QJsonObject>
#include <QStringList>

#include <vector>

namespace Pilothouse::Incident {

enum class Severity { Critical, Major, Minor };

/// The stable machine word ("critical").
QString severityName(Severity severity);
/// The same for people, translated.
QString severityWord(Severity severity);
Result<Severity> severityFromName(const QString& name);

/// Something is wrong with one or more environments: who noticed it, who leads, how it was closed. A value.
struct Record
{
    Id id = {};
    QStringList targets = {}; ///< SYSTEM/ENVIRONMENT
    SafeText title = {};
    Severity severity = Severity::Major;
    QString openedBy = {};
    QDateTime openedAt = {};
    SafeText commander = {}; ///< who leads; a name that somebody wrote
    QString closedBy = {};   ///< empty as long as it is open
    QDateTime closedAt = {};
    SafeText resolution = {};
    int version = 0; ///< of the row: whoever changes it says which one was seen

    bool isOpen() const { return !closedAt.isValid(); }
    bool operator==(const Record&) const = default;
};

/// What a person wrote down about one. A value.
struct Note
{
    Id id = {};
    Id incident = {};
    QString by = {};
    QDateTime at = {};
    SafeText text = {};
    QString sha256 = {}; ///< of the text as it is stored

    bool operator==(const Note&) const = default;
};

/// Invalid when there is no title, no target, or one that is too long to be read in a list.
Result<void> check(const Record& incident);

/// The beginning of an id that people pass on: enough to tell incidents apart that are a minute away from each other.
QString shortId(const Id& id);
/// "Payments fail (major, open since 2026-11-20 03:00:00 UTC, led by anna)".
QString incidentWords(const Record& incident);
/// "2026-11-20 03:00:00 UTC".
QString utcWords(const QDateTime& time);

QJsonObject toJson(const Record& incident);

} // namespace Pilothouse::Incident
