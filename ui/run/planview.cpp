// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/planview.h"

#include "base/units.h"
#include "widgets/codeview.h"
#include "widgets/labels.h"
#include "widgets/typedconfirmation.h"

#include <QBoxLayout>
#include <QPushButton>
#include <QSplitter>

namespace Pilothouse::Ui {

using namespace Qt::StringLiterals;

PlanView::PlanView(const Theme& theme, Clock& clock, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_clock(clock)
{
    m_title = new TextLabel(theme, {}, TextStyle::Title);
    m_title->setWordWrap(true);
    m_remark = new ElidedLabel(theme, {}, TextStyle::Body, Role::Muted);
    auto* changes = new Card(theme, tr("What will change"));
    m_changes = new FactGrid(theme);
    changes->content()->addWidget(m_changes);
    auto* checks = new Card(theme, tr("Before it starts"));
    m_checks = new FactGrid(theme);
    checks->content()->addWidget(m_checks);
    auto* facts = new QHBoxLayout;
    facts->setSpacing(Theme::gap);
    facts->addWidget(changes, 5);
    facts->addWidget(checks, 4);

    m_stepsCard = new Card(theme, tr("Steps"));
    m_steps = new StepList(theme, clock);
    m_steps->setAccessibleName(tr("Steps"));
    m_stepFacts = new TextLabel(theme, {}, TextStyle::Small, Role::Muted);
    m_stepFacts->setWordWrap(true);
    m_script = new CodeView(theme);
    m_script->setAccessibleName(tr("Script of the chosen step"));
    auto* right = new QWidget;
    auto* rightColumn = new QVBoxLayout(right);
    rightColumn->setContentsMargins(0, 0, 0, 0);
    rightColumn->setSpacing(Theme::grid);
    rightColumn->addWidget(m_stepFacts);
    rightColumn->addWidget(m_script, 1);
    auto* split = new QSplitter;
    split->addWidget(m_steps);
    split->addWidget(right);
    split->setStretchFactor(0, 1);
    split->setStretchFactor(1, 2);
    split->setChildrenCollapsible(false);
    m_stepsCard->content()->addWidget(split, 1);
    connect(m_steps, &StepList::currentStepChanged, this, &PlanView::showStep);

    m_confirmation = new TypedConfirmation(theme, {}, {});
    auto* back = new QPushButton(tr("&Leave as it is"));
    connect(back, &QPushButton::clicked, this, &PlanView::abandoned);
    m_confirmation->addButton(back);
    connect(m_confirmation, &TypedConfirmation::confirmed, this,
            [this](const QString& typed) { Q_EMIT applyRequested(m_plan, typed); });

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Theme::pageMargin, Theme::gap, Theme::pageMargin, Theme::gap);
    column->setSpacing(Theme::gap);
    column->addWidget(m_title);
    column->addWidget(m_remark);
    column->addLayout(facts);
    column->addWidget(m_stepsCard, 1);
    column->addWidget(m_confirmation);
}

void PlanView::setPlan(const Run::Plan& plan)
{
    m_plan = plan;
    const QDateTime now = m_clock.now();
    m_title->setText(planTitle(plan));
    m_remark->setText(tr("plan %1 \u00b7 nothing has been changed yet").arg(plan.hash.left(8)));
    m_changes->setFacts(changesOf(plan));
    m_checks->setFacts(checksOf(plan, now));
    m_stepsCard->setRemark(
        plan.whenConsoleLost == System::WhenConsoleLost::Rollback
            ? tr("run on the hosts; if this computer is lost they go on, and roll back if the check fails")
            : tr("run on the hosts; closing this window stops nothing"));
    m_steps->setSteps(plannedSteps(plan));
    m_steps->setCurrentId(u"0"_s);
    showStep(u"0"_s);
    m_confirmation->clear();
    m_confirmation->setTarget(plan.target());
    m_confirmation->setVerb(planTitle(plan));
    m_confirmation->setTypingRequired(plan.confirm == System::Confirmation::Typed ||
                                      plan.kind == System::EnvironmentKind::Production);
    m_starting = false;
    m_outdated = false;
    refreshRefusal();
}

void PlanView::setStarting(bool starting)
{
    m_starting = starting;
    refreshRefusal();
}

void PlanView::setOutdated(bool outdated)
{
    m_outdated = outdated;
    refreshRefusal();
}

void PlanView::refreshRefusal()
{
    const auto unmet = m_plan.unmet(m_clock.now());
    QString refusal;
    if (m_starting)
        refusal = tr("starting\u2026");
    else if (m_outdated)
        refusal = tr("the inputs were changed; plan again");
    else if (!unmet.empty())
        refusal = tr("%1 %2 does not hold").arg(unmet.front().question.kind, unmet.front().question.subject);
    m_confirmation->setRefusal(refusal);
}

void PlanView::showStep(const QString& id)
{
    bool ok = false;
    const size_t index = id.toUInt(&ok);
    if (!ok || index >= m_plan.steps.size())
        return;
    const Run::PlannedStep& planned = m_plan.steps[index];
    const System::Step& step = planned.step;
    QStringList facts;
    if (!planned.hosts.isEmpty())
        facts << tr("on %1").arg(planned.hosts.join(u", "_s));
    else
        facts << tr("by this console");
    if (!step.secrets.isEmpty())
        facts << tr("secrets on standard input: %1").arg(step.secrets.join(u", "_s));
    facts << tr("up to %1").arg(formatDuration(step.action == System::StepAction::Probes ? step.within : step.timeout));
    m_stepFacts->setText(facts.join(u" \u00b7 "_s));
    const QString script = step.action == System::StepAction::Probes
                               ? tr("# these probes have to be green: %1").arg(step.probes.join(u", "_s))
                               : step.argument;
    m_script->setCode(SafeText::fromUntrusted(script));
}

} // namespace Pilothouse::Ui
