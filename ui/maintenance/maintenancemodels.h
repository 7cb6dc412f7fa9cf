// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "maintenance/window.h"

#include <QAbstractTableModel>

namespace Pilothouse::Ui {

/// Neither ended nor cancelled, and its time is not over.
bool isAhead(const Maintenance::Window& window, const QDateTime& now);
/// "open, until in 2 h", "in 5 d", "does not open: nobody was told", "ended 2 d ago".
QString standingWords(const Maintenance::Window& window, const QDateTime& now);

/// Maintenance windows as rows: what goes on and what is to come in the order of time, then what is over, newest first.
/// Takes a snapshot.
class MaintenanceListModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { When, What, Standing, Told, Columns };

    explicit MaintenanceListModel(const Clock& clock, QObject* parent = nullptr)
        : QAbstractTableModel(parent)
        , m_clock(clock)
    {
    }
    void setWindows(std::vector<Maintenance::Window> windows);
    /// Ages change without news: draws all rows again.
    void touch();
    Id idAt(int row) const;
    const Maintenance::Window* find(const Id& id) const;
    const std::vector<Maintenance::Window>& windows() const { return m_windows; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const Maintenance::Window& window, int column) const;

    const Clock& m_clock;
    std::vector<Maintenance::Window> m_windows;
};

/// What became of one window, version by version, oldest first. Takes a snapshot.
class WindowHistoryModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { At, What, Until, Who, Why, Columns };

    using QAbstractTableModel::QAbstractTableModel;

    void setWindow(const Maintenance::Window& window);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const Maintenance::Entry& entry, int column) const;

    Maintenance::Window m_window;
};

/// Whom one window was told to, message by message, oldest first. Takes a snapshot.
class WindowMessagesModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { What, Channel, State, At, Whom, Columns };

    explicit WindowMessagesModel(const Clock& clock, QObject* parent = nullptr)
        : QAbstractTableModel(parent)
        , m_clock(clock)
    {
    }
    void setWindow(const Maintenance::Window& window);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const Notify::Delivery& delivery, int column) const;
    QString changeOf(const Notify::Delivery& delivery) const;

    const Clock& m_clock;
    Maintenance::Window m_window;
};

} // namespace Pilothouse::Ui
