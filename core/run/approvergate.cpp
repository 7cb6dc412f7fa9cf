// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/await.h"
#include "base/clock.h"
#include "base/units.h"
#include "run/gates.h"
#include "run/runs.h"
#include "run/signedapproval.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace Pilothouse::Run {

using namespace Qt::StringLiterals;

namespace {

constexpr auto storeAnswers = std::chrono::seconds(30);

QString planOf(const Plan& plan)
{
    return plan.approval && !plan.approval->plan.isEmpty() ? plan.approval->plan : plan.hash;
}

/// When somebody said so: where it was signed elsewhere, the signature's own time, unless that is yet to come.
QDateTime saidAt(const Approval& approval)
{
    const QString text = QJsonDocument::fromJson(approval.document).object()[u"at"_s].toString();
    const QDateTime signedAt = QDateTime::fromString(text, Qt::ISODateWithMs);
    return approval.verified && signedAt.isValid() ? std::min(signedAt, approval.at) : approval.at;
}

/// How somebody else says yes.
QString howTo(const Plan& plan, const ApprovalAsked& asked)
{
    QString inputs;
    for (const auto& [name, value] : plan.given)
        inputs += u" --set %1=%2"_s.arg(name, value);
    return QCoreApplication::translate("Run", "%1 says so with pilothousectl approve --plan %2 %3 %4%5%6")
        .arg(whoMay(asked.by, !asked.signers.isEmpty(), asked.startedBy), asked.plan.left(12), plan.target(),
             plan.procedure, inputs, asked.signers.isEmpty() ? QString() : u" --key KEY"_s);
}

} // namespace

std::optional<ApprovalAsked> askedBy(const Plan& plan, const QString& runner, const QDateTime& since)
{
    if (!plan.approval)
        return std::nullopt;
    // In no language: what is signed on one computer is compared on another.
    return ApprovalAsked{.run = {},
                         .step = QString::fromLatin1(startKey),
                         .name = plan.procedure,
                         .text = u"run %1 %2"_s.arg(plan.target(), plan.procedure),
                         .target = plan.target(),
                         .procedure = plan.procedure,
                         .plan = planOf(plan),
                         .startedBy = runner,
                         .by = plan.approval->by,
                         .signers = plan.approval->signers,
                         .since = since,
                         .until = since.addMSecs(plan.approval->within.count())};
}

Evidence approvalEvidence(const Plan& plan, const std::vector<Approval>& known, const QString& runner,
                          const QDateTime& now, const std::stop_token& stop)
{
    Evidence out{
        .verdict = Verdict::Fails, .observedAt = now, .goodFor = std::chrono::minutes(10), .source = u"approvals"_s};
    const auto asked = askedBy(plan, runner, now);
    if (!asked)
        return out;
    const auto say = [&](const QString& words) { out.statement = SafeText::oneLine(words, 600); };
    QStringList heard; // the newest word of each counts
    QString why;
    QString other;
    std::optional<Approval> yes;
    for (Approval approval : known) {
        if (approval.plan != asked->plan) {
            if (other.isEmpty() && approval.decision == Decision::Approved)
                other = QCoreApplication::translate("Run", "%1 approved another plan (%2) at %3")
                            .arg(SafeText::oneLine(approval.by).text(), approval.plan.left(12), utcWords(approval.at));
            continue;
        }
        approval.step = asked->step;
        approval.verified = false;
        if (!asked->signers.isEmpty() && !approval.signature.isEmpty()) {
            const auto seen = readSigned(*asked, approval.document, approval.signature, stop);
            approval.verified = seen && seen->decision == approval.decision;
            if (approval.verified)
                approval.by = seen->by;
        }
        if (std::ranges::any_of(heard, [&](const QString& name) { return isSamePerson(name, approval.by); }))
            continue;
        heard += approval.by;
        if (approval.decision == Decision::Declined) {
            say(approvalWords(approval));
            return out;
        }
        ApprovalAsked whenSaid = *asked;
        whenSaid.until = std::max(approval.at, now);
        if (const auto counts = judge(whenSaid, approval); !counts) {
            if (why.isEmpty())
                why = approval.by.isEmpty() ? counts.error().message
                      : isSamePerson(approval.by, runner)
                          ? QCoreApplication::translate("Run", "only %1 approved it, who runs it")
                                .arg(SafeText::oneLine(approval.by).text())
                          : QCoreApplication::translate("Run", "the word of %1 is not signed by one of its signers")
                                .arg(SafeText::oneLine(approval.by).text());
            continue;
        }
        const QDateTime until = saidAt(approval).addMSecs(plan.approval->within.count());
        if (until <= now)
            why = QCoreApplication::translate("Run", "%1 approved it at %2, which held for %3")
                      .arg(SafeText::oneLine(approval.by).text(), utcWords(saidAt(approval)),
                           formatDuration(plan.approval->within));
        else if (!yes)
            yes = approval;
    }
    if (yes) {
        out.verdict = Verdict::Holds;
        const QDateTime until = saidAt(*yes).addMSecs(plan.approval->within.count());
        out.goodFor = std::min(out.goodFor, std::chrono::milliseconds(now.msecsTo(until)));
        out.artefacts = {yes->id.toString()};
        say(QCoreApplication::translate("Run", "%1 (holds until %2)").arg(approvalWords(*yes), utcWords(until)));
        return out;
    }
    if (why.isEmpty())
        why = other.isEmpty() ? QCoreApplication::translate("Run", "nobody approved this plan") : other;
    say(why + u"; "_s + howTo(plan, *asked));
    return out;
}

Result<void> Runs::finishPlan(Plan& plan, const std::stop_token& stop)
{
    if (plan.approval) {
        Asked asked{.question = {.system = plan.system,
                                 .environment = plan.environment,
                                 .kind = u"approver"_s,
                                 .subject = plan.approval->by == System::Approver::Other ? u"other"_s : u"anyone"_s},
                    .evidence = {.statement = SafeText::fromUntrusted(
                                     QCoreApplication::translate("Run", "nobody here keeps approvals"))}};
        if (m_approvals) {
            const auto known = await(m_approvals->ofPlans(plan.target(), plan.procedure), stop, storeAnswers);
            if (!known && stop.stop_requested())
                return fail(known.error());
            if (known)
                asked.evidence = approvalEvidence(plan, *known, m_settings.actor, m_clock.now(), stop);
            else
                asked.evidence.statement = SafeText::fromUntrusted(known.error().message);
        }
        plan.requirements.push_back(std::move(asked));
    }
    if (plan.binding)
        plan.binding->passed = passedBy(plan, m_clock.now());
    return {};
}

} // namespace Pilothouse::Run
