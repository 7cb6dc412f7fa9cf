// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "ssh/hostkey.h"

namespace Pilothouse::Ssh {

/// Whether a RevokedHostKeys file (ssh_config(5)) names the key: one public key a line. Invalid when the file cannot be
/// read, is a key revocation list in the binary form, which is not understood here, or holds a line that is no key:
/// then nobody can say that the key is good. Any thread; reads a small file.
Result<bool> isRevoked(const QString& file, const HostKey& key);

} // namespace Pilothouse::Ssh
