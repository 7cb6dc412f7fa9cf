// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/hostkey.h"
#include "ssh/signature.h"

#include <QByteArrayList>
#include <QDateTime>

namespace Pilothouse::Ssh {

/// A certificate in OpenSSH's format (PROTOCOL.certkeys): an authority's word for a key. Read, not believed: whoever
/// uses it asks for the signature, the dates, the names and the options. A value.
struct HostCertificate
{
    HostKey key;       ///< the certified key as it is known without a certificate
    HostKey authority; ///< who signed it
    quint64 serial = 0;
    bool forHost = false;
    QByteArray id; ///< whatever the authority wrote there: text from outside
    QByteArrayList principals;
    quint64 validAfter = 0; ///< seconds since 1970
    quint64 validBefore = 0;
    QByteArrayList criticalOptions;
    QByteArray blob;
    qsizetype signedSize = 0; ///< how much of `blob` the signature is over
    QByteArray signature;

    /// Nothing when it is malformed in any way, of a type that no connection here can use, or signed by a certificate.
    static std::optional<HostCertificate> fromBlob(const QByteArray& blob);
    /// Whether a type of key names a certificate.
    static bool isType(const QByteArray& type);

    SignatureVerdict checkSignature() const;
    bool isValidAt(const QDateTime& time) const;
    /// As OpenSSH of Debian 12 and 13: the exact name, without a port. A certificate without names is good for nobody.
    bool isFor(const QByteArray& name) const { return principals.contains(name); }
    /// How long it is valid, for messages: "2026-01-01 to 2027-01-01", in UTC.
    QString validity() const;
    /// Its names, for messages.
    QString names() const;
};

} // namespace Pilothouse::Ssh
