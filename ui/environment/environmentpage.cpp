// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/environmentpage.h"

#include "environment/overviewpage.h"
#include "widgets/labels.h"
#include "widgets/timetext.h"
#include "widgets/verdicttext.h"

#include <QHBoxLayout>
#include <QStackedWidget>
#include <QTabBar>

namespace Pilothouse::Ui {

using namespace std::chrono_literals;

namespace {
constexpr auto refreshInterval = 10s;
constexpr int widthForVerdict = 320;
constexpr int mostLines = 2;
} // namespace

EnvironmentPage::EnvironmentPage(const Theme& theme, Clock& clock, Console& console, QSettings& settings,
                                 const EnvironmentKey& key, const std::vector<EnvironmentTab>& tabs, QWidget* parent)
    : Page(parent)
    , m_theme(theme)
    , m_clock(clock)
    , m_console(console)
    , m_settings(settings)
    , m_key(key)
    , m_verdict(new VerdictText(theme, clock))
    , m_facts(new ElidedLabel(theme, {}, TextStyle::Body, Role::Muted))
    , m_header(new QBoxLayout(QBoxLayout::LeftToRight))
    , m_acts(new QHBoxLayout)
    , m_tabs(new QTabBar)
    , m_stack(new QStackedWidget)
{
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    m_top = new QWidget;
    auto* top = new QVBoxLayout(m_top);
    top->setContentsMargins(0, 0, 0, 0);
    top->setSpacing(0);
    top->addWidget(makeHeader());
    auto* tabRow = new QHBoxLayout;
    // The first tab's word stands under the heading; the bar itself brings ten pixels before it.
    tabRow->setContentsMargins(Theme::pageMargin - 10, 12, Theme::pageMargin, 0);
    tabRow->addWidget(m_tabs);
    top->addLayout(tabRow);
    auto* line = new QFrame;
    line->setFixedHeight(1);
    line->setAutoFillBackground(true);
    line->setBackgroundRole(QPalette::Mid);
    top->addWidget(line);
    all->addWidget(m_top);
    all->addWidget(m_stack, 1);
    connect(this, &Page::locationChanged, this, &EnvironmentPage::refreshTop);

    makeTabs(tabs);
    connect(&console, &Console::snapshotChanged, this, [this](const EnvironmentKey& changed) {
        if (changed == m_key)
            refresh();
    });
    refresh();
    showIndex(0);
}

QWidget* EnvironmentPage::makeHeader()
{
    auto* header = new QWidget;
    m_header->setContentsMargins(Theme::pageMargin, Theme::pageMargin, Theme::pageMargin, 0);
    m_header->setSpacing(Theme::gap);
    header->setLayout(m_header);
    auto* words = new QVBoxLayout;
    words->setSpacing(4);
    words->addWidget(m_verdict);
    words->addWidget(m_facts);
    m_header->addLayout(words, 1);
    m_acts->setSpacing(Theme::gap);
    m_header->addLayout(m_acts);
    m_header->setAlignment(m_acts, Qt::AlignTop | Qt::AlignLeft);
    return header;
}

void EnvironmentPage::fitHeader()
{
    // The verdict is what people come for: where the acts would leave it too little room, they go below it.
    const int acts = m_acts->sizeHint().width();
    const int room = width() - acts - 2 * Theme::pageMargin - Theme::gap;
    const int lines = m_verdict->heightForWidth(room) / QFontMetrics(m_theme.font(TextStyle::Title)).lineSpacing();
    const bool beside = room >= widthForVerdict && lines <= mostLines;
    m_header->setDirection(beside ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

void EnvironmentPage::resizeEvent(QResizeEvent* event)
{
    Page::resizeEvent(event);
    fitHeader();
}

void EnvironmentPage::makeTabs(const std::vector<EnvironmentTab>& tabs)
{
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setUsesScrollButtons(true);
    m_tabs->setAccessibleName(tr("Parts of %1").arg(m_key.id()));
    m_tabs->setFocusPolicy(Qt::TabFocus);
    const auto overview = [this](const EnvironmentKey& key, QWidget* parent) -> QWidget* {
        return new OverviewPage(m_theme, m_clock, m_console, m_settings, key, parent);
    };
    m_slots.push_back({{QStringLiteral("overview"), tr("Overview"), overview}});
    for (const EnvironmentTab& tab : tabs)
        m_slots.push_back({tab});
    for (const Slot& slot : m_slots) {
        m_tabs->addTab(slot.tab.title);
        m_stack->addWidget(new QWidget);
    }
    connect(m_tabs, &QTabBar::currentChanged, this, &EnvironmentPage::showIndex);
}

QWidget* EnvironmentPage::pageAt(size_t index)
{
    Slot& slot = m_slots[index];
    if (slot.page)
        return slot.page;
    slot.page = slot.tab.make(m_key, m_stack);
    QWidget* before = m_stack->widget(int(index));
    m_stack->insertWidget(int(index), slot.page);
    m_stack->removeWidget(before);
    before->deleteLater();
    if (auto* page = qobject_cast<Page*>(slot.page)) {
        connect(page, &Page::locationChanged, this, &Page::locationChanged);
        connect(page, &Page::commandRequested, this, &Page::commandRequested);
        connect(page, &Page::pageRequested, this, [this](const QString& id, const QString& subject) {
            showTab(id, subject);
            Q_EMIT pageRequested(id, subject);
        });
    }
    return slot.page;
}

void EnvironmentPage::showIndex(int index)
{
    if (index < 0 || size_t(index) >= m_slots.size())
        return;
    m_stack->setCurrentWidget(pageAt(size_t(index)));
    Q_EMIT tabChanged(m_slots[size_t(index)].tab.id);
    Q_EMIT locationChanged();
}

void EnvironmentPage::refreshTop()
{
    const Slot& slot = m_slots[size_t(m_tabs->currentIndex())];
    const auto* page = qobject_cast<const Page*>(slot.page);
    m_top->setVisible(!page || page->location().isEmpty());
    // The one act that is meant is named where the verdict is read; beside a page's own acts it would be a second one.
    for (const OfferedAct& act : m_offered) {
        if (auto* button = m_top->findChild<QPushButton*>(act.command))
            setEmphasis(button, act.emphasis == Emphasis::Primary && m_tabs->currentIndex() > 0 ? Emphasis::Normal
                                                                                                : act.emphasis);
    }
}

QString EnvironmentPage::currentTab() const { return m_slots[size_t(m_tabs->currentIndex())].tab.id; }

QString EnvironmentPage::currentTabTitle() const { return m_slots[size_t(m_tabs->currentIndex())].tab.title; }

QStringList EnvironmentPage::tabIds() const
{
    QStringList ids;
    for (const Slot& slot : m_slots)
        ids << slot.tab.id;
    return ids;
}

void EnvironmentPage::showTab(const QString& id, const QString& subject)
{
    for (size_t i = 0; i < m_slots.size(); ++i) {
        if (m_slots[i].tab.id != id)
            continue;
        m_tabs->setCurrentIndex(int(i));
        auto* page = qobject_cast<Page*>(pageAt(i));
        if (page && !subject.isEmpty())
            page->showSubject(subject);
        return;
    }
}

void EnvironmentPage::moveTab(int by)
{
    const int count = m_tabs->count();
    m_tabs->setCurrentIndex((m_tabs->currentIndex() + by + count) % count);
}

QStringList EnvironmentPage::location() const
{
    const Slot& slot = m_slots[size_t(m_tabs->currentIndex())];
    const auto* page = qobject_cast<const Page*>(slot.page);
    const QStringList inner = page ? page->location() : QStringList();
    // The overview is the environment itself; it needs no word of its own.
    if (m_tabs->currentIndex() == 0 && inner.isEmpty())
        return {};
    return QStringList{slot.tab.title} + inner;
}

void EnvironmentPage::showTop()
{
    if (auto* page = qobject_cast<Page*>(m_stack->currentWidget()))
        page->showTop();
}

void EnvironmentPage::refresh()
{
    const EnvironmentSnapshot snapshot = m_console.snapshot(m_key);
    const QDateTime now = m_clock.now();
    m_kind = snapshot.kind;
    m_verdict->setVerdict(snapshot.overall, snapshot.since, snapshot.maintenance);
    fitHeader();

    QStringList facts;
    const auto unreviewed = snapshot.counts.find(QStringLiteral("runs"));
    if (unreviewed != snapshot.counts.end())
        facts << tr("%n bypass(es) not reviewed", nullptr, unreviewed->second);
    m_facts->setRole(unreviewed == snapshot.counts.end() ? Role::Muted : Role::Down);
    if (!snapshot.underway.isEmpty())
        facts << snapshot.underway.text();
    if (!snapshot.windows.isEmpty())
        facts << snapshot.windows.text();
    if (snapshot.version.isEmpty())
        facts << tr("version not known");
    else if (!snapshot.deployedAt.isValid())
        facts << tr("version %1").arg(snapshot.version.text());
    else if (snapshot.deployedBy.isEmpty())
        facts << tr("version %1 deployed %2").arg(snapshot.version.text(), ago(snapshot.deployedAt, now));
    else
        facts << tr("version %1 deployed %2 by %3")
                     .arg(snapshot.version.text(), ago(snapshot.deployedAt, now), snapshot.deployedBy.text());
    const bool well = verdictSign(snapshot.overall, now, snapshot.maintenance) == Sign::Healthy;
    if (!well && snapshot.lastHealthy.isValid())
        facts << tr("last healthy %1").arg(shortTime(snapshot.lastHealthy, now));
    if (!snapshot.services.isEmpty())
        facts << snapshot.services.text();
    m_facts->setText(facts.join(QStringLiteral(" · ")));

    refreshActs(snapshot);
    for (size_t i = 0; i < m_slots.size(); ++i) {
        const auto count = snapshot.counts.find(m_slots[i].tab.id);
        const QString title = m_slots[i].tab.title;
        const bool any = count != snapshot.counts.end() && count->second > 0;
        const QString text = any ? tr("%1 %2", "title and number of a tab").arg(title).arg(count->second) : title;
        if (m_tabs->tabText(int(i)) != text)
            m_tabs->setTabText(int(i), text);
    }
    m_timer = m_clock.after(this, refreshInterval, [this] { refresh(); });
}

void EnvironmentPage::refreshActs(const EnvironmentSnapshot& snapshot)
{
    if (snapshot.acts == m_offered)
        return;
    m_offered = snapshot.acts;
    QWidget* before = m_tabs;
    while (QLayoutItem* item = m_acts->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    for (const OfferedAct& act : m_offered) {
        auto* button = new QPushButton(act.text);
        button->setObjectName(act.command);
        button->setEnabled(act.refusal.isEmpty());
        button->setToolTip(act.refusal.isEmpty() ? act.remark : act.refusal);
        button->setAccessibleDescription(button->toolTip());
        setEmphasis(button, act.emphasis);
        connect(button, &QPushButton::clicked, this, [this, id = act.command] { Q_EMIT commandRequested(id); });
        m_acts->addWidget(button);
        // Tab goes as the eye does: the acts, then the tabs below them, then what is in the tab.
        setTabOrder(before, button);
        before = button;
    }
    if (before != m_tabs)
        setTabOrder(before, m_tabs);
    fitHeader();
    refreshTop();
}

} // namespace Pilothouse::Ui
