// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/look.h"

#include "base/safetext.h"
#include "base/translate.h"
#include "base/units.h"
#include "runtime/cluster.h"
#include "runtime/hosttools.h"
#include "runtime/lookservices.h"
#include "runtime/pm2.h"
#include "runtime/servicetools.h"

#include <QDateTime>
#include <QFile>
#include <QTimeZone>

#include <algorithm>
#include <map>

static void initLookScript() { Q_INIT_RESOURCE(runtime_remote); }

namespace Pilothouse::Runtime {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto certificateSoon = 14 * 24h;
constexpr int toolMissing = 127;
constexpr std::pair<double, double> usualLimits{80, 95};

QString safe(const QString& text) { return SafeText::oneLine(text, 200).text(); }

class Reader
{
public:
    Reader(const QByteArray& output, const QDateTime& now)
        : m_now(now)
        , m_output(splitLooks(output))
    {
        for (const LookSection& section : m_output.sections)
            judge(section);
        if (!m_output.whole)
            looks.findings.push_back({.severity = Severity::Unknown,
                                      .look = {},
                                      .subject = {},
                                      .text = translate("Runtime", "The looks were cut off before their end.")});
    }

    Looks looks;

private:
    void find(Severity severity, const LookSection& section, const QString& subject, const QString& text)
    {
        looks.findings.push_back(
            {.severity = severity, .look = section.look, .subject = safe(subject), .text = safe(text)});
    }

    void judge(const LookSection& section)
    {
        if (!section.status) {
            find(Severity::Unknown, section, section.subject, translate("Runtime", "It was not looked at to the end."));
            return;
        }
        looks.looked += section.look;
        if (*section.status == toolMissing) {
            find(Severity::Unknown, section, section.subject,
                 translate("Runtime", "It could not be asked: %1").arg(lastLine(section)));
            return;
        }
        if (section.look == u"disk" || section.look == u"inodes")
            disk(section);
        else if (section.look == u"memory")
            memory(section);
        else if (section.look == u"pm2")
            pm2(section);
        else if (section.look == u"pm2-saved")
            saved(section);
        else if (section.look == u"pm2-startup")
            startup(section);
        else if (section.look == u"postgres")
            postgres(section);
        else if (section.look == u"nginx")
            nginx(section);
        else if (section.look == u"certificates")
            certificate(section);
        else if (section.look == u"cron")
            cron(section);
        else if (section.look == u"cron-daemon")
            daemon(section);
        else if (section.look == u"containers")
            containers(section);
        else if (section.look == u"kubernetes")
            kubernetes(section);
        else if (section.look == u"systemd")
            add(judgeSystemd(section));
        else if (section.look == u"systemd-units")
            add(judgeUnits(section));
        else if (section.look == u"redis")
            add(judgeRedis(section));
        else
            unread(section);
    }

    void add(std::vector<Finding> findings) { std::ranges::move(findings, std::back_inserter(looks.findings)); }
    static QString lastLine(const LookSection& section)
    {
        return QString::fromUtf8(section.said.trimmed().split('\n').last());
    }
    void unread(const LookSection& section)
    {
        find(Severity::Unknown, section, section.subject,
             translate("Runtime", "What it said could not be read: %1").arg(lastLine(section)));
    }
    std::optional<Severity> over(const QString& metric, double percent) const
    {
        const auto it = m_output.limits.find(metric);
        const auto [warning, critical] = it == m_output.limits.end() ? usualLimits : it->second;
        if (percent < warning)
            return {};
        return percent >= critical ? Severity::Critical : Severity::Warning;
    }

    void disk(const LookSection& section)
    {
        const auto rows = readDf(section.said);
        if (!rows || rows->empty())
            return unread(section);
        // Images that are mounted are always full.
        static const QStringList readOnlyTypes{u"squashfs"_s, u"iso9660"_s, u"erofs"_s, u"efivarfs"_s};
        for (const FileSystem& each : *rows) {
            const bool inodes = section.look == u"inodes";
            const auto percent = inodes ? each.inodesPercent : each.usedPercent;
            if (!percent || readOnlyTypes.contains(each.type))
                continue;
            if (const auto severity = over(u"disk"_s, *percent))
                find(*severity, section, each.mount,
                     inodes ? translate("Runtime", "%1 has used %2 % of its inodes.").arg(each.mount).arg(*percent)
                            : translate("Runtime", "%1 is %2 % full, %3 are left.")
                                  .arg(each.mount)
                                  .arg(*percent)
                                  .arg(formatSize(each.availableBytes.value_or(0))));
        }
    }

