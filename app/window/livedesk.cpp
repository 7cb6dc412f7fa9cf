// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/livedesk.h"

#include "base/translate.h"
#include "run/gates.h"
#include "run/planscript.h"
#include "run/signedapproval.h"

#include <QDir>
#include <QFile>

namespace Pilothouse {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 piece = 256 * 1024;
// Runs that pilothousectl starts, or that were adopted, are noticed within this.
constexpr auto lookAroundEvery = std::chrono::seconds(10);
constexpr int newestRuns = 100;

Ui::EnvironmentKey keyOf(const Run::RunInfo& info) { return {info.system, info.environment}; }

} // namespace

LiveDesk::LiveDesk(Services& services)
    : m_services(services)
    , m_reader(u"outputs"_s, ThreadRole::Io)
    , m_mailbox(this)
    , m_onlooker(services)
    , m_lookAround(services.clock(), this, lookAroundEvery, [this] { lookAround(); })
{
    connectOnlooker();
    lookAround();
}

void LiveDesk::connectOnlooker()
{
    connect(&m_onlooker, &Onlooker::changed, this, &LiveDesk::changed);
    connect(&m_onlooker, &Onlooker::grew, this, &LiveDesk::grew);
    connect(&m_onlooker, &Onlooker::seen, this, &LiveDesk::seen);
    connect(&m_onlooker, &Onlooker::notFound, this, &LiveDesk::notFollowed);
    connect(&m_onlooker, &Onlooker::broken, this,
            [this](const Id& run, const Error& error) { Q_EMIT noted(run, error.message); });
    connect(&m_onlooker, &Onlooker::tookOver, this, [this](const Id& run, const std::optional<Error>& error) {
        const bool end = std::exchange(m_toCancel, Id()) == run;
        if (!error && end)
            cancel(run);
        Q_EMIT tookOver(run, error);
    });
}

LiveDesk::~LiveDesk()
{
    m_mailbox.close();
    m_subscription.reset();
    m_watched.clear();
}

void LiveDesk::list(const Ui::EnvironmentKey& key)
{
    const Run::RunFilter filter{.system = key.system, .environment = key.environment};
    whenAnswered(m_services.runs().list(filter), m_mailbox.slot(),
                 [this, key](const Result<std::vector<Run::RunInfo>>& runs) {
                     if (runs)
                         Q_EMIT listed(key, *runs);
                     else
                         Q_EMIT notListed(key, runs.error());
                 });
}

std::vector<System::Procedure> LiveDesk::procedures(const Ui::EnvironmentKey& key) const
{
    const auto place = m_services.definitions().find(key.system, key.environment);
    std::vector<System::Procedure> out;
    if (!place)
        return out;
    for (const System::Procedure& procedure : place->environment.procedures) {
        // Restores begin with a backup, on the page of backups.
        const bool needsBackup = std::ranges::any_of(
            procedure.inputs, [](const System::Input& input) { return input.type == System::InputType::Backup; });
        if (!needsBackup)
            out.push_back(procedure);
    }
    return out;
}

quint64 LiveDesk::plan(const Ui::EnvironmentKey& key, const QString& procedure,
                       const std::map<QString, QString>& inputs)
{
    return planBound(key, procedure, inputs, {}, {});
}

quint64 LiveDesk::planBound(const Ui::EnvironmentKey& key, const QString& procedure,
                            const std::map<QString, QString>& inputs, const QString& incident, const QString& reason)
{
    const quint64 request = ++m_planRequest;
    const auto place = m_services.definitions().find(key.system, key.environment);
    if (!place) {
        m_mailbox.post([this, request, error = place.error()] { Q_EMIT planned(request, fail(error)); });
        return request;
    }
    const auto plan = m_services.runs().plan({.definition = place->definition,
                                              .environment = key.environment,
                                              .procedure = procedure,
                                              .inputs = inputs,
                                              .incident = incident,
                                              .bypass = reason});
    whenAnswered(plan, m_mailbox.slot(),
                 [this, request](const Result<Run::Plan>& plan) { Q_EMIT planned(request, plan); });
    return request;
}

