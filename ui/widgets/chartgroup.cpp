// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/chartgroup.h"

#include "widgets/housestyle.h"
#include "widgets/timetext.h"

#include <QHBoxLayout>

#include <cmath>

namespace Pilothouse::Ui {

using namespace std::chrono_literals;

namespace {
constexpr qint64 shortestSpan = 60'000;
constexpr qint64 longestSpan = 400LL * 86'400'000;
constexpr size_t mostSteps = 50;
} // namespace

ChartGroup::ChartGroup(Clock& clock, QObject* parent)
    : QObject(parent)
    , m_clock(clock)
{
    moveOn();
}

void ChartGroup::moveOn()
{
    m_timer.reset();
    if (!m_live)
        return;
    const qint64 now = m_clock.now().toMSecsSinceEpoch();
    m_span = {now - m_length.count(), now};
    // A chart of 300 columns changes visibly when one column's time has passed.
    const auto next = std::clamp<std::chrono::milliseconds>(m_length / 300, 2s, 5min);
    m_timer = m_clock.after(this, next, [this] { moveOn(); });
    Q_EMIT spanChanged();
}

void ChartGroup::remember()
{
    m_before.emplace_back(m_span, m_live);
    if (m_before.size() > mostSteps)
        m_before.erase(m_before.begin());
}

void ChartGroup::follow(std::chrono::milliseconds length)
{
    m_before.clear();
    m_length = length;
    m_live = true;
    moveOn();
    Q_EMIT followed(length);
}

void ChartGroup::show(TimeSpan span)
{
    if (span.length() < shortestSpan) {
        const qint64 centre = span.from + span.length() / 2;
        span = {centre - shortestSpan / 2, centre + shortestSpan / 2};
    }
    const qint64 now = m_clock.now().toMSecsSinceEpoch();
    if (span.length() > longestSpan)
        span.from = span.to - longestSpan;
    if (span.to > now)
        span = {now - span.length(), now};
    if (span == m_span)
        return;
    remember();
    m_live = false;
    m_span = span;
    m_timer.reset();
    Q_EMIT spanChanged();
}

void ChartGroup::zoom(double factor, qint64 centre)
{
    const qint64 from = centre - std::llround(double(centre - m_span.from) * factor);
    show({from, from + std::llround(double(m_span.length()) * factor)});
}

void ChartGroup::pan(double share)
{
    const auto by = qint64(double(m_span.length()) * share);
    show({m_span.from + by, m_span.to + by});
}

void ChartGroup::back()
{
    if (m_before.empty())
        return;
    const auto [span, live] = m_before.back();
    m_before.pop_back();
    m_live = live;
    m_span = span;
    if (live)
        moveOn();
    else
        Q_EMIT spanChanged();
}

void ChartGroup::setCrosshair(std::optional<qint64> at)
{
    if (at == m_crosshair)
        return;
    m_crosshair = at;
    Q_EMIT crosshairChanged();
}

void ChartGroup::setShowsTables(bool tables)
{
    if (tables == m_tables)
        return;
    m_tables = tables;
    Q_EMIT tablesChanged(tables);
}

RangeBar::RangeBar(const Theme& theme, ChartGroup& group, QWidget* parent)
    : QWidget(parent)
    , m_group(group)
    , m_back(new QToolButton)
    , m_tables(new QToolButton)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    const auto add = [&](QToolButton* button, const QString& icon, const QString& name, const QString& tip) {
        button->setIcon(theme.icon(icon, Role::Muted));
        button->setAutoRaise(true);
        button->setAccessibleName(name);
        button->setToolTip(tip);
        row->addWidget(button);
    };
    add(m_back, QStringLiteral("back"), tr("Back"), tr("Back to the span before (Backspace)"));
    for (const std::chrono::milliseconds length : {15min * 1, 60min, 360min, 1440min, 10080min, 43200min}) {
        auto* button = new QToolButton;
        button->setText(length >= 168h ? age(length) : length >= 1h ? tr("%1 h").arg(length / 1h) : age(length));
        button->setCheckable(true);
        button->setFont(theme.font(TextStyle::Small));
        button->setAccessibleName(tr("The last %1").arg(button->text()));
        setEmphasis(button, Emphasis::Quiet);
        connect(button, &QToolButton::clicked, this, [this, length] { m_group.follow(length); });
        row->addWidget(button);
        m_ranges.emplace_back(button, length);
    }
    add(m_tables, QStringLiteral("table"), tr("Show as table"), tr("Show the values as a table (T)"));
    m_tables->setCheckable(true);
    connect(m_back, &QToolButton::clicked, &group, &ChartGroup::back);
    connect(m_tables, &QToolButton::toggled, &group, &ChartGroup::setShowsTables);
    connect(&group, &ChartGroup::tablesChanged, m_tables, &QToolButton::setChecked);
    connect(&group, &ChartGroup::spanChanged, this, &RangeBar::refresh);
    refresh();
}

void RangeBar::refresh()
{
    for (const auto& [button, length] : m_ranges)
        button->setChecked(m_group.isLive() && m_group.followedLength() == length);
    m_back->setEnabled(m_group.canGoBack());
}

} // namespace Pilothouse::Ui
