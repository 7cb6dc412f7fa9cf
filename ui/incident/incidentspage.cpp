// SPDX-License-Identifier: GPL-3.0-or-later
#include "incident/incidentspage.h"

#include "incident/incidentmodels.h"
#include "widgets/labels.h"
#include "widgets/rows.h"
#include "widgets/timetext.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>

namespace Pilothouse::Ui {

using namespace Qt::StringLiterals;

namespace {

QScrollArea* scrolling(QWidget* inside)
{
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(inside);
    return scroll;
}

QVBoxLayout* columnOf(QWidget* inside)
{
    auto* column = new QVBoxLayout(inside);
    column->setContentsMargins(Theme::pageMargin, Theme::gap, Theme::pageMargin, Theme::gap);
    column->setSpacing(Theme::gap);
    return column;
}

QComboBox* severities()
{
    auto* box = new QComboBox;
    for (const auto severity : {Incident::Severity::Critical, Incident::Severity::Major, Incident::Severity::Minor})
        box->addItem(severityWord(severity), int(severity));
    return box;
}

QLineEdit* fieldFor(const QString& name)
{
    auto* field = new QLineEdit;
    field->setPlaceholderText(name);
    field->setAccessibleName(name);
    return field;
}

} // namespace

IncidentsPage::IncidentsPage(const Theme& theme, Clock& clock, IncidentDesk& desk, EnvironmentKey key, QWidget* parent)
    : Page(parent)
    , m_theme(theme)
    , m_clock(clock)
    , m_desk(desk)
    , m_key(std::move(key))
    , m_incidents(new IncidentListModel(clock, this))
    , m_entries(new TimelineModel(this))
    , m_stack(new QStackedWidget)
    , m_ages(clock, this, std::chrono::seconds(10), [this] {
        m_incidents->touch();
        // What the product does meanwhile comes into sight by itself.
        if (!m_shown.isNull() && isVisible())
            m_desk.tell(m_shown);
    })
{
    m_listPage = makeList();
    m_detailPage = makeDetail();
    m_stack->addWidget(m_listPage);
    m_stack->addWidget(m_detailPage);
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(m_stack);
    connectDesk();
    refreshButtons();
    m_desk.list(m_key);
}

QWidget* IncidentsPage::makeList()
{
    m_table = new RowTable(m_theme);
    m_table->setAccessibleName(tr("Incidents"));
    m_table->setModel(m_incidents);
    using By = ColumnWidth::By;
    m_table->setColumnWidths({{By::Weight, 1}, {By::Content, 12}, {By::Content, 20}, {By::Content, 20}});
    const auto open = [this](const QModelIndex& index) { showIncident(m_incidents->idAt(index.row())); };
    connect(m_table, &QTableView::activated, this, open);
    connect(m_table, &QTableView::clicked, this, open);
    m_listCard = new Card(m_theme, tr("Incidents"));
    m_listCard->content()->addWidget(m_table);

    auto* beginning = new Card(m_theme, tr("Something is wrong"));
    m_title = fieldFor(tr("What is wrong, in one line"));
    m_title->setObjectName(u"incident-title"_s);
    m_severity = severities();
    m_severity->setObjectName(u"incident-severity"_s);
    m_severity->setAccessibleName(tr("Severity"));
    m_severity->setCurrentIndex(1);
    m_open = new QPushButton(tr("&Open incident"));
    setEmphasis(m_open, Emphasis::Primary);
    auto* row = new QHBoxLayout;
    row->setSpacing(Theme::grid * 2);
    row->addWidget(m_title, 1);
    row->addWidget(m_severity);
    row->addWidget(m_open);
    beginning->content()->addLayout(row);
    m_listError = new TextLabel(m_theme, {}, TextStyle::Body, Role::Down);
    m_listError->setWordWrap(true);
    m_listError->hide();
    beginning->content()->addWidget(m_listError);
    connect(m_title, &QLineEdit::textChanged, this, &IncidentsPage::refreshButtons);
    connect(m_title, &QLineEdit::returnPressed, m_open, &QPushButton::click);
    connect(m_open, &QPushButton::clicked, this, &IncidentsPage::openIncident);

    auto* inside = new QWidget;
    QVBoxLayout* column = columnOf(inside);
    column->addWidget(beginning);
    column->addWidget(m_listCard);
    column->addStretch(1);
    return scrolling(inside);
}

QWidget* IncidentsPage::makeDetail()
{
    m_heading = new TextLabel(m_theme, {}, TextStyle::Title);
    m_heading->setWordWrap(true);
    m_heading->setCopyable(true);
    m_facts = new TextLabel(m_theme, {}, TextStyle::Body, Role::Muted);
    m_facts->setWordWrap(true);
    m_facts->setCopyable(true);

    auto* table = new RowTable(m_theme);
    table->setAccessibleName(tr("Timeline"));
    table->setModel(m_entries);
    using By = ColumnWidth::By;
    table->setColumnWidths({{By::Content, 25}, {By::Content, 15}, {By::Weight, 1}});
    const auto open = [this](const QModelIndex& index) {
        if (const Id run = m_entries->runAt(index.row()); !run.isNull())
            Q_EMIT pageRequested(u"runs"_s, run.toString());
    };
    connect(table, &QTableView::activated, this, open);
    connect(table, &QTableView::clicked, this, open);
    m_timelineCard = new Card(m_theme, tr("Timeline"));
    auto* copy = new QPushButton(tr("Copy as &Markdown"));
    copy->setToolTip(tr("The beginning of a post-mortem, with the timeline"));
    connect(copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_desk.markdown(m_timeline)); });
    m_timelineCard->addControl(copy);
    m_timelineCard->content()->addWidget(table);

    m_note = fieldFor(tr("What was seen, tried or decided"));
    m_note->setObjectName(u"incident-note"_s);
    m_write = new QPushButton(tr("Write &down"));
    auto* noting = new QHBoxLayout;
    noting->setSpacing(Theme::grid * 2);
    noting->addWidget(m_note, 1);
    noting->addWidget(m_write);
    connect(m_note, &QLineEdit::textChanged, this, &IncidentsPage::refreshButtons);
    connect(m_note, &QLineEdit::returnPressed, m_write, &QPushButton::click);
    connect(m_write, &QPushButton::clicked, this, [this] { m_desk.note(m_shown, m_note->text()); });

    m_resolution = fieldFor(tr("What ended it"));
    m_resolution->setObjectName(u"incident-resolution"_s);
    m_close = new QPushButton(tr("&Close incident"));
    m_closing = new QWidget;
    auto* ending = new QHBoxLayout(m_closing);
    ending->setContentsMargins(0, 0, 0, 0);
    ending->setSpacing(Theme::grid * 2);
    ending->addWidget(m_resolution, 1);
    ending->addWidget(m_close);
    connect(m_resolution, &QLineEdit::textChanged, this, &IncidentsPage::refreshButtons);
    connect(m_close, &QPushButton::clicked, this,
            [this] { m_desk.close(m_shown, m_timeline.incident.version, m_resolution->text()); });
    m_error = new TextLabel(m_theme, {}, TextStyle::Body, Role::Down);
    m_error->setWordWrap(true);
    m_error->hide();

    auto* acts = new Card(m_theme, tr("Write down"));
    acts->content()->addLayout(noting);
    acts->content()->addWidget(m_closing);
    acts->content()->addWidget(m_error);

    auto* inside = new QWidget;
    QVBoxLayout* column = columnOf(inside);
    column->addWidget(m_heading);
    column->addWidget(m_facts);
    column->addWidget(acts);
    column->addWidget(makeChanging());
    column->addWidget(m_timelineCard);
    column->addStretch(1);
    return scrolling(inside);
}

