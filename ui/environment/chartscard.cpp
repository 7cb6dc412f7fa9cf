// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/chartscard.h"

#include "widgets/labels.h"

#include <QGridLayout>
#include <QSettings>

namespace Pilothouse::Ui {

namespace {
constexpr int smallestChart = 240;
constexpr int leastHeight = 132;
constexpr int mostHeight = 240;
constexpr int mostColumns = 3;
} // namespace

ChartsCard::ChartsCard(const Theme& theme, Clock& clock, Console& console, QSettings& settings,
                       const EnvironmentKey& key)
    : Card(theme, tr("Load"))
    , m_theme(theme)
    , m_console(console)
    , m_key(key)
    , m_group(new ChartGroup(clock, this))
    , m_ranges(new RangeBar(theme, *m_group))
    , m_grid(new QGridLayout)
    , m_empty(new TextLabel(theme, tr("Measurements appear here as soon as the first host has answered."),
                            TextStyle::Body, Role::Muted))
{
    addControl(m_ranges);
    m_grid->setHorizontalSpacing(Theme::gap);
    m_grid->setVerticalSpacing(8);
    m_empty->setWordWrap(true);
    content()->addLayout(m_grid);
    content()->addWidget(m_empty);
    connect(&console, &Console::chartsReady, this, [this](const EnvironmentKey& of, const ChartsSnapshot& charts) {
        if (of == m_key)
            setCharts(charts);
    });
    const QString remembered = QStringLiteral("spans/") + key.id();
    const std::chrono::seconds length(settings.value(remembered).toLongLong());
    if (length >= std::chrono::minutes(1))
        m_group->follow(length);
    connect(m_group, &ChartGroup::followed, this, [&settings, remembered](std::chrono::milliseconds span) {
        settings.setValue(remembered, qlonglong(span / std::chrono::seconds(1)));
    });
    connect(m_group, &ChartGroup::spanChanged, this, &ChartsCard::ask);
}

void ChartsCard::setHosts(const SafeText& hosts) { setTitle(hosts.isEmpty() ? tr("Load") : hosts.text()); }

void ChartsCard::ask()
{
    // A page that nobody looks at asks for nothing.
    if (isVisible())
        m_console.requestCharts(m_key, m_group->span());
}

void ChartsCard::showEvent(QShowEvent* event)
{
    Card::showEvent(event);
    ask();
}

void ChartsCard::setCharts(const ChartsSnapshot& snapshot)
{
    const bool same = std::ranges::equal(
        snapshot.charts, m_charts, [](const ChartData& data, const auto& chart) { return data.id == chart.first; });
    if (!same) {
        for (const auto& [id, chart] : m_charts)
            delete chart;
        m_charts.clear();
        for (const ChartData& data : snapshot.charts) {
            auto* chart = new TimeChart(m_theme, *m_group, data.title);
            chart->setMinimumHeight(leastHeight);
            chart->setMaximumHeight(mostHeight);
            m_charts.emplace_back(data.id, chart);
        }
        m_columns = 0;
        arrange();
    }
    for (size_t i = 0; i < m_charts.size(); ++i) {
        TimeChart* chart = m_charts[i].second;
        chart->setScale(snapshot.charts[i].scale);
        chart->setSeries(snapshot.charts[i].series);
        chart->setMarks(snapshot.marks);
    }
    m_empty->setVisible(m_charts.empty());
    m_ranges->setVisible(!m_charts.empty());
    const auto newestMark = std::ranges::max_element(snapshot.marks, {}, &ChartMark::at);
    setRemark(newestMark == snapshot.marks.end() ? QString() : QStringLiteral("▾ ") + newestMark->text);
}

void ChartsCard::arrange()
{
    const int room = contentsRect().width() - 2 * Theme::cardPadding;
    const int fitting = std::clamp((room + Theme::gap) / (smallestChart + Theme::gap), 1, mostColumns);
    const int columns = std::min(fitting, std::max(1, int(m_charts.size())));
    if (columns == m_columns)
        return;
    for (int column = 0; column < mostColumns; ++column)
        m_grid->setColumnStretch(column, column < columns ? 1 : 0);
    m_columns = columns;
    for (size_t i = 0; i < m_charts.size(); ++i)
        m_grid->addWidget(m_charts[i].second, int(i) / columns, int(i) % columns);
}

void ChartsCard::resizeEvent(QResizeEvent* event)
{
    Card::resizeEvent(event);
    arrange();
}

} // namespace Pilothouse::Ui
