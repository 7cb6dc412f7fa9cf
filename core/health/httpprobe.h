// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/promise.h"
#include "system/probespec.h"

namespace Pilothouse::Health {

class CurlLoop;
class Trust;

/// One GET from this machine. A total deadline of its own, at most 1 MiB of body, at most five redirects, credentials
/// only to the first origin. TLS faults are distinct errors; nothing is ignored.
class HttpProbe
{
public:
    static constexpr qint64 bodyCap = 1024 * 1024;
    static constexpr int redirectCap = 5;

    /// On the thread of `loop`. `authority`: a PEM file, empty for the system's. `trust` says the same for a handshake
    /// that finds out what is wrong with a certificate that was refused; it outlives `loop`.
    static QFuture<Result<System::Observation>> get(CurlLoop& loop, Clock& clock, Trust& trust,
                                                    const System::ProbeSpec& probe, const QString& authority);
};

} // namespace Pilothouse::Health
