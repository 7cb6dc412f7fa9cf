// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/card.h"
#include "widgets/console.h"

class QGridLayout;
class QSettings;

namespace Pilothouse::Ui {

class ChartGroup;
class RangeBar;

/// The charts of one environment with one span and one crosshair for all of them.
class ChartsCard final : public Card
{
    Q_OBJECT
public:
    ChartsCard(const Theme& theme, Clock& clock, Console& console, QSettings& settings, const EnvironmentKey& key);

    void setHosts(const SafeText& hosts);
    ChartGroup& group() const { return *m_group; }

protected:
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void ask();
    void setCharts(const ChartsSnapshot& charts);
    void arrange();

    const Theme& m_theme;
    Console& m_console;
    EnvironmentKey m_key;
    ChartGroup* m_group;
    RangeBar* m_ranges;
    QGridLayout* m_grid;
    TextLabel* m_empty;
    std::vector<std::pair<QString, TimeChart*>> m_charts;
    int m_columns = 0;
};

} // namespace Pilothouse::Ui
