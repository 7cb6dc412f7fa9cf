// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

#include <array>

namespace Pilothouse::Ui {

/// What a colour is for. Widgets ask for a role, never for a colour.
enum class Role {
    Window,       ///< behind everything
    Surface,      ///< cards, fields, tables
    Sunken,       ///< output and code inside a card
    Hover,        ///< under the pointer
    Selection,    ///< the chosen row
    Line,         ///< borders of cards, rows
    Control,      ///< borders of what can be operated
    Text,         ///< what is read
    Muted,        ///< what explains
    Accent,       ///< the one accent: links, focus, the act that is meant
    OnAccent,     ///< text on Accent
    Healthy,      ///< proven good
    Degraded,     ///< good in part
    Down,         ///< bad
    Unknown,      ///< no evidence
    Maintenance,  ///< meant to be away
    Production,   ///< the frame and mark of production, and its dangerous acts
    OnProduction, ///< text on Production
    Staging,      ///< the mark of staging
    SeriesA,      ///< first line of a chart
    SeriesB,
    SeriesC,
    SeriesD,
    Limit, ///< the zone beyond a limit in a chart
};

inline constexpr int roleCount = int(Role::Limit) + 1;

/// One colour for each role.
class Colours
{
public:
    static Colours light();
    static Colours dark();

    const QColor& operator[](Role role) const { return m_colours[size_t(role)]; }

private:
    std::array<QColor, size_t(roleCount)> m_colours;
};

/// WCAG 2 contrast of two opaque colours, 1 to 21.
double contrast(const QColor& a, const QColor& b);
/// `top` laid over `bottom` with `share` (0 to 1) of it.
QColor mixed(const QColor& top, const QColor& bottom, double share);

} // namespace Pilothouse::Ui
