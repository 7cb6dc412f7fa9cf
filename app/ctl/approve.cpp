// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/aim.h"
#include "app/ctl/approvalfile.h"
#include "app/ctl/run.h"
#include "base/await.h"
#include "base/safetext.h"
#include "base/translate.h"
#include "run/gates.h"
#include "run/signedapproval.h"

#include <QJsonArray>

#include <algorithm>

namespace Pilothouse::Ctl {

using Run::Approval;
using Run::ApprovalAsked;
using Run::Decision;
using namespace Qt::StringLiterals;

namespace {

QJsonObject toJson(const Approval& approval)
{
    return {{u"run"_s, approval.run.toString()},
            {u"step"_s, approval.step},
            {u"plan"_s, approval.plan},
            {u"decision"_s, decisionName(approval.decision)},
            {u"by"_s, approval.by},
            {u"verified"_s, approval.verified},
            {u"reason"_s, approval.reason},
            {u"at"_s, isoUtc(approval.at)}};
}

Decision decisionOf(const Call& call) { return call.has(u"decline"_s) ? Decision::Declined : Decision::Approved; }

Error notWaiting(const Run::RunRecord& record, const QString& step, const std::vector<ApprovalAsked>& waiting)
{
    if (!Run::isOpen(record.info.state))
        return {ErrorKind::Refused, translate("Ctl", "The run has already ended: %1").arg(record.info.summary)};
    if (const auto known = record.consoleSteps.find(step); known != record.consoleSteps.end()) {
        const Run::StepProgress* progress = record.step(step, {});
        return {ErrorKind::Refused,
                translate("Ctl", "Step %1 waits no longer: %2").arg(step, progress ? progress->statement : QString())};
    }
    QStringList names;
    for (const ApprovalAsked& asked : waiting)
        names += asked.step;
    if (names.isEmpty())
        return {ErrorKind::NotFound, translate("Ctl", "The run does not wait for an approval now.")};
    return {
        ErrorKind::NotFound,
        translate("Ctl", "The run does not wait for an approval of %1 now, but of %2.").arg(step, names.join(u", "_s))};
}

/// A plan that is made anew here, so that whoever approves it sees what it is.
Result<Run::Plan> planToApprove(Call& call)
{
    const auto aim = aimOf(call);
    const auto inputs = inputsOf(call);
    if (!aim || !inputs)
        return fail(aim ? inputs.error() : aim.error());
    auto plan = makePlan(call, aim->place, call.words().at(1), *inputs);
    if (!plan)
        return plan;
    if (!plan->approval)
        return fail(ErrorKind::Refused,
                    translate("Ctl", "%1 asks nobody for an approval before it starts.").arg(plan->procedure));
    const QString wanted = call.value(u"plan"_s);
    if (wanted.size() < 8 || !plan->hash.startsWith(wanted))
        return fail(ErrorKind::Conflict,
                    translate("Ctl",
                              "The plan is another one now (%1); look at it with pilothousectl plan, and approve "
                              "that if it is right.")
                        .arg(plan->hash));
    if (!call.json())
        printPlan(call, *plan);
    return plan;
}

bool isOfPlan(const ApprovalAsked& asked) { return asked.step == QLatin1StringView(Run::startKey); }

/// What a step of a run asks, as the journal here has it.
Result<ApprovalAsked> askedHere(Call& call, const QString& run, const QString& step)
{
    const auto id = Id::fromString(run);
    if (!id)
        return fail(ErrorKind::NotFound, id.error().message);
    const auto record = await(call.services().runs().find(*id), call.stop(), call.timeout());
    if (!record)
        return fail(record.error());
    const auto waiting = approvalsAsked(*record);
    const auto found = std::ranges::find_if(waiting, [&](const ApprovalAsked& asked) {
        return asked.step == step || asked.name.compare(step, Qt::CaseInsensitive) == 0;
    });
    if (found == waiting.end())
        return fail(notWaiting(*record, step, waiting));
    return *found;
}

Exit list(Call& call)
{
    const auto open = await(call.services().runs().list({.openOnly = true}), call.stop(), call.timeout());
    if (!open)
        return call.report(open.error());
    QJsonArray out;
    for (const Run::RunInfo& info : *open) {
        const auto record = await(call.services().runs().find(info.id), call.stop(), call.timeout());
        if (!record) {
            call.note(info.id.toString() + u": "_s + record.error().message);
            continue;
        }
        for (const ApprovalAsked& asked : approvalsAsked(*record)) {
            QJsonObject item = askedToJson(asked);
            item[u"undriven"_s] = call.services().runs().isUndriven(info.id);
            out.append(item);
            if (!call.json())
                call.print(translate("Ctl", "%1 %2  %3 %4: %5 (%6, until %7)")
                               .arg(asked.run.toString(), asked.step, asked.procedure, asked.target,
                                    SafeText::oneLine(asked.text).text(),
                                    Run::whoMay(asked.by, !asked.signers.isEmpty(), asked.startedBy),
                                    Run::utcWords(asked.until)));
        }
    }
    if (call.json())
        call.printJson({{u"waiting"_s, out}});
    else if (out.isEmpty())
        call.print(translate("Ctl", "No run waits for an approval."));
    return Exit::Done;
}

Exit writeDown(Call& call, const ApprovalAsked& asked, const Approval& given)
{
    auto& approvals = call.services().approvals();
    const auto done = await(isOfPlan(asked) ? approvals.decidePlan(asked, given) : approvals.decide(asked, given),
                            call.stop(), call.timeout());
    if (!done)
        return call.report(done.error());
    if (call.json())
        call.printJson(toJson(*done));
    else
        call.print(approvalWords(*done));
    if (isOfPlan(asked)) {
        if (asked.by == System::Approver::Other)
            call.note(translate("Ctl", "It counts for whoever runs this plan, but for %1.").arg(done->by));
        return Exit::Done;
    }
    if (call.services().runs().isUndriven(asked.run))
        call.note(translate("Ctl", "Nobody drives this run now; whoever takes it over finds the decision. Go on with "
                                   "it: pilothousectl resume %1")
                      .arg(asked.run.toString()));
    return Exit::Done;
}

Exit decide(Call& call, const ApprovalAsked& asked)
{
    const QString key = call.value(u"key"_s);
    const QString reason = call.value(u"reason"_s);
    if (key.isEmpty())
        return writeDown(call, asked, {.decision = decisionOf(call), .reason = reason});
    const auto given =
        signApproval(asked, decisionOf(call), reason, call.services().clock().now(), key, call.mayAsk(), call.stop());
    return given ? writeDown(call, asked, *given) : call.report(given.error());
}

Exit exportQuestion(Call& call, const ApprovalAsked& asked, const Run::Plan& plan)
{
    const QString file = call.value(u"export"_s);
    if (auto written = writeApprovalFile(file, {.asked = asked, .plan = plan}); !written)
        return call.report(written.error());
    if (call.json())
        call.printJson({{u"file"_s, file}, {u"question"_s, askedToJson(asked)}});
    else
        call.print(translate("Ctl", "%1 asks for a decision until %2. Who decides: pilothousectl approve --sign %1 "
                                    "--key KEY; then here: pilothousectl approve --import %1")
                       .arg(file, Run::utcWords(asked.until)));
    return Exit::Done;
}

/// On the computer of whoever decides, which need not know the run.
Exit signFile(Call& call)
{
    const QString file = call.value(u"sign"_s);
    const QString key = call.value(u"key"_s);
    if (key.isEmpty())
        return call.usage(translate("Ctl", "Write: pilothousectl approve --sign FILE --key KEY"));
    auto question = readApprovalFile(file);
    if (!question)
        return call.report(question.error());
    if (!call.json()) {
        printPlan(call, question->plan);
        if (isOfPlan(question->asked))
            call.print(
                translate("Ctl", "May %1 be started? (until %2)")
                    .arg(SafeText::oneLine(question->asked.text.mid(4)).text(), Run::utcWords(question->asked.until)));
        else
            call.print(translate("Ctl", "%1 asks: %2 (run %3, started by %4, until %5)")
                           .arg(question->asked.name, SafeText::oneLine(question->asked.text, 500).text(),
                                question->asked.run.toString(), SafeText::oneLine(question->asked.startedBy).text(),
                                Run::utcWords(question->asked.until)));
    }
    const auto given = signApproval(question->asked, decisionOf(call), call.value(u"reason"_s),
                                    call.services().clock().now(), key, call.mayAsk(), call.stop());
    if (!given)
        return call.report(given.error());
    question->document = given->document;
    question->signature = given->signature;
    if (auto written = writeApprovalFile(file, *question); !written)
        return call.report(written.error());
    if (call.json())
        call.printJson(toJson(*given));
    else
        call.print(approvalWords(*given));
    return Exit::Done;
}

Exit importFile(Call& call)
{
    const auto file = readApprovalFile(call.value(u"import"_s));
    if (!file)
        return call.report(file.error());
    if (file->signature.isEmpty())
        return call.report({ErrorKind::Invalid,
                            translate("Ctl", "%1 is not signed yet. Who decides: pilothousectl approve --sign %1 --key "
                                             "KEY")
                                .arg(call.value(u"import"_s))});
    if (isOfPlan(file->asked)) {
        // Signed by one of those that the plan in the file names; whether that is the plan that runs is looked at then.
        const auto given = readSigned(file->asked, file->document, file->signature, call.stop());
        return given ? writeDown(call, file->asked, *given) : call.report(given.error());
    }
    const bool said = call.words().size() == 2;
    const auto asked = askedHere(call, said ? call.words().at(0) : file->asked.run.toString(),
                                 said ? call.words().at(1) : file->asked.step);
    if (!asked)
        return call.report(asked.error());
    const auto given = readSigned(*asked, file->document, file->signature, call.stop());
    return given ? writeDown(call, *asked, *given) : call.report(given.error());
}

Exit approve(Call& call)
{
    const auto count = call.words().size();
    const int ways = int(call.has(u"export"_s)) + int(call.has(u"sign"_s)) + int(call.has(u"import"_s));
    if (ways > 1)
        return call.usage(translate("Ctl", "--export, --sign and --import are three steps, one after the other."));
    if (call.has(u"sign"_s) && count == 0)
        return signFile(call);
    if (call.has(u"import"_s) && (count == 0 || count == 2))
        return importFile(call);
    if (count == 0 && ways == 0 && !call.has(u"decline"_s) && !call.has(u"key"_s) && !call.has(u"reason"_s))
        return list(call);
    if (count != 2 || call.has(u"sign"_s))
        return call.usage(translate("Ctl", "Write: pilothousectl approve RUN STEP, or approve --plan HASH TARGET "
                                           "PROCEDURE"));
    if (call.has(u"plan"_s)) {
        const auto plan = planToApprove(call);
        if (!plan)
            return call.report(plan.error());
        const ApprovalAsked asked = *Run::askedBy(*plan, {}, call.services().clock().now());
        return call.has(u"export"_s) ? exportQuestion(call, asked, *plan) : decide(call, asked);
    }
    const auto asked = askedHere(call, call.words().at(0), call.words().at(1));
    if (!asked)
        return call.report(asked.error());
    if (!call.has(u"export"_s))
        return decide(call, *asked);
    const auto record = await(call.services().runs().find(asked->run), call.stop(), call.timeout());
    return record ? exportQuestion(call, *asked, record->plan) : call.report(record.error());
}

} // namespace

std::vector<Command> approveCommands()
{
    return {
        {u"approve"_s,
         u"[RUN STEP]"_s,
         translate("Ctl", "say yes or no to a step that waits for it; without RUN list what waits"),
         {{u"decline"_s, {}, translate("Ctl", "say no: the step fails")},
          {u"reason"_s, u"TEXT"_s, translate("Ctl", "why; stands in the record of the run")},
          {u"key"_s, u"FILE"_s,
           translate("Ctl", "sign with this key: a private one, or a public one whose other half the agent has")},
          {u"plan"_s, u"HASH"_s,
           translate("Ctl", "not a step but a whole plan, before it starts; RUN STEP are then TARGET PROCEDURE")},
          startOptions().front(),
          {u"incident"_s, u"ID"_s, translate("Ctl", "of the plan: the incident that it is for")},
          {u"bypass"_s, u"REASON"_s, translate("Ctl", "of the plan: why it goes past what guards it")},
          {u"export"_s, u"FILE"_s, translate("Ctl", "write the question into a file for somebody on another computer")},
          {u"sign"_s, u"FILE"_s, translate("Ctl", "show what such a file asks, and sign the decision into it")},
          {u"import"_s, u"FILE"_s, translate("Ctl", "check such a file's signature and take its decision over")}},
         approve}};
}

} // namespace Pilothouse::Ctl
