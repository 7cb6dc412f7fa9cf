// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/status.h"

#include "app/ctl/maintenance.h"
#include "base/await.h"
#include "base/translate.h"
#include "base/units.h"
#include "run/lastchange.h"
#include "system/windows.h"

#include <QJsonArray>

namespace Pilothouse::Ctl {

using Health::HealthVerdict;
using Health::Measurement;
using namespace Qt::StringLiterals;

QString mark(HealthVerdict verdict)
{
    switch (verdict) {
    case HealthVerdict::Up:
        return u"\u25cf"_s;
    case HealthVerdict::Degraded:
        return u"\u25c6"_s;
    case HealthVerdict::Down:
        return u"\u25b2"_s;
    case HealthVerdict::Unknown:
        return u"\u25cb"_s;
    case HealthVerdict::Maintenance:
        return u"\u25fc"_s;
    }
    return u"\u25cb"_s;
}

QJsonObject toJson(const Measurement& measurement)
{
    QJsonArray conditions;
    for (const System::ConditionOutcome& outcome : measurement.conditions)
        conditions.append(
            QJsonObject{{u"condition"_s, outcome.condition}, {u"holds"_s, outcome.holds}, {u"seen"_s, outcome.seen}});
    QJsonObject components;
    for (const auto& [name, verdict] : measurement.components)
        components.insert(name, healthVerdictName(verdict));
    QJsonObject out{{u"probe"_s, measurement.probe},
                    {u"verdict"_s, healthVerdictName(measurement.verdict)},
                    {u"reason"_s, measurement.reason},
                    {u"at"_s, isoUtc(measurement.at)},
                    {u"tookMs"_s, qint64(measurement.took.count())},
                    {u"conditions"_s, conditions},
                    {u"components"_s, components}};
    if (!measurement.version.isEmpty())
        out.insert(u"version"_s, measurement.version);
    if (measurement.seen.responseTime)
        out.insert(u"responseMs"_s, qint64(measurement.seen.responseTime->count()));
    if (measurement.seen.certificateExpiration)
        out.insert(u"certificateExpiresInMs"_s, qint64(measurement.seen.certificateExpiration->count()));
    return out;
}

Result<std::vector<Definitions::Place>> places(Call& call)
{
    std::vector<Definitions::Place> out;
    if (call.words().isEmpty()) {
        for (const System::Definition& definition : call.services().definitions().all()) {
            for (const System::Environment& environment : definition.environments)
                out.push_back({definition, environment});
        }
        if (out.empty() && call.services().definitions().broken().empty())
            return fail(ErrorKind::NotFound,
                        translate("Ctl", "No system is defined in %1.").arg(call.options().configDir));
        for (Definitions::Place& place : out)
            std::erase_if(place.environment.probes, [](const System::ProbeSpec& probe) { return !probe.isWatched(); });
        return out;
    }
    for (const QString& word : call.words()) {
        const auto target = Target::parse(word);
        if (!target)
            return fail(target.error());
        auto place = call.services().definitions().find(target->system, target->environment);
        if (!place)
            return fail(place.error());
        if (!target->part.isEmpty()) {
            const System::Service* service = place->environment.service(target->part);
            std::erase_if(place->environment.probes, [&](const System::ProbeSpec& probe) {
                const bool ofService =
                    service && (service->probes.contains(probe.name) || probe.service == service->name);
                return !ofService && probe.via != target->part && probe.name != target->part;
            });
            if (place->environment.probes.empty())
                return fail(ErrorKind::NotFound,
                            translate("Ctl", "%1 has no probe for \"%2\".").arg(target->toString(), target->part));
        }
        // A burst of requests is sent to whom names it, and to nobody who asks how things are.
        std::erase_if(place->environment.probes,
                      [&](const System::ProbeSpec& probe) { return !probe.isWatched() && probe.name != target->part; });
        out.push_back(std::move(*place));
    }
    return out;
}

namespace {

constexpr auto storeTime = std::chrono::seconds(30);
/// What is not sent by then, the next program sends.
constexpr auto upkeepTime = std::chrono::seconds(20);

HealthVerdict overall(const std::vector<Measurement>& measurements)
{
    HealthVerdict verdict = measurements.empty() ? HealthVerdict::Unknown : HealthVerdict::Up;
    for (const Measurement& measurement : measurements)
        verdict = worse(verdict, measurement.verdict);
    return verdict;
}

QJsonValue toJson(const std::optional<System::OpenWindow>& window)
{
    if (!window)
        return QJsonValue();
    return QJsonObject{{u"title"_s, window->title},
                       {u"until"_s, window->until.isValid() ? QJsonValue(isoUtc(window->until)) : QJsonValue()}};
}

/// A moment of an environment: what was measured, and what it means in the windows that are open.
struct Standing
{
    HealthVerdict measured = HealthVerdict::Unknown;
    std::optional<System::OpenWindow> maintenance = {};
    QString announced = {};  ///< how people were told of it
    QStringList closed = {}; ///< windows that do not open, and why
    std::optional<System::OpenWindow> freeze = {};

