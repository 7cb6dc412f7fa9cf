// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "system/observation.h"

#include <QStringList>

namespace Pilothouse::System {

/// One placeholder such as `[STATUS]`, `[BODY].services.database`, `[BODY].items[0].name`, `[BODY][0]` or
/// `[HEADER].content-type`: which part of an observation a condition looks at. Validated in parse(); a value; any
/// thread.
class Placeholder
{
public:
    /// Error::detail is "column N", 1-based within the text.
    static Result<Placeholder> parse(const QString& text);
    static QStringList knownNames();

    const QString& name() const { return m_name; } ///< "BODY", without brackets
    bool hasPath() const { return !m_steps.empty(); }
    bool isNumber() const; ///< whether it is always a number
    bool isTime() const;   ///< whether that number is in milliseconds

    /// The value as text: numbers without exponent where they are whole, objects and arrays as compact JSON, null as
    /// "null". The error says what was absent.
    Result<QString> resolve(const Observation& seen) const;
    /// Elements of an array, members of an object, characters of a text.
    Result<qint64> length(const Observation& seen) const;
    /// Whether something is there. An error when that cannot be told: no body at all, or one that is not JSON.
    Result<bool> exists(const Observation& seen) const;

    bool operator==(const Placeholder&) const = default;

private:
    struct PathStep
    {
        QString key = {}; ///< empty for an index
        int index = -1;
        bool operator==(const PathStep&) const = default;
    };
    enum class Absence { NotMeasured, NotJson, NoSuchPath };

    Result<void> parsePath(const QString& path, qsizetype column);
    tl::expected<QJsonValue, Absence> walk(const QByteArray& body) const;
    Error absent(Absence why) const;

    QString m_name;
    std::vector<PathStep> m_steps;
};

} // namespace Pilothouse::System
