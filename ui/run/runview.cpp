// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/runview.h"

#include "run/approvalpanel.h"
#include "run/findingspanel.h"
#include "run/reviewpanel.h"
#include "run/runsheet.h"
#include "run/sightpanel.h"
#include "widgets/labels.h"
#include "widgets/outputpanel.h"
#include "widgets/timetext.h"

#include <QBoxLayout>
#include <QPushButton>

namespace Pilothouse::Ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 keptBytes = 32 << 20; ///< of each step on each host

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

/// The part of a summary that says what was proved, as the runner writes it; empty if there is none.
QString proofIn(const Run::RunRecord& record)
{
    if (!record.proof)
        return {};
    const QString part = QCoreApplication::translate("Run", "Proven: %1").arg(record.proof->statement.text());
    return record.info.summary.contains(part) ? part : QString();
}

/// "Failed: Verify failed; rolled back to 2ac17478a6e5."
SafeText sentence(const Run::RunInfo& info, const Run::RunRecord& record)
{
    QString word = outcomeWord(info);
    word[0] = word.at(0).toUpper();
    QString summary = info.summary;
    // What was proved has a line of its own.
    if (const QString proof = proofIn(record); !proof.isEmpty())
        summary = summary.replace(proof, QString()).simplified();
    return SafeText::oneLine(summary.isEmpty() ? word : word + u": "_s + summary, 400);
}

/// Why the console's own step failed, which no output tells, and what was proved.
QString detailsOf(const Run::RunRecord& record)
{
    QStringList lines;
    const auto failed = std::ranges::find_if(record.steps, [](const Run::StepProgress& step) {
        return step.state == Run::StepState::Failed && step.host.isEmpty() && !step.statement.isEmpty();
    });
    if (failed != record.steps.end() && !Run::isOpen(record.info.state))
        lines << u"%1: %2"_s.arg(failed->name, SafeText::oneLine(failed->statement, 300).text());
    if (const QString proof = proofIn(record); !proof.isEmpty())
        lines << SafeText::oneLine(proof, 400).text();
    return lines.join(u'\n');
}

} // namespace

RunView::RunView(const Theme& theme, Clock& clock, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_clock(clock)
{
    m_summary = new TextLabel(theme, {}, TextStyle::Strong);
    m_summary->setWordWrap(true);
    m_summary->setCopyable(true);
    m_summary->setAccessibleName(tr("Outcome"));
    m_details = new TextLabel(theme, {}, TextStyle::Body);
    m_details->setWordWrap(true);
    m_details->setCopyable(true);
    m_details->setAccessibleName(tr("Outcome in detail"));
    m_details->hide();
    m_output = new OutputPanel(theme, {});
    m_sheet = new RunSheet(theme, clock, m_output);
    m_sign = new SignLabel(theme, Sign::Unknown);
    auto* outcome = new QWidget;
    auto* outcomeRow = new QHBoxLayout(outcome);
    outcomeRow->setContentsMargins(0, 0, 0, 0);
    outcomeRow->setSpacing(0);
    outcomeRow->addWidget(m_sign, 0, Qt::AlignTop);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_summary);
    words->addWidget(m_details);
    outcomeRow->addLayout(words, 1);
    m_sheet->addLine(outcome);
    m_approval = new ApprovalPanel(theme, clock);
    m_approval->hide();
    m_sheet->addLine(m_approval);
    connect(m_approval, &ApprovalPanel::decided, this, &RunView::decided);
    m_review = new ReviewPanel(theme);
    m_review->hide();
    m_sheet->addLine(m_review);
    connect(m_review, &ReviewPanel::reviewed, this, &RunView::reviewed);
    m_findings = new FindingsPanel(theme);
    m_sheet->addLine(m_findings);
    connect(m_findings, &FindingsPanel::foundChanged, this, &RunView::showOutcome);
    m_steps = m_sheet->steps();
    m_cancel = new QPushButton(tr("&Cancel run"));
    m_sheet->stepsCard()->addControl(m_cancel);
    connect(m_cancel, &QPushButton::clicked, this, [this] { Q_EMIT cancelRequested(m_run); });
    m_resume = new QPushButton(tr("&Go on at the failed step\u2026"));
    m_resume->setVisible(false);
    m_sheet->stepsCard()->addControl(m_resume);
    connect(m_resume, &QPushButton::clicked, this, [this] { Q_EMIT resumeRequested(m_run); });
    connect(m_steps, &StepList::currentStepChanged, this, &RunView::showOutput);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_sheet);
}

