// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/changescard.h"

#include "widgets/labels.h"
#include "widgets/rows.h"
#include "widgets/timetext.h"
#include "widgets/verdicttext.h"

namespace Pilothouse::Ui {

namespace {
constexpr size_t mostChanges = 5;
}

ChangesModel::ChangesModel(const Clock& clock, QObject* parent)
    : QAbstractTableModel(parent)
    , m_clock(clock)
{
}

void ChangesModel::setChanges(std::vector<ChangeRow> changes, std::optional<QDateTime> before)
{
    if (changes == m_changes && before == m_before) {
        if (!m_changes.empty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, 1));
        return;
    }
    beginResetModel();
    m_changes = std::move(changes);
    m_before = std::move(before);
    endResetModel();
}

int ChangesModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(m_changes.size()); }

int ChangesModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : 2; }

QString ChangesModel::timeText(const ChangeRow& change) const
{
    if (!m_before)
        return ago(change.at, m_clock.now());
    const auto distance = between(change.at, *m_before);
    const QString sign = distance.count() >= 0 ? QStringLiteral("−") : QStringLiteral("+");
    const auto size = std::chrono::abs(distance);
    return sign + (size < std::chrono::hours(1) ? stopwatch(size) : age(size));
}

QVariant ChangesModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const ChangeRow& row = change(index.row());
    if (role == Qt::DisplayRole)
        return index.column() == 0 ? timeText(row) : row.what.text();
    if (role == Qt::ToolTipRole)
        return localTime(row.at) + u'\n' + row.what.text();
    if (role == CellColour && index.column() == 0)
        return int(row.verdict == Verdict::Fails  ? Role::Down
                   : row.verdict == Verdict::Weak ? Role::Degraded
                                                  : Role::Muted);
    if (role == CellColour)
        return int(row.page.isEmpty() ? Role::Text : Role::Accent);
    return {};
}

QVariant ChangesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    if (section == 0)
        return m_before ? tr("before") : tr("when");
    return tr("what");
}

ChangesCard::ChangesCard(const Theme& theme, Clock& clock)
    : Card(theme, tr("What changed lately"))
    , m_clock(clock)
    , m_model(new ChangesModel(clock, this))
    , m_table(new RowTable(theme))
    , m_empty(new TextLabel(theme, tr("Nothing has changed since Pilothouse looks after this environment."),
                            TextStyle::Body, Role::Muted))
    , m_onCallWord(new TextLabel(theme, tr("on call"), TextStyle::Small, Role::Muted))
    , m_onCall(new ElidedLabel(theme, {}, TextStyle::Small))
{
    m_table->setModel(m_model);
    using By = ColumnWidth::By;
    m_table->setColumnWidths({{By::Content, 40}, {By::Weight, 1}});
    m_table->setAccessibleName(tr("Changes"));
    m_empty->setWordWrap(true);
    content()->addWidget(m_table);
    content()->addWidget(m_empty);
    content()->addStretch(1);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_onCallWord);
    row->addWidget(m_onCall, 1);
    content()->addLayout(row);
    const auto open = [this](const QModelIndex& index) {
        const ChangeRow& change = m_model->change(index.row());
        if (!change.page.isEmpty())
            Q_EMIT opened(change.page, change.subject);
    };
    connect(m_table, &QTableView::activated, this, open);
    connect(m_table, &QTableView::clicked, this, open);
}

void ChangesCard::setChanges(const std::vector<ChangeRow>& changes, const EnvironmentSnapshot& snapshot,
                             const SafeText& onCall)
{
    const Sign sign = verdictSign(snapshot.overall, m_clock.now(), snapshot.maintenance);
    const bool wrong = (sign == Sign::Down || sign == Sign::Degraded) && snapshot.since.isValid();
    setTitle(wrong ? tr("What changed before") : tr("What changed lately"));
    // The question is what changed before: what followed leaves room for that, the first of it staying.
    const auto after =
        wrong ? size_t(std::ranges::count_if(changes, [&](const ChangeRow& row) { return row.at >= snapshot.since; }))
              : 0;
    const size_t before = std::min(changes.size() - after, mostChanges - std::min<size_t>(after, 2));
    const size_t skipped = after - std::min(after, mostChanges - before);
    const std::vector<ChangeRow> shown(changes.begin() + qint64(skipped),
                                       changes.begin() + qint64(std::min(changes.size(), skipped + mostChanges)));
    m_model->setChanges(shown, wrong ? std::optional(snapshot.since) : std::nullopt);
    m_table->setVisible(!changes.empty());
    m_empty->setVisible(changes.empty());
    m_onCall->setText(onCall.isEmpty() ? tr("no phone number in the definition") : onCall.text());
    m_onCall->setRole(onCall.isEmpty() ? Role::Degraded : Role::Text);
}

} // namespace Pilothouse::Ui
