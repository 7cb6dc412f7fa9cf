// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "widgets/console.h"

#include <QAbstractListModel>

namespace Pilothouse::Ui {

/// The environments as cards, worst first, those that match the filter.
class FleetModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    FleetModel(const Console& console, Clock& clock, QObject* parent = nullptr);

    void setFilter(const QString& text);
    /// Only environments that show this sign; none for all.
    void setSignFilter(std::optional<Sign> sign);
    const EnvironmentSnapshot& snapshot(int row) const { return m_all[m_shown[size_t(row)]]; }
    Sign sign(int row) const;
    std::optional<EnvironmentKey> worst() const;
    int total() const { return int(m_all.size()); }
    /// When the newest check of any environment was.
    QDateTime lastChecked() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

Q_SIGNALS:
    void contentChanged();

private:
    Sign signOf(const EnvironmentSnapshot& snapshot) const;
    bool matches(const EnvironmentSnapshot& snapshot) const;
    std::vector<size_t> wanted() const;
    void reload();
    void update(const EnvironmentKey& key);
    void arrange();
    void tick();

    const Console& m_console;
    Clock& m_clock;
    std::vector<EnvironmentSnapshot> m_all;
    std::vector<size_t> m_shown;
    QString m_filter;
    std::optional<Sign> m_sign;
    std::unique_ptr<Timer> m_timer;
    std::unique_ptr<Timer> m_arrangeTimer;
};

} // namespace Pilothouse::Ui
