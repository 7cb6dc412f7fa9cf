// SPDX-License-Identifier: GPL-3.0-or-later
#include "checklist/checklistdelegates.h"

#include "checklist/itemtext.h"
#include "widgets/figures.h"
#include "widgets/progress.h"
#include "widgets/rows.h"

#include <QListView>
#include <QPainter>

namespace Pilothouse::Ui {

using Checklist::ItemState;
using Checklist::ItemView;
using namespace Qt::StringLiterals;

namespace {

constexpr int barWidth = 32;
constexpr int widthForBar = 200;
constexpr int boxSize = 13;
constexpr int indent = 20;

/// The width a view gives to a row. While a view measures its rows the option has no rectangle yet.
int widthOf(const QStyleOptionViewItem& option)
{
    const auto* view = qobject_cast<const QAbstractItemView*>(option.widget);
    return view ? view->viewport()->width() : option.rect.width();
}

} // namespace

SectionDelegate::SectionDelegate(const Theme& theme, const SectionModel& model, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
    , m_model(model)
{
}

void SectionDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Checklist::SectionView& section = m_model.section(index.row());
    const bool selected = option.state & QStyle::State_Selected;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (selected)
        painter->fillRect(option.rect, m_theme.color(Role::Selection));
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(option.rect, m_theme.color(Role::Hover));
    if (selected && (option.state & QStyle::State_HasFocus))
        painter->fillRect(QRect(option.rect.topLeft(), QSize(2, option.rect.height())), m_theme.color(Role::Accent));
    QRect area = option.rect.adjusted(12, 0, -12, 0);
    // Where there is little room the figures are enough.
    const int barRoom = area.width() < widthForBar ? 0 : barWidth + 8;
    if (barRoom > 0) {
        const QRectF bar(area.right() - barWidth + 1, area.center().y() - 2, barWidth, 6);
        paintProgressBar(
            *painter, bar,
            {.done = section.progress.held, .total = section.progress.total, .proven = section.progress.isComplete()},
            m_theme);
    }
    const QString count = u"%1/%2"_s.arg(section.progress.held).arg(section.progress.total);
    const QFont& figures = m_theme.font(TextStyle::Small);
    const int countWidth = qCeil(figuresWidth(figures, count));
    const QRect counts(area.right() - barRoom - countWidth, area.top(), countWidth, area.height());
    painter->setFont(figures);
    painter->setPen(m_theme.color(section.progress.failing > 0 ? Role::Down : Role::Muted));
    drawFigures(*painter, counts, Qt::AlignRight | Qt::AlignVCenter, count);
    area.setRight(counts.left() - 8);
    const QFont& font = m_theme.font(selected ? TextStyle::Strong : TextStyle::Body);
    painter->setFont(font);
    painter->setPen(m_theme.color(Role::Text));
    // Two lines at most; of what is longer the second is cut.
    painter->drawText(area.adjusted(0, 2, 0, -2), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextWordWrap,
                      QFontMetrics(font).elidedText(section.title.text(), Qt::ElideRight, area.width() * 2 - 24));
    painter->restore();
}

QSize SectionDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    // As wide as in bold, so that no row grows when it is chosen.
    const Checklist::SectionView& section = m_model.section(index.row());
    const QString count = u"%1/%2"_s.arg(section.progress.held).arg(section.progress.total);
    const int width = widthOf(option) - 2 * 12;
    const int room = width - (width < widthForBar ? 0 : barWidth + 8) - 8 -
                     qCeil(figuresWidth(m_theme.font(TextStyle::Small), count));
    const bool fits = QFontMetrics(m_theme.font(TextStyle::Strong)).horizontalAdvance(section.title.text()) <= room;
    return {160, fits ? Theme::rowHeight : Theme::rowHeight + 16};
}

