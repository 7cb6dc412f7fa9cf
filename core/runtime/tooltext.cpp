// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/tooltext.h"

#include "base/safetext.h"
#include "base/translate.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include <cmath>

namespace Pilothouse::Runtime {

using namespace Qt::StringLiterals;

QString toolText(const QByteArray& output)
{
    QString text = QString::fromUtf8(output.startsWith("\xef\xbb\xbf") ? output.sliced(3) : output);
    // Also ends an escape where a tool cut a cell of its table in the middle of one.
    static const QRegularExpression escapes(
        u"\\x1b(?:\\[[0-9;:?]*[ -/]*[@-~]?|\\][^\\x07\\x1b\\n]*(?:\\x07|\\x1b\\\\)?|[()][0-9A-Za-z]|[=>78cM])"_s);
    if (text.contains(QChar(0x1b)))
        text.remove(escapes);
    text.replace(u"\r\n"_s, u"\n"_s);
    text.replace(u'\r', u'\n');
    return text;
}

QStringList toolLines(const QByteArray& output) { return toolText(output).split(u'\n'); }

std::optional<double> readNumber(QStringView text)
{
    static const QRegularExpression form(u"\\A\\s*(-?[0-9]{1,18})(?:[.,]([0-9]{1,18}))?\\s*\\z"_s);
    const QRegularExpressionMatch match = form.match(text.toString());
    if (!match.hasMatch())
        return {};
    return (match.captured(1) + u'.' + (match.hasCaptured(2) ? match.captured(2) : u"0"_s)).toDouble();
}

std::optional<qint64> readInteger(QStringView text)
{
    bool isNumber = false;
    const qint64 number = text.trimmed().toString().toLongLong(&isNumber);
    return isNumber ? std::optional(number) : std::nullopt;
}

std::optional<double> readPercent(QStringView text)
{
    const QStringView trimmed = text.trimmed();
    return trimmed.endsWith(u'%') ? readNumber(trimmed.chopped(1)) : std::nullopt;
}

std::optional<qint64> readBytes(QStringView text, ByteUnits units, qint64 bare)
{
    static const QRegularExpression form(
        u"\\A\\s*([0-9]{1,18}(?:[.,][0-9]{1,9})?)\\s*([kKMGTPEmgtpe]?)(i?)([bB]?)\\s*\\z"_s);
    const QRegularExpressionMatch match = form.match(text.toString());
    if (!match.hasMatch())
        return {};
    const QString letter = match.captured(2).toUpper();
    const bool named = match.capturedLength(4) > 0;
    double factor = named ? 1.0 : double(bare);
    if (!letter.isEmpty()) {
        const bool thousand = units == ByteUnits::Decimal && named && match.capturedLength(3) == 0;
        factor = std::pow(thousand ? 1000.0 : 1024.0, double(u"KMGTPE"_s.indexOf(letter) + 1));
    }
    const QString digits = match.captured(1);
    bool whole = false;
    const qint64 integer = digits.toLongLong(&whole);
    if (whole && integer <= qint64(4e18 / factor))
        return integer * qint64(factor);
    const double value = readNumber(digits).value_or(0) * factor;
    return value < 4e18 ? std::optional(qint64(std::llround(value))) : std::nullopt;
}

std::pair<std::optional<qint64>, std::optional<qint64>> readBytePair(const QString& text, ByteUnits units)
{
    const qsizetype slash = text.indexOf(u'/');
    if (slash < 0)
        return {readBytes(text, units), std::nullopt};
    return {readBytes(QStringView(text).first(slash), units), readBytes(QStringView(text).sliced(slash + 1), units)};
}

QString readTime(const QString& text)
{
    static const QRegularExpression form(
        u"\\A\\s*([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2}:[0-9]{2}(?::[0-9]{2})?)(?:[.,]([0-9]{1,9}))?"
        "\\s*(?:(Z|UTC|GMT)|([+-][0-9]{2}):?([0-9]{2})?)?\\s*\\z"_s);
    const QRegularExpressionMatch match = form.match(text);
    if (!match.hasMatch())
        return {};
    const QDate date = QDate::fromString(match.captured(1), Qt::ISODate);
    const QTime time = QTime::fromString(match.captured(2), Qt::ISODate);
    if (!date.isValid() || !time.isValid())
        return {};
    QDateTime at(date, time, Qt::UTC);
    const bool zoned = match.capturedLength(4) > 0 || match.capturedLength(5) > 0;
    const int hours = match.captured(5).toInt();
    const int minutes = match.captured(6).toInt();
    at = at.addSecs(-(hours * 3600 + (match.captured(5).startsWith(u'-') ? -minutes : minutes) * 60));
    return at.toString(u"yyyy-MM-ddTHH:mm:ss"_s) + (zoned ? u"Z"_s : QString());
}

std::vector<QJsonObject> ToolJson::objects() const
{
    std::vector<QJsonObject> all;
    for (const auto& document : documents) {
        if (document.isObject())
            all.push_back(document.toObject());
        const QJsonArray items = document.toArray();
        for (const auto& item : items) {
            if (item.isObject())
                all.push_back(item.toObject());
        }
    }
    return all;
}

namespace {

/// Where the JSON document that begins at `begin` ends, or -1.
qsizetype endOfJson(QByteArrayView text, qsizetype begin)
{
    int depth = 0;
    bool inString = false;
    for (qsizetype i = begin; i < text.size(); ++i) {
        const char c = text[i];
        if (inString) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                inString = false;
        } else if (c == '"') {
            inString = true;
        } else if (c == '{' || c == '[') {
            ++depth;
        } else if ((c == '}' || c == ']') && --depth == 0) {
            return i + 1;
        }
    }
    return -1;
}

/// Whether a bracket may begin JSON; "[PM2] Spawning" and "[emerg]" do not.
bool mayBegin(QByteArrayView text, qsizetype at)
{
    qsizetype next = at + 1;
    while (next < text.size() && (text[next] == ' ' || text[next] == '\t' || text[next] == '\n'))
        ++next;
    if (next >= text.size())
        return true;
    return text[at] == '{' ? text[next] == '"' || text[next] == '}' : QByteArrayView("{[]\"").indexOf(text[next]) >= 0;
}

} // namespace

