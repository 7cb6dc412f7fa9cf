// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QStringList>

#include <stop_token>

namespace Pilothouse::Run {

/// Signatures as OpenSSH makes and checks them, by the program ssh-keygen (-Y sign, find-principals, verify), which is
/// started with arguments and never by a shell. All of these block: on a worker thread.

/// What signatures of Pilothouse's decisions are for; one that was made for anything else does not count.
inline constexpr char signatureNamespace[] = "approval@pilothouse";

/// Signs with a key: the file of a private key, or of a public one whose private half an agent holds. `mayAsk`: the
/// passphrase may be asked for at the terminal. NotFound without the file or the program; Failed with what ssh-keygen
/// said.
Result<QByteArray> signDocument(const QByteArray& document, const QString& keyFile, bool mayAsk,
                                const std::stop_token& stop);

/// The names that the list of allowed signers has for the key, joined by commas. Refused when the key is not on the
/// list now, or the signature is not one of this document; Invalid when the list names no person.
Result<QString> verifyDocument(const QByteArray& document, const QByteArray& signature, const QStringList& signers,
                               const std::stop_token& stop);

} // namespace Pilothouse::Run
