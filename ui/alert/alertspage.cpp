// SPDX-License-Identifier: GPL-3.0-or-later
#include "alert/alertspage.h"

#include "alert/alertmodels.h"
#include "widgets/card.h"
#include "widgets/labels.h"
#include "widgets/rows.h"
#include "widgets/timetext.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QItemSelectionModel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>

namespace Pilothouse::Ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Eight in the morning of the next day, where the person is.
QDateTime nextMorning(const QDateTime& now)
{
    const QDateTime local = now.toLocalTime();
    return QDateTime(local.date().addDays(local.time().hour() < 8 ? 0 : 1), QTime(8, 0)).toUTC();
}

} // namespace

AlertsPage::AlertsPage(const Theme& theme, Clock& clock, AlertDesk& desk, QWidget* parent)
    : Page(parent)
    , m_theme(theme)
    , m_clock(clock)
    , m_desk(desk)
    , m_alerts(new AlertListModel(clock, this))
    , m_members(new MemberModel(clock, this))
    , m_ages(clock, this, 10s, [this] {
        m_alerts->touch();
        showChosen();
    })
{
    auto* inside = new QWidget;
    auto* column = new QVBoxLayout(inside);
    column->setContentsMargins(Theme::pageMargin, Theme::gap, Theme::pageMargin, Theme::gap);
    column->setSpacing(Theme::gap);
    column->addWidget(makeList());
    column->addWidget(makeDetail());
    column->addStretch(1);
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(inside);
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(scroll);

    connect(&m_desk, &AlertDesk::listed, this, [this](bool all, const std::vector<Alert::Record>& alerts) {
        if (all == m_all->isChecked())
            take(alerts);
    });
    connect(&m_desk, &AlertDesk::changed, this, &AlertsPage::ask);
    connect(&m_desk, &AlertDesk::failed, this, [this](const Error& error) {
        m_error->setText(SafeText::oneLine(error.message, 500));
        m_error->show();
    });
    connect(&m_desk, &AlertDesk::written, this, [this](const Id& alert, const std::optional<Error>& error) {
        if (alert != m_chosen)
            return;
        m_error->setVisible(error.has_value());
        if (error)
            m_error->setText(SafeText::oneLine(error->message, 500));
        else
            m_comment->clear();
        ask();
    });
    showChosen();
    ask();
}

QWidget* AlertsPage::makeList()
{
    m_table = new RowTable(m_theme);
    m_table->setObjectName(u"alerts"_s);
    m_table->setAccessibleName(tr("Alerts"));
    m_table->setModel(m_alerts);
    m_table->setMostRows(12);
    using By = ColumnWidth::By;
    m_table->setColumnWidths({{By::Content, 24}, {By::Weight, 1}, {By::Content, 26}, {By::Content, 12}});
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& current) { choose(current.row()); });
    m_all = new QCheckBox(tr("Also what is o&ver"));
    connect(m_all, &QCheckBox::toggled, this, &AlertsPage::ask);
    m_watch = new TextLabel(m_theme, {}, TextStyle::Small, Role::Muted);
    m_watch->setWordWrap(true);
    m_none = new TextLabel(m_theme,
                           tr("What is wrong is listed here: one line for a cause, with what follows from it inside. "
                              "Probes, hosts, thresholds, objectives and the age of backups are watched."),
                           TextStyle::Body, Role::Muted);
    m_none->setWordWrap(true);
    m_listCard = new Card(m_theme, tr("Alerts"));
    m_listCard->addControl(m_all);
    m_listCard->content()->addWidget(m_watch);
    m_listCard->content()->addWidget(m_none);
    m_listCard->content()->addWidget(m_table);
    return m_listCard;
}

QWidget* AlertsPage::makeDetail()
{
    m_heading = new TextLabel(m_theme, {}, TextStyle::Strong);
    m_heading->setWordWrap(true);
    m_heading->setCopyable(true);
    m_facts = new TextLabel(m_theme, {}, TextStyle::Body, Role::Muted);
    m_facts->setWordWrap(true);
    m_facts->setCopyable(true);
    auto* table = new RowTable(m_theme);
    table->setAccessibleName(tr("What it is about"));
    table->setModel(m_members);
    table->setMostRows(20);
    using By = ColumnWidth::By;
    table->setColumnWidths({{By::Content, 22}, {By::Weight, 1}, {By::Content, 24}, {By::Content, 24}});

    m_comment = new QLineEdit;
    m_comment->setObjectName(u"alert-comment"_s);
    m_comment->setPlaceholderText(tr("What you know or do about it (optional)"));
    m_comment->setAccessibleName(tr("Comment"));
    m_acknowledge = new QPushButton(tr("&I have it"));
    m_acknowledge->setToolTip(tr("Acknowledges the alert: nobody is reminded any more, and it does not escalate"));
    setEmphasis(m_acknowledge, Emphasis::Primary);
    m_snooze = new QPushButton(tr("&Quiet until"));
    m_snooze->setToolTip(tr("Snoozes the alert: it is told of again if it is still open then"));
    m_snooze->setMenu(new QMenu(m_snooze));
    connect(m_snooze->menu(), &QMenu::aboutToShow, this, &AlertsPage::fillSnoozes);
    m_reopen = new QPushButton(tr("Take &back"));
    m_reopen->setToolTip(tr("Takes the acknowledgement or the quiet back"));
    m_go = new QPushButton(tr("Open the &environment"));
    connect(m_acknowledge, &QPushButton::clicked, this, [this] { m_desk.acknowledge(m_chosen, m_comment->text()); });
    connect(m_comment, &QLineEdit::returnPressed, m_acknowledge, &QPushButton::click);
    connect(m_reopen, &QPushButton::clicked, this, [this] { m_desk.reopen(m_chosen); });
    connect(m_go, &QPushButton::clicked, this, [this] {
        if (const Alert::Record* alert = chosen())
            Q_EMIT environmentRequested({alert->system, alert->environment});
    });
    auto* row = new QHBoxLayout;
    row->setSpacing(Theme::grid * 2);
    row->addWidget(m_comment, 1);
    row->addWidget(m_acknowledge);
    row->addWidget(m_snooze);
    row->addWidget(m_reopen);
    m_error = new TextLabel(m_theme, {}, TextStyle::Body, Role::Down);
    m_error->setWordWrap(true);
    m_error->hide();

    m_detail = new Card(m_theme, tr("Chosen alert"));
    m_detail->addControl(m_go);
    m_detail->content()->addWidget(m_heading);
    m_detail->content()->addWidget(m_facts);
    m_detail->content()->addLayout(row);
    m_detail->content()->addWidget(m_error);
    m_detail->content()->addWidget(table);
    return m_detail;
}

