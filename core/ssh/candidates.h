// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/agent.h"
#include "ssh/handles.h"
#include "ssh/identity.h"

#include <QStringList>

#include <deque>

namespace Pilothouse::Ssh {

/// One key to offer in a login: the agent's, or that of a file, plain or with a certificate.
struct Candidate
{
    QString label;                        ///< for people
    QString file = {};                    ///< of the private key, or
    std::optional<AgentKey> inAgent = {}; ///< the agent holds it
    bool locked = false;                  ///< the file wants a passphrase
    KeyHandle offer = {};                 ///< public, what the server is asked about; null: only the opened key tells
    bool certified = false;               ///< `offer` is a certificate
    QByteArray offerBlob = {};
};

/// Which keys are offered, in order: those of the agent that a key file names, the agent's others (unless only named
/// ones may be), then key files that the agent does not hold; before each its certificates. `notes` get what was left
/// out and why. Reads small files. Any thread.
std::deque<Candidate> candidatesFor(const std::vector<AgentKey>& agent, const IdentityOptions& options,
                                    QStringList& notes);

} // namespace Pilothouse::Ssh
