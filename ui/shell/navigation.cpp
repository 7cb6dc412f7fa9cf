// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/navigation.h"

#include "widgets/figures.h"
#include "widgets/rows.h"

#include <QHeaderView>

namespace Pilothouse::Ui {

namespace {

using Kind = NavigationModel::Kind;

constexpr int leftEdge = 16;
constexpr int headingHeight = 38;

class NavigationDelegate final : public QStyledItemDelegate
{
public:
    NavigationDelegate(const Theme& theme, const QTreeView& view)
        : m_theme(theme)
        , m_view(view)
    {
    }

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const override
    {
        const bool heading = Kind(index.data(NavigationModel::KindRole).toInt()) == Kind::Heading;
        return {160, heading ? headingHeight : Theme::rowHeight};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const Kind kind = Kind(index.data(NavigationModel::KindRole).toInt());
        const bool selected = option.state & QStyle::State_Selected;
        const QRect row(0, option.rect.top(), m_view.viewport()->width(), option.rect.height());
        if (selected) {
            painter->fillRect(row, m_theme.color(Role::Selection));
            painter->fillRect(QRect(0, row.top(), 2, row.height()), m_theme.color(Role::Accent));
        } else if ((option.state & QStyle::State_MouseOver) && kind != Kind::Heading) {
            painter->fillRect(row, m_theme.color(Role::Hover));
        }
        QRect area = row.adjusted(leftEdge, 0, -leftEdge, 0);
        if (kind == Kind::Environment) {
            area.setLeft(area.left() + 16);
            paintMark(*painter, area, index);
            area.setLeft(area.left() + 20);
        }
        paintNote(*painter, area, index, selected);
        const QString title = index.data().toString();
        painter->setFont(m_theme.font(kind == Kind::Heading ? TextStyle::Small : TextStyle::Body));
        if (kind != Kind::Heading && kind != Kind::Environment) {
            QFont medium = painter->font();
            medium.setWeight(QFont::Medium);
            painter->setFont(medium);
        } else if (selected) {
            painter->setFont(m_theme.font(TextStyle::Strong));
        }
        painter->setPen(m_theme.color(kind == Kind::Heading ? Role::Muted : Role::Text));
        drawFigures(*painter, kind == Kind::Heading ? area.adjusted(0, 8, 0, 0) : area,
                    Qt::AlignLeft | Qt::AlignVCenter, elidedFigures(painter->font(), title, area.width()));
    }

private:
    void paintMark(QPainter& painter, const QRect& area, const QModelIndex& index) const
    {
        paintSign(painter, QRectF(area.left(), area.center().y() - 4.5, 10, 10),
                  Sign(index.data(NavigationModel::SignRole).toInt()), m_theme);
    }

    /// What stands at the right: a word for everything that is not well, or the worst sign of a folded system.
    void paintNote(QPainter& painter, QRect& area, const QModelIndex& index, bool selected) const
    {
        if (m_view.model()->hasChildren(index) && !m_view.isExpanded(index)) {
            paintMark(painter, QRect(area.right() - 10, area.top(), 10, area.height()), index);
            area.setRight(area.right() - 18);
            return;
        }
        const QString note = index.data(NavigationModel::NoteRole).toString();
        if (note.isEmpty())
            return;
        painter.setFont(m_theme.font(selected ? TextStyle::SmallStrong : TextStyle::Small));
        painter.setPen(m_theme.color(Role::Muted));
        // The name matters more than the word; the word gives way.
        const qreal name = figuresWidth(m_theme.font(TextStyle::Strong), index.data().toString());
        const QString shown = elidedFigures(painter.font(), note, area.width() - name - 12);
        drawFigures(painter, area, Qt::AlignRight | Qt::AlignVCenter, shown);
        area.setRight(area.right() - qCeil(figuresWidth(painter.font(), shown)) - 8);
    }

    const Theme& m_theme;
    const QTreeView& m_view;
};

} // namespace

Navigation::Navigation(const Theme& theme, NavigationModel& model, QWidget* parent)
    : QTreeView(parent)
    , m_theme(theme)
    , m_model(model)
{
    dressRows(*this, theme);
    setModel(&model);
    setItemDelegate(new NavigationDelegate(theme, *this));
    itemDelegate()->setParent(this);
    setHeaderHidden(true);
    setRootIsDecorated(false);
    setIndentation(0);
    setUniformRowHeights(false);
    setExpandsOnDoubleClick(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Navigation"));
    setObjectName(QStringLiteral("rail"));
    setFixedWidth(width);
    header()->setStretchLastSection(true);
    expandAll();
    connect(&model, &QAbstractItemModel::modelReset, this, &QTreeView::expandAll);
    connect(this, &QTreeView::clicked, this, &Navigation::choose);
}

void Navigation::choose(const QModelIndex& index)
{
    const Kind kind = Kind(index.data(NavigationModel::KindRole).toInt());
    if (kind == Kind::Page)
        Q_EMIT pageChosen(index.data(NavigationModel::PageRole).toString());
    else if (const auto key = m_model.keyAt(index))
        Q_EMIT environmentChosen(*key);
}

void Navigation::select(const QModelIndex& index)
{
    if (index.isValid() && index != currentIndex())
        setCurrentIndex(index);
}

void Navigation::showEnvironment(const EnvironmentKey& key)
{
    const QModelIndex at = m_model.indexOf(key);
    if (at.isValid())
        expand(at.parent());
    select(at);
}

void Navigation::showPage(const QString& id) { select(m_model.indexOfPage(id)); }

void Navigation::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space) {
        choose(currentIndex());
        return;
    }
    QTreeView::keyPressEvent(event);
}

void Navigation::paintEvent(QPaintEvent* event)
{
    QTreeView::paintEvent(event);
    if (!hasFocus())
        return;
    // The chosen row has a bar of two pixels; while the keys act here it has a frame as well.
    QPainter painter(viewport());
    const QRect row = visualRect(currentIndex());
    if (row.isValid())
        drawBox(&painter, QRect(0, row.top(), viewport()->width(), row.height()), Qt::transparent,
                m_theme.color(Role::Accent), 0);
}

} // namespace Pilothouse::Ui
