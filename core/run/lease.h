// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/bell.h"
#include "run/hostshell.h"

#include <memory>
#include <mutex>

namespace Pilothouse::Run {

/// The reins of a run on one host: a long-lived request that claims the driver lease there (compare-and-set) and keeps
/// its sign of life as long as this object lives and the connection holds. Thread-safe.
class Lease
{
public:
    enum class State {
        Claiming,   ///< no answer yet
        Held,       ///< this console drives
        Refused,    ///< another driver shows itself; see who()
        Superseded, ///< a newer driver took over
        Broken,     ///< the connection ended; claim again
    };

    /// `token` is the journal's: an earlier claim with the same one is replaced at once, be it alive or not.
    Lease(const std::shared_ptr<HostShell>& shell, const QString& run, const QString& owner, const QString& token,
          std::shared_ptr<Bell> bell);
    ~Lease();
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;

    State state() const;
    int generation() const;
    QString who() const;
    /// Why it is Broken.
    Error error() const;

private:
    struct Shared;
    std::shared_ptr<Shared> m_shared;
};

} // namespace Pilothouse::Run
