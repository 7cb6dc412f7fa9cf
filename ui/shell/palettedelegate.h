// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "widgets/theme.h"

#include <QStyledItemDelegate>

namespace Pilothouse::Ui {

class PaletteModel;
struct PaletteEntry;

/// A row of the palette: sign of an environment, title with the matched letters marked, shortcut or kind at the right.
class PaletteDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    PaletteDelegate(const Theme& theme, const Clock& clock, const PaletteModel& model, QObject* parent);

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    void paintTitle(QPainter& painter, const QRect& area, const PaletteEntry& entry) const;

    const Theme& m_theme;
    const Clock& m_clock;
    const PaletteModel& m_model;
};

} // namespace Pilothouse::Ui
