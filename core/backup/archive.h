// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/ladder.h"

#include <QJsonObject>

namespace Pilothouse::Backup {

/// A script for sh that reads the file in $1 to its end and prints what that proves, as readProof() reads it: the same
/// that runs on hosts.
QByteArray verifyScript();

/// {rung, reason, kind, bytes, rawBytes, sha256, file}
QJsonObject inspectProof(const Proof& proof);

} // namespace Pilothouse::Backup
