// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/run.h"
#include "app/looks.h"
#include "app/proofoutputs.h"
#include "base/await.h"
#include "base/safetext.h"
#include "base/translate.h"
#include "base/units.h"
#include "run/approval.h"
#include "run/found.h"
#include "run/hoststates.h"
#include "run/keepsteps.h"

#include <QFile>
#include <QJsonArray>

namespace Pilothouse::Ctl {

using Run::Plan;
using Run::RunInfo;
using namespace Qt::StringLiterals;

namespace {

QJsonValue bypassToJson(const std::optional<Run::Bypass>& bypass)
{
    if (!bypass)
        return {};
    QJsonObject json = Run::bypassJson(*bypass);
    json[u"reviewed"_s] = bypass->isReviewed();
    if (bypass->isReviewed())
        json[u"review"_s] = QJsonObject{{u"by"_s, bypass->reviewedBy},
                                        {u"writtenBy"_s, bypass->writtenBy},
                                        {u"at"_s, isoUtc(bypass->reviewedAt)},
                                        {u"comment"_s, bypass->comment}};
    return json;
}

} // namespace

QJsonObject runToJson(const RunInfo& info)
{
    return {{u"run"_s, info.id.toString()},
            {u"target"_s, info.system + u'/' + info.environment},
            {u"procedure"_s, info.procedure},
            {u"plan"_s, info.planHash},
            {u"state"_s, runStateName(info.state)},
            {u"actor"_s, info.actor},
            {u"started"_s, isoUtc(info.started)},
            {u"ended"_s, info.ended.isValid() ? QJsonValue(isoUtc(info.ended)) : QJsonValue()},
            {u"summary"_s, info.summary},
            {u"found"_s, info.found ? QJsonValue(foundJson(*info.found)) : QJsonValue()},
            {u"bypass"_s, bypassToJson(info.bypass)}};
}

QJsonObject recordToJson(Call& call, const Run::RunRecord& record)
{
    constexpr qint64 tail = 64 * 1024;
    QJsonArray steps;
    for (const Run::StepProgress& step : record.steps) {
        QFile output(call.services().runs().outputFile(record.info.id, step.key, step.host));
        QByteArray bytes;
        if (output.open(QIODevice::ReadOnly)) {
            output.seek(std::max<qint64>(0, output.size() - tail));
            bytes = output.readAll();
        }
        steps.append(
            QJsonObject{{u"step"_s, step.key},
                        {u"name"_s, step.name},
                        {u"host"_s, step.host},
                        {u"state"_s, stepStateName(step.state)},
                        {u"statement"_s, step.statement},
                        {u"rollback"_s, step.failure},
                        {u"revert"_s, step.revert},
                        {u"started"_s, step.started.isValid() ? QJsonValue(isoUtc(step.started)) : QJsonValue()},
                        {u"ended"_s, step.ended.isValid() ? QJsonValue(isoUtc(step.ended)) : QJsonValue()},
                        {u"output"_s, SafeText::fromUntrusted(QByteArrayView(bytes)).text()}});
    }
    QJsonObject out = runToJson(record.info);
    // The journal knows what was passed, the store who reviewed it.
    if (const auto bypass = await(call.services().reviews().find(record.info.id), call.stop(), call.timeout()))
        out[u"bypass"_s] = bypassToJson(*bypass);
    out.insert(u"incident"_s, record.plan.binding ? QJsonValue(record.plan.binding->incident) : QJsonValue());
    QJsonObject inputs;
    for (const auto& [name, value] : record.plan.inputs)
        inputs.insert(name, value);
    out.insert(u"inputs"_s, inputs);
    out.insert(u"running"_s, record.plan.running);
    out.insert(u"rolledBack"_s, record.rollingBack);
    if (record.proof)
        out.insert(u"proof"_s, QJsonObject{{u"verdict"_s, verdictName(record.proof->verdict)},
                                           {u"statement"_s, record.proof->statement.text()},
                                           {u"at"_s, isoUtc(record.proof->observedAt)},
                                           {u"source"_s, record.proof->source},
                                           {u"ofRollback"_s, record.proofOfBack}});
    if (!record.plan.earlier.isEmpty())
        out.insert(u"resumes"_s, record.plan.earlier.last());
    out.insert(u"resumable"_s, record.resumable);
    QJsonArray hosts;
    for (const Run::HostProgress& host : hostsOf(record))
        hosts.append(QJsonObject{{u"host"_s, host.host},
                                 {u"state"_s, hostStateName(host.state)},
                                 {u"step"_s, host.step},
                                 {u"statement"_s, host.statement},
                                 {u"done"_s, host.done},
                                 {u"steps"_s, host.steps},
                                 {u"wentBack"_s, host.wentBack},
                                 {u"backFailed"_s, host.backFailed},
                                 {u"leftOut"_s, host.leftOut}});
    out.insert(u"hosts"_s, hosts);
    QJsonArray findings;
    for (const HostLooks& each : looksOf(call.services().runs(), record)) {
        for (const Runtime::Finding& finding : each.looks.findings)
            findings.append(QJsonObject{{u"host"_s, each.host},
                                        {u"step"_s, each.step},
                                        {u"severity"_s, severityName(finding.severity)},
                                        {u"look"_s, finding.look},
                                        {u"subject"_s, finding.subject},
                                        {u"text"_s, finding.text}});
    }
    out.insert(u"findings"_s, findings);
    out.insert(u"steps"_s, steps);
    return out;
}

Exit tellFindings(Call& call, const Run::RunRecord& record)
{
    bool unknown = false;
    bool wrong = false;
    for (const HostLooks& each : looksOf(call.services().runs(), record)) {
        if (!call.json())
            call.print(each.looks.findings.empty() ? translate("Ctl", "%1 on %2: nothing is wrong with %3.")
                                                         .arg(each.step, each.host, each.looks.looked.join(u", "_s))
                                                   : translate("Ctl", "%1 on %2:").arg(each.step, each.host));
        for (const Runtime::Finding& finding : each.looks.findings) {
            (finding.severity == Runtime::Severity::Unknown ? unknown : wrong) = true;
            if (!call.json())
                call.print(u"  %1  %2"_s.arg(severityWord(finding.severity).leftJustified(9), finding.text));
        }
    }
    if (wrong)
        return Exit::Failed;
    return unknown ? Exit::Unknown : Exit::Done;
}

void keepProofs(Call& call, const System::Environment& environment, const Run::RunRecord& record)
{
    for (const ProofOutput& proof : proofOutputs(call.services().runs(), environment, record)) {
        QFile output(proof.path);
        if (!output.open(QIODevice::ReadOnly))
            continue;
        const auto kept =
            await(call.services().backups().recordFromRun(proof.backup, output, record.info.ended), {}, call.timeout());
        if (!kept)
            call.note(translate("Ctl", "What the run proved of the backup could not be kept: %1 Read it again with "
                                       "pilothousectl backup verify.")
                          .arg(kept.error().message));
    }
}

void tellHosts(Call& call, const Run::RunRecord& record)
{
    const auto hosts = hostsOf(record);
    if (call.json() || hosts.size() < 2)
        return;
    qsizetype width = 0;
    for (const Run::HostProgress& host : hosts)
        width = std::max(width, host.host.size());
    for (const Run::HostProgress& host : hosts)
        call.print(u"  %1  %2"_s.arg(host.host.leftJustified(width), hostWords(host)));
}

void tellHosts(Call& call, const Id& run)
{
    if (const auto record = await(call.services().runs().find(run), {}, call.timeout()))
        tellHosts(call, *record);
}

void printPlan(Call& call, const Plan& plan)
{
    const QDateTime now = call.services().clock().now();
    call.print(translate("Ctl", "%1 %2 (nothing has been changed)")
                   .arg(plan.title.isEmpty() ? plan.procedure : plan.title, plan.target()));
    if (!plan.running.isEmpty())
        call.print(translate("Ctl", "  running now: %1").arg(plan.running));
    for (const auto& [name, value] : plan.given)
        call.print(u"  %1: %2%3"_s.arg(name, SafeText::oneLine(value).text(),
                                       plan.inputs.contains(name) && plan.inputs.at(name) != value
                                           ? u" \u2192 "_s + plan.inputs.at(name)
                                           : QString()));
    for (const Run::Commit& commit : plan.commits)
        call.print(u"    %1 %2"_s.arg(commit.hash.left(9), SafeText::oneLine(commit.subject).text()));
    int number = 0;
    for (const Run::PlannedStep& step : plan.steps) {
        QString line = u"  %1. %2"_s.arg(++number).arg(step.step.name);
        if (!step.hosts.isEmpty())
            line += translate("Ctl", " on %1").arg(step.hosts.join(u", "_s));
        if (const QString how = strategyWords(step); !how.isEmpty())
            line += u" ("_s + how + u')';
        if (step.pending)
            line += translate("Ctl", " (%n pending)", nullptr, *step.pending);
        if (!step.step.revert.isEmpty())
            line += translate("Ctl", " (takes itself back after %1 unless a new connection confirms it)")
                        .arg(formatDuration(step.step.revertAfter));
        if (step.step.action == System::StepAction::Approve)
            line += translate("Ctl", ": asks for an approval, %1").arg(approvalTerms(step));
        if (!step.step.destroys.isEmpty())
            line += translate("Ctl", " (destroys data: %1)").arg(SafeText::oneLine(step.step.destroys).text());
        call.print(line);
    }
    if (plan.proof.kind != Run::PlannedProof::Kind::NotNeeded)
        call.print(translate("Ctl", "  proof: %1").arg(proofWords(plan.proof)));
    if (const QString version = versionBroughtBack(plan); !version.isEmpty() && !plan.kept.empty())
        call.print(translate("Ctl", "  brings back: %1").arg(keptWords(version, plan.kept)));
    for (const QString& line : wayBackLines(plan))
        call.print(translate("Ctl", "  way back: %1").arg(line));
    for (const Run::Asked& asked : plan.requirements)
        call.print(translate("Ctl", "  requires %1: %2 (%3)")
                       .arg(questionWords(asked.question), verdictWord(asked.evidence.verdictAt(now)),
                            asked.evidence.statement.text()));
    for (const Run::Asked& asked : plan.probesBefore)
        call.print(translate("Ctl", "  probe %1 now: %2").arg(asked.question.subject, asked.evidence.statement.text()));
    if (plan.binding)
        call.print(translate("Ctl", "  for incident %1: %2")
                       .arg(plan.binding->incident, SafeText::oneLine(plan.binding->title).text()));
    for (const Run::PassedGate& gate : plan.binding ? plan.binding->passed : std::vector<Run::PassedGate>())
        call.print(translate("Ctl", "  ! WOULD BE PASSED  %1, which says: %2").arg(gate.gate, gate.missing));
    if (plan.isBypass())
        call.print(translate("Ctl", "  ! because: %1 (red until somebody else has reviewed it)")
                       .arg(SafeText::oneLine(plan.binding->reason).text()));
    else if (plan.binding && !plan.binding->reason.isEmpty())
        call.print(translate("Ctl", "  no gate has to be passed"));
    for (const QString& warning : plan.warnings)
        call.print(u"  ! "_s + warning);
    call.print(translate("Ctl", "plan %1").arg(plan.hash));
}

} // namespace Pilothouse::Ctl
