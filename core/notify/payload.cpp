// SPDX-License-Identifier: GPL-3.0-or-later
#include "notify/payload.h"

#include "base/clock.h"
#include "base/safetext.h"
#include "base/translate.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMessageAuthenticationCode>

namespace Pilothouse::Notify {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostTitle = 300;
constexpr qsizetype mostText = 8000;

/// The three characters that Slack gives a meaning, as it wants them written.
QString slackText(const QString& text)
{
    QString out = SafeText::fromUntrusted(text).text();
    return out.replace(u'&', u"&amp;"_s).replace(u'<', u"&lt;"_s).replace(u'>', u"&gt;"_s);
}

QByteArray compact(const QJsonObject& object) { return QJsonDocument(object).toJson(QJsonDocument::Compact); }

} // namespace

QString cutTo(const QString& text, qsizetype most)
{
    if (text.size() <= most)
        return text;
    qsizetype length = most;
    if (text.at(length - 1).isHighSurrogate())
        --length;
    return text.left(length) + translate("Notify", "… (cut)");
}

QByteArray slackBody(const Message& message)
{
    const QString title = slackText(SafeText::oneLine(message.title, mostTitle).text());
    QString text = u"*%1*"_s.arg(QString(title).remove(u'*'));
    if (!message.text.isEmpty())
        text += u'\n' + slackText(cutTo(message.text, mostText));
    if (!message.link.isEmpty())
        text += u'\n' + slackText(message.link);
    return compact({{u"text"_s, text}});
}

QByteArray webhookBody(const Message& message)
{
    return compact({{u"schema"_s, u"pilothouse/v1"_s},
                    {u"id"_s, message.id.toString()},
                    {u"about"_s, aboutName(message.about)},
                    {u"severity"_s, severityName(message.severity)},
                    {u"action"_s, actionName(message.action)},
                    {u"system"_s, message.system},
                    {u"environment"_s, message.environment},
                    {u"title"_s, SafeText::oneLine(message.title, mostTitle).text()},
                    {u"text"_s, cutTo(message.text, mostText)},
                    {u"link"_s, message.link},
                    {u"group"_s, message.group},
                    {u"at"_s, isoUtc(message.at)}});
}

QByteArray pagerDutyBody(const Message& message, const Secret& routingKey)
{
    const QString key = message.group.isEmpty() ? message.id.toString() : message.group;
    QJsonObject body{{u"routing_key"_s, QString::fromUtf8(routingKey.bytes().trimmed())},
                     {u"event_action"_s, actionName(message.action)},
                     {u"dedup_key"_s, key.left(255)},
                     {u"client"_s, u"Pilothouse"_s}};
    body.insert(u"payload"_s,
                QJsonObject{{u"summary"_s, SafeText::oneLine(message.title, mostTitle).text()},
                            {u"source"_s, message.target()},
                            {u"severity"_s, severityName(message.severity)},
                            {u"timestamp"_s, isoUtc(message.at)},
                            {u"custom_details"_s, QJsonObject{{u"text"_s, cutTo(message.text, mostText)}}}});
    if (!message.link.isEmpty())
        body.insert(u"links"_s, QJsonArray{QJsonObject{{u"href"_s, message.link}, {u"text"_s, u"Pilothouse"_s}}});
    return compact(body);
}

QByteArray signatureOf(const Secret& key, const QByteArray& timestamp, const QByteArray& body)
{
    QMessageAuthenticationCode code(QCryptographicHash::Sha256, key.bytes().toByteArray());
    code.addData(timestamp + '.');
    code.addData(body);
    return "sha256=" + code.result().toHex();
}

} // namespace Pilothouse::Notify
