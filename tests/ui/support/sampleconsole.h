// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/manualclock.h"
#include "widgets/console.h"

#include <map>

namespace Pilothouse::Test {

/// A Console with values made for tests: seven environments in every state, at half past three in the night.
class SampleConsole final : public Ui::Console
{
    Q_OBJECT
public:
    explicit SampleConsole(const Clock& clock, QObject* parent = nullptr);

    std::vector<Ui::EnvironmentKey> environments() const override { return m_keys; }
    Ui::EnvironmentSnapshot snapshot(const Ui::EnvironmentKey& key) const override;
    Ui::OverviewSnapshot overview(const Ui::EnvironmentKey& key) const override;
    std::vector<Ui::ProcedureName> procedures(const Ui::EnvironmentKey& key) const override;
    void requestCharts(const Ui::EnvironmentKey& key, Ui::TimeSpan span) override;
    Error fault() const override { return m_fault; }

    void change(const Ui::EnvironmentSnapshot& snapshot);
    void changeOverview(const Ui::EnvironmentKey& key, const Ui::OverviewSnapshot& overview);
    void setProcedures(const Ui::EnvironmentKey& key, std::vector<Ui::ProcedureName> procedures);
    void remove(const Ui::EnvironmentKey& key);
    void clear();
    /// Adds so many more environments, of every state.
    void addMany(int count);
    void setFault(const Error& fault);
    /// Statements and names so long that they must be cut somewhere.
    void lengthen();

    static Ui::EnvironmentKey fleetpassProduction();

private:
    struct Plan;
    Ui::EnvironmentSnapshot made(const Plan& plan) const;
    void add(const Plan& plan);
    void planFleetpass();
    void planOthers();
    Ui::OverviewSnapshot fleetpassOverview() const;

    const Clock& m_clock;
    std::vector<Ui::EnvironmentKey> m_keys;
    std::map<Ui::EnvironmentKey, Ui::EnvironmentSnapshot> m_snapshots;
    std::map<Ui::EnvironmentKey, Ui::OverviewSnapshot> m_overviews;
    std::map<Ui::EnvironmentKey, std::vector<Ui::ProcedureName>> m_procedures;
    Error m_fault{.kind = ErrorKind::Failed, .message = {}};
};

QDateTime sampleTime();
SafeText safe(const QString& text);
/// A line that wanders, the same each time.
std::vector<double> wandering(int seed, int count, double from, double to);

} // namespace Pilothouse::Test
