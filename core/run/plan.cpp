// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/plan.h"

#include "base/canonical.h"
#include "run/planjson.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

namespace Pilothouse::Run {

using namespace Qt::StringLiterals;

const System::Host* Plan::host(const QString& name) const
{
    const auto it = std::ranges::find(hosts, name, &System::Host::name);
    return it == hosts.end() ? nullptr : &*it;
}

QString Plan::previous() const
{
    const auto it = inputs.find(u"previous"_s);
    return it == inputs.end() ? QString() : it->second;
}

QStringList Plan::usedHosts() const
{
    QStringList used;
    for (const auto* list : {&steps, &failureSteps}) {
        for (const PlannedStep& step : *list)
            used += step.hosts;
    }
    used.removeDuplicates();
    used.sort();
    return used;
}

QStringList Plan::redBefore() const
{
    QStringList red;
    for (const Asked& asked : probesBefore) {
        if (asked.evidence.verdict == Verdict::Fails)
            red += asked.question.subject;
    }
    return red;
}

std::vector<Asked> Plan::unmet(const QDateTime& now) const
{
    std::vector<Asked> missing;
    std::ranges::copy_if(requirements, std::back_inserter(missing),
                         [&](const Asked& asked) { return asked.evidence.verdictAt(now) != Verdict::Holds; });
    return missing;
}

QJsonObject planMatter(const Plan& plan)
{
    QJsonObject matter{{u"system"_s, plan.system},
                       {u"environment"_s, plan.environment},
                       {u"procedure"_s, plan.procedure},
                       {u"definition"_s, plan.definition},
                       {u"inputs"_s, PlanJson::fromMap(plan.inputs)},
                       {u"running"_s, plan.running},
                       {u"hosts"_s, PlanJson::fromHosts(plan.hosts)},
                       {u"steps"_s, PlanJson::fromSteps(plan.steps)},
                       {u"onFailure"_s, plan.onFailure},
                       {u"failureSteps"_s, PlanJson::fromSteps(plan.failureSteps)}};
    if (!plan.earlier.isEmpty())
        matter[u"earlier"_s] = QJsonArray::fromStringList(plan.earlier);
    if (plan.approval)
        matter[u"approval"_s] =
            QJsonObject{{u"by"_s, plan.approval->by == System::Approver::Other ? u"other"_s : u"anyone"_s},
                        {u"signers"_s, QJsonArray::fromStringList(plan.approval->signers)},
                        {u"within"_s, double(plan.approval->within.count())}};
    if (plan.binding)
        matter[u"incident"_s] = QJsonObject{{u"id"_s, plan.binding->incident}, {u"reason"_s, plan.binding->reason}};
    if (!plan.runningOn.empty())
        matter[u"runningOn"_s] = PlanJson::fromMap(plan.runningOn);
    if (!plan.scale.empty())
        matter[u"scale"_s] = PlanJson::fromMap(plan.scale);
    return matter;
}

Result<QString> planHash(const Plan& plan)
{
    const auto bytes = canonicalJson(planMatter(plan));
    if (!bytes)
        return fail(bytes.error());
    return sha256Hex(*bytes);
}

namespace {

/// What tells an image from another one is at its end.
QString shown(const QString& value)
{
    return value.contains("@sha256:"_L1) ? value.section(u'@', -1).left(19) : value.left(40);
}

} // namespace

QStringList planDifferences(const Plan& before, const Plan& now)
{
    QStringList differences;
    const auto add = [&](const QString& text) { differences += text; };
    if (before.definition != now.definition)
        add(QCoreApplication::translate("Run", "the definition of the system was changed"));
    if (before.running != now.running)
        add(QCoreApplication::translate("Run", "another version runs now: %1 instead of %2")
                .arg(now.running.left(12), before.running.left(12)));
    for (const auto& [name, value] : now.inputs) {
        const auto it = before.inputs.find(name);
        const QString was = it == before.inputs.end() ? QString() : it->second;
        if (was != value)
            add(QCoreApplication::translate("Run", "%1 is now %2 instead of %3").arg(name, shown(value), shown(was)));
    }
    for (const PlannedStep& step : now.steps) {
        const auto it = std::ranges::find(before.steps, step.step.id, [](const PlannedStep& s) { return s.step.id; });
        if (it != before.steps.end() && it->pending != step.pending)
            add(QCoreApplication::translate("Run", "step %1 would apply %2 changes instead of %3")
                    .arg(step.step.name)
                    .arg(step.pending.value_or(-1))
                    .arg(it->pending.value_or(-1)));
    }
    if (differences.isEmpty() && planMatter(before) != planMatter(now))
        add(QCoreApplication::translate("Run", "the steps or hosts are not the same"));
    return differences;
}

} // namespace Pilothouse::Run
