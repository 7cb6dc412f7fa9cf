// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/hostkey.h"

#include <QCryptographicHash>
#include <QtEndian>

using namespace Qt::StringLiterals;

namespace Pilothouse::Ssh {

std::optional<HostKey> HostKey::fromBlob(const QByteArray& blob)
{
    if (blob.size() < 4)
        return {};
    const quint32 length = qFromBigEndian<quint32>(blob.constData());
    if (length == 0 || length > 64 || qsizetype(length) + 4 >= blob.size())
        return {};
    return HostKey{.type = blob.mid(4, length), .blob = blob};
}

QString HostKey::fingerprint() const
{
    const QByteArray hash = QCryptographicHash::hash(blob, QCryptographicHash::Sha256);
    return u"SHA256:"_s + QString::fromLatin1(hash.toBase64(QByteArray::OmitTrailingEquals));
}

QString HostKey::describe() const { return u"%1 %2"_s.arg(QString::fromLatin1(type), fingerprint()); }

} // namespace Pilothouse::Ssh
