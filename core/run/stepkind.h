// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/id.h"
#include "evidence/evidence.h"
#include "run/plan.h"

#include <QFuture>

#include <functional>
#include <stop_token>

namespace Pilothouse::Run {

/// How a console's step ended.
struct StepOutcome
{
    bool succeeded = false;
    QString statement = {}; ///< one sentence: what was seen, or what is missing
    std::vector<Evidence> evidence = {};

    bool operator==(const StepOutcome&) const = default;
};

/// Everything a kind of step needs to know. Complete by itself, a value.
struct StepContext
{
    Id run;
    QString key; ///< of the step, unique in the run
    std::shared_ptr<const Plan> plan;
    System::Step step = {};
    QStringList hosts = {};
    /// The step had begun when the console that carried it out was lost. What is not safe to repeat finds out first
    /// whether it was done.
    bool resumed = false;
    QDateTime begun = {};                              ///< its first start, whichever console that was
    QString startedBy = {};                            ///< who started the run
    std::stop_token stop = {};                         ///< a cancel or the end of the program
    std::function<void(const QString&)> progress = {}; ///< lines for its output; any thread
    std::function<void(const QString&)> waits = {};    ///< what the run waits for until the step ends; any thread
};

/// Port: a step action that needs the console (probes, backup, restore, approve, wait). Rooms implement it, the app
/// registers it with Runs. carryOut() answers asynchronously; an Error means that it could not be tried or that its
/// outcome is unknown, a StepOutcome that it was. Any thread.
class StepKind
{
public:
    StepKind() = default;
    virtual ~StepKind() = default;
    StepKind(const StepKind&) = delete;
    StepKind& operator=(const StepKind&) = delete;

    virtual System::StepAction action() const = 0;
    virtual QFuture<Result<StepOutcome>> carryOut(StepContext context) = 0;
};

} // namespace Pilothouse::Run
