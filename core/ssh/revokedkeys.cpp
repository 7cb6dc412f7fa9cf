// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/revokedkeys.h"

#include "ssh/words.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace Pilothouse::Ssh {

namespace {

constexpr qint64 largestList = 4 << 20;

tl::unexpected<Error> unusable(const QString& file, const QString& why)
{
    return fail(ErrorKind::Refused,
                Words::tr("The file of revoked host keys %1 cannot be used: %2. No host key can be accepted before "
                          "that is put right or RevokedHostKeys is taken out of your ssh_config.")
                    .arg(file, why));
}

} // namespace

Result<bool> isRevoked(const QString& name, const HostKey& key)
{
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        return unusable(name, file.errorString());
    const QByteArray text = file.read(largestList + 1);
    if (text.size() > largestList)
        return unusable(name, Words::tr("it is too large"));
    if (text.startsWith("SSHKRL\n"))
        return unusable(name, Words::tr("it is a binary list; write the public keys into it, one a line"));
    bool found = false;
    int number = 0;
    for (const QByteArray& line : text.split('\n')) {
        ++number;
        const QByteArrayList words = line.simplified().split(' ');
        if (words.first().isEmpty() || words.first().startsWith('#'))
            continue;
        const QByteArray blob = QByteArray::fromBase64(words.value(1));
        const auto listed = HostKey::fromBlob(blob);
        if (!listed || listed->type != words.first())
            return unusable(name, Words::tr("line %1 is no public key").arg(number));
        found = found || listed->blob == key.blob;
    }
    return found;
}

} // namespace Pilothouse::Ssh