QWidget* IncidentsPage::makeChanging()
{
    m_newTitle = fieldFor(tr("What is wrong, in one line"));
    m_newTitle->setObjectName(u"incident-new-title"_s);
    m_newSeverity = severities();
    m_newSeverity->setObjectName(u"incident-new-severity"_s);
    m_newSeverity->setAccessibleName(tr("Severity"));
    m_newCommander = fieldFor(tr("Who leads"));
    m_newCommander->setObjectName(u"incident-new-commander"_s);
    m_change = new QPushButton(tr("Ch&ange"));
    auto* row = new QHBoxLayout;
    row->setSpacing(Theme::grid * 2);
    row->addWidget(m_newTitle, 3);
    row->addWidget(m_newSeverity);
    row->addWidget(m_newCommander, 1);
    row->addWidget(m_change);
    m_changing = new Card(m_theme, tr("Title, severity and who leads"));
    m_changing->content()->addLayout(row);
    connect(m_newTitle, &QLineEdit::textChanged, this, &IncidentsPage::refreshButtons);
    connect(m_newCommander, &QLineEdit::textChanged, this, &IncidentsPage::refreshButtons);
    connect(m_newSeverity, &QComboBox::currentIndexChanged, this, &IncidentsPage::refreshButtons);
    for (QLineEdit* field : {m_newTitle, m_newCommander})
        connect(field, &QLineEdit::returnPressed, m_change, &QPushButton::click);
    connect(m_change, &QPushButton::clicked, this, [this] { m_desk.change(typed()); });
    return m_changing;
}

