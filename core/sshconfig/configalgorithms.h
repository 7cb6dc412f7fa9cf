// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayList>

#include <optional>

namespace Pilothouse::Ssh {

/// The lists of algorithms in ssh_config(5). Any thread.
enum class AlgorithmKind { Cipher, Mac, KeyExchange, HostKey, PublicKey, Authority };

/// What a value means to OpenSSH 9.2: its own defaults, to which + adds, from which - takes away and before which ^
/// puts; wildcards stand for what it knows. Nothing when nothing is left or a name is negated.
std::optional<QByteArrayList> effectiveAlgorithms(AlgorithmKind kind, const QByteArray& value);

/// Those of `names` that the SSH library here can do, in the same order.
QByteArrayList possibleAlgorithms(AlgorithmKind kind, const QByteArrayList& names);

} // namespace Pilothouse::Ssh
