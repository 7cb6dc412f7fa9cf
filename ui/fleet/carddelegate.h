// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fleet/fleetmodel.h"

#include <QStyledItemDelegate>

namespace Pilothouse::Ui {

/// Draws one environment as a card. Nothing but painting: 500 of these cost no more than the few that are seen.
class CardDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    static constexpr int cardHeight = 188;
    static constexpr int smallestCard = 312;
    static constexpr int beatCount = 90;

    CardDelegate(const Theme& theme, const Clock& clock, const FleetModel& model, QObject* parent);

    /// Width and height of one cell, half a gap on each side included.
    void setCell(const QSize& cell) { m_cell = cell; }
    /// The chosen card stands out more where somebody moves with the keys.
    void setKeyboardUsed(bool used) { m_keyboardUsed = used; }
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    void paintTitle(QPainter& painter, QRect area, const EnvironmentSnapshot& snapshot) const;
    void paintFacts(QPainter& painter, const QRect& area, const EnvironmentSnapshot& snapshot) const;
    void paintBackup(QPainter& painter, QRect area, const BackupClock& backup) const;
    void paintFact(QPainter& painter, const QRect& area, const QString& text, Role role = Role::Text) const;

    const Theme& m_theme;
    const Clock& m_clock;
    const FleetModel& m_model;
    bool m_keyboardUsed = false;
    QSize m_cell{smallestCard, cardHeight};
};

} // namespace Pilothouse::Ui
