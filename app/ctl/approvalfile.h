// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/approval.h"

namespace Pilothouse::Ctl {

/// A question for an approval on its way to whoever decides, with the plan that it is about, and on its way back with
/// what was signed. A value.
struct ApprovalFile
{
    Run::ApprovalAsked asked;
    Run::Plan plan;
    QByteArray document = {};  ///< what was signed; empty on the way there
    QByteArray signature = {}; ///< as ssh-keygen writes it
};

/// Failed when it cannot be written; what was there before stays then.
Result<void> writeApprovalFile(const QString& path, const ApprovalFile& file);
/// Invalid when it is no such file, when the plan does not have its hash, or the question is not that of the plan.
Result<ApprovalFile> readApprovalFile(const QString& path);

} // namespace Pilothouse::Ctl
