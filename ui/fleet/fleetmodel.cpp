// SPDX-License-Identifier: GPL-3.0-or-later
#include "fleet/fleetmodel.h"

#include "widgets/environmenttag.h"
#include "widgets/verdicttext.h"

namespace Pilothouse::Ui {

using namespace std::chrono_literals;

namespace {
// Ages and signs change without news; every card that is seen is drawn again this often.
constexpr auto tickInterval = 1s;
// News of hundreds of environments arrive in bursts; the order is settled once for all of them.
constexpr auto arrangeDelay = 100ms;
} // namespace

FleetModel::FleetModel(const Console& console, Clock& clock, QObject* parent)
    : QAbstractListModel(parent)
    , m_console(console)
    , m_clock(clock)
{
    connect(&console, &Console::environmentsChanged, this, &FleetModel::reload);
    connect(&console, &Console::snapshotChanged, this, &FleetModel::update);
    reload();
    tick();
}

Sign FleetModel::signOf(const EnvironmentSnapshot& snapshot) const
{
    return verdictSign(snapshot.overall, m_clock.now(), snapshot.maintenance);
}

Sign FleetModel::sign(int row) const { return signOf(snapshot(row)); }

bool FleetModel::matches(const EnvironmentSnapshot& snapshot) const
{
    if (m_sign && signOf(snapshot) != *m_sign)
        return false;
    const QString text = snapshot.systemTitle + u' ' + snapshot.key.id() + u' ' + kindWord(snapshot.kind) + u' ' +
                         signWord(signOf(snapshot)) + u' ' + snapshot.overall.statement.text() + u' ' +
                         snapshot.version.text();
    const QStringList words = m_filter.split(u' ', Qt::SkipEmptyParts);
    return std::ranges::all_of(words, [&](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
}

std::vector<size_t> FleetModel::wanted() const
{
    struct Rank
    {
        size_t at;
        int sign;
        int kind;
    };
    std::vector<Rank> ranks;
    for (size_t i = 0; i < m_all.size(); ++i) {
        if (matches(m_all[i]))
            ranks.push_back({i, signOrder(signOf(m_all[i])), int(m_all[i].kind)});
    }
    std::ranges::stable_sort(
        ranks, [](const Rank& a, const Rank& b) { return std::pair(a.sign, a.kind) < std::pair(b.sign, b.kind); });
    std::vector<size_t> rows;
    rows.reserve(ranks.size());
    for (const Rank& rank : ranks)
        rows.push_back(rank.at);
    return rows;
}

void FleetModel::reload()
{
    beginResetModel();
    m_all.clear();
    for (const EnvironmentKey& key : m_console.environments())
        m_all.push_back(m_console.snapshot(key));
    m_shown = wanted();
    endResetModel();
    Q_EMIT contentChanged();
}

void FleetModel::update(const EnvironmentKey& key)
{
    const auto at = std::ranges::find(m_all, key, &EnvironmentSnapshot::key);
    if (at == m_all.end())
        return;
    *at = m_console.snapshot(key);
    const auto row = std::ranges::find(m_shown, size_t(at - m_all.begin()));
    if (row != m_shown.end()) {
        const QModelIndex changed = index(int(row - m_shown.begin()));
        Q_EMIT dataChanged(changed, changed);
    }
    if (!m_arrangeTimer)
        m_arrangeTimer = m_clock.after(this, arrangeDelay, [this] { arrange(); });
}

void FleetModel::arrange()
{
    m_arrangeTimer.reset();
    std::vector<size_t> rows = wanted();
    if (rows == m_shown) {
        Q_EMIT contentChanged();
        return;
    }
    // The chosen card stays chosen wherever it goes.
    Q_EMIT layoutAboutToBeChanged();
    QModelIndexList from = persistentIndexList();
    QModelIndexList to;
    for (const QModelIndex& old : from) {
        const auto now = std::ranges::find(rows, m_shown[size_t(old.row())]);
        to << (now == rows.end() ? QModelIndex() : createIndex(int(now - rows.begin()), 0));
    }
    m_shown = std::move(rows);
    changePersistentIndexList(from, to);
    Q_EMIT layoutChanged();
    Q_EMIT contentChanged();
}

void FleetModel::tick()
{
    arrange();
    if (!m_shown.empty())
        Q_EMIT dataChanged(index(0), index(int(m_shown.size()) - 1));
    m_timer = m_clock.after(this, tickInterval, [this] { tick(); });
}

void FleetModel::setFilter(const QString& text)
{
    m_filter = text;
    arrange();
}

void FleetModel::setSignFilter(std::optional<Sign> sign)
{
    m_sign = sign;
    arrange();
}

std::optional<EnvironmentKey> FleetModel::worst() const
{
    const auto rank = [this](const EnvironmentSnapshot& each) {
        return std::pair(signOrder(signOf(each)), int(each.kind));
    };
    const auto first = std::ranges::min_element(m_all, {}, rank);
    if (first == m_all.end() || signOf(*first) == Sign::Healthy)
        return {};
    return first->key;
}

QDateTime FleetModel::lastChecked() const
{
    QDateTime newest;
    for (const EnvironmentSnapshot& snapshot : m_all) {
        if (snapshot.overall.observedAt.isValid() && (!newest.isValid() || snapshot.overall.observedAt > newest))
            newest = snapshot.overall.observedAt;
    }
    return newest;
}

int FleetModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(m_shown.size()); }

QVariant FleetModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const EnvironmentSnapshot& each = snapshot(index.row());
    const QString verdict = verdictSentence(each.overall, each.since, m_clock.now(), each.maintenance);
    if (role == Qt::DisplayRole)
        return each.key.id();
    if (role == Qt::AccessibleTextRole || role == Qt::ToolTipRole)
        return tr("%1, %2: %3", "environment, kind: verdict").arg(each.key.id(), kindWord(each.kind), verdict);
    return {};
}

} // namespace Pilothouse::Ui
