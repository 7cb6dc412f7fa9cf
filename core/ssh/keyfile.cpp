// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/keyfile.h"

#include "ssh/hostkey.h"

#include <QCoreApplication>
#include <QFile>
#include <QtEndian>

#include <array>
#include <map>
#include <optional>

using namespace Qt::StringLiterals;

namespace Pilothouse::Ssh {

namespace {

constexpr qint64 largestKey = 64 * 1024;
/// The ciphers of openssh-key-v1 that libssh opens (measured).
constexpr std::array openableCiphers{"aes128-ctr"_L1, "aes192-ctr"_L1, "aes256-ctr"_L1, "aes128-cbc"_L1,
                                     "aes192-cbc"_L1, "aes256-cbc"_L1, "3des-cbc"_L1};

struct KeyFile
{
    Q_DECLARE_TR_FUNCTIONS(Pilothouse::Ssh)
};

Error unusable(const QString& why) { return {.kind = ErrorKind::Invalid, .message = why}; }

/// Takes a length and so many bytes from the front.
std::optional<QByteArray> takeString(QByteArrayView& from)
{
    if (from.size() < 4)
        return {};
    const auto size = qFromBigEndian<quint32>(from.data());
    if (qint64(size) > from.size() - 4)
        return {};
    const QByteArray text = from.sliced(4, size).toByteArray();
    from = from.sliced(4 + qsizetype(size));
    return text;
}

QByteArray stringOf(const QByteArray& text)
{
    QByteArray size(4, Qt::Uninitialized);
    qToBigEndian(quint32(text.size()), size.data());
    return size + text;
}

/// "openssh-key-v1", a NUL, cipher, key derivation, its options, the number of keys and the public key.
std::optional<KeyLook> lookAtBinary(const QByteArray& binary)
{
    const QByteArray magic("openssh-key-v1\0", 15);
    if (!binary.startsWith(magic))
        return {};
    QByteArrayView rest = QByteArrayView(binary).sliced(magic.size());
    const auto cipher = takeString(rest);
    if (!cipher || cipher->isEmpty() || cipher->size() >= 64)
        return {};
    KeyLook look;
    if (*cipher != "none") {
        look.cipher = QString::fromLatin1(*cipher);
        look.openable = std::ranges::find(openableCiphers, look.cipher) != openableCiphers.end();
    }
    const auto derivation = takeString(rest);
    const auto options = takeString(rest);
    if (derivation && options && rest.size() > 4) {
        rest = rest.sliced(4);
        look.publicBlob = takeString(rest).value_or(QByteArray());
    }
    return look;
}

Result<QByteArray> readKeyFile(const QString& name)
{
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        return fail(unusable(u"%1: %2"_s.arg(name, file.errorString())));
    if (file.size() > largestKey)
        return fail(unusable(KeyFile::tr("%1: it is too large to be a key").arg(name)));
    return file.readAll();
}

Result<KeyLook> named(const QString& name, Result<KeyLook> look)
{
    if (!look)
        return fail(unusable(u"%1: %2"_s.arg(name, look.error().message)));
    return look;
}

} // namespace

Result<KeyLook> lookAtKey(const QByteArray& text)
{
    const QByteArray begin("-----BEGIN ");
    const qsizetype start = text.indexOf(begin);
    if (start < 0)
        return fail(unusable(KeyFile::tr("it is not a private key")));
    const qsizetype lineEnd = text.indexOf('\n', start);
    const QByteArray title = text.mid(start, lineEnd < 0 ? -1 : lineEnd - start).trimmed();
    if (title.contains("ENCRYPTED PRIVATE KEY"))
        return KeyLook{.cipher = u"PKCS#8"_s};
    if (!title.contains("OPENSSH PRIVATE KEY")) {
        // The old PEM formats say it in a header of their own.
        return KeyLook{.cipher = text.contains("Proc-Type: 4,ENCRYPTED") ? u"PEM"_s : QString()};
    }
    const qsizetype end = text.indexOf("-----END ", start);
    if (lineEnd < 0 || end < lineEnd)
        return fail(unusable(KeyFile::tr("the key is cut off")));
    const QByteArray base64 = text.mid(lineEnd + 1, end - lineEnd - 1).simplified().replace(' ', QByteArray());
    QByteArray binary = QByteArray::fromBase64(base64);
    const auto look = lookAtBinary(binary);
    wipe(binary);
    if (!look)
        return fail(unusable(KeyFile::tr("the key is damaged")));
    return *look;
}

Result<KeyLook> lookAtKeyFile(const QString& name)
{
    auto text = readKeyFile(name);
    if (!text)
        return fail(text.error());
    auto look = named(name, lookAtKey(*text));
    wipe(*text);
    return look;
}

Result<KeyHandle> readPrivateKey(const QString& name, const Secret& passphrase)
{
    auto text = readKeyFile(name);
    if (!text)
        return fail(text.error());
    const auto look = named(name, lookAtKey(*text));
    const bool locked = look && !look->cipher.isEmpty();
    if (!look || (locked && (passphrase.isEmpty() || !look->openable))) {
        wipe(*text);
        if (!look)
            return fail(look.error());
        return fail(unusable(KeyFile::tr("%1: it is protected by a passphrase (%2); load it into the SSH agent")
                                 .arg(name, look->cipher)));
    }
    ssh_key key = nullptr;
    // A Secret's bytes end with a NUL, as those of every QByteArray.
    const char* words = locked ? passphrase.bytes().data() : nullptr;
    const int rc = ssh_pki_import_privkey_base64(text->constData(), words, nullptr, nullptr, &key);
    wipe(*text);
    if (rc == SSH_OK)
        return KeyHandle(key);
    if (locked)
        return fail(ErrorKind::Conflict, KeyFile::tr("%1: the passphrase does not open it").arg(name));
    return fail(unusable(KeyFile::tr("%1: its kind of key is not supported or it is damaged").arg(name)));
}

QByteArray publicBlobIn(const QString& name)
{
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly) || file.size() > largestKey)
        return {};
    const QByteArray blob = QByteArray::fromBase64(file.readAll().simplified().split(' ').value(1));
    return HostKey::fromBlob(blob) ? blob : QByteArray();
}