    Standing(const System::Environment& environment, const std::vector<Maintenance::Window>& windows,
             HealthVerdict verdict, const QDateTime& now)
        : Standing(environment, Maintenance::standing(environment, windows, now), verdict, now)
    {
    }
    Standing(const System::Environment& environment, const Maintenance::Standing& standing, HealthVerdict verdict,
             const QDateTime& now)
        : measured(verdict)
        , maintenance(standing.open)
        , announced(standing.words)
        , closed(standing.closed)
        , freeze(System::openWindow(environment.freeze, now))
    {
    }
    /// What is wrong while it is meant to be away is no alarm; that all is well stays well.
    HealthVerdict shown() const
    {
        return maintenance && measured != HealthVerdict::Up ? HealthVerdict::Maintenance : measured;
    }
};

void printWindows(Call& call, const Standing& standing)
{
    if (standing.maintenance)
        call.print(translate("Ctl", "  maintenance %1").arg(System::untilWords(*standing.maintenance)));
    if (!standing.announced.isEmpty())
        call.print(u"  "_s + SafeText::oneLine(standing.announced, 500).text());
    for (const QString& each : standing.closed)
        call.print(u"  "_s + SafeText::oneLine(each, 500).text());
    if (standing.freeze)
        call.print(translate("Ctl", "  frozen %1; nothing new is deployed").arg(System::untilWords(*standing.freeze)));
}

/// What stands in the store about an environment, and, where that is asked for, who has it locked. None of it decides
/// how the command ends: that is about health.
struct Noted
{
    std::vector<Incident::Record> incidents = {};
    std::vector<Run::RunInfo> unreviewed = {};
    std::vector<Run::LockInfo> locks = {};
    QString definition = {}; ///< the hash of the one here

