// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/plan.h"

namespace Pilothouse::Ui {

/// A plan that somebody is asked to approve, as it travels in a message to that person: enough to make it anew. Only
/// the hash proves anything; who asks is what the message says.
struct PlanHandover
{
    QString target = {};
    QString procedure = {};
    QString hash = {}; ///< or the beginning of it, eight letters at least
    std::map<QString, QString> inputs = {};
    QString incident = {};
    QString bypass = {}; ///< why the plan goes past its gates; empty: it does not
    QString asker = {};

    bool isEmpty() const { return hash.isEmpty(); }
    bool operator==(const PlanHandover&) const = default;
};

PlanHandover handoverOf(const Run::Plan& plan, const QString& asker);
/// On one line, without spaces: "pilothouse:approve?…".
QString handoverText(const PlanHandover& handover);
/// Finds it in whatever stands around it; a hash alone is one as well. Empty where there is neither.
PlanHandover handoverIn(const QString& text);

} // namespace Pilothouse::Ui