    void memory(const LookSection& section)
    {
        const auto rows = readFree(section.said);
        const auto row =
            rows ? std::ranges::find(*rows, u"memory"_s, &MemoryRow::kind) : std::vector<MemoryRow>::const_iterator{};
        if (!rows || row == rows->end() || row->totalBytes.value_or(0) <= 0 || !row->availableBytes)
            return unread(section);
        const double percent = 100.0 * (1.0 - double(*row->availableBytes) / double(*row->totalBytes));
        if (const auto severity = over(u"memory"_s, percent))
            find(*severity, section, {}, translate("Runtime", "%1 % of the memory is in use.").arg(qRound(percent)));
    }

    void pm2(const LookSection& section)
    {
        if (*section.status != 0)
            return find(Severity::Critical, section, {},
                        translate("Runtime", "PM2 does not run: %1").arg(lastLine(section)));
        const auto processes = readPm2Jlist(section.said);
        if (!processes)
            return unread(section);
        if (processes->empty())
            return find(Severity::Critical, section, {}, translate("Runtime", "PM2 keeps no process."));
        for (const Pm2Process& each : *processes) {
            const QString name = u"%1 (%2)"_s.arg(each.name).arg(each.id.value_or(-1));
            ++m_running[each.name];
            const qint64 unstable = each.unstableRestarts.value_or(0);
            const bool loops = each.status == u"errored" || each.status == u"waiting restart" || unstable > 0;
            if (loops)
                find(Severity::Critical, section, each.name,
                     translate("Runtime", "%1 crashes again and again: %2, %3 restarts.")
                         .arg(name, each.status)
                         .arg(each.restarts.value_or(0)));
            else if (each.status != u"online")
                find(each.status == u"launching" ? Severity::Warning : Severity::Critical, section, each.name,
                     translate("Runtime", "%1 does not run: %2.").arg(name, each.status));
        }
    }

    void saved(const LookSection& section)
    {
        const auto processes = *section.status == 0 ? readPm2Jlist(section.said) : Result<std::vector<Pm2Process>>();
        if (!processes)
            return unread(section);
        if (*section.status != 0)
            return find(
                Severity::Warning, section, {},
                translate("Runtime", "PM2 has saved nothing, so a start of the host brings nothing back: pm2 save"));
        std::map<QString, int> after;
        for (const Pm2Process& each : *processes)
            ++after[each.name];
        for (const auto& [name, count] : m_running) {
            if (after[name] != count)
                find(Severity::Warning, section, name,
                     translate("Runtime", "%1: %2 running, %3 after a start of the host (pm2 save)")
                         .arg(name)
                         .arg(count)
                         .arg(after[name]));
        }
    }

    void startup(const LookSection& section)
    {
        if (section.said.trimmed() == "none")
            find(Severity::Warning, section, {},
                 translate("Runtime", "Nothing starts PM2 when the host starts: pm2 startup"));
    }

    void postgres(const LookSection& section)
    {
        if (*section.status == 1)
            find(Severity::Critical, section, {},
                 translate("Runtime", "PostgreSQL lets nobody in: %1").arg(lastLine(section)));
        else if (*section.status == 2)
            find(Severity::Critical, section, {},
                 translate("Runtime", "PostgreSQL does not answer: %1").arg(lastLine(section)));
        else if (*section.status != 0)
            unread(section);
    }

    void nginx(const LookSection& section)
    {
        const auto test = readNginxTest(section.said);
        if (!test || !test->valid)
            return unread(section);
        for (const NginxMessage& message : test->messages) {
            const bool bad = message.level == u"emerg" || message.level == u"alert" || message.level == u"crit" ||
                             message.level == u"error";
            if (!bad && message.level != u"warn")
                continue;
            const QString where =
                message.file.isEmpty()
                    ? message.message
                    : u"%1:%2: %3"_s.arg(message.file).arg(message.line.value_or(0)).arg(message.message);
            find(bad ? Severity::Critical : Severity::Warning, section, message.file,
                 bad ? translate("Runtime", "nginx could not start with its settings: %1").arg(where)
                     : translate("Runtime", "nginx warns of its settings: %1").arg(where));
        }
        if (!*test->valid &&
            std::ranges::none_of(looks.findings, [](const Finding& each) { return each.look == u"nginx"; }))
            find(Severity::Critical, section, {},
                 translate("Runtime", "nginx could not start with its settings: %1").arg(lastLine(section)));
    }

