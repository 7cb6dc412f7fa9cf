// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme.h"

#include <QProxyStyle>

class QStyleOptionButton;
class QStyleOptionSlider;
class QStyleOptionTab;

namespace Pilothouse::Ui {

/// How much a button says. `Primary` is the one act that is meant here, `Dangerous` starts something that touches
/// production, `Careful` opens the plan of such an act, `Quiet` has no border, `Muted` steps back: muted text.
enum class Emphasis { Normal, Primary, Careful, Dangerous, Quiet, Muted };

void setEmphasis(QWidget* button, Emphasis emphasis);
Emphasis emphasisOf(const QWidget* widget);
/// A field whose content is what was asked for has the line of something proven.
void setMatched(QWidget* field, bool matched);

/// Fusion with flat surfaces, 1-pixel lines and visible focus. Colours come from the shared Look at each painting.
class HouseStyle final : public QProxyStyle
{
    Q_OBJECT
public:
    explicit HouseStyle(std::shared_ptr<const Look> look);

    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override;
    void drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                     const QWidget* widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                            const QWidget* widget) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl subControl,
                         const QWidget* widget) const override;
    QRect subElementRect(SubElement element, const QStyleOption* option, const QWidget* widget) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size,
                           const QWidget* widget) const override;
    int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override;
    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                  QStyleHintReturn* data) const override;
    void polish(QWidget* widget) override;
    using QProxyStyle::polish;

private:
    const QColor& color(Role role) const { return m_look->colours[role]; }
    void drawButton(const QStyleOption* option, QPainter* painter, const QWidget* widget) const;
    void drawField(const QStyleOption* option, QPainter* painter, const QWidget* widget) const;
    void drawCheck(const QStyleOption* option, QPainter* painter, bool round) const;
    void drawArrow(const QRect& rect, Qt::ArrowType direction, bool enabled, QPainter* painter) const;
    void drawTab(const QStyleOptionTab* option, QPainter* painter) const;
    void drawScrollBar(const QStyleOptionSlider* option, QPainter* painter, const QWidget* widget) const;
    void drawComboBox(const QStyleOptionComplex* option, QPainter* painter) const;

    std::shared_ptr<const Look> m_look;
};

/// A rectangle with a sharp 1-pixel border at any scale.
void drawBox(QPainter* painter, const QRectF& rect, const QColor& fill, const QColor& line, qreal radius,
             qreal lineWidth = 1);

} // namespace Pilothouse::Ui
