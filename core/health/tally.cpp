// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/tally.h"

#include "base/translate.h"
#include "base/units.h"

#include <QDataStream>
#include <QIODevice>
#include <QJsonObject>

#include <cmath>
#include <numeric>

namespace Pilothouse::Health {

using namespace Qt::StringLiterals;

namespace {

constexpr double stepsAnOctave = 8;
constexpr quint64 fewestLooks = 10;
constexpr double leastCovered = 0.05;

int stepOf(std::chrono::milliseconds took)
{
    const double ms = double(std::max<qint64>(1, took.count()));
    return std::clamp(int(std::ceil(std::log2(ms) * stepsAnOctave)), 0, Latencies::steps - 1);
}

/// The percentage or number of "99%" or "1"; nothing for an empty text.
std::optional<double> amountOf(QString text)
{
    text.remove(u'%');
    bool ok = false;
    const double value = text.toDouble(&ok);
    return ok ? std::optional(value) : std::nullopt;
}

} // namespace

void Latencies::add(std::chrono::milliseconds took, quint32 times) { m_counts[size_t(stepOf(took))] += times; }

void Latencies::add(const Latencies& other)
{
    for (size_t i = 0; i < m_counts.size(); ++i)
        m_counts[i] += other.m_counts[i];
}

quint64 Latencies::count() const { return std::accumulate(m_counts.begin(), m_counts.end(), quint64(0)); }

std::optional<std::chrono::milliseconds> Latencies::percentile(double share) const
{
    const quint64 all = count();
    if (all == 0)
        return {};
    const auto wanted = std::max<quint64>(1, quint64(std::ceil(share * double(all))));
    quint64 seen = 0;
    for (size_t i = 0; i < m_counts.size(); ++i) {
        seen += m_counts[i];
        if (seen >= wanted)
            return std::chrono::milliseconds(qint64(std::lround(std::exp2(double(i) / stepsAnOctave))));
    }
    return {};
}

QByteArray Latencies::toBytes() const
{
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    for (size_t i = 0; i < m_counts.size(); ++i) {
        if (m_counts[i] > 0)
            out << quint8(i) << m_counts[i];
    }
    return bytes;
}

Latencies Latencies::fromBytes(const QByteArray& bytes)
{
    Latencies latencies;
    QDataStream in(bytes);
    while (!in.atEnd()) {
        quint8 step = 0;
        quint32 count = 0;
        in >> step >> count;
        if (in.status() != QDataStream::Ok || step >= steps)
            return {};
        latencies.m_counts[step] += count;
    }
    return latencies;
}

void Tally::add(HealthVerdict verdict, std::chrono::milliseconds took)
{
    switch (verdict) {
    case HealthVerdict::Up:
        ++up;
        latencies.add(took);
        break;
    case HealthVerdict::Degraded:
        ++degraded;
        latencies.add(took);
        break;
    case HealthVerdict::Down:
        ++down;
        break;
    case HealthVerdict::Unknown:
        ++unknown;
        break;
    case HealthVerdict::Maintenance:
        ++maintenance;
        break;
    }
}

void Tally::add(const Tally& other)
{
    up += other.up;
    degraded += other.degraded;
    down += other.down;
    unknown += other.unknown;
    maintenance += other.maintenance;
    latencies.add(other.latencies);
}

std::optional<double> Tally::available() const
{
    const quint64 told = up + degraded + down;
    return told == 0 ? std::nullopt : std::optional(double(up + degraded) / double(told));
}

ObjectiveState stateOf(const System::Objective& objective, const System::ProbeSpec& probe, const Tally& tally)
{
    ObjectiveState state{.objective = objective};
    const double expected = double(objective.over.count()) / double(std::max<qint64>(1, probe.every.count()));
    const quint64 told = tally.up + tally.degraded + tally.down;
    state.covered = std::min(1.0, double(told) / std::max(1.0, expected));
    const bool enough = told >= fewestLooks && state.covered >= leastCovered;
    if (!objective.latency.isEmpty()) {
        const double share = objective.latency.mid(1).toDouble() / 100;
        const auto limit = parseDuration(objective.below);
        state.limit = limit ? double(limit->count()) : 0;
        if (const auto value = tally.latencies.percentile(share))
            state.value = double(value->count());
        if (enough && state.value)
            state.holds = *state.value < state.limit;
        return state;
    }
    const auto available = tally.available();
    const auto above = amountOf(objective.above);
    state.limit = above.value_or(amountOf(objective.below).value_or(0));
    if (!available)
        return state;
    // "above 99 %" speaks of what was well, "below 1 %" of what was not.
    const double failed = (1 - *available) * 100;
    state.value = above ? *available * 100 : failed;
    const double allowed = above ? 100 - state.limit : state.limit;
    if (enough) {
        state.holds = above ? *state.value >= state.limit : *state.value < state.limit;
        if (allowed > 0)
            state.budget = (allowed - failed) / allowed;
    }
    return state;
}

QString objectiveWords(const ObjectiveState& state)
{
    const System::Objective& objective = state.objective;
    const QString over = formatDuration(objective.over);
    const auto percent = [](double value) {
        return QString::number(value, 'f', value > 99 && value < 100 ? 3 : 2) + u" %"_s;
    };
    QString words;
    if (!state.value)
        words = translate("Health", "nothing was seen over %1").arg(over);
    else if (!objective.latency.isEmpty())
        words = translate("Health", "%1 %2, to be below %3, over %4")
                    .arg(objective.latency, formatDuration(std::chrono::milliseconds(qint64(*state.value))),
                         objective.below, over);
    else if (!objective.above.isEmpty())
        words = translate("Health", "%1 available, to be above %2, over %3")
                    .arg(percent(*state.value), objective.above, over);
    else
        words =
            translate("Health", "%1 failed, to be below %2, over %3").arg(percent(*state.value), objective.below, over);
    if (state.value && !state.holds)
        words += translate("Health", "; too little was seen to say so (%1)").arg(percent(state.covered * 100));
    else if (state.value && state.covered < 0.9)
        words += translate("Health", "; of %1 of the time").arg(percent(state.covered * 100));
    if (state.budget)
        words += *state.budget >= 0
                     ? translate("Health", "; %1 of the error budget left").arg(percent(*state.budget * 100))
                     : translate("Health", "; the error budget is spent");
    return words;
}

QJsonObject toJson(const ObjectiveState& state)
{
    const auto orNull = [](const std::optional<double>& value) { return value ? QJsonValue(*value) : QJsonValue(); };
    return {{u"name"_s, state.objective.name},
            {u"of"_s, state.objective.of},
            {u"overMs"_s, qint64(state.objective.over.count())},
            {u"unit"_s, state.objective.latency.isEmpty() ? u"percent"_s : u"milliseconds"_s},
            {u"value"_s, orNull(state.value)},
            {u"limit"_s, state.limit},
            {u"holds"_s, state.holds ? QJsonValue(*state.holds) : QJsonValue()},
            {u"budgetLeft"_s, orNull(state.budget)},
            {u"covered"_s, state.covered}};
}

} // namespace Pilothouse::Health