quint64 LiveDesk::planResume(const Id& run)
{
    const quint64 request = ++m_planRequest;
    whenAnswered(m_services.runs().find(run), m_mailbox.slot(), [this, request](const Result<Run::RunRecord>& failed) {
        if (failed)
            planOn(request, *failed);
        else
            Q_EMIT planned(request, fail(failed.error()));
    });
    return request;
}

void LiveDesk::planOn(quint64 request, const Run::RunRecord& failed)
{
    const auto place = m_services.definitions().find(failed.plan.system, failed.plan.environment);
    if (!place) {
        Q_EMIT planned(request, fail(place.error()));
        return;
    }
    whenAnswered(m_services.runs().planResume(failed.info.id, place->definition), m_mailbox.slot(),
                 [this, request](const Result<Run::Plan>& plan) { Q_EMIT planned(request, plan); });
}

QString LiveDesk::script(const Run::Plan& plan) const
{
    const auto place = m_services.definitions().find(plan.system, plan.environment);
    return place ? QString::fromUtf8(planAsScript(plan, place->environment)) : QString();
}

void LiveDesk::apply(const Run::Plan& plan, const QString& typed)
{
    const Ui::EnvironmentKey key{plan.system, plan.environment};
    const auto place = m_services.definitions().find(plan.system, plan.environment);
    if (!place) {
        Q_EMIT started(key, fail(place.error()));
        return;
    }
    whenAnswered(m_services.runs().start(plan, place->definition, {.confirmed = typed}), m_mailbox.slot(),
                 [this, key](const Result<Id>& run) {
                     Q_EMIT started(key, run);
                     if (!run)
                         return;
                     Q_EMIT runsChanged(key);
                     watch(*run);
                 });
}

void LiveDesk::watch(const Id& run)
{
    m_watched[run] = m_services.runs().attach(run, [this, slot = m_mailbox.slot(), run](const Run::Event& event) {
        if (event.kind == Run::Event::Kind::State && !Run::isOpen(event.state))
            slot.post([this, run] {
                if (m_watched.erase(run) > 0)
                    tellEnd(run);
            });
    });
}

void LiveDesk::tellEnd(const Id& run)
{
    whenAnswered(m_services.runs().find(run), m_mailbox.slot(), [this](const Result<Run::RunRecord>& record) {
        if (!record)
            return;
        Q_EMIT runEnded(*record);
        Q_EMIT runsChanged(keyOf(record->info));
    });
}

void LiveDesk::lookAround()
{
    whenAnswered(m_services.runs().list({.limit = newestRuns}), m_mailbox.slot(),
                 [this](const Result<std::vector<Run::RunInfo>>& runs) {
                     if (runs)
                         takeRuns(*runs);
                 });
}

/// What this window started is watched already; the others are those that it adopted and those of other programs.
void LiveDesk::takeRuns(const std::vector<Run::RunInfo>& runs)
{
    const bool first = !m_known;
    std::set<Id> now;
    for (const Run::RunInfo& run : runs) {
        now.insert(run.id);
        const bool news = !first && !m_known->contains(run.id) && !m_watched.contains(run.id);
        if (Run::isOpen(run.state) && !m_watched.contains(run.id))
            watch(run.id);
        else if (news && !Run::isOpen(run.state))
            tellEnd(run.id);
        if (news)
            Q_EMIT runsChanged(keyOf(run));
    }
    m_known = std::move(now);
}

void LiveDesk::follow(const Ui::EnvironmentKey& key, const Id& run)
{
    m_subscription.reset();
    m_onlooker.stop();
    m_followedIn = key;
    m_offsets.clear();
    m_followed = run;
    m_recordAsked = false;
    tellRecord(run);
    m_subscription = m_services.runs().attach(
        run, [this, slot = m_mailbox.slot()](const Run::Event& event) { slot.post([this, event] { handle(event); }); });
}

