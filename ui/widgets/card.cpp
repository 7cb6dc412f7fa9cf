// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/card.h"

#include "widgets/housestyle.h"
#include "widgets/labels.h"

#include <QHBoxLayout>

namespace Pilothouse::Ui {

Card::Card(const Theme& theme, const QString& title, QWidget* parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_heading(new QHBoxLayout)
    , m_content(new QVBoxLayout)
    , m_title(new TextLabel(theme, title, TextStyle::Strong))
    , m_remark(new ElidedLabel(theme, {}, TextStyle::Small, Role::Muted))
{
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(Theme::cardPadding, Theme::cardPadding, Theme::cardPadding, Theme::cardPadding);
    all->setSpacing(8);
    m_heading->setSpacing(12);
    m_heading->addWidget(m_title);
    m_heading->addWidget(m_remark, 1);
    all->addLayout(m_heading);
    m_content->setContentsMargins(0, 0, 0, 0);
    m_content->setSpacing(8);
    all->addLayout(m_content, 1);
    setTitle(title);
    setRemark({});
}

void Card::setTitle(const QString& title)
{
    m_title->setText(title);
    m_title->setVisible(!title.isEmpty());
    setAccessibleName(title);
}

void Card::setRemark(const QString& remark) { m_remark->setText(remark); }

void Card::addControl(QWidget* widget) { m_heading->addWidget(widget); }

void Card::paintEvent(QPaintEvent* event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    drawBox(&painter, rect(), m_theme.color(Role::Surface), m_theme.color(Role::Line), Theme::radius);
}

} // namespace Pilothouse::Ui
