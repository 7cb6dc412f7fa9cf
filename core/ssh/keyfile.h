// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "ssh/handles.h"

namespace Pilothouse::Ssh {

/// Reads a private key without passphrase. The header is judged by ourselves first: libssh crashes on keys encrypted
/// with an AEAD cipher, and cannot tell a missing passphrase from a broken file. Errors name the file and say what to
/// do. Any thread. Source of the format: OpenSSH's PROTOCOL.key.
Result<KeyHandle> readPrivateKey(const QString& file);

/// What a private key's header says about its protection: the cipher's name, empty for none. Invalid when it is no key.
Result<QString> privateKeyCipher(const QByteArray& text);

} // namespace Pilothouse::Ssh
