// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/schedule.h"
#include "runtime/servicetools.h"
#include "system/secretlike.h"

#include <QHash>
#include <QRegularExpression>

namespace Pilothouse::Runtime {

using namespace Qt::StringLiterals;

namespace {

/// "@daily" in five fields; empty for @reboot, which is no time.
QString fieldsOf(const QString& word)
{
    static const QHash<QString, QString> words{{u"@yearly"_s, u"0 0 1 1 *"_s},  {u"@annually"_s, u"0 0 1 1 *"_s},
                                               {u"@monthly"_s, u"0 0 1 * *"_s}, {u"@weekly"_s, u"0 0 * * 0"_s},
                                               {u"@daily"_s, u"0 0 * * *"_s},   {u"@midnight"_s, u"0 0 * * *"_s},
                                               {u"@hourly"_s, u"0 * * * *"_s}};
    return words.value(word);
}

/// Moves the user from the front of the commands, if every one has an account's name there.
void findUsers(Crontab& crontab, bool headed)
{
    static const QRegularExpression first(u"\\A(\\S+)\\s+(\\S.*)\\z"_s);
    static const QRegularExpression account(u"\\A[a-z_][a-z0-9_-]*\\z"_s);
    static const QStringList accounts{u"root"_s,  u"www-data"_s, u"postgres"_s, u"nobody"_s, u"mysql"_s, u"nginx"_s,
                                      u"redis"_s, u"apache"_s,   u"backup"_s,   u"daemon"_s, u"git"_s,   u"munin"_s};
    const bool all = std::ranges::all_of(crontab.entries, [&](const CronEntry& entry) {
        const QString word = first.match(entry.command).captured(1);
        return headed ? account.match(word).hasMatch() : accounts.contains(word);
    });
    if (!all)
        return;
    for (CronEntry& entry : crontab.entries) {
        const QRegularExpressionMatch match = first.match(entry.command);
        entry.user = match.captured(1);
        entry.command = match.captured(2);
    }
}

} // namespace

Result<Crontab> readCrontab(const QByteArray& output)
{
    static const QRegularExpression named(u"\\A\\s*(@[a-z]+)\\s+(\\S.*)\\z"_s);
    static const QRegularExpression timed(u"\\A\\s*((?:[0-9*,/A-Za-z~-]+\\s+){4}[0-9*,/A-Za-z~-]+)\\s+(\\S.*)\\z"_s);
    static const QRegularExpression variable(u"\\A\\s*[\"']?([A-Za-z_][A-Za-z0-9_]*)[\"']?\\s*=\\s*(.*?)\\s*\\z"_s);
    static const QRegularExpression header(u"\\A#.*\\bdow\\s+user"_s);
    Crontab crontab;
    QString zone;
    bool headed = false;
    int number = 0;
    bool known = false;
    const QStringList lines = toolLines(output);
    for (const QString& line : lines) {
        ++number;
        headed = headed || header.match(line).hasMatch();
        const QString trimmed = line.trimmed();
        if (trimmed.isEmpty() || trimmed.startsWith(u'#')) {
            known = known || trimmed.startsWith(u'#');
            continue;
        }
        if (const auto match = variable.match(line); match.hasMatch()) {
            crontab.environment << match.captured(1);
            if (match.captured(1) == u"CRON_TZ" || match.captured(1) == u"TZ")
                zone = match.captured(2).remove(u'"').remove(u'\'');
            continue;
        }
        auto match = named.match(line);
        if (!match.hasMatch())
            match = timed.match(line);
        if (!match.hasMatch())
            continue;
        const QString schedule = match.captured(1).simplified();
        const QString fields = schedule.startsWith(u'@') ? fieldsOf(schedule) : schedule;
        crontab.entries.push_back({.line = number,
                                   .schedule = schedule,
                                   .valid = schedule == u"@reboot" || Schedule::parse(fields, u"UTC"_s).has_value(),
                                   .zone = zone,
                                   .command = match.captured(2).trimmed()});
    }
    if (crontab.entries.empty() && crontab.environment.isEmpty() && !known &&
        !QString::fromUtf8(output).contains(u"no crontab for"_s))
        return notOutputOf(u"crontab -l"_s);
    if (!crontab.entries.empty())
        findUsers(crontab, headed);
    for (CronEntry& entry : crontab.entries) {
        entry.secret = !System::looksLikeSecret({}, entry.command).isEmpty();
        if (entry.secret)
            entry.command.clear();
    }
    return crontab;
}

QJsonObject toJson(const CronEntry& entry)
{
    return {{u"line"_s, entry.line},        {u"schedule"_s, shown(entry.schedule)},
            {u"valid"_s, entry.valid},      {u"zone"_s, shown(entry.zone)},
            {u"user"_s, shown(entry.user)}, {u"command"_s, shown(entry.command)},
            {u"secret"_s, entry.secret}};
}

} // namespace Pilothouse::Runtime
