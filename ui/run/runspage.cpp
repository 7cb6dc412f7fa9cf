// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/runspage.h"

#include "run/approvecard.h"
#include "run/hostrunscard.h"
#include "run/inputsform.h"
#include "run/runlistmodel.h"
#include "widgets/rows.h"
#include "widgets/states.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>
#include <QStackedWidget>
#include <QUrl>

namespace Pilothouse::Ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int filterWidth = 220;
}

RunsPage::RunsPage(const Theme& theme, Clock& clock, RunDesk& desk, EnvironmentKey key, QWidget* parent)
    : Page(parent)
    , m_theme(theme)
    , m_clock(clock)
    , m_desk(desk)
    , m_key(std::move(key))
    , m_stack(new QStackedWidget)
    , m_model(new RunListModel(clock, this))
    , m_ages(clock, this, std::chrono::seconds(10), [this] {
        m_model->touch();
        m_elsewhere->touch();
    })
{
    m_empty =
        new EmptyState(theme, u"runs"_s, tr("No runs yet"),
                       tr("Deploys, rollbacks, backups and restores are kept here with their plan and their output."));
    m_list = makeList();
    m_waiting = new EmptyState(theme, u"runs"_s, {}, {});
    // A host that does not answer may take a minute to say so; nobody has to wait for it.
    m_waiting->setAct(tr("Back to the runs"));
    m_error = new ErrorPanel(theme);
    m_error->setAct(tr("Back to the runs"));
    m_errorPage = new QWidget;
    auto* errorColumn = new QVBoxLayout(m_errorPage);
    errorColumn->setContentsMargins(Theme::pageMargin, Theme::gap, Theme::pageMargin, Theme::gap);
    errorColumn->addWidget(m_error);
    errorColumn->addStretch(1);
    m_plan = new PlanView(theme, clock);
    m_plan->setObjectName(u"plan"_s);
    m_run = new RunView(theme, clock);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_list, m_waiting, m_errorPage, m_plan, m_run})
        m_stack->addWidget(widget);
    m_inputs = new InputsForm(theme);
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->setSpacing(0);
    whole->addWidget(m_inputs);
    whole->addWidget(m_stack, 1);

    connect(m_error, &ErrorPanel::acted, this, &RunsPage::showTop);
    connect(m_waiting, &EmptyState::acted, this, &RunsPage::showTop);
    connect(m_plan, &PlanView::abandoned, this, &RunsPage::leave);
    connect(m_plan, &PlanView::boundPlanRequested, this, [this](const QString& incident, const QString& reason) {
        waitForPlan([&] { return m_desk.planBound(m_key, m_procedure, m_given, incident, reason); });
    });
    connect(m_plan, &PlanView::scriptRequested, this,
            [this](const Run::Plan& plan) { QGuiApplication::clipboard()->setText(m_desk.script(plan)); });
    connect(m_plan, &PlanView::applyRequested, this, [this](const Run::Plan& plan, const QString& typed) {
        m_applying = true;
        m_plan->setStarting(true);
        m_desk.apply(plan, typed);
    });
    connect(m_inputs, &InputsForm::changed, this, [this] { m_plan->setOutdated(m_inputs->isChanged()); });
    connect(m_inputs, &InputsForm::submitted, this, [this](const std::map<QString, QString>& values) {
        makePlan(m_procedure, values);
        m_submitted = true;
    });
    connect(m_run, &RunView::cancelRequested, &m_desk, &RunDesk::cancel);
    connect(m_run, &RunView::decided, &m_desk, &RunDesk::decide);
    connect(m_run, &RunView::resumeRequested, this, &RunsPage::openResume);
    connectDesk();
    connectHosts();
    connectApprovals();
    showTop();
}

