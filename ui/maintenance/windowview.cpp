// SPDX-License-Identifier: GPL-3.0-or-later
#include "maintenance/windowview.h"

#include "base/safetext.h"
#include "base/units.h"
#include "maintenance/maintenancemodels.h"
#include "widgets/labels.h"
#include "widgets/rows.h"
#include "widgets/timetext.h"
#include "widgets/typedconfirmation.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace Pilothouse::Ui {

using namespace Qt::StringLiterals;
using Maintenance::State;

namespace {

constexpr int lengthWidth = 70;

bool isOver(const Maintenance::Window& window)
{
    return window.state() == State::Ended || window.state() == State::Cancelled;
}

RowTable* tableOf(const Theme& theme, QAbstractItemModel* model, const QString& name, std::vector<ColumnWidth> widths)
{
    auto* table = new RowTable(theme);
    table->setAccessibleName(name);
    table->setModel(model);
    table->setColumnWidths(std::move(widths));
    return table;
}

} // namespace

WindowView::WindowView(const Theme& theme, Clock& clock, QWidget* parent)
    : QWidget(parent)
    , m_clock(clock)
    , m_messages(new WindowMessagesModel(clock, this))
    , m_history(new WindowHistoryModel(this))
{
    m_heading = new TextLabel(theme, {}, TextStyle::Title);
    m_state = new TextLabel(theme, {}, TextStyle::Strong);
    m_facts = new TextLabel(theme, {}, TextStyle::Body, Role::Muted);
    for (TextLabel* label : {m_heading, m_state, m_facts}) {
        label->setWordWrap(true);
        label->setCopyable(true);
    }
    using By = ColumnWidth::By;
    m_messagesCard = new Card(theme, tr("Who was told"));
    m_messagesCard->content()->addWidget(
        tableOf(theme, m_messages, tr("Who was told"),
                {{By::Content, 20}, {By::Content, 15}, {By::Content, 15}, {By::Content, 25}, {By::Weight, 1}}));
    auto* history = new Card(theme, tr("History"));
    history->content()->addWidget(
        tableOf(theme, m_history, tr("History"),
                {{By::Content, 25}, {By::Content, 25}, {By::Content, 22}, {By::Content, 12}, {By::Weight, 1}}));

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Theme::pageMargin, Theme::gap, Theme::pageMargin, Theme::gap);
    column->setSpacing(Theme::gap);
    column->addWidget(m_heading);
    column->addWidget(m_state);
    column->addWidget(m_facts);
    column->addWidget(makeAllowance(theme));
    column->addWidget(makeActs(theme));
    column->addWidget(m_messagesCard);
    column->addWidget(history);
    column->addStretch(1);
}

QWidget* WindowView::makeActs(const Theme& theme)
{
    m_acts = new Card(theme, tr("Change it"));
    m_reason = new QLineEdit;
    m_reason->setObjectName(u"window-reason"_s);
    m_reason->setPlaceholderText(tr("Why; people read it"));
    m_reason->setAccessibleName(tr("Why it is changed"));
    m_by = new QLineEdit(u"1h"_s);
    m_by->setObjectName(u"window-by"_s);
    m_by->setMinimumWidth(lengthWidth);
    m_by->setMaximumWidth(lengthWidth);
    m_by->setAccessibleName(tr("Longer by, such as 1h"));
    m_extend = new QPushButton(tr("E&xtend by"));
    m_cancel = new QPushButton(tr("&Cancel the window"));
    m_start = new QPushButton(tr("&Begin now"));
    m_start->setToolTip(tr("Puts the page up and looks for it; by itself that is done within half a minute"));
    m_end = new QPushButton(tr("&End now"));
    m_anyway = new QCheckBox(tr("although a run goes on there"));
    m_error = new TextLabel(theme, {}, TextStyle::Body, Role::Down);
    m_error->setWordWrap(true);
    m_error->setCopyable(true);
    m_error->setAccessibleName(tr("Why it was not changed"));
    m_error->hide();
    auto* row = new QHBoxLayout;
    row->setSpacing(Theme::grid * 2);
    row->addWidget(m_extend);
    row->addWidget(m_by);
    row->addStretch(1);
    row->addWidget(m_start);
    row->addWidget(m_anyway);
    row->addWidget(m_end);
    row->addWidget(m_cancel);
    m_acts->content()->addWidget(m_reason);
    m_acts->content()->addLayout(row);
    m_acts->content()->addWidget(m_error);
    connect(m_reason, &QLineEdit::textChanged, this, &WindowView::refreshActs);
    connect(m_by, &QLineEdit::textChanged, this, &WindowView::refreshActs);
    connect(m_extend, &QPushButton::clicked, this, [this] {
        const auto by = parseDuration(m_by->text().trimmed());
        if (!by)
            return;
        begin(tr("extending\u2026"));
        Q_EMIT extendRequested(*by, m_reason->text().trimmed());
    });
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        begin(tr("cancelling\u2026"));
        Q_EMIT cancelRequested(m_reason->text().trimmed());
    });
    connect(m_start, &QPushButton::clicked, this, [this] {
        begin(tr("beginning; hosts with a page are asked\u2026"));
        Q_EMIT startRequested();
    });
    connect(m_end, &QPushButton::clicked, this, [this] {
        const bool anyway = m_anyway->isVisibleTo(this) && m_anyway->isChecked();
        begin(tr("ending; hosts with a page are asked\u2026"));
        m_ending = true;
        Q_EMIT endRequested(anyway);
    });
    return m_acts;
}

