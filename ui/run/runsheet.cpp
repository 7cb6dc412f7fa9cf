// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/runsheet.h"

#include "widgets/labels.h"
#include "widgets/steplist.h"

#include <QBoxLayout>
#include <QSplitter>

namespace Pilothouse::Ui {

namespace {
// Below this the facts stand under each other, and the remark under the title.
constexpr int widthForTwo = 720;
// Enough for five steps, or for eight lines of a script.
constexpr int lowestSteps = 220;
} // namespace

RunSheet::RunSheet(const Theme& theme, Clock& clock, QWidget* beside, QWidget* parent)
    : QScrollArea(parent)
    , m_heading(new QBoxLayout(QBoxLayout::LeftToRight))
    , m_facts(new QBoxLayout(QBoxLayout::LeftToRight))
    , m_title(new TextLabel(theme, {}, TextStyle::Title))
    , m_remark(new ElidedLabel(theme, {}, TextStyle::Body, Role::Muted))
    , m_changesCard(new Card(theme, {}))
    , m_checksCard(new Card(theme, {}))
    , m_changes(new FactGrid(theme))
    , m_checks(new FactGrid(theme))
    , m_stepsCard(new Card(theme, tr("Steps")))
    , m_steps(new StepList(theme, clock))
{
    m_title->setWordWrap(true);
    m_title->setCopyable(true);
    m_title->setFocusPolicy(Qt::NoFocus);
    m_heading->setSpacing(Theme::gap);
    m_heading->addWidget(m_title, 1);
    m_heading->addWidget(m_remark);
    m_changesCard->content()->addWidget(m_changes);
    m_changesCard->content()->addStretch(1);
    m_checksCard->content()->addWidget(m_checks);
    m_checksCard->content()->addStretch(1);
    m_facts->setSpacing(Theme::gap);
    m_facts->addWidget(m_changesCard, 5);
    m_facts->addWidget(m_checksCard, 4);

    m_steps->setAccessibleName(tr("Steps"));
    auto* split = new QSplitter;
    split->addWidget(m_steps);
    split->addWidget(beside);
    split->setStretchFactor(0, 1);
    split->setStretchFactor(1, 2);
    split->setChildrenCollapsible(false);
    // What stands beside the steps has a wish of its own; a third and two thirds hold for each.
    split->setSizes({1000, 2000});
    split->setHandleWidth(Theme::gap);
    split->setMinimumHeight(lowestSteps);
    m_stepsCard->content()->addWidget(split, 1);

    auto* inside = new QWidget;
    m_column = new QVBoxLayout(inside);
    m_column->setContentsMargins(Theme::pageMargin, Theme::pageMargin, Theme::pageMargin, Theme::gap);
    m_column->setSpacing(Theme::gap);
    m_column->addLayout(m_heading);
    m_column->addLayout(m_facts);
    m_column->addWidget(m_stepsCard, 1);
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    setWidget(inside);
}

void RunSheet::setHeading(const QString& title, const QString& remark, const QString& tip)
{
    m_title->setText(title);
    m_remark->setText(remark);
    m_remark->setToolTip(tip);
}

void RunSheet::setChanges(const QString& title, const std::vector<Fact>& facts)
{
    m_changesCard->setTitle(title);
    m_changes->setFacts(facts);
    m_changesCard->setVisible(!facts.empty());
}

void RunSheet::setChecks(const QString& title, const std::vector<Fact>& facts)
{
    m_checksCard->setTitle(title);
    m_checks->setFacts(facts);
    m_checksCard->setVisible(!facts.empty());
}

void RunSheet::addLine(QWidget* line) { m_column->insertWidget(m_column->count() - 2, line); }

void RunSheet::resizeEvent(QResizeEvent* event)
{
    QScrollArea::resizeEvent(event);
    const auto direction = width() < widthForTwo ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight;
    m_facts->setDirection(direction);
    m_heading->setDirection(direction);
    m_heading->setSpacing(direction == QBoxLayout::TopToBottom ? Theme::grid : Theme::gap);
}

} // namespace Pilothouse::Ui
