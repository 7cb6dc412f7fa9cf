// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/id.h"

#include <QDateTime>
#include <QMetaType>
#include <QString>

#include <chrono>
#include <vector>

namespace Pilothouse::Alert {

/// Somebody watched from `since` to `until`, or does still.
struct Watch
{
    Id id = {};
    QString holder; ///< for people: "pilothousectl watch on console-1"
    QDateTime since = {};
    QDateTime until = {}; ///< it counts as watching up to this, unless it says so again
    bool mine = false;    ///< of whoever asked

    bool operator==(const Watch&) const = default;
};

/// A time in which nobody watched.
struct Gap
{
    QDateTime from;
    QDateTime until;

    bool operator==(const Gap&) const = default;
};

/// The times in [from, until) that no watch covers, oldest first, of those that are longer than `shortest`. Before the
/// first watch that is known nothing can be said, so that is none.
std::vector<Gap> gapsIn(std::vector<Watch> watches, const QDateTime& from, const QDateTime& until,
                        std::chrono::milliseconds shortest);

} // namespace Pilothouse::Alert

Q_DECLARE_METATYPE(Pilothouse::Alert::Watch)
