// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/progress.h"

#include "widgets/theme.h"

#include <QCoreApplication>
#include <QLocale>
#include <QPainter>
#include <QTimerEvent>

namespace Pilothouse::Ui {

namespace {
constexpr int phases = 60;
constexpr int phaseInterval = 33;
} // namespace

void paintProgressBar(QPainter& painter, const QRectF& area, const Progress& progress, const Theme& theme)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const qreal radius = area.height() / 2;
    painter.setBrush(theme.color(Role::Line));
    painter.drawRoundedRect(area, radius, radius);
    if (progress.share() > 0) {
        QPainterPath shape;
        shape.addRoundedRect(area, radius, radius);
        painter.setClipPath(shape);
        painter.fillRect(QRectF(area.left(), area.top(), area.width() * progress.share(), area.height()),
                         theme.color(progress.role()));
    }
    painter.restore();
}

void paintProgressRing(QPainter& painter, const QRectF& area, const Progress& progress, const Theme& theme)
{
    const qreal side = std::min(area.width(), area.height());
    const qreal pen = std::max(3.0, side / 9);
    QRectF circle(0, 0, side - pen, side - pen);
    circle.moveCenter(area.center());
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.color(Role::Line), pen));
    painter.drawEllipse(circle);
    if (progress.share() > 0) {
        painter.setPen(QPen(theme.color(progress.role()), pen, Qt::SolidLine, Qt::FlatCap));
        painter.drawArc(circle, 90 * 16, -qRound(progress.share() * 360 * 16));
    }
    painter.restore();
}

QString progressText(const Progress& progress)
{
    const QLocale locale;
    return QCoreApplication::translate("Progress", "%1 of %2")
        .arg(locale.toString(progress.done), locale.toString(progress.total));
}

ProgressRing::ProgressRing(const Theme& theme, QWidget* parent)
    : PaintedWidget(parent)
    , m_theme(theme)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void ProgressRing::setProgress(const Progress& progress)
{
    if (progress == m_progress)
        return;
    m_progress = progress;
    setToolTip(progressText(progress));
    update();
    announce();
}

void ProgressRing::setDiameter(int pixels)
{
    m_diameter = pixels;
    updateGeometry();
}

void ProgressRing::paintEvent(QPaintEvent* event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    paintProgressRing(painter, rect(), m_progress, m_theme);
}

ProgressBarThin::ProgressBarThin(const Theme& theme, QWidget* parent)
    : PaintedWidget(parent)
    , m_theme(theme)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ProgressBarThin::setProgress(const Progress& progress)
{
    m_progress = progress;
    setToolTip(progress.total > 0 ? progressText(progress) : QString());
    update();
    announce();
}

void ProgressBarThin::setBusy(bool busy)
{
    m_busy = busy;
    startOrStop();
    update();
    announce();
}

QString ProgressBarThin::accessibleValue() const { return m_busy ? tr("in progress") : progressText(m_progress); }

void ProgressBarThin::startOrStop()
{
    // Who asked the system for less motion sees a bar that stands still and is half full.
    if (m_busy && isVisible() && m_theme.motion() > std::chrono::milliseconds(0))
        m_timer.start(phaseInterval, this);
    else
        m_timer.stop();
}

void ProgressBarThin::showEvent(QShowEvent* event)
{
    PaintedWidget::showEvent(event);
    startOrStop();
}

void ProgressBarThin::hideEvent(QHideEvent* event)
{
    PaintedWidget::hideEvent(event);
    startOrStop();
}

void ProgressBarThin::timerEvent(QTimerEvent* event)
{
    if (event->timerId() != m_timer.timerId())
        return PaintedWidget::timerEvent(event);
    m_phase = (m_phase + 1) % phases;
    update();
}

void ProgressBarThin::paintEvent(QPaintEvent* event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    const QRectF bar(0, (height() - 6) / 2.0, width(), 6);
    if (!m_busy) {
        paintProgressBar(painter, bar, m_progress, m_theme);
        return;
    }
    paintProgressBar(painter, bar, {}, m_theme);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath shape;
    shape.addRoundedRect(bar, 3, 3);
    painter.setClipPath(shape);
    const qreal length = bar.width() / 3;
    const qreal start = m_timer.isActive() ? bar.left() - length + (bar.width() + length) * m_phase / phases : length;
    painter.fillRect(QRectF(start, bar.top(), length, bar.height()), m_theme.color(Role::Accent));
}

} // namespace Pilothouse::Ui
