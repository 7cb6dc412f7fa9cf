// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/lookprobe.h"

#include "base/safetext.h"
#include "base/translate.h"
#include "runtime/look.h"
#include "runtime/pm2.h"
#include "runtime/servicetools.h"
#include "ssh/framing.h"

namespace Pilothouse::Health {

using namespace Qt::StringLiterals;

namespace {

constexpr int toolMissing = 127;
constexpr qint64 mostOutput = 256 * 1024;

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

} // namespace

Ssh::Command lookCommand(const System::ProbeSpec& probe)
{
    Ssh::Command command = Ssh::shellCommand(Runtime::lookScript());
    command.deadline = probe.timeout;
    command.collectAtMost = mostOutput;
    command.input = probe.kind == System::ProbeKind::Pm2 ? "look pm2\nend\n" : "look cron\nend\n";
    return command;
}

Result<System::Observation> readLook(const System::ProbeSpec& probe, const QByteArray& output)
{
    const Runtime::LookOutput looked = Runtime::splitLooks(output);
    if (!looked.whole)
        return unreadable(probe, nullptr);
    return probe.kind == System::ProbeKind::Pm2 ? readPm2(probe, looked) : readCron(probe, looked);
}

} // namespace Pilothouse::Health
