// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/headingrow.h"

#include "widgets/theme.h"

#include <QBoxLayout>
#include <QEvent>

namespace Pilothouse::Ui {

HeadingRow::HeadingRow(int leastWords, QWidget* parent)
    : QWidget(parent)
    , m_leastWords(leastWords)
    , m_row(new QBoxLayout(QBoxLayout::LeftToRight, this))
    , m_words(new QHBoxLayout)
    , m_acts(new QHBoxLayout)
{
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(Theme::gap);
    m_words->setSpacing(Theme::gap);
    m_acts->setSpacing(2 * Theme::grid);
    m_row->addLayout(m_words, 1);
    m_row->addLayout(m_acts);
    m_row->setAlignment(m_acts, Qt::AlignVCenter | Qt::AlignLeft);
}

QSize HeadingRow::minimumSizeHint() const
{
    // Below each other they are as narrow as they get, however they stand now.
    return {std::max(m_words->minimumSize().width(), m_acts->minimumSize().width()),
            QWidget::minimumSizeHint().height()};
}

bool HeadingRow::event(QEvent* event)
{
    // Parts were shown, hidden or given other words, or there is another width.
    if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Resize || event->type() == QEvent::Show) {
        const bool beside = width() >= m_leastWords + m_row->spacing() + m_acts->sizeHint().width();
        m_row->setDirection(beside ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    }
    return QWidget::event(event);
}

} // namespace Pilothouse::Ui
