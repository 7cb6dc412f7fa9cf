// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLatin1StringView>
#include <QStringList>

#include <vector>

namespace Pilothouse::System {

/// One key that a mapping of a definition may have.
struct Key
{
    QLatin1StringView name;
    bool required = false;
};

/// The keys of one kind of mapping. The readers read by these tables and the JSON Schema has a definition of the same
/// name for each, so a test can compare the two.
struct Shape
{
    QLatin1StringView name;
    std::vector<Key> keys;

    bool has(QStringView key) const;
    QStringList names() const;
};

/// Every shape that the readers know.
std::vector<const Shape*> allShapes();

} // namespace Pilothouse::System
