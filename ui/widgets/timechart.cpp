// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/timechart.h"

#include "widgets/chartplot.h"
#include "widgets/charttable.h"
#include "widgets/labels.h"
#include "widgets/rows.h"
#include "widgets/timetext.h"

#include <QLocale>
#include <QShortcut>

#include <cmath>

namespace Pilothouse::Ui {

TimeChart::TimeChart(const Theme& theme, ChartGroup& group, const QString& title, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_group(group)
    , m_titleText(title)
    , m_title(new TextLabel(theme, title, TextStyle::Strong))
    , m_goal(new ElidedLabel(theme, {}, TextStyle::Small, Role::Muted))
    , m_value(new TextLabel(theme, {}, TextStyle::Strong))
    , m_stack(new QStackedLayout)
    , m_plot(new ChartPlot(theme, group, *this))
    , m_table(new RowTable(theme))
    , m_tableModel(new ChartTableModel(*this, this))
{
    auto* heading = new QHBoxLayout;
    heading->setSpacing(6);
    heading->addWidget(m_title);
    heading->addWidget(m_goal, 1);
    heading->addWidget(m_value);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(2);
    all->addLayout(heading);
    all->addLayout(m_stack, 1);
    m_stack->addWidget(m_plot);
    m_stack->addWidget(m_table);
    m_table->setModel(m_tableModel);
    m_table->setColumnWidths({{ColumnWidth::By::Content, 60}});
    m_table->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored);
    m_table->setAccessibleName(tr("%1 as a table").arg(title));
    auto* toPlot = new QShortcut(QKeySequence(Qt::Key_T), m_table);
    toPlot->setContext(Qt::WidgetShortcut);
    connect(toPlot, &QShortcut::activated, &group, [&group] { group.setShowsTables(false); });
    setAccessibleName(title);

    connect(&group, &ChartGroup::crosshairChanged, this, &TimeChart::refreshHeading);
    connect(&group, &ChartGroup::spanChanged, this, &TimeChart::refreshTable);
    connect(&group, &ChartGroup::tablesChanged, this, [this](bool tables) {
        const bool focused = m_plot->hasFocus() || m_table->hasFocus();
        m_stack->setCurrentIndex(tables ? 1 : 0);
        refreshTable();
        if (focused)
            m_stack->currentWidget()->setFocus();
    });
    m_stack->setCurrentIndex(group.showsTables() ? 1 : 0);
    refreshHeading();
}

TimeChart::~TimeChart() = default;

void TimeChart::setScale(const ChartScale& scale)
{
    m_scale = scale;
    m_plot->rebuild();
    refreshHeading();
}

void TimeChart::setSeries(std::vector<TimeSeries> series)
{
    m_series = std::move(series);
    m_plot->rebuild();
    refreshHeading();
    refreshTable();
}

void TimeChart::setMarks(std::vector<ChartMark> marks) { m_plot->setMarks(std::move(marks)); }

qsizetype TimeChart::drawnPoints() const { return m_plot->drawnPoints(); }

QString TimeChart::valueText(double value) const
{
    const QString number = QLocale().toString(value, 'f', m_scale.decimals);
    return m_scale.unit.isEmpty() ? number : number + u'\u00a0' + m_scale.unit;
}

void TimeChart::refreshHeading()
{
    QStringList words;
    if (!m_scale.unit.isEmpty())
        words << m_scale.unit;
    if (m_scale.above)
        words << tr("goal < %1").arg(QLocale().toString(*m_scale.above, 'g', 6));
    if (m_scale.below)
        words << tr("goal > %1").arg(QLocale().toString(*m_scale.below, 'g', 6));
    const auto cross = m_group.crosshair();
    if (cross)
        words = {shortTime(QDateTime::fromMSecsSinceEpoch(*cross), QDateTime::fromMSecsSinceEpoch(m_group.span().to))};
    m_goal->setText(words.join(QStringLiteral(" · ")));

    // Several lines share the heading: the one that is worst against the limit speaks for all, else the highest.
    std::optional<double> shown;
    for (const TimeSeries& series : m_series) {
        // Without a crosshair the end of the span speaks, unless nothing was measured there any more.
        const auto point = nearest(series, cross.value_or(m_group.span().to));
        if (point && (!shown || (m_scale.below ? point->value < *shown : point->value > *shown)))
            shown = point->value;
    }
    m_value->setText(shown ? valueText(*shown) : QStringLiteral("—"));
    m_value->setRole(!shown ? Role::Muted : m_scale.isBad(*shown) ? Role::Down : Role::Text);
    m_plot->setAccessibleName(tr("Chart of %1").arg(m_titleText));
    m_plot->setAccessibleDescription(summary());
}

QString TimeChart::summary() const
{
    QStringList parts;
    const TimeSpan span = m_group.span();
    for (const TimeSeries& series : m_series) {
        std::optional<double> low;
        std::optional<double> high;
        for (const TimePoint& point : series.points) {
            if (!span.contains(point.at) || !std::isfinite(point.value))
                continue;
            low = std::min(low.value_or(point.value), point.value);
            high = std::max(high.value_or(point.value), point.value);
        }
        const auto now = nearest(series, span.to);
        if (!low)
            parts << tr("%1: no values").arg(series.name);
        else
            parts << tr("%1: now %2, lowest %3, highest %4")
                         .arg(series.name, now ? valueText(now->value) : tr("unknown"), valueText(*low),
                              valueText(*high));
    }
    return parts.isEmpty() ? tr("no values") : parts.join(QStringLiteral("; "));
}

void TimeChart::refreshTable()
{
    if (m_group.showsTables())
        m_tableModel->refresh(m_group.span());
}

} // namespace Pilothouse::Ui
