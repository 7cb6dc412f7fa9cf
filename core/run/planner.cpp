// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/planner.h"

#include "run/keepsteps.h"
#include "run/planwork.h"

namespace Pilothouse::Run {

using namespace Qt::StringLiterals;

namespace {

Error noSuch(const QString& what, const QString& name)
{
    return {.kind = ErrorKind::NotFound,
            .message = QCoreApplication::translate("Run", "The definition has no %1 named %2.").arg(what, name)};
}

} // namespace

Planner::Planner(HostShells& shells, EvidenceSources& evidence, SecretSource& secrets, Clock& clock)
    : m_shells(shells)
    , m_evidence(evidence)
    , m_secrets(secrets)
    , m_clock(clock)
{
}

Result<Plan> Planner::make(const PlanRequest& request, const std::stop_token& stop)
{
    const System::Environment* environment = request.definition.environment(request.environment);
    if (!environment)
        return fail(noSuch(QCoreApplication::translate("Run", "environment"), request.environment));
    const System::Procedure* procedure = environment->procedure(request.procedure);
    if (!procedure)
        return fail(noSuch(QCoreApplication::translate("Run", "procedure"), request.procedure));

    PlanWork work{.shells = m_shells,
                  .evidence = m_evidence,
                  .secrets = &m_secrets,
                  .stop = stop,
                  .environment = *environment,
                  .past = request.past};
    Plan& plan = work.plan;
    plan.system = request.definition.system;
    plan.environment = environment->name;
    plan.kind = environment->kind;
    plan.procedure = procedure->name;
    plan.title = procedure->title;
    plan.definition = request.definition.sha256;
    plan.confirm = PlanWork::confirmation(*environment, *procedure);
    plan.readOnly = procedure->readOnly;
    plan.whenConsoleLost = procedure->whenConsoleLost;
    plan.given = request.inputs;
    plan.hosts = environment->hosts;
    plan.onFailure = procedure->onFailure;
    plan.madeAt = m_clock.now();

    if (auto done = PlanWork::addSteps(*environment, *procedure, plan.steps); !done)
        return fail(done.error());
    if (!procedure->onFailure.isEmpty()) {
        const System::Procedure* back = environment->procedure(procedure->onFailure);
        if (!back)
            return fail(noSuch(QCoreApplication::translate("Run", "procedure"), procedure->onFailure));
        if (auto done = PlanWork::addSteps(*environment, *back, plan.failureSteps); !done)
            return fail(done.error());
    }
    work.lookForDestruction(plan.madeAt);
    work.lookForLockouts();
    if (auto done = work.readVersion(); !done)
        return fail(done.error());
    if (auto done = work.lookAtKept(*procedure); !done)
        return fail(done.error());
    if (auto done = work.resolveInputs(*procedure); !done)
        return fail(done.error());
    const auto previous = work.previousVersion(*procedure, request.previous);
    if (!previous)
        return fail(previous.error());
    plan.inputs[u"previous"_s] = *previous;
    if (PlanWork::usesPrevious(plan, *procedure) && plan.inputs[u"previous"_s].isEmpty())
        return fail(ErrorKind::Invalid,
                    QCoreApplication::translate("Run", "No earlier version is known here; say which one with "
                                                       "--set previous=COMMIT."));
    work.nameVersionsOfTheWayBack();
    work.checkKeeping(*procedure, plan.madeAt);
    work.lookAtHistory(*procedure, plan.madeAt);
    if (auto done = work.countPending(); !done)
        return fail(done.error());
    if (auto done = work.lookAtContainers(); !done)
        return fail(done.error());
    if (auto done = work.measureRoom(); !done)
        return fail(done.error());
    if (auto done = work.bind(*procedure, request.incident, request.bypass); !done)
        return fail(done.error());
    if (auto done = work.takeApproval(*procedure); !done)
        return fail(done.error());
    work.lookAtWindows(*procedure, plan.madeAt);
    if (auto done = work.askEvidence(*procedure); !done)
        return fail(done.error());
    if (auto done = work.chooseProof(*procedure); !done)
        return fail(done.error());
    addKeepSteps(*environment, *procedure, plan);
    const auto hash = planHash(plan);
    if (!hash)
        return fail(hash.error());
    plan.hash = *hash;
    return plan;
}

} // namespace Pilothouse::Run
