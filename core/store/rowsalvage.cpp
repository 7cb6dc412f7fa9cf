// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/rowsalvage.h"

#include "store/query.h"

namespace Pilothouse::Store {

using namespace Qt::StringLiterals;

namespace {

struct Column
{
    QString name;
    int keyPosition = 0; ///< in the primary key, from 1
};

struct Range
{
    qint64 low = 0;
    qint64 high = 0;
};

Result<std::vector<Column>> columnsOf(QSqlDatabase& database, const QString& table)
{
    return select<Column>(database, u"SELECT name, pk FROM pragma_table_info(:t)"_s, {{u"t"_s, table}},
                          [](const Row& row) {
                              return Column{row.text(u"name"_s), int(row.integer(u"pk"_s))};
                          });
}

class TableSalvage
{
public:
    TableSalvage(QSqlDatabase& source, QString table, QStringList columns, Statement insert, SalvageReport& report)
        : m_source(source)
        , m_table(std::move(table))
        , m_columns(std::move(columns))
        , m_insert(std::move(insert))
        , m_report(report)
    {
    }

    /// By row number, from both ends towards the damage and then by halving what lies between.
    Result<void> byRowNumber();
    /// For a table without row numbers: forwards, then backwards.
    Result<void> byKey(const QStringList& key);
    bool isWhole() const { return m_whole; }

private:
    /// Copies rows until the end (true) or the first unreadable one (false); an error only if the target fails.
    Result<bool> scan(const QString& rest, const Binds& binds, std::optional<qint64>& last);
    Result<void> take(const Row& row, std::optional<qint64>& last);
    Result<void> range(Range range, std::vector<Range>& open);

    QSqlDatabase& m_source;
    QString m_table;
    QStringList m_columns;
    Statement m_insert;
    SalvageReport& m_report;
    bool m_numbered = false;
    bool m_whole = true;
};

Result<void> TableSalvage::take(const Row& row, std::optional<qint64>& last)
{
    Binds binds;
    for (qsizetype i = 0; i < m_columns.size(); ++i)
        binds.emplace_back(u'c' + QString::number(i), row.value(m_columns.at(i)));
    if (m_numbered)
        last = row.integer(u"salvage_number"_s);
    const Result<qint64> inserted = m_insert.run(binds);
    if (inserted) {
        m_report.rows += *inserted;
        // A table by its key is read twice where it is damaged, and a row that is there already is no loss.
        m_report.refused += m_numbered && *inserted == 0 ? 1 : 0;
        return {};
    }
    if (inserted.error().kind != ErrorKind::Conflict)
        return fail(inserted.error());
    ++m_report.refused;
    return {};
}

Result<bool> TableSalvage::scan(const QString& rest, const Binds& binds, std::optional<qint64>& last)
{
    QStringList names;
    for (const QString& column : m_columns)
        names.append(quoted(column));
    if (m_numbered)
        names.prepend(u"rowid AS salvage_number"_s);
    // NOT INDEXED: an index may be the damaged part.
    const QString sql = u"SELECT "_s + names.join(u", "_s) + u" FROM "_s + quoted(m_table) + u" NOT INDEXED "_s + rest;
    Result<void> target;
    const Result<void> read = forEachRow(m_source, sql, binds, [&](const Row& row) {
        target = take(row, last);
        return target;
    });
    if (!target)
        return fail(target.error());
    return read.has_value();
}

Result<void> TableSalvage::range(Range range, std::vector<Range>& open)
{
    const QString where = u"WHERE rowid BETWEEN :low AND :high ORDER BY rowid"_s;
    const Binds binds{{u"low"_s, range.low}, {u"high"_s, range.high}};
    std::optional<qint64> last;
    const Result<bool> forwards = scan(where, binds, last);
    if (!forwards || *forwards)
        return forwards ? Result<void>() : fail(forwards.error());
    m_whole = false;
    const qint64 low = last ? *last + 1 : range.low;
    last.reset();
    const Result<bool> backwards = scan(where + u" DESC"_s, {{u"low"_s, low}, {u"high"_s, range.high}}, last);
    if (!backwards || *backwards)
        return backwards ? Result<void>() : fail(backwards.error());
    const qint64 high = last ? *last - 1 : range.high;
    if (low < high) {
        const qint64 middle = low + (high - low) / 2;
        open.push_back({middle + 1, high});
        open.push_back({low, middle});
    }
    return {};
}

Result<void> TableSalvage::byRowNumber()
{
    m_numbered = true;
    // Halving may go on for long in sparse numbers: an upper limit keeps opening the store bounded.
    constexpr int mostRanges = 4000;
    constexpr qint64 far = qint64(1) << 61;
    std::vector<Range> open{{-far, far}};
    for (int n = 0; n < mostRanges && !open.empty(); ++n) {
        const Range next = open.back();
        open.pop_back();
        if (auto done = range(next, open); !done)
            return done;
    }
    return {};
}

Result<void> TableSalvage::byKey(const QStringList& key)
{
    std::optional<qint64> unused;
    const Result<bool> forwards = scan({}, {}, unused);
    if (!forwards || *forwards)
        return forwards ? Result<void>() : fail(forwards.error());
    m_whole = false;
    QStringList order;
    for (const QString& column : key)
        order.append(quoted(column) + u" DESC"_s);
    const Result<bool> backwards = scan(u"ORDER BY "_s + order.join(u", "_s), {}, unused);
    return backwards ? Result<void>() : fail(backwards.error());
}

} // namespace

QString quoted(const QString& name) { return u'"' + QString(name).replace(u'"', u"\"\""_s) + u'"'; }

Result<void> salvageTable(QSqlDatabase& source, QSqlDatabase& target, const QString& table, SalvageReport& report)
{
    const auto wanted = columnsOf(target, table);
    if (!wanted)
        return fail(wanted.error());
    const auto there = columnsOf(source, table);
    QStringList columns;
    QStringList names;
    QStringList values;
    QStringList key;
    for (const Column& column : *wanted) {
        if (!there || std::ranges::none_of(*there, [&](const Column& c) { return c.name == column.name; }))
            continue;
        values.append(u":c"_s + QString::number(columns.size()));
        columns.append(column.name);
        names.append(quoted(column.name));
        if (column.keyPosition > 0)
            key.append(column.name);
    }
    if (columns.isEmpty()) {
        report.unreadable.append(table);
        return {};
    }
    auto insert = Statement::prepare(target, u"INSERT OR IGNORE INTO %1(%2) VALUES(%3)"_s.arg(
                                                 quoted(table), names.join(u", "_s), values.join(u", "_s)));
    if (!insert)
        return fail(insert.error());
    auto keyed = selectOne<bool>(target, u"SELECT wr FROM pragma_table_list WHERE schema='main' AND name=:t"_s,
                                 {{u"t"_s, table}}, [](const Row& row) { return row.boolean(u"wr"_s); });
    if (!keyed)
        return fail(keyed.error());
    TableSalvage salvage(source, table, columns, std::move(*insert), report);
    auto done = keyed->value_or(false) ? salvage.byKey(key) : salvage.byRowNumber();
    if (!salvage.isWhole())
        report.unreadable.append(table);
    return done;
}

} // namespace Pilothouse::Store
