// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/names.h"

#include "runtime/listing.h"
#include "system/namepattern.h"

#include <QHash>
#include <QJsonArray>
#include <QMap>
#include <QRegularExpression>
#include <QSet>

namespace Pilothouse::Backup {

using namespace Qt::StringLiterals;

namespace {

bool isYear(int year) { return year >= 1990 && year <= 2099; }

/// A stamp in a name: where it stands, what it means and how a definition writes it.
struct Stamp
{
    qsizetype begin = 0;
    qsizetype end = 0;
    QDateTime time = {};
    QString period = {};
    QString tokens = {}; ///< empty when a pattern cannot say it
};

/// The offset that an ISO time ends with, in seconds.
int offsetOf(const QString& zone)
{
    if (zone.isEmpty() || zone == u"Z")
        return 0;
    const QString digits = QString(zone).remove(u':');
    const int seconds = digits.mid(1, 2).toInt() * 3600 + digits.mid(3, 2).toInt() * 60;
    return zone.startsWith(u'-') ? -seconds : seconds;
}

std::vector<Stamp> datesIn(const QString& name)
{
    static const QRegularExpression form(
        u"(?<![0-9])([0-9]{4})([-_.]?)([0-9]{2})\\2([0-9]{2})"
        "(?:([-_.~+Tt ]|at|_at_|-at-)?([0-9]{2})([-_.:hH]?)([0-9]{2})(?:([-_.:mM]?)([0-9]{2})(?:[.,][0-9]{1,9})?)?s?"
        "(Z(?![a-z])|[+-][0-9]{2}:?[0-9]{2})?)?(?![0-9])"_s);
    static const QRegularExpression dateOnly(u"(?<![0-9])([0-9]{4})([-_.]?)([0-9]{2})\\2([0-9]{2})(?![0-9])"_s);
    std::vector<Stamp> found;
    for (qsizetype at = 0; at < name.size();) {
        QRegularExpressionMatch match = form.match(name, at);
        if (!match.hasMatch())
            break;
        QTime time(match.captured(6).toInt(), match.captured(8).toInt(), match.captured(10).toInt());
        bool timed = match.capturedLength(6) > 0;
        // "2026-11-20-9912": what follows is no time.
        if (timed && !time.isValid()) {
            const QRegularExpressionMatch alone = dateOnly.match(name, match.capturedStart());
            if (!alone.hasMatch() || alone.capturedStart() != match.capturedStart()) {
                at = match.capturedEnd();
                continue;
            }
            match = alone;
            timed = false;
        }
        at = match.capturedEnd();
        const QDate date(match.captured(1).toInt(), match.captured(3).toInt(), match.captured(4).toInt());
        if (!date.isValid() || !isYear(date.year()))
            continue;
        const QString between = match.captured(2);
        Stamp stamp{.begin = match.capturedStart(), .end = match.capturedEnd()};
        stamp.tokens = between.isEmpty() ? u"{YYYYMMDD}"_s : u"{YYYY}%1{MM}%1{DD}"_s.arg(between);
        stamp.time = QDateTime(date, timed ? time : QTime(0, 0), Qt::UTC);
        if (timed) {
            const bool seconds = match.capturedLength(10) > 0;
            const QString parts = match.captured(7);
            stamp.tokens += match.captured(5);
            stamp.tokens += parts.isEmpty() && seconds && match.captured(9).isEmpty()
                                ? u"{HHMMSS}"_s
                                : u"{HH}"_s + parts + u"{mm}"_s + (seconds ? match.captured(9) + u"{SS}"_s : QString());
            stamp.tokens += name.sliced(match.capturedEnd(seconds ? 10 : 8),
                                        match.capturedEnd() - match.capturedEnd(seconds ? 10 : 8));
            stamp.time = stamp.time.addSecs(-offsetOf(match.captured(11)));
        }
        found.push_back(std::move(stamp));
    }
    return found;
}

/// Day first or month first, weeks, months and seconds: looked for where no date is.
std::optional<Stamp> otherStampIn(const QString& name)
{
    static const QRegularExpression week(u"(?<![0-9])([0-9]{4})[-_.]?W([0-9]{2})(?![0-9])"_s);
    static const QRegularExpression numbered(u"(?<![0-9])([0-9]{4})[-_.]?([0-9]{2})(?![0-9])"_s);
    static const QRegularExpression dayFirst(u"(?<![0-9])([0-9]{2})([-_.])([0-9]{2})\\2([0-9]{4})(?![0-9])"_s);
    static const QRegularExpression seconds(u"(?<![0-9])(1[0-9]{9})(?![0-9])"_s);
    const auto stampAt = [](const QRegularExpressionMatch& match) {
        return Stamp{.begin = match.capturedStart(), .end = match.capturedEnd()};
    };
    if (const auto match = week.match(name);
        match.hasMatch() && isYear(match.captured(1).toInt()) && match.captured(2).toInt() <= 53) {
        Stamp stamp = stampAt(match);
        stamp.period = match.captured(1) + u"-W"_s + match.captured(2);
        return stamp;
    }
    if (const auto match = dayFirst.match(name); match.hasMatch()) {
        const int first = match.captured(1).toInt();
        const int second = match.captured(3).toInt();
        const int year = match.captured(4).toInt();
        const QString sep = match.captured(2);
        Stamp stamp = stampAt(match);
        // 03-04: nobody can tell.
        if (first > 12 || first == second)
            stamp.time = QDateTime(QDate(year, second, first), QTime(0, 0), Qt::UTC);
        else if (second > 12)
            stamp.time = QDateTime(QDate(year, first, second), QTime(0, 0), Qt::UTC);
        if (stamp.time.isValid())
            stamp.tokens = (first > 12 ? u"{DD}%1{MM}%1{YYYY}"_s : u"{MM}%1{DD}%1{YYYY}"_s).arg(sep);
        if (isYear(year) && (stamp.time.isValid() || (first <= 12 && second <= 12 && first * second > 0)))
            return stamp;
    }
    if (const auto match = numbered.match(name); match.hasMatch() && isYear(match.captured(1).toInt())) {
        const int number = match.captured(2).toInt();
        if (number >= 1 && number <= 53) {
            Stamp stamp = stampAt(match);
            // Above 12 it can only be a week.
            stamp.period = match.captured(1) + (number > 12 ? u"-W"_s : u"-"_s) + match.captured(2);
            return stamp;
        }
    }
    if (const auto match = seconds.match(name); match.hasMatch()) {
        Stamp stamp = stampAt(match);
        stamp.time = QDateTime::fromSecsSinceEpoch(match.captured(1).toLongLong(), Qt::UTC);
        return stamp;
    }
    return {};
}

/// What lies beside a backup and is none.
bool isCompanion(const QString& name, const QSet<QString>& names)
{
    static const QRegularExpression checks(
        u"\\.(?:md5|md5sum|sha1|sha224|sha256|sha256sum|sha384|sha512|sum|sig|minisig|log|tmp|part|partial|lock|done|meta)\\z"_s,
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression wrapped(u"\\.(?:gpg|enc|age|asc|pgp)\\z"_s,
                                            QRegularExpression::CaseInsensitiveOption);
    if (checks.match(name).hasMatch())
        return true;
    const auto match = wrapped.match(name);
    return match.hasMatch() && names.contains(name.first(match.capturedStart()));
}

/// The last part of a path, without what `ls -F` puts behind it.
QString fileName(QString line)
{
    while (line.endsWith(u'/') || line.endsWith(u'@') || line.endsWith(u'*'))
        line.chop(1);
    return line.sliced(line.lastIndexOf(u'/') + 1);
}

QString commonest(const std::vector<NamedBackup>& backups)
{
    QHash<QString, int> counts;
    QString best;
    for (const NamedBackup& backup : backups) {
        if (!backup.pattern.isEmpty() && ++counts[backup.pattern] > counts.value(best))
            best = backup.pattern;
    }
    return best;
}

} // namespace

std::optional<NamedBackup> recognizeName(const QString& name)
{
    std::vector<Stamp> stamps = datesIn(name);
    std::optional<Stamp> stamp;
    if (!stamps.empty())
        stamp = stamps.back();
    else
        stamp = otherStampIn(name);
    if (!stamp)
        return {};
    NamedBackup backup{.name = name, .time = stamp->time, .period = stamp->period};
    if (stamps.size() <= 1 && !stamp->tokens.isEmpty()) {
        const QString pattern = name.first(stamp->begin) + stamp->tokens + name.sliced(stamp->end);
        const auto parsed = System::NamePattern::parse(pattern);
        // Not where the name says its zone: a definition says it once for all names.
        if (parsed && parsed->match(name) == backup.time)
            backup.pattern = pattern;
    }
    return backup;
}

Result<NameList> readNames(const QByteArray& list, const QString& pattern)
{
    std::optional<System::NamePattern> given;
    if (!pattern.isEmpty()) {
        auto parsed = System::NamePattern::parse(pattern);
        if (!parsed)
            return fail(parsed.error());
        given = std::move(*parsed);
    }
    QStringList names;
    QSet<QString> known;
    const QStringList lines = Runtime::toolLines(list);
    for (const QString& line : lines) {
        const QString name = fileName(Runtime::nameInListing(line));
        if (name.isEmpty() || name == u"." || name == u"..")
            continue;
        names << name;
        known.insert(name);
    }
    NameList out{.pattern = pattern};
    for (const QString& name : names) {
        std::optional<NamedBackup> backup;
        if (given) {
            if (const auto time = given->match(name))
                backup = NamedBackup{.name = name, .time = *time, .pattern = pattern};
        } else if (!isCompanion(name, known)) {
            backup = recognizeName(name);
        }
        if (backup)
            out.backups.push_back(std::move(*backup));
        else
            out.ignored << name;
    }
    if (!given)
        out.pattern = commonest(out.backups);
    return out;
}

QJsonObject inspectNames(const NameList& list)
{
    const auto orNull = [](const QString& text) {
        return text.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(text);
    };
    QJsonArray backups;
    QMap<QString, int> counts;
    for (const NamedBackup& backup : list.backups) {
        const QString time =
            backup.time.isValid() ? backup.time.toUTC().toString(u"yyyy-MM-ddTHH:mm:ssZ"_s) : QString();
        backups << QJsonObject{{u"name"_s, Runtime::shown(backup.name)},
                               {u"time"_s, orNull(time)},
                               {u"period"_s, orNull(backup.period)},
                               {u"pattern"_s, orNull(backup.pattern)}};
        if (!backup.pattern.isEmpty())
            ++counts[backup.pattern];
    }
    QJsonArray patterns;
    for (auto it = counts.begin(); it != counts.end(); ++it)
        patterns << QJsonObject{{u"pattern"_s, it.key()}, {u"count"_s, it.value()}};
    QJsonArray ignored;
    for (const QString& name : list.ignored)
        ignored << Runtime::shown(name);
    return {{u"pattern"_s, orNull(list.pattern)},
            {u"backups"_s, backups},
            {u"patterns"_s, patterns},
            {u"ignored"_s, int(list.ignored.size())},
            {u"ignoredNames"_s, ignored}};
}

} // namespace Pilothouse::Backup
