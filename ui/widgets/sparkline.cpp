// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/sparkline.h"

#include "widgets/theme.h"

#include <QLocale>
#include <QPainter>

#include <cmath>

namespace Pilothouse::Ui {

namespace {

std::optional<double> lastValue(const SparklineData& data)
{
    if (data.values.empty() || !std::isfinite(data.values.back()))
        return {};
    return data.values.back();
}

} // namespace

void paintSparkline(QPainter& painter, const QRectF& area, const SparklineData& data, const Theme& theme)
{
    const auto& values = data.values;
    if (values.size() < 2)
        return;
    double low = 0;
    double high = data.highest.value_or(0);
    if (!data.highest) {
        low = std::numeric_limits<double>::max();
        high = std::numeric_limits<double>::lowest();
        for (const double v : values) {
            if (std::isfinite(v))
                low = std::min(low, v), high = std::max(high, v);
        }
        if (low > high)
            return;
    }
    if (high - low < 1e-9)
        high = low + 1;
    const auto last = lastValue(data);
    const bool beyond = data.limit && last && *last > *data.limit;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    // A pen wider than one pixel costs eight times as much, and there are two of these on each of 500 cards.
    painter.setPen(QPen(theme.color(beyond ? Role::Degraded : Role::SeriesA), 1));
    const QRectF inside = area.adjusted(0.5, 1, -0.5, -1);
    QPolygonF piece;
    const auto draw = [&] {
        if (piece.size() == 1)
            painter.drawPoint(piece.first());
        else if (!piece.isEmpty())
            painter.drawPolyline(piece);
        piece.clear();
    };
    for (size_t i = 0; i < values.size(); ++i) {
        if (!std::isfinite(values[i])) {
            draw();
            continue;
        }
        const double share = std::clamp((values[i] - low) / (high - low), 0.0, 1.0);
        piece << QPointF(inside.left() + inside.width() * double(i) / double(values.size() - 1),
                         inside.bottom() - share * inside.height());
    }
    draw();
    painter.restore();
}

Sparkline::Sparkline(const Theme& theme, const QString& name, QWidget* parent)
    : PaintedWidget(parent)
    , m_theme(theme)
{
    setAccessibleName(name);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void Sparkline::setData(const SparklineData& data)
{
    m_data = data;
    setToolTip(accessibleName() + QStringLiteral(": ") + accessibleValue());
    update();
    announce();
}

QString Sparkline::accessibleValue() const
{
    const auto last = lastValue(m_data);
    return last ? QLocale().toString(*last, 'f', 0) : tr("unknown");
}

void Sparkline::paintEvent(QPaintEvent* event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    paintSparkline(painter, rect(), m_data, m_theme);
}

} // namespace Pilothouse::Ui
