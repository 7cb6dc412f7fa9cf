// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "health/route.h"
#include "health/webtalk.h"
#include "system/probespec.h"

#include <QSslConfiguration>

namespace Pilothouse::Health {

/// The burst of a rate-limit probe: all at once, as many as the definition says. Some have to be refused with 429 or
/// 503. [ROWS] are those that passed, [OUTPUT] counts them by status.
std::unique_ptr<WebTalk> burstTalk(const System::ProbeSpec& probe);

/// A body of one byte more than the limit: 413 is what has to come. [STATUS] is what came.
QFuture<Result<System::Observation>> bodyLimitLook(QObject* parent, Clock& clock, const System::ProbeSpec& probe,
                                                   const QSslConfiguration& tls, const Router& router);

/// One connection more than the limit, each held by a request whose body never comes; one at least has to be refused.
/// [ROWS] are those that were let in.
QFuture<Result<System::Observation>> connectionLimitLook(QObject* parent, Clock& clock, const System::ProbeSpec& probe,
                                                         const QSslConfiguration& tls, const Router& router);

} // namespace Pilothouse::Health
