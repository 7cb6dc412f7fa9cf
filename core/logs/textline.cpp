// SPDX-License-Identifier: GPL-3.0-or-later
#include "logs/record.h"

#include <QHash>
#include <QRegularExpression>

namespace Pilothouse::Logs {

using namespace Qt::StringLiterals;

namespace {

/// How a line of a format looks; the first that fits counts.
struct Form
{
    QString name;
    QRegularExpression form;
};

const std::vector<Form>& forms()
{
    static const std::vector<Form> all{
        {u"access"_s,
         QRegularExpression(u"\\[[0-9]{1,2}/[A-Z][a-z]{2}/[0-9]{4}:[0-9:]{8} [+-][0-9]{4}\\] (?:\"|- |[0-9]{3} )"_s)},
        {u"nginx-error"_s,
         QRegularExpression(u"\\A[0-9]{4}/[0-9]{2}/[0-9]{2} [0-9:]{8} \\[[a-z]+\\] [0-9]+#[0-9]+:"_s)},
        {u"haproxy"_s, QRegularExpression(u"haproxy\\[[0-9]+\\]: "_s)},
        {u"klog"_s, QRegularExpression(u"\\A[IWEF][0-9]{4} [0-9:]{8}\\.[0-9]+ +[0-9]+ \\S+\\]"_s)},
        {u"syslog"_s,
         QRegularExpression(
             u"\\A(?:<[0-9]+>[0-9]? ?)?(?:[A-Z][a-z]{2} +[0-9]{1,2} [0-9:]{8}|[0-9-]{10}T[0-9:.]+(?:Z|[+-][0-9:]+)(?= \\S+ \\S+\\[[0-9]+\\]:)) \\S+ \\S+?(?:\\[[0-9]+\\])?:? "_s)},
        {u"pm2"_s, QRegularExpression(u"\\A[0-9-]{10}[T ][0-9:]{8}: "_s)},
        {u"laravel"_s, QRegularExpression(u"\\A\\[[0-9-]{10}[ T][^\\]]*\\] [\\w-]+\\.[A-Z]+: "_s)},
        {u"redis"_s, QRegularExpression(u"\\A[0-9]+:[XCSM] [0-9]{1,2} [A-Z][a-z]{2} [0-9]{4} [0-9:.]+ [.*#-] "_s)},
        {u"postgres"_s, QRegularExpression(u"\\A[0-9-]{10} [0-9:.]+ [A-Z]{3,4} \\[[0-9-]+\\]"_s)},
        {u"rails"_s, QRegularExpression(u"\\A(?:Started [A-Z]+ \"|Processing (?:by )?\\S+#|Completed [0-9]{3} )"_s)},
        {u"npm"_s, QRegularExpression(u"\\Anpm (?:ERR!|error|WARN|warn|notice|info|http|verb|sill)(?=\\s|\\z)"_s)},
        {u"logfmt"_s, QRegularExpression(
                          u"\\A(?:[A-Za-z_][\\w.-]*=(?:\"(?:[^\"\\\\]|\\\\.)*\"|[^\\s\"]*) +)+[A-Za-z_][\\w.-]*="_s)}};
    return all;
}

Level signOf(const QString& line, const QString& format, const Moment& moment)
{
    static const QHash<QChar, Level> letters{
        {u'I', Level::Info}, {u'W', Level::Warn}, {u'E', Level::Error}, {u'F', Level::Fatal}};
    static const QHash<QChar, Level> signs{
        {u'.', Level::Debug}, {u'-', Level::Debug}, {u'*', Level::Info}, {u'#', Level::Warn}};
    if (format == u"klog")
        return letters.value(line.front());
    return format == u"redis" ? signs.value(QStringView(line).sliced(moment.end).trimmed().isEmpty()
                                                ? QChar()
                                                : QStringView(line).sliced(moment.end).trimmed().front())
                              : Level::Unknown;
}

} // namespace

Record readTextLine(const QString& line)
{
    Record record{.format = u"text"_s};
    for (const Form& form : forms()) {
        if (form.form.match(line.left(512)).hasMatch()) {
            record.format = form.name;
            break;
        }
    }
    static const QRegularExpression timeField(u"\\b(?:time|ts|timestamp|t)=\"?([^\\s\"]+(?: [0-9:.,]+)?)"_s);
    if (record.format == u"logfmt") {
        const auto match = timeField.match(line);
        record.moment = match.hasMatch() ? momentOf(match.captured(1)) : std::nullopt;
    } else {
        record.moment = momentIn(line);
    }
    // What a visitor asked for may hold any word.
    if (record.format != u"access")
        record.level = levelIn(line, record.moment && record.format != u"logfmt" ? record.moment->end : 0);
    if (record.moment && record.level == Level::Unknown)
        record.level = signOf(line, record.format, *record.moment);
    static const QRegularExpression levelled(
        u"\\A\\[?(?:trace|silly|debug|verbose|http|info|notice|warn|warning|error|critical|fatal)\\]?\\s?:"_s,
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression apart(u"\\A(?:\\s|at |Caused by: |\\.\\.\\. [0-9]+ more|[})\\]])"_s);
    record.begins =
        !apart.match(line).hasMatch() && (record.moment || record.format != u"text" || levelled.match(line).hasMatch());
    return record;
}

} // namespace Pilothouse::Logs
