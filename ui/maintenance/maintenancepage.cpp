// SPDX-License-Identifier: GPL-3.0-or-later
#include "maintenance/maintenancepage.h"

#include "base/safetext.h"
#include "base/units.h"
#include "maintenance/announceform.h"
#include "maintenance/maintenancemodels.h"
#include "maintenance/windowview.h"
#include "widgets/labels.h"
#include "widgets/rows.h"

#include <QBoxLayout>
#include <QKeyEvent>
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

} // namespace

MaintenancePage::MaintenancePage(const Theme& theme, Clock& clock, MaintenanceDesk& desk, EnvironmentKey key,
                                 QWidget* parent)
    : Page(parent)
    , m_theme(theme)
    , m_clock(clock)
    , m_desk(desk)
    , m_key(std::move(key))
    , m_windows(new MaintenanceListModel(clock, this))
    , m_stack(new QStackedWidget)
    , m_view(new WindowView(theme, clock))
    , m_ages(clock, this, std::chrono::seconds(10), [this] {
        refresh();
        // Others announce, and the product itself begins and ends windows.
        if (isVisible())
            m_desk.list(m_key);
    })
{
    m_environment =
        m_desk.environment(m_key).value_or(System::Environment{.name = m_key.environment, .system = m_key.system});
    m_listPage = makeList();
    m_detailPage = scrolling(m_view);
    m_stack->addWidget(m_listPage);
    m_stack->addWidget(m_detailPage);
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(m_stack);
    connectDesk();
    connectView();
    refresh();
    m_desk.list(m_key);
}

QWidget* MaintenancePage::makeList()
{
    m_now = new Card(m_theme, tr("Now"));
    m_standing = new TextLabel(m_theme, {}, TextStyle::Strong);
    m_closed = new TextLabel(m_theme, {}, TextStyle::Body, Role::Degraded);
    m_regular = new TextLabel(m_theme, {}, TextStyle::Body, Role::Muted);
    m_error = new TextLabel(m_theme, {}, TextStyle::Body, Role::Down);
    for (TextLabel* label : {m_standing, m_closed, m_regular, m_error}) {
        label->setWordWrap(true);
        label->setCopyable(true);
        m_now->content()->addWidget(label);
    }
    m_error->hide();

    m_form = new AnnounceForm(m_theme, m_clock);
    m_form->setEnvironment(m_environment);
    connect(m_form, &AnnounceForm::announceRequested, this,
            [this](const Maintenance::Announcement& wanted) { m_desk.announce(m_key, wanted); });

    m_table = new RowTable(m_theme);
    m_table->setAccessibleName(tr("Maintenance windows"));
    m_table->setModel(m_windows);
    using By = ColumnWidth::By;
    m_table->setColumnWidths({{By::Content, 32}, {By::Content, 24}, {By::Content, 22}, {By::Weight, 1}});
    const auto open = [this](const QModelIndex& index) { showWindow(m_windows->idAt(index.row())); };
    connect(m_table, &QTableView::activated, this, open);
    connect(m_table, &QTableView::clicked, this, open);
    m_card = new Card(m_theme, tr("Windows"));
    m_card->content()->addWidget(m_table);

    auto* inside = new QWidget;
    auto* column = new QVBoxLayout(inside);
    column->setContentsMargins(Theme::pageMargin, Theme::gap, Theme::pageMargin, Theme::gap);
    column->setSpacing(Theme::gap);
    column->addWidget(m_now);
    column->addWidget(m_card);
    column->addWidget(m_form);
    column->addStretch(1);
    return scrolling(inside);
}

void MaintenancePage::connectDesk()
{
    connect(&m_desk, &MaintenanceDesk::listed, this,
            [this](const EnvironmentKey& key, const std::vector<Maintenance::Window>& windows) {
                if (key == m_key)
                    take(windows);
            });
    connect(&m_desk, &MaintenanceDesk::notListed, this, [this](const EnvironmentKey& key, const Error& error) {
        if (key != m_key)
            return;
        m_error->setText(SafeText::oneLine(error.message, 500));
        m_error->show();
    });
    connect(&m_desk, &MaintenanceDesk::announced, this,
            [this](const EnvironmentKey& key, const Result<Maintenance::Window>& window) {
                if (key != m_key)
                    return;
                if (!window)
                    return m_form->say(window.error());
                m_form->clear();
                auto known = m_windows->windows();
                std::erase_if(known, [&](const Maintenance::Window& other) { return other.id == window->id; });
                known.push_back(*window);
                take(known);
                showWindow(window->id);
            });
    connect(&m_desk, &MaintenanceDesk::written, this,
            [this](const Id& window, const Result<Maintenance::Window>& changed) {
                if (window == m_shown) {
                    m_view->takeWritten(changed);
                    if (changed)
                        m_view->setWindow(*changed, m_environment);
                }
                // Somebody else may have changed it: what is shown has to be what is.
                if (changed || window == m_shown)
                    m_desk.list(m_key);
            });
}

