// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/paintedwidget.h"
#include "widgets/palette.h"

#include <QBasicTimer>

namespace Pilothouse::Ui {

class Theme;

/// How much of something is done. It is shown in the accent colour; only a whole that is `proven` is green.
struct Progress
{
    qint64 done = 0;
    qint64 total = 0;
    bool proven = false;

    double share() const { return total > 0 ? std::clamp(double(done) / double(total), 0.0, 1.0) : 0.0; }
    Role role() const { return proven && total > 0 && done >= total ? Role::Healthy : Role::Accent; }
    bool operator==(const Progress&) const = default;
};

void paintProgressBar(QPainter& painter, const QRectF& area, const Progress& progress, const Theme& theme);
void paintProgressRing(QPainter& painter, const QRectF& area, const Progress& progress, const Theme& theme);
/// "54 of 59".
QString progressText(const Progress& progress);

class ProgressRing final : public PaintedWidget
{
    Q_OBJECT
public:
    explicit ProgressRing(const Theme& theme, QWidget* parent = nullptr);

    void setProgress(const Progress& progress);
    void setDiameter(int pixels);
    QString accessibleValue() const override { return progressText(m_progress); }
    QAccessible::Role accessibleRole() const override { return QAccessible::ProgressBar; }
    QSize sizeHint() const override { return {m_diameter, m_diameter}; }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    Progress m_progress;
    int m_diameter = 32;
};

/// A thin bar; without a total it moves, to say that something goes on whose end is not known.
class ProgressBarThin final : public PaintedWidget
{
    Q_OBJECT
public:
    explicit ProgressBarThin(const Theme& theme, QWidget* parent = nullptr);

    void setProgress(const Progress& progress);
    /// Busy without a known end.
    void setBusy(bool busy);
    QString accessibleValue() const override;
    QAccessible::Role accessibleRole() const override { return QAccessible::ProgressBar; }
    QSize sizeHint() const override { return {96, 6}; }
    QSize minimumSizeHint() const override { return {24, 6}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void timerEvent(QTimerEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void startOrStop();

    const Theme& m_theme;
    Progress m_progress;
    bool m_busy = false;
    int m_phase = 0;
    QBasicTimer m_timer;
};

} // namespace Pilothouse::Ui
