// SPDX-License-Identifier: GPL-3.0-or-later
#include "alert/watchman.h"

#include "alert/probesignal.h"
#include "alert/rounds.h"
#include "base/await.h"
#include "base/log.h"

namespace Pilothouse::Alert {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto storePatience = 30s;

} // namespace

Watchman::Watchman(Alerts& alerts, Maintenance::Windows& windows, Notify::Courier& courier, SecretSource& secrets,
                   Clock& clock, WatchmanOptions options)
    : m_alerts(alerts)
    , m_windows(windows)
    , m_courier(courier)
    , m_clock(clock)
    , m_options(std::move(options))
    , m_deadMan(secrets, clock)
    , m_program(Id::make(clock.now()))
    , m_thread(u"alerts"_s, ThreadRole::Worker)
{
    qRegisterMetaType<Record>();
    qRegisterMetaType<Watch>();
}

Watchman::~Watchman()
{
    m_stop.request_stop();
    m_thread.runAndWait([this] { m_timer.reset(); });
    m_thread.finish();
    // The store does what was asked for before it closes, so the next one need not wait for the lease.
    if (m_watch.mine)
        m_alerts.release(m_program);
}

void Watchman::watch(const System::Definition& definition)
{
    m_thread.post([this, definition] {
        std::erase_if(m_places, [&](const auto& each) { return each.first.first == definition.system; });
        for (const System::Environment& environment : definition.environments) {
            Place place{
                .environment = environment, .hosts = HostWatch(environment), .thresholds = ThresholdWatch(environment)};
            // Not looked at is not known, and not: not there any more.
            for (const System::ProbeSpec& probe : environment.probes) {
                Signal signal = signalOf(Health::ProbeState(probe), environment);
                place.others.insert_or_assign(signal.subject, std::move(signal));
            }
            for (Signal& signal : askedSignals(environment))
                place.others.insert_or_assign(signal.subject, std::move(signal));
            m_places.insert_or_assign({definition.system, environment.name}, std::move(place));
        }
    });
}

Watchman::Place* Watchman::place(const QString& system, const QString& environment)
{
    const auto found = m_places.find({system, environment});
    return found == m_places.end() ? nullptr : &found->second;
}

void Watchman::take(const QString& system, const QString& environment, const Health::ProbeState& state)
{
    m_thread.post([this, system, environment, state] {
        Place* at = place(system, environment);
        if (!at)
            return;
        const Signal signal = signalOf(state, at->environment);
        at->others.insert_or_assign(signal.subject, signal);
        const Health::Measurement* last = state.last();
        if (state.spec().via.isEmpty() || !last)
            return;
        if (last->verdict != Health::HealthVerdict::Unknown)
            at->hosts.answered(state.spec().via, last->at);
        else if (last->error)
            at->hosts.silent(state.spec().via, *last->error, last->at);
    });
}

void Watchman::take(const QString& system, const QString& environment, const QString& host,
                    const Metrics::Sample& sample)
{
    m_thread.post([this, system, environment, host, sample] {
        Place* at = place(system, environment);
        if (!at)
            return;
        at->thresholds.take(host, Metrics::metricsOf(sample), sample.at);
        at->hosts.answered(host, sample.at);
    });
}

void Watchman::take(const QString& system, const QString& environment, const QString& part,
                    const std::vector<Metrics::Figure>& figures)
{
    m_thread.post([this, system, environment, part, figures] {
        if (Place* at = place(system, environment))
            at->thresholds.take(part, figures, m_clock.now());
    });
}

void Watchman::lost(const QString& system, const QString& environment, const QString& host, const Error& error)
{
    m_thread.post([this, system, environment, host, error] {
        if (Place* at = place(system, environment))
            at->hosts.silent(host, error, m_clock.now());
    });
}

void Watchman::take(const QString& system, const QString& environment, const Signal& signal)
{
    m_thread.post([this, system, environment, signal] {
        if (Place* at = place(system, environment))
            at->others.insert_or_assign(signal.subject, signal);
    });
}

QFuture<Result<int>> Watchman::round()
{
    const Promise<int> promise;
    m_thread.post([this, promise] { promise.answer(roundNow()); });
    return promise.future();
}

void Watchman::keepOn()
{
    m_thread.post([this] { again(); });
}

