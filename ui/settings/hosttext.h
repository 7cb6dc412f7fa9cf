// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/knownkeys.h"
#include "ssh/prompter.h"
#include "ssh/states.h"
#include "widgets/sign.h"

namespace Pilothouse::Ui {

/// "deploy@127.0.10.1:2201"
QString placeText(const Ssh::Endpoint& endpoint);
/// The hosts on the way, outermost first: "bastion › gateway"; empty where there is none.
QString wayText(const Ssh::Endpoint& endpoint);
/// "Ed25519", "ECDSA P-256", "RSA"
QString keyTypeText(const QByteArray& type);
QString phaseText(Ssh::ConnectionState::Phase phase);
/// What a person can do about it: connect, reconnect, try a refused login again. With its mnemonic.
QString connectText(Ssh::ConnectionState::Phase phase);
Sign phaseSign(const Ssh::ConnectionState& state);
/// "1.8 ms", "240 ms"
QString latencyText(std::chrono::microseconds latency);
/// What is wrong with a refused key, in a few words, by the code of its error.
QString refusalText(const QString& code);
/// "Passphrase", "Password", "Password for sudo"
QString answerText(Ssh::Prompt::Kind kind);
QString markerText(Ssh::KnownHosts::Marker marker);
QString proposalText(const Ssh::ProposedKey& key);
Sign proposalSign(Ssh::ProposedKey::State state);

} // namespace Pilothouse::Ui