void LiveDesk::lookOnHosts(const Ui::EnvironmentKey& key)
{
    const auto place = m_services.definitions().find(key.system, key.environment);
    if (!place) {
        m_mailbox.post([this, key, error = place.error()] { Q_EMIT foundOnHosts(key, fail(error)); });
        return;
    }
    whenAnswered(m_services.runs().lookOnHosts(place->environment, key.system), m_mailbox.slot(),
                 [this, key](const Result<Run::KeptElsewhere>& kept) {
                     if (!kept) {
                         Q_EMIT foundOnHosts(key, fail(kept.error()));
                         return;
                     }
                     Ui::HostRuns found{.older = kept->older, .unasked = kept->unasked, .damaged = kept->damaged};
                     for (const Run::Recalled& recalled : kept->runs)
                         found.runs.push_back(infoOf(recalled));
                     Q_EMIT foundOnHosts(key, found);
                 });
}

void LiveDesk::takeOver(const Id& run, const QString& typed, bool cancel)
{
    m_toCancel = cancel ? run : Id();
    m_onlooker.takeOver(run, typed);
}

void LiveDesk::cancel(const Id& run)
{
    whenAnswered(m_services.runs().cancel(run), m_mailbox.slot(), [this, run](const Result<void>& told) {
        Q_EMIT noted(run, told ? translate("Desk", "cancelling; waiting until its processes are gone")
                               : told.error().message);
    });
}

/// The journal knows what was passed, the store who reviewed it.
void LiveDesk::tellChanged(Run::RunRecord record)
{
    if (!record.info.bypass) {
        Q_EMIT changed(record);
        return;
    }
    const auto reviewed = m_services.reviews().find(record.info.id);
    whenAnswered(reviewed, m_mailbox.slot(),
                 [this, record = std::move(record)](const Result<std::optional<Run::Bypass>>& bypass) mutable {
                     if (bypass && *bypass)
                         record.info.bypass = *bypass;
                     Q_EMIT changed(record);
                 });
}

void LiveDesk::listIncidents(const Ui::EnvironmentKey& key)
{
    whenAnswered(m_services.incidents().list({.target = key.id(), .openOnly = true}), m_mailbox.slot(),
                 [this, key](const Result<std::vector<Incident::Record>>& open) {
                     std::vector<Ui::IncidentChoice> choices;
                     for (const Incident::Record& incident : open.value_or(std::vector<Incident::Record>()))
                         choices.push_back({incident.id.toString(), incident.title.text()});
                     Q_EMIT incidentsListed(key, choices);
                 });
}

void LiveDesk::review(const Id& run, const QString& comment, const QString& as)
{
    whenAnswered(m_services.reviews().review(run, comment, as), m_mailbox.slot(),
                 [this, run](const Result<Run::Bypass>& review) {
                     Q_EMIT reviewed(run, review);
                     if (review)
                         tellReview(run);
                 });
}

/// Lists and cards are red no more.
void LiveDesk::tellReview(const Id& run)
{
    whenAnswered(m_services.runs().find(run), m_mailbox.slot(), [this](const Result<Run::RunRecord>& record) {
        if (record)
            Q_EMIT runsChanged(keyOf(record->info));
    });
}

void LiveDesk::sign(const Run::ApprovalAsked& asked, Run::Decision decision, const QString& reason,
                    const QString& keyFile, std::function<void(const Result<Run::Approval>&)> then)
{
    if (keyFile.isEmpty())
        return then(Run::Approval{.decision = decision, .reason = reason});
    const QString path = keyFile.startsWith(u"~/"_s) ? QDir::homePath() + keyFile.mid(1) : keyFile;
    const auto signing = m_signing.run<Run::Approval>(
        [asked, decision, reason, path, now = m_services.clock().now()](const std::stop_token& stop) {
            return signApproval(asked, decision, reason, now, path, false, stop);
        });
    whenAnswered(signing, m_mailbox.slot(), std::move(then));
}

