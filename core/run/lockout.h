// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace Pilothouse::Run {

/// What in a script may cut off whoever administers the host, as far as its words tell: firewall, sshd, sudoers,
/// network. Each as it is written, in the order of the script. What only looks ("nft list", "sshd -t") is not among it.
/// Nothing found is no proof: a program of the application does what it likes.
QStringList findLockout(const QString& script);

} // namespace Pilothouse::Run
