// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/run.h"
#include "base/await.h"
#include "base/safetext.h"
#include "base/translate.h"
#include "base/units.h"
#include "run/approval.h"
#include "run/hoststates.h"

#include <QFile>
#include <QJsonArray>

namespace Pilothouse::Ctl {

using Run::Plan;
using Run::RunInfo;
using namespace Qt::StringLiterals;

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
            {u"summary"_s, info.summary}};
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
    out.insert(u"steps"_s, steps);
    return out;
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
    for (const Run::Asked& asked : plan.requirements)
        call.print(translate("Ctl", "  requires %1: %2 (%3)")
                       .arg(questionWords(asked.question), verdictWord(asked.evidence.verdictAt(now)),
                            asked.evidence.statement.text()));
    for (const Run::Asked& asked : plan.probesBefore)
        call.print(translate("Ctl", "  probe %1 now: %2").arg(asked.question.subject, asked.evidence.statement.text()));
    for (const QString& warning : plan.warnings)
        call.print(u"  ! "_s + warning);
    call.print(translate("Ctl", "plan %1").arg(plan.hash));
}

} // namespace Pilothouse::Ctl
