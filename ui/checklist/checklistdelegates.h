// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "checklist/checklistmodels.h"
#include "widgets/theme.h"

#include <QStyledItemDelegate>

namespace Pilothouse::Ui {

/// A section: its title, "13/17" and a bar that is green only when everything is settled.
class SectionDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    SectionDelegate(const Theme& theme, const SectionModel& model, QObject* parent);

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    const Theme& m_theme;
    const SectionModel& m_model;
};

/// An item: its box, which differs by shape for each state, its words on as many lines as they need, and at the right
/// what is known about it.
class ItemDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    ItemDelegate(const Theme& theme, const Clock& clock, const ItemModel& model, QObject* parent);

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    struct Places
    {
        QRect box;
        QRect text;
        QRect evidence;
    };
    Places placesOf(const QRect& area, const Checklist::ItemView& item) const;

    const Theme& m_theme;
    const Clock& m_clock;
    const ItemModel& m_model;
};

/// The box of a state: ticked, crossed, a clock for a waiver, a dash for what does not apply, empty.
void paintStateBox(QPainter& painter, const QRectF& rect, Checklist::ItemState state, const Theme& theme);

} // namespace Pilothouse::Ui
