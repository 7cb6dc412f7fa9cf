// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/evidence.h"
#include "widgets/palette.h"

#include <QRectF>
#include <QString>

class QPainter;

namespace Pilothouse::Ui {

class Theme;

/// The five signs of the house, the one of something under way and the one of what nobody has proved. Each differs by
/// shape, word and colour.
enum class Sign {
    Healthy,     ///< ● proven
    Degraded,    ///< ◆ in part
    Down,        ///< ▲ not
    Unknown,     ///< ○ no evidence
    Maintenance, ///< ◼ meant to be away
    Underway,    ///< ▸ happening now
    Unproven,    ///< ◐ done, and not shown to be so
};

Sign signOf(Verdict verdict);
/// "healthy", "degraded", "down", "unknown", "maintenance", "running", "unproven", translated.
QString signWord(Sign sign);
Role signRole(Sign sign);
/// Worst first: down, degraded, unknown and unproven, maintenance, running, healthy.
int signOrder(Sign sign);

/// The shape, centred in `rect`.
void paintSign(QPainter& painter, const QRectF& rect, Sign sign, const Theme& theme);

} // namespace Pilothouse::Ui
