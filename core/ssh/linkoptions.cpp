// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/linkoptions.h"

using namespace Qt::StringLiterals;

namespace Pilothouse::Ssh {

QString LinkOptions::key() const
{
    if (*this == LinkOptions())
        return {};
    return QStringList{QString::number(int(family)),
                       bindAddress,
                       bindInterface,
                       proxyCommand,
                       QString::fromLatin1(QByteArrayList{ciphers, macs, keyExchange, hostKeyAlgorithms,
                                                          publicKeyAlgorithms, authorityAlgorithms}
                                               .join(';')),
                       QString::number(requiredRsaSize),
                       u"%1/%2"_s.arg(rekeyBytes).arg(rekeyTime.count()),
                       knownHostsFiles ? u"in "_s + knownHostsFiles->join(u'\n') : QString(),
                       revokedHostKeys}
        .join(u'\t');
}

} // namespace Pilothouse::Ssh
