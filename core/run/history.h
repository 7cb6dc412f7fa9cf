// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/record.h"

#include <functional>
#include <optional>

namespace Pilothouse::Run {

/// What a run that is over means for going back past it.
struct PastRun
{
    Id id = {};
    bool changed = false;          ///< something of it began, and it was not read-only
    bool readable = true;          ///< its journal is here
    QString running = {};          ///< what ran before it
    QString brought = {};          ///< and what ran after it; empty where that stayed the same or is not known
    QStringList irreversible = {}; ///< names of its steps that changed what cannot be taken back

    bool operator==(const PastRun&) const = default;
};

PastRun pastRunOf(const RunRecord& record);

/// What lies between a version that ran once and what runs now.
struct Between
{
    struct Applied
    {
        Id run;
        QString step;

        bool operator==(const Applied&) const = default;
    };
    std::vector<Applied> applied = {}; ///< newest first
    bool known = false;                ///< the runs known here account for all of it

    bool operator==(const Between&) const = default;
};

/// `next` hands out the runs of the environment, newest first, and nothing after the oldest.
Between runsBetween(const QString& target, const QString& running, const std::function<std::optional<PastRun>()>& next);

} // namespace Pilothouse::Run
