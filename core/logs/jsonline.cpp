// SPDX-License-Identifier: GPL-3.0-or-later
#include "logs/record.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace Pilothouse::Logs {

using namespace Qt::StringLiterals;

namespace {

/// The first of `names` that the object has, also inside of `fields` and `attributes`.
QJsonValue firstOf(const QJsonObject& object, std::initializer_list<QLatin1StringView> names)
{
    for (const QLatin1StringView name : names) {
        QJsonValue value = object.value(name);
        if (value.isString() || value.isDouble())
            return value;
    }
    const QJsonObject fields = object.value("fields"_L1).toObject();
    return fields.isEmpty() ? QJsonValue() : firstOf(fields, names);
}

Level levelOf(const QJsonObject& object)
{
    const QJsonValue value = firstOf(object, {"level"_L1, "severity"_L1, "severityText"_L1, "SeverityText"_L1, "lvl"_L1,
                                              "log.level"_L1, "levelname"_L1, "loglevel"_L1, "@l"_L1, "level_name"_L1});
    if (value.isDouble())
        return levelFromNumber(value.toDouble());
    bool isNumber = false;
    const double number = value.toString().toDouble(&isNumber);
    return isNumber ? levelFromNumber(number) : levelFromWord(value.toString());
}

std::optional<Moment> momentFrom(const QJsonObject& object)
{
    const QJsonValue value = firstOf(object, {"time"_L1, "timestamp"_L1, "ts"_L1, "@timestamp"_L1, "@t"_L1,
                                              "datetime"_L1, "date"_L1, "eventTime"_L1, "asctime"_L1, "StartUTC"_L1,
                                              "timeUnixNano"_L1, "Timestamp"_L1, "_timestamp"_L1});
    if (value.isDouble())
        return momentOf(value.toDouble());
    return value.isString() ? momentOf(value.toString()) : std::nullopt;
}

QString flavourOf(const QJsonObject& object)
{
    const auto has = [&object](QLatin1StringView name) { return object.contains(name); };
    const bool numeric = object.value("level"_L1).isDouble();
    if (has("log"_L1) && has("stream"_L1))
        return u"docker"_s;
    if (has("resourceLogs"_L1) || has("resourceSpans"_L1) || has("resourceMetrics"_L1) || has("severityText"_L1))
        return u"otel"_s;
    if (numeric && has("v"_L1) && has("hostname"_L1) && has("name"_L1))
        return u"bunyan"_s;
    if (numeric && (has("pid"_L1) || has("hostname"_L1)))
        return u"pino"_s;
    if (has("DownstreamStatus"_L1) || has("RouterName"_L1))
        return u"traefik"_s;
    if (has("fields"_L1) && has("target"_L1))
        return u"tracing"_s;
    if (has("ts"_L1) && has("msg"_L1))
        return u"zap"_s;
    if (has("level"_L1) && has("message"_L1))
        return u"winston"_s;
    return numeric && has("time"_L1) ? u"pino"_s : QString();
}

/// What a record says that another one was wrapped around: the wrapper only knows that somebody wrote a line.
Level innerLevel(const QJsonObject& object, bool wrapped)
{
    // A record that is not wrapped may talk of errors, but not in its first word.
    constexpr qsizetype firstWord = 16;
    const QString said = firstOf(object, {"log"_L1, "msg"_L1, "message"_L1, "MESSAGE"_L1}).toString();
    if (said.isEmpty())
        return Level::Unknown;
    if (said.startsWith(u'{')) {
        const QJsonObject inner = QJsonDocument::fromJson(said.toUtf8()).object();
        return inner.isEmpty() ? Level::Unknown : levelOf(inner);
    }
    const auto moment = Logs::momentIn(said);
    const qsizetype from = moment ? moment->end : 0;
    return levelIn(wrapped ? said : said.left(from + firstWord), from);
}

std::vector<Record> openTelemetry(const QJsonObject& object, const Record& line)
{
    std::vector<Record> all;
    const QJsonArray resources = object.value("resourceLogs"_L1).toArray();
    for (const auto& resource : resources) {
        const QJsonArray scopes = resource[u"scopeLogs"].toArray();
        for (const auto& scope : scopes) {
            const QJsonArray records = scope[u"logRecords"].toArray();
            for (const auto& one : records) {
                Record record = line;
                record.level = levelFromWord(one[u"severityText"].toString());
                // OpenTelemetry's numbers go from 1 to 24, four a level.
                const int number = one[u"severityNumber"].toInt();
                if (record.level == Level::Unknown && number >= 1 && number <= 24)
                    record.level = Level(int(Level::Trace) + (number - 1) / 4);
                record.moment = momentOf(one[u"timeUnixNano"].toVariant().toString());
                all.push_back(std::move(record));
            }
        }
    }
    return all;
}

} // namespace

std::vector<Record> readJsonLine(const QString& line)
{
    const QString trimmed = line.trimmed();
    if (!trimmed.startsWith(u'{') || !trimmed.endsWith(u'}'))
        return {};
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(trimmed.toUtf8(), &error);
    if (error.error != QJsonParseError::NoError || !document.isObject())
        return {};
    const QJsonObject object = document.object();
    Record record{.format = u"json"_s,
                  .flavour = flavourOf(object),
                  .level = levelOf(object),
                  .moment = momentFrom(object),
                  .begins = true};
    if (auto several = openTelemetry(object, record); !several.empty())
        return several;
    if (record.level == Level::Unknown || record.level == Level::Info) {
        const Level inner = innerLevel(object, record.flavour == u"docker");
        record.level = std::max(record.level, inner);
    }
    return {record};
}

} // namespace Pilothouse::Logs
