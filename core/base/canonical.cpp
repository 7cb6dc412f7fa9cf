// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/canonical.h"

#include "base/translate.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonObject>

#include <cmath>

namespace Pilothouse {

namespace {

Error notCanonical(const QString& what)
{
    return {.kind = ErrorKind::Invalid, .message = translate("Base", "This content cannot be hashed: %1.").arg(what)};
}

Result<> writeString(const QString& text, QByteArray& out)
{
    if (!text.isValidUtf16())
        return fail(notCanonical(translate("Base", "it holds half a character")));
    out += '"';
    for (const char c : text.toUtf8()) {
        switch (c) {
        case '"':
            out += "\\\"";
            break;
        case '\\':
            out += "\\\\";
            break;
        case '\b':
            out += "\\b";
            break;
        case '\f':
            out += "\\f";
            break;
        case '\n':
            out += "\\n";
            break;
        case '\r':
            out += "\\r";
            break;
        case '\t':
            out += "\\t";
            break;
        default:
            if (uchar(c) < 0x20)
                out += "\\u00" + QByteArray(1, c).toHex();
            else
                out += c;
        }
    }
    out += '"';
    return {};
}

Result<> write(const QJsonValue& value, QByteArray& out)
{
    switch (value.type()) {
    case QJsonValue::Null:
        out += "null";
        return {};
    case QJsonValue::Bool:
        out += value.toBool() ? "true" : "false";
        return {};
    case QJsonValue::Double: {
        const double number = value.toDouble();
        constexpr double limit = 9007199254740992.0;
        if (std::floor(number) != number || std::fabs(number) > limit)
            return fail(notCanonical(translate("Base", "%1 is not a whole number").arg(number)));
        out += QByteArray::number(qint64(number));
        return {};
    }
    case QJsonValue::String:
        return writeString(value.toString(), out);
    case QJsonValue::Array: {
        out += '[';
        bool first = true;
        const QJsonArray array = value.toArray();
        for (const auto& element : array) {
            if (!first)
                out += ',';
            first = false;
            if (auto done = write(element, out); !done)
                return done;
        }
        out += ']';
        return {};
    }
    case QJsonValue::Object: {
        out += '{';
        bool first = true;
        const QJsonObject object = value.toObject(); // kept sorted by UTF-16 code unit
        for (auto it = object.begin(); it != object.end(); ++it) {
            if (!first)
                out += ',';
            first = false;
            if (auto done = writeString(it.key(), out); !done)
                return done;
            out += ':';
            if (auto done = write(it.value(), out); !done)
                return done;
        }
        out += '}';
        return {};
    }
    case QJsonValue::Undefined:
        break;
    }
    return fail(notCanonical(translate("Base", "a value is undefined")));
}

} // namespace

Result<QByteArray> canonicalJson(const QJsonValue& value)
{
    QByteArray out;
    if (auto done = write(value, out); !done)
        return fail(done.error());
    return out;
}

QString sha256Hex(QByteArrayView bytes)
{
    return QString::fromLatin1(QCryptographicHash::hash(bytes.toByteArray(), QCryptographicHash::Sha256).toHex());
}

} // namespace Pilothouse
