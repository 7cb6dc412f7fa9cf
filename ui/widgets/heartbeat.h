// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "evidence/evidence.h"
#include "widgets/paintedwidget.h"
#include "widgets/sign.h"

#include <vector>

namespace Pilothouse::Ui {

class Theme;

/// One check of the past: what it said and when.
struct Beat
{
    Verdict verdict = Verdict::Unknown;
    QDateTime at = {};
    SafeText statement = {};

    bool operator==(const Beat&) const = default;
};

/// The last checks, oldest first. Each is good for `goodFor`; where no newer one came in time there was no check, and
/// that is shown.
struct Heartbeat
{
    std::vector<Beat> beats = {};
    std::chrono::milliseconds goodFor{std::chrono::seconds(30)};

    bool operator==(const Heartbeat&) const = default;
};

/// What is shown at `now` in `count` slots, oldest first: the newest beats, then an unknown one for each check that
/// should have come since and did not. Fewer than `count` if there were fewer.
std::vector<Beat> beatsAt(const Heartbeat& heartbeat, const QDateTime& now, int count);

/// Bars for the slots, newest at the right: healthy at four fifths of the height, degraded lower, down full, unknown a
/// stump, so that colour is not the only sign.
void paintHeartbeat(QPainter& painter, const QRectF& area, const std::vector<Beat>& slots, int count,
                    const Theme& theme);

/// A Heartbeat as a widget. Like StatusMark it has no colour setter and turns grey by itself when checks stop coming.
class HeartbeatBar final : public PaintedWidget
{
    Q_OBJECT
public:
    HeartbeatBar(const Theme& theme, Clock& clock, QWidget* parent = nullptr);

    void setHeartbeat(const Heartbeat& heartbeat);
    void setSlotCount(int count);

    QString accessibleValue() const override;
    QSize sizeHint() const override { return {m_count * 4, 18}; }
    QSize minimumSizeHint() const override { return {m_count * 2, 14}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    void refresh();

    const Theme& m_theme;
    Clock& m_clock;
    Heartbeat m_heartbeat;
    int m_count = 60;
    std::unique_ptr<Timer> m_timer;
};

/// "90 checks: 84 healthy, 5 down, 1 unknown".
QString heartbeatSummary(const std::vector<Beat>& slots);

} // namespace Pilothouse::Ui
