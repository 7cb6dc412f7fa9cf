// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/fileprobe.h"

#include "base/safetext.h"
#include "base/translate.h"
#include "base/units.h"
#include "runtime/hosttools.h"
#include "system/namepattern.h"

#include <QFile>

#include <cmath>

static void initFileScript() { Q_INIT_RESOURCE(health_remote); }

namespace Pilothouse::Health {

using System::ProbeKind;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 mostOutput = 4 * 1024 * 1024;
constexpr int weakPercent = 80;
constexpr int fullPercent = 95;
const QByteArray firstLine("pilothouse");

const QByteArray& fileScript()
{
    static const QByteArray text = [] {
        initFileScript();
        QFile file(u":/pilothouse/remote/file-state.sh"_s);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }();
    return text;
}

QString pathOf(const System::Environment& environment, const System::ProbeSpec& probe)
{
    QString path = probe.kind == ProbeKind::Cron ? probe.options->file : probe.path;
    const System::Host* host = environment.host(probe.via);
    if (!path.startsWith(u'/') && !path.startsWith(u'~') && host && !host->directory.isEmpty())
        path = host->directory + u'/' + path;
    return path;
}

tl::unexpected<Error> unreadable(const System::ProbeSpec& probe, const Ssh::Finished& finished)
{
    return fail(ErrorKind::Unknown, translate("Health", "what %1 said cannot be read").arg(probe.via),
                SafeText::oneLine(QString::fromUtf8(finished.errors), 160).text());
}

Result<System::Observation> readDisk(const System::ProbeSpec& probe, const Ssh::Finished& finished,
                                     const QByteArray& said)
{
    const qsizetype second = said.indexOf("Filesystem", 1);
    const auto space = Runtime::readDf(said.left(second));
    const auto inodes = second > 0 ? Runtime::readDf(said.mid(second)) : space;
    if (!space || space->empty() || !space->front().usedPercent)
        return unreadable(probe, finished);
    const Runtime::FileSystem& disk = space->front();
    System::Observation seen{.connected = true};
    const int used = int(std::ceil(*disk.usedPercent));
    seen.figures[u"USED_PERCENT"_s] = used;
    seen.figures[u"FREE_BYTES"_s] = disk.availableBytes.value_or(0);
    // Some file systems have no fixed number of inodes and say 0 or nothing.
    const bool hasInodes =
        inodes && !inodes->empty() && inodes->front().inodesPercent && inodes->front().inodes.value_or(0) > 0;
    const int inodesUsed = hasInodes ? int(std::ceil(*inodes->front().inodesPercent)) : 0;
    if (hasInodes)
        seen.figures[u"INODES_PERCENT"_s] = inodesUsed;
    seen.summary = translate("Health", "%1 % used, %2 free").arg(used).arg(formatSize(disk.availableBytes.value_or(0)));
    seen.output = SafeText::oneLine(disk.mount, 120).text();
    if (!probe.conditions.empty())
        return seen;
    if (used >= fullPercent)
        return fail(ErrorKind::Failed, translate("Health", "%1 % of %2 is used").arg(used).arg(probe.path));
    if (inodesUsed >= fullPercent)
        return fail(ErrorKind::Failed,
                    translate("Health", "%1 % of the inodes of %2 are used").arg(inodesUsed).arg(probe.path));
    if (used >= weakPercent)
        seen.weak << translate("Health", "%1 % of %2 is used").arg(used).arg(probe.path);
    if (inodesUsed >= weakPercent)
        seen.weak << translate("Health", "%1 % of the inodes of %2 are used").arg(inodesUsed).arg(probe.path);
    return seen;
}

Result<System::Observation> readAge(const System::ProbeSpec& probe, const Ssh::Finished& finished,
                                    const QByteArray& said)
{
    const QList<QByteArray> lines = said.trimmed().split('\n');
    bool isNow = false;
    bool isTime = false;
    const qint64 now = lines.value(0).toLongLong(&isNow);
    const qint64 written = lines.value(1).toLongLong(&isTime);
    if (lines.size() != 2 || !isNow || !isTime)
        return unreadable(probe, finished);
    const std::chrono::milliseconds age = std::chrono::seconds(std::max<qint64>(0, now - written));
    System::Observation seen{.connected = true};
    seen.figures[u"AGE"_s] = age.count();
    seen.summary = translate("Health", "last success %1 ago").arg(formatDuration(age));
    seen.output = seen.summary;
    const auto within = probe.options->within;
    if (within.count() > 0 && age > within && probe.conditions.empty())
        seen.weak << translate("Health", "more than %1").arg(formatDuration(within));
    return seen;
}

Result<System::Observation> readBackups(const System::BackupSpec& backup, const System::ProbeSpec& probe,
                                        const Ssh::Finished& finished, const QByteArray& said, const QDateTime& now)
{
    const auto pattern =
        System::NamePattern::parse(backup.pattern, backup.schedule ? backup.schedule->zone() : QTimeZone::utc());
    if (!pattern || (!said.isEmpty() && !said.endsWith('\0')))
        return unreadable(probe, finished);
    QDateTime newest;
    qint64 bytes = 0;
    QString name;
    int count = 0;
    for (const QByteArray& record : said.split('\0')) {
        const qsizetype first = record.indexOf(' ');
        const qsizetype second = record.indexOf(' ', first + 1);
        if (first <= 0 || second <= first)
            continue;
        const QString file = QString::fromUtf8(record.mid(second + 1));
        const auto time = pattern->match(file);
        const qint64 size = record.first(first).toLongLong();
        if (!time || size <= 0) // an empty file is no backup, whatever its name says
            continue;
        ++count;
        if (!newest.isValid() || *time > newest) {
            newest = *time;
            bytes = size;
            name = file;
        }
    }
    if (count == 0)
        return fail(ErrorKind::Failed, translate("Health", "there is no backup in %1").arg(probe.path));
    const std::chrono::milliseconds age(std::max<qint64>(0, newest.msecsTo(now)));
    System::Observation seen{.connected = true};
    seen.figures = {{u"AGE"_s, age.count()}, {u"BYTES"_s, bytes}};
    seen.rows = count;
    seen.output = SafeText::oneLine(name, 120).text();
    seen.summary = translate("Health", "the newest is %1 old and has %2").arg(formatDuration(age), formatSize(bytes));
    if (backup.rpo && age > *backup.rpo && probe.conditions.empty())
        seen.weak << translate("Health", "more than %1 may be lost").arg(formatDuration(*backup.rpo));
    return seen;
}

QByteArray modeOf(ProbeKind kind)
{
    if (kind == ProbeKind::Disk)
        return "disk";
    return kind == ProbeKind::Cron ? "age" : "list";
}

} // namespace

