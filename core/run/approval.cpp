// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/approval.h"

#include "base/clock.h"
#include "base/safetext.h"
#include "base/units.h"
#include "run/gates.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

namespace Pilothouse::Run {

using namespace Qt::StringLiterals;

namespace {

const QString approvedName = u"approved"_s;
const QString declinedName = u"declined"_s;

const PlannedStep* plannedFor(const Plan& plan, const QString& key)
{
    const auto find = [](const std::vector<PlannedStep>& steps, const QString& id) -> const PlannedStep* {
        const auto it = std::ranges::find(steps, id, [](const PlannedStep& planned) { return planned.step.id; });
        return it == steps.end() ? nullptr : &*it;
    };
    if (const PlannedStep* found = find(plan.steps, key))
        return found;
    const QString prefix = plan.onFailure + u'.';
    return key.startsWith(prefix) ? find(plan.failureSteps, key.mid(prefix.size())) : nullptr;
}

/// The part of a name that tells the person: what is before "@host" and " as root".
QString personOf(const QString& name) { return name.trimmed().section(u' ', 0, 0).section(u'@', 0, 0).toCaseFolded(); }

} // namespace

QString decisionName(Decision decision) { return decision == Decision::Approved ? approvedName : declinedName; }

Result<Decision> decisionFromName(const QString& name)
{
    if (name == approvedName)
        return Decision::Approved;
    if (name == declinedName)
        return Decision::Declined;
    return fail(ErrorKind::Invalid, QCoreApplication::translate("Run", "%1 is no decision.").arg(name));
}

std::optional<ApprovalAsked> askedBy(const RunRecord& record, const QString& key, const QDateTime& since)
{
    if (key == QLatin1StringView(startKey))
        return askedBy(record.plan, record.info.actor, since);
    const PlannedStep* planned = plannedFor(record.plan, key);
    if (!planned || planned->step.action != System::StepAction::Approve)
        return std::nullopt;
    return ApprovalAsked{.run = record.info.id,
                         .step = key,
                         .name = planned->step.name,
                         .text = planned->step.argument,
                         .target = record.plan.target(),
                         .procedure = record.plan.procedure,
                         .plan = record.plan.hash,
                         .startedBy = record.info.actor,
                         .by = planned->step.by,
                         .signers = planned->signers,
                         .since = since,
                         .until = since.addMSecs(planned->step.within.count())};
}

std::vector<ApprovalAsked> approvalsAsked(const RunRecord& record)
{
    std::vector<ApprovalAsked> all;
    if (!isOpen(record.info.state))
        return all;
    for (const StepProgress& step : record.steps) {
        const auto console = record.consoleSteps.find(step.key);
        if (!step.host.isEmpty() || console == record.consoleSteps.end() || console->second != u"begun"_s)
            continue;
        if (const auto asked = askedBy(record, step.key, step.started))
            all.push_back(*asked);
    }
    return all;
}

Result<void> judge(const ApprovalAsked& asked, const Approval& approval)
{
    if (approval.run != asked.run || approval.step != asked.step || approval.plan != asked.plan)
        return fail(ErrorKind::Invalid,
                    QCoreApplication::translate("Run", "That decision is about another run, step or plan; ask for one "
                                                       "about step %1 of run %2.")
                        .arg(asked.step, asked.run.toString()));
    if (approval.at > asked.until)
        return fail(ErrorKind::Refused, QCoreApplication::translate("Run", "The time for a decision on %1 ended at %2.")
                                            .arg(asked.name, utcWords(asked.until)));
    if (approval.decision == Decision::Declined)
        return {};
    if (!asked.signers.isEmpty() && !approval.verified)
        return fail(ErrorKind::Refused,
                    QCoreApplication::translate("Run", "Step %1 takes a signed decision only; sign it with the key of "
                                                       "one of its signers.")
                        .arg(asked.name));
    if (asked.by == System::Approver::Other && isSamePerson(approval.by, asked.startedBy))
        return fail(ErrorKind::Refused,
                    QCoreApplication::translate("Run", "%1 started the run, and step %2 takes the word of somebody "
                                                       "else only.")
                        .arg(asked.startedBy, asked.name));
    return {};
}

bool isSamePerson(const QString& one, const QString& other)
{
    // Several names of one key stand side by side.
    const auto names = [](const QString& text) {
        QStringList people;
        for (const QString& name : text.split(u','))
            people += personOf(name);
        return people;
    };
    const QStringList others = names(other);
    return std::ranges::any_of(names(one), [&](const QString& name) { return others.contains(name); });
}

QString whoMay(System::Approver by, bool signature, const QString& startedBy)
{
    if (by == System::Approver::Other) {
        const QString who = startedBy.isEmpty() ? QCoreApplication::translate("Run", "who starts the run") : startedBy;
        return signature ? QCoreApplication::translate("Run", "somebody other than %1, with a signature").arg(who)
                         : QCoreApplication::translate("Run", "somebody other than %1").arg(who);
    }
    return signature ? QCoreApplication::translate("Run", "one of its signers, with a signature")
                     : QCoreApplication::translate("Run", "anyone");
}

QString approvalTerms(const PlannedStep& planned)
{
    return QCoreApplication::translate("Run", "%1 (%2, within %3)")
        .arg(SafeText::oneLine(planned.step.argument).text(), whoMay(planned.step.by, !planned.signers.isEmpty(), {}),
             formatDuration(planned.step.within));
}

QString approvalWords(const Approval& approval)
{
    const QString by = SafeText::oneLine(approval.by).text();
    const QString who = approval.verified ? QCoreApplication::translate("Run", "%1 (verified by a signature)").arg(by)
                                          : QCoreApplication::translate("Run", "%1 (claimed, not signed)").arg(by);
    const QString what = approval.decision == Decision::Approved
                             ? QCoreApplication::translate("Run", "Approved by %1").arg(who)
                             : QCoreApplication::translate("Run", "Declined by %1").arg(who);
    return approval.reason.isEmpty() ? what : what + u": "_s + SafeText::oneLine(approval.reason, 500).text();
}

QString utcWords(const QDateTime& time) { return time.toUTC().toString(u"yyyy-MM-dd HH:mm:ss 'UTC'"_s); }

QJsonObject askedToJson(const ApprovalAsked& asked)
{
    return {{u"run"_s, asked.run.toString()},
            {u"step"_s, asked.step},
            {u"name"_s, asked.name},
            {u"asks"_s, asked.text},
            {u"target"_s, asked.target},
            {u"procedure"_s, asked.procedure},
            {u"plan"_s, asked.plan},
            {u"startedBy"_s, asked.startedBy},
            {u"by"_s, asked.by == System::Approver::Other ? u"other"_s : u"anyone"_s},
            {u"signers"_s, QJsonArray::fromStringList(asked.signers)},
            {u"since"_s, isoUtc(asked.since)},
            {u"until"_s, isoUtc(asked.until)}};
}

Result<ApprovalAsked> askedFromJson(const QJsonObject& json)
{
    // What asks about a whole plan is of no run.
    const bool ofPlan = json[u"step"_s].toString() == QLatin1StringView(startKey);
    const auto run = ofPlan ? Result<Id>(Id()) : Id::fromString(json[u"run"_s].toString());
    ApprovalAsked asked{.run = run.value_or(Id()),
                        .step = json[u"step"_s].toString(),
                        .name = json[u"name"_s].toString(),
                        .text = json[u"asks"_s].toString(),
                        .target = json[u"target"_s].toString(),
                        .procedure = json[u"procedure"_s].toString(),
                        .plan = json[u"plan"_s].toString(),
                        .startedBy = json[u"startedBy"_s].toString(),
                        .by =
                            json[u"by"_s].toString() == u"other"_s ? System::Approver::Other : System::Approver::Anyone,
                        .since = QDateTime::fromString(json[u"since"_s].toString(), Qt::ISODateWithMs),
                        .until = QDateTime::fromString(json[u"until"_s].toString(), Qt::ISODateWithMs)};
    for (const auto& line : json[u"signers"_s].toArray())
        asked.signers += line.toString();
    if (!run || asked.step.isEmpty() || asked.plan.isEmpty() || !asked.until.isValid())
        return fail(ErrorKind::Invalid,
                    QCoreApplication::translate("Run", "That is no question for an approval; write one with "
                                                       "pilothousectl approve RUN STEP --export FILE."));
    return asked;
}

} // namespace Pilothouse::Run
