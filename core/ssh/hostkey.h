// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace Pilothouse::Ssh {

/// The public key of a host as RFC 4253 section 6.6 writes it: a blob that begins with its type's name. A value.
struct HostKey
{
    QByteArray type = {}; ///< "ssh-ed25519"
    QByteArray blob = {};

    /// Nothing when the blob does not begin with a type name.
    static std::optional<HostKey> fromBlob(const QByteArray& blob);
    /// As OpenSSH shows it: "SHA256:" and base64 without padding.
    QString fingerprint() const;
    /// Type and fingerprint, for messages.
    QString describe() const;

    bool operator==(const HostKey&) const = default;
};

} // namespace Pilothouse::Ssh