bool isFileProbe(const System::ProbeSpec& probe)
{
    return probe.kind == ProbeKind::Disk || probe.kind == ProbeKind::Backup ||
           (probe.kind == ProbeKind::Cron && !probe.options->file.isEmpty());
}

Result<System::ProbeSpec> resolvedFileProbe(const System::Environment& environment, const System::ProbeSpec& probe)
{
    if (probe.kind != ProbeKind::Backup)
        return probe;
    const System::BackupSpec* backup = environment.backup(probe.target);
    if (!backup || backup->directory.isEmpty() || backup->pattern.isEmpty())
        return fail(
            ErrorKind::Invalid,
            translate("Health", "the backup \"%1\" has no directory and pattern to look for").arg(probe.target));
    System::ProbeSpec out = probe;
    out.via = backup->on;
    out.path = backup->directory;
    return out;
}

Ssh::Command fileCommand(const System::Environment& environment, const System::ProbeSpec& probe)
{
    Ssh::Command command = Ssh::shellCommand(fileScript(), {modeOf(probe.kind), pathOf(environment, probe).toUtf8()});
    command.deadline = probe.timeout;
    command.collectAtMost = mostOutput;
    return command;
}

Result<System::Observation> readFileState(const System::Environment& environment, const System::ProbeSpec& probe,
                                          const Ssh::Finished& finished, const QDateTime& now)
{
    if (!finished.exitStatus)
        return fail(ErrorKind::Unreachable, translate("Health", "%1 did not say how the probe ended").arg(probe.via));
    const QString path = pathOf(environment, probe);
    if (finished.exitStatus == 3)
        return fail(ErrorKind::Failed, translate("Health", "there is no %1 on %2").arg(path, probe.via));
    if (finished.exitStatus == 4)
        return fail(ErrorKind::NotFound,
                    translate("Health", "the account on %2 may not look at %1").arg(path, probe.via));
    if (!finished.succeeded() || finished.truncated || !finished.output.startsWith(firstLine))
        return unreadable(probe, finished);
    const QByteArray said = finished.output.mid(firstLine.size() + 1);
    if (probe.kind == ProbeKind::Disk)
        return readDisk(probe, finished, said);
    if (probe.kind == ProbeKind::Cron)
        return readAge(probe, finished, said);
    const System::BackupSpec* backup = environment.backup(probe.target);
    return backup ? readBackups(*backup, probe, finished, said, now) : unreadable(probe, finished);
}

} // namespace Pilothouse::Health
