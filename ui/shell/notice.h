// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "widgets/sign.h"

#include <QFrame>

namespace Pilothouse::Ui {

class ElidedLabel;

/// One line below the top bar that answers what was just tried: why a command was refused, what was done. It goes away
/// by itself or by its button; nothing that must be answered is asked here.
class Notice final : public QFrame
{
    Q_OBJECT
public:
    Notice(const Theme& theme, Clock& clock, QWidget* parent = nullptr);

    void tell(const QString& text, Sign sign);
    QString text() const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    Clock& m_clock;
    ElidedLabel* m_text;
    Sign m_sign = Sign::Healthy;
    std::unique_ptr<Timer> m_timer;
};

} // namespace Pilothouse::Ui
