// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/hostcertificate.h"

#include "base/safetext.h"
#include "ssh/wirereader.h"

#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace Pilothouse::Ssh {

namespace {

constexpr quint32 hostType = 2;
constexpr quint32 userType = 1;
constexpr qsizetype mostPrincipals = 256; // as OpenSSH
constexpr qsizetype largestBlob = 256 * 1024;
constexpr QByteArrayView suffix("-cert-v01@openssh.com");

/// The fields of the public key, which stand between the nonce and the serial number, as a plain key has them.
std::optional<HostKey> plainKey(QByteArrayView certificateType, WireReader& reader)
{
    const QByteArray type = certificateType.chopped(suffix.size()).toByteArray();
    QByteArray blob = wireString(type);
    int fields = 0;
    if (type == "ssh-ed25519")
        fields = 1;
    else if (type == "ssh-rsa" || type == "ecdsa-sha2-nistp256" || type == "ecdsa-sha2-nistp384" ||
             type == "ecdsa-sha2-nistp521")
        fields = 2;
    else
        return {};
    for (int i = 0; i < fields; ++i)
        blob += wireString(reader.string());
    return HostKey{.type = type, .blob = blob};
}

/// Names and values, each a string; the names. Nothing when malformed.
std::optional<QByteArrayList> optionNames(QByteArrayView packed)
{
    WireReader reader(packed);
    QByteArrayList names;
    while (reader.hasMore()) {
        names += reader.string().toByteArray();
        reader.string();
    }
    return reader.isDone() ? std::optional(names) : std::nullopt;
}

std::optional<QByteArrayList> principalsOf(QByteArrayView packed)
{
    WireReader reader(packed);
    QByteArrayList names;
    while (reader.hasMore()) {
        const QByteArrayView name = reader.string();
        if (name.contains('\0') || names.size() == mostPrincipals)
            return {};
        names += name.toByteArray();
    }
    return reader.isDone() ? std::optional(names) : std::nullopt;
}

QString dateOf(quint64 seconds)
{
    // A day beyond what a date can hold means "for ever", as ssh-keygen writes it.
    constexpr quint64 last = 253402300799; // the end of the year 9999
    if (seconds > last)
        return QStringLiteral("9999-12-31");
    return QDateTime::fromSecsSinceEpoch(qint64(seconds), Qt::UTC).date().toString(Qt::ISODate);
}

} // namespace

bool HostCertificate::isType(const QByteArray& type) { return type.endsWith(suffix.toByteArray()); }

std::optional<HostCertificate> HostCertificate::fromBlob(const QByteArray& blob)
{
    if (blob.size() > largestBlob)
        return {};
    WireReader reader(blob);
    const QByteArrayView type = reader.string();
    if (!type.endsWith(suffix))
        return {};
    reader.string(); // a nonce
    const auto key = plainKey(type, reader);
    if (!key)
        return {};
    HostCertificate out;
    out.key = *key;
    out.blob = blob;
    out.serial = reader.uint64();
    const quint32 kind = reader.uint32();
    out.forHost = kind == hostType;
    out.id = reader.string().toByteArray();
    const auto principals = principalsOf(reader.string());
    out.validAfter = reader.uint64();
    out.validBefore = reader.uint64();
    const auto critical = optionNames(reader.string());
    const auto extensions = optionNames(reader.string());
    reader.string(); // reserved
    const auto authority = HostKey::fromBlob(reader.string().toByteArray());
    out.signedSize = reader.position();
    out.signature = reader.string().toByteArray();
    if (!reader.isDone() || (kind != hostType && kind != userType) || !principals || !critical || !extensions ||
        !authority || isType(authority->type))
        return {};
    out.principals = *principals;
    out.criticalOptions = *critical;
    out.authority = *authority;
    return out;
}

SignatureVerdict HostCertificate::checkSignature() const
{
    return verifySignature(authority, QByteArrayView(blob).first(signedSize), signature);
}

bool HostCertificate::isValidAt(const QDateTime& time) const
{
    const qint64 now = time.toSecsSinceEpoch();
    return now >= 0 && quint64(now) >= validAfter && quint64(now) < validBefore;
}

QString HostCertificate::validity() const { return u"%1 – %2"_s.arg(dateOf(validAfter), dateOf(validBefore)); }

QString HostCertificate::names() const
{
    return SafeText::oneLine(QString::fromUtf8(principals.join(", ")), 200).text();
}

} // namespace Pilothouse::Ssh
