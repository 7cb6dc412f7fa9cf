// SPDX-License-Identifier: GPL-3.0-or-later
#include "checklist/prooftext.h"

#include "widgets/housestyle.h"

#include <QPainter>
#include <QWheelEvent>

namespace Pilothouse::Ui {

namespace {
constexpr qsizetype mostCharacters = 4000;
} // namespace

ProofText::ProofText(const Theme& theme, QWidget* parent)
    : QPlainTextEdit(parent)
    , m_theme(theme)
{
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setTabChangesFocus(true);
    setFont(theme.font(TextStyle::Mono));
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, &ProofText::recolour);
    recolour();
}

void ProofText::recolour()
{
    QPalette own = palette();
    own.setColor(QPalette::Base, m_theme.color(Role::Sunken));
    own.setColor(QPalette::Text, m_theme.color(Role::Text));
    setPalette(own);
}

void ProofText::setProof(const QString& text)
{
    const QString shown = text.size() > mostCharacters ? text.left(mostCharacters) + QChar(char16_t(0x2026)) : text;
    if (shown == toPlainText())
        return;
    setPlainText(shown);
    updateGeometry();
}

QSize ProofText::sizeHint() const
{
    // A plain text document is measured in lines.
    const int lines = std::max(1, int(document()->size().height()));
    const int frame = 2 * frameWidth() + int(2 * document()->documentMargin());
    return {160, lines * fontMetrics().lineSpacing() + frame + 2};
}

void ProofText::resizeEvent(QResizeEvent* event)
{
    QPlainTextEdit::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        updateGeometry();
}

void ProofText::wheelEvent(QWheelEvent* event)
{
    event->ignore(); // the column scrolls, not the box
}

void Surface::paintEvent(QPaintEvent* event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    drawBox(&painter, rect(), m_theme.color(Role::Surface), m_theme.color(Role::Line), Theme::radius);
}

} // namespace Pilothouse::Ui
