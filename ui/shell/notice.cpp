// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/notice.h"

#include "widgets/labels.h"

#include <QHBoxLayout>

namespace Pilothouse::Ui {

using namespace std::chrono_literals;

Notice::Notice(const Theme& theme, Clock& clock, QWidget* parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_clock(clock)
    , m_text(new ElidedLabel(theme, {}))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(Theme::pageMargin + 18, 2, 8, 3);
    row->addWidget(m_text, 1);
    auto* close = new QToolButton;
    close->setIcon(theme.icon(QStringLiteral("close"), Role::Muted));
    close->setAutoRaise(true);
    close->setAccessibleName(tr("Close this message"));
    row->addWidget(close);
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
    hide();
}

void Notice::tell(const QString& text, Sign sign)
{
    m_text->setText(text);
    m_sign = sign;
    setAccessibleName(text);
    show();
    update();
    // Good news may go unread; a refusal stays for as long as reading and understanding it takes.
    m_timer = m_clock.after(this, sign == Sign::Healthy ? 6s : 20s, [this] { hide(); });
}

QString Notice::text() const { return isHidden() ? QString() : m_text->text(); }

void Notice::paintEvent(QPaintEvent* event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Role::Surface));
    painter.fillRect(QRect(0, height() - 1, width(), 1), m_theme.color(Role::Line));
    paintSign(painter, QRectF(Theme::pageMargin, (height() - 1 - 10) / 2.0, 10, 10), m_sign, m_theme);
}

} // namespace Pilothouse::Ui
