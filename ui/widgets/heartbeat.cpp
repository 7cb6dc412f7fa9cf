// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/heartbeat.h"

#include "widgets/theme.h"
#include "widgets/timetext.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <cmath>

namespace Pilothouse::Ui {

using namespace std::chrono_literals;

std::vector<Beat> beatsAt(const Heartbeat& heartbeat, const QDateTime& now, int count)
{
    const auto& beats = heartbeat.beats;
    if (beats.empty() || count <= 0)
        return {};
    qint64 missed = 0;
    if (heartbeat.goodFor > 0ms) {
        const auto silent = between(beats.back().at, now);
        missed = std::clamp<qint64>((silent.count() - 1) / heartbeat.goodFor.count(), 0, count);
    }
    const auto kept = std::min<qint64>(qint64(beats.size()), count - missed);
    std::vector<Beat> slots(beats.end() - kept, beats.end());
    for (qint64 i = 1; i <= missed; ++i)
        slots.push_back({.at = beats.back().at.addMSecs(i * heartbeat.goodFor.count())});
    return slots;
}

namespace {

double heightOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Holds:
        return 0.82;
    case Verdict::Weak:
        return 0.6;
    case Verdict::Fails:
        return 1.0;
    case Verdict::Unknown:
        return 0.28;
    }
    return 0.28;
}

} // namespace

void paintHeartbeat(QPainter& painter, const QRectF& area, const std::vector<Beat>& slots, int count,
                    const Theme& theme)
{
    if (count <= 0)
        return;
    // Unequal gaps would look like a message: all gaps are one pixel, bars begin and end on whole device pixels.
    const qreal scale = painter.device()->devicePixelRatioF();
    const auto snapped = [scale](qreal x) { return std::round(x * scale) / scale; };
    const qreal pitch = std::max(2.0, (area.width() + 1) / count);
    const qreal gap = pitch >= 3 ? 1 : 1 / scale;
    painter.save();
    painter.setPen(Qt::NoPen);
    // Where nobody has looked yet there is a faint trace, so that few checks read as few and not as a gap.
    painter.setBrush(theme.color(Role::Line));
    for (qreal right = area.right() + 1 - pitch * qreal(slots.size()); right - pitch >= area.left() - 0.5;
         right -= pitch)
        painter.drawRect(
            QRectF(snapped(right - pitch), area.bottom() - 3, snapped(right) - gap - snapped(right - pitch), 3));
    for (size_t i = 0; i < slots.size(); ++i) {
        const qreal x = snapped(area.right() + 1 - pitch * qreal(slots.size() - i));
        const qreal end = snapped(area.right() + 1 - pitch * qreal(slots.size() - i - 1));
        if (x < area.left() - 0.5)
            continue;
        const qreal height = std::round(area.height() * heightOf(slots[i].verdict));
        const QColor& colour = theme.color(signRole(signOf(slots[i].verdict)));
        // Health is the ordinary state: it steps back a little so that the others stand out.
        const double strength = slots[i].verdict == Verdict::Holds ? 0.8 : 1.0;
        painter.setBrush(mixed(colour, theme.color(Role::Surface), strength));
        painter.drawRect(QRectF(x, area.bottom() - height, end - gap - x, height));
    }
    painter.restore();
}

QString heartbeatSummary(const std::vector<Beat>& slots)
{
    if (slots.empty())
        return HeartbeatBar::tr("no checks yet");
    QStringList parts;
    for (const Verdict verdict : {Verdict::Holds, Verdict::Weak, Verdict::Fails, Verdict::Unknown}) {
        const auto n = std::ranges::count(slots, verdict, &Beat::verdict);
        if (n > 0)
            parts << HeartbeatBar::tr("%1 %2", "number of checks and their sign").arg(n).arg(signWord(signOf(verdict)));
    }
    return HeartbeatBar::tr("%n check(s): %1", nullptr, int(slots.size())).arg(parts.join(QStringLiteral(", ")));
}

HeartbeatBar::HeartbeatBar(const Theme& theme, Clock& clock, QWidget* parent)
    : PaintedWidget(parent)
    , m_theme(theme)
    , m_clock(clock)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void HeartbeatBar::setHeartbeat(const Heartbeat& heartbeat)
{
    m_heartbeat = heartbeat;
    refresh();
}

void HeartbeatBar::setSlotCount(int count)
{
    m_count = count;
    updateGeometry();
    update();
}

void HeartbeatBar::refresh()
{
    m_timer.reset();
    update();
    announce();
    if (m_heartbeat.beats.empty() || m_heartbeat.goodFor <= 0ms)
        return;
    const auto next = std::clamp<std::chrono::milliseconds>(m_heartbeat.goodFor, 1s, 5min);
    m_timer = m_clock.after(this, next, [this] { refresh(); });
}

QString HeartbeatBar::accessibleValue() const { return heartbeatSummary(beatsAt(m_heartbeat, m_clock.now(), m_count)); }

void HeartbeatBar::paintEvent(QPaintEvent* event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    paintHeartbeat(painter, rect(), beatsAt(m_heartbeat, m_clock.now(), m_count), m_count, m_theme);
}

bool HeartbeatBar::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return PaintedWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const auto slots = beatsAt(m_heartbeat, m_clock.now(), m_count);
    const qreal pitch = std::max(2.0, qreal(width() + 1) / m_count);
    const auto fromRight = qint64((width() - help->pos().x()) / pitch);
    const qint64 index = qint64(slots.size()) - 1 - fromRight;
    QString tip = heartbeatSummary(slots);
    if (index >= 0 && index < qint64(slots.size())) {
        const Beat& beat = slots[size_t(index)];
        tip = localTime(beat.at) + u'\n' + signWord(signOf(beat.verdict));
        if (!beat.statement.isEmpty())
            tip += QStringLiteral(": ") + beat.statement.text();
    }
    QToolTip::showText(help->globalPos(), tip, this);
    return true;
}

} // namespace Pilothouse::Ui
