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
                                      u"partial"_s,  u"maintenance"_s, u"slow"_s,    u"partially available"_s};
    static const QStringList down{u"down"_s,        u"fail"_s,      u"failed"_s,      u"failing"_s,
                                  u"error"_s,       u"unhealthy"_s, u"critical"_s,    u"disconnected"_s,
                                  u"false"_s,       u"red"_s,       u"unavailable"_s, u"out of service"_s,
                                  u"not serving"_s, u"crashed"_s,   u"dead"_s,        u"no"_s,
                                  u"not ok"_s,      u"not ready"_s, u"not healthy"_s, u"service unavailable"_s};
    const QString word = QString(text).replace(u'_', u' ').replace(u'-', u' ').simplified().toLower();
    if (up.contains(word))
        return HealthVerdict::Up;
    if (degraded.contains(word))
        return HealthVerdict::Degraded;
    if (down.contains(word))
        return HealthVerdict::Down;
    return std::nullopt;
}

void worsen(std::optional<HealthVerdict>& verdict, std::optional<HealthVerdict> by)
{
    if (by)
        verdict = verdict ? worse(*verdict, *by) : *by;
}

/// A word, "Name: word" or a short line such as "GitLab OK".
std::optional<HealthVerdict> verdictOfLine(const QString& text)
{
    if (const auto verdict = verdictOfWord(text))
        return verdict;
    const QStringList words = text.simplified().split(u' ');
    if (words.size() > 3 || words.contains(u"not"_s, Qt::CaseInsensitive))
        return std::nullopt;
    return verdictOfWord(words.last());
}

/// The worst that any of the usual keys says: {"status": "ok", "healthy": false} is not healthy. A list is as good as
/// its worst entry.
std::optional<HealthVerdict> verdictOf(const QJsonValue& value)
{
    if (value.isString())
        return verdictOfWord(value.toString());
    if (value.isBool())
        return value.toBool() ? HealthVerdict::Up : HealthVerdict::Down;
    std::optional<HealthVerdict> verdict;
    if (value.isArray()) {
        for (const auto& part : value.toArray()) {
            if (!part.isArray())
                worsen(verdict, verdictOf(part));
        }
        return verdict;
    }
    if (!value.isObject())
        return std::nullopt;
    for (const QString& key :
         {u"status"_s, u"state"_s, u"health"_s, u"healthy"_s, u"ok"_s, u"connected"_s, u"result"_s}) {
        const QJsonValue said = value.toObject().value(key);
        if (said.isString() || said.isBool())
            worsen(verdict, verdictOf(said));
    }
    return verdict;
}

const QStringList componentHolders{u"services"_s, u"checks"_s,       u"components"_s, u"details"_s, u"info"_s,
                                   u"error"_s,    u"dependencies"_s, u"entries"_s,    u"results"_s, u"checkResults"_s};
/// Maps that name only what is broken.
const QStringList faultHolders{u"errors"_s, u"failures"_s};
const QStringList componentNames{u"database"_s, u"db"_s,      u"redis"_s, u"cache"_s, u"postgres"_s, u"pg"_s,
                                 u"queue"_s,    u"storage"_s, u"mysql"_s, u"mongo"_s, u"es"_s};

void addComponent(HealthBody& out, const QString& name, std::optional<HealthVerdict> verdict)
{
    if (!verdict)
        return;
    const auto [place, isNew] = out.components.emplace(name, *verdict);
    if (!isNew)
        place->second = worse(place->second, *verdict);
}

void readList(const QString& holder, const QJsonArray& parts, HealthBody& out)
{
    for (qsizetype i = 0; i < parts.size(); ++i) {
        const QJsonValue part = parts.at(i);
        const QString text = part.toString();
        if (const qsizetype colon = text.lastIndexOf(u':'); colon > 0) {
            addComponent(out, text.left(colon).trimmed(), verdictOfWord(text.mid(colon + 1)));
            continue;
        }
        // One without a name counts as well.
        const QString name = part[u"name"_s].toString();
        if (part.isObject())
            addComponent(out, name.isEmpty() ? u"%1 %2"_s.arg(holder).arg(i + 1) : name, verdictOf(part));
    }
}

void readComponents(const QJsonObject& object, HealthBody& out)
{
    for (const QString& holder : componentHolders) {
        const QJsonValue value = object.value(holder);
        if (value.isArray())
            readList(holder, value.toArray(), out);
        const QJsonObject parts = value.toObject();
        for (auto it = parts.begin(); it != parts.end(); ++it)
            addComponent(out, it.key(), verdictOf(it.value()));
    }
    for (const QString& holder : faultHolders) {
        const QJsonObject parts = object.value(holder).toObject();
        for (auto it = parts.begin(); it != parts.end(); ++it)
            addComponent(out, it.key(), HealthVerdict::Down);
    }
    for (auto it = object.begin(); it != object.end(); ++it) {
        const bool isCheck = it.key().endsWith(u"check", Qt::CaseInsensitive) && (it->isObject() || it->isArray());
        if (isCheck || componentNames.contains(it.key().toLower()))
            addComponent(out, it.key(), verdictOf(it.value()));
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
    bool understood = true; ///< false where the service speaks of itself in a word that is not known here
    const QJsonDocument document = QJsonDocument::fromJson(body);
    out.isJson = !document.isNull();
    if (document.isObject()) {
        const QJsonObject object = document.object();
        for (const QString& key : {u"status"_s, u"state"_s, u"health"_s, u"healthy"_s, u"ok"_s, u"overall"_s}) {
            const QJsonValue said = object.value(key);
            worsen(overall, verdictOf(said));
            understood = understood && !(said.isString() && !verdictOf(said));
        }
        understood = understood || overall.has_value();
        readComponents(object, out);
        readFigures(object, out);
    } else if (document.isArray()) {
        readList(u"entry"_s, document.array(), out);
    } else {
        overall = verdictOfLine(QString::fromUtf8(body.left(64)));
    }
    std::optional<HealthVerdict> parts;
    for (const auto& [name, verdict] : out.components)
        worsen(parts, verdict);
    if (!overall)
        overall = parts;
    else if (overall == HealthVerdict::Up && parts && *parts != HealthVerdict::Up)
        overall = HealthVerdict::Degraded;
    // Only a 2xx is an answer to the question; and parts that are well do not make up for a word that nobody
    // understood.
    if (overall == HealthVerdict::Up && (!understood || status < 200 || status >= 300))
        overall.reset();
    if (status >= 500)
        overall = HealthVerdict::Down;
    else if (status >= 400 && overall != HealthVerdict::Down)
        overall = status == 429 ? HealthVerdict::Degraded : HealthVerdict::Down;
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
