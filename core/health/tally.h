// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "health/measurement.h"
#include "system/environment.h"

#include <array>

namespace Pilothouse::Health {

/// How long answers took, counted in steps of an eighth of an octave (nine per cent) from 1 ms to more than a minute.
/// Small, and sums of them are exact, so years of hours can be asked for any percentile. A value; any thread.
class Latencies
{
public:
    static constexpr int steps = 136;

    void add(std::chrono::milliseconds took, quint32 times = 1);
    void add(const Latencies& other);
    quint64 count() const;
    /// The time within which `share` (0…1) of them were answered, to the step; nothing when there are none.
    std::optional<std::chrono::milliseconds> percentile(double share) const;

    /// Pairs of a step and its count, as the store keeps them; what cannot be read back counts as nothing.
    QByteArray toBytes() const;
    static Latencies fromBytes(const QByteArray& bytes);

    bool operator==(const Latencies&) const = default;

private:
    std::array<quint32, steps> m_counts = {};
};

/// What looks at one probe came to over a time.
struct Tally
{
    quint64 up = 0;
    quint64 degraded = 0;
    quint64 down = 0;
    quint64 unknown = 0;
    quint64 maintenance = 0;
    Latencies latencies = {}; ///< of looks that were up or degraded

    void add(HealthVerdict verdict, std::chrono::milliseconds took);
    void add(const Tally& other);
    quint64 looks() const { return up + degraded + down + unknown + maintenance; }
    /// Share of looks (0…1) that were not down, of those that could tell; nothing when none could.
    std::optional<double> available() const;

    bool operator==(const Tally&) const = default;
};

/// How an objective of the definition stands. `holds` is nothing where too little was seen to say so.
struct ObjectiveState
{
    System::Objective objective;
    std::optional<bool> holds = {};
    std::optional<double> value = {};  ///< milliseconds of a latency, else per cent
    double limit = 0;                  ///< in the same unit
    std::optional<double> budget = {}; ///< share (…1) of what may go wrong that is left; below zero: spent
    double covered = 0;                ///< share (0…1) of the looks there should have been

    bool operator==(const ObjectiveState&) const = default;
};

/// `tally` over the objective's time. Less than a twentieth of the looks there should have been, or fewer than ten,
/// prove nothing.
ObjectiveState stateOf(const System::Objective& objective, const System::ProbeSpec& probe, const Tally& tally);
/// "p95 182 ms of 500 ms over 24h", with how much was seen where that is not nearly all; translated.
QString objectiveWords(const ObjectiveState& state);
QJsonObject toJson(const ObjectiveState& state);

} // namespace Pilothouse::Health
