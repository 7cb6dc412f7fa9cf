// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "alert/alert.h"
#include "alert/causes.h"

namespace Pilothouse::Alert {

/// How long is waited for what, and how much is told. Tests change them.
struct Policy
{
    /// A cause is told of no sooner than this after it was certain, so that what fails together is one message.
    std::chrono::milliseconds groupWait{std::chrono::seconds(5)};
    /// So long it is waited for word of what might explain it.
    std::chrono::milliseconds causeWait{std::chrono::seconds(35)};
    /// More causes than this within `stormTime` become one alert.
    int stormAbove = 3;
    std::chrono::milliseconds stormTime{std::chrono::minutes(5)};
    /// A cause that was told of so often within `flapTime` is flapping: it ends only after `flapQuiet`.
    int flapAfter = 3;
    std::chrono::milliseconds flapTime{std::chrono::hours(1)};
    std::chrono::milliseconds flapQuiet{std::chrono::minutes(15)};
};

/// Everything a decision is made of.
struct Situation
{
    const System::Environment& environment;
    std::vector<Signal> watched = {}; ///< of everything that is watched there now
    std::vector<Record> alerts = {};  ///< the open ones, and those that ended within Policy::flapTime
    bool maintenance = false;         ///< nothing is told of that begins now
    QDateTime now = {};
};

/// What somebody is told.
struct Telling
{
    Notify::Action action = Notify::Action::Trigger;
    std::vector<System::NotifyTarget> channels = {};
    bool reminder = false;

    bool operator==(const Telling&) const = default;
};

/// An alert that is new or changed, and who is told of it.
struct Change
{
    Record alert;
    bool opened = false;
    std::vector<Telling> tellings = {};

    bool operator==(const Change&) const = default;
};

/// What follows from a situation; a decision and nothing else. The rules:
///  - what is bad for long enough and explained by nothing that is bad too opens an alert; what is explained joins it
///    and nobody is told of it on its own;
///  - what is not known changes nothing, in either direction;
///  - an alert ends when all its members are well, and whoever was told of it is told that;
///  - each entry of `notify:` is told when its time has come (`after:`), again while nobody took it (`remind:`), and
///  not
///    while somebody has it (acknowledged) or wants quiet (snoozed);
///  - in maintenance nothing opens, and nobody is reminded.
std::vector<Change> decide(const Situation& situation, const Policy& policy = {});

} // namespace Pilothouse::Alert
