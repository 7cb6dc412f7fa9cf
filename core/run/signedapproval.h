// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/approval.h"

#include <stop_token>

namespace Pilothouse::Run {

/// A decision as it is signed: canonical JSON that names run, step, target and the hash of the plan, so that it counts
/// for nothing else.
Result<QByteArray> approvalDocument(const ApprovalAsked& asked, Decision decision, const QString& reason,
                                    const QDateTime& at);

/// The decision of a document and its signature, with the name that the step's list of signers has for the key.
/// Invalid when the document is none, or is about another run, step, target or plan; Refused as verifyDocument() has
/// it. Blocking: on a worker thread.
Result<Approval> readSigned(const ApprovalAsked& asked, const QByteArray& document, const QByteArray& signature,
                            const std::stop_token& stop);

/// Signs such a decision and checks that the step takes it: what would be refused later is refused now. Blocking.
Result<Approval> signApproval(const ApprovalAsked& asked, Decision decision, const QString& reason, const QDateTime& at,
                              const QString& keyFile, bool mayAsk, const std::stop_token& stop);

} // namespace Pilothouse::Run
