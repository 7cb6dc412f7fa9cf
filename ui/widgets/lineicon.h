// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme.h"

#include <QIconEngine>

namespace Pilothouse::Ui {

/// Draws an SVG of resources/icons in the colour that its role has now, so that icons of actions follow the theme
/// without being made again.
class LineIconEngine final : public QIconEngine
{
public:
    LineIconEngine(std::shared_ptr<const Look> look, QString name, Role role);

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override;
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override;
    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State state, qreal scale) override;
    QSize actualSize(const QSize& size, QIcon::Mode mode, QIcon::State state) override;
    QIconEngine* clone() const override;
    bool isNull() override { return m_name.isEmpty(); }

private:
    std::shared_ptr<const Look> m_look;
    QString m_name;
    Role m_role;
};

} // namespace Pilothouse::Ui
