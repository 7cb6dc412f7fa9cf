// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "widgets/card.h"
#include "widgets/snapshot.h"

#include <QAbstractTableModel>

namespace Pilothouse::Ui {

class RowTable;

class ServicesModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Name, Beats, Now, Detail };

    ServicesModel(const Clock& clock, QObject* parent);

    void setServices(std::vector<ServiceRow> services);
    const ServiceRow& service(int row) const { return m_services[size_t(row)]; }
    /// Signs age: draws all rows again.
    void touch();
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    const Clock& m_clock;
    std::vector<ServiceRow> m_services;
};

/// One row a service: sign, the last checks, what it answers now, what else is known.
class ServicesCard final : public Card
{
    Q_OBJECT
public:
    static constexpr int beatCount = 60;

    ServicesCard(const Theme& theme, Clock& clock);

    void setServices(const std::vector<ServiceRow>& services);

private:
    void tick();

    Clock& m_clock;
    ServicesModel* m_model;
    RowTable* m_table;
    TextLabel* m_empty;
    std::unique_ptr<Timer> m_timer;
};

} // namespace Pilothouse::Ui
