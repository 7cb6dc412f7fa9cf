// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/runs.h"

#include "base/await.h"
#include "base/log.h"
#include "base/units.h"
#include "run/bell.h"
#include "run/gates.h"
#include "run/relay.h"
#include "run/reviews.h"

#include <QDir>
#include <QFile>

namespace Pilothouse::Run {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Between two tries to take over a run that another console drives, or that cannot be reached.
constexpr std::chrono::seconds firstPause = 5s;
constexpr std::chrono::seconds lastPause = 5min;
/// So many runs of other computers are looked at at once.
constexpr size_t mostElsewhere = 20;

Error needsConfirmation(const Plan& plan)
{
    return {.kind = ErrorKind::Refused,
            .message = QCoreApplication::translate("Run", "Type %1 to confirm that this is the environment you mean.")
                           .arg(plan.target())};
}

} // namespace

Runs::Runs(RunsSettings settings, HostShells& shells, SecretSource& secrets, EvidenceSources& evidence,
           Store::Database& facts, Audit::Trail& trail, Clock& clock, Checkpoint checkpoint)
    : m_settings(std::move(settings))
    , m_folder(m_settings.dataFolder + u"/runs"_s)
    , m_shells(shells)
    , m_secrets(secrets)
    , m_evidence(evidence)
    , m_clock(clock)
    , m_checkpoint(std::move(checkpoint))
    , m_index(facts, trail)
    , m_planner(shells, evidence, secrets, clock)
{
}

Runs::~Runs() { m_workers.requestStop(); }

std::vector<Store::Migration> Runs::migrations()
{
    auto all = RunIndex::migrations();
    std::ranges::move(Approvals::migrations(), std::back_inserter(all));
    std::ranges::move(Reviews::migrations(), std::back_inserter(all));
    all.push_back({.room = u"run"_s,
                   .number = 5,
                   .statements = {u"ALTER TABLE runs ADD COLUMN found TEXT NOT NULL DEFAULT ''"_s}});
    return all;
}

void Runs::add(StepKind& kind) { m_kinds[kind.action()] = &kind; }

