// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/runlistmodel.h"

#include "base/safetext.h"
#include "run/plantext.h"
#include "widgets/rows.h"
#include "widgets/timetext.h"

namespace Pilothouse::Ui {

using namespace Qt::StringLiterals;

void RunListModel::setRuns(std::vector<Run::RunInfo> runs)
{
    std::ranges::sort(runs, [](const Run::RunInfo& a, const Run::RunInfo& b) { return b.id < a.id; });
    m_all = std::move(runs);
    show();
}

void RunListModel::setFilter(const QString& words)
{
    m_words = words.split(u' ', Qt::SkipEmptyParts);
    show();
}

bool RunListModel::matches(const Run::RunInfo& run) const
{
    return std::ranges::all_of(m_words, [&](const QString& word) {
        for (const int column : {Procedure, State, Actor, Summary}) {
            if (text(run, column).contains(word, Qt::CaseInsensitive))
                return true;
        }
        return run.id.toString().startsWith(word, Qt::CaseInsensitive);
    });
}

void RunListModel::show()
{
    std::vector<Run::RunInfo> shown;
    std::ranges::copy_if(m_all, std::back_inserter(shown), [this](const Run::RunInfo& run) { return matches(run); });
    if (std::ranges::equal(shown, m_runs, {}, &Run::RunInfo::id, &Run::RunInfo::id)) {
        m_runs = std::move(shown);
        return touch();
    }
    beginResetModel();
    m_runs = std::move(shown);
    endResetModel();
}

void RunListModel::touch()
{
    if (!m_runs.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, Columns - 1));
}

int RunListModel::rowOf(const Id& run) const
{
    const auto at = std::ranges::find(m_runs, run, &Run::RunInfo::id);
    return at == m_runs.end() ? -1 : int(at - m_runs.begin());
}

Id RunListModel::idAt(int row) const { return row >= 0 && size_t(row) < m_runs.size() ? m_runs[size_t(row)].id : Id(); }

int RunListModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(m_runs.size()); }

int RunListModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : Columns; }

QString RunListModel::text(const Run::RunInfo& run, int column) const
{
    switch (column) {
    case Procedure:
        return m_titles.contains(run.procedure) ? m_titles.at(run.procedure) : run.procedure;
    case State:
        if (!run.bypass)
            return outcomeWord(run);
        return (run.isUnreviewed() ? tr("%1, bypass not reviewed") : tr("%1, bypass reviewed")).arg(outcomeWord(run));
    case Started:
        return ago(run.started, m_clock.now());
    case Took:
        if (!run.ended.isValid() && (!isOpen(run.state) || run.state == Run::RunState::Unknown))
            return u"\u2013"_s; // nobody here knows when it ended
        return took(between(run.started, run.ended.isValid() ? run.ended : m_clock.now()));
    case Actor:
        return run.actor;
    case Summary:
        return SafeText::oneLine(run.summary).text();
    }
    return {};
}

QVariant RunListModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || size_t(index.row()) >= m_runs.size())
        return {};
    const Run::RunInfo& run = m_runs[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(run, index.column());
    case Qt::ToolTipRole:
        if (index.column() == State && run.bypass)
            return outcomeWord(run) + u'\n' + SafeText::oneLine(bypassWords(*run.bypass), 400).text();
        return index.column() == Started ? localTime(run.started) : text(run, index.column());
    case CellSign:
        return index.column() == Procedure ? QVariant(int(run.isUnreviewed() ? Sign::Down : signOf(run))) : QVariant();
    case CellColour:
        if (index.column() == State)
            return int(run.isUnreviewed() ? Role::Down : signRole(signOf(run)));
        return int(index.column() == Procedure ? Role::Text : Role::Muted);
    case CellStyle:
        return int(TextStyle::Body);
    }
    return {};
}

QVariant RunListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Procedure:
        return tr("procedure");
    case State:
        return tr("state");
    case Started:
        return tr("started");
    case Took:
        return tr("took");
    case Actor:
        return tr("by");
    case Summary:
        return tr("how it ended");
    }
    return {};
}

} // namespace Pilothouse::Ui
