// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/promise.h"
#include "system/probespec.h"

#include <QSslConfiguration>

namespace Pilothouse::Health {

class CurlLoop;

/// One GET from this machine. A total deadline of its own, at most 1 MiB of body, at most five redirects, credentials
/// only to the first origin. TLS faults are distinct errors; nothing is ignored.
class HttpProbe
{
public:
    static constexpr qint64 bodyCap = 1024 * 1024;
    static constexpr int redirectCap = 5;

    /// On the thread of `loop`. `authority`: a PEM file, empty for the system's; `tls` trusts the same and is used to
    /// find out what is wrong with a certificate that was refused.
    static QFuture<Result<System::Observation>> get(CurlLoop& loop, Clock& clock, const System::ProbeSpec& probe,
                                                    const QString& authority, const QSslConfiguration& tls);
};

} // namespace Pilothouse::Health
