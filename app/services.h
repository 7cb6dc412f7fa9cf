// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "alert/alerts.h"
#include "app/definitions.h"
#include "app/endpoints.h"
#include "app/hostkeeper.h"
#include "app/options.h"
#include "audit/trail.h"
#include "backup/backups.h"
#include "checklist/checklists.h"
#include "checklist/checklistsource.h"
#include "checklist/sqlrepository.h"
#include "evidence/source.h"
#include "health/history.h"
#include "health/monitor.h"
#include "health/versionsource.h"
#include "incident/incidentsource.h"
#include "maintenance/keeper.h"
#include "maintenance/windowsource.h"
#include "metrics/serieslog.h"
#include "notify/courier.h"
#include "run/approvestep.h"
#include "run/locks.h"
#include "run/probesstep.h"
#include "run/ran.h"
#include "run/reviews.h"
#include "run/runs.h"
#include "secrets/credentials.h"
#include "secrets/vault.h"

namespace Pilothouse {

/// Everything both programs use, built in the order in which the parts stand on each other and taken down in reverse.
/// Composition only: no decision is made here. Construction does not wait for hosts, keychain or databases.
class Services
{
public:
    /// Failed when the data folder cannot be used.
    /// `person` answers what a login asks for and the keychain does not have; without it nobody is asked.
    static Result<std::unique_ptr<Services>> create(const Options& options, std::shared_ptr<Ssh::Prompter> person = {});
    ~Services();
    Services(const Services&) = delete;
    Services& operator=(const Services&) = delete;

    const Options& options() const { return m_options; }
    Definitions& definitions() { return m_definitions; }
    Clock& clock() { return m_clock; }
    Store::Database& facts() { return m_facts; }
    Store::Database& cache() { return m_cache; }
    Audit::Trail& audit() { return m_audit; }
    Secrets::Vault& vault() { return m_vault; }
    /// What steps, probes and channels ask: what the service manager handed over, else the vault.
    SecretSource& secrets() { return m_credentials; }
    Endpoints& endpoints() { return m_endpoints; }
    Ssh::Pool& pool() { return m_pool; }
    Run::HostShells& shells() { return m_shells; }
    HostKeeper& hosts() { return m_hosts; }
    /// Host keys that were refused, for a person to look at.
    Ssh::KeyOffers& offers() { return *m_ssh.offers; }
    const Ssh::Pool::Options& ssh() const { return m_ssh; }
    Health::Prober& prober() { return m_prober; }
    Health::History& history() { return m_history; }
    Backup::Backups& backups() { return m_backups; }
    Checklist::Checklists& checklists() { return m_checklists; }
    Incident::Incidents& incidents() { return m_incidents; }
    Run::Runs& runs() { return m_runs; }
    Run::Approvals& approvals() { return m_approvals; }
    Run::Reviews& reviews() { return m_reviews; }
    Run::Locks& locks() { return m_locks; }
    EvidenceSources& sources() { return m_sources; }
    Notify::Outbox& outbox() { return m_outbox; }
    Notify::Courier& courier() { return m_courier; }
    Maintenance::Windows& windows() { return m_windows; }
    Alert::Alerts& alerts() { return m_alerts; }
    Maintenance::Keeper& keeper() { return m_keeper; }

private:
    /// Closes the databases when it goes: before those go who chain work on their answers, after those that still
    /// write.
    struct StoresClosed
    {
        Store::Database& facts;
        Store::Database& cache;
        ~StoresClosed();
    };

    Services(const Options& options, Audit::Actor actor, std::shared_ptr<Ssh::Prompter> person);
    static Run::RunsSettings runsSettings(const Options& options, const Audit::Actor& actor);
    std::function<std::optional<System::Environment>(const QString&, const QString&)> finder();
    std::vector<System::Environment> everything() const;

    Options m_options;
    SystemClock m_clock;
    Definitions m_definitions;
    Store::Database m_facts;
    Store::Database m_cache;
    Audit::Trail m_audit;
    Health::SqlHistory m_history;
    Backup::SqlProofs m_proofs;
    Checklist::SqlRepository m_checklistRepository;
    Run::Approvals m_approvals;
    Run::Reviews m_reviews;
    Incident::Incidents m_incidents;
    Incident::IncidentSource m_incidentSource;
    Notify::Outbox m_outbox;
    Maintenance::Windows m_windows;
    Maintenance::WindowSource m_windowSource;
    Alert::Alerts m_alerts;
    StoresClosed m_storesClosed; ///< between what only waits for the stores' answers and what works by itself
    Secrets::Vault m_vault;
    Secrets::Credentials m_credentials;
    Notify::Courier m_courier;
    Ssh::Pool::Options m_ssh;
    Endpoints m_endpoints;
    HostKeeper m_hosts;
    Ssh::Pool m_pool;
    Health::Prober m_prober;
    Health::ProbeSource m_probeSource;
    Health::VersionSource m_versionSource;
    Backup::Backups m_backups;
    Backup::BackupSource m_backupSource;
    Checklist::Checklists m_checklists;
    Checklist::ChecklistSource m_checklistSource;
    EvidenceSources m_sources;
    Run::HostShells m_shells;
    Run::RanSource m_ranSource;
    Run::ProbesStep m_probesStep;
    Run::WaitStep m_waitStep;
    Run::ApproveStep m_approveStep;
    Run::Locks m_locks;
    Run::Runs m_runs; ///< runs use everything above
    Maintenance::Keeper m_keeper;
};

} // namespace Pilothouse