void AlertsPage::ask() { m_desk.list(m_all->isChecked()); }

void AlertsPage::take(const std::vector<Alert::Record>& alerts)
{
    m_alerts->setAlerts(alerts);
    m_table->setVisible(!alerts.empty());
    m_none->setVisible(alerts.empty());
    const int open = m_alerts->open();
    m_listCard->setRemark(open == 0 ? tr("none is open") : tr("%n open", nullptr, open));
    int row = m_alerts->rowOf(m_chosen);
    if (row < 0)
        row = alerts.empty() ? -1 : 0;
    // A reset loses the row that was chosen.
    if (row >= 0)
        m_table->setCurrentIndex(m_alerts->index(row, AlertListModel::Title));
    choose(row);
}

void AlertsPage::choose(int row)
{
    const Alert::Record* alert = m_alerts->at(row);
    const Id id = alert ? alert->id : Id();
    if (id != m_chosen) {
        m_comment->clear();
        m_error->hide();
    }
    m_chosen = id;
    showChosen();
}

const Alert::Record* AlertsPage::chosen() const { return m_alerts->at(m_alerts->rowOf(m_chosen)); }

void AlertsPage::showChosen()
{
    const QDateTime now = m_clock.now();
    const auto watch = m_desk.watch();
    m_watch->setRole(watch ? Role::Muted : Role::Degraded);
    m_watch->setText(!watch        ? tr("Nobody decides alerts now.")
                     : watch->mine ? tr("Alerts are decided by this window since %1; while it is closed, by "
                                        "pilothousectl watch where that runs.")
                                         .arg(localTime(watch->since))
                                   : tr("Alerts are decided by %1 since %2.")
                                         .arg(SafeText::oneLine(watch->holder).text(), localTime(watch->since)));
    const Alert::Record* alert = chosen();
    m_detail->setVisible(alert);
    if (!alert)
        return;
    m_heading->setText(SafeText::oneLine(titleOf(*alert), 400));
    QStringList facts{alert->target(), Alert::severityWord(alert->severity()),
                      tr("began %1").arg(localTime(alert->began)), SafeText::oneLine(standingOf(*alert, now)).text()};
    if (const QString call = m_desk.onCall({alert->system, alert->environment}); alert->isOpen() && !call.isEmpty())
        facts << tr("call %1").arg(call);
    if (!alert->comment.isEmpty())
        facts << SafeText::oneLine(alert->comment, 500).text();
    for (const auto& [channel, at] : alert->told)
        facts << tr("%1 was told %2").arg(channel, ago(at, now));
    if (alert->told.empty())
        facts << tr("nobody was told");
    m_facts->setText(facts.join(u" \u00b7 "_s));
    m_members->setMembers(alert->members);
    const bool answered = alert->isAcknowledged() || alert->isSnoozed(now);
    m_comment->setVisible(alert->isOpen());
    m_acknowledge->setVisible(alert->isOpen() && !alert->isAcknowledged());
    m_snooze->setVisible(alert->isOpen() && !alert->isSnoozed(now));
    m_reopen->setVisible(alert->isOpen() && answered);
}

void AlertsPage::fillSnoozes()
{
    QMenu* menu = m_snooze->menu();
    menu->clear();
    const QDateTime now = m_clock.now();
    for (const std::chrono::minutes length : {30min, 60min, 240min}) {
        const QDateTime until = now.addMSecs(std::chrono::milliseconds(length).count());
        menu->addAction(tr("%1 (%2)", "a time, how long from now")
                            .arg(shortTime(until, now), age(std::chrono::milliseconds(length))),
                        this, [this, until] { snoozeUntil(until); });
    }
    const QDateTime morning = nextMorning(now);
    menu->addAction(tr("%1 (morning)").arg(shortTime(morning, now)), this, [this, morning] { snoozeUntil(morning); });
}

void AlertsPage::snoozeUntil(const QDateTime& until) { m_desk.snooze(m_chosen, until, m_comment->text()); }

void AlertsPage::showSubject(const QString& subject)
{
    if (const auto id = Id::fromString(subject)) {
        m_chosen = *id;
        ask();
    }
}

void AlertsPage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    ask();
    if (m_alerts->rowCount() > 0)
        m_table->setFocus(Qt::OtherFocusReason);
}

} // namespace Pilothouse::Ui