Incident::Record IncidentsPage::typed() const
{
    Incident::Record out = m_timeline.incident;
    if (m_newTitle->text() != out.title.text())
        out.title = SafeText::fromUntrusted(m_newTitle->text().trimmed());
    out.severity = Incident::Severity(m_newSeverity->currentData().toInt());
    if (m_newCommander->text() != out.commander.text())
        out.commander = SafeText::oneLine(m_newCommander->text().trimmed());
    return out;
}

void IncidentsPage::fillChanging(const Incident::Record& before, const Incident::Record& now)
{
    if (m_newTitle->text() == before.title.text())
        m_newTitle->setText(now.title.text());
    if (m_newSeverity->currentData().toInt() == int(before.severity) || before.version == 0)
        m_newSeverity->setCurrentIndex(m_newSeverity->findData(int(now.severity)));
    if (m_newCommander->text() == before.commander.text())
        m_newCommander->setText(now.commander.text());
    m_changing->setVisible(now.isOpen());
}

void IncidentsPage::connectDesk()
{
    connect(&m_desk, &IncidentDesk::listed, this,
            [this](const EnvironmentKey& key, const std::vector<Incident::Record>& incidents) {
                if (key != m_key)
                    return;
                m_incidents->setIncidents(incidents);
                m_listCard->setRemark(incidents.empty()          ? tr("none was ever opened here")
                                      : m_incidents->open() == 0 ? tr("none is open")
                                                                 : tr("%n open", nullptr, m_incidents->open()));
                m_table->setVisible(!incidents.empty());
            });
    connect(&m_desk, &IncidentDesk::opened, this,
            [this](const EnvironmentKey& key, const Result<Incident::Record>& incident) {
                if (key != m_key)
                    return;
                m_open->setEnabled(true);
                if (!incident)
                    return say(m_listError, incident.error());
                m_listError->hide();
                m_title->clear();
                m_desk.list(m_key);
                showIncident(incident->id);
            });
    connect(&m_desk, &IncidentDesk::told, this, [this](const Incident::Timeline& timeline) {
        if (timeline.incident.id == m_shown)
            take(timeline);
    });
    connect(&m_desk, &IncidentDesk::written, this, [this](const Id& incident, const std::optional<Error>& error) {
        if (incident != m_shown)
            return;
        if (error) {
            // Somebody else may have changed it: what is shown has to be what is.
            m_desk.tell(m_shown);
            return say(m_error, *error);
        }
        m_error->hide();
        m_note->clear();
        m_resolution->clear();
        m_desk.tell(m_shown);
        m_desk.list(m_key);
    });
    connect(&m_desk, &IncidentDesk::failed, this,
            [this](const Error& error) { say(m_shown.isNull() ? m_listError : m_error, error); });
}

