// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "run/run.h"

#include <QAbstractTableModel>

namespace Pilothouse::Ui {

/// Runs as rows, newest first. Takes a snapshot.
class RunListModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Procedure, State, Started, Took, Actor, Summary, Columns };

    explicit RunListModel(Clock& clock, QObject* parent = nullptr)
        : QAbstractTableModel(parent)
        , m_clock(clock)
    {
    }

    void setRuns(std::vector<Run::RunInfo> runs);
    /// Shows the runs in whose cells every word of it occurs, whatever the case; all when there is none.
    void setFilter(const QString& words);
    /// How many there are, shown or not.
    qsizetype total() const { return qsizetype(m_all.size()); }
    /// What people call the procedures; those without a title keep their name.
    void setTitles(std::map<QString, QString> titles) { m_titles = std::move(titles); }
    /// Ages change without news: draws all rows again.
    void touch();
    Id idAt(int row) const;
    int rowOf(const Id& run) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const Run::RunInfo& run, int column) const;
    bool matches(const Run::RunInfo& run) const;
    void show();

    Clock& m_clock;
    std::vector<Run::RunInfo> m_all;
    std::vector<Run::RunInfo> m_runs; ///< those that are shown
    QStringList m_words;
    std::map<QString, QString> m_titles;
};

} // namespace Pilothouse::Ui
