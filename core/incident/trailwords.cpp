// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/translate.h"
#include "incident/timeline.h"
#include "run/run.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace Pilothouse::Incident {

using namespace Qt::StringLiterals;

namespace {

QString stringsOf(const QJsonValue& list)
{
    QStringList words;
    for (const auto& value : list.toArray())
        words += value.isString() ? value.toString() : value.toObject()[u"host"_s].toString();
    words.removeAll(QString());
    return words.join(u", "_s);
}

/// "why" behind a colon, where there is one.
QString because(const QString& reason)
{
    return reason.trimmed().isEmpty() ? QString() : u": "_s + SafeText::oneLine(reason, 500).text();
}

QString runWords(const QString& action, const QJsonObject& payload)
{
    const QString name = payload[u"procedure"_s].toString();
    const QString run = payload[u"run"_s].toString();
    if (action == u"run.began"_s) {
        const QJsonObject bypass = payload[u"bypass"_s].toObject();
        QString began = translate("Incident", "%1 began, run %2").arg(name, run);
        if (bypass.isEmpty())
            return began;
        return translate("Incident", "%1, past what guards it (%2)%3")
            .arg(began, stringsOf(bypass[u"gates"_s]), because(bypass[u"reason"_s].toString()));
    }
    if (action == u"run.takenOver"_s)
        return translate("Incident", "%1 was taken over from its hosts, run %2").arg(name, run);
    if (action == u"run.ended"_s) {
        const auto state = Run::runStateFromName(payload[u"state"_s].toString());
        return translate("Incident", "%1 ended: %2%3, run %4")
            .arg(name, state ? runStateWord(*state) : payload[u"state"_s].toString(),
                 because(payload[u"summary"_s].toString()), run);
    }
    if (action == u"run.reviewed"_s)
        return translate("Incident", "%1 reviewed that run %2 passed what guards it%3")
            .arg(payload[u"by"_s].toString(), run, because(payload[u"comment"_s].toString()));
    if (action == u"run.approved"_s || action == u"run.declined"_s) {
        const QString step = payload[u"step"_s].toString();
        const QString what = step.isEmpty() ? name : step;
        const QString by = payload[u"verified"_s].toBool()
                               ? translate("Incident", "%1 (verified by a signature)").arg(payload[u"by"_s].toString())
                               : translate("Incident", "%1 (claimed)").arg(payload[u"by"_s].toString());
        return (action == u"run.approved"_s ? translate("Incident", "%1 approved %2%3")
                                            : translate("Incident", "%1 declined %2%3"))
            .arg(by, what, because(payload[u"reason"_s].toString()));
    }
    return {};
}

QString incidentActWords(const QString& action, const QJsonObject& payload)
{
    const QString title = payload[u"title"_s].toString();
    const auto severity = severityFromName(payload[u"severity"_s].toString());
    const QString how = severity ? severityWord(*severity) : payload[u"severity"_s].toString();
    if (action == u"incident.opened"_s)
        return translate("Incident", "Incident opened: %1 (%2, led by %3)")
            .arg(title, how, payload[u"commander"_s].toString());
    if (action == u"incident.changed"_s)
        return translate("Incident", "Incident is now: %1 (%2, led by %3)")
            .arg(title, how, payload[u"commander"_s].toString());
    if (action == u"incident.closed"_s)
        return translate("Incident", "Incident closed%1").arg(because(payload[u"resolution"_s].toString()));
    return {};
}

} // namespace

QString trailWords(const QString& action, const QJsonObject& payload)
{
    QString words = action.startsWith("run."_L1)        ? runWords(action, payload)
                    : action.startsWith("incident."_L1) ? incidentActWords(action, payload)
                                                        : QString();
    if (action == u"lock.taken"_s)
        words = translate("Incident", "Locked by hand%1").arg(because(payload[u"message"_s].toString()));
    else if (action == u"lock.takenAway"_s)
        words = translate("Incident", "Locks were taken away from %1").arg(stringsOf(payload[u"locks"_s]));
    else if (action == u"backup.verified"_s)
        words = translate("Incident", "Backup %1 was looked at: %2 (%3)")
                    .arg(payload[u"backup"_s].toString(), payload[u"rung"_s].toString(), payload[u"file"_s].toString());
    else if (action == u"exec.began"_s)
        words = translate("Incident", "Command on %1%2")
                    .arg(stringsOf(payload[u"hosts"_s]), because(payload[u"command"_s].toString()));
    if (!words.isEmpty())
        return words;
    return action + because(QString::fromUtf8(QJsonDocument(payload).toJson(QJsonDocument::Compact)));
}

} // namespace Pilothouse::Incident
