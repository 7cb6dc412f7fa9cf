// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/hostkey.h"

#include <QByteArrayView>

namespace Pilothouse::Ssh {

enum class SignatureVerdict {
    Good,
    Bad,
    Unsupported, ///< made with an algorithm that is not accepted here: SHA-1, short RSA keys, DSA, hardware keys
};

/// Whether `signature` (as SSH writes it: algorithm and value) over `data` was made with the private half of `signer`.
/// Accepts ssh-ed25519, ecdsa-sha2-nistp256/384/521, and rsa-sha2-256/512 with keys of 2048 bits or more. Any thread.
SignatureVerdict verifySignature(const HostKey& signer, QByteArrayView data, QByteArrayView signature);

} // namespace Pilothouse::Ssh
