// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/mailbox.h"
#include "ssh/endpoint.h"
#include "ssh/hostkey.h"

#include <QDateTime>

#include <mutex>

namespace Pilothouse::Ssh {

/// A host's key that was not accepted, as the host showed it. A value.
struct KeyOffer
{
    Endpoint endpoint;
    HostKey key;
    Error error; ///< what was said; its code tells unknown from changed, revoked and the rest
    QDateTime at;

    /// A person may accept it after comparing it: it is unknown, and this host's keys need not be provisioned.
    bool mayBeAccepted() const;
    bool operator==(const KeyOffer&) const = default;
};

/// The newest refused key of each host, put there by the I/O threads, for people to look at. Thread-safe.
class KeyOffers
{
public:
    KeyOffers() = default;
    KeyOffers(const KeyOffers&) = delete;
    KeyOffers& operator=(const KeyOffers&) = delete;

    void put(KeyOffer offer);
    /// A key of this host was accepted.
    void settle(const Endpoint& endpoint);
    /// Oldest first.
    std::vector<KeyOffer> all() const;
    /// Posts `changed` to the slot whenever all() changes; the newest watcher counts.
    void watch(const Mailbox::Slot& slot, std::function<void()> changed);

private:
    void tell();

    mutable std::mutex m_mutex;
    std::vector<KeyOffer> m_offers;
    std::optional<Mailbox::Slot> m_slot;
    std::function<void()> m_changed;
};

} // namespace Pilothouse::Ssh
