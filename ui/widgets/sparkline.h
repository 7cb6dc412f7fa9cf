// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/paintedwidget.h"
#include "widgets/palette.h"

#include <optional>
#include <vector>

namespace Pilothouse::Ui {

class Theme;

/// A small line without axes. NaN is a gap. `highest` fixes the upper end (100 for percent); otherwise the line fills
/// the height. Beyond `limit` the whole line takes the colour of degraded.
struct SparklineData
{
    std::vector<double> values = {};
    std::optional<double> highest = {};
    std::optional<double> limit = {};

    bool operator==(const SparklineData&) const = default;
};

void paintSparkline(QPainter& painter, const QRectF& area, const SparklineData& data, const Theme& theme);

class Sparkline final : public PaintedWidget
{
    Q_OBJECT
public:
    Sparkline(const Theme& theme, const QString& name, QWidget* parent = nullptr);

    void setData(const SparklineData& data);
    QString accessibleValue() const override;
    QSize sizeHint() const override { return {72, 16}; }
    QSize minimumSizeHint() const override { return {24, 12}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    SparklineData m_data;
};

} // namespace Pilothouse::Ui
