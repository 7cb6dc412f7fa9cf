// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/overviewpage.h"

#include "environment/backupscard.h"
#include "environment/changescard.h"
#include "environment/chartscard.h"
#include "environment/checklistscard.h"
#include "environment/servicescard.h"

#include <QScrollArea>

namespace Pilothouse::Ui {

namespace {
constexpr int widthForTwoColumns = 840;
}

OverviewPage::OverviewPage(const Theme& theme, Clock& clock, Console& console, QSettings& settings,
                           const EnvironmentKey& key, QWidget* parent)
    : Page(parent)
    , m_console(console)
    , m_key(key)
    , m_services(new ServicesCard(theme, clock))
    , m_changes(new ChangesCard(theme, clock))
    , m_charts(new ChartsCard(theme, clock, console, settings, key))
    , m_backups(new BackupsCard(theme, clock))
    , m_checklists(new ChecklistsCard(theme))
    , m_upper(new QBoxLayout(QBoxLayout::LeftToRight))
    , m_lower(new QBoxLayout(QBoxLayout::LeftToRight))
{
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(Theme::pageMargin, Theme::gap, Theme::pageMargin, Theme::pageMargin);
    column->setSpacing(Theme::gap);
    m_upper->setSpacing(Theme::gap);
    m_upper->addWidget(m_services, 63);
    m_upper->addWidget(m_changes, 37);
    m_lower->setSpacing(Theme::gap);
    m_lower->addWidget(m_backups, 1);
    m_lower->addWidget(m_checklists, 1);
    column->addLayout(m_upper);
    // On a tall screen the charts grow first.
    column->addWidget(m_charts, 2);
    column->addLayout(m_lower);
    column->addStretch(1);

    auto* area = new QScrollArea;
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidget(content);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(area);

    connect(&console, &Console::overviewChanged, this, [this](const EnvironmentKey& changed) {
        if (changed == m_key)
            refresh();
    });
    connect(&console, &Console::snapshotChanged, this, [this](const EnvironmentKey& changed) {
        if (changed == m_key)
            refresh();
    });
    connect(m_changes, &ChangesCard::opened, this, &Page::pageRequested);
    connect(m_backups, &BackupsCard::opened, this, &Page::pageRequested);
    connect(m_checklists, &ChecklistsCard::opened, this, &Page::pageRequested);
    refresh();
}

void OverviewPage::refresh()
{
    const EnvironmentSnapshot snapshot = m_console.snapshot(m_key);
    const OverviewSnapshot overview = m_console.overview(m_key);
    m_services->setServices(overview.services);
    m_changes->setChanges(overview.changes, snapshot, overview.onCall);
    m_charts->setHosts(overview.chartHosts);
    m_backups->setBackups(snapshot.backup, overview.backups);
    m_checklists->setChecklists(overview.checklists);
}

void OverviewPage::resizeEvent(QResizeEvent* event)
{
    Page::resizeEvent(event);
    const auto direction = width() >= widthForTwoColumns ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom;
    m_upper->setDirection(direction);
    m_lower->setDirection(direction);
}

} // namespace Pilothouse::Ui