    QJsonObject toJson() const
    {
        QJsonArray open;
        for (const Incident::Record& incident : incidents)
            open.append(Incident::toJson(incident));
        QJsonArray runs;
        for (const Run::RunInfo& run : unreviewed)
            runs.append(run.id.toString());
        QJsonArray held;
        for (const Run::LockInfo& lock : locks)
            held.append(QJsonObject{{u"host"_s, lock.host},
                                    {u"holder"_s, SafeText::oneLine(lock.holder).text()},
                                    {u"dead"_s, lock.dead},
                                    {u"otherDefinition"_s, !Run::otherHolderWords(lock.holder, definition).isEmpty()}});
        return {{u"incidents"_s, open}, {u"unreviewed"_s, runs}, {u"locks"_s, held}};
    }
};

Noted notedOf(Call& call, const Definitions::Place& place)
{
    Noted noted{.definition = place.definition.sha256};
    const QString& system = place.definition.system;
    const QString& environment = place.environment.name;
    auto incidents =
        call.wait(call.services().incidents().list({.target = system + u'/' + environment, .openOnly = true}));
    if (incidents)
        noted.incidents = std::move(*incidents);
    auto runs =
        call.wait(call.services().runs().list({.system = system, .environment = environment, .unreviewedOnly = true}));
    if (runs)
        noted.unreviewed = std::move(*runs);
    for (const Error* error : {incidents ? nullptr : &incidents.error(), runs ? nullptr : &runs.error()}) {
        if (error)
            call.note(error->message);
    }
    if (!call.has(u"locks"_s))
        return noted;
    auto locks = call.wait(call.services().locks().show(system, place.environment));
    if (!locks)
        call.note(translate("Ctl", "Who has %1 locked is not known: %2").arg(environment, locks.error().message));
    else
        std::ranges::copy_if(*locks, std::back_inserter(noted.locks), &Run::LockInfo::locked);
    return noted;
}

void printNoted(Call& call, const Noted& noted)
{
    for (const Incident::Record& incident : noted.incidents)
        call.print(
            translate("Ctl", "  ! incident %1: %2").arg(Incident::shortId(incident.id), incidentWords(incident)));
    if (!noted.unreviewed.empty())
        call.print(translate("Ctl", "  ! %n run(s) passed gates and nobody reviewed that", nullptr,
                             int(noted.unreviewed.size())));
    for (const Run::LockInfo& lock : noted.locks) {
        const QString other = Run::otherHolderWords(lock.holder, noted.definition);
        call.print(
            translate("Ctl", "  %1 is locked: %2%3")
                .arg(lock.host, SafeText::oneLine(lock.holder).text(), other.isEmpty() ? QString() : u"; "_s + other));
    }
}

Exit status(Call& call)
{
    const auto asked = places(call);
    if (!asked)
        return call.report(asked.error());
    Upkeep upkeep(call, call.words().isEmpty() ? u"-"_s : call.words().first().section(u':', 0, 0));
    using Future = QFuture<Result<Measurement>>;
    std::vector<std::vector<Future>> pending;
    for (const Definitions::Place& place : *asked) {
        auto& futures = pending.emplace_back();
        for (const System::ProbeSpec& probe : place.environment.probes)
            futures.push_back(call.services().prober().measure(place.definition.system, place.environment, probe));
    }
    QJsonArray targets;
    HealthVerdict worst = HealthVerdict::Up;
    for (size_t i = 0; i < asked->size(); ++i) {
        const Definitions::Place& place = asked->at(i);
        std::vector<Measurement> measurements;
        for (size_t p = 0; p < pending[i].size(); ++p) {
            auto measured = call.wait(pending[i][p]);
            if (!measured) {
                if (measured.error().kind == ErrorKind::Cancelled)
                    return call.report(measured.error());
                measured = Measurement{.probe = place.environment.probes[p].name,
                                       .reason = measured.error().message,
                                       .at = call.services().clock().now()};
            }
            measurements.push_back(std::move(*measured));
        }
        const QDateTime now = call.services().clock().now();
        const auto windows = await(call.services().windows().list(place.definition.system, place.environment.name, {}),
                                   call.stop(), storeTime);
        if (!windows) {
            if (windows.error().kind == ErrorKind::Cancelled)
                return call.report(windows.error());
            call.note(windows.error().message);
        }
        const Standing standing(place.environment, windows.value_or(std::vector<Maintenance::Window>()),
                                overall(measurements), now);
        // Only what was measured decides how the command ends: a maintenance is no proof of health.
        worst = worse(worst, standing.measured);
        const QString name = place.definition.system + u'/' + place.environment.name;
        const Noted noted = notedOf(call, place);
        if (call.json()) {
            QJsonArray probes;
            for (const Measurement& measurement : measurements)
                probes.append(Ctl::toJson(measurement));
            QJsonObject target = noted.toJson();
            target[u"target"_s] = name;
            target[u"verdict"_s] = healthVerdictName(standing.shown());
            target[u"measured"_s] = healthVerdictName(standing.measured);
            target[u"maintenance"_s] = toJson(standing.maintenance);
            target[u"announced"_s] = standing.announced;
            target[u"closed"_s] = QJsonArray::fromStringList(standing.closed);
            target[u"freeze"_s] = toJson(standing.freeze);
            target[u"probes"_s] = probes;
            targets.append(target);
            continue;
        }
        call.print(mark(standing.shown()) + u' ' + name + u"  "_s + healthVerdictWord(standing.shown()));
        printWindows(call, standing);
        printNoted(call, noted);
        for (const Measurement& measurement : measurements)
            call.print(u"  %1 %2 %3  (%4)"_s.arg(
                mark(measurement.verdict), measurement.probe.leftJustified(14),
                SafeText::oneLine(measurement.reason).text(),
                translate("Ctl", "%1 ago")
                    .arg(formatDuration(std::chrono::milliseconds(measurement.at.msecsTo(now))))));
        if (measurements.empty())
            call.print(translate("Ctl", "  no probe is defined, so nothing is known"));
    }
    upkeep.finish(upkeepTime);
    // A system whose definition cannot be read is one about which nothing is known.
    QJsonArray broken;
    if (call.words().isEmpty()) {
        for (const Definitions::Broken& file : call.services().definitions().broken()) {
            worst = worse(worst, HealthVerdict::Unknown);
            broken.append(file.file);
            call.note(translate("Ctl", "%1 has faults, so its system is not watched; see pilothousectl validate.")
                          .arg(file.file));
        }
    }
    if (call.json())
        call.printJson({{u"verdict"_s, healthVerdictName(worst)}, {u"targets"_s, targets}, {u"broken"_s, broken}});
    if (worst == HealthVerdict::Down || worst == HealthVerdict::Degraded)
        return Exit::Failed;
    return worst == HealthVerdict::Unknown ? Exit::Unknown : Exit::Done;
}

} // namespace

std::vector<Command> statusCommands()
{
    return {{u"status"_s,
             u"[TARGET…]"_s,
             translate("Ctl", "probe once and print the verdicts with evidence and age"),
             {{u"locks"_s, {}, translate("Ctl", "ask the hosts too who has them locked, and with which definition")}},
             status}};
}

} // namespace Pilothouse::Ctl
