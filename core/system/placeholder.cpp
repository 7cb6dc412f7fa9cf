// SPDX-License-Identifier: GPL-3.0-or-later
#include "system/placeholder.h"

#include "base/translate.h"
#include "system/faults.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>

namespace Pilothouse::System {

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<Error> refuse(const QString& message, qsizetype column)
{
    return fail(ErrorKind::Invalid, message, u"column %1"_s.arg(column));
}

QString jsonText(const QJsonValue& value)
{
    switch (value.type()) {
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        return u"null"_s;
    case QJsonValue::Bool:
        return value.toBool() ? u"true"_s : u"false"_s;
    case QJsonValue::Double: {
        const double number = value.toDouble();
        if (std::floor(number) == number && std::abs(number) < 9e18)
            return QString::number(value.toInteger(qint64(number)));
        return QString::number(number, 'g', QLocale::FloatingPointShortest);
    }
    case QJsonValue::String:
        return value.toString();
    case QJsonValue::Array:
        return QString::fromUtf8(QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact));
    case QJsonValue::Object:
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
    }
    return {};
}

qint64 jsonLength(const QJsonValue& value)
{
    if (value.isArray())
        return value.toArray().size();
    if (value.isObject())
        return value.toObject().size();
    return jsonText(value).size();
}

template <typename T, typename F> Result<QString> text(const std::optional<T>& value, const Error& absent, F format)
{
    if (!value)
        return fail(absent);
    return format(*value);
}

const QStringList& figureNames()
{
    static const QStringList names{u"USED_PERCENT"_s, u"INODES_PERCENT"_s, u"FREE_BYTES"_s, u"BYTES"_s,
                                   u"DEPTH"_s,        u"FAILED"_s,         u"AGE"_s};
    return names;
}

} // namespace

QStringList Placeholder::knownNames()
{
    return QStringList{u"STATUS"_s,   u"RESPONSE_TIME"_s, u"CERTIFICATE_EXPIRATION"_s,
                       u"BODY"_s,     u"HEADER"_s,        u"CONNECTED"_s,
                       u"IP"_s,       u"ROWS"_s,          u"OUTPUT"_s,
                       u"DNS_RCODE"_s} +
           figureNames();
}

bool Placeholder::isTime() const
{
    return m_name == u"RESPONSE_TIME" || m_name == u"CERTIFICATE_EXPIRATION" || m_name == u"AGE";
}
bool Placeholder::isNumber() const
{
    return isTime() || m_name == u"STATUS" || m_name == u"ROWS" || figureNames().contains(m_name);
}

Result<Placeholder> Placeholder::parse(const QString& text)
{
    const qsizetype end = text.indexOf(u']');
    if (!text.startsWith(u'[') || end < 0)
        return refuse(translate("System", "%1 is not a placeholder such as [STATUS].").arg(quoted(text)), 1);
    Placeholder placeholder;
    placeholder.m_name = text.sliced(1, end - 1).toUpper();
    if (!knownNames().contains(placeholder.m_name))
        return refuse(translate("System", "There is no placeholder [%1].").arg(text.sliced(1, end - 1).left(40)) +
                          didYouMean(placeholder.m_name, knownNames()),
                      1);
    const QString path = text.sliced(end + 1);
    if (placeholder.m_name == u"HEADER") {
        if (path.size() < 2 || !path.startsWith(u'.') || path.contains(u' '))
            return refuse(translate("System", "The name of a header is missing: write [HEADER].content-type."),
                          end + 2);
        placeholder.m_steps.push_back({.key = path.sliced(1).toLower()});
        return placeholder;
    }
    if (path.isEmpty())
        return placeholder;
    if (placeholder.m_name != u"BODY")
        return refuse(translate("System", "Only [BODY] and [HEADER] have something behind them."), end + 2);
    if (const Result<void> parsed = placeholder.parsePath(path, end + 2); !parsed)
        return fail(parsed.error());
    return placeholder;
}