void Runs::makeFolder() const
{
    QDir().mkpath(m_folder);
    QFile::setPermissions(m_folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

QString Runs::journalFile(Id id) const { return m_folder + u'/' + id.toString() + u".journal"_s; }

QString Runs::outputFile(Id id, const QString& stepKey, const QString& host) const
{
    return u"%1/%2/%3.%4.out"_s.arg(m_folder, id.toString(), stepKey, host);
}

std::vector<Id> Runs::journals() const
{
    std::vector<Id> ids;
    const QString suffix = u".journal"_s;
    for (const QString& name : QDir(m_folder).entryList({u'*' + suffix}, QDir::Files, QDir::Name)) {
        if (const auto id = Id::fromString(name.chopped(suffix.size())))
            ids.push_back(*id);
    }
    return ids;
}

void Runs::index(const RunRecord& record)
{
    m_index.put(record).then(QtFuture::Launch::Sync, [](const Result<void>& done) {
        // The journal keeps the truth; the next start brings row and trail up to date.
        if (!done)
            qCWarning(lcRun) << "index of runs:" << done.error().message << done.error().detail;
    });
}

Result<QString> Runs::previousOf(const System::Definition& definition, const QString& environment,
                                 const std::stop_token& stop)
{
    return await(m_index.versionBefore(definition.system, environment, {}), stop, 10s);
}

QFuture<Result<Plan>> Runs::plan(PlanRequest request)
{
    return m_workers.run<Plan>(
        [this, request = std::move(request)](const std::stop_token& stop) mutable -> Result<Plan> {
            if (request.previous.isEmpty())
                request.previous = previousOf(request.definition, request.environment, stop).value_or(QString());
            request.past = pastRuns(request.definition.system, request.environment, stop);
            return makePlan(request, stop);
        });
}

Result<Plan> Runs::makePlan(const PlanRequest& request, const std::stop_token& stop)
{
    auto plan = m_planner.make(request, stop);
    if (!plan)
        return plan;
    const auto finished = finishPlan(*plan, stop);
    return finished ? plan : Result<Plan>(fail(finished.error()));
}

QFuture<Result<Id>> Runs::start(Plan plan, System::Definition definition, StartOptions options)
{
    Promise<Id> promise;
    auto future = promise.future();
    m_workers.start([this, promise, plan = std::move(plan), definition = std::move(definition),
                     options = std::move(options)](const std::stop_token& stop) {
        const auto begun =
            startNow(plan, definition, options, stop, [promise](Result<Id> id) { promise.answer(std::move(id)); });
        if (!begun)
            promise.answer(fail(begun.error()));
    });
    return future;
}

Result<Id> Runs::startNow(const Plan& plan, const System::Definition& definition, const StartOptions& options,
                          const std::stop_token& stop, const std::function<void(Result<Id>)>& answer)
{
    if (plan.confirm == System::Confirmation::Typed && options.confirmed != plan.target())
        return fail(needsConfirmation(plan));
    PlanRequest request{
        .definition = definition, .environment = plan.environment, .procedure = plan.procedure, .inputs = plan.given};
    request.past = pastRuns(plan.system, plan.environment, stop);
    request.previous = plan.inputs.contains(u"previous"_s) ? plan.inputs.at(u"previous"_s) : QString();
    if (plan.binding) {
        request.incident = plan.binding->incident;
        request.bypass = plan.binding->reason;
    }
    const auto failed = plan.earlier.isEmpty() ? std::nullopt : std::optional(Id::fromString(plan.earlier.last()));
    if (failed && !*failed)
        return fail(failed->error());
    auto ready = Runner::readyFor(plan, definition, m_shells);
    const auto now = failed ? resumeNow(**failed, definition, stop) : makePlan(request, stop);
    if (!now)
        return fail(now.error());
    if (now->hash != plan.hash)
        return fail(
            ErrorKind::Conflict,
            QCoreApplication::translate("Run", "The world changed since the plan was made: %1. Look at a new plan.")
                .arg(planDifferences(plan, *now).join(u"; "_s)));
    if (auto may = checkGates(plan, *now, m_clock.now()); !may)
        return fail(may.error());

    makeFolder();
    RunRecord record;
    record.info.id = Id::make(m_clock.now());
    auto journal = Journal::create(journalFile(record.info.id));
    if (!journal)
        return fail(journal.error());
    const auto write = [&](const QString& kind, const QJsonObject& data) -> Result<void> {
        const JournalEntry entry{.kind = kind, .at = m_clock.now(), .data = data};
        if (auto written = (*journal)->append(entry, Journal::Sync::Yes); !written)
            return written;
        return record.apply(entry);
    };
    if (auto written = write(u"plan"_s, {{u"plan"_s, planToJson(*now)},
                                         {u"actor"_s, m_settings.actor},
                                         {u"installation"_s, m_settings.installation}});
        !written)
        return fail(written.error());
    for (const auto& [host, run] : options.takeOver) {
        if (auto written = write(u"intent"_s, {{u"act"_s, u"takeover"_s}, {u"host"_s, host}, {u"run"_s, run}});
            !written)
            return fail(written.error());
    }
    const Id id = record.info.id;
    if (auto begun = await(m_index.begin(record), stop, 30s); !begun) {
        write(u"state"_s, {{u"state"_s, runStateName(RunState::Failed)}, {u"summary"_s, begun.error().message}});
        return fail(begun.error());
    }
    const bool ended = drive(
        std::move(*journal), std::move(record), false, stop,
        [&](const Result<void>& locked) { answer(locked ? Result<Id>(id) : Result<Id>(fail(locked.error()))); },
        std::move(ready));
    if (!ended)
        goOn(id, stop);
    return id;
}

bool Runs::drive(std::unique_ptr<Journal> journal, RunRecord record, bool adopted, const std::stop_token& stop,
                 const std::function<void(Result<void>)>& locked, Runner::Ready ready)
{
    const Id id = record.info.id;
    const auto runner =
        std::make_shared<Runner>(RunnerPorts{.shells = m_shells,
                                             .secrets = m_secrets,
                                             .evidence = m_evidence,
                                             .kinds = m_kinds,
                                             .clock = m_clock,
                                             .folder = m_folder,
                                             .owner = m_settings.owner,
                                             .checkpoint = m_checkpoint,
                                             .waits = [this](const RunRecord& waiting) { index(waiting); },
                                             .ended = [this](const RunRecord& done) { index(done); },
                                             .consoleLostAfter = m_settings.consoleLostAfter,
                                             .proofWithin = m_settings.proofWithin},
                                 std::move(journal), std::move(record), std::move(ready));
    {
        const std::lock_guard lock(m_mutex);
        m_active[id] = runner;
    }
    runner->run(stop, adopted, [&](Result<void> result) {
        index(runner->feed()->record());
        locked(std::move(result));
    });
    const RunRecord left = runner->feed()->record();
    if (isOpen(left.info.state))
        index(left);
    {
        const std::lock_guard lock(m_mutex);
        m_active.erase(id);
    }
    if (!isOpen(left.info.state))
        return true;
    runner->feed()->release();
    return false;
}

QFuture<Result<std::vector<RunInfo>>> Runs::list(RunFilter filter)
{
    // The index is a moment behind what is driven here. Taken before the index is asked: a run that ends in between has
    // its row written first.
    std::map<Id, RunInfo> driven;
    {
        const std::lock_guard lock(m_mutex);
        for (const auto& [id, runner] : m_active)
            driven[id] = runner->feed()->record().info;
    }
    return m_index.list(filter).then(QtFuture::Launch::Sync, [driven, filter](Result<std::vector<RunInfo>> rows) {
        if (!rows)
            return rows;
        for (RunInfo& row : *rows) {
            if (const auto it = driven.find(row.id); it != driven.end()) {
                const auto bypass = row.bypass; // the store knows who reviewed it
                row = it->second;
                row.bypass = bypass;
            }
        }
        std::erase_if(*rows, [&](const RunInfo& row) { return filter.openOnly && !isOpen(row.state); });
        return rows;
    });
}

QFuture<Result<RunRecord>> Runs::find(Id id)
{
    return m_workers.run<RunRecord>([this, id](const std::stop_token&) -> Result<RunRecord> {
        const auto content = Journal::read(journalFile(id));
        if (!content)
            return fail(content.error());
        return RunRecord::replay(id, content->entries);
    });
}

std::unique_ptr<Subscription> Runs::attach(Id id, Observer observer)
{
    std::shared_ptr<Runner> runner;
    {
        const std::lock_guard lock(m_mutex);
        if (const auto it = m_active.find(id); it != m_active.end())
            runner = it->second;
    }
    if (runner)
        return std::make_unique<Relay>(*runner->feed(), id, m_folder, observer);
    return std::make_unique<Mirror>(id, m_folder, std::move(observer));
}

QFuture<Result<void>> Runs::cancel(Id id)
{
    {
        const std::lock_guard lock(m_mutex);
        if (const auto it = m_active.find(id); it != m_active.end()) {
            it->second->cancel();
            return answered<void>({});
        }
    }
    return m_workers.run<void>([this, id](const std::stop_token&) -> Result<void> {
        const auto content = Journal::read(journalFile(id));
        if (!content)
            return fail(content.error());
        const auto record = RunRecord::replay(id, content->entries);
        if (!record)
            return fail(record.error());
        if (!isOpen(record->info.state))
            return fail(ErrorKind::Refused,
                        QCoreApplication::translate("Run", "The run has already ended: %1").arg(record->info.summary));
        // Whoever drives it, or will, looks for this file.
        QFile flag(m_folder + u'/' + id.toString() + u".cancel"_s);
        if (!flag.open(QIODevice::WriteOnly))
            return fail(ErrorKind::Failed, QCoreApplication::translate("Run", "The run could not be told to stop."),
                        flag.errorString());
        flag.close();
        if (Journal::isUndriven(journalFile(id)))
            resume(id);
        return {};
    });
}

QFuture<Result<std::vector<Id>>> Runs::adoptOpenRuns()
{
    return m_workers.run<std::vector<Id>>([this](const std::stop_token&) -> Result<std::vector<Id>> {
        std::vector<Id> adopted;
        for (const Id& id : journals()) {
            {
                const std::lock_guard lock(m_mutex);
                if (m_active.contains(id))
                    continue;
            }
            const auto content = Journal::read(journalFile(id));
            const auto record =
                content ? RunRecord::replay(id, content->entries) : Result<RunRecord>(fail(content.error()));
            if (!record) {
                qCWarning(lcRun) << "run" << id.toString() << record.error().message << record.error().detail;
                continue;
            }
            index(*record); // the index may be gone or older
            if (!isOpen(record->info.state) || !Journal::isUndriven(journalFile(id)))
                continue;
            m_workers.start([this, id](const std::stop_token& stop) {
                if (!adopt(id, stop))
                    goOn(id, stop);
            });
            adopted.push_back(id);
        }
        return adopted;
    });
}

bool Runs::adopt(const Id& id, const std::stop_token& stop)
{
    if (!Journal::isUndriven(journalFile(id)))
        return false;
    auto journal = Journal::open(journalFile(id));
    auto record = journal ? RunRecord::replay(id, (*journal)->entries()) : Result<RunRecord>(fail(journal.error()));
    if (!record) {
        qCWarning(lcRun) << "run" << id.toString() << record.error().message << record.error().detail;
        return true;
    }
    return !isOpen(record->info.state) ||
           drive(std::move(*journal), std::move(*record), true, stop, [](const Result<void>&) {});
}

void Runs::goOn(const Id& id, const std::stop_token& stop)
{
    // A claim of a console that was gone before it wrote that down looks like another console's, be it our own over a
    // connection that broke in that moment: its sign of life on the target has to grow old first.
    Bell bell;
    for (auto pause = firstPause; !bell.wait(stop, pause, [&stop] { return stop.stop_requested(); });
         pause = std::min<std::chrono::seconds>(2 * pause, lastPause)) {
        if (stop.stop_requested() || adopt(id, stop))
            return;
    }
}

QFuture<Result<void>> Runs::resume(Id id)
{
    Promise<void> promise;
    auto future = promise.future();
    m_workers.start([this, promise, id](const std::stop_token& stop) {
        auto journal = Journal::open(journalFile(id));
        if (!journal) {
            promise.answer(fail(journal.error()));
            return;
        }
        auto record = RunRecord::replay(id, (*journal)->entries());
        if (!record || !isOpen(record->info.state)) {
            promise.answer(record ? Result<void>(fail(ErrorKind::Refused, QCoreApplication::translate(
                                                                              "Run", "The run has already ended: %1")
                                                                              .arg(record->info.summary)))
                                  : Result<void>(fail(record.error())));
            return;
        }
        if (!drive(std::move(*journal), std::move(*record), true, stop,
                   [promise](Result<void> result) { promise.answer(std::move(result)); }))
            goOn(id, stop);
    });
    return future;
}

QFuture<Result<Recalled>> Runs::recall(Id id, System::Environment environment, QString system, qint64 tail)
{
    return m_workers.run<Recalled>(
        [this, id, environment = std::move(environment), system = std::move(system),
         tail](const std::stop_token& stop) { return Run::recall(m_shells, environment, system, id, stop, tail); });
}

QFuture<Result<KeptElsewhere>> Runs::lookOnHosts(System::Environment environment, QString system)
{
    return m_workers.run<KeptElsewhere>(
        [this, environment = std::move(environment), system = std::move(system)](const std::stop_token& stop) {
            const auto isKnown = [this](const Id& id) { return QFile::exists(journalFile(id)); };
            return Run::lookOnHosts(m_shells, environment, system, isKnown, mostElsewhere, stop);
        });
}

std::unique_ptr<Spectator> Runs::spectate(const Recalled& recalled, const System::Environment& environment, qint64 tail)
{
    return std::make_unique<Spectator>(m_shells, environment, recalled, tail);
}

QFuture<Result<void>> Runs::takeOver(Recalled recalled, System::Definition definition, StartOptions options)
{
    Promise<void> promise;
    auto future = promise.future();
    m_workers.start([this, promise, recalled = std::move(recalled), definition = std::move(definition),
                     options = std::move(options)](const std::stop_token& stop) {
        auto journal = journalFor(recalled, definition, options);
        auto record =
            journal ? RunRecord::replay(recalled.run, (*journal)->entries()) : Result<RunRecord>(fail(journal.error()));
        const auto begun =
            record ? await(m_index.begin(*record, u"run.takenOver"_s), stop, 30s) : Result<void>(fail(record.error()));
        if (!begun) {
            promise.answer(begun);
            return;
        }
        if (!drive(std::move(*journal), std::move(*record), true, stop,
                   [promise](Result<void> result) { promise.answer(std::move(result)); }))
            goOn(recalled.run, stop);
    });
    return future;
}

Result<std::unique_ptr<Journal>> Runs::journalFor(const Recalled& recalled, const System::Definition& definition,
                                                  const StartOptions& options) const
{
    const Plan& plan = recalled.plan;
    if (recalled.locked.isEmpty() && !plan.readOnly)
        return fail(ErrorKind::Refused,
                    QCoreApplication::translate("Run", "The run is over: it holds no lock any more."));
    if (recalled.silence && *recalled.silence < driverIsGone)
        return fail(ErrorKind::Conflict,
                    QCoreApplication::translate("Run", "%1 drives the run; it was seen %2 ago. Attach to it, or wait "
                                                       "until it is gone.")
                        .arg(recalled.driver, formatDuration(*recalled.silence)));
    if (auto checked = checkAgainst(definition, plan); !checked)
        return fail(checked.error());
    if (plan.confirm == System::Confirmation::Typed && options.confirmed != plan.target())
        return fail(needsConfirmation(plan));
    makeFolder();
    auto journal = Journal::create(journalFile(recalled.run));
    if (!journal)
        return journal;
    for (const JournalEntry& entry : journalOf(recalled, m_clock.now())) {
        if (auto written = (*journal)->append(entry, Journal::Sync::Yes); !written)
            return fail(written.error());
    }
    return journal;
}

} // namespace Pilothouse::Run
