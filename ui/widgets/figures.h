// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QRectF>
#include <QString>

class QPainter;

namespace Pilothouse::Ui {

/// Text whose digits all are as wide as the widest one, so that numbers stand in columns and do not tremble as they
/// change. Qt has no access to a font's tabular figures before 6.7; later versions use the font's own.
qreal figuresWidth(const QFont& font, const QString& text);
/// In the painter's font and pen.
void drawFigures(QPainter& painter, const QRectF& area, Qt::Alignment alignment, const QString& text);
/// Cut with an ellipsis to fit `width`.
QString elidedFigures(const QFont& font, const QString& text, qreal width);

} // namespace Pilothouse::Ui
