// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/timechart.h"

#include <QChartView>

class QLineSeries;
class QValueAxis;

namespace Pilothouse::Ui {

/// The plot of a TimeChart: Qt Charts draws the lines, everything else (grid, limit zone, time axis, marks, crosshair)
/// is painted here, because those must line up between charts and change without laying the chart out again.
class ChartPlot final : public QChartView
{
    Q_OBJECT
public:
    ChartPlot(const Theme& theme, ChartGroup& group, TimeChart& chart);

    void setMarks(std::vector<ChartMark> marks);
    /// Gives Qt Charts the lines anew: after new data, another span, another size.
    void rebuild();
    qsizetype drawnPoints() const { return m_drawn; }
    Role seriesRole(size_t index) const;

protected:
    void drawBackground(QPainter* painter, const QRectF& rect) override;
    void drawForeground(QPainter* painter, const QRectF& rect) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    QLineSeries* line(size_t index);
    void fitValueAxis();
    double xOf(qint64 at) const;
    double yOf(double value) const;
    qint64 timeAt(double x) const;
    void drawLimit(QPainter& painter) const;
    void drawValueGrid(QPainter& painter) const;
    void drawTimeAxis(QPainter& painter) const;
    void drawMarks(QPainter& painter) const;
    void drawLegend(QPainter& painter) const;
    void drawCrosshair(QPainter& painter) const;

    const Theme& m_theme;
    ChartGroup& m_group;
    TimeChart& m_chart;
    QValueAxis* m_time;
    QValueAxis* m_values;
    std::vector<QLineSeries*> m_lines;
    std::vector<ChartMark> m_marks;
    QRectF m_area;
    qsizetype m_drawn = 0;
    double m_valueStep = 1;
    std::optional<int> m_dragFrom;
    int m_dragTo = 0;
    bool m_panning = false;
};

} // namespace Pilothouse::Ui
