// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/liveconsole.h"

#include "app/proofoutputs.h"
#include "base/translate.h"
#include "run/running.h"

#include <QFile>

namespace Pilothouse {

using namespace Qt::StringLiterals;

namespace {
constexpr auto refreshEvery = std::chrono::minutes(5);
constexpr int chartPoints = 600;
} // namespace

LiveConsole::LiveConsole(Services& services, Health::Monitor& monitor, Metrics::Sampler& sampler,
                         Metrics::SeriesLog& series)
    : m_services(services)
    , m_monitor(monitor)
    , m_series(series)
    , m_fault({.kind = ErrorKind::Failed, .message = {}})
    , m_reader(u"proofs"_s, ThreadRole::Io)
    , m_mailbox(this)
    , m_refresh(services.clock(), this, refreshEvery, [this] {
        for (const Ui::EnvironmentKey& key : m_order)
            refresh(key);
    })
{
    load();
    connect(&monitor, &Health::Monitor::looked, this,
            [this](const QString& system, const QString& environment, const Health::ProbeState& probe) {
                const auto state = m_states.find({system, environment});
                if (state == m_states.end())
                    return;
                state->second.probes[probe.spec().name] = probe;
                changed(state->first);
            });
    connect(
        &sampler, &Metrics::Sampler::sampled, this,
        [this](const QString& system, const QString& environment, const QString& host, const Metrics::Sample& sample) {
            const auto state = m_states.find({system, environment});
            if (state == m_states.end())
                return;
            auto& samples = state->second.hosts[host];
            samples.push_back(sample);
            while (samples.size() > EnvironmentState::keptSamples)
                samples.pop_front();
            Q_EMIT snapshotChanged(state->first);
        });
    whenAnswered(m_services.facts().opened(), m_mailbox.slot(), [this](const Result<void>& opened) {
        if (opened)
            return;
        m_fault = opened.error();
        Q_EMIT faultChanged();
    });
    for (const Ui::EnvironmentKey& key : m_order)
        refresh(key);
}

LiveConsole::~LiveConsole() { m_mailbox.close(); }

void LiveConsole::load()
{
    for (const System::Definition& definition : m_services.definitions().all()) {
        for (const System::Environment& environment : definition.environments) {
            const Ui::EnvironmentKey key{definition.system, environment.name};
            m_order.push_back(key);
            m_states[key] = {.key = key,
                             .systemTitle = definition.title,
                             .environment = environment,
                             .contacts = definition.contacts};
        }
    }
    const auto broken = m_services.definitions().broken();
    if (m_order.empty() && !broken.empty()) {
        const System::Fault fault = broken.front().faults.empty() ? System::Fault{} : broken.front().faults.front();
        m_fault = {
            .kind = ErrorKind::Invalid,
            .message =
                translate("Console", "No definition can be read; the first fault is in %1.").arg(broken.front().file),
            .detail = u"%1:%2: %3"_s.arg(fault.line).arg(fault.column).arg(fault.message)};
    }
}

std::vector<Ui::EnvironmentKey> LiveConsole::environments() const { return m_order; }

const EnvironmentState* LiveConsole::state(const Ui::EnvironmentKey& key) const
{
    const auto found = m_states.find(key);
    return found == m_states.end() ? nullptr : &found->second;
}

Ui::EnvironmentSnapshot LiveConsole::snapshot(const Ui::EnvironmentKey& key) const
{
    const EnvironmentState* found = state(key);
    return found ? snapshotOf(*found, m_services.clock().now()) : Ui::EnvironmentSnapshot{.key = key};
}

Ui::OverviewSnapshot LiveConsole::overview(const Ui::EnvironmentKey& key) const
{
    const EnvironmentState* found = state(key);
    return found ? overviewOf(*found, m_services.clock().now()) : Ui::OverviewSnapshot{};
}

std::vector<Ui::ProcedureName> LiveConsole::procedures(const Ui::EnvironmentKey& key) const
{
    std::vector<Ui::ProcedureName> out;
    const EnvironmentState* found = state(key);
    if (!found)
        return out;
    for (const System::Procedure& procedure : found->environment.procedures) {
        // Restores begin with a backup, on the page of backups.
        if (std::ranges::find(procedure.inputs, System::InputType::Backup, &System::Input::type) ==
            procedure.inputs.end())
            out.push_back({procedure.name, procedure.title.isEmpty() ? procedure.name : procedure.title});
    }
    return out;
}

void LiveConsole::checkNow(const Ui::EnvironmentKey& key)
{
    m_monitor.lookNow(key.system, key.environment);
    refresh(key);
}

void LiveConsole::requestCharts(const Ui::EnvironmentKey& key, Ui::TimeSpan span)
{
    const EnvironmentState* found = state(key);
    if (!found)
        return;
    ++m_chartRequest;
    requestLongCharts(*found, span);
}

void LiveConsole::requestLongCharts(const EnvironmentState& state, Ui::TimeSpan span)
{
    // Stored minutes stand before what is in memory; the response times are those that are in memory.
    const auto charts = std::make_shared<Ui::ChartsSnapshot>(chartsOf(state, span));
    const auto open = std::make_shared<int>(0);
    const quint64 request = m_chartRequest;
    const QDateTime from = QDateTime::fromMSecsSinceEpoch(span.from, Qt::UTC);
    const QDateTime to = QDateTime::fromMSecsSinceEpoch(span.to, Qt::UTC);
    for (Ui::ChartData& chart : charts->charts) {
        if (chart.id != u"cpu" && chart.id != u"memory")
            continue;
        for (size_t i = 0; i < chart.series.size(); ++i) {
            ++*open;
            const auto stored = m_series.series(state.key.system, state.key.environment, chart.series[i].name, chart.id,
                                                from, to, chartPoints);
            whenAnswered(stored, m_mailbox.slot(),
                         [this, charts, open, request, span, key = state.key, id = chart.id,
                          i](const Result<std::vector<Metrics::Point>>& points) {
                             const auto chart = std::ranges::find(charts->charts, id, &Ui::ChartData::id);
                             Ui::TimeSeries& series = chart->series[i];
                             if (points) {
                                 const qint64 fresh = series.points.empty() ? span.to + 1 : series.points.front().at;
                                 std::vector<Ui::TimePoint> older;
                                 series.gap = std::chrono::milliseconds(3 * span.length() / chartPoints) +
                                              std::chrono::minutes(2);
                                 for (const Metrics::Point& point : *points) {
                                     // A minute is whole when it has passed; what is in memory is finer.
                                     if (const qint64 at = point.at.toMSecsSinceEpoch(); at + 60'000 < fresh)
                                         older.push_back({at, point.mean});
                                 }
                                 series.points.insert(series.points.begin(), older.begin(), older.end());
                             }
                             if (--*open == 0 && request == m_chartRequest)
                                 Q_EMIT chartsReady(key, *charts);
                         });
        }
    }
    if (*open == 0)
        Q_EMIT chartsReady(state.key, *charts);
}

void LiveConsole::refresh(const Ui::EnvironmentKey& key)
{
    refreshBackups(key);
    refreshChecklists(key);
    refreshRuns(key);
    refreshMaintenance(key);
    refreshVersion(key);
}

void LiveConsole::refreshBackups(const Ui::EnvironmentKey& key)
{
    const EnvironmentState* found = state(key);
    if (!found)
        return;
    for (const System::BackupSpec& spec : found->environment.backups) {
        // A host that is slow to answer must not put an older listing in the place of a newer one.
        const quint64 listing = ++m_listings[{key, spec.name}];
        whenAnswered(m_services.backups().list(key.system, found->environment, spec.name), m_mailbox.slot(),
                     [this, key, name = spec.name, listing](const Result<Backup::Catalogue>& catalogue) {
                         if (listing != m_listings[{key, name}])
                             return;
                         EnvironmentState& state = m_states[key];
                         if (catalogue) {
                             state.catalogues[name] = *catalogue;
                             state.backupErrors.erase(name);
                         } else {
                             state.backupErrors[name] = catalogue.error();
                         }
                         changed(key);
                         Q_EMIT catalogueChanged(key, name);
                     });
    }
}

void LiveConsole::refreshChecklists(const Ui::EnvironmentKey& key)
{
    const EnvironmentState* found = state(key);
    if (!found)
        return;
    // Reading the file again keeps what was recorded, and writes nothing when nothing changed.
    for (const System::ChecklistSpec& spec : found->environment.checklists) {
        whenAnswered(m_services.checklists().import(key.system, key.environment, spec), m_mailbox.slot(),
                     [this, key, name = spec.name](const Result<Checklist::ChecklistView>& view) {
                         if (view)
                             takeChecklist(key, *view);
                         else
                             Q_EMIT checklistFailed(key, name, view.error());
                     });
    }
}

void LiveConsole::takeChecklist(const Ui::EnvironmentKey& key, const Checklist::ChecklistView& view)
{
    // In the order of the definition, whichever came first.
    EnvironmentState& state = m_states[key];
    const auto place = [&state](const QString& name) {
        return std::ranges::find(state.environment.checklists, name, &System::ChecklistSpec::name) -
               state.environment.checklists.begin();
    };
    const auto nameOf = [](const Checklist::ChecklistView& each) { return each.list.name; };
    const auto known = std::ranges::find(state.checklists, view.list.name, nameOf);
    if (known != state.checklists.end())
        *known = view;
    else
        state.checklists.insert(std::ranges::find_if(state.checklists,
                                                     [&](const Checklist::ChecklistView& each) {
                                                         return place(each.list.name) > place(view.list.name);
                                                     }),
                                view);
    changed(key);
    Q_EMIT checklistChanged(key, view);
}

void LiveConsole::refreshRuns(const Ui::EnvironmentKey& key)
{
    const Run::RunFilter filter{.system = key.system, .environment = key.environment};
    whenAnswered(m_services.runs().list(filter), m_mailbox.slot(),
                 [this, key](const Result<std::vector<Run::RunInfo>>& runs) {
                     if (!runs)
                         return;
                     m_states[key].runs = *runs;
                     changed(key);
                 });
}

void LiveConsole::refreshMaintenance(const Ui::EnvironmentKey& key)
{
    whenAnswered(m_services.windows().list(key.system, key.environment, {}), m_mailbox.slot(),
                 [this, key](const Result<std::vector<Maintenance::Window>>& windows) {
                     if (!windows)
                         return;
                     m_states[key].maintenance = *windows;
                     changed(key);
                 });
}

void LiveConsole::refreshVersion(const Ui::EnvironmentKey& key)
{
    const EnvironmentState* found = state(key);
    if (!found)
        return;
    whenAnswered(Run::readRunning(m_services.shells(), found->environment), m_mailbox.slot(),
                 [this, key](const Result<QString>& version) {
                     // What a host does not say any more is not known any more.
                     m_states[key].running = version.value_or(QString());
                     changed(key);
                 });
}

void LiveConsole::takeEnded(const Run::RunRecord& record)
{
    const Ui::EnvironmentKey key{record.info.system, record.info.environment};
    const EnvironmentState* found = state(key);
    if (!found)
        return;
    QStringList backups;
    for (const ProofOutput& output : proofOutputs(m_services.runs(), found->environment, record)) {
        m_reader.post([this, output, at = record.info.ended] {
            QFile file(output.path);
            if (file.open(QIODevice::ReadOnly))
                m_services.backups().recordFromRun(output.backup, file, at);
        });
        backups << output.backup.backup;
    }
    if (!backups.isEmpty())
        m_reader.post([this, key, slot = m_mailbox.slot()] { slot.post([this, key] { refreshBackups(key); }); });
    if (!record.plan.readOnly)
        refreshVersion(key);
    refreshRuns(key);
    // What ran may have mended or broken what is looked at once an hour.
    m_monitor.lookNow(key.system, key.environment);
}

void LiveConsole::changed(const Ui::EnvironmentKey& key)
{
    Q_EMIT snapshotChanged(key);
    Q_EMIT overviewChanged(key);
}

} // namespace Pilothouse
