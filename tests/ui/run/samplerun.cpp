// SPDX-License-Identifier: GPL-3.0-or-later
#include "samplerun.h"

#include "support/sampleconsole.h"

namespace Pilothouse::Test {

using Ui::EnvironmentKey;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString before = u"8f14e45fceea167a5a36dedd4bea2543f0d1c2b3"_s;
const QString after = u"9a2c5d11f7b3c0de4455667788990011aabbccdd"_s;

Run::PlannedStep step(const QString& id, const QString& name, const QStringList& hosts)
{
    return {.step = {.id = id,
                     .name = name,
                     .argument = u"set -eu\ngit fetch --tags origin\ngit checkout --detach \"$ref\" # "_s + name,
                     .secrets = {u"DATABASE_URL"_s, u"REDIS_PASSWORD"_s}},
            .hosts = hosts};
}

} // namespace

Run::Plan fullPlan(const EnvironmentKey& key, const QDateTime& now)
{
    Run::Plan plan{
        .system = key.system, .environment = key.environment, .procedure = u"deploy"_s, .title = u"Deploy"_s};
    plan.kind = System::EnvironmentKind::Production;
    plan.confirm = System::Confirmation::Typed;
    plan.given = {{u"ref"_s, u"v1.4.0"_s}, {u"features"_s, u"slots-not-null,payment-export,a-third-one-with-a-name"_s}};
    plan.inputs = {{u"ref"_s, after}, {u"features"_s, u"slots-not-null,payment-export,a-third-one-with-a-name"_s}};
    plan.running = before;
    for (const QString& host : {u"app-1"_s, u"app-2"_s, u"worker-in-another-region-1"_s})
        plan.hosts.push_back({.name = host});
    const QStringList all{u"app-1"_s, u"app-2"_s, u"worker-in-another-region-1"_s};
    plan.steps = {step(u"pull"_s, u"Fetch the new version"_s, all),
                  step(u"build"_s, u"Build and start"_s, all),
                  step(u"migrate"_s, u"Apply the migrations of this version to the database"_s, {u"app-1"_s}),
                  step(u"restart"_s, u"Restart the backends one after the other"_s, all),
                  {.step = {.id = u"verify"_s,
                            .name = u"Verify"_s,
                            .action = System::StepAction::Probes,
                            .probes = {u"api"_s, u"live-1"_s, u"live-2"_s}}}};
    plan.steps[2].pending = 2;
    plan.steps[2].step.reversible = false;
    plan.onFailure = u"rollback"_s;
    plan.whenConsoleLost = System::WhenConsoleLost::Rollback;
    for (int i = 0; i < 9; ++i)
        plan.commits.push_back(
            {before, u"Let nobody book a vehicle that is due for its inspection, and say why"_s, {}});
    plan.requirements = {
        {.question = {.system = {}, .environment = {}, .kind = u"backup"_s, .subject = u"database"_s},
         .evidence =
             Evidence{Verdict::Holds, safe(u"fleetpass_20261120_020000.sql.gz is complete, 1 h old"_s), now, 24h}}};
    plan.probesBefore = {
        {.question = {.system = {}, .environment = {}, .kind = u"probe"_s, .subject = u"api"_s},
         .evidence = Evidence{Verdict::Holds, safe(u"api: 200 in 12 ms, database healthy, redis healthy"_s), now, 1h}},
        {.question = {.system = {}, .environment = {}, .kind = u"probe"_s, .subject = u"certificate"_s},
         .evidence = Evidence{Verdict::Fails, safe(u"certificate: it ends in 9 days, 14 are wanted"_s), now, 1h}}};
    plan.room = {{.host = u"app-1"_s, .freeBytes = 85LL << 30}, {.host = u"worker-in-another-region-1"_s}};
    plan.warnings = {u"The probe certificate does not hold already; its staying red is no reason to roll back."_s};
    plan.madeAt = now;
    plan.hash = u"7c1e0123456789abcdef0123456789abcdef0123456789abcdef0123456789a9"_s;
    return plan;
}

Run::RunRecord recordOf(const Run::Plan& plan, const Id& id, Run::RunState state, const QDateTime& now)
{
    Run::RunRecord record;
    record.info = {.id = id,
                   .system = plan.system,
                   .environment = plan.environment,
                   .procedure = plan.procedure,
                   .planHash = plan.hash,
                   .state = state,
                   .actor = u"anna.with.a.long.login@workstation-17"_s,
                   .started = now.addSecs(-41)};
    record.plan = plan;
    int n = 0;
    for (const Run::PlannedStep& planned : plan.steps) {
        for (const QString& host : planned.hosts.isEmpty() ? QStringList{QString()} : planned.hosts) {
            Run::StepProgress progress{
                .key = u"%1-%2"_s.arg(++n).arg(planned.step.id), .name = planned.step.name, .host = host};
            if (n <= 6) {
                progress.state = n < 6                            ? Run::StepState::Succeeded
                                 : state == Run::RunState::Failed ? Run::StepState::Failed
                                                                  : Run::StepState::Running;
                progress.started = now.addSecs(-41 + n);
                if (progress.state != Run::StepState::Running)
                    progress.ended = now.addSecs(-40 + n);
            }
            if (progress.state == Run::StepState::Failed)
                progress.statement = u"exit 3"_s;
            record.steps.push_back(progress);
        }
    }
    if (state == Run::RunState::Failed) {
        record.info.ended = now;
        record.info.summary = u"\"Build and start\" failed on worker-in-another-region-1 with status 3; it was rolled "
                              "back to 8f14e45fc, and the probes api, live-1 and live-2 hold again"_s;
    }
    return record;
}

Run::RunRecord waitingRecord(Run::Plan plan, const Id& id, bool isSigned, const QDateTime& now)
{
    plan.steps.push_back(
        {.step = {.id = u"ask"_s,
                  .name = u"Release to everybody"_s,
                  .action = System::StepAction::Approve,
                  .by = System::Approver::Other,
                  .argument = u"error rate, p95 and the queue of the canary, compared with yesterday"_s,
                  .within = 4h}});
    if (isSigned)
        plan.steps.back().signers = {u"bert@example.com ssh-ed25519 AAAA"_s};
    Run::RunRecord record = recordOf(plan, id, Run::RunState::Running, now);
    for (Run::StepProgress& step : record.steps)
        step.state = Run::StepState::Succeeded;
    Run::StepProgress& asking = record.steps.back();
    asking.key = u"ask"_s;
    asking.state = Run::StepState::Running;
    asking.started = now.addSecs(-41);
    record.consoleSteps[asking.key] = u"begun"_s;
    record.info.summary = u"Waits for an approval until 2026-11-20 06:59:19 UTC: error rate and p95"_s;
    return record;
}

} // namespace Pilothouse::Test