void MaintenancePage::connectView()
{
    connect(m_view, &WindowView::extendRequested, this, [this](std::chrono::milliseconds by, const QString& reason) {
        m_desk.extend(m_key, m_view->window(), by, reason);
    });
    connect(m_view, &WindowView::cancelRequested, this,
            [this](const QString& reason) { m_desk.cancel(m_key, m_view->window(), reason); });
    connect(m_view, &WindowView::allowRequested, this,
            [this](const QString& reason) { m_desk.allow(m_key, m_view->window(), reason); });
    connect(m_view, &WindowView::startRequested, this, [this] { m_desk.start(m_key, m_view->window()); });
    connect(m_view, &WindowView::endRequested, this,
            [this](bool anyway) { m_desk.end(m_key, m_view->window(), anyway); });
}

void MaintenancePage::take(const std::vector<Maintenance::Window>& windows)
{
    if (auto now = m_desk.environment(m_key); now && *now != m_environment) {
        m_environment = std::move(*now);
        m_form->setEnvironment(m_environment);
    }
    m_error->hide();
    m_windows->setWindows(windows);
    if (const Maintenance::Window* shown = m_windows->find(m_shown)) {
        m_view->setWindow(*shown, m_environment);
        if (m_stack->currentWidget() != m_detailPage) {
            m_stack->setCurrentWidget(m_detailPage);
            Q_EMIT locationChanged();
        }
    }
    refresh();
}

void MaintenancePage::refresh()
{
    const QDateTime now = m_clock.now();
    const auto standing = Maintenance::standing(m_environment, m_windows->windows(), now);
    m_standing->setRole(standing.open ? Role::Maintenance : Role::Text);
    QString words;
    if (standing.open)
        words = tr("Open %1").arg(System::untilWords(*standing.open));
    else if (standing.next)
        words =
            tr("Closed; the next opens %1 for %2")
                .arg(System::zonedTime(standing.next->at, standing.next->zone), formatDuration(standing.next->length));
    else
        words = tr("Closed, and none is announced");
    if (!standing.words.isEmpty())
        words += u" \u00b7 "_s + standing.words;
    m_standing->setText(SafeText::oneLine(words, 500));
    m_closed->setText(SafeText::fromUntrusted(standing.closed.join(u'\n')));
    m_closed->setVisible(!standing.closed.isEmpty());

    QStringList regular;
    const bool anybodyListens = !Maintenance::listeners(m_environment).empty();
    for (const System::WindowSpec& spec : m_environment.maintenance) {
        const auto next = System::nextWindow({spec}, now);
        if (!next)
            continue;
        const QString line = tr("%1: repeated, next %2 for %3")
                                 .arg(spec.title.isEmpty() ? tr("Regular maintenance") : spec.title,
                                      System::zonedTime(next->at, next->zone), formatDuration(next->length));
        regular << line + u"; "_s +
                       (Maintenance::isAnnounced(spec, anybodyListens)
                            ? tr("announced %1 before").arg(formatDuration(*spec.announce))
                            : tr("opens without being announced"));
    }
    m_regular->setText(SafeText::fromUntrusted(regular.join(u'\n')));
    m_regular->setVisible(!regular.isEmpty());

    const auto& all = m_windows->windows();
    const auto ahead = std::ranges::count_if(all, [&](const auto& window) { return isAhead(window, now); });
    m_card->setRemark(all.empty()  ? tr("none was announced lately")
                      : ahead == 0 ? tr("none is to come; what ended stays for 30 days")
                                   : tr("%n to come or open", nullptr, int(ahead)));
    m_table->setVisible(!all.empty());
    m_windows->touch();
    m_form->refresh();
    m_view->refresh();
}

void MaintenancePage::showWindow(const Id& window)
{
    if (window.isNull())
        return;
    m_shown = window;
    if (const Maintenance::Window* known = m_windows->find(window)) {
        m_view->setWindow(*known, m_environment);
        m_stack->setCurrentWidget(m_detailPage);
    }
    m_desk.list(m_key);
    Q_EMIT locationChanged();
}

void MaintenancePage::showSubject(const QString& subject)
{
    if (const auto id = Id::fromString(subject))
        showWindow(*id);
}

QStringList MaintenancePage::location() const
{
    if (m_stack->currentWidget() != m_detailPage)
        return {};
    return {SafeText::oneLine(m_view->window().title, 40).text()};
}

void MaintenancePage::showTop()
{
    const bool deep = m_stack->currentWidget() == m_detailPage;
    m_shown = {};
    m_stack->setCurrentWidget(m_listPage);
    m_desk.list(m_key);
    if (deep && isVisible())
        m_table->setFocus(Qt::OtherFocusReason);
    Q_EMIT locationChanged();
}

void MaintenancePage::keyPressEvent(QKeyEvent* event)
{
    if (event->key() != Qt::Key_Escape || m_stack->currentWidget() != m_detailPage)
        return Page::keyPressEvent(event);
    showTop();
}

void MaintenancePage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    m_desk.list(m_key);
}

} // namespace Pilothouse::Ui