QWidget* WindowView::makeAllowance(const Theme& theme)
{
    m_allowance = new Card(theme, tr("Nobody was told of it, so it does not open"));
    m_allowReason = new QLineEdit;
    m_allowReason->setObjectName(u"window-allow"_s);
    m_allowReason->setPlaceholderText(tr("Why it opens although nobody was told"));
    m_allowReason->setAccessibleName(tr("Why it opens although nobody was told"));
    m_allow = new TypedConfirmation(theme, {}, tr("Let it open all the same"));
    m_allow->setQuestion(tr("Type %1 to go on:"));
    m_allowance->content()->addWidget(m_allowReason);
    m_allowance->content()->addWidget(m_allow);
    connect(m_allowReason, &QLineEdit::textChanged, this, &WindowView::refreshActs);
    connect(m_allow, &TypedConfirmation::confirmed, this, [this] {
        begin(tr("writing it down\u2026"));
        Q_EMIT allowRequested(m_allowReason->text().trimmed());
    });
    return m_allowance;
}

void WindowView::setWindow(const Maintenance::Window& window, const System::Environment& environment)
{
    if (window.id != m_window.id) {
        m_reason->clear();
        m_by->setText(u"1h"_s);
        m_allowReason->clear();
        m_allow->clear();
        m_anyway->setChecked(false);
        m_anyway->hide();
        m_error->hide();
        m_working.clear();
        m_ending = false;
    }
    m_window = window;
    m_environment = environment;
    m_allow->setTarget(window.target());
    m_allow->setTypingRequired(environment.kind == System::EnvironmentKind::Production);
    m_messages->setWindow(window);
    m_history->setWindow(window);
    refresh();
}

void WindowView::takeWritten(const Result<Maintenance::Window>& changed)
{
    m_working.clear();
    const bool ended = std::exchange(m_ending, false);
    m_error->setVisible(!changed);
    if (changed) {
        m_reason->clear();
        m_allowReason->clear();
        m_allow->clear();
        m_anyway->setChecked(false);
        m_anyway->hide();
    } else {
        m_error->setText(SafeText::oneLine(changed.error().message, 500));
        // It may be refused for the sake of a run; whoever read that may go past it.
        m_anyway->setVisible(ended && changed.error().kind == ErrorKind::Refused);
    }
    refresh();
}

void WindowView::begin(const QString& what)
{
    m_working = what;
    m_error->hide();
    refreshActs();
}

void WindowView::refresh()
{
    if (m_window.history.empty())
        return;
    refreshFacts();
    refreshActs();
}

void WindowView::refreshFacts()
{
    const QDateTime now = m_clock.now();
    m_heading->setText(SafeText::oneLine(m_window.title, 200));
    m_state->setText(spanWords(m_window) + u" \u00b7 "_s + standingWords(m_window, now));
    m_state->setRole(m_window.isOpenAt(now)                                      ? Role::Maintenance
                     : isAhead(m_window, now) && !m_window.provenEnd().isValid() ? Role::Degraded
                                                                                 : Role::Text);
    QStringList facts;
    facts << SafeText::oneLine(toldWords(m_window), 500).text();
    facts << tr("here from %1 to %2").arg(localTime(m_window.starts()), localTime(m_window.ends()));
    if (!m_window.occurrence.isEmpty())
        facts << tr("one of those that the definition repeats");
    facts << (m_environment.page.isDefined() ? tr("users see a page meanwhile") : tr("no page is shown to users"));
    m_facts->setText(facts.join(u" \u00b7 "_s));
    m_messagesCard->setRemark(m_window.deliveries.empty()
                                  ? (Maintenance::listeners(m_environment).empty()
                                         ? tr("nobody: no entry of notify: hears of maintenance")
                                         : tr("nobody yet"))
                                  : tr("each message, entry by entry"));
}

void WindowView::refreshActs()
{
    if (m_window.history.empty())
        return;
    const QDateTime now = m_clock.now();
    const bool over = isOver(m_window);
    const bool come = m_window.starts() <= now;
    const bool ahead = isAhead(m_window, now);
    const bool idle = m_working.isEmpty();
    m_acts->setVisible(!over);
    m_acts->setRemark(m_working);
    m_allowance->setVisible(ahead && !m_window.provenEnd().isValid());
    m_allow->setRefusal(!idle ? m_working : m_allowReason->text().trimmed().isEmpty() ? tr("say why") : QString());
    m_reason->setEnabled(idle);
    for (QWidget* part : {static_cast<QWidget*>(m_extend), static_cast<QWidget*>(m_by)})
        part->setVisible(ahead);
    m_by->setEnabled(idle);
    const auto by = parseDuration(m_by->text().trimmed());
    m_extend->setEnabled(idle && by);
    m_extend->setToolTip(by ? tr("A longer window counts once somebody was told") : by.error().message);
    const bool silent = m_reason->text().trimmed().isEmpty();
    m_cancel->setVisible(m_window.state() == State::Announced);
    m_cancel->setEnabled(idle && !silent);
    m_cancel->setToolTip(silent ? tr("Say why; people are told that it is cancelled") : QString());
    m_start->setVisible(m_window.state() == State::Announced && m_window.isOpenAt(now));
    m_start->setEnabled(idle);
    m_end->setVisible(come && (m_window.state() == State::Started || m_window.isOpenAt(now)));
    m_end->setEnabled(idle);
    if (m_end->isHidden())
        m_anyway->hide();
}

} // namespace Pilothouse::Ui
