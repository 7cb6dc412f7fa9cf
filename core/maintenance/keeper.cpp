// SPDX-License-Identifier: GPL-3.0-or-later
#include "maintenance/keeper.h"

#include "base/await.h"
#include "base/translate.h"
#include "maintenance/page.h"
#include "maintenance/report.h"

namespace Pilothouse::Maintenance {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds interval = 30s;
constexpr std::chrono::milliseconds storePatience = 30s;
/// A mail server that says nothing takes a minute, and there may be several.
constexpr std::chrono::milliseconds deliveryPatience = 5min;
/// Longer than putting up a page on many slow hosts takes.
constexpr std::chrono::milliseconds lease = 15min;
/// What ended lately still names the occurrences that are not to be announced again.
constexpr std::chrono::milliseconds memory = 21 * 24h;

} // namespace

Keeper::Keeper(Windows& windows, Notify::Courier& courier, Run::Runs& runs, Run::HostShells& shells, Clock& clock,
               Environments environments)
    : m_windows(windows)
    , m_courier(courier)
    , m_runs(runs)
    , m_shells(shells)
    , m_clock(clock)
    , m_environments(std::move(environments))
    , m_thread(u"maintenance"_s, ThreadRole::Worker)
{
}

Keeper::~Keeper()
{
    m_stop.request_stop();
    m_thread.runAndWait([this] { m_timer.reset(); });
}

QFuture<Result<Kept>> Keeper::keep(QString hostsOf)
{
    const Promise<Kept> promise;
    m_thread.post([this, promise, hostsOf = std::move(hostsOf)] {
        if (!m_stop.stop_requested()) // else its promise answers Cancelled
            promise.answer(keepNow(hostsOf));
    });
    return promise.future();
}

void Keeper::keepOn(QString hostsOf)
{
    m_thread.post([this, hostsOf = std::move(hostsOf)] { again(hostsOf); });
}

void Keeper::again(const QString& hostsOf)
{
    if (m_stop.stop_requested())
        return;
    keepNow(hostsOf);
    m_timer = m_clock.after(m_thread.context(), interval, [this, hostsOf] { again(hostsOf); });
}

QFuture<Result<Window>> Keeper::start(System::Environment environment, Id window)
{
    const Promise<Window> promise;
    m_thread.post([this, promise, environment = std::move(environment), window] {
        if (!m_stop.stop_requested())
            promise.answer(startNow(environment, window));
    });
    return promise.future();
}

QFuture<Result<Window>> Keeper::end(System::Environment environment, Id window, bool anyway)
{
    const Promise<Window> promise;
    m_thread.post([this, promise, environment = std::move(environment), window, anyway] {
        if (!m_stop.stop_requested())
            promise.answer(endNow(environment, window, true, anyway));
    });
    return promise.future();
}

Kept Keeper::keepNow(const QString& hostsOf)
{
    Kept kept;
    for (const System::Environment& environment : m_environments()) {
        if (m_stop.stop_requested())
            return kept;
        const bool mayAsk = hostsOf.isEmpty() || hostsOf == environment.system + u'/' + environment.name;
        keepEnvironment(environment, mayAsk, kept);
    }
    const auto sent = await(m_courier.deliver(), m_stop.get_token(), deliveryPatience);
    if (sent)
        kept.sent = *sent;
    else
        kept.problems << sent.error().message;
    return kept;
}

void Keeper::keepEnvironment(const System::Environment& environment, bool mayAskHosts, Kept& kept)
{
    const auto stop = m_stop.get_token();
    const auto windows = await(m_windows.list(environment.system, environment.name, memory), stop, storePatience);
    if (!windows) {
        kept.problems << windows.error().message;
        return;
    }
    const auto note = [&kept](const Result<Window>& done, int& count) {
        if (done)
            ++count;
        else if (done.error().kind != ErrorKind::Conflict) // somebody else was first
            kept.problems << done.error().message;
    };
    for (const Duty& duty : due(environment, *windows, m_clock.now())) {
        switch (duty.kind) {
        case Duty::Kind::Announce:
            note(await(m_windows.adopt(environment, duty.spec, duty.starts), stop, storePatience), kept.announced);
            break;
        case Duty::Kind::Start:
            if (mayAskHosts || !environment.page.isDefined())
                note(startNow(environment, duty.window.id), kept.started);
            break;
        case Duty::Kind::End:
            if (mayAskHosts || !environment.page.isDefined())
                note(endNow(environment, duty.window.id, false, false), kept.ended);
            break;
        }
    }
}