ItemDelegate::ItemDelegate(const Theme& theme, const Clock& clock, const ItemModel& model, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
    , m_clock(clock)
    , m_model(model)
{
}

ItemDelegate::Places ItemDelegate::placesOf(const QRect& area, const ItemView& item) const
{
    const QFont& small = m_theme.font(TextStyle::Small);
    const int left = area.left() + 8 + std::min(item.depth, 6) * indent;
    const int right = area.right() - 8;
    // The words come first: what is known about them gets what they leave, up to half, and is cut there.
    const int wanted = qCeil(figuresWidth(small, evidenceText(item, m_clock.now()))) + 2;
    const int evidence = std::min(wanted, std::max(0, (right - left) * 2 / 5));
    Places places;
    const int textLeft = left + boxSize + 8;
    const int textWidth = std::max(40, right - evidence - 12 - textLeft);
    const QRect bounds = QFontMetrics(m_theme.font(TextStyle::Body))
                             .boundingRect(QRect(0, 0, textWidth, 10000), Qt::TextWordWrap, item.text.text());
    places.text = QRect(textLeft, area.top() + 5, textWidth, bounds.height());
    places.box = QRect(left, area.top() + 5 + (QFontMetrics(m_theme.font(TextStyle::Body)).height() - boxSize) / 2,
                       boxSize, boxSize);
    places.evidence = QRect(right - evidence, area.top(), evidence, area.height() - 1);
    return places;
}

void ItemDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const ItemView* item = m_model.item(index.row());
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (!item) {
        painter->setFont(m_theme.font(TextStyle::SmallStrong));
        painter->setPen(m_theme.color(Role::Muted));
        painter->drawText(option.rect.adjusted(8, 6, -8, -2), Qt::AlignLeft | Qt::AlignBottom,
                          index.data(Qt::DisplayRole).toString());
        painter->restore();
        return;
    }
    QStyleOptionViewItem row = option;
    initStyleOption(&row, index);
    paintRow(*painter, row, m_theme);
    const Places places = placesOf(option.rect, *item);
    paintStateBox(*painter, places.box, item->state, m_theme);
    painter->setFont(m_theme.font(TextStyle::Body));
    const bool settled = item->state == ItemState::NotApplicable;
    painter->setPen(m_theme.color(settled ? Role::Muted : Role::Text));
    painter->drawText(places.text, Qt::TextWordWrap | Qt::AlignLeft | Qt::AlignTop, item->text.text());
    const QFont& small = m_theme.font(TextStyle::Small);
    painter->setFont(small);
    const bool coloured = item->state == ItemState::Failing || item->state == ItemState::Waived;
    painter->setPen(m_theme.color(coloured ? stateRole(item->state) : Role::Muted));
    drawFigures(*painter, places.evidence, Qt::AlignRight | Qt::AlignVCenter,
                elidedFigures(small, evidenceText(*item, m_clock.now()), places.evidence.width()));
    painter->restore();
}

QSize ItemDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const ItemView* item = m_model.item(index.row());
    if (!item)
        return {160, Theme::rowHeight};
    const int width = widthOf(option);
    const Places places = placesOf(QRect(0, 0, width, Theme::rowHeight), *item);
    return {160, std::max(Theme::rowHeight, places.text.height() + 11)};
}

void paintStateBox(QPainter& painter, const QRectF& rect, ItemState state, const Theme& theme)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor& colour = theme.color(stateRole(state));
    painter.setPen(QPen(colour, 1.2));
    painter.setBrush(Qt::NoBrush);
    const QRectF box = rect.adjusted(0.5, 0.5, -0.5, -0.5);
    if (state == ItemState::Waived)
        painter.drawEllipse(box);
    else
        painter.drawRoundedRect(box, 2, 2);
    painter.setPen(QPen(colour, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const auto at = [&box](double x, double y) {
        return QPointF(box.left() + x * box.width(), box.top() + y * box.height());
    };
    switch (state) {
    case ItemState::Held:
        painter.drawPolyline(QPolygonF{at(0.22, 0.54), at(0.42, 0.74), at(0.8, 0.28)});
        break;
    case ItemState::Failing:
        painter.drawLine(at(0.27, 0.27), at(0.73, 0.73));
        painter.drawLine(at(0.73, 0.27), at(0.27, 0.73));
        break;
    case ItemState::Waived:
        painter.drawPolyline(QPolygonF{at(0.5, 0.22), at(0.5, 0.52), at(0.7, 0.64)});
        break;
    case ItemState::NotApplicable:
        painter.drawLine(at(0.27, 0.5), at(0.73, 0.5));
        break;
    case ItemState::Claimed:
        painter.drawPoint(at(0.5, 0.5));
        break;
    case ItemState::Open:
        break;
    }
    painter.restore();
}

} // namespace Pilothouse::Ui
