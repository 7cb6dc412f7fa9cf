// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/housestyle.h"

#include <QStyleOption>

namespace Pilothouse::Ui {

void drawBox(QPainter* painter, const QRectF& rect, const QColor& fill, const QColor& line, qreal radius,
             qreal lineWidth)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const qreal inset = lineWidth / 2;
    painter->setPen(line.alpha() == 0 ? QPen(Qt::NoPen) : QPen(line, lineWidth));
    painter->setBrush(fill);
    painter->drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius);
    painter->restore();
}

void HouseStyle::drawButton(const QStyleOption* option, QPainter* painter, const QWidget* widget) const
{
    const Emphasis emphasis = emphasisOf(widget);
    const bool enabled = option->state & State_Enabled;
    const bool pressed = option->state & (State_Sunken | State_On);
    const bool hovered = enabled && (option->state & State_MouseOver);
    const bool focused = option->state & State_HasFocus;
    const bool flat = emphasis == Emphasis::Quiet || (option->state & State_AutoRaise) ||
                      (qobject_cast<const QToolButton*>(widget) && emphasis != Emphasis::Primary);
    QColor fill = flat ? QColor(Qt::transparent) : color(emphasis == Emphasis::Muted ? Role::Window : Role::Surface);
    QColor line = flat ? QColor(Qt::transparent) : color(Role::Control);
    if (enabled && (emphasis == Emphasis::Primary || emphasis == Emphasis::Dangerous)) {
        fill = color(emphasis == Emphasis::Primary ? Role::Accent : Role::Production);
        if (hovered || pressed)
            fill = mixed(color(Role::Text), fill, pressed ? 0.18 : 0.1);
        line = fill;
    } else {
        if (enabled && emphasis == Emphasis::Careful)
            line = color(Role::Production);
        if (option->state & State_On) {
            fill = color(Role::Surface);
            line = color(Role::Accent);
        } else if (pressed)
            fill = color(Role::Selection);
        else if (hovered)
            fill = color(Role::Hover);
    }
    drawBox(painter, option->rect, fill, line, Theme::radius);
    if (!focused || !(option->state & State_KeyboardFocusChange))
        return;
    const bool filled = emphasis == Emphasis::Primary || emphasis == Emphasis::Dangerous;
    const QRectF ring = QRectF(option->rect).adjusted(filled ? 2 : 0, filled ? 2 : 0, filled ? -2 : 0, filled ? -2 : 0);
    const Role ringRole = emphasis == Emphasis::Primary ? Role::OnAccent : filled ? Role::OnProduction : Role::Accent;
    drawBox(painter, ring, Qt::transparent, color(ringRole), Theme::radius, filled ? 1.5 : 2);
}

void HouseStyle::drawField(const QStyleOption* option, QPainter* painter, const QWidget* widget) const
{
    const bool enabled = option->state & State_Enabled;
    const bool focused = option->state & State_HasFocus;
    const bool matched = widget && widget->property("pilothouseMatched").toBool();
    drawBox(painter, option->rect, color(enabled ? Role::Surface : Role::Window),
            color(matched   ? Role::Healthy
                  : focused ? Role::Accent
                            : Role::Control),
            Theme::radius);
}

void HouseStyle::drawCheck(const QStyleOption* option, QPainter* painter, bool round) const
{
    const bool enabled = option->state & State_Enabled;
    const bool on = option->state & State_On;
    const bool partly = option->state & State_NoChange;
    const qreal side = std::min(option->rect.width(), option->rect.height());
    QRectF box(0, 0, side, side);
    box.moveCenter(QRectF(option->rect).center());
    const QColor mark = color(enabled ? Role::Accent : Role::Muted);
    const bool filled = on || partly;
    const bool focused = option->state & State_HasFocus;
    drawBox(painter, box, filled ? mark : color(enabled ? Role::Surface : Role::Window),
            filled || focused ? mark : color(Role::Muted), round ? side / 2 : 3, focused ? 2 : 1);
    if (!filled)
        return;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->translate(box.topLeft());
    painter->scale(side / 14, side / 14);
    if (round) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(color(Role::OnAccent));
        painter->drawEllipse(QPointF(7, 7), 2.6, 2.6);
    } else {
        painter->setPen(QPen(color(Role::OnAccent), 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        if (partly)
            painter->drawLine(QPointF(4, 7), QPointF(10, 7));
        else
            painter->drawPolyline(QPolygonF({{3.6, 7.4}, {6, 9.8}, {10.4, 4.6}}));
    }
    painter->restore();
}

void HouseStyle::drawArrow(const QRect& rect, Qt::ArrowType direction, bool enabled, QPainter* painter) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->translate(QRectF(rect).center());
    painter->rotate(direction == Qt::UpArrow ? 180 : direction == Qt::RightArrow ? -90 : 0);
    QColor colour = color(Role::Muted);
    if (!enabled)
        colour = mixed(colour, color(Role::Surface), 0.6);
    painter->setPen(QPen(colour, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->drawPolyline(QPolygonF({{-3.5, -1.75}, {0, 1.75}, {3.5, -1.75}}));
    painter->restore();
}

void HouseStyle::drawTab(const QStyleOptionTab* option, QPainter* painter) const
{
    const QRect r = option->rect;
    const bool selected = option->state & State_Selected;
    if (!selected && (option->state & State_MouseOver) && (option->state & State_Enabled))
        drawBox(painter, QRectF(r).adjusted(2, 2, -2, -4), color(Role::Hover), Qt::transparent, Theme::radius);
    if (selected) {
        // The label has the tab's horizontal space on both sides of it; the line is as long as the word.
        const int space = pixelMetric(PM_TabBarTabHSpace, option, nullptr) / 2;
        painter->fillRect(QRect(r.left() + space, r.bottom() - 1, r.width() - 2 * space, 2), color(Role::Accent));
    }
    if ((option->state & State_HasFocus) && (option->state & State_KeyboardFocusChange))
        drawBox(painter, QRectF(r).adjusted(2, 2, -2, -4), Qt::transparent, color(Role::Accent), Theme::radius);
}

void HouseStyle::drawScrollBar(const QStyleOptionSlider* option, QPainter* painter, const QWidget* widget) const
{
    if (option->maximum <= option->minimum)
        return;
    QRectF handle = subControlRect(CC_ScrollBar, option, SC_ScrollBarSlider, widget);
    handle = option->orientation == Qt::Vertical ? handle.adjusted(2, 1, -2, -1) : handle.adjusted(1, 2, -1, -2);
    const bool active = option->state & (State_MouseOver | State_Sunken);
    drawBox(painter, handle, mixed(color(Role::Muted), color(Role::Surface), active ? 0.7 : 0.4), Qt::transparent, 3);
}

void HouseStyle::drawComboBox(const QStyleOptionComplex* option, QPainter* painter) const
{
    const auto* combo = qstyleoption_cast<const QStyleOptionComboBox*>(option);
    if (!combo)
        return;
    const bool hovered = (option->state & State_MouseOver) && (option->state & State_Enabled);
    drawBox(painter, combo->rect, color(hovered ? Role::Hover : Role::Surface),
            color(option->state & State_HasFocus ? Role::Accent : Role::Control), Theme::radius);
    const QRect arrow(combo->rect.right() - 22, combo->rect.top(), 20, combo->rect.height());
    drawArrow(arrow, Qt::DownArrow, option->state & State_Enabled, painter);
}

} // namespace Pilothouse::Ui