KeyHandle publicKey(const QByteArray& blob)
{
    const auto parts = HostKey::fromBlob(blob);
    if (!parts)
        return {};
    const ssh_keytypes_e type = ssh_key_type_from_name(parts->type.constData());
    const QByteArray base64 = blob.toBase64();
    ssh_key key = nullptr;
    const int rc = isCertificate(blob) ? ssh_pki_import_cert_base64(base64.constData(), type, &key)
                                       : ssh_pki_import_pubkey_base64(base64.constData(), type, &key);
    return KeyHandle(rc == SSH_OK ? key : nullptr);
}

bool isCertificate(const QByteArray& blob)
{
    const auto parts = HostKey::fromBlob(blob);
    return parts && parts->type.contains("-cert-v0");
}

QByteArray certifiedKey(const QByteArray& blob)
{
    if (!isCertificate(blob))
        return blob;
    QByteArrayView rest(blob);
    const QByteArray type = takeString(rest).value_or(QByteArray());
    const QByteArray base = type.left(type.indexOf("-cert-v0"));
    // How many strings stand for the key itself.
    const std::map<QByteArray, int> sizes{
        {"ssh-ed25519", 1},         {"ssh-rsa", 2},        {"ecdsa-sha2-nistp256", 2},   {"ecdsa-sha2-nistp384", 2},
        {"ecdsa-sha2-nistp521", 2}, {"sk-ssh-ed25519", 2}, {"sk-ecdsa-sha2-nistp256", 3}};
    const auto size = sizes.find(base);
    if (size == sizes.end() || !takeString(rest)) // a nonce goes first
        return {};
    QByteArray plain = stringOf(base.startsWith("sk-") ? base + "@openssh.com" : base);
    for (int i = 0; i < size->second; ++i) {
        const auto part = takeString(rest);
        if (!part)
            return {};
        plain += stringOf(*part);
    }
    return plain;
}

} // namespace Pilothouse::Ssh