void RunsPage::connectDesk()
{
    connect(&m_desk, &RunDesk::listed, this,
            [this](const EnvironmentKey& asked, const std::vector<Run::RunInfo>& runs) {
                if (asked == m_key)
                    takeRuns(runs);
            });
    connect(&m_desk, &RunDesk::notListed, this, [this](const EnvironmentKey& asked, const Error& error) {
        if (asked != m_key)
            return;
        // What was listed before stays in sight, and says that it is not as of now.
        if (m_model->rowCount() > 0)
            m_card->setRemark(SafeText::oneLine(error.message).text());
        else if (showsList())
            showError(error);
    });
    connect(&m_desk, &RunDesk::runsChanged, this, [this](const EnvironmentKey& changed) {
        if (changed == m_key)
            m_desk.list(m_key);
    });
    connect(&m_desk, &RunDesk::planned, this, [this](quint64 request, const Result<Run::Plan>& plan) {
        if (m_planning != 0 && request == m_planning)
            takePlan(plan);
    });
    connect(&m_desk, &RunDesk::started, this, [this](const EnvironmentKey& asked, const Result<Id>& run) {
        if (asked != m_key || !std::exchange(m_applying, false))
            return;
        m_plan->setStarting(false);
        if (run)
            return openRun(*run);
        showError(run.error());
    });
    connect(&m_desk, &RunDesk::changed, this, [this](const Run::RunRecord& record) {
        if (record.info.id != m_following)
            return;
        if (record.info.system != m_key.system || record.info.environment != m_key.environment)
            return showError(
                {ErrorKind::NotFound,
                 tr("The run is one of %1/%2; open it there.").arg(record.info.system, record.info.environment)});
        m_run->setRecord(record);
        if (m_stack->currentWidget() == m_waiting && m_planning == 0)
            showWidget(m_run);
    });
    connect(&m_desk, &RunDesk::notFollowed, this, [this](const Id& run, const Error& error) {
        if (run == m_following && m_stack->currentWidget() == m_waiting && m_planning == 0)
            showError(error);
    });
    connect(&m_desk, &RunDesk::grew, this,
            [this](const Id& run, const QString& step, const QString& host, const QByteArray& bytes) {
                if (run == m_run->run())
                    m_run->append(step, host, bytes);
            });
    connect(&m_desk, &RunDesk::decided, this, [this](const Id& run, const Result<Run::Approval>& approval) {
        if (run == m_run->run())
            m_run->takeDecision(approval);
    });
    connect(&m_desk, &RunDesk::incidentsListed, this,
            [this](const EnvironmentKey& asked, const std::vector<IncidentChoice>& incidents) {
                if (asked == m_key)
                    m_plan->setIncidents(incidents);
            });
    connect(m_run, &RunView::reviewed, &m_desk, &RunDesk::review);
    connect(&m_desk, &RunDesk::reviewed, this, [this](const Id& run, const Result<Run::Bypass>& review) {
        if (run == m_run->run())
            m_run->takeReview(review);
    });
    connect(&m_desk, &RunDesk::noted, this, [this](const Id& run, const QString& text) {
        if (run == m_run->run())
            m_run->setNote(text);
    });
}

