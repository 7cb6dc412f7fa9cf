// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "widgets/sign.h"

#include <QFrame>

namespace Pilothouse::Ui {

class ElidedLabel;

/// One line that answers what was just tried: why a command was refused, what was done. It goes away by itself or by
/// its button; nothing that must be answered is asked here. It lies upon the breadcrumb and takes no room of its own: a
/// page that moved when it comes and goes would have another button under the mouse.
class Notice final : public QFrame
{
    Q_OBJECT
public:
    /// Lies upon `bar`, up to where `beside` begins; upon all of it where the words need that.
    Notice(const Theme& theme, Clock& clock, QWidget& bar, const QWidget& beside);

    void tell(const QString& text, Sign sign);
    QString text() const;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void place();

    const QWidget& m_beside;
    const Theme& m_theme;
    Clock& m_clock;
    ElidedLabel* m_text;
    Sign m_sign = Sign::Healthy;
    std::unique_ptr<Timer> m_timer;
};

} // namespace Pilothouse::Ui
