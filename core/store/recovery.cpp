// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/recovery.h"

#include "store/query.h"
#include "store/rowsalvage.h"
#include "store/sqlerror.h"

#include <QCoreApplication>
#include <QFile>
#include <QSqlError>
#include <QUuid>

namespace Pilothouse::Store {

using namespace Qt::StringLiterals;

namespace {

/// A second connection that goes away with its block.
class SideConnection
{
public:
    explicit SideConnection(const QString& file)
        : m_name(QUuid::createUuid().toString(QUuid::WithoutBraces))
        , m_database(QSqlDatabase::addDatabase(u"QSQLITE"_s, m_name))
    {
        m_database.setDatabaseName(file);
    }
    ~SideConnection()
    {
        m_database.close();
        m_database = QSqlDatabase();
        QSqlDatabase::removeDatabase(m_name);
    }
    SideConnection(const SideConnection&) = delete;
    SideConnection& operator=(const SideConnection&) = delete;

    Result<void> open(const QStringList& pragmas)
    {
        if (!m_database.open())
            return fail(sqlError(m_database.lastError(), {}));
        for (const QString& pragma : pragmas) {
            if (auto done = execute(m_database, pragma); !done)
                return fail(done.error());
        }
        return {};
    }
    QSqlDatabase& database() { return m_database; }

private:
    QString m_name;
    QSqlDatabase m_database;
};

struct Trigger
{
    QString name;
    QString sql;
};

/// Triggers guard against changes by the program; they would act a second time on what is copied.
Result<std::vector<Trigger>> dropTriggers(QSqlDatabase& target)
{
    auto triggers =
        select<Trigger>(target, u"SELECT name, sql FROM sqlite_schema WHERE type='trigger'"_s, {}, [](const Row& row) {
            return Trigger{row.text(u"name"_s), row.text(u"sql"_s)};
        });
    if (!triggers)
        return triggers;
    for (const Trigger& trigger : *triggers) {
        if (auto dropped = executeAsIs(target, u"DROP TRIGGER "_s + quoted(trigger.name)); !dropped)
            return fail(dropped.error());
    }
    return triggers;
}

Result<void> fill(QSqlDatabase& source, QSqlDatabase& target, SalvageReport& report)
{
    const auto triggers = dropTriggers(target);
    if (!triggers)
        return fail(triggers.error());
    const auto tables = select<QString>(target,
                                        u"SELECT name FROM pragma_table_list WHERE schema='main' AND type='table' "
                                        "AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name <> 'migrations'"_s,
                                        {}, [](const Row& row) { return row.text(u"name"_s); });
    if (!tables)
        return fail(tables.error());
    for (const QString& table : *tables) {
        if (auto copied = salvageTable(source, target, table, report); !copied)
            return copied;
    }
    for (const Trigger& trigger : *triggers) {
        if (auto made = executeAsIs(target, trigger.sql); !made)
            return made;
    }
    return forEachRow(target, u"PRAGMA foreign_key_check"_s, {}, [&report](const Row&) -> Result<void> {
        ++report.orphans;
        return {};
    });
}

Result<SalvageReport> salvageInto(const QString& from, const QString& to, const Migrator& migrator)
{
    SalvageReport report;
    SideConnection target(to);
    if (auto open = target.open({u"PRAGMA foreign_keys=OFF"_s, u"PRAGMA synchronous=FULL"_s}); !open)
        return fail(open.error());
    SideConnection source(from);
    // writable_schema lets SQLite go on past entries of the schema that it cannot parse.
    const auto readable =
        source.open({u"PRAGMA writable_schema=ON"_s, u"PRAGMA trusted_schema=OFF"_s, u"PRAGMA cell_size_check=ON"_s,
                     u"PRAGMA query_only=ON"_s, u"SELECT count(*) FROM sqlite_schema"_s});
    const Migrator there = readable ? migrator.appliedIn(source.database()) : migrator;
    if (auto applied = there.apply(target.database()); !applied)
        return fail(applied.error());
    if (!readable) {
        report.unreadable.append(QCoreApplication::translate("Store", "all"));
        return report;
    }
    if (auto begun = execute(target.database(), u"BEGIN IMMEDIATE"_s); !begun)
        return fail(begun.error());
    if (auto filled = fill(source.database(), target.database(), report); !filled)
        return fail(filled.error());
    if (auto committed = execute(target.database(), u"COMMIT"_s); !committed)
        return fail(committed.error());
    return report;
}

} // namespace

Result<QString> keepCopy(const StoreFiles& files, const QDateTime& now)
{
    const QString stem = files.main + u".damaged-"_s + now.toUTC().toString(u"yyyyMMdd'T'HHmmss'Z'"_s);
    QString copy = stem;
    for (int n = 2; QFile::exists(copy); ++n)
        copy = stem + u'-' + QString::number(n);
    if (auto copied = copyDurably(files.main, copy); !copied)
        return fail(copied.error());
    if (fileSize(files.wal) > 0) {
        if (auto copied = copyDurably(files.wal, copy + u"-wal"_s); !copied)
            return fail(copied.error());
    }
    return copy;
}

Result<SalvageReport> salvage(const StoreFiles& files, const Migrator& migrator)
{
    const QString target = files.main + u".recovering"_s;
    for (const QString& rest : {target, target + u"-journal"_s}) {
        if (auto removed = removeFile(rest); !removed)
            return fail(removed.error());
    }
    if (auto prepared = prepareStoreFile(target); !prepared)
        return fail(prepared.error());
    const Result<SalvageReport> report = salvageInto(files.main, target, migrator);
    if (!report)
        return report;
    if (auto whole = renameDurably(target, files.recovered); !whole)
        return fail(whole.error());
    if (auto finished = finishRecovery(files); !finished)
        return fail(finished.error());
    return report;
}

Result<void> finishRecovery(const StoreFiles& files)
{
    if (!QFile::exists(files.recovered))
        return {};
    // The old log first: SQLite would play it into the new file.
    for (const QString& file : {files.wal, files.shm}) {
        if (auto removed = removeFile(file); !removed)
            return removed;
    }
    return renameDurably(files.recovered, files.main);
}

QString salvageNotice(const SalvageReport& report, const QString& kept)
{
    QString text = QCoreApplication::translate(
        "Store", "The store was damaged: %n row(s) were recovered into a new file.", nullptr, int(report.rows));
    if (!report.unreadable.isEmpty())
        text += u' ' + QCoreApplication::translate("Store", "Not everything could be read of: %1.")
                           .arg(report.unreadable.join(u", "_s));
    if (report.refused > 0)
        text += u' ' +
                QCoreApplication::translate("Store", "%n unusable row(s) were left out.", nullptr, int(report.refused));
    if (report.orphans > 0)
        text +=
            u' ' + QCoreApplication::translate("Store", "%n row(s) refer to lost ones.", nullptr, int(report.orphans));
    return text + u' ' + QCoreApplication::translate("Store", "The damaged file is kept as %1.").arg(kept);
}

Error damageError(const QString& detail)
{
    return sqlError(QSqlError({}, detail, QSqlError::UnknownError, u"11"_s), {});
}

} // namespace Pilothouse::Store
