// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QDateTime>
#include <QRegularExpression>
#include <QTimeZone>

#include <optional>

namespace Pilothouse::System {

/// How the file names of a backup's history are built: "fleetpass_{YYYYMMDD}_{HHMMSS}.sql.gz". Tokens: {YYYY} {MM} {DD}
/// {HH} {mm} {SS} {YYYYMMDD} {HHMMSS} and {*} for anything else. The date is needed, the time is midnight where it is
/// missing. Names come from a server, so everything outside letters, digits and `._+=@,~-` never matches, nor does a
/// name that begins with a hyphen or dot. Validated in parse(); a value; any thread.
class NamePattern
{
public:
    /// `zone` is the one the names' time is written in. Error::detail is "column N", 1-based.
    static Result<NamePattern> parse(const QString& pattern, const QTimeZone& zone = QTimeZone::utc());
    static int errorColumn(const Error& error);

    const QString& text() const { return m_text; }
    /// When the file was made, UTC; none when the name is not of this pattern or its date does not exist. A time that
    /// the zone has twice is its first, one that the zone skips is the end of the gap.
    std::optional<QDateTime> match(const QString& fileName) const;
    /// The name of a file made at this time; none for a pattern with {*}.
    std::optional<QString> nameFor(const QDateTime& time) const;

    bool operator==(const NamePattern& other) const { return m_text == other.m_text && m_zone == other.m_zone; }

private:
    QString m_text;
    QTimeZone m_zone = QTimeZone::utc();
    QRegularExpression m_form;
};

} // namespace Pilothouse::System
