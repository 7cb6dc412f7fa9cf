// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "widgets/theme.h"
#include "widgets/timeseries.h"

#include <QWidget>

class QToolButton;

namespace Pilothouse::Ui {

/// What the charts of one page share: the span of time, the crosshair, the way back, and whether they are tables now.
class ChartGroup final : public QObject
{
    Q_OBJECT
public:
    explicit ChartGroup(Clock& clock, QObject* parent = nullptr);

    TimeSpan span() const { return m_span; }
    /// The last `length` up to now, moving on with the clock.
    void follow(std::chrono::milliseconds length);
    std::chrono::milliseconds followedLength() const { return m_length; }
    bool isLive() const { return m_live; }
    /// A fixed span; remembered for back().
    void show(TimeSpan span);
    /// Around `centre`; factor below 1 zooms in.
    void zoom(double factor, qint64 centre);
    /// By a share of the span, negative into the past; never beyond now.
    void pan(double share);
    bool canGoBack() const { return !m_before.empty(); }
    void back();

    std::optional<qint64> crosshair() const { return m_crosshair; }
    void setCrosshair(std::optional<qint64> at);

    bool showsTables() const { return m_tables; }
    void setShowsTables(bool tables);

Q_SIGNALS:
    void spanChanged();
    /// Somebody chose another length to follow.
    void followed(std::chrono::milliseconds length);
    void crosshairChanged();
    void tablesChanged(bool tables);

private:
    void moveOn();
    void remember();

    Clock& m_clock;
    TimeSpan m_span;
    std::chrono::milliseconds m_length{std::chrono::hours(1)};
    bool m_live = true;
    bool m_tables = false;
    std::optional<qint64> m_crosshair;
    std::vector<std::pair<TimeSpan, bool>> m_before;
    std::unique_ptr<Timer> m_timer;
};

/// 15 m · 1 h · 6 h · 24 h · 7 d · 30 d, back, and the switch to tables.
class RangeBar final : public QWidget
{
    Q_OBJECT
public:
    RangeBar(const Theme& theme, ChartGroup& group, QWidget* parent = nullptr);

private:
    void refresh();

    ChartGroup& m_group;
    std::vector<std::pair<QToolButton*, std::chrono::milliseconds>> m_ranges;
    QToolButton* m_back;
    QToolButton* m_tables;
};

} // namespace Pilothouse::Ui
