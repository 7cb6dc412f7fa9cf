// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/lookservices.h"

#include "base/safetext.h"
#include "base/translate.h"
#include "base/units.h"
#include "runtime/redisinfo.h"
#include "runtime/systemd.h"

#include <QSet>

namespace Pilothouse::Runtime {

using namespace Qt::StringLiterals;

namespace {

QString safe(const QString& text) { return SafeText::oneLine(text, 200).text(); }

QString lastLine(const LookSection& section) { return QString::fromUtf8(section.said.trimmed().split('\n').last()); }

Finding found(Severity severity, const LookSection& section, const QString& subject, const QString& text)
{
    return {.severity = severity, .look = section.look, .subject = safe(subject), .text = safe(text)};
}

Finding unread(const LookSection& section)
{
    return found(Severity::Unknown, section, section.subject,
                 translate("Runtime", "What it said could not be read: %1").arg(lastLine(section)));
}

std::optional<Finding> judge(const LookSection& section, const SystemdUnit& unit)
{
    constexpr int oftenRestarted = 3;
    const auto critical = [&](const QString& text) { return found(Severity::Critical, section, unit.unit, text); };
    const qint64 restarts = unit.restarts.value_or(0);
    if (unit.load == u"not-found")
        return critical(translate("Runtime", "systemd knows no unit %1.").arg(unit.unit));
    if (unit.load == u"masked")
        return critical(translate("Runtime", "%1 is masked, so nothing can start it.").arg(unit.unit));
    if (unit.result == u"oom-kill")
        return critical(translate("Runtime", "%1 was ended because it took more memory than it may.").arg(unit.unit));
    if (unit.sub == u"auto-restart")
        return critical(translate("Runtime", "%1 ended (%2) and waits to be started again; restarts so far: %3.")
                            .arg(unit.unit, unit.result)
                            .arg(restarts));
    if (unit.active == u"failed" && unit.exitStatus)
        return critical(
            translate("Runtime", "%1 failed: %2, exit status %3.").arg(unit.unit, unit.result).arg(*unit.exitStatus));
    if (unit.active == u"failed")
        return critical(translate("Runtime", "%1 failed: %2.").arg(unit.unit, unit.result));
    if (unit.active == u"activating" || unit.active == u"deactivating")
        return found(Severity::Warning, section, unit.unit,
                     translate("Runtime", "%1 does not run: %2.").arg(unit.unit, unit.sub));
    if (unit.active != u"active" && unit.active != u"reloading")
        return critical(translate("Runtime", "%1 does not run: %2.").arg(unit.unit, unit.active));
    if (restarts >= oftenRestarted)
        return found(
            Severity::Warning, section, unit.unit,
            translate("Runtime", "%1 runs, after systemd restarted it %2 times.").arg(unit.unit).arg(restarts));
    return {};
}

} // namespace

std::vector<Finding> judgeSystemd(const LookSection& section)
{
    const QString state = lastLine(section).trimmed();
    if (section.status != 0)
        return {found(Severity::Unknown, section, {},
                      translate("Runtime", "systemd does not run this host: %1").arg(state))};
    if (state == u"maintenance")
        return {found(Severity::Critical, section, {},
                      translate("Runtime", "The host is in systemd's rescue or emergency mode."))};
    if (state == u"starting" || state == u"initializing" || state == u"stopping")
        return {found(Severity::Warning, section, {}, translate("Runtime", "The host is %1.").arg(state))};
    // A host is degraded when units have failed, and they are looked at one by one.
    return {};
}

std::vector<Finding> judgeUnits(const LookSection& section)
{
    if (section.status == 0 && section.said.trimmed().isEmpty())
        return {};
    const auto units = section.status == 0 ? readSystemctl(section.said) : Result<std::vector<SystemdUnit>>();
    if (section.status != 0 || !units || units->empty())
        return {unread(section)};
    std::vector<Finding> findings;
    QSet<QString> seen; // a unit that the definition names may also have failed
    for (const SystemdUnit& unit : *units) {
        if (seen.contains(unit.unit))
            continue;
        seen.insert(unit.unit);
        if (auto finding = judge(section, unit))
            findings.push_back(std::move(*finding));
    }
    return findings;
}

std::vector<Finding> judgeRedis(const LookSection& section)
{
    const QString last = lastLine(section);
    if (last.startsWith(u"NOAUTH") || last.startsWith(u"NOPERM") || last.startsWith(u"DENIED"))
        return {
            found(Severity::Unknown, section, {},
                  translate("Runtime", "Redis tells nobody without a password; ask it with a probe: %1").arg(last))};
    if (section.status != 0)
        return {found(Severity::Critical, section, {}, translate("Runtime", "Redis does not answer: %1").arg(last))};
    const auto info = readRedisInfo(section.said);
    if (!info || (info->version.isEmpty() && !info->memoryBytes))
        return {unread(section)};
    std::vector<Finding> findings;
    const auto find = [&](Severity severity, const QString& text) {
        findings.push_back(found(severity, section, {}, text));
    };
    constexpr double nearlyFull = 0.9;
    if (info->loading == true)
        find(Severity::Warning, translate("Runtime", "Redis is still loading its data."));
    if (info->lastSaveOk == false)
        find(Severity::Critical,
             translate("Runtime", "Redis could not save its data the last time; look at its log and disk."));
    if (info->lastAppendOk == false)
        find(Severity::Critical, translate("Runtime", "Redis could not write its append-only file."));
    if (info->linkToMaster == u"down")
        find(Severity::Critical, translate("Runtime", "Redis has lost the server that it is a replica of."));
    const qint64 limit = info->memoryLimitBytes.value_or(0);
    const qint64 used = info->memoryBytes.value_or(0);
    if (limit > 0 && double(used) >= nearlyFull * double(limit)) {
        // Without a policy that gives keys up it refuses writes.
        const bool refuses = info->policy == u"noeviction";
        find(refuses ? Severity::Critical : Severity::Warning,
             refuses ? translate("Runtime", "Redis uses %1 of the %2 that it may, and then refuses writes.")
                           .arg(formatSize(used), formatSize(limit))
                     : translate("Runtime", "Redis uses %1 of the %2 that it may, and gives keys up (%3).")
                           .arg(formatSize(used), formatSize(limit), info->policy));
    }
    return findings;
}

} // namespace Pilothouse::Runtime
