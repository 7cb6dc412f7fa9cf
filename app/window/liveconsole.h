// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/services.h"
#include "app/window/environmentstate.h"
#include "metrics/sampler.h"
#include "widgets/console.h"
#include "widgets/repeat.h"

namespace Pilothouse {

/// The window's view of the services: keeps the newest values of every environment in memory and tells when they
/// change. Asks core asynchronously and never waits. Window's thread.
class LiveConsole final : public Ui::Console
{
    Q_OBJECT
public:
    LiveConsole(Services& services, Health::Monitor& monitor, Metrics::Sampler& sampler, Metrics::SeriesLog& series);
    ~LiveConsole() override;

    std::vector<Ui::EnvironmentKey> environments() const override;
    Ui::EnvironmentSnapshot snapshot(const Ui::EnvironmentKey& key) const override;
    Ui::OverviewSnapshot overview(const Ui::EnvironmentKey& key) const override;
    std::vector<Ui::ProcedureName> procedures(const Ui::EnvironmentKey& key) const override;
    void requestCharts(const Ui::EnvironmentKey& key, Ui::TimeSpan span) override;
    Error fault() const override { return m_fault; }

    const EnvironmentState* state(const Ui::EnvironmentKey& key) const;
    /// Looks at every probe at once, and asks again what refresh() asks.
    void checkNow(const Ui::EnvironmentKey& key);
    /// Asks again what does not come by itself: backups, checklists, runs.
    void refresh(const Ui::EnvironmentKey& key);
    void refreshBackups(const Ui::EnvironmentKey& key);
    void refreshChecklists(const Ui::EnvironmentKey& key);
    void refreshRuns(const Ui::EnvironmentKey& key);
    void refreshMaintenance(const Ui::EnvironmentKey& key);
    /// Asks the host which version runs, where no probe tells.
    void refreshVersion(const Ui::EnvironmentKey& key);
    /// A run ended: what it proved of backups is kept, and what it may have changed is asked again.
    void takeEnded(const Run::RunRecord& record);

Q_SIGNALS:
    void checklistChanged(const Pilothouse::Ui::EnvironmentKey& key, const Pilothouse::Checklist::ChecklistView& view);
    /// The document of a checklist could not be read again; what was recorded is as it was.
    void checklistFailed(const Pilothouse::Ui::EnvironmentKey& key, const QString& list,
                         const Pilothouse::Error& error);
    void catalogueChanged(const Pilothouse::Ui::EnvironmentKey& key, const QString& backup);

private:
    void load();
    void changed(const Ui::EnvironmentKey& key);
    void requestLongCharts(const EnvironmentState& state, Ui::TimeSpan span);
    void takeChecklist(const Ui::EnvironmentKey& key, const Checklist::ChecklistView& view);

    Services& m_services;
    Health::Monitor& m_monitor;
    Metrics::SeriesLog& m_series;
    std::vector<Ui::EnvironmentKey> m_order;
    std::map<Ui::EnvironmentKey, EnvironmentState> m_states;
    Error m_fault;
    quint64 m_chartRequest = 0;
    std::map<std::pair<Ui::EnvironmentKey, QString>, quint64> m_listings; ///< number of the newest listing of a backup
    EventThread m_reader;                                                 ///< reads outputs of runs
    Mailbox m_mailbox;
    Ui::Repeat m_refresh;
};

} // namespace Pilothouse
