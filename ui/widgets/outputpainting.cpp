// SPDX-License-Identifier: GPL-3.0-or-later
// How OutputView draws itself; the other half of outputview.cpp.
#include "widgets/housestyle.h"
#include "widgets/outputview.h"

namespace Pilothouse::Ui {

namespace {
constexpr int margin = 12;
constexpr int above = 4;
} // namespace

void OutputView::paintEvent(QPaintEvent* event)
{
    QPainter painter(viewport());
    painter.fillRect(event->rect(), m_theme.color(Role::Sunken));
    const qint64 top = topLine();
    const int widestBefore = m_widest;
    for (int row = 0; row <= visibleLines(); ++row) {
        const qint64 number = top + row;
        if (number >= m_store.endLine())
            break;
        paintLine(painter, number, above + row * m_lineHeight);
    }
    if (hasFocus())
        drawBox(&painter, viewport()->rect(), Qt::transparent, m_theme.color(Role::Accent), Theme::radius);
    // The bar learns the width of lines as they come into view; measuring all of them would cost what this view saves.
    if (m_widest != widestBefore)
        QMetaObject::invokeMethod(this, &OutputView::updateBars, Qt::QueuedConnection);
}

void OutputView::paintLine(QPainter& painter, qint64 number, int y)
{
    const std::vector<TextSpan> spans = m_store.spans(number);
    QString whole;
    for (const TextSpan& span : spans)
        whole += span.text;
    if (m_match == number)
        painter.fillRect(0, y, viewport()->width(), m_lineHeight, m_theme.color(Role::Selection));
    paintSelection(painter, number, whole, y);
    paintMatches(painter, whole, y);
    qreal x = margin - horizontalScrollBar()->value();
    for (const TextSpan& span : spans) {
        QFont font = m_theme.font(span.state.bold ? TextStyle::MonoStrong : TextStyle::Mono);
        font.setUnderline(span.state.underline);
        painter.setFont(font);
        const qreal width = QFontMetricsF(font).horizontalAdvance(span.text);
        QColor ink = m_theme.color(span.state.dim ? Role::Muted : ansiRole(span.state.foreground));
        const QRectF cell(x, y, width, m_lineHeight);
        if (span.state.inverse) {
            painter.fillRect(cell, ink);
            ink = m_theme.color(Role::Sunken);
        } else if (span.state.background != 0) {
            painter.fillRect(cell,
                             mixed(m_theme.color(ansiRole(span.state.background)), m_theme.color(Role::Sunken), 0.2));
        }
        painter.setPen(ink);
        painter.drawText(cell.adjusted(0, 0, width, 0), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip, span.text);
        x += width;
    }
    m_widest = std::max(m_widest, qCeil(x - margin + horizontalScrollBar()->value()));
}

void OutputView::paintSelection(QPainter& painter, qint64 number, const QString& text, int y)
{
    const Place from = std::min(m_anchor, m_cursor);
    const Place to = std::max(m_anchor, m_cursor);
    if (from == to || number < from.line || number > to.line)
        return;
    const QFontMetricsF metrics(viewport()->font());
    const qreal offset = margin - horizontalScrollBar()->value();
    const qreal left = number == from.line ? metrics.horizontalAdvance(text.left(from.column)) : 0;
    const qreal right = number == to.line ? metrics.horizontalAdvance(text.left(to.column))
                                          : metrics.horizontalAdvance(text) + m_charWidth;
    painter.fillRect(QRectF(offset + left, y, right - left, m_lineHeight),
                     mixed(m_theme.color(Role::Accent), m_theme.color(Role::Sunken), 0.3));
}

void OutputView::paintMatches(QPainter& painter, const QString& text, int y)
{
    if (m_needle.isEmpty())
        return;
    const QFontMetricsF metrics(viewport()->font());
    const qreal offset = margin - horizontalScrollBar()->value();
    const Qt::CaseSensitivity sensitive = m_needle == m_needle.toLower() ? Qt::CaseInsensitive : Qt::CaseSensitive;
    for (qsizetype at = text.indexOf(m_needle, 0, sensitive); at >= 0;
         at = text.indexOf(m_needle, at + m_needle.size(), sensitive)) {
        const qreal left = offset + metrics.horizontalAdvance(text.left(at));
        const qreal width = metrics.horizontalAdvance(text.mid(at, m_needle.size()));
        drawBox(&painter, QRectF(left - 1, y + 1, width + 2, m_lineHeight - 2),
                mixed(m_theme.color(Role::Degraded), m_theme.color(Role::Sunken), 0.25), m_theme.color(Role::Degraded),
                2);
    }
}

void OutputView::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    updateBars();
}

void OutputView::scrollContentsBy(int dx, int dy)
{
    Q_UNUSED(dx)
    Q_UNUSED(dy)
    viewport()->update();
}

void OutputView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        viewport()->update();
    QAbstractScrollArea::changeEvent(event);
}

void OutputView::focusInEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void OutputView::focusOutEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

} // namespace Pilothouse::Ui
