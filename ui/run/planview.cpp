// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/planview.h"

#include "base/units.h"
#include "run/gates.h"
#include "run/planapprovalpanel.h"
#include "run/runsheet.h"
#include "widgets/codeview.h"
#include "widgets/labels.h"
#include "widgets/typedconfirmation.h"

#include <QBoxLayout>
#include <QLineEdit>
#include <QPushButton>

namespace Pilothouse::Ui {

using namespace Qt::StringLiterals;

namespace {

/// Of these the answer says until when, which is what whoever waits wants to know.
bool tellsWhen(const Run::Asked& asked) { return asked.question.kind == u"freeze" || asked.question.kind == u"window"; }

} // namespace

PlanView::PlanView(const Theme& theme, Clock& clock, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_clock(clock)
    , m_refresh(clock, this, std::chrono::seconds(5), [this] { refreshChecks(); })
{
    m_stepName = new ElidedLabel(theme, {}, TextStyle::Strong);
    m_stepFacts = new TextLabel(theme, {}, TextStyle::Small, Role::Muted);
    m_stepFacts->setWordWrap(true);
    m_script = new CodeView(theme);
    m_script->setAccessibleName(tr("Script of the chosen step"));
    auto* right = new QWidget;
    auto* rightColumn = new QVBoxLayout(right);
    rightColumn->setContentsMargins(0, 0, 0, 0);
    rightColumn->setSpacing(Theme::grid);
    rightColumn->addWidget(m_stepName);
    rightColumn->addWidget(m_stepFacts);
    rightColumn->addWidget(m_script, 1);
    m_sheet = new RunSheet(theme, clock, right);
    m_bypass = new BypassPanel(theme);
    m_bypass->hide();
    m_sheet->addLine(m_bypass);
    connect(m_bypass, &BypassPanel::planRequested, this, &PlanView::boundPlanRequested);
    m_approval = new PlanApprovalPanel(theme, clock);
    m_approval->hide();
    m_sheet->addLine(m_approval);
    connect(m_approval, &PlanApprovalPanel::decided, this, &PlanView::decided);
    connect(m_approval, &PlanApprovalPanel::planAgainRequested, this, &PlanView::planAgainRequested);
    connect(m_approval, &PlanApprovalPanel::copyRequested, this, &PlanView::handoverRequested);
    m_steps = m_sheet->steps();
    connect(m_steps, &StepList::currentStepChanged, this, &PlanView::showStep);

    m_confirmation = new TypedConfirmation(theme, {}, {});
    auto* back = new QPushButton(tr("&Leave as it is"));
    connect(back, &QPushButton::clicked, this, &PlanView::abandoned);
    m_confirmation->addButton(back);
    auto* script = new QPushButton(tr("Copy as &script"));
    script->setToolTip(tr("Plain sh that a person can read and carry out with ssh alone; it holds no secret"));
    connect(script, &QPushButton::clicked, this, [this] { Q_EMIT scriptRequested(m_plan); });
    m_sheet->stepsCard()->addControl(script);
    connect(m_confirmation, &TypedConfirmation::confirmed, this,
            [this](const QString& typed) { Q_EMIT applyRequested(m_plan, typed); });

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_sheet, 1);
    auto* line = new QFrame;
    line->setFixedHeight(1);
    line->setAutoFillBackground(true);
    line->setBackgroundRole(QPalette::Mid);
    column->addWidget(line);
    m_confirmation->setContentsMargins(Theme::pageMargin, Theme::gap, Theme::pageMargin, Theme::gap);
    column->addWidget(m_confirmation);
}

void PlanView::setPlan(const Run::Plan& plan)
{
    m_plan = plan;
    m_sheet->setHeading(planTitle(plan), tr("plan %1 \u00b7 nothing has been changed yet").arg(plan.hash.left(8)));
    m_sheet->setChanges(tr("What will change"), changesOf(plan));
    m_sheet->stepsCard()->setRemark(
        plan.whenConsoleLost == System::WhenConsoleLost::Rollback
            ? tr("run on the hosts; if this computer is lost they go on, and roll back if the check fails")
            : tr("run on the hosts; closing this window stops nothing"));
    m_steps->setSteps(plannedSteps(plan));
    m_steps->setCurrentId(u"0"_s);
    showStep(u"0"_s);
    m_confirmation->clear();
    m_confirmation->setTarget(plan.target());
    m_confirmation->setVerb(
        plan.isBypass() ? tr("%1, past %n gate(s)", nullptr, int(plan.binding->passed.size())).arg(planTitle(plan))
                        : planTitle(plan));
    // Who only looks is held up by nothing, as on the command line.
    m_confirmation->setTypingRequired(plan.confirm == System::Confirmation::Typed ||
                                      (plan.kind == System::EnvironmentKind::Production && !plan.readOnly));
    if (plan.isBypass())
        setEmphasis(m_confirmation->button(), Emphasis::Dangerous);
    m_bypass->setPlan(plan, m_clock.now());
    m_approval->setPlan(plan);
    m_starting = false;
    m_outdated = false;
    m_shownChecks = checksOf(plan, m_clock.now());
    m_sheet->setChecks(tr("Before it starts"), m_shownChecks);
    refreshChecks();
}

/// What was seen before the plan ages while somebody reads it.
void PlanView::refreshChecks()
{
    const QDateTime now = m_clock.now();
    if (const auto checks = checksOf(m_plan, now); checks != m_shownChecks) {
        m_shownChecks = checks;
        m_sheet->setChecks(tr("Before it starts"), checks);
    }
    auto unmet = m_plan.unmet(now);
    // What held and was only looked at a while ago stands in nobody's way: all of it is asked again at the start.
    std::erase_if(unmet, [](const Run::Asked& asked) { return asked.evidence.verdict == Verdict::Holds; });
    if (m_plan.binding && !m_plan.binding->reason.isEmpty())
        std::erase_if(unmet, &Run::mayBePassed);
    QString refusal;
    if (m_starting)
        refusal = tr("starting\u2026");
    else if (m_approval->isDeciding())
        refusal = tr("it is looked at to be approved");
    else if (m_outdated)
        refusal = tr("the inputs were changed; plan again");
    else if (!unmet.empty())
        refusal = tellsWhen(unmet.front()) ? missingWords(unmet.front())
                                           : tr("%1 does not hold").arg(questionWords(unmet.front().question));
    m_confirmation->setRefusal(refusal);
}

void PlanView::setHandover(const PlanHandover& handover)
{
    m_approval->setHandover(handover);
    // Who approves a plan does not make another one of it.
    if (m_approval->isDeciding())
        m_bypass->hide();
    refreshChecks();
}

void PlanView::takeDecision(const Result<Run::Approval>& approval) { m_approval->answer(approval); }

void PlanView::setStarting(bool starting)
{
    m_starting = starting;
    refreshChecks();
}

void PlanView::setOutdated(bool outdated)
{
    m_outdated = outdated;
    refreshChecks();
}

void PlanView::focusConfirmation()
{
    QWidget* field = m_confirmation->field();
    if (field->isVisible() && field->isEnabled())
        field->setFocus(Qt::TabFocusReason);
    else if (m_plan.readOnly && m_confirmation->button()->isEnabled())
        m_confirmation->button()->setFocus(Qt::TabFocusReason); // it changes nothing, so one key may start it
    else
        m_steps->setFocus(Qt::TabFocusReason);
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
    m_stepName->setText(SafeText::oneLine(step.name, 120));
    m_stepFacts->setText(facts.join(u" \u00b7 "_s));
    // What a step writes into a file, or answers, is as much of it as its command.
    const QString given = step.standardInput.isEmpty()
                              ? QString()
                              : u"\n\n"_s + tr("# on standard input:") + u"\n"_s + step.standardInput;
    const QString script =
        step.action == System::StepAction::Probes
            ? tr("# these probes have to be green: %1").arg(step.probes.join(u", "_s))
        : step.builtIn != System::BuiltIn::None
            ? u"# "_s + step.standardInput.trimmed().replace(u'\n', u"\n# "_s) + u'\n' + step.argument
            : step.argument + given;
    m_script->setCode(SafeText::fromUntrusted(script));
}

} // namespace Pilothouse::Ui
