// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/approvals.h"
#include "run/stepkind.h"
#include "run/workers.h"

namespace Pilothouse::Run {

/// `approve`: waits for somebody's word, until the time since the step's first start is over, whichever console that
/// was. What is in the store is not believed more than it proves: where the step names signers the signature is checked
/// again here. Looking changes nothing, so a lost console's step is simply done again.
class ApproveStep final : public StepKind
{
public:
    ApproveStep(Approvals& approvals, Clock& clock);

    System::StepAction action() const override { return System::StepAction::Approve; }
    QFuture<Result<StepOutcome>> carryOut(StepContext context) override;

private:
    Result<StepOutcome> wait(const StepContext& context, const std::stop_token& stop);
    Result<StepOutcome> outcomeOf(const ApprovalAsked& asked, Approval found, const StepContext& context,
                                  const std::stop_token& stop);

    Approvals& m_approvals;
    Clock& m_clock;
    Workers m_workers;
};

} // namespace Pilothouse::Run
