// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/palettedelegate.h"

#include "shell/commandpalette.h"
#include "widgets/environmenttag.h"
#include "widgets/figures.h"
#include "widgets/verdicttext.h"

namespace Pilothouse::Ui {

PaletteDelegate::PaletteDelegate(const Theme& theme, const Clock& clock, const PaletteModel& model, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
    , m_clock(clock)
    , m_model(model)
{
}

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    Q_UNUSED(option)
    Q_UNUSED(index)
    return {200, Theme::rowHeight};
}

void PaletteDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const PaletteEntry& entry = m_model.entry(index.row());
    if (option.state & QStyle::State_Selected)
        drawBox(painter, option.rect, m_theme.color(Role::Selection), Qt::transparent, Theme::radius);
    QRect area = option.rect.adjusted(10, 0, -10, 0);
    if (entry.state) {
        const Sign sign = verdictSign(*entry.state, m_clock.now(), entry.maintenance);
        paintSign(*painter, QRectF(area.left(), area.center().y() - 4.5, 10, 10), sign, m_theme);
    }
    area.setLeft(area.left() + 20);

    const bool tagged = entry.environment || entry.kind == System::EnvironmentKind::Production;
    if (tagged) {
        const QSize size = environmentTagSize(entry.kind, m_theme);
        paintEnvironmentTag(
            *painter,
            QRect(area.right() - size.width() + 1, area.center().y() - size.height() / 2, size.width(), size.height()),
            entry.kind, m_theme);
        area.setRight(area.right() - size.width() - 10);
    }
    if (!entry.environment && !entry.note.isEmpty()) {
        painter->setFont(m_theme.font(TextStyle::Small));
        painter->setPen(m_theme.color(Role::Muted));
        painter->drawText(area, Qt::AlignRight | Qt::AlignVCenter, entry.note);
        area.setRight(area.right() - QFontMetrics(painter->font()).horizontalAdvance(entry.note) - 12);
    }
    paintTitle(*painter, area, entry);
}

void PaletteDelegate::paintTitle(QPainter& painter, const QRect& area, const PaletteEntry& entry) const
{
    const QFont& plain = m_theme.font(TextStyle::Body);
    const QFont& strong = m_theme.font(TextStyle::Strong);
    painter.setPen(m_theme.color(entry.refusal.isEmpty() ? Role::Text : Role::Muted));
    painter.setFont(plain);
    if (entry.places.isEmpty()) {
        painter.drawText(area, Qt::AlignLeft | Qt::AlignVCenter,
                         QFontMetrics(plain).elidedText(entry.title, Qt::ElideRight, area.width()));
        return;
    }
    qreal x = area.left();
    for (qsizetype i = 0; i < entry.title.size();) {
        const bool matched = entry.places.contains(i);
        qsizetype end = i + 1;
        while (end < entry.title.size() && entry.places.contains(end) == matched)
            ++end;
        const QString piece = entry.title.mid(i, end - i);
        painter.setFont(matched ? strong : plain);
        const qreal width = QFontMetricsF(painter.font()).horizontalAdvance(piece);
        if (x + width > area.right() + 1) {
            painter.drawText(QRectF(x, area.top(), area.right() - x, area.height()), Qt::AlignLeft | Qt::AlignVCenter,
                             QFontMetricsF(painter.font()).elidedText(piece, Qt::ElideRight, area.right() - x));
            return;
        }
        painter.drawText(QRectF(x, area.top(), width + 1, area.height()), Qt::AlignLeft | Qt::AlignVCenter, piece);
        x += width;
        i = end;
    }
}

} // namespace Pilothouse::Ui
