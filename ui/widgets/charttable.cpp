// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charttable.h"

#include "widgets/rows.h"
#include "widgets/timechart.h"

#include <QLocale>

#include <cmath>
#include <map>

namespace Pilothouse::Ui {

namespace {
constexpr qint64 mostRows = 500;
}

ChartTableModel::ChartTableModel(const TimeChart& chart, QObject* parent)
    : QAbstractTableModel(parent)
    , m_chart(chart)
{
}

void ChartTableModel::refresh(TimeSpan span)
{
    const auto& all = m_chart.series();
    const qint64 bucket = std::max<qint64>(1000, span.length() / mostRows);
    std::map<qint64, Row, std::greater<>> rows;
    for (size_t s = 0; s < all.size(); ++s) {
        for (const TimePoint& point : all[s].points) {
            if (!span.contains(point.at) || !std::isfinite(point.value))
                continue;
            Row& row = rows.try_emplace(point.at / bucket, Row{point.at, {}}).first->second;
            row.values.resize(all.size());
            row.values[s] = std::max(row.values[s].value_or(point.value), point.value);
        }
    }
    beginResetModel();
    m_names.clear();
    for (const TimeSeries& series : all)
        m_names << series.name;
    m_rows.clear();
    for (auto& [key, row] : rows)
        m_rows.push_back(std::move(row));
    endResetModel();
}

int ChartTableModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(m_rows.size()); }

int ChartTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : 1 + int(m_names.size());
}

QVariant ChartTableModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const Row& row = m_rows[size_t(index.row())];
    if (role == CellColour && index.column() == 0)
        return int(Role::Muted);
    if (index.column() == 0)
        return role == Qt::DisplayRole
                   ? QLocale().toString(QDateTime::fromMSecsSinceEpoch(row.at), QStringLiteral("d MMM HH:mm:ss"))
                   : QVariant();
    const auto value = row.values[size_t(index.column() - 1)];
    if (role == Qt::DisplayRole)
        return value ? m_chart.valueText(*value) : QStringLiteral("—");
    if (role == CellColour)
        return int(value && m_chart.scale().isBad(*value) ? Role::Down : Role::Text);
    return {};
}

QVariant ChartTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == 0 ? tr("time") : m_names.value(section - 1);
}

} // namespace Pilothouse::Ui
