// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/factgrid.h"

#include "widgets/labels.h"

#include <QGridLayout>
#include <QPainter>

namespace Pilothouse::Ui {

namespace {
constexpr int signSpace = 16;
constexpr int widestName = 180;
// With the text this makes the height of a row in a table.
constexpr int rowSpace = 10;
} // namespace

SignLabel::SignLabel(const Theme& theme, Sign sign, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setFixedSize(signSpace, 18);
    setSign(sign);
}

void SignLabel::setSign(Sign sign)
{
    m_sign = sign;
    setAccessibleName(signWord(sign));
    update();
}

void SignLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintSign(painter, QRectF(1, (height() - 10) / 2.0, 10, 10), m_sign, m_theme);
}

FactGrid::FactGrid(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, rowSpace / 2, 0, 0);
    m_grid->setHorizontalSpacing(0);
    m_grid->setVerticalSpacing(rowSpace);
    m_grid->setColumnStretch(3, 1);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void FactGrid::setFacts(const std::vector<Fact>& facts)
{
    while (QLayoutItem* item = m_grid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_rows = 0;
    // Where everything was judged the signs lead; a sign among plain facts belongs to what it says.
    const bool judged = std::ranges::all_of(facts, [](const Fact& fact) { return fact.sign.has_value(); });
    for (const Fact& fact : facts) {
        if (fact.sign)
            m_grid->addWidget(new SignLabel(m_theme, *fact.sign), m_rows, judged ? 0 : 2, Qt::AlignTop);
        auto* name = new TextLabel(m_theme, fact.name, TextStyle::Body, judged ? Role::Text : Role::Muted);
        if (name->sizeHint().width() > widestName) {
            name->setWordWrap(true);
            name->setFixedWidth(widestName);
        }
        name->setContentsMargins(0, 0, Theme::gap, 0);
        m_grid->addWidget(name, m_rows, 1, Qt::AlignTop);
        auto* text = new TextLabel(m_theme, fact.text, fact.style, judged ? Role::Muted : Role::Text);
        text->setWordWrap(true);
        text->setAlignment(Qt::AlignTop | Qt::AlignLeft);
        text->setCopyable(true);
        text->setAccessibleName(fact.name);
        const bool beside = fact.sign && !judged;
        m_grid->addWidget(text, m_rows, beside ? 3 : 2, 1, beside ? 1 : 2);
        ++m_rows;
    }
    updateGeometry();
    update();
}

void FactGrid::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    for (int row = 0; row < m_rows; ++row)
        painter.fillRect(0, m_grid->itemAtPosition(row, 1)->geometry().top() - rowSpace / 2, width(), 1,
                         m_theme.color(Role::Line));
}

} // namespace Pilothouse::Ui
