// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme.h"

#include <QStyledItemDelegate>
#include <QTableView>

class QAbstractItemView;

namespace Pilothouse::Ui {

/// A view of rows as the house draws them: no grid, no frame, no alternating colours, one line under each row.
void dressRows(QAbstractItemView& view, const Theme& theme);
/// The background of one row or cell: selection, pointer, line below, and the focus of the current row.
void paintRow(QPainter& painter, const QStyleOptionViewItem& option, const Theme& theme);

/// Where a model says in which role and style a cell's text is shown (ints of Role and TextStyle), and which Sign
/// stands before it. A cell without them is Text in Body.
enum CellRole {
    CellColour = Qt::UserRole + 100,
    CellStyle,
    CellSign,
};

/// Paints cells by CellRole; digits stand in columns. Long text is cut with an ellipsis and told by a tooltip.
class RowDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    explicit RowDelegate(const Theme& theme, QObject* parent = nullptr);

    void setPadding(int left, int right) { m_left = left, m_right = right; }
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    bool helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                   const QModelIndex& index) override;

protected:
    const Theme& theme() const { return m_theme; }
    /// The text of a cell within `area`, with its sign.
    void paintCell(QPainter& painter, QRect area, const QModelIndex& index, Qt::Alignment alignment) const;

private:
    const Theme& m_theme;
    int m_left = 0;
    int m_right = 12;
};

/// How wide a column of a RowTable is: as its content but at most `value` percent of the table, exactly `value` pixels,
/// or its share by weight of what the others leave.
struct ColumnWidth
{
    enum class By { Content, Pixels, Weight };

    By by = By::Weight;
    int value = 1;
};

/// A table in a card: as high as its rows, so that the page scrolls and not the table; columns share the
/// width as planned.
class RowTable : public QTableView
{
    Q_OBJECT
public:
    explicit RowTable(const Theme& theme, QWidget* parent = nullptr);

    void setModel(QAbstractItemModel* model) override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    /// How many rows are shown at most before the table scrolls by itself; 0 for all.
    void setMostRows(int rows);
    /// One entry a column; without a plan all columns are equally wide.
    void setColumnWidths(std::vector<ColumnWidth> widths);

protected:
    void resizeEvent(QResizeEvent* event) override;
    /// Tab leaves the table; the arrows move in it.
    void focusInEvent(QFocusEvent* event) override;

private:
    int heightFor(int rows) const;
    int wantedWidth(int column) const;
    void fitColumns();
    void fitSoon();

    int m_mostRows = 0;
    bool m_fitting = false;
    std::vector<ColumnWidth> m_widths;
};

} // namespace Pilothouse::Ui
