// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/healthbody.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace Pilothouse::Health {

using namespace Qt::StringLiterals;

namespace {

std::optional<HealthVerdict> verdictOfWord(const QString& text)
{
    static const QStringList up{u"up"_s,        u"ok"_s,        u"healthy"_s,     u"pass"_s,    u"passing"_s,
                                u"connected"_s, u"ready"_s,     u"alive"_s,       u"live"_s,    u"true"_s,
                                u"green"_s,     u"available"_s, u"operational"_s, u"running"_s, u"success"_s,
                                u"serving"_s,   u"good"_s,      u"yes"_s};
    static const QStringList degraded{u"degraded"_s, u"warn"_s,        u"warning"_s, u"yellow"_s,
                                      u"partial"_s,  u"maintenance"_s, u"slow"_s};
    static const QStringList down{u"down"_s,        u"fail"_s,      u"failed"_s,      u"failing"_s,
                                  u"error"_s,       u"unhealthy"_s, u"critical"_s,    u"disconnected"_s,
                                  u"false"_s,       u"red"_s,       u"unavailable"_s, u"out_of_service"_s,
                                  u"not_serving"_s, u"crashed"_s,   u"dead"_s,        u"no"_s};
    const QString word = text.trimmed().toLower();
    if (up.contains(word))
        return HealthVerdict::Up;
    if (degraded.contains(word))
        return HealthVerdict::Degraded;
    if (down.contains(word))
        return HealthVerdict::Down;
    return std::nullopt;
}

std::optional<HealthVerdict> verdictOf(const QJsonValue& value)
{
    if (value.isString())
        return verdictOfWord(value.toString());
    if (value.isBool())
        return value.toBool() ? HealthVerdict::Up : HealthVerdict::Down;
    if (!value.isObject())
        return std::nullopt;
    const QJsonObject object = value.toObject();
    for (const QString& key :
         {u"status"_s, u"state"_s, u"health"_s, u"healthy"_s, u"ok"_s, u"connected"_s, u"result"_s}) {
        if (const auto verdict = verdictOf(object.value(key)))
            return verdict;
    }
    return std::nullopt;
}

const QStringList componentHolders{u"services"_s, u"checks"_s,       u"components"_s, u"details"_s, u"info"_s,
                                   u"error"_s,    u"dependencies"_s, u"entries"_s,    u"results"_s};
const QStringList componentNames{u"database"_s, u"db"_s,    u"redis"_s,  u"cache"_s,
                                 u"postgres"_s, u"queue"_s, u"storage"_s};

void readComponents(const QJsonObject& object, HealthBody& out)
{
    for (const QString& holder : componentHolders) {
        const QJsonValue value = object.value(holder);
        if (value.isObject()) {
            const QJsonObject parts = value.toObject();
            for (auto it = parts.begin(); it != parts.end(); ++it) {
                QJsonValue part = it.value();
                if (part.isArray() && !part.toArray().isEmpty())
                    part = part.toArray().first();
                if (const auto verdict = verdictOf(part))
                    out.components[it.key()] = *verdict;
            }
        } else if (value.isArray()) {
            for (const QJsonValue& part : value.toArray()) {
                const QString name = part[u"name"_s].toString();
                if (const auto verdict = verdictOf(part); verdict && !name.isEmpty())
                    out.components[name] = *verdict;
            }
        }
    }
    for (const QString& name : componentNames) {
        if (const auto verdict = verdictOf(object.value(name)))
            out.components[name] = *verdict;
    }
}

void readFigures(const QJsonObject& object, HealthBody& out)
{
    if (const QJsonValue uptime = object.value(u"uptime"_s); uptime.isDouble())
        out.uptimeSeconds = uptime.toDouble();
    for (const QString& key : {u"version"_s, u"releaseId"_s, u"commit"_s}) {
        if (out.version.isEmpty() && object.value(key).isString())
            out.version = object.value(key).toString();
    }
    for (const QJsonValue& memory : {object.value(u"memory"_s), object.value(u"performance"_s)[u"memory"_s]}) {
        if (memory[u"percentage"_s].isDouble())
            out.memoryPercent = memory[u"percentage"_s].toDouble();
        else if (memory[u"used"_s].isDouble() && memory[u"total"_s].toDouble() > 0)
            out.memoryPercent = 100.0 * memory[u"used"_s].toDouble() / memory[u"total"_s].toDouble();
    }
}

} // namespace

HealthBody readHealthBody(const QByteArray& body, int status)
{
    HealthBody out;
    std::optional<HealthVerdict> overall;
    const QJsonDocument document = QJsonDocument::fromJson(body);
    if (document.isObject()) {
        out.isJson = true;
        const QJsonObject object = document.object();
        for (const QString& key : {u"status"_s, u"state"_s, u"health"_s, u"healthy"_s, u"ok"_s}) {
            overall = verdictOf(object.value(key));
            if (overall)
                break;
        }
        readComponents(object, out);
        readFigures(object, out);
    } else if (!document.isNull()) {
        out.isJson = true;
    } else {
        overall = verdictOfWord(QString::fromUtf8(body.left(64)));
    }
    if (status >= 500)
        overall = HealthVerdict::Down;
    else if (status >= 400 && overall != HealthVerdict::Down)
        overall = status == 429 ? HealthVerdict::Degraded : HealthVerdict::Down;
    for (const auto& [name, verdict] : out.components) {
        if (verdict != HealthVerdict::Up && overall == HealthVerdict::Up)
            overall = HealthVerdict::Degraded;
        if (!overall && verdict != HealthVerdict::Up)
            overall = verdict;
    }
    if (!overall && !out.components.empty())
        overall = HealthVerdict::Up;
    // A 2xx that says nothing proves only that something answered: that is Unknown, not green.
    out.verdict = overall.value_or(HealthVerdict::Unknown);
    return out;
}

QJsonObject inspectHealth(const HealthBody& body)
{
    QJsonObject components;
    for (const auto& [name, verdict] : body.components)
        components.insert(name, healthVerdictName(verdict));
    return {{u"verdict"_s, healthVerdictName(body.verdict)},
            {u"components"_s, components},
            {u"uptimeSeconds"_s, body.uptimeSeconds ? QJsonValue(*body.uptimeSeconds) : QJsonValue()},
            {u"version"_s, body.version.isEmpty() ? QJsonValue() : QJsonValue(body.version)},
            {u"memory"_s, body.memoryPercent ? QJsonValue(*body.memoryPercent) : QJsonValue()}};
}

} // namespace Pilothouse::Health
