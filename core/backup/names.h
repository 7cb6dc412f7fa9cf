// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QDateTime>
#include <QJsonObject>
#include <QStringList>

#include <optional>
#include <vector>

namespace Pilothouse::Backup {

/// A name in which a moment was recognised.
struct NamedBackup
{
    QString name;
    QDateTime time =
        {}; ///< UTC; invalid where the name only tells a week or a month, or day and month cannot be told apart
    QString period = {};  ///< "2026-W47" or "2026-11" where it only tells that
    QString pattern = {}; ///< in the syntax of definitions; empty when that cannot say it (colons, weeks)

    bool operator==(const NamedBackup&) const = default;
};

/// What a list of file names tells of backups.
struct NameList
{
    QString pattern = {}; ///< the one given, or the one most names have
    std::vector<NamedBackup> backups = {};
    QStringList ignored = {}; ///< no backups: no moment in them, checksums and signatures, links to the latest

    bool operator==(const NameList&) const = default;
};

/// The moment in a file's name: dates with or without separators, with a time or without, ISO weeks, months, seconds
/// since 1970. Of several (a backup that builds on another one) the last counts. A time without zone is taken for UTC,
/// as a definition without schedule takes it. None when there is none.
std::optional<NamedBackup> recognizeName(const QString& name);

/// Reads a list of names, one a line, or what ls, du or find print of them. With a pattern only what it matches counts;
/// Invalid when it is none. Any thread.
Result<NameList> readNames(const QByteArray& list, const QString& pattern = {});

/// {pattern, backups: [{name, time, period}], ignored, ignoredNames, patterns: [{pattern, count}]}
QJsonObject inspectNames(const NameList& list);

} // namespace Pilothouse::Backup
