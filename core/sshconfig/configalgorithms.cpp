// SPDX-License-Identifier: GPL-3.0-or-later
#include "sshconfig/configalgorithms.h"

#include "ssh/handles.h"
#include "ssh/linkoptions.h"
#include "sshconfig/configlexer.h"

#include <algorithm>

namespace Pilothouse::Ssh {

namespace {

struct Known
{
    const char* all;
    const char* defaults;
};

constexpr const char* everyKey =
    "ssh-ed25519,ssh-ed25519-cert-v01@openssh.com,sk-ssh-ed25519@openssh.com,sk-ssh-ed25519-cert-v01@openssh.com,"
    "ecdsa-sha2-nistp256,ecdsa-sha2-nistp256-cert-v01@openssh.com,ecdsa-sha2-nistp384,"
    "ecdsa-sha2-nistp384-cert-v01@openssh.com,ecdsa-sha2-nistp521,ecdsa-sha2-nistp521-cert-v01@openssh.com,"
    "sk-ecdsa-sha2-nistp256@openssh.com,sk-ecdsa-sha2-nistp256-cert-v01@openssh.com,"
    "webauthn-sk-ecdsa-sha2-nistp256@openssh.com,ssh-dss,ssh-dss-cert-v01@openssh.com,ssh-rsa,"
    "ssh-rsa-cert-v01@openssh.com,rsa-sha2-256,rsa-sha2-256-cert-v01@openssh.com,rsa-sha2-512,"
    "rsa-sha2-512-cert-v01@openssh.com";
constexpr const char* usualKeys =
    "ssh-ed25519-cert-v01@openssh.com,ecdsa-sha2-nistp256-cert-v01@openssh.com,"
    "ecdsa-sha2-nistp384-cert-v01@openssh.com,ecdsa-sha2-nistp521-cert-v01@openssh.com,"
    "sk-ssh-ed25519-cert-v01@openssh.com,sk-ecdsa-sha2-nistp256-cert-v01@openssh.com,"
    "rsa-sha2-512-cert-v01@openssh.com,rsa-sha2-256-cert-v01@openssh.com,ssh-ed25519,ecdsa-sha2-nistp256,"
    "ecdsa-sha2-nistp384,ecdsa-sha2-nistp521,sk-ssh-ed25519@openssh.com,sk-ecdsa-sha2-nistp256@openssh.com,"
    "rsa-sha2-512,rsa-sha2-256";

// An authority signs with a plain key.
constexpr const char* plainKeys =
    "ssh-ed25519,sk-ssh-ed25519@openssh.com,ecdsa-sha2-nistp256,ecdsa-sha2-nistp384,ecdsa-sha2-nistp521,"
    "sk-ecdsa-sha2-nistp256@openssh.com,webauthn-sk-ecdsa-sha2-nistp256@openssh.com,ssh-dss,ssh-rsa,rsa-sha2-256,"
    "rsa-sha2-512";
constexpr const char* usualPlainKeys =
    "ssh-ed25519,ecdsa-sha2-nistp256,ecdsa-sha2-nistp384,ecdsa-sha2-nistp521,sk-ssh-ed25519@openssh.com,"
    "sk-ecdsa-sha2-nistp256@openssh.com,rsa-sha2-512,rsa-sha2-256";

Known knownTo(AlgorithmKind kind)
{
    switch (kind) {
    case AlgorithmKind::Cipher:
        return {"3des-cbc,aes128-cbc,aes192-cbc,aes256-cbc,aes128-ctr,aes192-ctr,aes256-ctr,aes128-gcm@openssh.com,"
                "aes256-gcm@openssh.com,chacha20-poly1305@openssh.com",
                "chacha20-poly1305@openssh.com,aes128-ctr,aes192-ctr,aes256-ctr,aes128-gcm@openssh.com,"
                "aes256-gcm@openssh.com"};
    case AlgorithmKind::Mac:
        return {"hmac-sha1,hmac-sha1-96,hmac-sha2-256,hmac-sha2-512,hmac-md5,hmac-md5-96,umac-64@openssh.com,"
                "umac-128@openssh.com,hmac-sha1-etm@openssh.com,hmac-sha1-96-etm@openssh.com,"
                "hmac-sha2-256-etm@openssh.com,hmac-sha2-512-etm@openssh.com,hmac-md5-etm@openssh.com,"
                "hmac-md5-96-etm@openssh.com,umac-64-etm@openssh.com,umac-128-etm@openssh.com",
                "umac-64-etm@openssh.com,umac-128-etm@openssh.com,hmac-sha2-256-etm@openssh.com,"
                "hmac-sha2-512-etm@openssh.com,hmac-sha1-etm@openssh.com,umac-64@openssh.com,umac-128@openssh.com,"
                "hmac-sha2-256,hmac-sha2-512,hmac-sha1"};
    case AlgorithmKind::KeyExchange:
        return {"diffie-hellman-group1-sha1,diffie-hellman-group14-sha1,diffie-hellman-group14-sha256,"
                "diffie-hellman-group16-sha512,diffie-hellman-group18-sha512,diffie-hellman-group-exchange-sha1,"
                "diffie-hellman-group-exchange-sha256,ecdh-sha2-nistp256,ecdh-sha2-nistp384,ecdh-sha2-nistp521,"
                "curve25519-sha256,curve25519-sha256@libssh.org,sntrup761x25519-sha512,"
                "sntrup761x25519-sha512@openssh.com",
                "sntrup761x25519-sha512,sntrup761x25519-sha512@openssh.com,curve25519-sha256,"
                "curve25519-sha256@libssh.org,ecdh-sha2-nistp256,ecdh-sha2-nistp384,ecdh-sha2-nistp521,"
                "diffie-hellman-group-exchange-sha256,diffie-hellman-group16-sha512,diffie-hellman-group18-sha512,"
                "diffie-hellman-group14-sha256"};
    case AlgorithmKind::Authority:
        return {plainKeys, usualPlainKeys};
    case AlgorithmKind::HostKey:
    case AlgorithmKind::PublicKey:
        break;
    }
    return {everyKey, usualKeys};
}

ssh_options_e optionOf(AlgorithmKind kind)
{
    switch (kind) {
    case AlgorithmKind::Cipher:
        return SSH_OPTIONS_CIPHERS_C_S;
    case AlgorithmKind::Mac:
        return SSH_OPTIONS_HMAC_C_S;
    case AlgorithmKind::KeyExchange:
        return SSH_OPTIONS_KEY_EXCHANGE;
    case AlgorithmKind::HostKey:
        return SSH_OPTIONS_HOSTKEYS;
    case AlgorithmKind::PublicKey:
    case AlgorithmKind::Authority:
        break;
    }
    return SSH_OPTIONS_PUBLICKEY_ACCEPTED_TYPES;
}

/// Only there OpenSSH takes wildcards in what is added.
bool isKeyList(AlgorithmKind kind)
{
    return kind == AlgorithmKind::HostKey || kind == AlgorithmKind::PublicKey || kind == AlgorithmKind::Authority;
}

void append(QByteArrayList& names, const QByteArray& name)
{
    if (!name.isEmpty() && !names.contains(name))
        names += name;
}

} // namespace

std::optional<QByteArrayList> effectiveAlgorithms(AlgorithmKind kind, const QByteArray& value)
{
    const Known known = knownTo(kind);
    const QByteArrayList all = QByteArray(known.all).split(',');
    const QByteArrayList defaults = QByteArray(known.defaults).split(',');
    QByteArrayList out;
    if (value.startsWith('-')) {
        for (const QByteArray& name : defaults) {
            if (matchesPatternList(name, value.mid(1), false) != PatternMatch::Yes)
                out += name;
        }
        return out.isEmpty() ? std::nullopt : std::optional(out);
    }
    QByteArrayList patterns;
    const bool before = value.startsWith('^');
    const bool after = value.startsWith('+');
    if (after)
        patterns = defaults;
    patterns += (before || after ? value.mid(1) : value).split(',');
    if (before)
        patterns += defaults;
    for (const QByteArray& pattern : patterns) {
        const bool isWild = pattern.contains('*') || pattern.contains('?');
        if (pattern.startsWith('!') || (isWild && !isKeyList(kind)))
            return {};
        for (const QByteArray& name : all) {
            if (matchesPattern(name, pattern))
                append(out, name);
        }
        // A name that a newer OpenSSH knows; the library decides about it.
        if (!isWild)
            append(out, pattern);
    }
    return out.isEmpty() ? std::nullopt : std::optional(out);
}

QByteArrayList possibleAlgorithms(AlgorithmKind kind, const QByteArrayList& names)
{
    const SessionHandle session(ssh_new());
    QByteArrayList out;
    for (const QByteArray& name : names) {
        if (kind == AlgorithmKind::Cipher && !LinkOptions::isCheckedCipher(name))
            continue;
        if (session && ssh_options_set(session.get(), optionOf(kind), name.constData()) == SSH_OK)
            out += name;
    }
    return out;
}

} // namespace Pilothouse::Ssh
