// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/await.h"
#include "run/keepsteps.h"
#include "run/planwork.h"
#include "run/startingstep.h"

#include <algorithm>

namespace Pilothouse::Run {

using namespace Qt::StringLiterals;

bool PlanWork::usesPrevious(const Plan& plan, const System::Procedure& procedure)
{
    const bool asked = std::ranges::any_of(
        procedure.inputs, [](const System::Input& input) { return input.type == System::InputType::Version; });
    return std::ranges::any_of(plan.steps, [asked](const PlannedStep& step) {
        if (step.step.builtIn != System::BuiltIn::None || step.step.action == System::StepAction::BringBack)
            return bringsBack(step) && !asked;
        return step.step.argument.contains(u"$previous"_s) || step.step.argument.contains(u"${previous"_s);
    });
}

std::vector<ProofUnit> PlanWork::proofUnits() const
{
    std::vector<ProofUnit> units;
    const QStringList named = environment.version ? environment.version->services : QStringList();
    for (const System::Service& service : environment.services) {
        // Which of several services a deploy starts anew only the definition can say: a database stays.
        const bool meant = named.isEmpty() ? environment.services.size() == 1 : named.contains(service.name);
        if (!meant)
            continue;
        for (const System::Host* host : environment.hostsOn(service.on)) {
            const QString step = startingStep(plan.steps, host->name, service);
            const QString back = startingStep(plan.failureSteps, host->name, service);
            if (!step.isEmpty())
                units.push_back({.service = service.name,
                                 .host = host->name,
                                 .runtime = service.runtime,
                                 .file = service.file,
                                 .unit = service.unit,
                                 .step = step,
                                 .backStep = back.isEmpty() ? QString() : plan.onFailure + u'.' + back});
        }
    }
    return units;
}

std::optional<QString> PlanWork::broughtVersion(const System::Procedure& procedure) const
{
    if (!reachesWhatRuns())
        return std::nullopt;
    bool brings = usesPrevious(plan, procedure);
    QString version = brings ? plan.previous() : QString();
    for (const System::Input& input : procedure.inputs) {
        if (input.type != System::InputType::GitRef && input.type != System::InputType::Version)
            continue;
        brings = true;
        if (const auto it = plan.inputs.find(input.name); it != plan.inputs.end() && !it->second.isEmpty())
            version = it->second;
    }
    return brings ? std::optional(version) : std::nullopt;
}

Result<void> PlanWork::chooseProof(const System::Procedure& procedure)
{
    PlannedProof& proof = plan.proof;
    const auto brought = broughtVersion(procedure);
    proof.target = brought.value_or(QString());
    if (!brought || plan.readOnly)
        return {};
    if (environment.version) {
        proof.on = environment.version->on;
        proof.read = environment.version->read;
        proof.probe = environment.version->probe;
        proof.equals = environment.version->equals;
    }
    proof.units = proofUnits();
    proof.again = sameVersion(proof.target, plan.running);
    if (!proof.probe.isEmpty()) {
        const auto answer = await(evidence.ask({.system = plan.system,
                                                .environment = plan.environment,
                                                .kind = u"version"_s,
                                                .subject = proof.probe,
                                                .condition = proof.equals}),
                                  stop, std::chrono::seconds(60));
        if (!answer && stop.stop_requested())
            return fail(answer.error());
        if (answer)
            proof.before = answer->artefacts.value(0);
        proof.again = proof.again || sameVersion(proof.before, proof.target);
    }
    if (!proof.probe.isEmpty() && !proof.again)
        proof.kind = PlannedProof::Kind::Answer;
    else if (!proof.units.empty())
        proof.kind = std::ranges::all_of(proof.units, inContainer, &ProofUnit::runtime) ? PlannedProof::Kind::Image
                                                                                        : PlannedProof::Kind::Process;
    else
        proof.kind = PlannedProof::Kind::None;
    if (proof.kind != PlannedProof::Kind::None)
        return {};
    proof.why =
        proof.again
            ? QCoreApplication::translate("Run", "this version runs already, and the definition names no "
                                                 "services: under version: that would have to be started anew")
            : QCoreApplication::translate("Run", "the definition names neither probe: and equals: nor services: "
                                                 "under version:");
    return {};
}

} // namespace Pilothouse::Run
