// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/id.h"
#include "base/result.h"

#include <QDateTime>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QSqlRecord>
#include <QVariant>

#include <functional>
#include <optional>
#include <type_traits>
#include <vector>

namespace Pilothouse::Store {

/// One value for a `:name` of a statement. Times are kept as UTC microseconds, ids as text. NULL are an empty optional,
/// a null id and an invalid time; a null string or byte array is an empty one.
struct Bind
{
    QString name; ///< without the colon
    QVariant value;

    Bind(QString name, QVariant value)
        : name(std::move(name))
        , value(std::move(value))
    {
    }
    Bind(QString name, const QString& text)
        : Bind(std::move(name), QVariant(text.isNull() ? QString(QLatin1String("")) : text))
    {
    }
    Bind(QString name, const QByteArray& bytes)
        : Bind(std::move(name), QVariant(bytes.isNull() ? QByteArray("") : bytes))
    {
    }
    Bind(QString name, const Id& id)
        : Bind(std::move(name), id.isNull() ? QVariant() : QVariant(id.toString()))
    {
    }
    Bind(QString name, const QDateTime& time);
    template <typename T>
    Bind(QString name, const std::optional<T>& value)
        : Bind(std::move(name), value ? Bind({}, *value).value : QVariant())
    {
    }
};
using Binds = std::vector<Bind>;

/// The row a query stands on; valid until the next one. Columns by their name in the statement; asking for a column
/// that is not there is a mistake of the program (asserted) and reads as NULL.
class Row
{
public:
    explicit Row(const QSqlQuery& query)
        : m_query(query)
        , m_record(query.record())
    {
    }
    QVariant value(const QString& column) const;
    bool isNull(const QString& column) const { return value(column).isNull(); }
    QString text(const QString& column) const { return value(column).toString(); }
    QByteArray bytes(const QString& column) const { return value(column).toByteArray(); }
    qint64 integer(const QString& column) const { return value(column).toLongLong(); }
    double real(const QString& column) const { return value(column).toDouble(); }
    bool boolean(const QString& column) const { return integer(column) != 0; }
    /// From UTC microseconds; invalid for NULL.
    QDateTime time(const QString& column) const;
    /// Null for NULL or text that is no id.
    Id id(const QString& column) const;

private:
    const QSqlQuery& m_query;
    QSqlRecord m_record;
};

/// A prepared statement. Values are only ever bound, by name, and every `:name` must get one (Invalid otherwise: Qt
/// would bind NULL in silence). A comment must not hold a `:name`, since Qt takes it for one. Lives within one read()
/// or write() of the Database.
class Statement
{
public:
    static Result<Statement> prepare(QSqlDatabase& database, const QString& sql);

    /// Runs it; the number of rows changed.
    Result<qint64> run(const Binds& binds = {});
    /// Runs it and calls `each` for every row; an error of `each` ends it.
    Result<void> forEach(const Binds& binds, const std::function<Result<void>(const Row&)>& each);

private:
    Statement(QSqlQuery query, QString sql, QStringList names);
    Result<void> start(const Binds& binds);

    QSqlQuery m_query;
    QString m_sql;
    QStringList m_names;
};

/// Runs a statement once; the number of rows changed.
Result<qint64> execute(QSqlDatabase& database, const QString& sql, const Binds& binds = {});

/// Runs a statement that has no values, as it stands: schemas, whose triggers and comments may hold colons.
Result<void> executeAsIs(QSqlDatabase& database, const QString& sql);

/// Runs a query and calls `each` for every row.
Result<void> forEachRow(QSqlDatabase& database, const QString& sql, const Binds& binds,
                        const std::function<Result<void>(const Row&)>& each);

/// All rows, each made by `read`, a function of `const Row&` that returns T or Result<T>.
template <typename T, typename Read>
Result<std::vector<T>> select(QSqlDatabase& database, const QString& sql, const Binds& binds, Read read)
{
    std::vector<T> rows;
    const Result<void> done = forEachRow(database, sql, binds, [&](const Row& row) -> Result<void> {
        Result<T> value = read(row);
        if (!value)
            return fail(value.error());
        rows.push_back(std::move(*value));
        return {};
    });
    if (!done)
        return fail(done.error());
    return rows;
}

/// The first row, or nothing.
template <typename T, typename Read>
Result<std::optional<T>> selectOne(QSqlDatabase& database, const QString& sql, const Binds& binds, Read read)
{
    Result<std::vector<T>> rows = select<T>(database, sql, binds, std::move(read));
    if (!rows)
        return fail(rows.error());
    if (rows->empty())
        return std::optional<T>();
    return std::optional<T>(std::move(rows->front()));
}

} // namespace Pilothouse::Store
