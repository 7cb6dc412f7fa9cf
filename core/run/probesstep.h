// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "evidence/source.h"
#include "run/stepkind.h"
#include "run/workers.h"

namespace Pilothouse::Run {

/// `probes`: asks the evidence port until every probe holds, within the step's time, and goes on asking for as long as
/// they must hold. A probe that was red before the run is asked but does not decide. Asking changes nothing, so a lost
/// console's step is simply done again.
class ProbesStep final : public StepKind
{
public:
    ProbesStep(EvidenceSources& evidence, Clock& clock);

    System::StepAction action() const override { return System::StepAction::Probes; }
    QFuture<Result<StepOutcome>> carryOut(StepContext context) override;

private:
    Result<StepOutcome> look(const StepContext& context, const std::stop_token& stop);

    EvidenceSources& m_evidence;
    Clock& m_clock;
    Workers m_workers;
};

/// `wait`: lets the duration in its argument pass.
class WaitStep final : public StepKind
{
public:
    System::StepAction action() const override { return System::StepAction::Wait; }
    QFuture<Result<StepOutcome>> carryOut(StepContext context) override;

private:
    Workers m_workers;
};

} // namespace Pilothouse::Run
