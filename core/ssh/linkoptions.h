// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

namespace Pilothouse::Ssh {

/// How one host's connection itself is made and what it must satisfy, beyond address and login; what a person's
/// ssh_config files may say. The default changes nothing. A value.
struct LinkOptions
{
    enum class Family { Any, IPv4, IPv6 };

    Family family = Family::Any;
    QString bindAddress = {};   ///< of this machine
    QString bindInterface = {}; ///< of this machine
    /// Run by the person's shell; the connection goes through its standard input and output. Comes only from files that
    /// the person wrote, never from a definition.
    QString proxyCommand = {};
    QByteArray ciphers = {}; ///< lists with commas; empty: the usual ones
    QByteArray macs = {};
    QByteArray keyExchange = {};
    QByteArray hostKeyAlgorithms = {};
    QByteArray publicKeyAlgorithms = {};
    QByteArray authorityAlgorithms = {}; ///< with which an authority may sign a host's certificate
    int requiredRsaSize = 0;             ///< bits; 0: the usual
    qint64 rekeyBytes = 0;               ///< 0: the usual
    std::chrono::seconds rekeyTime{0};
    /// Read behind the console's own file in place of the Pool's others.
    std::optional<QStringList> knownHostsFiles = {};
    QString revokedHostKeys = {}; ///< a file of public keys that are never accepted

    /// What is offered where nobody chooses: AES-GCM, by far the fastest, before others, if the library checks it.
    static QByteArray usualCiphers();
    /// Whether a changed bit is noticed with it: see noticesChangedTags().
    static bool isCheckedCipher(const QByteArray& name);

    /// Empty for the default; two links with different keys share no connection.
    QString key() const;
    bool operator==(const LinkOptions&) const = default;
};

} // namespace Pilothouse::Ssh
