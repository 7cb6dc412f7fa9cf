// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/rows.h"

#include "widgets/figures.h"
#include "widgets/housestyle.h"
#include "widgets/sign.h"

#include <QAbstractItemView>
#include <QHeaderView>
#include <QHelpEvent>
#include <QToolTip>

namespace Pilothouse::Ui {

namespace {
constexpr int signSize = 9;
constexpr int signSpace = 16;
} // namespace

void dressRows(QAbstractItemView& view, const Theme& theme)
{
    view.setFrameShape(QFrame::NoFrame);
    view.setFont(theme.font(TextStyle::Body));
    view.setMouseTracking(true);
    view.setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    view.setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    view.setEditTriggers(QAbstractItemView::NoEditTriggers);
    view.setSelectionBehavior(QAbstractItemView::SelectRows);
    view.setSelectionMode(QAbstractItemView::SingleSelection);
    view.setTabKeyNavigation(false);
    QPalette palette = view.palette();
    palette.setBrush(QPalette::Base, Qt::transparent);
    view.setPalette(palette);
    view.viewport()->setAutoFillBackground(false);
}

void paintRow(QPainter& painter, const QStyleOptionViewItem& option, const Theme& theme)
{
    const QRect r = option.rect;
    if (option.state & QStyle::State_Selected)
        painter.fillRect(r, theme.color(Role::Selection));
    else if ((option.state & QStyle::State_MouseOver) && (option.state & QStyle::State_Enabled))
        painter.fillRect(r, theme.color(Role::Hover));
    const auto* model = option.index.model();
    const bool last = model && option.index.row() == model->rowCount(option.index.parent()) - 1;
    if (!last)
        painter.fillRect(QRect(r.left(), r.bottom(), r.width(), 1), theme.color(Role::Line));
    const auto* view = qobject_cast<const QAbstractItemView*>(option.widget);
    if (view && view->hasFocus() && (option.state & QStyle::State_Selected)) {
        const bool first = option.viewItemPosition == QStyleOptionViewItem::Beginning ||
                           option.viewItemPosition == QStyleOptionViewItem::OnlyOne || option.rect.left() <= 0;
        if (first)
            painter.fillRect(QRect(r.left(), r.top(), 2, r.height()), theme.color(Role::Accent));
    }
}

RowDelegate::RowDelegate(const Theme& theme, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

void RowDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    paintRow(*painter, item, m_theme);
    const QVariant alignment = index.data(Qt::TextAlignmentRole);
    paintCell(*painter, option.rect.adjusted(m_left, 0, -m_right, -1), index,
              alignment.isValid() ? Qt::Alignment(alignment.toInt()) : Qt::AlignLeft | Qt::AlignVCenter);
}

void RowDelegate::paintCell(QPainter& painter, QRect area, const QModelIndex& index, Qt::Alignment alignment) const
{
    const QVariant sign = index.data(CellSign);
    if (sign.isValid()) {
        paintSign(painter, QRectF(area.left() + 1, area.center().y() - signSize / 2.0 + 0.5, signSize, signSize),
                  Sign(sign.toInt()), m_theme);
        area.setLeft(area.left() + signSpace);
    }
    const QVariant style = index.data(CellStyle);
    const QVariant colour = index.data(CellColour);
    const QFont& font = m_theme.font(style.isValid() ? TextStyle(style.toInt()) : TextStyle::Body);
    painter.setFont(font);
    painter.setPen(m_theme.color(colour.isValid() ? Role(colour.toInt()) : Role::Text));
    drawFigures(painter, area, alignment, elidedFigures(font, index.data(Qt::DisplayRole).toString(), area.width()));
}

QSize RowDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    Q_UNUSED(option)
    const QVariant style = index.data(CellStyle);
    const QFont& font = m_theme.font(style.isValid() ? TextStyle(style.toInt()) : TextStyle::Body);
    const int text = qCeil(figuresWidth(font, index.data(Qt::DisplayRole).toString()));
    return {m_left + m_right + text + (index.data(CellSign).isValid() ? signSpace : 0) + 1, Theme::rowHeight};
}

