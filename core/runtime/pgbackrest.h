// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/tooltext.h"

namespace Pilothouse::Runtime {

/// A backup in a pgBackRest repository. A label has two stamps when it builds on another one: the full backup's and its
/// own.
struct PgBackRestBackup
{
    QString stanza = {};
    QString label;
    QString type = {};      ///< full, diff or incr
    QString startedAt = {}; ///< UTC, or without zone the repository host's time (the text does not always say)
    QString stoppedAt = {};
    std::optional<qint64> databaseBytes = {};
    std::optional<qint64> backupBytes = {};           ///< of the database's bytes, what this one took
    std::optional<qint64> repositorySetBytes = {};    ///< in the repository, with those it builds on
    std::optional<qint64> repositoryBackupBytes = {}; ///< in the repository, this one alone
    QString walStart = {};
    QString walStop = {};
    QStringList references = {};
    std::optional<bool> error = {}; ///< whether pages with wrong checksums were found; only JSON says

    bool operator==(const PgBackRestBackup&) const = default;
};

struct PgBackRestInfo
{
    std::vector<PgBackRestBackup> backups = {};
    std::vector<std::pair<QString, QString>> stanzas = {}; ///< name and status

    bool operator==(const PgBackRestInfo&) const = default;
};

/// Reads `pgbackrest info` as text (also a piece of it) and as JSON. Its KB, MB and GB are powers of 1024. Any thread.
Result<PgBackRestInfo> readPgBackRest(const QByteArray& output);
QJsonObject toJson(const PgBackRestBackup& backup);

} // namespace Pilothouse::Runtime
