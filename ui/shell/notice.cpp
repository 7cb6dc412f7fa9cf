// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/notice.h"

#include "widgets/labels.h"

#include <QHBoxLayout>

namespace Pilothouse::Ui {

using namespace std::chrono_literals;

namespace {
/// What marks production is not covered, nor the line below the bar.
constexpr int above = 3;
constexpr int below = 1;
} // namespace

Notice::Notice(const Theme& theme, Clock& clock, QWidget& bar, const QWidget& beside)
    : QFrame(&bar)
    , m_beside(beside)
    , m_theme(theme)
    , m_clock(clock)
    , m_text(new ElidedLabel(theme, {}))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(Theme::pageMargin + 18, 0, 8, 0);
    row->addWidget(m_text, 1);
    auto* close = new QToolButton;
    close->setIcon(theme.icon(QStringLiteral("close"), Role::Muted));
    close->setAutoRaise(true);
    close->setAccessibleName(tr("Close this message"));
    row->addWidget(close);
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
    bar.installEventFilter(this);
    hide();
}

void Notice::tell(const QString& text, Sign sign)
{
    m_text->setText(text);
    m_sign = sign;
    setAccessibleName(text);
    place();
    show();
    raise();
    update();
    // Good news may go unread; a refusal stays for as long as reading and understanding it takes.
    m_timer = m_clock.after(this, sign == Sign::Healthy ? 6s : 20s, [this] { hide(); });
}

QString Notice::text() const { return isHidden() ? QString() : m_text->text(); }

bool Notice::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == parentWidget() && (event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest))
        place();
    return QFrame::eventFilter(watched, event);
}

void Notice::place()
{
    const QWidget* bar = parentWidget();
    const int wanted = sizeHint().width();
    const int free = m_beside.x() - Theme::grid;
    setGeometry(0, above, wanted <= free ? free : bar->width(), bar->height() - above - below);
}

void Notice::paintEvent(QPaintEvent* event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Role::Surface));
    paintSign(painter, QRectF(Theme::pageMargin, (height() - 10) / 2.0, 10, 10), m_sign, m_theme);
}

} // namespace Pilothouse::Ui
