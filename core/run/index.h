// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "audit/trail.h"
#include "run/record.h"
#include "store/database.h"

namespace Pilothouse::Run {

/// Which runs to list; newest first.
struct RunFilter
{
    QString system = {}; ///< empty: all
    QString environment = {};
    bool openOnly = false;
    bool unreviewedOnly = false; ///< passed gates, and nobody looked at it since
    int limit = 200;
};

/// What the store and the trail keep of a bypass; who reviewed it is in a table of its own.
QJsonObject bypassJson(const Bypass& bypass);

/// The row of one run, within a transaction; nothing where there is none.
Result<std::optional<RunInfo>> findRow(QSqlDatabase& database, const Id& run);

/// A run that brings a version.
struct VersionRun
{
    Id id;
    RunState state = RunState::Planned;
    QDateTime started = {};
    QDateTime ended = {};
    QString previous = {}; ///< what was there before
    QString version = {};

    bool operator==(const VersionRun&) const = default;
};

/// The runs in the `facts` database: an index of the journals, which hold the truth. That a run began and how it ended
/// also goes into the audit trail, in the same transaction as its row. Any thread; answers as Store::Database does.
class RunIndex
{
public:
    RunIndex(Store::Database& facts, Audit::Trail& trail);

    static std::vector<Store::Migration> migrations();

    /// Adds the run and says in the trail that it begins, or that it was taken over. An error means that nothing may be
    /// started: what is not remembered must not happen.
    QFuture<Result<void>> begin(const RunRecord& record, const QString& action = QStringLiteral("run.began"));
    /// Brings the row up to date; the first time that it has ended, the trail is told.
    QFuture<Result<void>> put(const RunRecord& record);
    QFuture<Result<std::vector<RunInfo>>> list(const RunFilter& filter);
    /// The version that ran before `running` in this environment, as far as known; else empty.
    QFuture<Result<QString>> versionBefore(const QString& system, const QString& environment, const QString& running);
    /// Those that bring a version, oldest first.
    QFuture<Result<std::vector<VersionRun>>> versionRuns(const QString& system, const QString& environment);

private:
    Store::Database& m_facts;
    Audit::Trail& m_trail;
};

} // namespace Pilothouse::Run