void Watchman::again()
{
    if (m_stop.stop_requested())
        return;
    const auto done = roundNow();
    if (!done && done.error().kind != ErrorKind::Cancelled && !std::exchange(m_told, true))
        qCWarning(lcHealth) << "alerts cannot be decided:" << done.error().message << done.error().detail;
    else if (done)
        m_told = false;
    m_timer = m_clock.after(m_thread.context(), m_options.interval, [this] { again(); });
}

Result<bool> Watchman::holdNow()
{
    const auto now = m_clock.monotonic();
    const auto pause = std::chrono::milliseconds(watchLease) / 3;
    if (m_watch.mine && now - m_heldAt < pause)
        return true;
    const auto held = await(m_alerts.hold(m_program, m_options.holder), m_stop.get_token(), storePatience);
    if (!held)
        return fail(held.error());
    m_heldAt = now;
    const bool other = held->id != m_watch.id || held->mine != m_watch.mine;
    m_watch = *held;
    if (other)
        Q_EMIT this->held(m_watch);
    return m_watch.mine;
}

Result<int> Watchman::roundNow()
{
    const auto mine = holdNow();
    if (!mine || !*mine)
        return mine ? Result<int>(0) : fail(mine.error());
    const QDateTime since = m_clock.now().addMSecs(-std::chrono::milliseconds(m_options.policy.flapTime).count());
    const auto known = await(m_alerts.list({.endedSince = since, .limit = 10000}), m_stop.get_token(), storePatience);
    if (!known)
        return fail(known.error());
    std::map<Key, std::vector<Record>> alerts;
    for (const Record& alert : *known)
        alerts[{alert.system, alert.environment}].push_back(alert);
    int changes = 0;
    for (auto& each : m_places) {
        const auto done = decideFor(each.second, std::move(alerts[each.first]));
        if (!done)
            return done;
        changes += *done;
        sayThatSomebodyWatches(each.second);
    }
    if (changes > 0)
        m_courier.deliver();
    return changes;
}

/// Only what is seen counts as watched: with no look at anything for a while, the silence is heard elsewhere.
void Watchman::sayThatSomebodyWatches(Place& place)
{
    const System::DeadManSpec& spec = place.environment.deadMan;
    const auto now = m_clock.monotonic();
    if (spec.address.isEmpty() || (place.pinged && now - *place.pinged < spec.every))
        return;
    const QDateTime wall = m_clock.now();
    const bool seen = std::ranges::any_of(place.environment.probes, [&](const System::ProbeSpec& probe) {
        const auto signal = place.others.find(probeSubject(probe.name));
        return signal != place.others.end() && signal->second.seen.isValid() &&
               signal->second.seen.msecsTo(wall) <
                   std::chrono::milliseconds(3 * probe.every + probe.timeout + spec.every).count();
    });
    if (!seen)
        return;
    place.pinged = now;
    m_deadMan.ping(place.environment);
}

Result<int> Watchman::decideFor(Place& place, std::vector<Record> alerts)
{
    Situation situation{.environment = place.environment, .alerts = std::move(alerts), .now = m_clock.now()};
    situation.watched = place.hosts.all();
    std::ranges::move(place.thresholds.at(situation.now), std::back_inserter(situation.watched));
    std::ranges::transform(place.others, std::back_inserter(situation.watched),
                           [](const auto& each) { return each.second; });
    const bool anyBad =
        std::ranges::find(situation.watched, SignalState::Bad, &Signal::state) != situation.watched.end();
    if (!anyBad && std::ranges::none_of(situation.alerts, &Record::isOpen))
        return 0;
    if (anyBad) {
        const auto windows = await(m_windows.list(place.environment.system, place.environment.name, {}),
                                   m_stop.get_token(), storePatience);
        if (!windows)
            return fail(windows.error());
        situation.maintenance = Maintenance::standing(place.environment, *windows, situation.now).open.has_value();
    }
    int changes = 0;
    for (const Change& change : decide(situation, m_options.policy)) {
        const auto written = await(m_alerts.apply(place.environment, change), m_stop.get_token(), storePatience);
        // Somebody acknowledged it meanwhile; the next round decides anew.
        if (!written && written.error().kind != ErrorKind::Conflict)
            return fail(written.error());
        if (written)
            ++changes;
    }
    if (changes > 0)
        Q_EMIT changed(place.environment.system, place.environment.name);
    return changes;
}

} // namespace Pilothouse::Alert