ToolJson readToolJson(const QString& text)
{
    // Each document without an end is looked through to the end of the text, and long ones that are none to theirs.
    constexpr int mostCut = 16;
    constexpr qsizetype longest = 64 * 1024;
    ToolJson out;
    const QByteArray bytes = text.toUtf8();
    int cuts = 0;
    for (qsizetype at = 0; at < bytes.size() && cuts < mostCut;) {
        const char c = bytes[at];
        if (c == ' ' || c == '\t' || c == '\n' || c == ',') {
            ++at;
            continue;
        }
        const bool begins = (c == '{' || c == '[') && mayBegin(bytes, at);
        const qsizetype end = begins ? endOfJson(bytes, at) : -1;
        QJsonParseError error;
        const QJsonDocument document =
            end > 0 ? QJsonDocument::fromJson(bytes.mid(at, end - at), &error) : QJsonDocument();
        if (end > 0 && error.error == QJsonParseError::NoError) {
            out.documents.push_back(document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object()));
            out.cut = false;
            at = end;
            continue;
        }
        if (begins && end < 0)
            out.cut = true;
        if (begins && (end < 0 || end - at > longest))
            ++cuts;
        const qsizetype line = bytes.indexOf('\n', at);
        at = line < 0 ? bytes.size() : line + 1;
    }
    return out;
}

QJsonValue shown(const QString& text)
{
    return text.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(SafeText::oneLine(text, 1000).text());
}

tl::unexpected<Error> notOutputOf(const QString& tool, const QString& detail)
{
    return fail(ErrorKind::Invalid, translate("Runtime", "This does not look like the output of %1.").arg(tool),
                detail);
}

} // namespace Pilothouse::Runtime
