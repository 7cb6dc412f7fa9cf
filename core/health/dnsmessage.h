// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QStringList>

namespace Pilothouse::Health {

/// A question to a resolver (RFC 1035, 4), recursion wanted. Invalid for what is no name.
Result<QByteArray> dnsQuestion(quint16 id, const QString& name, const QString& type);

struct DnsAnswer
{
    QString code;             ///< "NOERROR", "NXDOMAIN", "SERVFAIL"; a number for others
    QStringList records = {}; ///< of the type that was asked for, as text; names without the last dot
    bool isCut = false;       ///< to be asked again over TCP
    bool isSecure = false;    ///< the resolver says that it has validated it

    bool operator==(const DnsAnswer&) const = default;
};

/// The answer to that question; Failed for bytes that are none. Any bytes are read without harm.
Result<DnsAnswer> readDnsAnswer(const QByteArray& message, quint16 id, const QString& type);

} // namespace Pilothouse::Health
