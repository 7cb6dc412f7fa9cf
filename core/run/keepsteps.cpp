// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/keepsteps.h"

#include "run/kept.h"
#include "run/proof.h"

#include <QCoreApplication>
#include <QFile>

#include <algorithm>

namespace Pilothouse::Run {

using namespace Qt::StringLiterals;

namespace {

/// A copy of a large release takes its time; nothing is changed meanwhile.
constexpr auto keepTime = std::chrono::minutes(30);

const QString& keepScript()
{
    static const QString text = [] {
        QFile file(u":/pilothouse/remote/keep.sh"_s);
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    }();
    return text;
}

/// Nothing but a plain name may come between the lines of a spec, wherever the plan came from.
QString plain(const QString& version) { return canBeKept(version) ? version : QString(); }

QString runningOn(const Plan& plan, const QString& host)
{
    const auto it = plan.runningOn.find(host);
    return plain(it == plan.runningOn.end() ? plan.running : it->second);
}

System::Step scriptStep(System::BuiltIn builtIn, const QString& id, const QString& name, const QString& spec)
{
    System::Step step{.id = id, .name = name};
    step.argument = keepScript();
    step.standardInput = spec;
    step.cwd = u"~"_s; // the directory itself is what may be replaced
    step.timeout = keepTime;
    step.strategy = System::Strategy::AllAtOnce;
    step.builtIn = builtIn;
    return step;
}

/// The hosts of the plan that keep something: the run has their locks.
QStringList hostsThatKeep(const System::Environment& environment, const Plan& plan)
{
    QStringList hosts = plan.usedHosts();
    hosts.removeIf([&](const QString& host) { return shareOf(environment, host).isEmpty(); });
    return hosts;
}

void bringBack(const System::Environment& environment, const System::Procedure& procedure, const Plan& plan,
               PlannedStep& planned, bool failure)
{
    QString wanted = plan.previous();
    for (const System::Input& input : procedure.inputs) {
        if (input.type != System::InputType::Version || failure)
            continue;
        if (const auto it = plan.inputs.find(input.name); it != plan.inputs.end())
            wanted = it->second;
    }
    const QString what = planned.step.argument;
    const QString spec = keepSpec(environment, planned.hosts, u"back-"_s + what, [&](const QString& host) {
        // What failed goes back to what this very host ran.
        return QStringList{u"version "_s + (failure ? runningOn(plan, host) : plain(wanted))};
    });
    System::Step step = scriptStep(System::BuiltIn::BringBack, planned.step.id, planned.step.name, spec);
    step.timeout = planned.step.timeout;
    step.on = planned.step.on;
    step.strategy = planned.step.strategy;
    step.batch = planned.step.batch;
    step.pause = planned.step.pause;
    step.maxFailures = planned.step.maxFailures;
    planned.step = step;
}

} // namespace

const QString& keepStepId()
{
    static const QString id = u"pilothouse-keep"_s;
    return id;
}

const QString& retainStepId()
{
    static const QString id = u"pilothouse-retain"_s;
    return id;
}

bool bringsBack(const PlannedStep& planned)
{
    return planned.step.action == System::StepAction::BringBack || planned.step.builtIn == System::BuiltIn::BringBack;
}

QString versionBroughtBack(const Plan& plan)
{
    return std::ranges::any_of(plan.steps, bringsBack) ? plan.proof.target : QString();
}

QStringList wayBackLines(const Plan& plan)
{
    QStringList lines;
    const QString target = versionBroughtBack(plan);
    const bool keeps =
        !plan.steps.empty() && plan.steps.front().step.builtIn == System::BuiltIn::Keep && target.isEmpty();
    if (keeps && !plan.retained.contains(plan.running))
        lines += QCoreApplication::translate("Run", "%1, which the first step keeps on %2")
                     .arg(shortVersion(plan.running), plan.steps.front().hosts.join(u", "_s));
    else if (keeps)
        lines += keptWords(plan.running, plan.kept);
    QStringList all = plan.retained;
    for (const HostKept& host : plan.kept) {
        for (auto it = host.versions.rbegin(); it != host.versions.rend(); ++it)
            all += it->version;
    }
    all.removeDuplicates();
    for (const QString& version : std::as_const(all)) {
        if (version == target || (keeps && version == plan.running))
            continue;
        lines += keptWords(version, plan.kept);
        if (!plan.retained.contains(version))
            lines.last() += QCoreApplication::translate("Run", ", not whole on every host");
    }
    return lines;
}

QString keepSpec(const System::Environment& environment, const QStringList& hosts, const QString& act,
                 const std::function<QStringList(const QString& host)>& more)
{
    QStringList lines{u"act "_s + act};
    if (environment.keep)
        lines += u"versions %1"_s.arg(environment.keep->versions);
    for (const QString& name : hosts) {
        const System::Host* host = environment.host(name);
        const KeepShare share = shareOf(environment, name);
        if (!host || share.isEmpty())
            continue;
        lines += u"host "_s + name;
        lines += u"directory "_s + host->directory;
        if (share.release) {
            lines += u"release"_s;
            for (const QString& path : environment.keep->data)
                lines += u"data "_s + path;
        }
        for (const QString& each : share.images) {
            const System::Service* service = environment.service(each);
            lines += u"image %1 %2 %3 %4"_s.arg(runtimeName(service->runtime), service->name,
                                                service->unit.isEmpty() ? service->name : service->unit, service->file);
        }
        lines += more(name);
    }
    return lines.join(u'\n') + u"\nend\n"_s;
}

void addKeepSteps(const System::Environment& environment, const System::Procedure& procedure, Plan& plan)
{
    for (PlannedStep& planned : plan.steps) {
        if (planned.step.action == System::StepAction::BringBack)
            bringBack(environment, procedure, plan, planned, false);
    }
    for (PlannedStep& planned : plan.failureSteps) {
        if (planned.step.action == System::StepAction::BringBack)
            bringBack(environment, procedure, plan, planned, true);
    }
    if (plan.readOnly || plan.proof.kind == PlannedProof::Kind::NotNeeded)
        return;
    const QStringList hosts = hostsThatKeep(environment, plan);
    if (hosts.isEmpty() || plain(plan.running).isEmpty())
        return;
    const QString keep = keepSpec(environment, hosts, u"keep"_s, [&](const QString& host) {
        return QStringList{u"version "_s + runningOn(plan, host)};
    });
    plan.steps.insert(
        plan.steps.begin(),
        {.step = scriptStep(System::BuiltIn::Keep, keepStepId(),
                            QCoreApplication::translate("Run", "Keep %1").arg(shortVersion(plan.running)), keep),
         .hosts = hosts});
    // Without a proof, or of the same version, there is nothing new that could be kept.
    if (plan.proof.kind == PlannedProof::Kind::None || plan.proof.again || plan.proof.target.isEmpty())
        return;
    const QString retain = keepSpec(environment, hosts, u"retain"_s, [&](const QString& host) {
        QStringList lines{u"version "_s + plain(plan.proof.target)};
        if (environment.version) {
            // Named as the definition reads it, like everything that was kept before it.
            for (const QString& line : environment.version->read.split(u'\n'))
                lines += u"read "_s + line;
        }
        if (procedure.way == System::Way::Forward)
            lines += u"before "_s + runningOn(plan, host);
        QStringList named{runningOn(plan, host), plain(plan.running), plain(plan.previous()), plain(plan.proof.target)};
        named.removeAll(QString());
        named.removeDuplicates();
        for (const QString& version : std::as_const(named))
            lines += u"protect "_s + version;
        return lines;
    });
    plan.steps.push_back(
        {.step = scriptStep(
             System::BuiltIn::Retain, retainStepId(),
             QCoreApplication::translate("Run", "Keep %1, once proven").arg(shortVersion(plan.proof.target)), retain),
         .hosts = hosts});
}

} // namespace Pilothouse::Run
