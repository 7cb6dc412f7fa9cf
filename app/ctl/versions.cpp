// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/aim.h"
#include "base/safetext.h"
#include "base/translate.h"
#include "base/units.h"

#include <QJsonArray>

namespace Pilothouse::Ctl {

using namespace Qt::StringLiterals;

namespace {

/// All versions that some host keeps, the newest of the first host first.
QStringList versionsOf(const Run::KeptReport& report)
{
    QStringList all = report.retained;
    for (const Run::HostKept& host : report.hosts) {
        for (auto it = host.versions.rbegin(); it != host.versions.rend(); ++it)
            all += it->version;
    }
    all.removeDuplicates();
    return all;
}

QJsonObject toJson(const System::Environment& environment, const Run::HostKept& host, const Run::KeptVersion& kept)
{
    QJsonArray images;
    for (const Run::KeptImage& image : kept.images)
        images += QJsonObject{{u"service"_s, image.service},
                              {u"tag"_s, u"%1:pilothouse-%2"_s.arg(image.name, kept.version)},
                              {u"id"_s, image.id},
                              {u"bytes"_s, image.bytes},
                              {u"present"_s, image.here}};
    QJsonArray missing;
    for (const QString& what : Run::missingOf(host, kept.version, Run::shareOf(environment, host.host)))
        missing += what;
    return {{u"host"_s, host.host}, {u"since"_s, kept.since.isValid() ? QJsonValue(isoUtc(kept.since)) : QJsonValue()},
            {u"run"_s, kept.run},   {u"bytes"_s, kept.bytes()},
            {u"images"_s, images},  {u"release"_s, kept.release.isEmpty() ? QJsonValue() : QJsonValue(kept.release)},
            {u"link"_s, kept.link}, {u"missing"_s, missing}};
}

void printVersion(Call& call, const System::Environment& environment, const Run::KeptReport& report,
                  const QString& version)
{
    QStringList marks;
    if (version == report.running)
        marks += translate("Ctl", "runs now");
    if (version == report.wayBack)
        marks += translate("Ctl", "the way back leads here");
    if (!report.retained.contains(version))
        marks += translate("Ctl", "cannot be brought back whole");
    call.print(SafeText::oneLine(version).text() + (marks.isEmpty() ? QString() : u"  "_s + marks.join(u", "_s)));
    for (const Run::HostKept& host : report.hosts) {
        const Run::KeptVersion* kept = host.version(version);
        if (!kept)
            continue;
        QStringList parts;
        if (!kept->images.empty())
            parts += translate("Ctl", "%n image(s)", nullptr, int(kept->images.size()));
        if (!kept->release.isEmpty())
            parts += (kept->link ? translate("Ctl", "release %1") : translate("Ctl", "copy %1"))
                         .arg(SafeText::oneLine(kept->release).text());
        parts += formatSize(kept->bytes());
        parts += kept->since.isValid() ? translate("Ctl", "since %1").arg(isoUtc(kept->since))
                                       : translate("Ctl", "since when is not known");
        const QStringList missing = Run::missingOf(host, version, Run::shareOf(environment, host.host));
        if (!missing.isEmpty())
            parts += translate("Ctl", "missing: %1").arg(missing.join(u", "_s));
        call.print(u"  %1: %2"_s.arg(host.host, parts.join(u", "_s)));
    }
}

Exit versionsCommand(Call& call)
{
    if (call.words().size() != 1)
        return call.usage(translate("Ctl", "Write: pilothousectl versions TARGET"));
    const auto aim = aimOf(call);
    if (!aim)
        return call.report(aim.error());
    const auto report = call.wait(call.services().runs().versions(aim->environment()));
    if (!report)
        return call.report(report.error());
    bool whole = true;
    QJsonArray errors;
    for (const Run::HostKept& host : report->hosts) {
        whole = whole && host.error.isEmpty();
        if (!host.error.isEmpty())
            errors += QJsonObject{{u"host"_s, host.host}, {u"message"_s, host.error}};
    }
    if (call.json()) {
        QJsonArray versions;
        for (const QString& version : versionsOf(*report)) {
            QJsonArray hosts;
            for (const Run::HostKept& host : report->hosts) {
                if (const Run::KeptVersion* kept = host.version(version))
                    hosts += toJson(aim->environment(), host, *kept);
            }
            versions += QJsonObject{{u"version"_s, version},
                                    {u"running"_s, version == report->running},
                                    {u"wayBack"_s, version == report->wayBack},
                                    {u"retained"_s, report->retained.contains(version)},
                                    {u"hosts"_s, hosts}};
        }
        call.printJson({{u"target"_s, aim->toString()},
                        {u"running"_s, report->running},
                        {u"wayBack"_s, report->wayBack},
                        {u"keeps"_s, aim->environment().keep->versions},
                        {u"versions"_s, versions},
                        {u"errors"_s, errors}});
        return whole ? Exit::Done : Exit::Unknown;
    }
    const QStringList all = versionsOf(*report);
    if (all.isEmpty())
        call.print(
            translate("Ctl", "%1 keeps nothing yet; the next run that brings a version does.").arg(aim->toString()));
    for (const QString& version : all)
        printVersion(call, aim->environment(), *report, version);
    for (const Run::HostKept& host : report->hosts) {
        if (!host.error.isEmpty())
            call.note(u"%1: %2"_s.arg(host.host, host.error));
    }
    return whole ? Exit::Done : Exit::Unknown;
}

} // namespace

std::vector<Command> versionCommands()
{
    return {{u"versions"_s,
             u"TARGET"_s,
             translate("Ctl",
                       "list what is kept of the versions that ran: where, since when, and which can be brought back"),
             {},
             versionsCommand}};
}

} // namespace Pilothouse::Ctl
