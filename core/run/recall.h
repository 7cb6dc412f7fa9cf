// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/hostshell.h"
#include "run/journal.h"
#include "run/record.h"
#include "system/definition.h"

#include <functional>
#include <stop_token>

namespace Pilothouse::Run {

/// A driver shows itself every two seconds; one that was silent for so long is gone.
constexpr std::chrono::seconds driverIsGone{20};

/// What the hosts have of one run, for a console that has no journal of it: the plan, who started it, how far it is. A
/// value.
struct Recalled
{
    struct Step
    {
        QString key;
        qint64 size = 0;     ///< bytes of its output
        QString status = {}; ///< as its supervisor wrote it ("exit 0"); empty while it runs

        bool operator==(const Step&) const = default;
    };
    /// The end of an output, as it was then.
    struct Tail
    {
        QString segment;
        QString step;
        qint64 offset = 0;
        QByteArray bytes = {};

        bool operator==(const Tail&) const = default;
    };
    struct Segment
    {
        QString name;
        QString host;
        QString state; ///< starting, running, holding, lost, rebooted, or ended
        QString outcome = {};
        std::vector<Step> steps = {};

        /// Nothing more will happen in it.
        bool isOver() const { return state == QLatin1StringView("ended"); }
        bool operator==(const Segment&) const = default;
    };

    Id run;
    Plan plan;
    QString actor = {};
    QString installation = {};
    QDateTime started = {};
    std::vector<Segment> segments = {}; ///< in the order in which the plan has them, those of the way back last
    QString driver = {};                ///< who drives, or did so last
    std::optional<std::chrono::seconds> silence = {}; ///< since that console's last sign of life
    std::vector<Tail> tails = {};                     ///< of the outputs, where they were asked for
    QStringList locked = {};                          ///< hosts whose lock the run holds: while there is one it is open
    QStringList unasked = {};                         ///< hosts that could not be asked, with the reason

    /// What is certain without the console that drove it; Unknown where only that one can tell.
    RunState state() const;
    /// A console that still shows itself drives it.
    bool isDriven() const;
    bool operator==(const Recalled&) const = default;
};

/// The runs of an environment that its hosts keep and that this console has no journal of.
struct KeptElsewhere
{
    std::vector<Recalled> runs = {}; ///< newest first
    int older = 0;                   ///< that were not looked at
    QStringList unasked = {};        ///< hosts that could not be asked
    QStringList damaged = {};        ///< hosts that keep something of a run that cannot be read

    bool operator==(const KeptElsewhere&) const = default;
};

/// What a launch leaves on its host: JSON on one line, with no secret.
QByteArray recordForHosts(const RunRecord& record);

/// Asks every host of the environment that can hold runs; of each output for so many bytes as `tail` says. NotFound
/// when none has the run, Unreachable when none has it and one could not be asked, Invalid when what a host keeps is
/// damaged. Blocking: on a worker thread.
Result<Recalled> recall(HostShells& shells, const System::Environment& environment, const QString& system,
                        const Id& run, const std::stop_token& stop, qint64 tail = 0);

/// Asks the same hosts which runs they keep, and of the newest `most` that are not known here how far they are.
/// Unreachable where no host answered. Blocking: on a worker thread.
Result<KeptElsewhere> lookOnHosts(HostShells& shells, const System::Environment& environment, const QString& system,
                                  const std::function<bool(const Id&)>& isKnown, size_t most,
                                  const std::stop_token& stop);

/// Whether the definition here says the same as the plan that a host kept: a host must not be able to put words into
/// another's mouth. Conflict says what differs.
Result<void> checkAgainst(const System::Definition& definition, const Plan& plan);

/// The run as lists show it: who drives it, or what nobody here can tell, is its summary.
RunInfo infoOf(const Recalled& recalled);

/// A journal with which a console can go on where the hosts are.
std::vector<JournalEntry> journalOf(const Recalled& recalled, const QDateTime& now);

} // namespace Pilothouse::Run