void IncidentsPage::openIncident()
{
    m_listError->hide();
    m_open->setEnabled(false);
    m_desk.open(m_key, m_title->text(), Incident::Severity(m_severity->currentData().toInt()));
}

void IncidentsPage::showIncident(const Id& incident)
{
    if (incident.isNull())
        return;
    m_shown = incident;
    m_error->hide();
    m_note->clear();
    m_resolution->clear();
    m_timeline = {};
    m_newTitle->clear();
    m_newCommander->clear();
    m_entries->setTimeline({});
    m_heading->clear();
    m_facts->clear();
    m_stack->setCurrentWidget(m_detailPage);
    refreshButtons();
    if (isVisible())
        m_note->setFocus(Qt::OtherFocusReason);
    m_desk.tell(incident);
    Q_EMIT locationChanged();
}

void IncidentsPage::take(const Incident::Timeline& timeline)
{
    const Incident::Record before = std::exchange(m_timeline, timeline).incident;
    fillChanging(before, timeline.incident);
    const Incident::Record& incident = timeline.incident;
    m_heading->setText(SafeText::oneLine(incident.title.text()));
    QStringList facts{severityWord(incident.severity),
                      tr("opened %1 by %2").arg(localTime(incident.openedAt), incident.openedBy),
                      tr("led by %1").arg(incident.commander.text()), incident.targets.join(u", "_s)};
    if (!incident.isOpen())
        facts << tr("closed %1 by %2: %3")
                     .arg(localTime(incident.closedAt), incident.closedBy,
                          SafeText::oneLine(incident.resolution.text(), 500).text());
    m_facts->setText(facts.join(u" \u00b7 "_s));
    m_facts->setRole(incident.isOpen() ? Role::Down : Role::Muted);
    m_entries->setTimeline(timeline);
    m_timelineCard->setRemark(timeline.cut
                                  ? tr("there is more; the rest is in the audit trail")
                                  : tr("notes, and what the audit trail has; %1").arg(Incident::shortId(incident.id)));
    m_closing->setVisible(incident.isOpen());
    refreshButtons();
    Q_EMIT locationChanged();
}

void IncidentsPage::say(TextLabel* label, const Error& error)
{
    label->setText(SafeText::oneLine(error.message, 500));
    label->show();
    refreshButtons();
}

void IncidentsPage::refreshButtons()
{
    m_open->setEnabled(!m_title->text().trimmed().isEmpty());
    m_write->setEnabled(!m_note->text().trimmed().isEmpty());
    m_change->setEnabled(m_timeline.incident.version > 0 && typed() != m_timeline.incident &&
                         !m_newTitle->text().trimmed().isEmpty() && !m_newCommander->text().trimmed().isEmpty());
    m_close->setEnabled(m_timeline.incident.version > 0 && !m_resolution->text().trimmed().isEmpty());
}

void IncidentsPage::showSubject(const QString& subject)
{
    if (const auto id = Id::fromString(subject))
        showIncident(*id);
}

QStringList IncidentsPage::location() const
{
    if (m_stack->currentWidget() != m_detailPage)
        return {};
    return {SafeText::oneLine(m_timeline.incident.title.text(), 40).text()};
}

void IncidentsPage::showTop()
{
    const bool deep = !m_shown.isNull();
    m_shown = {};
    m_timeline = {};
    m_stack->setCurrentWidget(m_listPage);
    m_desk.list(m_key);
    if (deep && isVisible())
        (m_incidents->rowCount() > 0 ? static_cast<QWidget*>(m_table) : m_title)->setFocus(Qt::OtherFocusReason);
    Q_EMIT locationChanged();
}

void IncidentsPage::keyPressEvent(QKeyEvent* event)
{
    if (event->key() != Qt::Key_Escape || m_shown.isNull())
        return Page::keyPressEvent(event);
    showTop();
}

void IncidentsPage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    if (m_shown.isNull())
        m_desk.list(m_key);
    else
        m_desk.tell(m_shown);
}

} // namespace Pilothouse::Ui