Result<void> Placeholder::parsePath(const QString& path, qsizetype column)
{
    qsizetype at = 0;
    while (at < path.size()) {
        const qsizetype start = at;
        if (path.at(at) == u'[') {
            const qsizetype close = path.indexOf(u']', at);
            bool number = false;
            const int index = close < 0 ? -1 : path.sliced(at + 1, close - at - 1).toInt(&number);
            if (!number || index < 0)
                return refuse(translate("System", "An index such as [0] is expected here."), column + start);
            m_steps.push_back({.index = index});
            at = close + 1;
            continue;
        }
        if (path.at(at) != u'.')
            return refuse(translate("System", "A dot or an index such as [0] is expected here."), column + start);
        qsizetype next = at + 1;
        while (next < path.size() && path.at(next) != u'.' && path.at(next) != u'[')
            ++next;
        const QString key = path.sliced(at + 1, next - at - 1);
        if (key.isEmpty() || key.contains(u' ') || key.contains(u']'))
            return refuse(translate("System", "The name of a member is missing here."), column + start + 1);
        m_steps.push_back({.key = key});
        at = next;
    }
    return {};
}

tl::expected<QJsonValue, Placeholder::Absence> Placeholder::walk(const QByteArray& body) const
{
    const QJsonDocument document = QJsonDocument::fromJson(body);
    if (document.isNull())
        return tl::make_unexpected(Absence::NotJson);
    QJsonValue value = document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
    for (const PathStep& step : m_steps) {
        if (step.index >= 0 && value.isArray() && step.index < value.toArray().size())
            value = value.toArray().at(step.index);
        else if (step.index < 0 && value.isObject() && value.toObject().contains(step.key))
            value = value.toObject().value(step.key);
        else
            return tl::make_unexpected(Absence::NoSuchPath);
    }
    return value;
}

Error Placeholder::absent(Absence why) const
{
    switch (why) {
    case Absence::NotMeasured:
        return {ErrorKind::Unknown, translate("System", "not measured")};
    case Absence::NotJson:
        return {ErrorKind::Unknown, translate("System", "the body is not JSON")};
    case Absence::NoSuchPath:
        return {ErrorKind::NotFound, translate("System", "not there")};
    }
    return {};
}

Result<QString> Placeholder::resolve(const Observation& seen) const
{
    const Error none = absent(Absence::NotMeasured);
    const auto number = [](auto value) { return QString::number(value); };
    const auto time = [](std::chrono::milliseconds value) { return QString::number(value.count()); };
    const auto same = [](const QString& value) { return value; };
    if (m_name == u"CONNECTED")
        return seen.connected ? u"true"_s : u"false"_s;
    if (m_name == u"STATUS")
        return text(seen.status, none, number);
    if (m_name == u"ROWS")
        return text(seen.rows, none, number);
    if (m_name == u"RESPONSE_TIME")
        return text(seen.responseTime, none, time);
    if (m_name == u"CERTIFICATE_EXPIRATION")
        return text(seen.certificateExpiration, none, time);
    if (m_name == u"OUTPUT")
        return text(seen.output, none, [](const QString& value) { return value.trimmed(); });
    if (m_name == u"IP")
        return text(seen.ip, none, same);
    if (m_name == u"HEADER") {
        const auto it = seen.headers.find(m_steps.front().key);
        if (it == seen.headers.end())
            return fail(absent(Absence::NoSuchPath));
        return it->second;
    }
    if (m_name == u"DNS_RCODE")
        return text(seen.dnsCode, none, same);
    if (const auto figure = seen.figures.find(m_name); figure != seen.figures.end())
        return number(figure->second);
    if (m_name != u"BODY" || !seen.body)
        return fail(none);
    if (m_steps.empty())
        return QString::fromUtf8(*seen.body).trimmed();
    const auto value = walk(*seen.body);
    if (!value)
        return fail(absent(value.error()));
    return jsonText(*value);
}

Result<qint64> Placeholder::length(const Observation& seen) const
{
    if (m_name == u"BODY" && seen.body) {
        const auto value = walk(*seen.body);
        if (value)
            return jsonLength(*value);
        if (hasPath())
            return fail(absent(value.error()));
    }
    const Result<QString> value = resolve(seen);
    if (!value)
        return fail(value.error());
    return value->size();
}

Result<bool> Placeholder::exists(const Observation& seen) const
{
    const Result<QString> value = resolve(seen);
    if (value)
        return true;
    if (value.error().kind == ErrorKind::NotFound)
        return false;
    return fail(value.error());
}

} // namespace Pilothouse::System
