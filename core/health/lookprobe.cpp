// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/lookprobe.h"

#include "base/safetext.h"
#include "base/translate.h"
#include "runtime/cluster.h"
#include "runtime/look.h"
#include "runtime/pm2.h"
#include "runtime/servicetools.h"
#include "runtime/systemd.h"
#include "ssh/framing.h"

namespace Pilothouse::Health {

using namespace Qt::StringLiterals;

namespace {

constexpr int toolMissing = 127;
constexpr qint64 mostOutput = 256 * 1024;
constexpr qint64 mostOfCluster = 4 * 1024 * 1024;

tl::unexpected<Error> unreadable(const System::ProbeSpec& probe, const Runtime::LookSection* section)
{
    const QString said =
        section ? SafeText::oneLine(QString::fromUtf8(section->said.trimmed()), 160).text() : QString();
    if (section && section->status == toolMissing)
        return fail(ErrorKind::NotFound,
                    translate("Health", "%1 lacks the program that this probe needs: %2").arg(probe.via, said));
    return fail(ErrorKind::Unknown, translate("Health", "what %1 said cannot be read").arg(probe.via), said);
}

Result<System::Observation> readPm2(const System::ProbeSpec& probe, const Runtime::LookOutput& looked)
{
    const Runtime::LookSection* section = looked.find(u"pm2"_s);
    if (!section || !section->status || *section->status == toolMissing)
        return unreadable(probe, section);
    if (*section->status == 1)
        return fail(ErrorKind::Failed, translate("Health", "PM2 does not run on %1").arg(probe.via));
    const auto processes = Runtime::readPm2Jlist(section->said);
    if (!processes)
        return unreadable(probe, section);
    int all = 0;
    int online = 0;
    QString wrong;
    for (const Runtime::Pm2Process& each : *processes) {
        if (each.name != probe.target)
            continue;
        ++all;
        const bool crashed = each.unstableRestarts.value_or(0) > 0;
        online += each.status == u"online" ? 1 : 0;
        if (each.status != u"online" || crashed)
            wrong = crashed ? translate("Health", "%1 crashes again and again").arg(each.name)
                            : translate("Health", "%1 is %2").arg(each.name, each.status);
    }
    if (all == 0)
        return fail(ErrorKind::Failed, translate("Health", "PM2 keeps no process named %1").arg(probe.target));
    if (!wrong.isEmpty() && probe.conditions.empty())
        return fail(ErrorKind::Failed, SafeText::oneLine(wrong, 160).text());
    System::Observation seen{.connected = wrong.isEmpty()};
    seen.rows = online;
    seen.output = u"%1 of %2 online"_s.arg(online).arg(all);
    return seen;
}

Result<System::Observation> readCron(const System::ProbeSpec& probe, const Runtime::LookOutput& looked)
{
    const Runtime::LookSection* section = looked.find(u"cron"_s);
    const Runtime::LookSection* daemon = looked.find(u"cron-daemon"_s);
    if (!section || !section->status || *section->status == toolMissing || !daemon || !daemon->status)
        return unreadable(probe, section);
    if (*section->status == 1)
        return fail(ErrorKind::Failed, translate("Health", "there is no crontab on %1").arg(probe.via));
    const auto table = Runtime::readCrontab(section->said);
    if (!table)
        return unreadable(probe, section);
    QStringList schedules;
    for (const Runtime::CronEntry& entry : table->entries) {
        if (entry.valid && entry.command.contains(probe.target))
            schedules += entry.schedule;
    }
    const bool runs = !daemon->said.trimmed().isEmpty();
    if (probe.conditions.empty() && schedules.isEmpty())
        return fail(ErrorKind::Failed, translate("Health", "no line of the crontab names %1").arg(probe.target));
    if (probe.conditions.empty() && !runs)
        return fail(ErrorKind::Failed, translate("Health", "no cron runs on %1").arg(probe.via));
    System::Observation seen{.connected = runs && !schedules.isEmpty()};
    seen.rows = schedules.size();
    seen.output = schedules.join(u", "_s);
    return seen;
}

Result<System::Observation> readDeployment(const System::ProbeSpec& probe, const Runtime::LookOutput& looked)
{
    const Runtime::LookSection* section = looked.find(u"kubernetes"_s);
    if (!section || section->status != 0)
        return unreadable(probe, section);
    const auto state = Runtime::readCluster(section->said);
    if (!state)
        return unreadable(probe, section);
    const Runtime::Workload* workload = state->workload(probe.target);
    if (!workload)
        return fail(ErrorKind::Failed, translate("Health", "there is no deployment %1").arg(probe.target));
    System::Observation seen{.connected = workload->isComplete() && workload->desired > 0};
    seen.rows = workload->available;
    seen.output = u"%1 of %2 available"_s.arg(workload->available).arg(workload->desired);
    if (seen.connected || !probe.conditions.empty())
        return seen;
    QString why = *seen.output;
    if (workload->desired == 0)
        why = translate("Health", "%1 is scaled to none").arg(workload->name);
    else if (workload->available == workload->desired)
        why = translate("Health", "%1 of %2 are of the newest revision").arg(workload->updated).arg(workload->desired);
    for (const Runtime::Finding& finding : Runtime::judgeCluster(*state)) {
        const auto pod = std::ranges::find(state->pods, finding.subject,
                                           [](const Runtime::ClusterPod& each) { return each.pod.name; });
        if (pod != state->pods.end() && pod->isOf(workload->name)) {
            why += u"; "_s + finding.text;
            break;
        }
    }
    return fail(ErrorKind::Failed, SafeText::oneLine(why, 200).text());
}

Result<System::Observation> readUnit(const System::ProbeSpec& probe, const Runtime::LookOutput& looked)
{
    const Runtime::LookSection* host = looked.find(u"systemd"_s);
    const Runtime::LookSection* section = looked.find(u"systemd-units"_s);
    if (host && host->status == 1)
        return fail(ErrorKind::NotFound, translate("Health", "systemd does not run %1").arg(probe.via));
    if (!section || section->status != 0)
        return unreadable(probe, section ? section : host);
    const auto units = Runtime::readSystemctl(section->said);
    if (!units)
        return unreadable(probe, section);
    const auto unit = std::ranges::find_if(*units, [&](const Runtime::SystemdUnit& each) {
        return each.unit == probe.target || each.unit == probe.target + u".service"_s;
    });
    if (unit == units->end())
        return unreadable(probe, section);
    if (unit->load == u"not-found")
        return fail(ErrorKind::Failed, translate("Health", "systemd knows no unit %1").arg(probe.target));
    System::Observation seen{.connected = unit->active == u"active" || unit->active == u"reloading"};
    seen.output = u"%1 (%2)"_s.arg(unit->active, unit->sub);
    if (!seen.connected && probe.conditions.empty()) {
        const QString why = unit->result.isEmpty() || unit->result == u"success" ? unit->sub : unit->result;
        return fail(
            ErrorKind::Failed,
            SafeText::oneLine(translate("Health", "%1 is %2 (%3)").arg(probe.target, unit->active, why), 160).text());
    }
    return seen;
}

/// Of one line a container: name, state, exit code, ended for want of memory, restarts, health.
Result<System::Observation> readContainer(const System::ProbeSpec& probe, const Runtime::LookOutput& looked)
{
    const Runtime::LookSection* section = looked.find(u"containers"_s);
    if (!section || !section->status || *section->status == toolMissing)
        return unreadable(probe, section);
    if (*section->status != 0)
        return fail(ErrorKind::Failed, translate("Health", "the Docker engine of %1 does not answer").arg(probe.via));
    for (const QByteArray& line : section->said.split('\n')) {
        const QStringList words = QString::fromUtf8(line).split(u'\t');
        if (words.size() < 6 || words.first() != u'/' + probe.target)
            continue;
        const QString& state = words.at(1);
        const QString& health = words.at(5);
        if (state == u"running" && health == u"starting")
            return fail(ErrorKind::Unknown,
                        translate("Health", "%1 has not said yet whether it is well").arg(probe.target));
        System::Observation seen{.connected = state == u"running" && health != u"unhealthy"};
        seen.output = health.isEmpty() ? state : state + u", "_s + health;
        if (!seen.connected && probe.conditions.empty())
            return fail(ErrorKind::Failed,
                        SafeText::oneLine(translate("Health", "%1 is %2").arg(probe.target, *seen.output), 160).text());
        return seen;
    }
    return fail(ErrorKind::Failed, translate("Health", "there is no container named %1").arg(probe.target));
}

QByteArray asked(const System::ProbeSpec& probe)
{
    if (probe.kind == System::ProbeKind::Systemd)
        return "look systemd\nunit " + probe.target.toUtf8() + '\n';
    if (probe.kind == System::ProbeKind::Container)
        return "look containers\n";
    return probe.kind == System::ProbeKind::Pm2 ? "look pm2\n" : "look cron\n";
}

} // namespace

bool isLookProbe(System::ProbeKind kind)
{
    using Kind = System::ProbeKind;
    return kind == Kind::Pm2 || kind == Kind::Cron || kind == Kind::Kubernetes || kind == Kind::Systemd ||
           kind == Kind::Container;
}

Ssh::Command lookCommand(const System::Environment& environment, const System::ProbeSpec& probe)
{
    Ssh::Command command = Ssh::shellCommand(Runtime::lookScript());
    command.deadline = probe.timeout;
    command.collectAtMost = mostOutput;
    if (probe.kind == System::ProbeKind::Kubernetes) {
        const System::Host* host = environment.host(probe.via);
        const auto variable = [host](const QString& name) {
            return host && host->variables.contains(name) ? host->variables.at(name).toUtf8() : QByteArray();
        };
        command.collectAtMost = mostOfCluster;
        command.input = "look kubernetes\ncontext " + variable(u"KUBE_CONTEXT"_s) + "\nnamespace " +
                        variable(u"KUBE_NAMESPACE"_s) + "\nend\n";
    } else {
        command.input = asked(probe) + "end\n";
    }
    return command;
}

Result<System::Observation> readLook(const System::ProbeSpec& probe, const QByteArray& output)
{
    const Runtime::LookOutput looked = Runtime::splitLooks(output);
    if (!looked.whole)
        return unreadable(probe, nullptr);
    if (probe.kind == System::ProbeKind::Kubernetes)
        return readDeployment(probe, looked);
    if (probe.kind == System::ProbeKind::Systemd)
        return readUnit(probe, looked);
    if (probe.kind == System::ProbeKind::Container)
        return readContainer(probe, looked);
    return probe.kind == System::ProbeKind::Pm2 ? readPm2(probe, looked) : readCron(probe, looked);
}

} // namespace Pilothouse::Health