    void certificate(const LookSection& section)
    {
        const auto dates =
            *section.status == 0 ? readOpensslDates(section.said) : Result<std::vector<CertificateDates>>();
        if (*section.status != 0 || !dates || dates->empty())
            return unread(section);
        QDateTime ends = QDateTime::fromString(dates->front().notAfter, Qt::ISODate);
        if (!ends.isValid())
            return unread(section);
        ends.setTimeZone(QTimeZone::utc());
        const auto left = std::chrono::milliseconds(m_now.msecsTo(ends));
        if (left <= 0ms)
            find(
                Severity::Critical, section, section.subject,
                translate("Runtime", "The certificate %1 expired %2 ago.").arg(section.subject, formatDuration(-left)));
        else if (left < certificateSoon)
            find(Severity::Warning, section, section.subject,
                 translate("Runtime", "The certificate %1 is good for %2 only.")
                     .arg(section.subject, formatDuration(left)));
    }

    void cron(const LookSection& section)
    {
        // No crontab is status 1.
        if (*section.status != 0)
            return;
        const auto table = readCrontab(section.said);
        if (!table)
            return unread(section);
        for (const CronEntry& entry : table->entries) {
            if (!entry.valid)
                find(Severity::Warning, section, QString::number(entry.line),
                     translate("Runtime", "Line %1 of the crontab is no schedule: %2")
                         .arg(entry.line)
                         .arg(entry.schedule));
        }
    }

    void daemon(const LookSection& section)
    {
        if (section.said.trimmed().isEmpty())
            find(Severity::Critical, section, {},
                 translate("Runtime", "cron does not run, so nothing of a crontab is started."));
    }

    /// Name, state, exit code, ended for want of memory, restarts, health, seconds to end, service of Compose.
    void containers(const LookSection& section)
    {
        if (*section.status != 0)
            return find(Severity::Critical, section, {},
                        translate("Runtime", "The Docker engine does not answer: %1").arg(lastLine(section)));
        for (const QByteArray& line : section.said.split('\n')) {
            const QStringList words = QString::fromUtf8(line).split(u'\t');
            if (line.trimmed().isEmpty())
                continue;
            if (words.size() != 6 && words.size() != 8 && words.size() != 10)
                return unread(section);
            container(section, words.at(0).startsWith(u'/') ? words.at(0).mid(1) : words.at(0), words);
        }
    }

    static constexpr int oftenRestarted = 3;

    /// Started often and, by the host's own clock, only just: it runs for as long as it takes to crash.
    static bool isLooping(const QStringList& words)
    {
        constexpr qint64 justNow = 60;
        if (words.size() < 10 || words.at(4).toInt() < oftenRestarted)
            return false;
        // Docker's nanoseconds are more than Qt reads.
        const QDateTime started = QDateTime::fromString(words.at(8).left(19) + u'Z', Qt::ISODate);
        const QDateTime now = QDateTime::fromString(words.at(9), Qt::ISODate);
        return started.isValid() && now.isValid() && started.secsTo(now) < justNow;
    }

