// SPDX-License-Identifier: GPL-3.0-or-later
// What ChartPlot paints around the lines.
#include "widgets/chartplot.h"
#include "widgets/figures.h"
#include "widgets/housestyle.h"

#include <QLocale>
#include <QValueAxis>

#include <cmath>

namespace Pilothouse::Ui {

namespace {

QFont axisFont(const Theme& theme)
{
    QFont font = theme.font(TextStyle::Small);
    font.setPointSizeF(font.pointSizeF() - 0.75);
    return font;
}

/// Local midnight decides where days begin; steps below a day count from it.
std::vector<qint64> timeMarks(TimeSpan span, qint64 step)
{
    const QDateTime from = QDateTime::fromMSecsSinceEpoch(span.from);
    qint64 at = from.date().startOfDay().toMSecsSinceEpoch();
    at += (span.from - at) / step * step;
    std::vector<qint64> marks;
    for (; at <= span.to; at += step) {
        if (at >= span.from)
            marks.push_back(at);
    }
    return marks;
}

QString timeLabel(qint64 at, qint64 step)
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(at);
    const QString format = step >= 86'400'000LL ? QStringLiteral("d MMM")
                           : step < 60'000      ? QStringLiteral("HH:mm:ss")
                                                : QStringLiteral("HH:mm");
    return QLocale().toString(time, format);
}

QString axisNumber(double value)
{
    if (std::abs(value) >= 100'000)
        return QLocale().toString(value / 1000, 'f', 0) + u'k';
    return QLocale().toString(value, 'g', 5).remove(QLocale().groupSeparator());
}

} // namespace

void ChartPlot::drawBackground(QPainter* painter, const QRectF& rect)
{
    Q_UNUSED(rect)
    painter->save();
    painter->setFont(axisFont(m_theme));
    drawLimit(*painter);
    drawValueGrid(*painter);
    drawTimeAxis(*painter);
    painter->restore();
}

void ChartPlot::drawForeground(QPainter* painter, const QRectF& rect)
{
    Q_UNUSED(rect)
    painter->save();
    painter->setFont(axisFont(m_theme));
    drawMarks(*painter);
    drawLegend(*painter);
    if (m_dragFrom && !m_panning) {
        QRectF chosen(QPointF(*m_dragFrom, m_area.top()), QPointF(m_dragTo, m_area.bottom()));
        chosen = chosen.normalized().intersected(m_area);
        QColor tint = m_theme.color(Role::Accent);
        tint.setAlphaF(0.15f);
        painter->fillRect(chosen, tint);
    }
    drawCrosshair(*painter);
    if (hasFocus())
        drawBox(painter, QRectF(viewport()->rect()), Qt::transparent, m_theme.color(Role::Accent), Theme::radius);
    painter->restore();
}

void ChartPlot::drawLimit(QPainter& painter) const
{
    const ChartScale& scale = m_chart.scale();
    const auto draw = [&](double limit, bool upwards) {
        const double y = std::clamp(yOf(limit), m_area.top(), m_area.bottom());
        const QRectF zone(m_area.left(), upwards ? m_area.top() : y, m_area.width(),
                          upwards ? y - m_area.top() : m_area.bottom() - y);
        painter.fillRect(zone, m_theme.color(Role::Limit));
        QPen pen(m_theme.color(Role::Down), 1.2);
        pen.setDashPattern({4, 3});
        painter.setPen(pen);
        painter.drawLine(QPointF(m_area.left(), y), QPointF(m_area.right(), y));
    };
    if (scale.above)
        draw(*scale.above, true);
    if (scale.below)
        draw(*scale.below, false);
}

void ChartPlot::drawValueGrid(QPainter& painter) const
{
    for (double value = std::ceil(m_values->min() / m_valueStep) * m_valueStep;
         value <= m_values->max() + m_valueStep / 1000; value += m_valueStep) {
        const double y = std::round(yOf(value)) + 0.5;
        painter.setPen(m_theme.color(Role::Line));
        painter.drawLine(QPointF(m_area.left(), y), QPointF(m_area.right(), y));
        painter.setPen(m_theme.color(Role::Muted));
        drawFigures(painter, QRectF(0, y - 8, m_area.left() - 6, 16), Qt::AlignRight | Qt::AlignVCenter,
                    axisNumber(value));
    }
}

void ChartPlot::drawTimeAxis(QPainter& painter) const
{
    const TimeSpan span = m_group.span();
    const QFontMetricsF metrics(painter.font());
    const double room = metrics.horizontalAdvance(QStringLiteral("00:00:00")) + 16;
    const qint64 step = niceTimeStep(span.length(), std::max(1, int(m_area.width() / room)));
    painter.setPen(m_theme.color(Role::Muted));
    double end = -1e9;
    for (const qint64 at : timeMarks(span, step)) {
        const QString label = timeLabel(at, step);
        const double width = figuresWidth(painter.font(), label);
        double left = xOf(at) - width / 2;
        left = std::clamp(left, m_area.left(), std::max(m_area.left(), double(viewport()->width()) - 2 - width));
        if (left < end + 6)
            continue;
        drawFigures(painter, QRectF(left, m_area.bottom() + 4, width, 14), Qt::AlignLeft | Qt::AlignVCenter, label);
        end = left + width;
    }
}

void ChartPlot::drawMarks(QPainter& painter) const
{
    for (const ChartMark& mark : m_marks) {
        const qint64 at = mark.at.toMSecsSinceEpoch();
        if (!m_group.span().contains(at))
            continue;
        const double x = std::round(xOf(at)) + 0.5;
        QPen pen(m_theme.color(mark.role), 1);
        pen.setDashPattern({2, 2});
        painter.setPen(pen);
        painter.drawLine(QPointF(x, m_area.top()), QPointF(x, m_area.bottom()));
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.color(mark.role));
        const double tip = m_area.top() - 1;
        painter.drawPolygon(QPolygonF({{x - 4, tip - 6}, {x + 4, tip - 6}, {x, tip}}));
    }
}