QWidget* RunsPage::makeList()
{
    m_table = new RowTable(m_theme);
    m_table->setAccessibleName(tr("Runs"));
    m_table->setModel(m_model);
    using By = ColumnWidth::By;
    m_table->setColumnWidths({{By::Content, 30},
                              {By::Content, 28},
                              {By::Content, 15},
                              {By::Content, 12},
                              {By::Content, 15},
                              {By::Weight, 1}});
    const auto open = [this](const QModelIndex& index) { openRun(m_model->idAt(index.row())); };
    connect(m_table, &QTableView::activated, this, open);
    connect(m_table, &QTableView::clicked, this, open);
    m_card = new Card(m_theme, tr("Runs"));
    // The acts that are wanted most stand above the tabs; here is every procedure of the definition.
    auto* start = new QPushButton(tr("&Start a procedure"));
    auto* menu = new QMenu(start);
    std::map<QString, QString> titles;
    for (const System::Procedure& procedure : m_desk.procedures(m_key)) {
        const QString title = procedure.title.isEmpty() ? procedure.name : procedure.title;
        titles[procedure.name] = title;
        connect(menu->addAction(QString(title).replace(u'&', u"&&"_s) + u'\u2026'), &QAction::triggered, this,
                [this, name = procedure.name] { openPlan(name, {}); });
    }
    m_approve = new ApproveCard(m_theme, m_key.id());
    m_approve->setProcedures(m_desk.procedures(m_key));
    m_elsewhere = new HostRunsCard(m_theme, m_clock);
    m_elsewhere->setTitles(titles);
    m_model->setTitles(std::move(titles));
    start->setMenu(menu);
    start->setEnabled(!menu->isEmpty());
    // The same where there is no list yet to stand above.
    auto* first = new QPushButton(start->text());
    first->setObjectName(u"first"_s);
    first->setMenu(menu);
    first->setEnabled(!menu->isEmpty());
    m_firstStart = new QWidget;
    auto* firstRow = new QHBoxLayout(m_firstStart);
    firstRow->setContentsMargins(0, 0, 0, Theme::gap);
    firstRow->addWidget(first, 0, Qt::AlignHCenter);
    m_filter = new QLineEdit;
    m_filter->setObjectName(u"filter"_s);
    m_filter->setPlaceholderText(tr("Filter runs"));
    m_filter->setAccessibleName(tr("Filter runs"));
    m_filter->setToolTip(
        tr("Words of the procedure, the state, the person, the summary, or the beginning of a run\u2019s "
           "id (Ctrl+F)"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMinimumWidth(filterWidth);
    connect(m_filter, &QLineEdit::textChanged, this, &RunsPage::filterRuns);
    m_card->addControl(m_filter);
    m_card->addControl(start);
    m_card->content()->addWidget(m_table);
    m_card->hide();
    auto* find = new QShortcut(QKeySequence::Find, m_card);
    find->setContext(Qt::WidgetWithChildrenShortcut);
    connect(find, &QShortcut::activated, m_filter, [this] {
        m_filter->setFocus(Qt::ShortcutFocusReason);
        m_filter->selectAll();
    });
    auto* clear = new QShortcut(QKeySequence(Qt::Key_Escape), m_filter);
    clear->setContext(Qt::WidgetShortcut);
    const auto toRows = [this] {
        m_table->setFocus(Qt::ShortcutFocusReason);
        if (!m_table->currentIndex().isValid())
            m_table->setCurrentIndex(m_model->index(0, 0));
    };
    connect(clear, &QShortcut::activated, m_filter, [this, toRows] {
        m_filter->clear();
        toRows();
    });
    connect(m_filter, &QLineEdit::returnPressed, m_table, toRows);
    auto* inside = new QWidget;
    auto* column = new QVBoxLayout(inside);
    column->setContentsMargins(Theme::pageMargin, Theme::gap, Theme::pageMargin, Theme::gap);
    column->addWidget(m_empty);
    column->addWidget(m_firstStart);
    column->addWidget(m_card);
    column->addWidget(m_approve);
    column->addWidget(m_elsewhere);
    column->addStretch(1);
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(inside);
    return scroll;
}

void RunsPage::showSubject(const QString& subject)
{
    if (!subject.startsWith(u"plan:"_s)) {
        if (const auto id = Id::fromString(subject))
            openRun(*id);
        return;
    }
    const QStringList parts = subject.split(u':');
    std::map<QString, QString> inputs;
    for (const QString& input : parts.mid(2))
        inputs[input.section(u'=', 0, 0)] = QUrl::fromPercentEncoding(input.section(u'=', 1).toUtf8());
    openPlan(parts.value(1), inputs);
}

QString RunsPage::planSubject(const QString& procedure, const std::map<QString, QString>& inputs)
{
    QString subject = u"plan:"_s + procedure;
    for (const auto& [name, value] : inputs)
        subject += u':' + name + u'=' + QString::fromLatin1(QUrl::toPercentEncoding(value));
    return subject;
}

QStringList RunsPage::location() const
{
    if (m_stack->currentWidget() == m_waiting)
        return {m_planning == 0 ? tr("Run") : titleOf(m_procedure)};
    if (m_stack->currentWidget() == m_plan)
        return {m_plan->plan().title.isEmpty() ? m_plan->plan().procedure : m_plan->plan().title};
    if (m_stack->currentWidget() == m_run)
        return {m_run->title()};
    return {};
}

QString RunsPage::titleOf(const QString& procedure) const
{
    for (const System::Procedure& known : m_desk.procedures(m_key)) {
        if (known.name == procedure && !known.title.isEmpty())
            return known.title;
    }
    return procedure;
}

void RunsPage::keyPressEvent(QKeyEvent* event)
{
    const bool deep = !showsList();
    if (event->key() != Qt::Key_Escape || !deep)
        return Page::keyPressEvent(event);
    leave();
}

void RunsPage::leave()
{
    const std::map<QString, QString> given =
        m_stack->currentWidget() == m_plan ? m_plan->plan().given : std::map<QString, QString>();
    showTop();
    // Who wanted to restore came from the backups.
    if (const auto file = given.find(u"BACKUP"_s); file != given.end())
        Q_EMIT pageRequested(u"backups"_s, file->second);
}

void RunsPage::showTop()
{
    const bool deep = !showsList();
    m_planning = 0;
    m_applying = false;
    m_following = {};
    m_procedure.clear();
    m_handover = {};
    showWidget(m_list);
    // Back in the list on the row that was left, so that the arrows and Return go on from there.
    if (deep && isVisible() && m_model->rowCount() > 0)
        m_table->setFocus(Qt::OtherFocusReason);
    m_desk.list(m_key);
}

bool RunsPage::showsList() const { return m_stack->currentWidget() == m_list; }

void RunsPage::takeRuns(const std::vector<Run::RunInfo>& runs)
{
    const Id chosen = m_model->idAt(m_table->currentIndex().row());
    m_model->setRuns(runs);
    m_empty->setVisible(runs.empty());
    m_firstStart->setVisible(runs.empty());
    m_card->setVisible(!runs.empty());
    tellHowMany();
    // The row that was chosen stays so; who came by keyboard stands on one.
    const int row = m_model->rowOf(chosen);
    if (row >= 0 || m_table->hasFocus())
        m_table->setCurrentIndex(m_model->index(std::max(row, 0), 0));
}

void RunsPage::filterRuns()
{
    m_model->setFilter(m_filter->text());
    tellHowMany();
}

void RunsPage::tellHowMany()
{
    if (m_model->rowCount() == m_model->total())
        m_card->setRemark(tr("newest first"));
    else
        m_card->setRemark(tr("%1 of %2").arg(m_model->rowCount()).arg(m_model->total()));
}

void RunsPage::showError(const Error& error)
{
    m_error->setError(error);
    showWidget(m_errorPage);
}

void RunsPage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    // The desk follows one run at a time; meanwhile the page of another environment may have had its turn.
    if (!m_following.isNull() && m_desk.followed() != m_following)
        openRun(m_following);
    else if (showsList())
        m_desk.list(m_key);
}

void RunsPage::openPlan(const QString& procedure, const std::map<QString, QString>& inputs)
{
    std::vector<System::Input> asked;
    for (const System::Procedure& known : m_desk.procedures(m_key)) {
        if (known.name == procedure)
            asked = known.inputs;
    }
    std::erase_if(asked, [](const System::Input& input) { return isSettled(input.name); });
    m_procedure = procedure;
    m_handover = {};
    m_submitted = false;
    m_inputs->setInputs(asked, inputs);
    makePlan(procedure, inputs);
    // Who knows what he wants types it while the first plan is being made.
    if (!m_inputs->isEmpty() && mayTakeFocus())
        m_inputs->focusFirst();
}

void RunsPage::openResume(const Id& run)
{
    // Its inputs are those of the run; other ones would be another plan.
    m_procedure = m_run->procedure();
    m_submitted = false;
    m_inputs->setInputs({}, {});
    waitForPlan([&] { return m_desk.planResume(run); });
}

void RunsPage::makePlan(const QString& procedure, const std::map<QString, QString>& inputs)
{
    m_given = inputs;
    waitForPlan([&] { return m_desk.plan(m_key, procedure, inputs); });
}

void RunsPage::waitForPlan(const std::function<quint64()>& ask)
{
    m_following = {};
    m_applying = false;
    m_waiting->setTexts(tr("Making the plan\u2026"),
                        tr("Versions, pending changes and free space are asked for. Nothing is changed."));
    m_planning = ask();
    showWidget(m_waiting);
}

void RunsPage::takePlan(const Result<Run::Plan>& plan)
{
    m_planning = 0;
    if (!plan) {
        showError(plan.error());
        // Another version, more likely than not.
        m_submitted = false;
        if (mayTakeFocus() && !m_inputs->isEmpty())
            m_inputs->focusFirst();
        return;
    }
    m_inputs->setVersions(offersOf(*plan), plan->given);
    m_plan->setPlan(*plan);
    m_plan->setHandover(m_handover);
    m_desk.listIncidents(m_key);
    showWidget(m_plan);
    const bool given = std::exchange(m_submitted, false);
    // Somebody who types elsewhere by now, or has begun to type other inputs, goes on there.
    if (!mayTakeFocus() || m_inputs->isChanged())
        return;
    // What is asked first: the inputs, or, once they were given, the name.
    if (given || m_inputs->isEmpty())
        m_plan->focusConfirmation();
    else
        m_inputs->focusFirst();
}

/// Somebody who types elsewhere by now, into the palette for instance, goes on there.
bool RunsPage::mayTakeFocus() const
{
    const QWidget* focused = window()->focusWidget();
    return isVisible() && !(qobject_cast<const QLineEdit*>(focused) && !isAncestorOf(focused));
}

void RunsPage::openRun(const Id& run)
{
    if (run.isNull())
        return;
    m_planning = 0;
    m_applying = false;
    m_procedure.clear();
    m_following = run;
    m_run->begin(run);
    m_waiting->setTexts(tr("Opening the run\u2026"), tr("Its record and output are read."));
    showWidget(m_waiting);
    m_desk.follow(m_key, run);
}

void RunsPage::showWidget(QWidget* widget)
{
    // The inputs belong to a plan, also while it is being made and when it could not be.
    m_inputs->setVisible(!m_procedure.isEmpty() && !m_inputs->isEmpty());
    m_stack->setCurrentWidget(widget);
    Q_EMIT locationChanged();
}

} // namespace Pilothouse::Ui
