// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/chartgroup.h"
#include "widgets/timeseries.h"

#include <QStackedLayout>

namespace Pilothouse::Ui {

class ChartPlot;
class ChartTableModel;
class ElidedLabel;
class TextLabel;
class RowTable;

/// Something that happened at one moment and is marked in every chart: a deploy, a restart.
struct ChartMark
{
    QDateTime at;
    QString text;
    Role role = Role::Muted;

    bool operator==(const ChartMark&) const = default;
};

/// What belongs to a chart besides its data. `above` (or `below`) is the limit whose wrong side is shaded.
struct ChartScale
{
    QString unit = {};
    std::optional<double> above = {}; ///< beyond it is bad: "goal < 70"
    std::optional<double> below = {}; ///< under it is bad: "goal > 99"
    std::optional<double> lowest = 0; ///< fixed ends of the axis; else fitted to the data
    std::optional<double> highest = {};
    int decimals = 0;

    bool isBad(double value) const { return (above && value > *above) || (below && value < *below); }
    bool operator==(const ChartScale&) const = default;
};

/// A quantity over time: one or more lines, its limit, marks of what happened, and the value under the crosshair that
/// it shares with the other charts of its group. Drag selects a span, the wheel zooms, Ctrl+arrows pan, Backspace goes
/// back, arrows move the crosshair, T shows the values as a table.
class TimeChart final : public QWidget
{
    Q_OBJECT
public:
    TimeChart(const Theme& theme, ChartGroup& group, const QString& title, QWidget* parent = nullptr);
    ~TimeChart() override;

    void setScale(const ChartScale& scale);
    void setSeries(std::vector<TimeSeries> series);
    void setMarks(std::vector<ChartMark> marks);
    const std::vector<TimeSeries>& series() const { return m_series; }
    const ChartScale& scale() const { return m_scale; }
    QString title() const { return m_titleText; }
    /// Points that Qt Charts was given for the lines as they are shown now.
    qsizetype drawnPoints() const;
    /// Newest, lowest and highest value in words, for those who do not see the lines.
    QString summary() const;
    QString valueText(double value) const;

private:
    void refreshHeading();
    void refreshTable();

    const Theme& m_theme;
    ChartGroup& m_group;
    QString m_titleText;
    ChartScale m_scale;
    std::vector<TimeSeries> m_series;
    TextLabel* m_title;
    ElidedLabel* m_goal;
    TextLabel* m_value;
    QStackedLayout* m_stack;
    ChartPlot* m_plot;
    RowTable* m_table;
    ChartTableModel* m_tableModel;
};

} // namespace Pilothouse::Ui
