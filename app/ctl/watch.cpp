// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/status.h"
#include "app/watching.h"
#include "base/safetext.h"
#include "base/translate.h"
#include "base/units.h"

#include <QSysInfo>

#include <deque>

namespace Pilothouse::Ctl {

using Health::HealthVerdict;
using Health::ProbeState;
using namespace Qt::StringLiterals;

namespace {

/// What happens on other threads, printed by the one thread that may.
class Feed
{
public:
    void add(std::function<void()> event)
    {
        m_bell.ring([&] { m_events.push_back(std::move(event)); });
    }
    /// Waits for the next one; whether there is one.
    bool next(const std::stop_token& stop, std::chrono::milliseconds patience, std::function<void()>& event)
    {
        const auto take = [&] {
            if (m_events.empty())
                return false;
            event = std::move(m_events.front());
            m_events.pop_front();
            return true;
        };
        return m_bell.wait(stop, patience, take);
    }

private:
    Run::Bell m_bell;
    std::deque<std::function<void()>> m_events;
};

/// One definition a system, with those of its environments that are watched.
std::vector<System::Definition> narrowed(const std::vector<Definitions::Place>& places)
{
    std::vector<System::Definition> out;
    for (const Definitions::Place& place : places) {
        if (out.empty() || out.back().system != place.definition.system) {
            out.push_back(place.definition);
            out.back().environments.clear();
        }
        out.back().environments.push_back(place.environment);
    }
    return out;
}

/// What is printed, and what was printed last of each probe.
class Report
{
public:
    explicit Report(Call& call)
        : m_call(call)
        , m_everyLook(call.has(u"looks"_s))
    {
    }

    void look(const QString& target, const ProbeState& state)
    {
        const auto last = m_verdicts.find({target, state.spec().name});
        const bool same = last != m_verdicts.end() && last->second == state.verdict();
        m_verdicts.insert_or_assign({target, state.spec().name}, state.verdict());
        if ((same && !m_everyLook) || !state.last())
            return;
        const Health::Measurement& look = *state.last();
        if (m_call.json()) {
            QJsonObject line = toJson(look);
            line.insert(u"event"_s, same ? u"look"_s : u"verdict"_s);
            line.insert(u"target"_s, target);
            line.insert(u"measured"_s, healthVerdictName(look.verdict));
            line.insert(u"verdict"_s, healthVerdictName(state.verdict()));
            line.insert(u"since"_s, isoUtc(state.since()));
            m_call.printJsonLine(line);
            return;
        }
        m_call.print(u"%1  %2 %3  %4  %5"_s.arg(isoUtc(look.at), mark(state.verdict()), target, state.spec().name,
                                                healthVerdictWord(state.verdict())) +
                     u": "_s + SafeText::oneLine(look.reason, 300).text());
    }

    void alerts(const QString& target, const std::vector<Alert::Record>& all)
    {
        const QDateTime now = m_call.services().clock().now();
        for (const Alert::Record& alert : all) {
            int& version = m_versions.try_emplace(alert.id.toString(), -1).first->second;
            if (version == alert.version)
                continue;
            version = alert.version;
            if (m_call.json()) {
                QJsonObject line = Alert::toJson(alert, now);
                line.insert(u"event"_s, u"alert"_s);
                m_call.printJsonLine(line);
            } else {
                m_call.print(translate("Ctl", "%1  ! %2  %3 [%4] %5")
                                 .arg(isoUtc(now), target, titleOf(alert), alert.id.toString().left(13),
                                      SafeText::oneLine(standingOf(alert, now), 200).text()));
            }
        }
    }

    void held(const Alert::Watch& watch)
    {
        if (m_call.json())
            m_call.printJsonLine({{u"event"_s, u"watch"_s},
                                  {u"mine"_s, watch.mine},
                                  {u"holder"_s, watch.holder},
                                  {u"since"_s, isoUtc(watch.since)}});
        else if (watch.mine)
            m_call.print(translate("Ctl", "Alerts are decided here now, and people are told."));
        else
            m_call.print(translate("Ctl", "Alerts are decided by %1 since %2; this program takes over when it is gone.")
                             .arg(SafeText::oneLine(watch.holder).text(), isoUtc(watch.since)));
    }

