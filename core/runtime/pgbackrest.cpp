// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/pgbackrest.h"

#include <QDateTime>
#include <QJsonArray>
#include <QRegularExpression>

namespace Pilothouse::Runtime {

using namespace Qt::StringLiterals;

namespace {

std::optional<qint64> integerOf(const QJsonValue& value)
{
    return value.isDouble() ? std::optional(value.toInteger()) : std::nullopt;
}

QString utcOf(const QJsonValue& seconds)
{
    return seconds.isDouble() ? QDateTime::fromSecsSinceEpoch(seconds.toInteger(), Qt::UTC).toString(Qt::ISODate)
                              : QString();
}

PgBackRestBackup backupOf(const QString& stanza, const QJsonValue& value)
{
    PgBackRestBackup backup{.stanza = stanza,
                            .label = value[u"label"].toString(),
                            .type = value[u"type"].toString(),
                            .startedAt = utcOf(value[u"timestamp"][u"start"]),
                            .stoppedAt = utcOf(value[u"timestamp"][u"stop"]),
                            .databaseBytes = integerOf(value[u"info"][u"size"]),
                            .backupBytes = integerOf(value[u"info"][u"delta"]),
                            .repositorySetBytes = integerOf(value[u"info"][u"repository"][u"size"]),
                            .repositoryBackupBytes = integerOf(value[u"info"][u"repository"][u"delta"]),
                            .walStart = value[u"archive"][u"start"].toString(),
                            .walStop = value[u"archive"][u"stop"].toString()};
    const QJsonArray references = value[u"reference"].toArray();
    for (const auto& reference : references)
        backup.references << reference.toString();
    if (value[u"error"].isBool())
        backup.error = value[u"error"].toBool();
    return backup;
}

std::optional<PgBackRestInfo> fromJson(const QString& text)
{
    PgBackRestInfo info;
    bool known = false;
    for (const QJsonObject& stanza : readToolJson(text).objects()) {
        if (!stanza.contains(u"backup"_s) && !stanza.contains(u"status"_s))
            continue;
        known = true;
        const QString name = stanza.value(u"name"_s).toString();
        info.stanzas.emplace_back(name, stanza.value(u"status"_s)[u"message"].toString());
        const QJsonArray backups = stanza.value(u"backup"_s).toArray();
        for (const auto& backup : backups)
            info.backups.push_back(backupOf(name, backup));
    }
    return known ? std::optional(std::move(info)) : std::nullopt;
}

/// "database size: 19.9GB, database backup size: 10.7GB"
void takeSizes(const QString& line, PgBackRestBackup& backup)
{
    static const QRegularExpression size(
        u"(database size|database backup size|backup set size|(?:repository )?backup size|repository size)"
        ": ([0-9.]+[KMGTP]?B)"_s);
    for (auto it = size.globalMatch(line); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        const QString name = match.captured(1);
        const auto bytes = readBytes(match.captured(2), ByteUnits::Binary);
        // Before 2.34 both of the database's and both of the repository's were in lines of their own.
        const bool repository = line.contains(u"repo"_s);
        if (name == u"database size")
            backup.databaseBytes = bytes;
        else if (name == u"database backup size" || (name == u"backup size" && !repository))
            backup.backupBytes = bytes;
        else if (name == u"backup set size" || name == u"repository size")
            backup.repositorySetBytes = bytes;
        else
            backup.repositoryBackupBytes = bytes;
    }
}

PgBackRestInfo fromText(const QStringList& lines)
{
    static const QRegularExpression stanza(u"\\A\\s*stanza: (\\S+)"_s);
    static const QRegularExpression status(u"\\A\\s*status: (.*)\\z"_s);
    static const QRegularExpression label(u"\\A\\s*(full|diff|incr) backup: (\\S+)"_s);
    static const QRegularExpression times(u"\\A\\s*timestamp start/stop: (.*?) / (.*?)\\s*\\z"_s);
    static const QRegularExpression wal(u"\\A\\s*wal start/stop: (\\S+) / (\\S+)"_s);
    static const QRegularExpression reference(u"\\A\\s*backup reference (?:list|total): (.*)\\z"_s);
    PgBackRestInfo info;
    QString name;
    for (const QString& line : lines) {
        if (const auto match = stanza.match(line); match.hasMatch()) {
            name = match.captured(1);
            info.stanzas.emplace_back(name, QString());
        } else if (const auto state = status.match(line);
                   state.hasMatch() && !info.stanzas.empty() && info.stanzas.back().second.isEmpty()) {
            info.stanzas.back().second = state.captured(1).trimmed();
        } else if (const auto begin = label.match(line); begin.hasMatch()) {
            info.backups.push_back({.stanza = name, .label = begin.captured(2), .type = begin.captured(1)});
        } else if (info.backups.empty()) {
            continue;
        } else if (const auto stamps = times.match(line); stamps.hasMatch()) {
            info.backups.back().startedAt = readTime(stamps.captured(1));
            info.backups.back().stoppedAt = readTime(stamps.captured(2));
        } else if (const auto archive = wal.match(line); archive.hasMatch()) {
            info.backups.back().walStart = archive.captured(1);
            info.backups.back().walStop = archive.captured(2);
        } else if (const auto others = reference.match(line); others.hasMatch()) {
            const QStringList labels = others.captured(1).split(u',');
            for (const QString& other : labels)
                info.backups.back().references << other.trimmed();
        } else {
            takeSizes(line, info.backups.back());
        }
    }
    return info;
}

} // namespace

Result<PgBackRestInfo> readPgBackRest(const QByteArray& output)
{
    const QString text = toolText(output);
    if (const auto info = fromJson(text))
        return *info;
    PgBackRestInfo info = fromText(text.split(u'\n'));
    if (info.backups.empty() && info.stanzas.empty())
        return notOutputOf(u"pgbackrest info"_s);
    return info;
}

QJsonObject toJson(const PgBackRestBackup& backup)
{
    return {{u"stanza"_s, shown(backup.stanza)},
            {u"label"_s, shown(backup.label)},
            {u"type"_s, shown(backup.type)},
            {u"startedAt"_s, shown(backup.startedAt)},
            {u"stoppedAt"_s, shown(backup.stoppedAt)},
            {u"databaseBytes"_s, shown(backup.databaseBytes)},
            {u"backupBytes"_s, shown(backup.backupBytes)},
            {u"repositorySetBytes"_s, shown(backup.repositorySetBytes)},
            {u"repositoryBackupBytes"_s, shown(backup.repositoryBackupBytes)},
            {u"walStart"_s, shown(backup.walStart)},
            {u"walStop"_s, shown(backup.walStop)},
            {u"references"_s, QJsonArray::fromStringList(backup.references)},
            {u"error"_s, shown(backup.error)}};
}

} // namespace Pilothouse::Runtime
