// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/navigationmodel.h"

#include "widgets/environmenttag.h"
#include "widgets/timetext.h"
#include "widgets/verdicttext.h"

namespace Pilothouse::Ui {

using namespace std::chrono_literals;

namespace {
// Evidence ages without anybody telling; the rail looks again this often.
constexpr auto tickInterval = 5s;
} // namespace

NavigationModel::NavigationModel(const Console& console, Clock& clock, std::vector<WindowPage> pages, QObject* parent)
    : QAbstractItemModel(parent)
    , m_console(console)
    , m_clock(clock)
    , m_pages(std::move(pages))
{
    connect(&console, &Console::environmentsChanged, this, &NavigationModel::rebuild);
    connect(&console, &Console::snapshotChanged, this, &NavigationModel::update);
    rebuild();
    tick();
}

void NavigationModel::tick()
{
    for (size_t s = 0; s < m_systems.size(); ++s) {
        const QModelIndex system = index(int(s) + 2, 0);
        Q_EMIT dataChanged(index(0, 0, system), index(int(m_systems[s].environments.size()) - 1, 0, system));
    }
    Q_EMIT countsChanged();
    m_timer = m_clock.after(this, tickInterval, [this] { tick(); });
}

void NavigationModel::rebuild()
{
    beginResetModel();
    m_systems.clear();
    QString last;
    for (const EnvironmentKey& key : m_console.environments()) {
        EnvironmentSnapshot snapshot = m_console.snapshot(key);
        if (m_systems.empty() || key.system != last)
            m_systems.push_back({snapshot.systemTitle.isEmpty() ? key.system : snapshot.systemTitle, {}});
        last = key.system;
        m_systems.back().environments.push_back(std::move(snapshot));
    }
    m_top.clear();
    m_top.push_back({Kind::Page, QStringLiteral("fleet"), tr("Fleet")});
    m_top.push_back({Kind::Heading, {}, tr("Systems")});
    for (size_t s = 0; s < m_systems.size(); ++s)
        m_top.push_back({Kind::System, {}, m_systems[s].title, s});
    m_top.push_back({Kind::Heading, {}, tr("Everywhere")});
    for (const WindowPage& page : m_pages)
        m_top.push_back({Kind::Page, page.id, page.title});
    endResetModel();
    Q_EMIT countsChanged();
}

void NavigationModel::update(const EnvironmentKey& key)
{
    const QModelIndex at = indexOf(key);
    if (!at.isValid())
        return;
    m_systems[size_t(at.internalId() - 1)].environments[size_t(at.row())] = m_console.snapshot(key);
    Q_EMIT dataChanged(at, at);
    Q_EMIT dataChanged(at.parent(), at.parent());
    Q_EMIT countsChanged();
}

QModelIndex NavigationModel::index(int row, int column, const QModelIndex& parent) const
{
    if (row < 0 || column != 0 || row >= rowCount(parent))
        return {};
    // A child carries the number of its system plus one, a top row zero.
    return parent.isValid() ? createIndex(row, 0, quintptr(m_top[size_t(parent.row())].system) + 1)
                            : createIndex(row, 0, quintptr(0));
}

QModelIndex NavigationModel::parent(const QModelIndex& child) const
{
    if (!child.isValid() || child.internalId() == 0)
        return {};
    return createIndex(int(child.internalId() - 1) + 2, 0, quintptr(0));
}

int NavigationModel::rowCount(const QModelIndex& parent) const
{
    if (!parent.isValid())
        return int(m_top.size());
    if (parent.internalId() != 0 || m_top[size_t(parent.row())].kind != Kind::System)
        return 0;
    return int(m_systems[m_top[size_t(parent.row())].system].environments.size());
}

int NavigationModel::columnCount(const QModelIndex& parent) const
{
    Q_UNUSED(parent)
    return 1;
}

Sign NavigationModel::signOf(const EnvironmentSnapshot& snapshot) const
{
    return verdictSign(snapshot.overall, m_clock.now(), snapshot.maintenance);
}

QString NavigationModel::noteOf(const EnvironmentSnapshot& snapshot) const
{
    switch (signOf(snapshot)) {
    case Sign::Healthy:
    case Sign::Underway:
        return {};
    case Sign::Unknown:
        return snapshot.overall.observedAt.isValid()
                   ? tr("no data %1").arg(age(between(snapshot.overall.observedAt, m_clock.now())))
                   : tr("not checked");
    case Sign::Degraded:
    case Sign::Down:
    case Sign::Maintenance:
    case Sign::Unproven:
        return signWord(signOf(snapshot));
    }
    return {};
}

QVariant NavigationModel::topData(const Top& top, int role) const
{
    if (role == Qt::DisplayRole)
        return top.title;
    if (role == KindRole)
        return int(top.kind);
    if (role == PageRole)
        return top.id;
    if (role == SignRole && top.kind == Kind::System) {
        const auto& all = m_systems[top.system].environments;
        Sign worst = Sign::Healthy;
        for (const EnvironmentSnapshot& snapshot : all)
            worst = signOrder(signOf(snapshot)) < signOrder(worst) ? signOf(snapshot) : worst;
        return int(worst);
    }
    return {};
}

QVariant NavigationModel::environmentData(const EnvironmentSnapshot& snapshot, int role) const
{
    if (role == Qt::DisplayRole)
        return snapshot.key.environment;
    if (role == KindRole)
        return int(Kind::Environment);
    if (role == SignRole)
        return int(signOf(snapshot));
    if (role == NoteRole)
        return noteOf(snapshot);
    if (role == KeyRole)
        return QVariant::fromValue(snapshot.key);
    if (role == Qt::ToolTipRole || role == Qt::AccessibleTextRole)
        return tr("%1, %2: %3", "environment, kind: verdict")
            .arg(snapshot.key.id(), kindWord(snapshot.kind),
                 verdictSentence(snapshot.overall, snapshot.since, m_clock.now(), snapshot.maintenance));
    return {};
}

QVariant NavigationModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    if (index.internalId() == 0)
        return topData(m_top[size_t(index.row())], role);
    return environmentData(m_systems[size_t(index.internalId() - 1)].environments[size_t(index.row())], role);
}

