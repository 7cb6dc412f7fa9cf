// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/labels.h"

#include "widgets/timetext.h"

#include <QHelpEvent>
#include <QStyle>
#include <QToolTip>

namespace Pilothouse::Ui {

TextLabel::TextLabel(const Theme& theme, const QString& text, TextStyle style, Role role, QWidget* parent)
    : QLabel(text, parent)
    , m_theme(theme)
    , m_role(role)
{
    setTextFormat(Qt::PlainText);
    setFont(theme.font(style));
    connect(&theme, &Theme::changed, this, &TextLabel::recolour);
    recolour();
}

void TextLabel::setRole(Role role)
{
    m_role = role;
    recolour();
}

void TextLabel::setStyle(TextStyle style) { setFont(m_theme.font(style)); }

void TextLabel::setCopyable(bool copyable)
{
    setTextInteractionFlags(copyable ? Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard
                                     : Qt::NoTextInteraction);
}

void TextLabel::recolour()
{
    QPalette own = palette();
    own.setColor(QPalette::WindowText, m_theme.color(m_role));
    own.setColor(QPalette::Disabled, QPalette::WindowText, m_theme.color(Role::Muted));
    setPalette(own);
}

ElidedLabel::ElidedLabel(const Theme& theme, const QString& text, TextStyle style, Role role, QWidget* parent)
    : TextLabel(theme, text, style, role, parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void ElidedLabel::setElideMode(Qt::TextElideMode mode)
{
    m_mode = mode;
    update();
}

QSize ElidedLabel::minimumSizeHint() const
{
    const QSize whole = TextLabel::minimumSizeHint();
    return {std::min(whole.width(), fontMetrics().averageCharWidth() * 8), whole.height()};
}

bool ElidedLabel::isElided() const { return fontMetrics().horizontalAdvance(text()) > contentsRect().width(); }

bool ElidedLabel::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip && toolTip().isEmpty() && isElided()) {
        QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), text(), this);
        return true;
    }
    return TextLabel::event(event);
}

void ElidedLabel::paintEvent(QPaintEvent* event)
{
    if (!isElided()) {
        TextLabel::paintEvent(event);
        return;
    }
    QPainter painter(this);
    const QString cut = fontMetrics().elidedText(text(), m_mode, contentsRect().width());
    style()->drawItemText(&painter, contentsRect(), int(alignment()), palette(), isEnabled(), cut, foregroundRole());
}

RelativeTime::RelativeTime(const Theme& theme, Clock& clock, TextStyle style, Role role, QWidget* parent)
    : TextLabel(theme, {}, style, role, parent)
    , m_clock(clock)
{
}

void RelativeTime::setTime(const QDateTime& at, const QString& pattern)
{
    m_at = at;
    m_pattern = pattern;
    setToolTip(localTime(at));
    refresh();
}

void RelativeTime::refresh()
{
    m_timer.reset();
    if (!m_at.isValid()) {
        setText(QString());
        return;
    }
    const QDateTime now = m_clock.now();
    setText(m_pattern.arg(ago(m_at, now)));
    m_timer = m_clock.after(this, textLifetime(between(m_at, now)), [this] { refresh(); });
}

} // namespace Pilothouse::Ui
