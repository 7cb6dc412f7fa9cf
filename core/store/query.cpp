// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/query.h"

#include "base/clock.h"
#include "store/sqlerror.h"

#include <QCoreApplication>
#include <QSqlError>

namespace Pilothouse::Store {

namespace {

/// The `:names` of a statement, outside of quotes, as Qt sees them.
QStringList placeholders(const QString& sql)
{
    QStringList names;
    const auto isWord = [](QChar c) { return c.isLetterOrNumber() || c == u'_'; };
    for (qsizetype i = 0; i < sql.size(); ++i) {
        const QChar c = sql.at(i);
        if (c == u'\'' || c == u'"' || c == u'`') {
            const qsizetype end = sql.indexOf(c, i + 1);
            i = end < 0 ? sql.size() : end;
        } else if (c == u':' && i + 1 < sql.size() && isWord(sql.at(i + 1))) {
            qsizetype end = i + 1;
            while (end < sql.size() && isWord(sql.at(end)))
                ++end;
            const QString name = sql.mid(i + 1, end - i - 1);
            if (!names.contains(name))
                names.append(name);
            i = end - 1;
        }
    }
    return names;
}

Error wrongBinds(const QString& sql, const QString& what)
{
    return {.kind = ErrorKind::Invalid,
            .message =
                QCoreApplication::translate("Store", "A request to the store was put together wrongly; report this "
                                                     "with the details."),
            .detail = what + QStringLiteral(": ") + sql.simplified().left(200)};
}

} // namespace

Bind::Bind(QString name, const QDateTime& time)
    : Bind(std::move(name), time.isValid() ? QVariant(toMicros(time)) : QVariant())
{
}

QVariant Row::value(const QString& column) const
{
    const int index = m_record.indexOf(column);
    Q_ASSERT_X(index >= 0, "Row::value", qPrintable(column));
    return index < 0 ? QVariant() : m_query.value(index);
}

QDateTime Row::time(const QString& column) const
{
    const QVariant stored = value(column);
    return stored.isNull() ? QDateTime() : fromMicros(stored.toLongLong());
}

Id Row::id(const QString& column) const { return Id::fromString(text(column)).value_or(Id()); }

Statement::Statement(QSqlQuery query, QString sql, QStringList names)
    : m_query(std::move(query))
    , m_sql(std::move(sql))
    , m_names(std::move(names))
{
}

Result<Statement> Statement::prepare(QSqlDatabase& database, const QString& sql)
{
    QSqlQuery query(database);
    query.setForwardOnly(true); // else Qt caches every row it has passed
    if (!query.prepare(sql))
        return fail(sqlError(query.lastError(), sql));
    return Statement(std::move(query), sql, placeholders(sql));
}

Result<void> Statement::start(const Binds& binds)
{
    QStringList open = m_names;
    for (const Bind& bind : binds) {
        if (!open.removeOne(bind.name))
            return fail(wrongBinds(m_sql, QStringLiteral("no :%1, or bound twice").arg(bind.name)));
        m_query.bindValue(u':' + bind.name, bind.value);
    }
    if (!open.isEmpty())
        return fail(wrongBinds(m_sql, QStringLiteral("unbound :") + open.join(QStringLiteral(", :"))));
    if (!m_query.exec())
        return fail(sqlError(m_query.lastError(), m_sql));
    return {};
}

Result<qint64> Statement::run(const Binds& binds)
{
    if (auto started = start(binds); !started)
        return fail(started.error());
    const qint64 changed = m_query.numRowsAffected();
    m_query.finish();
    return changed;
}

Result<void> Statement::forEach(const Binds& binds, const std::function<Result<void>(const Row&)>& each)
{
    if (auto started = start(binds); !started)
        return started;
    const Row row(m_query);
    while (m_query.next()) {
        if (auto done = each(row); !done) {
            m_query.finish();
            return done;
        }
    }
    // next() says false at the end and at an error alike.
    const QSqlError error = m_query.lastError();
    m_query.finish();
    if (error.isValid())
        return fail(sqlError(error, m_sql));
    return {};
}

Result<qint64> execute(QSqlDatabase& database, const QString& sql, const Binds& binds)
{
    auto statement = Statement::prepare(database, sql);
    return statement ? statement->run(binds) : Result<qint64>(fail(statement.error()));
}

Result<void> executeAsIs(QSqlDatabase& database, const QString& sql)
{
    QSqlQuery query(database);
    return query.exec(sql) ? Result<void>() : fail(sqlError(query.lastError(), sql));
}

Result<void> forEachRow(QSqlDatabase& database, const QString& sql, const Binds& binds,
                        const std::function<Result<void>(const Row&)>& each)
{
    auto statement = Statement::prepare(database, sql);
    return statement ? statement->forEach(binds, each) : Result<void>(fail(statement.error()));
}

} // namespace Pilothouse::Store