bool RowDelegate::helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                            const QModelIndex& index)
{
    if (event->type() == QEvent::ToolTip && index.data(Qt::ToolTipRole).toString().isEmpty() &&
        sizeHint(option, index).width() > option.rect.width()) {
        QToolTip::showText(event->globalPos(), index.data(Qt::DisplayRole).toString(), view);
        return true;
    }
    return QStyledItemDelegate::helpEvent(event, view, option, index);
}

RowTable::RowTable(const Theme& theme, QWidget* parent)
    : QTableView(parent)
{
    dressRows(*this, theme);
    setItemDelegate(new RowDelegate(theme, this));
    setShowGrid(false);
    setWordWrap(false);
    setCornerButtonEnabled(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(Theme::rowHeight);
    verticalHeader()->setMinimumSectionSize(Theme::rowHeight);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setFont(theme.font(TextStyle::Small));
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionsClickable(false);
    horizontalHeader()->setFixedHeight(Theme::rowHeight);
}

void RowTable::setModel(QAbstractItemModel* model)
{
    QTableView::setModel(model);
    const auto resized = [this] {
        updateGeometry();
        fitSoon();
    };
    connect(model, &QAbstractItemModel::modelReset, this, resized);
    connect(model, &QAbstractItemModel::rowsInserted, this, resized);
    connect(model, &QAbstractItemModel::rowsRemoved, this, resized);
    connect(model, &QAbstractItemModel::dataChanged, this, &RowTable::fitSoon);
    resized();
}

void RowTable::setColumnWidths(std::vector<ColumnWidth> widths)
{
    m_widths = std::move(widths);
    fitSoon();
}

void RowTable::fitSoon()
{
    if (std::exchange(m_fitting, true))
        return;
    QMetaObject::invokeMethod(this, &RowTable::fitColumns, Qt::QueuedConnection);
}

int RowTable::wantedWidth(int column) const
{
    return std::max(sizeHintForColumn(column),
                    horizontalHeader()->isHidden() ? 0 : horizontalHeader()->sectionSizeHint(column) + 8);
}

void RowTable::fitColumns()
{
    m_fitting = false;
    const int columns = model() ? model()->columnCount() : 0;
    const int room = viewport()->width();
    std::vector<int> pixels(size_t(columns), 0);
    int weights = 0;
    int left = room;
    const auto plan = [&](int column) {
        return size_t(column) < m_widths.size() ? m_widths[size_t(column)] : ColumnWidth{};
    };
    for (int column = 0; column < columns; ++column) {
        const ColumnWidth width = plan(column);
        if (width.by == ColumnWidth::By::Weight)
            weights += width.value;
        else
            pixels[size_t(column)] = width.by == ColumnWidth::By::Pixels
                                         ? width.value
                                         : std::min(wantedWidth(column), room * width.value / 100);
        left -= pixels[size_t(column)];
    }
    for (int column = 0; column < columns; ++column) {
        const ColumnWidth width = plan(column);
        if (width.by == ColumnWidth::By::Weight) {
            pixels[size_t(column)] = std::max(0, left * width.value / std::max(weights, 1));
            left -= pixels[size_t(column)];
            weights -= width.value;
        }
        horizontalHeader()->resizeSection(column, pixels[size_t(column)]);
    }
}

void RowTable::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    fitColumns();
}

void RowTable::setMostRows(int rows)
{
    m_mostRows = rows;
    updateGeometry();
}

int RowTable::heightFor(int rows) const
{
    return rows * Theme::rowHeight + (horizontalHeader()->isHidden() ? 0 : horizontalHeader()->height());
}

QSize RowTable::sizeHint() const
{
    const int rows = model() ? model()->rowCount() : 0;
    return {320, heightFor(m_mostRows > 0 ? std::min(rows, m_mostRows) : rows)};
}

QSize RowTable::minimumSizeHint() const { return {160, sizeHint().height()}; }

void RowTable::focusInEvent(QFocusEvent* event)
{
    QTableView::focusInEvent(event);
    if (!currentIndex().isValid() && model() && model()->rowCount() > 0 && event->reason() != Qt::MouseFocusReason)
        setCurrentIndex(model()->index(0, 0));
}

} // namespace Pilothouse::Ui
