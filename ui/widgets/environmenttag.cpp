// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/environmenttag.h"

#include "widgets/housestyle.h"

#include <QCoreApplication>

namespace Pilothouse::Ui {

using System::EnvironmentKind;

QString kindWord(EnvironmentKind kind)
{
    switch (kind) {
    case EnvironmentKind::Production:
        return QCoreApplication::translate("EnvironmentTag", "PRODUCTION");
    case EnvironmentKind::Staging:
        return QCoreApplication::translate("EnvironmentTag", "STAGING");
    case EnvironmentKind::Development:
        return QCoreApplication::translate("EnvironmentTag", "DEVELOPMENT");
    }
    return {};
}

Role kindRole(EnvironmentKind kind)
{
    switch (kind) {
    case EnvironmentKind::Production:
        return Role::Production;
    case EnvironmentKind::Staging:
        return Role::Staging;
    case EnvironmentKind::Development:
        return Role::Muted;
    }
    return Role::Muted;
}

namespace {

constexpr int flagWidth = 12;

QFont tagFont(const Theme& theme)
{
    QFont font = theme.font(TextStyle::SmallStrong);
    font.setPointSizeF(font.pointSizeF() - 0.5);
    font.setLetterSpacing(QFont::AbsoluteSpacing, 0.4);
    return font;
}

bool hasFlag(EnvironmentKind kind) { return kind == EnvironmentKind::Production; }

void paintFlag(QPainter& painter, QPointF corner, const QColor& colour)
{
    painter.setPen(QPen(colour, 1.2, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(corner + QPointF(0.5, 0.5), corner + QPointF(0.5, 9));
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawPolygon(QPolygonF({corner + QPointF(0.5, 0.5), corner + QPointF(7, 0.5), corner + QPointF(5.2, 3),
                                   corner + QPointF(7, 5.5), corner + QPointF(0.5, 5.5)}));
}

} // namespace

QSize environmentTagSize(EnvironmentKind kind, const Theme& theme)
{
    const QFontMetrics metrics(tagFont(theme));
    return {metrics.horizontalAdvance(kindWord(kind)) + 18 + (hasFlag(kind) ? flagWidth : 0), metrics.height() + 5};
}

void paintEnvironmentTag(QPainter& painter, const QRectF& rect, EnvironmentKind kind, const Theme& theme)
{
    const QColor& colour = theme.color(kindRole(kind));
    drawBox(&painter, rect, Qt::transparent, colour, 3);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QRectF inside = rect.adjusted(9, 0, -8, 0);
    if (hasFlag(kind)) {
        paintFlag(painter, QPointF(inside.left(), std::round(rect.center().y() - 4.5)), colour);
        inside.setLeft(inside.left() + flagWidth);
    }
    painter.setFont(tagFont(theme));
    painter.setPen(colour);
    painter.drawText(inside, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextDontClip, kindWord(kind));
    painter.restore();
}

EnvironmentTag::EnvironmentTag(const Theme& theme, EnvironmentKind kind, QWidget* parent)
    : PaintedWidget(parent)
    , m_theme(theme)
    , m_kind(kind)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void EnvironmentTag::setKind(EnvironmentKind kind)
{
    m_kind = kind;
    updateGeometry();
    update();
    announce();
}

void EnvironmentTag::paintEvent(QPaintEvent* event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    paintEnvironmentTag(painter, rect(), m_kind, m_theme);
}

} // namespace Pilothouse::Ui
