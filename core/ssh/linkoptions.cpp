// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/linkoptions.h"

#include "ssh/tagcheck.h"

#include <QCryptographicHash>

using namespace Qt::StringLiterals;

namespace Pilothouse::Ssh {

QByteArray LinkOptions::usualCiphers()
{
    return (noticesChangedTags() ? "aes128-gcm@openssh.com,aes256-gcm@openssh.com," : "") +
           QByteArrayLiteral("chacha20-poly1305@openssh.com,aes128-ctr,aes256-ctr,aes192-ctr");
}

bool LinkOptions::isCheckedCipher(const QByteArray& name) { return !name.contains("gcm") || noticesChangedTags(); }

QString LinkOptions::key() const
{
    if (*this == LinkOptions())
        return {};
    const QStringList parts{QString::number(int(family)),
                            bindAddress,
                            bindInterface,
                            proxyCommand,
                            QString::fromLatin1(QByteArrayList{ciphers, macs, keyExchange, hostKeyAlgorithms,
                                                               publicKeyAlgorithms, authorityAlgorithms}
                                                    .join(';')),
                            QString::number(requiredRsaSize),
                            u"%1/%2"_s.arg(rekeyBytes).arg(rekeyTime.count()),
                            knownHostsFiles ? u"in "_s + knownHostsFiles->join(u'\n') : QString(),
                            revokedHostKeys};
    // Keys are logged, and what a command holds is nobody's business there.
    return QString::fromLatin1(
        QCryptographicHash::hash(parts.join(u'\t').toUtf8(), QCryptographicHash::Sha256).toHex().left(32));
}

} // namespace Pilothouse::Ssh