void RunView::setRecord(const Run::RunRecord& record)
{
    if (record.info.id != m_run)
        begin(record.info.id);
    const bool first = record.info.id != m_record.info.id;
    m_record = record;
    if (first) {
        m_sheet->setChecks(tr("Checked before it started"), checksOf(record.plan, record.plan.madeAt));
        m_output->setEnvironmentKind(record.plan.kind);
    }
    const Run::RunInfo& info = record.info;
    const bool open = Run::isOpen(info.state);
    const QString id = info.id.toString();
    m_sheet->setHeading(planTitle(record.plan),
                        tr("plan %1 \u00b7 run %2 \u00b7 started %3 by %4")
                            .arg(info.planHash.left(8), id.left(4) + u'\u2026' + id.right(4),
                                 shortTime(info.started, m_clock.now()), SafeText::oneLine(info.actor).text()),
                        tr("plan %1\nrun %2\nstarted %3").arg(info.planHash, id, localTime(info.started)));
    auto changes = changesOf(record.plan, hostFacts(record));
    if (first || open != m_open || changes != m_changes)
        m_sheet->setChanges(open ? tr("What changes") : tr("What was to change"), changes);
    m_changes = std::move(changes);
    m_open = open;
    showOutcome();
    if (!open)
        m_output->setRemark({}); // how it ended stands above
    m_sheet->stepsCard()->setRemark(open                   ? tr("run on the hosts; closing this window stops nothing")
                                    : info.ended.isValid() ? tr("took %1").arg(took(between(info.started, info.ended)))
                                                           : QString());
    m_review->setRun(info);
    m_findings->setRun(record);
    const auto asked = approvalsAsked(record);
    if (!asked.empty())
        m_approval->ask(asked.front());
    m_approval->setVisible(!asked.empty() && !m_watched);
    m_cancel->setVisible(open && !m_watched);
    m_resume->setVisible(!open && record.resumable && !m_watched);
    m_steps->setSteps(runSteps(record.steps));
    // While it runs the list goes along; once it has ended the step that failed is what people come for.
    if (m_steps->currentId().isEmpty() || (!m_steps->isChosen() && !open))
        m_steps->setCurrentId(worthLookingAt(record.steps));
    showOutput(m_steps->currentId());
    showStatement();
}

/// A run that an older console or another computer drove says nothing of what it found; its output does.
void RunView::showOutcome()
{
    Run::RunInfo info = m_record.info;
    if (!info.found)
        info.found = m_findings->found();
    m_sign->setSign(signOf(info));
    m_summary->setText(sentence(info, m_record));
    m_summary->setRole(signRole(signOf(info)));
    const QString details = detailsOf(m_record);
    m_details->setText(details);
    m_details->setVisible(!details.isEmpty());
}

QString RunView::title() const { return m_record.plan.title.isEmpty() ? m_record.plan.procedure : m_record.plan.title; }

void RunView::begin(const Id& run)
{
    m_run = run;
    m_record = {};
    m_watched = false;
    if (m_sight)
        m_sight->hide();
    m_outputs.clear();
    m_findings->begin();
    m_shown.clear();
    m_statement.clear();
    m_steps->startOver();
    m_output->setTitle(tr("output"));
    m_output->setRemark({});
    m_output->view()->clear();
}

void RunView::append(const QString& stepKey, const QString& host, const QByteArray& bytes)
{
    const QString id = stepKey + u'@' + host;
    m_findings->append(id, bytes);
    if (id != m_shown) {
        m_outputs.try_emplace(id, keptBytes).first->second.append(bytes);
        return;
    }
    if (!std::exchange(m_statement, {}).isEmpty())
        m_output->view()->clear(); // it stood in the place of an output
    m_output->view()->append(bytes);
}

void RunView::setSight(const RunSight& sight)
{
    if (sight.run != m_run)
        begin(sight.run);
    m_watched = true;
    if (!m_sight) {
        m_sight = new SightPanel(m_theme);
        m_sheet->addLine(m_sight);
        connect(m_sight, &SightPanel::takeOverRequested, this, &RunView::takeOverRequested);
    }
    m_sight->setSight(sight);
    m_sight->show();
    m_cancel->hide();
    m_resume->hide();
    m_approval->hide();
}

void RunView::takeTakeOver(const Error& error)
{
    if (m_sight)
        m_sight->say(error);
}

void RunView::setNote(const QString& text)
{
    if (m_open)
        m_output->setRemark(SafeText::oneLine(text).text());
}

void RunView::takeReview(const Result<Run::Bypass>& review)
{
    m_review->answer(review);
    if (!review)
        return;
    m_record.info.bypass = *review;
    m_review->setRun(m_record.info);
}

void RunView::takeDecision(const Result<Run::Approval>& approval) { m_approval->answer(approval); }

void RunView::showOutput(const QString& stepId)
{
    if (stepId == m_shown)
        return;
    OutputStore next = std::move(m_outputs.try_emplace(stepId, keptBytes).first->second);
    OutputStore last = m_output->view()->exchange(std::move(next));
    if (m_statement.isEmpty() && !m_shown.isEmpty())
        m_outputs.insert_or_assign(m_shown, std::move(last));
    m_outputs.erase(stepId);
    m_shown = stepId;
    const auto step = std::ranges::find_if(
        m_record.steps, [&stepId](const Run::StepProgress& s) { return s.key + u'@' + s.host == stepId; });
    const bool console = step != m_record.steps.end() && step->host.isEmpty();
    m_output->setTitle(step == m_record.steps.end() ? tr("output") : console ? tr("this console") : step->host);
    m_output->setFileName(stepId + u".txt"_s);
    m_statement.clear();
    showStatement();
}

void RunView::showStatement()
{
    // A step of the console has no output on a host; what it says of itself takes that place.
    const auto step = std::ranges::find_if(
        m_record.steps, [this](const Run::StepProgress& s) { return s.key + u'@' + s.host == m_shown; });
    if (step == m_record.steps.end() || !step->host.isEmpty() ||
        (m_statement.isEmpty() && m_output->view()->store().byteCount() > 0))
        return;
    // One probe a line: beside each other they are cut off.
    QString text = QString(step->statement).replace(u"; "_s, u";\n"_s);
    if (text.isEmpty() && step->state == Run::StepState::Running)
        text = tr("Waiting until this holds. Nothing is printed meanwhile.");
    if (text == m_statement)
        return;
    m_statement = text;
    m_output->view()->clear();
    m_output->view()->append(SafeText::fromUntrusted(text).text().toUtf8() + '\n');
}

} // namespace Pilothouse::Ui
