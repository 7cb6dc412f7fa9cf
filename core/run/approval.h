// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/record.h"

namespace Pilothouse::Run {

enum class Decision { Approved, Declined };

/// The stable machine word ("approved").
QString decisionName(Decision decision);
Result<Decision> decisionFromName(const QString& name);

/// What a step that waits for somebody's word asks. A value; travels as JSON.
struct ApprovalAsked
{
    Id run;
    QString step; ///< its key in the run
    QString name = {};
    QString text = {}; ///< what the definition's approve: says
    QString target = {};
    QString procedure = {};
    QString plan = {};      ///< the plan's hash
    QString startedBy = {}; ///< who started the run, as audit rows name them
    System::Approver by = System::Approver::Anyone;
    QStringList signers = {}; ///< lines of allowed signers; empty: a name that is claimed will do
    QDateTime since = {};     ///< the first start of the step, whichever console it was
    QDateTime until = {};

    bool operator==(const ApprovalAsked&) const = default;
};

/// Somebody's word on such a step. A value.
struct Approval
{
    Id id = {};
    Id run = {};
    QString step = {};
    QString plan = {};
    Decision decision = Decision::Declined;
    QString by = {};           ///< a name of the list of signers, or the login of whoever wrote it down
    bool verified = false;     ///< the name was verified by a signature, else it is only claimed
    QString reason = {};       ///< text of a person
    QDateTime at = {};         ///< when it was written down here
    QByteArray document = {};  ///< what was signed
    QByteArray signature = {}; ///< as ssh-keygen writes it

    bool operator==(const Approval&) const = default;
};

/// What the approve step `key` asks, when it began at `since`; nothing when the plan has no such step.
std::optional<ApprovalAsked> askedBy(const RunRecord& record, const QString& key, const QDateTime& since);
/// The approvals that a run waits for now.
std::vector<ApprovalAsked> approvalsAsked(const RunRecord& record);

/// Whether the word counts: Invalid when it is about something else, Refused when it came too late or is not one that
/// the step takes. A no counts from everybody. Signatures are not looked at here, only what `verified` says of them.
Result<void> judge(const ApprovalAsked& asked, const Approval& approval);

/// Whether two names stand for one person: "anna", "anna as root" and "anna@example.com" do.
bool isSamePerson(const QString& one, const QString& other);

/// "somebody other than anna, with a signature": who may say yes.
QString whoMay(System::Approver by, bool signature, const QString& startedBy);
/// What an approve step of a plan asks, of whom and for how long: "the numbers of staging (anyone, within 1 h)".
QString approvalTerms(const PlannedStep& planned);
/// "Approved by bert (claimed, not signed): looks good".
QString approvalWords(const Approval& approval);
/// "2026-11-20 03:00:00 UTC".
QString utcWords(const QDateTime& time);

QJsonObject askedToJson(const ApprovalAsked& asked);
Result<ApprovalAsked> askedFromJson(const QJsonObject& json);

} // namespace Pilothouse::Run
