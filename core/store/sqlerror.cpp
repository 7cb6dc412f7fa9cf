// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sqlerror.h"

#include <QCoreApplication>
#include <QSqlError>

namespace Pilothouse::Store {

namespace {

QString sentence(SqlFault fault)
{
    switch (fault) {
    case SqlFault::Busy:
        return QCoreApplication::translate("Store", "The store is locked by another program and nothing was written; "
                                                    "close that program and try again.");
    case SqlFault::Corrupt:
        return QCoreApplication::translate("Store",
                                           "The store's file is damaged; restart Pilothouse, which keeps a copy "
                                           "and recovers what can be read.");
    case SqlFault::Full:
        return QCoreApplication::translate("Store", "The disk is full and nothing was written; free some space and try "
                                                    "again.");
    case SqlFault::ReadOnly:
        return QCoreApplication::translate("Store", "The store cannot be written by this account; check the owner and "
                                                    "mode of its file and folder.");
    case SqlFault::Constraint:
        return QCoreApplication::translate("Store",
                                           "The store refused a record that contradicts another one; reload and "
                                           "try again.");
    case SqlFault::Io:
        return QCoreApplication::translate("Store", "The disk gave an error and nothing was written; check the disk, "
                                                    "then try again.");
    case SqlFault::Other:
        break;
    }
    return QCoreApplication::translate("Store", "The store could not carry out a request; the details say why.");
}

ErrorKind kindOf(SqlFault fault)
{
    switch (fault) {
    case SqlFault::Busy:
        return ErrorKind::Timeout;
    case SqlFault::ReadOnly:
        return ErrorKind::Refused;
    case SqlFault::Constraint:
        return ErrorKind::Conflict;
    case SqlFault::Corrupt:
    case SqlFault::Full:
    case SqlFault::Io:
    case SqlFault::Other:
        break;
    }
    return ErrorKind::Failed;
}

} // namespace

SqlFault sqlFault(const QSqlError& error)
{
    // The low byte of an extended code is the primary one: https://www.sqlite.org/rescode.html
    switch (error.nativeErrorCode().toInt() & 0xff) {
    case 5: // SQLITE_BUSY
    case 6: // SQLITE_LOCKED
        return SqlFault::Busy;
    case 11: // SQLITE_CORRUPT
    case 26: // SQLITE_NOTADB
        return SqlFault::Corrupt;
    case 13: // SQLITE_FULL
        return SqlFault::Full;
    case 3: // SQLITE_PERM
    case 8: // SQLITE_READONLY
        return SqlFault::ReadOnly;
    case 19: // SQLITE_CONSTRAINT
        return SqlFault::Constraint;
    case 10: // SQLITE_IOERR
        return SqlFault::Io;
    default:
        return SqlFault::Other;
    }
}

Error sqlError(const QSqlError& error, const QString& statement)
{
    const SqlFault fault = sqlFault(error);
    QString detail = error.databaseText().isEmpty() ? error.driverText() : error.databaseText();
    if (!error.nativeErrorCode().isEmpty())
        detail += QStringLiteral(" [SQLite %1]").arg(error.nativeErrorCode());
    if (!statement.isEmpty())
        detail += QStringLiteral(": ") + statement.simplified().left(200);
    return {.kind = kindOf(fault), .message = sentence(fault), .detail = detail};
}

bool tellsDamage(const Error& error)
{
    return error.kind == ErrorKind::Failed && error.message == sentence(SqlFault::Corrupt);
}

} // namespace Pilothouse::Store
