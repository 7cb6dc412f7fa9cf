// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "alert/alert.h"
#include "base/clock.h"

#include <QAbstractTableModel>

namespace Pilothouse::Ui {

/// Alerts as rows, the open ones first. Takes a snapshot.
class AlertListModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Target, Title, State, Since, Columns };

    explicit AlertListModel(const Clock& clock, QObject* parent = nullptr)
        : QAbstractTableModel(parent)
        , m_clock(clock)
    {
    }
    void setAlerts(std::vector<Alert::Record> alerts);
    /// Ages change without news: draws all rows again.
    void touch();
    const Alert::Record* at(int row) const;
    int rowOf(const Id& alert) const;
    int open() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const Alert::Record& alert, int column) const;

    const Clock& m_clock;
    std::vector<Alert::Record> m_alerts;
};

/// What one alert is about: its causes and what follows from them.
class MemberModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Title, Statement, Because, Since, Columns };

    explicit MemberModel(const Clock& clock, QObject* parent = nullptr)
        : QAbstractTableModel(parent)
        , m_clock(clock)
    {
    }
    void setMembers(std::vector<Alert::Member> members);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const Alert::Member& member, int column) const;

    const Clock& m_clock;
    std::vector<Alert::Member> m_members;
};

} // namespace Pilothouse::Ui
