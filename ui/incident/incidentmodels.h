// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "incident/timeline.h"

#include <QAbstractTableModel>

namespace Pilothouse::Ui {

/// Incidents as rows, the open ones first. Takes a snapshot.
class IncidentListModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Title, Severity, State, Commander, Columns };

    explicit IncidentListModel(const Clock& clock, QObject* parent = nullptr)
        : QAbstractTableModel(parent)
        , m_clock(clock)
    {
    }
    void setIncidents(std::vector<Incident::Record> incidents);
    /// Ages change without news: draws all rows again.
    void touch();
    Id idAt(int row) const;
    int open() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const Incident::Record& incident, int column) const;

    const Clock& m_clock;
    std::vector<Incident::Record> m_incidents;
};

/// What happened, oldest first. Takes a snapshot.
class TimelineModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { At, Who, What, Columns };

    using QAbstractTableModel::QAbstractTableModel;

    void setTimeline(const Incident::Timeline& timeline);
    /// The run that the row tells of; null where it tells of none.
    Id runAt(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    static QString text(const Incident::TimelineEntry& entry, int column);

    Incident::Timeline m_timeline;
};

} // namespace Pilothouse::Ui