void ChartPlot::drawLegend(QPainter& painter) const
{
    if (m_chart.series().size() < 2)
        return;
    double x = m_area.left() + 6;
    for (size_t i = 0; i < m_chart.series().size(); ++i) {
        const TimeSeries& series = m_chart.series()[i];
        const auto cross = m_group.crosshair();
        const auto point = cross ? nearest(series, *cross) : std::nullopt;
        const QString text = point ? series.name + u' ' + m_chart.valueText(point->value) : series.name;
        const double width = figuresWidth(painter.font(), text);
        if (x + width > m_area.right())
            return;
        painter.setPen(m_theme.color(seriesRole(i)));
        drawFigures(painter, QRectF(x, m_area.top() + 1, width, 13), Qt::AlignLeft | Qt::AlignVCenter, text);
        x += width + 10;
    }
}

void ChartPlot::drawCrosshair(QPainter& painter) const
{
    const auto at = m_group.crosshair();
    if (!at || !m_group.span().contains(*at))
        return;
    const double x = std::round(xOf(*at)) + 0.5;
    painter.setPen(QPen(m_theme.color(Role::Text), 1));
    painter.drawLine(QPointF(x, m_area.top() - 4), QPointF(x, m_area.bottom()));
    for (size_t i = 0; i < m_chart.series().size(); ++i) {
        const auto point = nearest(m_chart.series()[i], *at);
        if (!point)
            continue;
        painter.setBrush(m_theme.color(seriesRole(i)));
        painter.setPen(QPen(m_theme.color(Role::Surface), 1));
        painter.drawEllipse(QPointF(x, std::clamp(yOf(point->value), m_area.top(), m_area.bottom())), 3, 3);
    }
}

} // namespace Pilothouse::Ui
