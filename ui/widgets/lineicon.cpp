// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/lineicon.h"

#include "base/log.h"

#include <QFile>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace Pilothouse::Ui {

LineIconEngine::LineIconEngine(std::shared_ptr<const Look> look, QString name, Role role)
    : m_look(std::move(look))
    , m_name(std::move(name))
    , m_role(role)
{
}

void LineIconEngine::paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state)
{
    const qreal scale = painter->device() ? painter->device()->devicePixelRatio() : 1.0;
    const QSize size = (QSizeF(rect.size()) * scale).toSize();
    painter->drawPixmap(rect, scaledPixmap(size, mode, state, scale));
}

QPixmap LineIconEngine::pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state)
{
    return scaledPixmap(size, mode, state, 1.0);
}

QPixmap LineIconEngine::scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State state, qreal scale)
{
    Q_UNUSED(state)
    QColor colour = m_look->colours[m_role];
    if (mode == QIcon::Disabled)
        colour = mixed(m_look->colours[Role::Muted], m_look->colours[Role::Surface], 0.6);
    const QString key = QStringLiteral("pilothouse-icon-%1-%2-%3x%4-%5")
                            .arg(m_name, colour.name())
                            .arg(size.width())
                            .arg(size.height())
                            .arg(scale);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    pixmap = QPixmap(size);
    pixmap.fill(Qt::transparent);
    QFile file(QStringLiteral(":/pilothouse/icons/%1.svg").arg(m_name));
    if (file.open(QIODevice::ReadOnly)) {
        QSvgRenderer renderer(file.readAll().replace("currentColor", colour.name().toLatin1()));
        QPainter painter(&pixmap);
        painter.setRenderHint(QPainter::Antialiasing);
        renderer.render(&painter, QRectF(QPointF(0, 0), QSizeF(size)));
    } else {
        qCWarning(lcUi) << "no icon" << m_name;
    }
    pixmap.setDevicePixelRatio(scale);
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

QSize LineIconEngine::actualSize(const QSize& size, QIcon::Mode mode, QIcon::State state)
{
    Q_UNUSED(mode)
    Q_UNUSED(state)
    const int side = std::min(size.width(), size.height());
    return {side, side};
}

QIconEngine* LineIconEngine::clone() const { return new LineIconEngine(m_look, m_name, m_role); }

} // namespace Pilothouse::Ui
