// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/units.h"
#include "run/keepsteps.h"
#include "run/planwork.h"

#include <QCoreApplication>
#include <QFile>
#include <QRegularExpression>

#include <algorithm>

namespace Pilothouse::Run {

using namespace Qt::StringLiterals;

namespace {

QByteArray keepScript()
{
    QFile file(u":/pilothouse/remote/keep.sh"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString listed(const QStringList& versions)
{
    QStringList shown;
    for (const QString& version : versions)
        shown += shortVersion(version);
    return shown.isEmpty() ? QCoreApplication::translate("Run", "nothing") : shown.join(u", "_s);
}

} // namespace

Result<HostKept> PlanWork::askKept(const System::Host& host, const QString& act)
{
    const QString spec = keepSpec(environment, {host.name}, act, [&](const QString&) {
        QStringList lines;
        if (environment.version && !isDenied(environment.version->read)) {
            for (const QString& line : environment.version->read.split(u'\n'))
                lines += u"read "_s + line;
        }
        return lines;
    });
    // Not in its directory: that may be missing, and be what is brought back.
    System::Host elsewhere = host;
    elsewhere.directory = u"~"_s;
    const auto finished = once(elsewhere, keepScript(), {{u"spec"_s, spec}, {u"PILOTHOUSE_HOST"_s, host.name}});
    if (!finished)
        return fail(finished.error());
    if (!finished->succeeded())
        return fail(ErrorKind::Failed,
                    QCoreApplication::translate("Run", "%1 could not say which versions it keeps.").arg(host.name),
                    QString::fromUtf8(finished->errors.left(2000)));
    return keptFrom(host.name, finished->output);
}

bool PlanWork::concernsKept(const System::Procedure& procedure) const
{
    if (!environment.keep || plan.readOnly || !reachesWhatRuns())
        return false;
    const bool asks = std::ranges::any_of(procedure.inputs, [](const System::Input& input) {
        return input.type == System::InputType::GitRef || input.type == System::InputType::Version;
    });
    return asks || usesPrevious(plan, procedure) || std::ranges::any_of(plan.steps, bringsBack) ||
           std::ranges::any_of(plan.failureSteps, bringsBack);
}

Result<void> PlanWork::lookAtKept(const System::Procedure& procedure)
{
    if (!concernsKept(procedure))
        return {};
    const QStringList used = plan.usedHosts();
    for (const QString& name : keepingHosts(environment)) {
        if (!used.contains(name))
            continue;
        auto kept = askKept(*environment.host(name), u"plan"_s);
        if (!kept)
            return fail(kept.error());
        if (!kept->error.isEmpty())
            return fail(ErrorKind::Failed,
                        QCoreApplication::translate("Run", "%1 cannot keep versions: %2").arg(name, kept->error));
        if (!kept->read.isEmpty() && !sameVersion(kept->read, plan.running) && canBeKept(kept->read)) {
            plan.runningOn[name] = kept->read;
            plan.warnings += QCoreApplication::translate("Run", "%1 runs %2.").arg(name, shortVersion(kept->read));
        }
        plan.kept.push_back(std::move(*kept));
    }
    plan.retained = retainedOn(environment, plan.kept, hostsThatBringBack());
    return {};
}

QStringList PlanWork::hostsThatBringBack() const
{
    QStringList hosts;
    for (const PlannedStep& planned : plan.steps) {
        if (bringsBack(planned))
            hosts += planned.hosts;
    }
    if (hosts.isEmpty()) {
        for (const HostKept& kept : plan.kept)
            hosts += kept.host;
    }
    hosts.removeDuplicates();
    return hosts;
}

Result<QString> PlanWork::resolveVersion(const QString& given) const
{
    const QStringList& retained = plan.retained;
    if (given.isEmpty()) {
        const QString back = wayBackFrom(plan.kept, retained, plan.running);
        if (back.isEmpty())
            return fail(ErrorKind::NotFound,
                        QCoreApplication::translate("Run", "No version from before %1 is kept; there are: %2.")
                            .arg(plan.running.isEmpty() ? QCoreApplication::translate("Run", "now")
                                                        : shortVersion(plan.running),
                                 listed(retained)));
        return back;
    }
    const QString version = fullVersion(retained, given);
    if (!version.isEmpty())
        return version;
    QStringList where;
    for (const HostKept& host : plan.kept) {
        QStringList names;
        for (auto it = host.versions.rbegin(); it != host.versions.rend(); ++it) {
            const QStringList missing = missingOf(host, it->version, shareOf(environment, host.host));
            names += missing.isEmpty() ? shortVersion(it->version)
                                       : QCoreApplication::translate("Run", "%1 without %2")
                                             .arg(shortVersion(it->version), missing.join(u", "_s));
        }
        where += u"%1: %2"_s.arg(host.host,
                                 names.isEmpty() ? QCoreApplication::translate("Run", "nothing") : names.join(u", "_s));
    }
    return fail(ErrorKind::NotFound,
                QCoreApplication::translate("Run", "%1 is not kept. Kept are: %2.")
                    .arg(shortVersion(given),
                         where.isEmpty() ? QCoreApplication::translate("Run", "nothing") : where.join(u"; "_s)));
}

Result<QString> PlanWork::previousVersion(const System::Procedure& procedure, const QString& fromHistory) const
{
    const bool uses = usesPrevious(plan, procedure);
    const auto given = plan.given.find(u"previous"_s);
    const bool brings = std::ranges::any_of(plan.steps, bringsBack) && uses;
    if (given != plan.given.end())
        return brings ? resolveVersion(given->second) : Result<QString>(given->second);
    if (!uses)
        return plan.running;
    if (plan.kept.empty())
        return fromHistory;
    const QString back = wayBackFrom(plan.kept, plan.retained, plan.running);
    if (!back.isEmpty() || !brings)
        return back.isEmpty() ? fromHistory : back;
    return resolveVersion(fromHistory);
}

void PlanWork::nameVersionsOfTheWayBack()
{
    const System::Procedure* back = environment.procedure(plan.onFailure);
    if (!back)
        return;
    for (const System::Input& input : back->inputs) {
        if (input.type == System::InputType::Version && !plan.inputs.contains(input.name))
            plan.inputs[input.name] = plan.previous();
    }
}

void PlanWork::checkKeeping(const System::Procedure& procedure, const QDateTime& now)
{
    if (plan.kept.empty())
        return;
    if (plan.running.isEmpty()) {
        plan.warnings += QCoreApplication::translate(
            "Run", "What runs now cannot be named (read: under version: says nothing), so it is not kept.");
    } else if (!canBeKept(plan.running)) {
        plan.warnings += QCoreApplication::translate("Run", "%1 cannot name a kept version: only letters, digits, dot, "
                                                            "hyphen and underscore can. It is not kept.")
                             .arg(shortVersion(plan.running));
    }
    for (const HostKept& host : plan.kept) {
        const KeepShare share = shareOf(environment, host.host);
        const KeptVersion* there = host.version(plan.running);
        if (host.folderBytes && host.freeBytes >= 0 && !(there && there->releaseHere) &&
            host.freeBytes - *host.folderBytes < Room::littleBytes)
            demand(u"keep"_s, host.host, Verdict::Fails,
                   QCoreApplication::translate("Run", "a copy of its release takes %1, and %2 are free")
                       .arg(formatSize(*host.folderBytes), formatSize(host.freeBytes)),
                   now);
        QStringList absent;
        for (const QString& service : share.images) {
            if (std::ranges::find(host.running, service, &KeptImage::service) == host.running.end())
                absent += service;
        }
        if (!absent.isEmpty())
            plan.warnings += QCoreApplication::translate("Run", "On %1 nothing runs of %2, so there is no image of it "
                                                                "to keep, and no way back to one.")
                                 .arg(host.host, absent.join(u", "_s));
    }
    if (environment.keep->images.isEmpty())
        return;
    static const QRegularExpression prunes(
        u"docker\\s+(system|image)\\s+prune\\b[^\\n;|&]*\\s(-[a-z]*a[a-z]*\\b|--all\\b)"_s);
    for (const PlannedStep& planned : plan.steps) {
        if (planned.step.action == System::StepAction::Run && prunes.match(planned.step.argument).hasMatch())
            plan.warnings += QCoreApplication::translate("Run", "Step %1 removes every image that does not run, those "
                                                                "of kept versions too: leave -a out.")
                                 .arg(planned.step.name);
    }
    Q_UNUSED(procedure)
}

void PlanWork::lookAtHistory(const System::Procedure& procedure, const QDateTime& now)
{
    const auto target = broughtVersion(procedure);
    if (procedure.way != System::Way::Back || !past || !target || target->isEmpty() || plan.running.isEmpty() ||
        sameVersion(*target, plan.running))
        return;
    const bool restores = std::ranges::any_of(
        plan.steps, [](const PlannedStep& planned) { return planned.step.action == System::StepAction::Restore; });
    if (restores)
        return;
    const Between between = runsBetween(*target, plan.running, past);
    if (!between.applied.empty()) {
        const auto& newest = between.applied.front();
        QStringList backups;
        for (const System::BackupSpec& backup : environment.backups)
            backups += u"pilothousectl backup restore %1 %2"_s.arg(plan.target(), backup.name);
        QString statement =
            QCoreApplication::translate("Run", "%1 of run %2 was applied since %3 ran and cannot be taken back")
                .arg(newest.step, newest.run.toString(), shortVersion(*target));
        statement += backups.isEmpty()
                         ? QCoreApplication::translate("Run", "; repair, or deploy a version that fits")
                         : QCoreApplication::translate("Run", "; restore a backup from before it (%1), or deploy a "
                                                              "version that fits")
                               .arg(backups.join(u", "_s));
        demand(u"reversible"_s, shortVersion(*target), Verdict::Fails, statement, now);
    } else if (!between.known) {
        plan.warnings += QCoreApplication::translate(
                             "Run", "This computer does not know every run since %1: whether something was applied "
                                    "that cannot be taken back is unknown.")
                             .arg(shortVersion(*target));
    }
}

} // namespace Pilothouse::Run