void LiveDesk::decide(const Run::ApprovalAsked& asked, Run::Decision decision, const QString& reason,
                      const QString& keyFile)
{
    sign(asked, decision, reason, keyFile, [this, asked](const Result<Run::Approval>& given) {
        if (!given) {
            Q_EMIT decided(asked.run, given);
            return;
        }
        whenAnswered(m_services.approvals().decide(asked, *given), m_mailbox.slot(),
                     [this, run = asked.run](const Result<Run::Approval>& done) { Q_EMIT decided(run, done); });
    });
}

void LiveDesk::decidePlan(const Run::Plan& plan, Run::Decision decision, const QString& reason, const QString& keyFile)
{
    const auto asked = Run::askedBy(plan, {}, m_services.clock().now());
    if (!asked)
        return;
    sign(*asked, decision, reason, keyFile,
         [this, asked = *asked, hash = plan.hash](const Result<Run::Approval>& given) {
             if (!given) {
                 Q_EMIT planDecided(hash, given);
                 return;
             }
             whenAnswered(m_services.approvals().decidePlan(asked, *given), m_mailbox.slot(),
                          [this, hash](const Result<Run::Approval>& done) { Q_EMIT planDecided(hash, done); });
         });
}

QString LiveDesk::person() const { return m_services.audit().actor().login; }

void LiveDesk::handle(const Run::Event& event)
{
    if (event.run != m_followed || !m_subscription)
        return;
    switch (event.kind) {
    case Run::Event::Kind::State:
    case Run::Event::Kind::Step:
        return tellRecord(event.run);
    case Run::Event::Kind::OutputGrew:
        return readOutput(event.run, event.step.key, event.step.host);
    case Run::Event::Kind::Note:
        Q_EMIT noted(event.run, event.text);
    }
}

void LiveDesk::tellRecord(const Id& run)
{
    // Many events in a row ask once more after the answer that is on its way.
    m_recordStale = true;
    if (m_recordAsked)
        return;
    m_recordAsked = true;
    m_recordStale = false;
    whenAnswered(m_services.runs().find(run), m_mailbox.slot(), [this, run](const Result<Run::RunRecord>& record) {
        m_recordAsked = false;
        if (m_recordStale)
            tellRecord(m_followed);
        if (run != m_followed)
            return;
        if (!record) {
            // What another computer started is known to its hosts.
            if (record.error().kind != ErrorKind::NotFound) {
                Q_EMIT notFollowed(run, record.error());
                return;
            }
            m_subscription.reset(); // it has nothing to tell but that
            Q_EMIT noted(run, {});
            m_onlooker.watch(m_followedIn, run);
            return;
        }
        tellChanged(*record);
        // A run that ended tells of no more growth: its outputs are read from their beginning.
        for (const Run::StepProgress& step : record->steps)
            readOutput(run, step.key, step.host);
    });
}

void LiveDesk::readOutput(const Id& run, const QString& step, const QString& host)
{
    const QString path = m_services.runs().outputFile(run, step, host);
    m_reader.post([this, run, step, host, path, slot = m_mailbox.slot(), offset = m_offsets[{step, host}]] {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly) || !file.seek(offset))
            return;
        const QByteArray bytes = file.read(piece);
        slot.post([this, run, step, host, bytes, offset] {
            qint64& known = m_offsets[{step, host}];
            // Two events may have asked for the same piece.
            if (run != m_followed || known != offset || bytes.isEmpty())
                return;
            known += bytes.size();
            Q_EMIT grew(run, step, host, bytes);
            if (bytes.size() == piece)
                readOutput(run, step, host);
        });
    });
}

} // namespace Pilothouse
