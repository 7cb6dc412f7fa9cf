// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/systemd.h"

#include <QHash>
#include <QRegularExpression>

namespace Pilothouse::Runtime {

using namespace Qt::StringLiterals;

namespace {

/// "Fri 2026-11-20 10:00:00 UTC": other zones have names that mean nothing for certain.
QString timeOf(const QString& text)
{
    static const QRegularExpression form(
        u"([0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2})(?:\\.[0-9]+)?(?: (UTC|GMT))?"_s);
    const QRegularExpressionMatch match = form.match(text);
    return match.hasMatch() ? readTime(match.captured(1) + (match.capturedLength(2) > 0 ? u"Z"_s : QString()))
                            : QString();
}

/// The kernel's and systemd's ways to say that nothing is known.
std::optional<qint64> counterOf(const QString& text)
{
    const auto number = readInteger(text);
    return number && *number >= 0 ? number : std::nullopt;
}

using Set = void (*)(SystemdUnit&, const QString&);

const QHash<QString, Set>& properties()
{
    static const QHash<QString, Set> all{
        {u"Id"_s, [](SystemdUnit& unit, const QString& value) { unit.unit = value; }},
        {u"Description"_s, [](SystemdUnit& unit, const QString& value) { unit.description = value; }},
        {u"LoadState"_s, [](SystemdUnit& unit, const QString& value) { unit.load = value; }},
        {u"ActiveState"_s, [](SystemdUnit& unit, const QString& value) { unit.active = value; }},
        {u"SubState"_s, [](SystemdUnit& unit, const QString& value) { unit.sub = value; }},
        {u"UnitFileState"_s, [](SystemdUnit& unit, const QString& value) { unit.enabled = value; }},
        {u"Result"_s, [](SystemdUnit& unit, const QString& value) { unit.result = value; }},
        {u"MainPID"_s,
         [](SystemdUnit& unit, const QString& value) { unit.pid = value == u"0" ? std::nullopt : counterOf(value); }},
        {u"ExecMainStatus"_s, [](SystemdUnit& unit, const QString& value) { unit.exitStatus = counterOf(value); }},
        {u"NRestarts"_s, [](SystemdUnit& unit, const QString& value) { unit.restarts = counterOf(value); }},
        {u"ActiveEnterTimestamp"_s, [](SystemdUnit& unit, const QString& value) { unit.activeSince = timeOf(value); }},
        {u"MemoryCurrent"_s, [](SystemdUnit& unit, const QString& value) { unit.memoryBytes = counterOf(value); }},
        {u"TasksCurrent"_s, [](SystemdUnit& unit, const QString& value) { unit.tasks = counterOf(value); }},
        {u"CPUUsageNSec"_s, [](SystemdUnit& unit, const QString& value) {
             if (const auto nanoseconds = counterOf(value))
                 unit.cpuSeconds = double(*nanoseconds) / 1e9;
         }}};
    return all;
}

void finishShown(SystemdUnit& unit)
{
    // What runs has not ended: its status is only a default.
    if (unit.pid)
        unit.exitStatus = {};
    if (unit.active != u"active" && unit.active != u"reloading")
        unit.activeSince.clear();
}

std::vector<SystemdUnit> readShow(const QStringList& lines)
{
    static const QRegularExpression property(u"\\A([A-Za-z][A-Za-z0-9]*)=(.*)\\z"_s);
    std::vector<SystemdUnit> all;
    bool fresh = true;
    for (const QString& line : lines) {
        const QRegularExpressionMatch match = property.match(line);
        if (!match.hasMatch()) {
            fresh = fresh || line.trimmed().isEmpty();
            continue;
        }
        if (std::exchange(fresh, false))
            all.emplace_back();
        if (const Set set = properties().value(match.captured(1)))
            set(all.back(), match.captured(2).trimmed());
    }
    for (SystemdUnit& unit : all)
        finishShown(unit);
    return all;
}

std::optional<double> secondsOf(const QString& text)
{
    static const QRegularExpression part(u"([0-9]+(?:\\.[0-9]+)?)(d|h|min|s|ms|us)\\b"_s);
    static const QHash<QString, double> lengths{{u"d"_s, 86400}, {u"h"_s, 3600},  {u"min"_s, 60},
                                                {u"s"_s, 1},     {u"ms"_s, 1e-3}, {u"us"_s, 1e-6}};
    std::optional<double> sum;
    for (auto it = part.globalMatch(text); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        sum = sum.value_or(0) + match.captured(1).toDouble() * lengths.value(match.captured(2));
    }
    return sum;
}

/// One "Name: value" line of `systemctl status`.
void readStatusLine(const QString& name, const QString& value, SystemdUnit& unit)
{
    static const QRegularExpression loaded(u"\\A([a-z-]+)(?: \\([^;)]*; ([a-z-]+))?"_s);
    static const QRegularExpression active(
        u"\\A([a-z-]+) \\(([A-Za-z-]+)(?:: ([a-z-]+))?\\)(?: \\(Result: ([a-z-]+)\\))?"_s);
    static const QRegularExpression number(u"\\A([0-9]+)"_s);
    static const QRegularExpression exit(u"status=([0-9]+)"_s);
    static const QRegularExpression word(u"\\A([^ ]+)"_s);
    if (name == u"Loaded") {
        const QRegularExpressionMatch match = loaded.match(value);
        unit.load = match.captured(1);
        unit.enabled = match.captured(2);
    } else if (name == u"Active") {
        const QRegularExpressionMatch match = active.match(value);
        unit.active = match.hasMatch() ? match.captured(1) : word.match(value).captured(1);
        if (match.captured(2) == u"Result")
            unit.result = match.captured(3);
        else
            unit.sub = match.captured(2);
        if (!match.captured(4).isEmpty())
            unit.result = match.captured(4);
        if (unit.active == u"failed")
            unit.sub = u"failed"_s;
        if (unit.active == u"active" || unit.active == u"reloading")
            unit.activeSince = timeOf(value);
    } else if (name == u"Main PID") {
        const bool ended = value.contains(u"code="_s);
        if (ended && exit.match(value).hasMatch())
            unit.exitStatus = exit.match(value).captured(1).toLongLong();
        else if (!ended)
            unit.pid = number.match(value).captured(1).toLongLong();
    } else if (name == u"Tasks") {
        unit.tasks = readInteger(number.match(value).captured(1));
    } else if (name == u"Memory") {
        unit.memoryBytes = readBytes(word.match(value).captured(1));
    } else if (name == u"CPU") {
        unit.cpuSeconds = secondsOf(value);
    }
}

std::vector<SystemdUnit> readStatus(const QStringList& lines)
{
    static const QRegularExpression title(u"\\A[^\\s\\w] (\\S+\\.[a-z]+)(?: - (.*))?\\z"_s);
    static const QRegularExpression field(u"\\A\\s+([A-Z][A-Za-z ]*): (.*)\\z"_s);
    static const QRegularExpression missing(u"\\AUnit (\\S+) could not be found\\.\\z"_s);
    std::vector<SystemdUnit> all;
    bool inHead = false;
    for (const QString& line : lines) {
        if (const auto match = missing.match(line); match.hasMatch()) {
            all.push_back({.unit = match.captured(1), .load = u"not-found"_s, .active = u"inactive"_s});
        } else if (const auto head = title.match(line); head.hasMatch()) {
            all.push_back({.unit = head.captured(1), .description = head.captured(2)});
            inHead = true;
        } else if (line.trimmed().isEmpty()) {
            // Below stands the journal, where anything may be written.
            inHead = false;
        } else if (const auto match = field.match(line); inHead && match.hasMatch()) {
            readStatusLine(match.captured(1), match.captured(2), all.back());
        }
    }
    return all;
}

std::vector<SystemdUnit> readList(const QStringList& lines)
{
    static const QRegularExpression unit(u"\\A(?:\\s*[^\\s\\w]\\s|\\s*)(\\S+\\.(?:service|socket|target|timer|mount|"
                                         u"automount|swap|path|slice|scope|device))"
                                         "\\s+(\\S+)(?:\\s+(\\S+)(?:\\s+(\\S+)\\s*(.*))?)?\\z"_s);
    static const QStringList loads{u"loaded"_s,      u"not-found"_s, u"masked"_s, u"error"_s,
                                   u"bad-setting"_s, u"stub"_s,      u"merged"_s};
    std::vector<SystemdUnit> all;
    for (const QString& line : lines) {
        const QRegularExpressionMatch match = unit.match(line);
        if (!match.hasMatch())
            continue;
        if (loads.contains(match.captured(2)))
            all.push_back({.unit = match.captured(1),
                           .description = match.captured(5).trimmed(),
                           .load = match.captured(2),
                           .active = match.captured(3),
                           .sub = match.captured(4)});
        else if (match.capturedLength(5) == 0)
            all.push_back({.unit = match.captured(1), .enabled = match.captured(2)});
    }
    return all;
}

} // namespace

Result<std::vector<SystemdUnit>> readSystemctl(const QByteArray& output)
{
    const QString text = toolText(output);
    std::vector<SystemdUnit> all;
    for (const QJsonObject& object : readToolJson(text).objects()) {
        const auto word = [&object](const QString& name) { return object.value(name).toString(); };
        if (object.contains(u"unit"_s) || object.contains(u"unit_file"_s))
            all.push_back({.unit = object.contains(u"unit"_s) ? word(u"unit"_s) : word(u"unit_file"_s),
                           .description = word(u"description"_s),
                           .load = word(u"load"_s),
                           .active = word(u"active"_s),
                           .sub = word(u"sub"_s),
                           .enabled = word(u"state"_s)});
    }
    const QStringList lines = text.split(u'\n');
    if (all.empty() && (text.contains(u"ActiveState="_s) || text.contains(u"LoadState="_s) ||
                        text.contains(u"MainPID="_s) || text.startsWith(u"Id="_s)))
        all = readShow(lines);
    if (all.empty())
        all = readStatus(lines);
    if (all.empty())
        all = readList(lines);
    if (all.empty() && !text.contains(u"0 loaded units listed"_s) && !text.contains(u"0 unit files listed"_s))
        return notOutputOf(u"systemctl"_s);
    return all;
}

QJsonObject toJson(const SystemdUnit& unit)
{
    return {{u"unit"_s, shown(unit.unit)},
            {u"description"_s, shown(unit.description)},
            {u"load"_s, shown(unit.load)},
            {u"active"_s, shown(unit.active)},
            {u"sub"_s, shown(unit.sub)},
            {u"enabled"_s, shown(unit.enabled)},
            {u"result"_s, shown(unit.result)},
            {u"pid"_s, shown(unit.pid)},
            {u"exitStatus"_s, shown(unit.exitStatus)},
            {u"restarts"_s, shown(unit.restarts)},
            {u"activeSince"_s, shown(unit.activeSince)},
            {u"memoryBytes"_s, shown(unit.memoryBytes)},
            {u"cpuSeconds"_s, shown(unit.cpuSeconds)},
            {u"tasks"_s, shown(unit.tasks)}};
}

} // namespace Pilothouse::Runtime
