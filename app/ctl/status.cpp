// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/command.h"
#include "base/await.h"
#include "base/translate.h"
#include "base/units.h"
#include "system/windows.h"

#include <QJsonArray>

namespace Pilothouse::Ctl {

using Health::HealthVerdict;
using Health::Measurement;
using namespace Qt::StringLiterals;

namespace {

struct Looked
{
    Definitions::Place place;
    std::vector<Measurement> measurements;
};

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

HealthVerdict overall(const std::vector<Measurement>& measurements)
{
    HealthVerdict verdict = measurements.empty() ? HealthVerdict::Unknown : HealthVerdict::Up;
    for (const Measurement& measurement : measurements)
        verdict = worse(verdict, measurement.verdict);
    return verdict;
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
        out.push_back(std::move(*place));
    }
    return out;
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
    std::optional<System::OpenWindow> freeze = {};

    Standing(const System::Environment& environment, HealthVerdict verdict, const QDateTime& now)
        : measured(verdict)
        , maintenance(System::openWindow(environment.maintenance, now))
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
    if (standing.freeze)
        call.print(translate("Ctl", "  frozen %1; nothing new is deployed").arg(System::untilWords(*standing.freeze)));
}

Exit status(Call& call)
{
    const auto asked = places(call);
    if (!asked)
        return call.report(asked.error());
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
        const Standing standing(place.environment, overall(measurements), now);
        // Only what was measured decides how the command ends: a maintenance is no proof of health.
        worst = worse(worst, standing.measured);
        const QString name = place.definition.system + u'/' + place.environment.name;
        if (call.json()) {
            QJsonArray probes;
            for (const Measurement& measurement : measurements)
                probes.append(toJson(measurement));
            targets.append(QJsonObject{{u"target"_s, name},
                                       {u"verdict"_s, healthVerdictName(standing.shown())},
                                       {u"measured"_s, healthVerdictName(standing.measured)},
                                       {u"maintenance"_s, toJson(standing.maintenance)},
                                       {u"freeze"_s, toJson(standing.freeze)},
                                       {u"probes"_s, probes}});
            continue;
        }
        call.print(mark(standing.shown()) + u' ' + name + u"  "_s + healthVerdictWord(standing.shown()));
        printWindows(call, standing);
        for (const Measurement& measurement : measurements)
            call.print(u"  %1 %2 %3  (%4)"_s.arg(
                mark(measurement.verdict), measurement.probe.leftJustified(14),
                SafeText::oneLine(measurement.reason).text(),
                translate("Ctl", "%1 ago")
                    .arg(formatDuration(std::chrono::milliseconds(measurement.at.msecsTo(now))))));
        if (measurements.empty())
            call.print(translate("Ctl", "  no probe is defined, so nothing is known"));
    }
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
             {},
             status}};
}

} // namespace Pilothouse::Ctl
