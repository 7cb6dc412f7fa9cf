// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace Pilothouse::Ssh {

/// The keywords of ssh_config(5) whose values are used here. All others are None: read, checked as far as it is simple,
/// and without effect.
enum class ConfigKeyword {
    None,
    Host,
    Match,
    Include,
    IgnoreUnknown,
    AddressFamily,
    BatchMode,
    BindAddress,
    BindInterface,
    CanonicalDomains,
    CanonicalizeHostname,
    CanonicalizeMaxDots,
    CanonicalizePermittedCNAMEs,
    CASignatureAlgorithms,
    CertificateFile,
    CheckHostIP,
    Ciphers,
    ConnectTimeout,
    GlobalKnownHostsFile,
    HostKeyAlgorithms,
    HostKeyAlias,
    HostName,
    IdentitiesOnly,
    IdentityAgent,
    IdentityFile,
    KbdInteractiveAuthentication,
    KexAlgorithms,
    KnownHostsCommand,
    MACs,
    PasswordAuthentication,
    PKCS11Provider,
    Port,
    PreferredAuthentications,
    ProxyCommand,
    ProxyJump,
    ProxyUseFdpass,
    PubkeyAcceptedAlgorithms,
    PubkeyAuthentication,
    RekeyLimit,
    RekeyInterval, ///< the second word of RekeyLimit, which has a life of its own
    RequiredRSASize,
    RevokedHostKeys,
    SecurityKeyProvider,
    ServerAliveCountMax,
    ServerAliveInterval,
    StrictHostKeyChecking,
    User,
    UserKnownHostsFile,
    VerifyHostKeyDNS,
};

/// How the words behind a keyword are read.
enum class ConfigSyntax {
    Anything, ///< not looked at (what OpenSSH no longer knows, what has no effect here)
    Choice,   ///< one of the keyword's own words; true and false are yes and no
    Time,
    Number,
    Port,
    Text,    ///< one word
    Command, ///< the whole rest of the line
    Jump,
    Files,   ///< some words
    Words,   ///< some words, also none
    Agent,   ///< a path or a variable that must be set
    Collect, ///< one word; every line adds one
    Rekey,
    Condition, ///< Host, Match
    Include,
    Unknown,
};

struct ConfigKeywordInfo
{
    const char* name; ///< as ssh_config(5) writes it
    ConfigKeyword keyword = ConfigKeyword::None;
    ConfigSyntax syntax = ConfigSyntax::Anything;
    const char* choices = ""; ///< of a Choice, with commas
};

/// Nothing for a word that OpenSSH does not know either. `keyword` in lower case.
const ConfigKeywordInfo* configKeyword(const QByteArray& keyword);
/// How messages write it.
const char* nameOf(ConfigKeyword keyword);
/// The value of a Choice, or empty when it is none of them.
QByteArray chosen(const ConfigKeywordInfo& info, const QByteArray& word);

} // namespace Pilothouse::Ssh
