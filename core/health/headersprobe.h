// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "health/webtalk.h"
#include "system/probespec.h"

namespace Pilothouse::Health {

/// What the headers of a page lack that keep browsers from harm, one sentence each, the gravest first: encryption from
/// now on (RFC 6797, half a year at least), where scripts may come from, framing, guessing of types, referrers. Over
/// plain HTTP nothing is said of HSTS, which only counts over TLS.
QStringList headerWeaknesses(const QUrl& url, const std::map<QString, QString>& headers);

/// One request whose headers are judged. With conditions these alone judge.
std::unique_ptr<WebTalk> headersTalk(const System::ProbeSpec& probe);

/// http:// has to lead to https:// at once and for good (301, 308), and there to an answer within five hops. What is
/// seen is the first answer.
std::unique_ptr<WebTalk> redirectTalk(const System::ProbeSpec& probe);

/// A foreign origin must not be let in: neither named, nor by "*", nor in a preflight. An allowed one must. What is
/// seen is the answer to the foreign one.
std::unique_ptr<WebTalk> corsTalk(const System::ProbeSpec& probe);

} // namespace Pilothouse::Health