    HealthVerdict worst(size_t probes) const
    {
        HealthVerdict verdict = m_verdicts.size() < probes ? HealthVerdict::Unknown : HealthVerdict::Up;
        for (const auto& each : m_verdicts)
            verdict = worse(verdict, each.second);
        return verdict;
    }

private:
    Call& m_call;
    bool m_everyLook;
    std::map<std::pair<QString, QString>, HealthVerdict> m_verdicts;
    std::map<QString, int> m_versions;
};

Exit exitOf(HealthVerdict verdict)
{
    if (verdict == HealthVerdict::Down || verdict == HealthVerdict::Degraded)
        return Exit::Failed;
    return verdict == HealthVerdict::Unknown ? Exit::Unknown : Exit::Done;
}

Exit watch(Call& call)
{
    std::optional<std::chrono::milliseconds> length;
    if (call.has(u"for"_s)) {
        const auto parsed = parseDuration(call.value(u"for"_s));
        if (!parsed)
            return call.report(parsed.error());
        length = *parsed;
    }
    const auto asked = places(call);
    if (!asked)
        return call.report(asked.error());
    call.stream();
    // Whoever watches a part only would leave the rest without alerts, so it decides nothing.
    const bool whole = call.words().isEmpty();
    Services& services = call.services();
    // Answers of the store may come after the end of this.
    const auto feed = std::make_shared<Feed>();
    Report report(call);
    Watching watching(services, u"pilothousectl watch "_s + translate("Ctl", "on %1").arg(QSysInfo::machineHostName()));
    QObject::connect(
        &watching.monitor(), &Health::Monitor::looked, &watching.watchman(),
        [&](const QString& system, const QString& environment, const ProbeState& state) {
            feed->add([&report, target = QString(system + u'/' + environment), state] { report.look(target, state); });
        },
        Qt::DirectConnection);
    QObject::connect(
        &watching.watchman(), &Alert::Watchman::changed, &watching.watchman(),
        [&](const QString& system, const QString& environment) {
            const QString target = system + u'/' + environment;
            whenAnswered(services.alerts().list({.target = target, .limit = 50}),
                         [feed, &report, target](const Result<std::vector<Alert::Record>>& found) {
                             if (found)
                                 feed->add([&report, target, all = *found] { report.alerts(target, all); });
                         });
        },
        Qt::DirectConnection);
    QObject::connect(
        &watching.watchman(), &Alert::Watchman::held, &watching.watchman(),
        [&](const Alert::Watch& watch) { feed->add([&report, watch] { report.held(watch); }); }, Qt::DirectConnection);
    size_t probes = 0;
    for (const Definitions::Place& place : *asked)
        probes += place.environment.probes.size();
    call.note(translate("Ctl", "%n probe(s) are watched; Ctrl+C ends it.", nullptr, int(probes)));
    for (const Definitions::Broken& file : services.definitions().broken())
        call.note(translate("Ctl", "%1 has faults, so its system is not watched; see pilothousectl validate.")
                      .arg(file.file));
    watching.start(narrowed(*asked), whole);
    if (whole)
        services.keeper().keepOn();
    const auto began = services.clock().monotonic();
    while (!call.stop().stop_requested()) {
        auto patience = std::chrono::milliseconds(std::chrono::hours(1));
        if (length)
            patience = std::min(patience, *length - (services.clock().monotonic() - began));
        if (patience <= std::chrono::milliseconds(0))
            break;
        std::function<void()> event;
        if (feed->next(call.stop(), patience, event))
            event();
    }
    return length && !call.stop().stop_requested() ? exitOf(report.worst(probes)) : Exit::Cancelled;
}

} // namespace

std::vector<Command> watchCommands()
{
    return {{u"watch"_s,
             u"[TARGET…]"_s,
             translate("Ctl", "keep looking, print what changes, and tell people what is wrong"),
             {{u"looks"_s, {}, translate("Ctl", "print every look, not only changes")},
              {u"for"_s, u"DURATION"_s, translate("Ctl", "end after this; the exit status is that of status then")}},
             watch,
             true,
             translate("Ctl", "Without a TARGET it decides alerts and has people told, unless another program on this "
                              "computer does so already. With one it only looks.")}};
}

} // namespace Pilothouse::Ctl
