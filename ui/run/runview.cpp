// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/runview.h"

#include "widgets/labels.h"
#include "widgets/outputpanel.h"
#include "widgets/timetext.h"

#include <QBoxLayout>
#include <QPushButton>
#include <QSplitter>

namespace Pilothouse::Ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype keptBytes = 8 << 20;

/// What a person who opens a run wants to see first: the step that failed, else the last that did anything.
QString worthLookingAt(const std::vector<Run::StepProgress>& steps)
{
    const Run::StepProgress* best = nullptr;
    for (const Run::StepProgress& step : steps) {
        if (step.state == Run::StepState::Failed) {
            best = &step;
            break;
        }
        if (step.state != Run::StepState::Pending && !step.host.isEmpty())
            best = &step;
    }
    return best ? best->key + u'@' + best->host : QString();
}

} // namespace

RunView::RunView(const Theme& theme, Clock& clock, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_clock(clock)
{
    m_title = new TextLabel(theme, {}, TextStyle::Title);
    m_title->setWordWrap(true);
    m_remark = new ElidedLabel(theme, {}, TextStyle::Body, Role::Muted);
    m_summary = new TextLabel(theme, {}, TextStyle::Strong);
    m_summary->setWordWrap(true);
    m_summary->setCopyable(true);
    m_summary->setAccessibleName(tr("Outcome"));
    auto* changes = new Card(theme, tr("What changes"));
    m_changes = new FactGrid(theme);
    changes->content()->addWidget(m_changes);
    auto* checks = new Card(theme, tr("Checked before it started"));
    m_checks = new FactGrid(theme);
    checks->content()->addWidget(m_checks);
    auto* facts = new QHBoxLayout;
    facts->setSpacing(Theme::gap);
    facts->addWidget(changes, 5);
    facts->addWidget(checks, 4);

    m_stepsCard = new Card(theme, tr("Steps"));
    m_stepsCard->setRemark(tr("runs on the hosts; closing this window stops nothing"));
    m_cancel = new QPushButton(tr("&Cancel run"));
    m_stepsCard->addControl(m_cancel);
    connect(m_cancel, &QPushButton::clicked, this, [this] { Q_EMIT cancelRequested(m_record.info.id); });
    m_steps = new StepList(theme, clock);
    m_steps->setAccessibleName(tr("Steps"));
    m_output = new OutputPanel(theme, {});
    auto* split = new QSplitter;
    split->addWidget(m_steps);
    split->addWidget(m_output);
    split->setStretchFactor(0, 1);
    split->setStretchFactor(1, 2);
    split->setChildrenCollapsible(false);
    m_stepsCard->content()->addWidget(split, 1);
    connect(m_steps, &StepList::currentStepChanged, this, &RunView::showOutput);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Theme::pageMargin, Theme::gap, Theme::pageMargin, Theme::gap);
    column->setSpacing(Theme::gap);
    column->addWidget(m_title);
    column->addWidget(m_remark);
    column->addWidget(m_summary);
    column->addLayout(facts);
    column->addWidget(m_stepsCard, 1);
}

void RunView::setRecord(const Run::RunRecord& record)
{
    const bool another = record.info.id != m_record.info.id;
    m_record = record;
    if (another) {
        m_outputs.clear();
        m_shown.clear();
        m_output->view()->clear();
        m_changes->setFacts(changesOf(record.plan));
        m_checks->setFacts(checksOf(record.plan, record.plan.madeAt));
        m_title->setText(planTitle(record.plan));
        m_output->setEnvironmentKind(record.plan.kind);
    }
    const Run::RunInfo& info = record.info;
    m_remark->setText(tr("plan %1 \u00b7 run %2 \u00b7 started %3 by %4")
                          .arg(info.planHash.left(8), info.id.toString(), localTime(info.started), info.actor));
    m_summary->setText(SafeText::oneLine(
        info.summary.isEmpty() ? stateWord(info.state) : stateWord(info.state) + u": "_s + info.summary, 400));
    m_summary->setRole(signRole(signOf(info.state)));
    m_cancel->setVisible(Run::isOpen(info.state));
    m_steps->setSteps(runSteps(record.steps));
    if (m_steps->currentId().isEmpty())
        m_steps->setCurrentId(worthLookingAt(record.steps));
    showOutput(m_steps->currentId());
}

void RunView::clear()
{
    m_record = {};
    m_outputs.clear();
    m_shown.clear();
    m_output->view()->clear();
}

void RunView::append(const QString& stepKey, const QString& host, const QByteArray& bytes)
{
    const QString id = stepKey + u'@' + host;
    QByteArray& output = m_outputs[id];
    output += bytes;
    if (output.size() > keptBytes)
        output.remove(0, output.size() - keptBytes);
    if (id == m_shown)
        m_output->view()->append(bytes);
}

void RunView::setNote(const QString& text) { m_output->setRemark(SafeText::oneLine(text).text()); }

void RunView::showOutput(const QString& stepId)
{
    if (stepId == m_shown)
        return;
    m_shown = stepId;
    const auto step = std::ranges::find_if(
        m_record.steps, [&stepId](const Run::StepProgress& s) { return s.key + u'@' + s.host == stepId; });
    m_output->setTitle(step == m_record.steps.end() || step->host.isEmpty() ? tr("output") : step->host);
    m_output->setFileName(stepId + u".txt"_s);
    m_output->view()->clear();
    m_output->view()->append(m_outputs[stepId]);
}

} // namespace Pilothouse::Ui
