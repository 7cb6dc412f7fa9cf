// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QJsonValue>

namespace Pilothouse {

/// The only bytes that plans, audit rows and signatures hash: JSON as RFC 8785 writes it (members sorted by UTF-16 code
/// unit, no white space, shortest escapes, UTF-8), restricted to integers within ±2^53 so that no number format can
/// differ. A fraction or a lone surrogate is Invalid. Any thread.
Result<QByteArray> canonicalJson(const QJsonValue& value);

/// SHA-256 in lower-case hex.
QString sha256Hex(QByteArrayView bytes);

} // namespace Pilothouse