Result<Window> Keeper::claimed(const Id& id, const std::function<Result<Window>(const Window&)>& work)
{
    const auto stop = m_stop.get_token();
    const auto mine = await(m_windows.claim(id, lease), stop, storePatience);
    if (!mine)
        return fail(mine.error());
    if (!*mine)
        return fail(ErrorKind::Conflict, translate("Maintenance", "Another program is at it."));
    auto window = await(m_windows.find(id), stop, storePatience);
    auto done = window ? work(*window) : Result<Window>(fail(window.error()));
    (void)await(m_windows.release(id), {}, storePatience);
    return done;
}

Result<Window> Keeper::startNow(const System::Environment& environment, const Id& id)
{
    return claimed(id, [&](const Window& window) -> Result<Window> {
        const QDateTime now = m_clock.now();
        if (window.state() == State::Started)
            return fail(ErrorKind::Conflict, translate("Maintenance", "It has begun already."));
        if (window.state() != State::Announced || now >= window.now().ends)
            return fail(ErrorKind::Refused, translate("Maintenance", "That window is over; announce another one."));
        if (now < window.starts())
            return fail(ErrorKind::Refused,
                        translate("Maintenance",
                                  "It begins %1, as people were told; for an earlier one announce another window.")
                            .arg(System::zonedTime(window.starts(), window.zone)));
        if (!window.isOpenAt(now))
            return fail(ErrorKind::Refused,
                        translate("Maintenance", "%1 does not open: %2. Say why it opens all the same.")
                            .arg(window.title, toldWords(window)));
        const PageOutcome page = switchPage(m_shells, environment, true, m_stop.get_token());
        return await(m_windows.advance(environment, window,
                                       {.change = Change::Started, .state = State::Started, .report = page.words}),
                     m_stop.get_token(), storePatience);
    });
}

Result<Window> Keeper::endNow(const System::Environment& environment, const Id& id, bool byPerson, bool anyway)
{
    return claimed(id, [&](const Window& window) { return endClaimed(environment, window, byPerson, anyway); });
}

Result<Window> Keeper::endClaimed(const System::Environment& environment, const Window& window, bool byPerson,
                                  bool anyway)
{
    const auto stop = m_stop.get_token();
    const QDateTime now = m_clock.now();
    const bool over = window.state() == State::Ended || window.state() == State::Cancelled;
    if (over || (!byPerson && now < window.ends()))
        return fail(byPerson ? ErrorKind::Refused : ErrorKind::Conflict,
                    translate("Maintenance", "That window is over."));
    if (now < window.starts())
        return fail(ErrorKind::Refused, translate("Maintenance", "It has not begun; cancel it instead."));
    const auto runs = await(m_runs.list({.system = environment.system, .environment = environment.name, .limit = 1000}),
                            stop, storePatience);
    if (!runs)
        return fail(runs.error());
    const std::vector<Run::RunInfo> within = runsWithin(*runs, window, now);
    const auto running = std::ranges::find_if(within, [](const Run::RunInfo& run) { return isOpen(run.state); });
    const QString report = reportWords(window, within, now);
    if (running != within.end() && !anyway) {
        if (byPerson)
            return fail(ErrorKind::Refused,
                        translate("Maintenance", "%1 is still going on there (%2); wait for it or cancel it.")
                            .arg(running->procedure, running->id.toString()));
        // What was announced is over, what was begun goes on: that is said once, and nothing is cut.
        if (window.now().change == Change::Overrun)
            return fail(ErrorKind::Conflict, {});
        return await(m_windows.advance(environment, window,
                                       {.change = Change::Overrun, .state = window.state(), .report = report}),
                     stop, storePatience);
    }
    QStringList words{report};
    if (window.state() == State::Started) {
        const PageOutcome page = switchPage(m_shells, environment, false, stop);
        if (!page.words.isEmpty())
            words.prepend(page.words);
    }
    return await(m_windows.advance(environment, window,
                                   {.change = Change::Ended,
                                    .state = State::Ended,
                                    .ends = now < window.now().ends ? now : QDateTime(),
                                    .report = words.join(u'\n')}),
                 stop, storePatience);
}

} // namespace Pilothouse::Maintenance