Qt::ItemFlags NavigationModel::flags(const QModelIndex& index) const
{
    if (!index.isValid() || Kind(index.data(KindRole).toInt()) == Kind::Heading)
        return Qt::NoItemFlags;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable;
}

QModelIndex NavigationModel::indexOf(const EnvironmentKey& key) const
{
    for (size_t s = 0; s < m_systems.size(); ++s) {
        const auto& all = m_systems[s].environments;
        const auto at = std::ranges::find(all, key, &EnvironmentSnapshot::key);
        if (at != all.end())
            return createIndex(int(at - all.begin()), 0, quintptr(s) + 1);
    }
    return {};
}

QModelIndex NavigationModel::indexOfPage(const QString& id) const
{
    for (size_t i = 0; i < m_top.size(); ++i) {
        if (m_top[i].kind == Kind::Page && m_top[i].id == id)
            return createIndex(int(i), 0, quintptr(0));
    }
    return {};
}

std::optional<EnvironmentKey> NavigationModel::keyAt(const QModelIndex& index) const
{
    if (!index.isValid())
        return {};
    if (index.internalId() != 0)
        return m_systems[size_t(index.internalId() - 1)].environments[size_t(index.row())].key;
    const Top& top = m_top[size_t(index.row())];
    if (top.kind == Kind::System && !m_systems[top.system].environments.empty())
        return m_systems[top.system].environments.front().key;
    return {};
}

int NavigationModel::count(Sign sign) const
{
    int n = 0;
    for (const SystemNode& system : m_systems)
        n += int(std::ranges::count_if(system.environments, [&](const auto& s) { return signOf(s) == sign; }));
    return n;
}

} // namespace Pilothouse::Ui
