// SPDX-License-Identifier: GPL-3.0-or-later
#include "system/namepattern.h"

#include "base/localtime.h"
#include "base/translate.h"
#include "system/condition.h"
#include "system/faults.h"

#include <array>

namespace Pilothouse::System {

using namespace Qt::StringLiterals;

namespace {

struct Token
{
    QLatin1StringView word;
    QLatin1StringView form;   ///< as part of a regular expression
    QLatin1StringView format; ///< as QDateTime writes it
    QLatin1StringView parts;  ///< which parts of a time it holds
};

constexpr std::array tokens{
    Token{"YYYYMMDD"_L1, "(?<Y>[0-9]{4})(?<M>[0-9]{2})(?<D>[0-9]{2})"_L1, "yyyyMMdd"_L1, "YMD"_L1},
    Token{"HHMMSS"_L1, "(?<h>[0-9]{2})(?<m>[0-9]{2})(?<s>[0-9]{2})"_L1, "HHmmss"_L1, "hms"_L1},
    Token{"YYYY"_L1, "(?<Y>[0-9]{4})"_L1, "yyyy"_L1, "Y"_L1},
    Token{"MM"_L1, "(?<M>[0-9]{2})"_L1, "MM"_L1, "M"_L1},
    Token{"DD"_L1, "(?<D>[0-9]{2})"_L1, "dd"_L1, "D"_L1},
    Token{"HH"_L1, "(?<h>[0-9]{2})"_L1, "HH"_L1, "h"_L1},
    Token{"mm"_L1, "(?<m>[0-9]{2})"_L1, "mm"_L1, "m"_L1},
    Token{"SS"_L1, "(?<s>[0-9]{2})"_L1, "ss"_L1, "s"_L1},
    Token{"*"_L1, "[A-Za-z0-9._+=@,~-]*"_L1, ""_L1, "*"_L1},
};

bool isPlain(QChar c)
{
    const char16_t u = c.unicode();
    return (u >= u'a' && u <= u'z') || (u >= u'A' && u <= u'Z') || (u >= u'0' && u <= u'9') ||
           u"._+=@,~-"_s.contains(c);
}

tl::unexpected<Error> refuse(const QString& message, qsizetype column)
{
    return fail(ErrorKind::Invalid, message, u"column %1"_s.arg(column));
}

} // namespace

int NamePattern::errorColumn(const Error& error) { return Condition::errorColumn(error); }

Result<NamePattern> NamePattern::parse(const QString& pattern, const QTimeZone& zone)
{
    NamePattern result;
    result.m_text = pattern;
    result.m_zone = zone;
    if (pattern.size() > 200 || pattern.startsWith(u'-') || pattern.startsWith(u'.'))
        return refuse(
            translate("System", "A pattern has at most 200 characters and does not begin with a hyphen or dot."), 1);
    QString form;
    QString parts;
    for (qsizetype at = 0; at < pattern.size();) {
        if (pattern.at(at) != u'{') {
            if (!isPlain(pattern.at(at)))
                return refuse(
                    translate("System", "%1 is not allowed in the name of a backup.").arg(quoted(pattern.at(at))),
                    at + 1);
            form += QRegularExpression::escape(QString(pattern.at(at)));
            ++at;
            continue;
        }
        const qsizetype end = pattern.indexOf(u'}', at);
        const QString word = end < 0 ? QString() : pattern.sliced(at + 1, end - at - 1);
        const auto token = std::ranges::find_if(tokens, [&](const Token& known) { return word == known.word; });
        if (token == tokens.end())
            return refuse(
                translate("System",
                          "Unknown part of a pattern; there are {YYYYMMDD}, {HHMMSS}, {YYYY}, {MM}, {DD}, {HH}, "
                          "{mm}, {SS} and {*}."),
                at + 1);
        for (const QChar part : QString(token->parts)) {
            if (parts.contains(part))
                return refuse(translate("System", "This part of the name stands here for the second time."), at + 1);
            parts += part;
        }
        form += token->form;
        at = end + 1;
    }
    if (!parts.contains(u'Y') || !parts.contains(u'M') || !parts.contains(u'D'))
        return refuse(
            translate("System", "A pattern names the date, such as {YYYYMMDD}: without it no backup has an age."), 1);
    result.m_form = QRegularExpression(u"\\A"_s + form + u"\\z"_s);
    return result;
}

std::optional<QDateTime> NamePattern::match(const QString& fileName) const
{
    if (fileName.size() > 255 || fileName.startsWith(u'-') || fileName.startsWith(u'.') ||
        !std::ranges::all_of(fileName, isPlain))
        return {};
    const QRegularExpressionMatch match = m_form.match(fileName);
    if (!match.hasMatch())
        return {};
    const auto part = [&](const QString& name) { return match.captured(name).toInt(); };
    const QDate date(part(u"Y"_s), part(u"M"_s), part(u"D"_s));
    const QTime time(part(u"h"_s), part(u"m"_s), part(u"s"_s));
    if (!date.isValid() || !time.isValid())
        return {};
    return utcFromLocal(date, time, m_zone);
}

std::optional<QString> NamePattern::nameFor(const QDateTime& time) const
{
    QString name = m_text;
    const QDateTime local = time.toTimeZone(m_zone);
    for (const Token& token : tokens) {
        const QString hole = u'{' + QString(token.word) + u'}';
        if (!name.contains(hole))
            continue;
        if (token.format.isEmpty())
            return {};
        name.replace(hole, local.toString(QString(token.format)));
    }
    return name;
}

} // namespace Pilothouse::System