    void container(const LookSection& section, const QString& name, const QStringList& words)
    {
        const QString& state = words.at(1);
        if (words.at(3) == u"true")
            find(Severity::Critical, section, name,
                 translate("Runtime", "%1 was ended because it took more memory than it may.").arg(name));
        else if (state == u"restarting" || (state == u"running" && isLooping(words)))
            find(Severity::Critical, section, name,
                 translate("Runtime", "%1 crashes again and again: %2 restarts.").arg(name, words.at(4)));
        else if (state == u"exited" && words.at(2) == u"0")
            find(Severity::Warning, section, name, translate("Runtime", "%1 has ended and does not run.").arg(name));
        else if (state == u"exited" || state == u"dead")
            find(Severity::Critical, section, name,
                 translate("Runtime", "%1 does not run: it ended with %2.").arg(name, words.at(2)));
        else if (words.at(5) == u"unhealthy")
            find(Severity::Critical, section, name, translate("Runtime", "%1 says that it is not well.").arg(name));
        else if (state != u"running")
            find(Severity::Warning, section, name, translate("Runtime", "%1 does not run: %2.").arg(name, state));
        else if (words.at(4).toInt() >= oftenRestarted)
            find(Severity::Warning, section, name,
                 translate("Runtime", "%1 runs, after %2 restarts by the engine.").arg(name, words.at(4)));
        if (words.size() >= 8 && state == u"running")
            timeToEnd(section, name, words);
    }

    void timeToEnd(const LookSection& section, const QString& name, const QStringList& words)
    {
        constexpr int dockersOwn = 10;
        const QString& service = words.at(7);
        const bool composed = !service.isEmpty() && service != u"<no value>";
        const auto limit = m_output.limits.find(u"stops:"_s + (composed ? service : name));
        bool said = false;
        const int given = words.at(6).toInt(&said);
        if (limit == m_output.limits.end() || (said ? given : dockersOwn) >= limit->second.first)
            return;
        find(Severity::Warning, section, name,
             translate("Runtime", "%1 is killed %2 s after it is told to stop, but may take up to %3 s: set "
                                  "stop_grace_period in its Compose file, or docker run --stop-timeout.")
                 .arg(name)
                 .arg(said ? given : dockersOwn)
                 .arg(limit->second.first));
    }

    void kubernetes(const LookSection& section)
    {
        if (*section.status != 0)
            return find(Severity::Unknown, section, section.subject,
                        translate("Runtime", "The cluster does not answer: %1").arg(lastLine(section)));
        const auto state = readCluster(section.said);
        if (!state)
            return unread(section);
        for (const Finding& each : judgeCluster(*state))
            looks.findings.push_back(each);
    }

    QDateTime m_now;
    LookOutput m_output;
    std::map<QString, int> m_running;
};

} // namespace

QString severityName(Severity severity)
{
    switch (severity) {
    case Severity::Unknown:
        return u"unknown"_s;
    case Severity::Warning:
        return u"warning"_s;
    case Severity::Critical:
        return u"critical"_s;
    }
    return {};
}

QString severityWord(Severity severity)
{
    switch (severity) {
    case Severity::Unknown:
        return translate("Runtime", "unknown");
    case Severity::Warning:
        return translate("Runtime", "warning");
    case Severity::Critical:
        return translate("Runtime", "critical");
    }
    return {};
}

const LookSection* LookOutput::find(const QString& look) const
{
    const auto it = std::ranges::find(sections, look, &LookSection::look);
    return it == sections.end() ? nullptr : &*it;
}

const QByteArray& lookScript()
{
    static const QByteArray text = [] {
        initLookScript();
        QFile file(u":/pilothouse/remote/look.sh"_s);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }();
    return text;
}

LookOutput splitLooks(const QByteArray& output)
{
    LookOutput out;
    LookSection* open = nullptr;
    for (const QByteArray& line : output.split('\n')) {
        const QList<QByteArray> words = line.split(' ');
        if (words.size() == 4 && line.startsWith("pilothouse looked ") && open) {
            open->status = words.at(3).toInt();
            open = nullptr;
        } else if (words.size() >= 3 && line.startsWith("pilothouse look ")) {
            const QString rest = QString::fromUtf8(line.mid(16));
            out.sections.push_back({.look = rest.section(u' ', 0, 0), .subject = rest.section(u' ', 1)});
            open = &out.sections.back();
        } else if (words.size() == 5 && line.startsWith("pilothouse limit ")) {
            out.limits[QString::fromUtf8(words.at(2))] = {words.at(3).toDouble(), words.at(4).toDouble()};
        } else if (line == "pilothouse end") {
            out.whole = true;
        } else if (open) {
            open->said += line + '\n';
        }
    }
    return out;
}

Looks readLooks(const QByteArray& output, const QDateTime& now) { return Reader(output, now).looks; }

} // namespace Pilothouse::Runtime
