// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/palette.h"

#include <cmath>

namespace Pilothouse::Ui {

namespace {

QRgb lightColour(Role role)
{
    switch (role) {
    case Role::Window:
        return 0xf6f7f9;
    case Role::Surface:
        return 0xffffff;
    case Role::Sunken:
        return 0xf6f7f9;
    case Role::Hover:
        return 0xf0f3f7;
    case Role::Selection:
        return 0xe6edf8;
    case Role::Line:
        return 0xdde1e6;
    case Role::Control:
        return 0xd0d5dc;
    case Role::Text:
        return 0x1b1f24;
    case Role::Muted:
        return 0x5b6570;
    case Role::Accent:
        return 0x1f5fbf;
    case Role::OnAccent:
        return 0xffffff;
    case Role::Healthy:
        return 0x1a7532;
    case Role::Degraded:
        return 0x8c5c00;
    case Role::Down:
        return 0xb92f08;
    case Role::Unknown:
        return 0x626b75;
    case Role::Maintenance:
        return 0x5e55a8;
    case Role::Production:
        return 0xb42318;
    case Role::OnProduction:
        return 0xffffff;
    case Role::Staging:
        return 0x8c5c00;
    case Role::SeriesA:
        return 0x1f5fbf;
    case Role::SeriesB:
        return 0x1a7f37;
    case Role::SeriesC:
        return 0x9a6700;
    case Role::SeriesD:
        return 0x7a4fb5;
    case Role::Limit:
        return 0xfbf0ed;
    }
    return 0;
}

QRgb darkColour(Role role)
{
    switch (role) {
    case Role::Window:
        return 0x15181c;
    case Role::Surface:
        return 0x1c2025;
    case Role::Sunken:
        return 0x15181c;
    case Role::Hover:
        return 0x232930;
    case Role::Selection:
        return 0x243141;
    case Role::Line:
        return 0x30363d;
    case Role::Control:
        return 0x414952;
    case Role::Text:
        return 0xe6e9ed;
    case Role::Muted:
        return 0x9aa4af;
    case Role::Accent:
        return 0x6ea8fe;
    case Role::OnAccent:
        return 0x0d1117;
    case Role::Healthy:
        return 0x4ac26b;
    case Role::Degraded:
        return 0xe3a73b;
    case Role::Down:
        return 0xff8266;
    case Role::Unknown:
        return 0x969faa;
    case Role::Maintenance:
        return 0xb3a6f2;
    case Role::Production:
        return 0xff6b5e;
    case Role::OnProduction:
        return 0x190705;
    case Role::Staging:
        return 0xe3a73b;
    case Role::SeriesA:
        return 0x6ea8fe;
    case Role::SeriesB:
        return 0x4ac26b;
    case Role::SeriesC:
        return 0xe3a73b;
    case Role::SeriesD:
        return 0xc297ff;
    case Role::Limit:
        return 0x2c2627;
    }
    return 0;
}

double luminance(const QColor& colour)
{
    const auto linear = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

} // namespace

Colours Colours::light()
{
    Colours colours;
    for (int i = 0; i < roleCount; ++i)
        colours.m_colours[size_t(i)] = QColor(lightColour(Role(i)));
    return colours;
}

Colours Colours::dark()
{
    Colours colours;
    for (int i = 0; i < roleCount; ++i)
        colours.m_colours[size_t(i)] = QColor(darkColour(Role(i)));
    return colours;
}

double contrast(const QColor& a, const QColor& b)
{
    const double la = luminance(a);
    const double lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

QColor mixed(const QColor& top, const QColor& bottom, double share)
{
    const auto mix = [share](float t, float b) { return float(t * share + b * (1 - share)); };
    return QColor::fromRgbF(mix(top.redF(), bottom.redF()), mix(top.greenF(), bottom.greenF()),
                            mix(top.blueF(), bottom.blueF()));
}

} // namespace Pilothouse::Ui
