// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/pm2.h"

#include <QDateTime>
#include <QHash>
#include <QJsonArray>
#include <QRegularExpression>

namespace Pilothouse::Runtime {

using namespace Qt::StringLiterals;

namespace {

std::optional<qint64> integerOf(const QJsonValue& value)
{
    return value.isDouble() ? std::optional(value.toInteger()) : readInteger(value.toString());
}

QString modeOf(QString mode) { return mode.remove(u"_mode"_s); }

void forgetWhatDoesNotRun(Pm2Process& process)
{
    if (process.pid == 0)
        process.pid = {};
    if (process.status == u"online" || process.status == u"launching")
        return;
    process.startedAt.clear();
    process.upSeconds = {};
    if (process.memoryBytes == 0)
        process.memoryBytes = {};
    if (!process.pid)
        process.cpuPercent = {};
}

Pm2Process processOf(const QJsonObject& object)
{
    const QJsonObject environment = object.value(u"pm2_env"_s).toObject();
    const QJsonObject use = object.value(u"monit"_s).toObject();
    Pm2Process process{.id = integerOf(object.value(u"pm_id"_s)),
                       .name = object.value(u"name"_s).toString(),
                       .nameSpace = environment.value(u"namespace"_s).toString(),
                       .version = environment.value(u"version"_s).toString(),
                       .mode = modeOf(environment.value(u"exec_mode"_s).toString()),
                       .status = environment.value(u"status"_s).toString(),
                       .pid = integerOf(object.value(u"pid"_s)),
                       .restarts = integerOf(environment.value(u"restart_time"_s)),
                       .unstableRestarts = integerOf(environment.value(u"unstable_restarts"_s)),
                       .memoryBytes = integerOf(use.value(u"memory"_s)),
                       .exitCode = integerOf(environment.value(u"exit_code"_s)),
                       .user = environment.value(u"username"_s).toString(),
                       .script = environment.value(u"pm_exec_path"_s).toString()};
    if (process.version == u"N/A")
        process.version.clear();
    if (use.value(u"cpu"_s).isDouble())
        process.cpuPercent = use.value(u"cpu"_s).toDouble();
    const QJsonValue watch = environment.value(u"watch"_s);
    if (!watch.isUndefined())
        process.watching = watch.isArray() || watch.toBool();
    const qint64 since = environment.value(u"pm_uptime"_s).toInteger();
    if (since > 0)
        process.startedAt = QDateTime::fromMSecsSinceEpoch(since, Qt::UTC).toString(u"yyyy-MM-ddTHH:mm:ssZ"_s);
    forgetWhatDoesNotRun(process);
    return process;
}

QStringList cellsOf(const QString& line)
{
    QStringList cells = line.split(line.contains(QChar(0x2502)) ? QChar(0x2502) : u'|');
    if (cells.size() < 3)
        return {};
    cells.removeFirst();
    cells.removeLast();
    for (QString& cell : cells)
        cell = cell.trimmed();
    return cells;
}

/// "7s", "15m", "2h", "3D", "1Y", "2M".
std::optional<qint64> ageOf(const QString& text)
{
    static const QHash<QChar, qint64> units{{u's', 1},     {u'm', 60},         {u'h', 3600},
                                            {u'D', 86400}, {u'M', 30 * 86400}, {u'Y', 365 * 86400}};
    if (text.size() < 2)
        return {};
    const auto number = readInteger(QStringView(text).chopped(1));
    const qint64 unit = units.value(text.back());
    return number && unit > 0 && *number < 1'000'000 ? std::optional(*number * unit) : std::nullopt;
}

class Cells
{
public:
    Cells(const QStringList& header, const QStringList& cells)
        : m_header(header)
        , m_cells(cells)
    {
    }
    /// Empty where the table cut the text.
    QString operator()(std::initializer_list<QLatin1StringView> names) const
    {
        for (const QLatin1StringView name : names) {
            const qsizetype at = m_header.indexOf(QString(name));
            const QString cell = at < 0 ? QString() : m_cells.value(at);
            if (at >= 0)
                return cell.endsWith(QChar(0x2026)) ? QString() : cell;
        }
        return {};
    }

private:
    const QStringList& m_header;
    const QStringList& m_cells;
};

Pm2Process processOf(const Cells& cell)
{
    Pm2Process process{.id = readInteger(cell({"id"_L1})),
                       .name = cell({"name"_L1, "app name"_L1}),
                       .nameSpace = cell({"namespace"_L1}),
                       .version = cell({"version"_L1}),
                       .mode = modeOf(cell({"mode"_L1})),
                       .status = cell({"status"_L1}),
                       .pid = readInteger(cell({"pid"_L1})),
                       .restarts = readInteger(cell({"restarts"_L1, "restart"_L1})),
                       .upSeconds = ageOf(cell({"uptime"_L1})),
                       .cpuPercent = readPercent(cell({"cpu"_L1})),
                       .memoryBytes = readBytes(cell({"mem"_L1, "memory"_L1}), ByteUnits::Binary),
                       .user = cell({"user"_L1})};
    const QString watching = cell({"watching"_L1});
    if (!watching.isEmpty())
        process.watching = watching == u"enabled";
    forgetWhatDoesNotRun(process);
    return process;
}

} // namespace

Result<std::vector<Pm2Process>> readPm2Jlist(const QByteArray& output)
{
    const ToolJson json = readToolJson(toolText(output));
    if (json.documents.empty() || json.cut)
        return notOutputOf(u"pm2 jlist"_s);
    std::vector<Pm2Process> all;
    for (const QJsonObject& object : json.objects()) {
        if (object.contains(u"pm2_env"_s) || object.contains(u"pm_id"_s))
            all.push_back(processOf(object));
    }
    return all;
}

Result<std::vector<Pm2Process>> readPm2Table(const QByteArray& output)
{
    std::vector<Pm2Process> all;
    QStringList header;
    bool known = false;
    const QStringList lines = toolLines(output);
    for (const QString& line : lines) {
        const QStringList cells = cellsOf(line);
        QStringList lower;
        for (const QString& cell : cells)
            lower << (cell == QChar(0x21ba) ? u"restarts"_s : cell.toLower());
        if (lower.contains(u"id"_s) && lower.contains(u"status"_s)) {
            header = lower;
            known = true;
        } else if (!cells.isEmpty() && cells.size() == header.size() && !header.contains(u"module"_s)) {
            all.push_back(processOf(Cells(header, cells)));
        }
    }
    return known ? Result<std::vector<Pm2Process>>(std::move(all)) : notOutputOf(u"pm2 ls"_s);
}

QJsonObject toJson(const Pm2Process& process)
{
    return {{u"id"_s, shown(process.id)},
            {u"name"_s, shown(process.name)},
            {u"namespace"_s, shown(process.nameSpace)},
            {u"version"_s, shown(process.version)},
            {u"mode"_s, shown(process.mode)},
            {u"status"_s, shown(process.status)},
            {u"pid"_s, shown(process.pid)},
            {u"restarts"_s, shown(process.restarts)},
            {u"unstableRestarts"_s, shown(process.unstableRestarts)},
            {u"startedAt"_s, shown(process.startedAt)},
            {u"upSeconds"_s, shown(process.upSeconds)},
            {u"cpuPercent"_s, shown(process.cpuPercent)},
            {u"memoryBytes"_s, shown(process.memoryBytes)},
            {u"exitCode"_s, shown(process.exitCode)},
            {u"user"_s, shown(process.user)},
            {u"script"_s, shown(process.script)},
            {u"watching"_s, shown(process.watching)}};
}

} // namespace Pilothouse::Runtime
