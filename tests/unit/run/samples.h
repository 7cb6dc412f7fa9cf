// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/plan.h"

namespace Pilothouse::Test {

inline Run::PlannedStep plannedStep(const QString& id, const QStringList& hosts,
                                    System::StepAction action = System::StepAction::Run)
{
    return {.step = {.id = id, .name = id, .action = action, .argument = QStringLiteral("echo ") + id}, .hosts = hosts};
}

inline System::Host plannedHost(const QString& name)
{
    return {.name = name,
            .user = QStringLiteral("deploy"),
            .address = QStringLiteral("127.0.0.1"),
            .directory = QStringLiteral("/opt/shop")};
}

/// Two hosts, two common steps, one on the first, one probe; the way back is two steps and the probe.
inline Run::Plan samplePlan(const QStringList& hosts = {QStringLiteral("app-1"), QStringLiteral("app-2")})
{
    Run::Plan plan{
        .system = QStringLiteral("shop"),
        .environment = QStringLiteral("production"),
        .procedure = QStringLiteral("deploy"),
        .title = QStringLiteral("Deploy"),
        .definition = QString(64, u'a'),
        .whenConsoleLost = System::WhenConsoleLost::Rollback,
        .given = {{QStringLiteral("ref"), QStringLiteral("origin/main")}},
        .inputs = {{QStringLiteral("ref"), QString(40, u'b')}, {QStringLiteral("previous"), QString(40, u'c')}},
        .running = QString(40, u'c')};
    for (const QString& host : hosts)
        plan.hosts.push_back(plannedHost(host));
    plan.steps = {plannedStep(QStringLiteral("pull"), hosts), plannedStep(QStringLiteral("build"), hosts),
                  plannedStep(QStringLiteral("migrate"), hosts.mid(0, 1)),
                  plannedStep(QStringLiteral("verify"), {}, System::StepAction::Probes)};
    plan.steps.back().step.probes = {QStringLiteral("api")};
    plan.onFailure = QStringLiteral("rollback");
    plan.failureSteps = {plannedStep(QStringLiteral("check-out"), hosts), plannedStep(QStringLiteral("start"), hosts),
                         plannedStep(QStringLiteral("verify"), {}, System::StepAction::Probes)};
    plan.madeAt = QDateTime(QDate(2026, 11, 20), QTime(3, 0), Qt::UTC);
    plan.hash = Run::planHash(plan).value();
    return plan;
}

} // namespace Pilothouse::Test
