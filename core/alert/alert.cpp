// SPDX-License-Identifier: GPL-3.0-or-later
#include "alert/alert.h"

#include "base/clock.h"
#include "base/safetext.h"
#include "base/translate.h"
#include "base/units.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace Pilothouse::Alert {

using namespace Qt::StringLiterals;

namespace {

QJsonValue timeOrNull(const QDateTime& time) { return time.isValid() ? QJsonValue(isoUtc(time)) : QJsonValue(); }

QDateTime timeFrom(const QJsonValue& value)
{
    return value.isString() ? QDateTime::fromString(value.toString(), Qt::ISODateWithMs) : QDateTime();
}

QJsonObject toJson(const Member& member)
{
    return {
        {u"subject"_s, member.subject},      {u"title"_s, member.title}, {u"severity"_s, severityName(member.severity)},
        {u"statement"_s, member.statement},  {u"cause"_s, member.cause}, {u"since"_s, timeOrNull(member.since)},
        {u"over"_s, timeOrNull(member.over)}};
}

QJsonArray toJson(const std::vector<Member>& members)
{
    QJsonArray out;
    for (const Member& member : members)
        out.append(toJson(member));
    return out;
}

QString clockWords(const QDateTime& time) { return time.toUTC().toString(u"yyyy-MM-dd HH:mm:ss 'UTC'"_s); }

QString lasted(const QDateTime& from, const QDateTime& to)
{
    return formatDuration(std::chrono::milliseconds(std::max<qint64>(0, from.msecsTo(to))));
}

} // namespace

const Member* Record::member(const QString& subject) const
{
    const auto found = std::ranges::find(members, subject, &Member::subject);
    return found == members.end() ? nullptr : &*found;
}

Notify::Severity Record::severity() const
{
    Notify::Severity worst = Notify::Severity::Info;
    const bool over = allOver();
    for (const Member& each : members) {
        if (over || !each.isOver())
            worst = std::max(worst, each.severity);
    }
    return worst;
}

bool Record::allOver() const { return std::ranges::all_of(members, &Member::isOver); }

QString severityWord(Notify::Severity severity)
{
    switch (severity) {
    case Notify::Severity::Info:
        return translate("Alert", "info");
    case Notify::Severity::Warning:
        return translate("Alert", "warning");
    case Notify::Severity::Critical:
        return translate("Alert", "critical");
    }
    return {};
}

QString titleOf(const Record& alert)
{
    if (alert.members.empty())
        return {};
    const Member& first = alert.members.front();
    const auto others = int(alert.members.size()) - 1;
    const QString what =
        u"%1: %2"_s.arg(SafeText::oneLine(first.title, 80).text(), SafeText::oneLine(first.statement, 160).text());
    if (others == 0)
        return what;
    const bool explained = std::ranges::all_of(std::next(alert.members.begin()), alert.members.end(),
                                               [](const Member& member) { return !member.cause.isEmpty(); });
    return explained ? translate("Alert", "%1, and %n more that follow(s) from it", nullptr, others).arg(what)
                     : translate("Alert", "%1, and %n more", nullptr, others).arg(what);
}

QString textOf(const Record& alert, const QDateTime& now)
{
    QStringList lines;
    for (const Member& member : alert.members) {
        QString line = translate("Alert", "%1 (%2): %3; since %4, for %5")
                           .arg(SafeText::oneLine(member.title, 80).text(), severityWord(member.severity),
                                SafeText::oneLine(member.statement, 300).text(), clockWords(member.since),
                                lasted(member.since, member.isOver() ? member.over : now));
        if (!member.cause.isEmpty())
            line += translate("Alert", "; explained by %1").arg(SafeText::oneLine(member.cause, 80).text());
        if (member.isOver())
            line += translate("Alert", "; over since %1").arg(clockWords(member.over));
        lines += line;
    }
    if (alert.flapping)
        lines += translate("Alert", "This comes and goes; it counts as over after a quiet time only.");
    return lines.join(u'\n');
}

QString standingName(const Record& alert, const QDateTime& now)
{
    if (!alert.isOpen())
        return u"resolved"_s;
    if (alert.isSnoozed(now))
        return u"snoozed"_s;
    return alert.isAcknowledged() ? u"acknowledged"_s : u"open"_s;
}

QString standingOf(const Record& alert, const QDateTime& now)
{
    if (!alert.isOpen())
        return translate("Alert", "over after %1").arg(lasted(alert.began, alert.ended));
    if (alert.isSnoozed(now))
        return translate("Alert", "snoozed by %1 until %2").arg(alert.snoozedBy, clockWords(alert.snoozedUntil));
    if (alert.isAcknowledged())
        return translate("Alert", "acknowledged by %1").arg(alert.acknowledgedBy);
    return alert.flapping ? translate("Alert", "open, comes and goes") : translate("Alert", "open");
}

QJsonObject toJson(const Record& alert, const QDateTime& now)
{
    QJsonObject told;
    for (const auto& [channel, at] : alert.told)
        told.insert(channel, isoUtc(at));
    return {{u"id"_s, alert.id.toString()},
            {u"target"_s, alert.target()},
            {u"title"_s, titleOf(alert)},
            {u"severity"_s, severityName(alert.severity())},
            {u"state"_s, standingName(alert, now)},
            {u"began"_s, timeOrNull(alert.began)},
            {u"ended"_s, timeOrNull(alert.ended)},
            {u"flapping"_s, alert.flapping},
            {u"acknowledgedBy"_s, alert.acknowledgedBy},
            {u"acknowledgedAt"_s, timeOrNull(alert.acknowledgedAt)},
            {u"comment"_s, alert.comment},
            {u"snoozedUntil"_s, timeOrNull(alert.snoozedUntil)},
            {u"told"_s, told},
            {u"members"_s, toJson(alert.members)}};
}

QByteArray membersToJson(const std::vector<Member>& members)
{
    return QJsonDocument(toJson(members)).toJson(QJsonDocument::Compact);
}

std::vector<Member> membersFromJson(const QByteArray& json)
{
    std::vector<Member> out;
    for (const QJsonValue& value : QJsonDocument::fromJson(json).array()) {
        const QJsonObject object = value.toObject();
        out.push_back(
            {.subject = object[u"subject"_s].toString(),
             .title = object[u"title"_s].toString(),
             .severity =
                 Notify::severityFromName(object[u"severity"_s].toString()).value_or(Notify::Severity::Critical),
             .statement = object[u"statement"_s].toString(),
             .cause = object[u"cause"_s].toString(),
             .since = timeFrom(object[u"since"_s]),
             .over = timeFrom(object[u"over"_s])});
    }
    return out;
}

QByteArray toldToJson(const std::map<QString, QDateTime>& told)
{
    QJsonObject out;
    for (const auto& [channel, at] : told)
        out.insert(channel, isoUtc(at));
    return QJsonDocument(out).toJson(QJsonDocument::Compact);
}

std::map<QString, QDateTime> toldFromJson(const QByteArray& json)
{
    std::map<QString, QDateTime> out;
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    for (auto it = object.begin(); it != object.end(); ++it)
        out.insert_or_assign(it.key(), timeFrom(it.value()));
    return out;
}

} // namespace Pilothouse::Alert
