// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/services.h"

#include "app/keychainprompter.h"
#include "audit/installation.h"

#include <QSysInfo>

namespace Pilothouse {

using namespace Qt::StringLiterals;

namespace {

std::vector<Store::Migration> joined(std::initializer_list<std::vector<Store::Migration>> rooms)
{
    std::vector<Store::Migration> all;
    for (const auto& room : rooms)
        all.insert(all.end(), room.begin(), room.end());
    return all;
}

} // namespace

Result<std::unique_ptr<Services>> Services::create(const Options& options, std::shared_ptr<Ssh::Prompter> person)
{
    const SystemClock clock;
    auto actor = Audit::actorHere(options.dataDir, clock);
    if (!actor)
        return fail(actor.error());
    return std::unique_ptr<Services>(new Services(options, std::move(*actor), std::move(person)));
}

Services::Services(const Options& options, Audit::Actor actor, std::shared_ptr<Ssh::Prompter> person)
    : m_options(options)
    , m_definitions(options.configDir)
    , m_facts(
          Store::Database::Kind::Facts, options.dataDir + u"/facts.sqlite"_s,
          joined({Audit::Trail::migrations(), Secrets::Vault::migrations(), Backup::SqlProofs::migrations(),
                  Checklist::SqlRepository::migrations(), Run::Runs::migrations(), Incident::Incidents::migrations(),
                  Notify::Outbox::migrations(), Maintenance::Windows::migrations(), Alert::Alerts::migrations()}),
          m_clock)
    , m_cache(Store::Database::Kind::Cache, options.dataDir + u"/cache.sqlite"_s,
              joined({Health::cacheMigrations(), Metrics::cacheMigrations()}), m_clock)
    , m_audit(m_facts, std::move(actor), options.dataDir + u"/audit.anchors"_s, m_clock)
    , m_history(m_cache)
    , m_proofs(m_facts, m_audit, m_clock)
    , m_checklistRepository(m_facts, m_audit, m_clock)
    , m_approvals(m_facts, m_audit, m_clock)
    , m_reviews(m_facts, m_audit, m_clock)
    , m_incidents(m_facts, m_audit, m_clock)
    , m_incidentSource(m_incidents, m_clock)
    , m_outbox(m_facts, m_clock)
    , m_windows(m_facts, m_audit, m_clock)
    , m_windowSource(m_windows, m_clock, finder())
    , m_alerts(m_facts, m_audit, m_clock)
    , m_storesClosed{m_facts, m_cache}
    , m_vault(m_facts, m_audit, m_clock)
    , m_credentials(m_vault, qEnvironmentVariable("CREDENTIALS_DIRECTORY"))
    , m_courier(m_outbox, m_credentials, m_clock, finder())
    , m_ssh(sshOptions(options.configDir, std::make_shared<KeychainPrompter>(m_vault, std::move(person))))
    , m_endpoints(options.configDir, m_ssh)
    , m_hosts(m_ssh.knownHostsFiles, m_audit, m_clock)
    , m_pool(m_ssh, m_clock)
    , m_prober(m_pool, m_credentials, m_clock, m_endpoints.function())
    , m_probeSource(m_prober, finder())
    , m_versionSource(m_prober, finder())
    , m_backups(m_pool, m_proofs, m_clock, m_endpoints.function())
    , m_backupSource(m_backups, finder())
    , m_checklists(m_checklistRepository, m_clock)
    , m_checklistSource(m_checklistRepository, m_clock)
    , m_shells(m_pool, m_endpoints.function())
    , m_ranSource(m_facts, m_audit, m_shells, m_sources, m_clock, options.dataDir + u"/runs"_s, finder())
    , m_probesStep(m_sources, m_clock)
    , m_approveStep(m_approvals, m_clock)
    , m_locks(m_shells, m_audit, m_clock, runsSettings(options, m_audit.actor()).owner)
    , m_runs(runsSettings(options, m_audit.actor()), m_shells, m_credentials, m_sources, m_facts, m_audit, m_clock)
    , m_keeper(m_windows, m_courier, m_runs, m_shells, m_clock, [this] { return everything(); })
{
    m_sources.add(m_probeSource);
    m_sources.add(m_versionSource);
    m_sources.add(m_backupSource);
    m_sources.add(m_checklistSource);
    m_sources.add(m_ranSource);
    m_sources.add(m_windowSource);
    m_sources.add(m_incidentSource);
    m_runs.add(m_probesStep);
    m_runs.add(m_waitStep);
    m_runs.add(m_approveStep);
    m_runs.use(m_approvals);
}

Services::~Services() = default;

Services::StoresClosed::~StoresClosed()
{
    facts.close();
    cache.close();
}

Run::RunsSettings Services::runsSettings(const Options& options, const Audit::Actor& actor)
{
    return {.dataFolder = options.dataDir,
            .actor = actor.login,
            .owner = actor.login + u'@' + QSysInfo::machineHostName(),
            .installation = actor.installation.toString()};
}

std::vector<System::Environment> Services::everything() const
{
    std::vector<System::Environment> all;
    for (const System::Definition& definition : m_definitions.all())
        all.insert(all.end(), definition.environments.begin(), definition.environments.end());
    return all;
}

std::function<std::optional<System::Environment>(const QString&, const QString&)> Services::finder()
{
    return [this](const QString& system, const QString& environment) -> std::optional<System::Environment> {
        auto place = m_definitions.find(system, environment);
        return place ? std::optional(std::move(place->environment)) : std::nullopt;
    };
}

} // namespace Pilothouse
