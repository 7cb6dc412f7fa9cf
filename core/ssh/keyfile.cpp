// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/keyfile.h"

#include "base/secret.h"

#include <QCoreApplication>
#include <QFile>
#include <QtEndian>

using namespace Qt::StringLiterals;

namespace Pilothouse::Ssh {

namespace {

constexpr qint64 largestKey = 64 * 1024;

struct KeyFile
{
    Q_DECLARE_TR_FUNCTIONS(Pilothouse::Ssh)
};

Error unusable(const QString& why) { return {.kind = ErrorKind::Invalid, .message = why}; }

} // namespace

Result<QString> privateKeyCipher(const QByteArray& text)
{
    const QByteArray begin("-----BEGIN ");
    const qsizetype start = text.indexOf(begin);
    if (start < 0)
        return fail(unusable(KeyFile::tr("it is not a private key")));
    const qsizetype lineEnd = text.indexOf('\n', start);
    const QByteArray title = text.mid(start, lineEnd < 0 ? -1 : lineEnd - start).trimmed();
    if (title.contains("ENCRYPTED PRIVATE KEY"))
        return u"PKCS#8"_s;
    if (!title.contains("OPENSSH PRIVATE KEY")) {
        // The old PEM formats say it in a header of their own.
        return text.contains("Proc-Type: 4,ENCRYPTED") ? u"PEM"_s : QString();
    }
    const qsizetype end = text.indexOf("-----END ", start);
    if (lineEnd < 0 || end < lineEnd)
        return fail(unusable(KeyFile::tr("the key is cut off")));
    const QByteArray base64 = text.mid(lineEnd + 1, end - lineEnd - 1).simplified().replace(' ', QByteArray());
    QByteArray binary = QByteArray::fromBase64(base64);
    const QByteArray magic("openssh-key-v1\0", 15);
    QString cipher;
    bool good = binary.startsWith(magic) && binary.size() > magic.size() + 4;
    if (good) {
        const quint32 length = qFromBigEndian<quint32>(binary.constData() + magic.size());
        good = length > 0 && length < 64 && magic.size() + 4 + qsizetype(length) <= binary.size();
        if (good)
            cipher = QString::fromLatin1(binary.mid(magic.size() + 4, length));
    }
    wipe(binary);
    if (!good)
        return fail(unusable(KeyFile::tr("the key is damaged")));
    return cipher == u"none"_s ? QString() : cipher;
}

Result<KeyHandle> readPrivateKey(const QString& name)
{
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        return fail(unusable(u"%1: %2"_s.arg(name, file.errorString())));
    if (file.size() > largestKey)
        return fail(unusable(KeyFile::tr("%1: it is too large to be a key").arg(name)));
    QByteArray text = file.readAll();
    const auto cipher = privateKeyCipher(text);
    if (!cipher || !cipher->isEmpty()) {
        wipe(text);
        if (!cipher)
            return fail(unusable(u"%1: %2"_s.arg(name, cipher.error().message)));
        return fail(unusable(
            KeyFile::tr("%1: it is protected by a passphrase (%2); load it into the SSH agent").arg(name, *cipher)));
    }
    ssh_key key = nullptr;
    const int rc = ssh_pki_import_privkey_base64(text.constData(), nullptr, nullptr, nullptr, &key);
    wipe(text);
    if (rc != SSH_OK)
        return fail(unusable(KeyFile::tr("%1: its kind of key is not supported or it is damaged").arg(name)));
    return KeyHandle(key);
}

} // namespace Pilothouse::Ssh
