// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/environmentstate.h"

#include "base/translate.h"
#include "base/units.h"
#include "system/windows.h"

#include <QRegularExpression>

#include <span>

namespace Pilothouse {

using namespace Qt::StringLiterals;
using Health::ProbeState;

namespace {

/// More than a card shows: it chooses those before something went wrong.
constexpr size_t keptChanges = 40;

/// Every probe of the definition; one that was not looked at yet is there and unknown.
std::vector<ProbeState> definedProbes(const EnvironmentState& state)
{
    std::vector<ProbeState> out;
    for (const System::ProbeSpec& spec : state.environment.probes) {
        const auto found = state.probes.find(spec.name);
        if (!spec.isWatched() && found == state.probes.end())
            continue; // only carried out where a procedure names it
        out.push_back(found == state.probes.end() ? ProbeState(spec) : found->second);
    }
    return out;
}

const ProbeState* worstProbe(const std::vector<ProbeState>& probes)
{
    const ProbeState* worst = nullptr;
    for (const ProbeState& probe : probes) {
        if (!worst || (probe.verdict() != worst->verdict() &&
                       Health::worse(probe.verdict(), worst->verdict()) == probe.verdict()))
            worst = &probe;
    }
    return worst;
}

/// One beat for each moment a probe was looked at is too many for a card: the probe with the most history speaks, made
/// worse by whatever else was wrong at that time.
Ui::Heartbeat heartbeatOf(const ProbeState& probe)
{
    Ui::Heartbeat out;
    out.goodFor = probe.spec().every * 3 + probe.spec().timeout;
    for (const Health::Measurement& look : probe.looks()) {
        const Evidence evidence = Health::asEvidence(look, out.goodFor);
        out.beats.push_back({.verdict = evidence.verdict, .at = look.at, .statement = SafeText::oneLine(look.reason)});
    }
    return out;
}

Ui::Heartbeat environmentHeartbeat(const EnvironmentState& state)
{
    const ProbeState* longest = nullptr;
    for (const auto& [name, probe] : state.probes) {
        if (!longest || probe.looks().size() > longest->looks().size())
            longest = &probe;
    }
    if (!longest)
        return {};
    Ui::Heartbeat out = heartbeatOf(*longest);
    for (const auto& [name, probe] : state.probes) {
        for (const Health::Measurement& look : probe.looks()) {
            if (look.verdict == Health::HealthVerdict::Up || &probe == longest)
                continue;
            const auto beat = std::ranges::find_if(out.beats, [&look](const Ui::Beat& b) { return b.at >= look.at; });
            if (beat != out.beats.end() && beat->verdict == Verdict::Holds) {
                beat->verdict = Health::asEvidence(look, {}).verdict;
                beat->statement = SafeText::oneLine(name + u": "_s + look.reason);
            }
        }
    }
    return out;
}

bool bringsVersion(const Run::RunInfo& run)
{
    return run.procedure == u"deploy" || run.procedure == u"update" || run.procedure == u"rollback";
}

QString versionOf(const EnvironmentState& state)
{
    for (const auto& [name, probe] : state.probes) {
        if (probe.last() && !probe.last()->version.isEmpty())
            return probe.last()->version;
    }
    static const QRegularExpression commit(u"\\A[0-9a-f]{40}\\z"_s);
    return commit.match(state.running).hasMatch() ? state.running.left(9) : state.running;
}

Ui::SparklineData sparkline(const EnvironmentState& state, double limit,
                            const std::function<std::optional<double>(const Metrics::Sample&)>& value)
{
    Ui::SparklineData out;
    out.highest = 100.0;
    out.limit = limit;
    if (state.hosts.empty())
        return out;
    const auto& samples = state.hosts.begin()->second;
    const size_t wanted = 90;
    for (size_t i = samples.size() > wanted ? samples.size() - wanted : 0; i < samples.size(); ++i)
        out.values.push_back(value(samples[i]).value_or(std::numeric_limits<double>::quiet_NaN()));
    return out;
}

double limitOf(const EnvironmentState& state, const QString& metric, double otherwise)
{
    const auto threshold = std::ranges::find(state.environment.thresholds, metric, &System::Threshold::metric);
    return threshold == state.environment.thresholds.end() ? otherwise : threshold->above;
}

/// The acts that a person may start from the header, in this order where they are defined.
/// Why a procedure that goes forward would not start now, and when it would; empty where nothing is known against it.
QString shutWords(const EnvironmentState& state, const System::Procedure& procedure, const QDateTime& now)
{
    if (procedure.way != System::Way::Forward)
        return {};
    QStringList why;
    if (const auto frozen = System::openWindow(state.environment.freeze, now))
        why << translate("Window", "Frozen %1.").arg(System::untilWords(*frozen));
    const bool needsWindow = std::ranges::any_of(
        procedure.requirements, [](const System::Requirement& each) { return each.kind == u"window"; });
    if (needsWindow) {
        const auto standing = Maintenance::standing(state.environment, state.maintenance, now);
        if (!standing.open && standing.next)
            why << translate("Window", "It needs a maintenance window; the next one opens %1.")
                       .arg(System::zonedTime(standing.next->at, standing.next->zone));
        else if (!standing.open)
            why << translate("Window", "It needs a maintenance window, and none is announced.");
    }
    if (why.isEmpty())
        return {};
    return why.join(u' ') + u' ' +
           translate("Window", "Its plan can be looked at; for an open incident what is missing can be passed.");
}

std::vector<Ui::OfferedAct> actsOf(const EnvironmentState& state, const QDateTime& now)
{
    std::vector<Ui::OfferedAct> acts;
    if (const System::Procedure* deploy = state.environment.procedure(u"deploy"_s)) {
        const QString shut = shutWords(state, *deploy, now);
        acts.push_back({.command = u"run.deploy"_s,
                        .text = shut.isEmpty() ? translate("Window", "&Deploy\u2026")
                                               : translate("Window", "&Deploy (shut)\u2026"),
                        .emphasis = shut.isEmpty() ? Ui::Emphasis::Primary : Ui::Emphasis::Normal,
                        .remark = shut});
    }
    if (state.environment.procedure(u"rollback"_s))
        acts.push_back({.command = u"run.rollback"_s, .text = translate("Window", "Roll &back\u2026")});
    if (!state.environment.backups.empty()) {
        acts.push_back({.command = u"backup.create"_s, .text = translate("Window", "Back &up\u2026")});
        acts.push_back({.command = u"backup.restore"_s,
                        .text = translate("Window", "Re&store\u2026"),
                        .emphasis = Ui::Emphasis::Careful});
    }
    return acts;
}

Ui::ChecklistProgress progressOf(const Checklist::ChecklistView& view)
{
    Ui::ChecklistProgress out{.name = view.list.name, .title = view.title.text(), .nextSigner = view.nextSigner};
    out.progress = {
        .done = view.progress.held, .total = view.progress.total, .proven = view.progress.held == view.progress.total};
    out.signedByAll = !view.roles.empty() && std::ranges::all_of(view.roles, [](const Checklist::RoleState& role) {
        return role.state == Checklist::SignatureState::Signed;
    });
    if (view.progress.claimed > 0)
        out.remark =
            SafeText::oneLine(translate("Overview", "%n claimed by the file", nullptr, int(view.progress.claimed)));
    return out;
}

/// What only names folders has no archives that could be listed.
bool isListable(const System::BackupSpec& spec) { return !spec.directory.isEmpty() && !spec.pattern.isEmpty(); }

Ui::BackupClock backupClockOf(const EnvironmentState& state, const System::BackupSpec& spec, const QDateTime& now)
{
    Ui::BackupClock out{.defined = true, .rpo = spec.rpo};
    const auto catalogue = state.catalogues.find(spec.name);
    const auto error = state.backupErrors.find(spec.name);
    if (catalogue != state.catalogues.end()) {
        out.newestProven = newestEvidence(catalogue->second, Backup::Rung::Complete, now);
        if (const Backup::Entry* newest = catalogue->second.newest(Backup::Rung::Complete))
            out.provenAt = newest->time;
    } else {
        out.newestProven = {.statement = SafeText::oneLine(error == state.backupErrors.end()
                                                               ? translate("Overview", "not listed yet")
                                                               : error->second.message),
                            .source = u"backup "_s + spec.name};
    }
    return out;
}

/// Of several backups the one that is worst off speaks, the definition's first of equals.
Ui::BackupClock backupClockOf(const EnvironmentState& state, const QDateTime& now)
{
    std::optional<Ui::BackupClock> worst;
    const auto order = [&now](const Ui::BackupClock& clock) {
        return Ui::signOrder(Ui::signOf(clock.newestProven.verdictAt(now)));
    };
    const bool anyListable = std::ranges::any_of(state.environment.backups, isListable);
    for (const System::BackupSpec& spec : state.environment.backups) {
        if (anyListable && !isListable(spec))
            continue;
        const Ui::BackupClock clock = backupClockOf(state, spec, now);
        if (!worst || order(clock) < order(*worst))
            worst = clock;
    }
    return worst.value_or(Ui::BackupClock{});
}

/// The newest archives of all backups, after what could not be listed.
std::vector<Ui::BackupRow> backupRowsOf(const EnvironmentState& state)
{
    constexpr size_t most = 4;
    struct Row
    {
        QDateTime time;
        Ui::BackupRow row;
    };
    std::vector<Row> rows;
    std::vector<Ui::BackupRow> out;
    const bool several = state.environment.backups.size() > 1;
    for (const System::BackupSpec& spec : state.environment.backups) {
        const auto error = state.backupErrors.find(spec.name);
        if (error != state.backupErrors.end() && isListable(spec)) {
            const SafeText why = SafeText::oneLine(error->second.message, 120);
            out.push_back({.name = SafeText::oneLine(spec.name),
                           .state = {.statement = why, .source = u"backup "_s + spec.name},
                           .remark = why});
        }
        const auto catalogue = state.catalogues.find(spec.name);
        if (catalogue == state.catalogues.end())
            continue;
        // Newest first, and no more than can be shown: when the next one is due is worth counting for few.
        for (const Backup::Entry& entry :
             std::span(catalogue->second.entries).first(std::min(most, catalogue->second.entries.size()))) {
            const Evidence evidence = entryEvidence(catalogue->second, entry);
            QString remark =
                entry.proof && !entry.proof->reason.isEmpty()
                    ? entry.proof->reason
                    : translate("Overview", "%1, %2").arg(evidence.statement.text(), formatSize(entry.bytes));
            if (several)
                remark = spec.name + u": "_s + remark;
            rows.push_back(
                {entry.time,
                 {.name = SafeText::oneLine(entry.name), .state = evidence, .remark = SafeText::oneLine(remark, 120)}});
        }
    }
    std::ranges::stable_sort(rows, [](const Row& a, const Row& b) { return b.time < a.time; });
    for (size_t i = 0; i < rows.size() && out.size() < most; ++i)
        out.push_back(std::move(rows[i].row));
    return out;
}

/// As people call it: the title that the definition gives, else its name.
QString titleOf(const EnvironmentState& state, const QString& procedure)
{
    const System::Procedure* known = state.environment.procedure(procedure);
    return known && !known->title.isEmpty() ? known->title : procedure;
}

SafeText underwayText(const EnvironmentState& state, const Run::RunInfo& run)
{
    const QString title = titleOf(state, run.procedure);
    return SafeText::oneLine(run.state == Run::RunState::Waiting
                                 ? translate("Overview", "%1 waits for a console").arg(title)
                                 : translate("Overview", "%1 is running").arg(title));
}

Verdict verdictOf(const Run::RunInfo& run)
{
    switch (run.state) {
    case Run::RunState::Failed:
    case Run::RunState::Interrupted:
    case Run::RunState::Unknown:
    case Run::RunState::Unproven:
    case Run::RunState::Waiting:
        return Verdict::Weak;
    case Run::RunState::Succeeded:
        return !run.found                                        ? Verdict::Holds
               : run.found->worst == Runtime::Severity::Critical ? Verdict::Fails
                                                                 : Verdict::Weak;
    case Run::RunState::Planned:
    case Run::RunState::Running:
    case Run::RunState::Cancelled:
        return Verdict::Holds;
    }
    return Verdict::Unknown;
}

} // namespace

Ui::EnvironmentSnapshot snapshotOf(const EnvironmentState& state, const QDateTime& now)
{
    Ui::EnvironmentSnapshot out{.key = state.key, .systemTitle = state.systemTitle, .kind = state.environment.kind};
    const std::vector<ProbeState> probes = definedProbes(state);
    if (const ProbeState* worst = worstProbe(probes)) {
        out.overall = worst->evidence();
        out.since = worst->since();
        // Good news needs all probes to be fresh: the oldest look decides how long it may be believed.
        for (const ProbeState& probe : probes) {
            const Evidence evidence = probe.evidence();
            if (out.overall.verdict == Verdict::Holds && evidence.verdictAt(now) == Verdict::Unknown)
                out.overall = evidence;
            if (worst->verdict() == Health::HealthVerdict::Up && probe.since() > out.since)
                out.since = probe.since();
        }
    }
    QStringList windows;
    const Maintenance::Standing standing = Maintenance::standing(state.environment, state.maintenance, now);
    if (standing.open) {
        out.maintenance = true;
        windows << translate("Overview", "maintenance %1").arg(System::untilWords(*standing.open));
        if (!standing.words.isEmpty())
            windows << standing.words;
    }
    windows += standing.closed;
    for (const Maintenance::Window& window : state.maintenance) {
        if (window.state() == Maintenance::State::Announced && window.starts() > now)
            windows << translate("Overview", "maintenance announced for %1").arg(spanWords(window));
        // It is meant to open, and will not: nobody was told.
        const bool over =
            window.state() == Maintenance::State::Ended || window.state() == Maintenance::State::Cancelled;
        if (!over && now < window.now().ends && !window.provenEnd().isValid())
            ++out.counts[u"maintenance"_s];
    }
    if (const auto open = System::openWindow(state.environment.freeze, now))
        windows << translate("Overview", "frozen %1").arg(System::untilWords(*open));
    out.windows = SafeText::oneLine(windows.join(u" \u00b7 "_s), 400);
    int affected = 0;
    for (const ProbeState& probe : probes)
        affected += probe.verdict() == Health::HealthVerdict::Down || probe.verdict() == Health::HealthVerdict::Degraded
                        ? 1
                        : 0;
    if (affected > 0)
        out.services = SafeText::oneLine(
            translate("Overview", "%1 of %n probe(s) affected", nullptr, int(probes.size())).arg(affected));
    out.heartbeat = environmentHeartbeat(state);
    out.version = SafeText::oneLine(versionOf(state), 60);
    if (const auto unreviewed = std::ranges::count_if(state.runs, &Run::RunInfo::isUnreviewed); unreviewed > 0)
        out.counts[u"runs"_s] = int(unreviewed); // nobody looked at what they passed
    for (const Run::RunInfo& run : state.runs) {
        if (Run::isOpen(run.state) && out.underway.isEmpty())
            out.underway = underwayText(state, run);
        if (run.state == Run::RunState::Succeeded && bringsVersion(run) && !out.deployedAt.isValid()) {
            out.deployedAt = run.ended;
            out.deployedBy = SafeText::oneLine(run.actor);
        }
    }
    out.backup = backupClockOf(state, now);
    if (!state.checklists.empty())
        out.checklist = progressOf(state.checklists.front());
    out.cpu = sparkline(state, limitOf(state, u"cpu"_s, 70), [](const Metrics::Sample& s) { return s.cpuPercent; });
    out.memory = sparkline(state, limitOf(state, u"memory"_s, 80),
                           [](const Metrics::Sample& s) { return std::optional(s.memoryPercent); });
    out.acts = actsOf(state, now);
    return out;
}

Ui::OverviewSnapshot overviewOf(const EnvironmentState& state, const QDateTime&)
{
    Ui::OverviewSnapshot out;
    for (const ProbeState& probe : definedProbes(state)) {
        const System::ProbeSpec& spec = probe.spec();
        Ui::ServiceRow row{.name = spec.name, .state = probe.evidence(), .heartbeat = heartbeatOf(probe)};
        if (const Health::Measurement* last = probe.last()) {
            row.now = SafeText::oneLine(probe.reason(), 120);
            QStringList parts;
            for (const auto& [name, verdict] : last->components) {
                if (verdict != Health::HealthVerdict::Up)
                    parts << name + u' ' + healthVerdictWord(verdict);
            }
            if (last->seen.certificateExpiration && spec.kind != System::ProbeKind::Tls)
                parts << translate("Overview", "certificate %1").arg(formatDuration(*last->seen.certificateExpiration));
            row.detail =
                SafeText::oneLine(parts.isEmpty() ? System::probeKindName(spec.kind) : parts.join(u", "_s), 80);
        } else {
            row.now = SafeText::oneLine(translate("Overview", "not looked at yet"));
        }
        out.services.push_back(std::move(row));
    }
    for (const auto& [name, probe] : state.probes) {
        if (probe.since().isValid() && probe.verdict() != Health::HealthVerdict::Up && probe.last())
            out.changes.push_back({.at = probe.since(),
                                   .what = SafeText::oneLine(name + u": "_s + probe.reason(), 120),
                                   .verdict = probe.evidence().verdict});
    }
    for (const Run::RunInfo& run : state.runs) {
        out.changes.push_back(
            {.at = run.ended.isValid() ? run.ended : run.started,
             .what = SafeText::oneLine(
                 translate("Overview", "%1: %2", "a procedure and how it went")
                     .arg(titleOf(state, run.procedure),
                          run.isUnreviewed()
                              ? translate("Overview", "%1, passed gates and not reviewed").arg(outcomeWord(run))
                              : outcomeWord(run))),
             .verdict = run.isUnreviewed() ? Verdict::Fails : verdictOf(run),
             .page = u"runs"_s,
             .subject = run.id.toString()});
    }
    std::ranges::sort(out.changes, [](const Ui::ChangeRow& a, const Ui::ChangeRow& b) { return b.at < a.at; });
    if (out.changes.size() > keptChanges)
        out.changes.resize(keptChanges);
    out.backups = backupRowsOf(state);
    for (const Checklist::ChecklistView& view : state.checklists)
        out.checklists.push_back(progressOf(view));
    for (const System::Contact& contact : state.contacts) {
        if (contact.role.contains(u"on-call"_s, Qt::CaseInsensitive)) {
            QStringList ways{contact.name, contact.phone, contact.email};
            ways.removeAll(QString());
            out.onCall = SafeText::oneLine(ways.join(u" \u00b7 "_s).simplified());
            break;
        }
    }
    QStringList hosts;
    for (const System::Host& host : state.environment.hosts)
        hosts << host.name;
    out.chartHosts = SafeText::oneLine(hosts.join(u", "_s));
    return out;
}

Ui::ChartsSnapshot chartsOf(const EnvironmentState& state, Ui::TimeSpan span)
{
    Ui::ChartsSnapshot out{.span = span};
    const auto hostChart = [&](const QString& id, const QString& title, double limit,
                               const std::function<std::optional<double>(const Metrics::Sample&)>& value) {
        Ui::ChartData chart{
            .id = id, .title = title, .scale = {.unit = u"%"_s, .above = limit, .lowest = 0, .highest = 100}};
        for (const auto& [host, samples] : state.hosts) {
            Ui::TimeSeries series{.name = host, .gap = std::chrono::seconds(30)};
            for (const Metrics::Sample& sample : samples) {
                const qint64 at = sample.at.toMSecsSinceEpoch();
                if (const auto measured = value(sample); measured && span.contains(at))
                    series.points.push_back({at, *measured});
            }
            chart.series.push_back(std::move(series));
        }
        out.charts.push_back(std::move(chart));
    };
    hostChart(u"cpu"_s, translate("Overview", "CPU"), limitOf(state, u"cpu"_s, 70),
              [](const Metrics::Sample& s) { return s.cpuPercent; });
    hostChart(u"memory"_s, translate("Overview", "Memory"), limitOf(state, u"memory"_s, 80),
              [](const Metrics::Sample& s) { return std::optional(s.memoryPercent); });
    Ui::ChartData latency{.id = u"latency"_s,
                          .title = translate("Overview", "Response time"),
                          .scale = {.unit = u"ms"_s, .above = 500.0, .lowest = 0}};
    for (const auto& [name, probe] : state.probes) {
        if (probe.spec().kind != System::ProbeKind::Http || !probe.spec().via.isEmpty())
            continue;
        Ui::TimeSeries series{.name = name, .gap = probe.spec().every * 3 + probe.spec().timeout};
        for (const Health::Measurement& look : probe.looks()) {
            const qint64 at = look.at.toMSecsSinceEpoch();
            if (look.verdict != Health::HealthVerdict::Unknown && span.contains(at))
                series.points.push_back({at, double(look.seen.responseTime.value_or(look.took).count())});
        }
        latency.series.push_back(std::move(series));
    }
    out.charts.push_back(std::move(latency));
    for (const Run::RunInfo& run : state.runs) {
        if (bringsVersion(run))
            out.marks.push_back({.at = run.started, .text = titleOf(state, run.procedure)});
    }
    return out;
}

} // namespace Pilothouse
