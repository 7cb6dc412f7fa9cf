// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/sign.h"

#include "widgets/theme.h"

#include <QCoreApplication>
#include <QPainter>

namespace Pilothouse::Ui {

Sign signOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Holds:
        return Sign::Healthy;
    case Verdict::Weak:
        return Sign::Degraded;
    case Verdict::Fails:
        return Sign::Down;
    case Verdict::Unknown:
        return Sign::Unknown;
    }
    return Sign::Unknown;
}

QString signWord(Sign sign)
{
    switch (sign) {
    case Sign::Healthy:
        return QCoreApplication::translate("Sign", "healthy");
    case Sign::Degraded:
        return QCoreApplication::translate("Sign", "degraded");
    case Sign::Down:
        return QCoreApplication::translate("Sign", "down");
    case Sign::Unknown:
        return QCoreApplication::translate("Sign", "unknown");
    case Sign::Maintenance:
        return QCoreApplication::translate("Sign", "maintenance");
    case Sign::Underway:
        return QCoreApplication::translate("Sign", "running");
    case Sign::Unproven:
        return QCoreApplication::translate("Sign", "unproven");
    }
    return {};
}

Role signRole(Sign sign)
{
    switch (sign) {
    case Sign::Healthy:
        return Role::Healthy;
    case Sign::Degraded:
        return Role::Degraded;
    case Sign::Down:
        return Role::Down;
    case Sign::Unknown:
        return Role::Unknown;
    case Sign::Maintenance:
        return Role::Maintenance;
    case Sign::Underway:
        return Role::Accent;
    case Sign::Unproven:
        return Role::Unknown;
    }
    return Role::Unknown;
}

int signOrder(Sign sign)
{
    switch (sign) {
    case Sign::Down:
        return 0;
    case Sign::Degraded:
        return 1;
    case Sign::Unknown:
    case Sign::Unproven:
        return 2;
    case Sign::Maintenance:
        return 3;
    case Sign::Underway:
        return 4;
    case Sign::Healthy:
        return 5;
    }
    return 5;
}

void paintSign(QPainter& painter, const QRectF& rect, Sign sign, const Theme& theme)
{
    const qreal side = std::min(rect.width(), rect.height());
    const QPointF c = rect.center();
    const qreal r = side / 2;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.color(signRole(sign)));
    switch (sign) {
    case Sign::Healthy:
        painter.drawEllipse(c, r * 0.82, r * 0.82);
        break;
    case Sign::Degraded:
        painter.drawPolygon(
            QPolygonF({{c.x(), c.y() - r}, {c.x() + r, c.y()}, {c.x(), c.y() + r}, {c.x() - r, c.y()}}));
        break;
    case Sign::Down:
        painter.drawPolygon(
            QPolygonF({{c.x(), c.y() - r * 0.9}, {c.x() + r, c.y() + r * 0.8}, {c.x() - r, c.y() + r * 0.8}}));
        break;
    case Sign::Unknown: {
        const qreal width = std::max(1.2, side / 8);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme.color(signRole(sign)), width));
        painter.drawEllipse(c, r * 0.82 - width / 2, r * 0.82 - width / 2);
        break;
    }
    case Sign::Unproven: {
        const qreal width = std::max(1.2, side / 8);
        const qreal radius = r * 0.82 - width / 2;
        const QRectF circle(c.x() - radius, c.y() - radius, 2 * radius, 2 * radius);
        painter.drawPie(circle, 90 * 16, 180 * 16);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme.color(signRole(sign)), width));
        painter.drawEllipse(circle);
        break;
    }
    case Sign::Maintenance:
        painter.drawRect(QRectF(c.x() - r * 0.75, c.y() - r * 0.75, r * 1.5, r * 1.5));
        break;
    case Sign::Underway:
        painter.drawPolygon(QPolygonF(
            {{c.x() - r * 0.6, c.y() - r * 0.8}, {c.x() + r * 0.8, c.y()}, {c.x() - r * 0.6, c.y() + r * 0.8}}));
        break;
    }
    painter.restore();
}

} // namespace Pilothouse::Ui
