// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/secret.h"
#include "ssh/handles.h"

namespace Pilothouse::Ssh {

/// What can be told of a private key without its passphrase. A value.
struct KeyLook
{
    QString cipher = {};        ///< empty: it is not protected
    bool openable = true;       ///< with the passphrase; libssh crashes on AEAD ciphers, so those are left to the agent
    QByteArray publicBlob = {}; ///< as it goes over the wire; empty when only the opened key tells (the old formats)

    bool operator==(const KeyLook&) const = default;
};

/// Reads a private key's header. Invalid when it is no key. Source of the format: OpenSSH's PROTOCOL.key.
Result<KeyLook> lookAtKey(const QByteArray& text);
Result<KeyLook> lookAtKeyFile(const QString& file);

/// Reads a private key, with the passphrase where it has one. The header is judged by ourselves first: libssh crashes
/// on keys encrypted with an AEAD cipher, and cannot tell a missing passphrase from a broken file. Errors name the file
/// and say what to do; Conflict: the passphrase does not open it. bcrypt takes a tenth of a second and more. Any
/// thread.
Result<KeyHandle> readPrivateKey(const QString& file, const Secret& passphrase = {});

/// The public key or certificate of a file like id_ed25519.pub; empty when there is none.
QByteArray publicBlobIn(const QString& file);

/// A public key or a certificate from its blob; null when its kind is not supported.
KeyHandle publicKey(const QByteArray& blob);

/// Whether a blob is a certificate rather than a plain key.
bool isCertificate(const QByteArray& blob);
/// The key that a certificate certifies; any other blob as it is. Empty when it is damaged or of an unknown kind.
/// Source: OpenSSH's PROTOCOL.certkeys.
QByteArray certifiedKey(const QByteArray& blob);

} // namespace Pilothouse::Ssh
