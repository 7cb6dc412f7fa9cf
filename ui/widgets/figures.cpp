// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/figures.h"

#include <QFontMetricsF>
#include <QPainter>

#include <cmath>

namespace Pilothouse::Ui {

namespace {

bool needsCells(const QString& text)
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 7, 0)
    Q_UNUSED(text)
    return false;
#else
    return std::any_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
#endif
}

bool isDigit(QChar c) { return c >= u'0' && c <= u'9'; }

qreal cellWidth(const QFontMetricsF& metrics)
{
    qreal widest = 0;
    for (char16_t c = u'0'; c <= u'9'; ++c)
        widest = std::max(widest, metrics.horizontalAdvance(QChar(c)));
    return widest;
}

/// Calls `use(piece, width, isDigit)` for runs of other characters and for each digit.
template <typename Use> void eachPiece(const QFontMetricsF& metrics, const QString& text, Use use)
{
    const qreal cell = cellWidth(metrics);
    qsizetype from = 0;
    for (qsizetype i = 0; i <= text.size(); ++i) {
        if (i < text.size() && !isDigit(text.at(i)))
            continue;
        if (i > from) {
            const QString run = text.mid(from, i - from);
            use(run, metrics.horizontalAdvance(run), false);
        }
        if (i < text.size())
            use(QString(text.at(i)), cell, true);
        from = i + 1;
    }
}

} // namespace

qreal figuresWidth(const QFont& font, const QString& text)
{
    const QFontMetricsF metrics(font);
    if (!needsCells(text))
        return metrics.horizontalAdvance(text);
    qreal width = 0;
    eachPiece(metrics, text, [&](const QString&, qreal w, bool) { width += w; });
    return width;
}

void drawFigures(QPainter& painter, const QRectF& area, Qt::Alignment alignment, const QString& text)
{
    if (!needsCells(text)) {
        painter.drawText(area, int(alignment) | Qt::TextSingleLine | Qt::TextDontClip, text);
        return;
    }
    const QFontMetricsF metrics(painter.font(), painter.device());
    const qreal width = figuresWidth(painter.font(), text);
    qreal x = area.left();
    if (alignment & Qt::AlignRight)
        x = area.right() - width;
    else if (alignment & Qt::AlignHCenter)
        x = area.center().x() - width / 2;
    qreal y = area.top() + metrics.ascent();
    if (alignment & Qt::AlignVCenter)
        y = area.center().y() + (metrics.ascent() - metrics.descent()) / 2;
    else if (alignment & Qt::AlignBottom)
        y = area.bottom() - metrics.descent();
    eachPiece(metrics, text, [&](const QString& piece, qreal w, bool digit) {
        const qreal own = digit ? metrics.horizontalAdvance(piece) : w;
        painter.drawText(QPointF(x + (w - own) / 2, std::round(y)), piece);
        x += w;
    });
}

QString elidedFigures(const QFont& font, const QString& text, qreal width)
{
    if (figuresWidth(font, text) <= width + 0.5)
        return text;
    const QFontMetricsF metrics(font);
    QString cut = text;
    const QString ellipsis(QChar(u'…'));
    while (!cut.isEmpty() && figuresWidth(font, cut + ellipsis) > width)
        cut.chop(cut.size() > 64 ? cut.size() / 4 : 1);
    return cut + ellipsis;
}

} // namespace Pilothouse::Ui
