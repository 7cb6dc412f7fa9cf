// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/timeseries.h"

#include <QAbstractTableModel>

namespace Pilothouse::Ui {

class TimeChart;

/// The values of a chart in words and numbers, newest first: for those who cannot see lines and for those who need the
/// figure. At most 500 rows, each the highest value of its part of the span.
class ChartTableModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    ChartTableModel(const TimeChart& chart, QObject* parent);

    void refresh(TimeSpan span);
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row
    {
        qint64 at;
        std::vector<std::optional<double>> values;
    };

    const TimeChart& m_chart;
    std::vector<Row> m_rows;
    QStringList m_names;
};

} // namespace Pilothouse::Ui
