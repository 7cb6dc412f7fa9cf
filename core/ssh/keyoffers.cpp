// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/keyoffers.h"

#include "ssh/trustwords.h"

namespace Pilothouse::Ssh {

namespace {

constexpr size_t mostOffers = 1000;

bool isSameHost(const Endpoint& a, const Endpoint& b)
{
    // As known_hosts sees it; who logs in does not matter.
    return a.knownAs().compare(b.knownAs(), Qt::CaseInsensitive) == 0 && a.knownPort() == b.knownPort() &&
           a.policy == b.policy;
}

} // namespace

bool KeyOffer::mayBeAccepted() const
{
    return error.code == QLatin1StringView(TrustWords::unknown) && endpoint.policy != HostKeyPolicy::Provisioned;
}

void KeyOffers::put(KeyOffer offer)
{
    {
        const std::lock_guard lock(m_mutex);
        const auto same = std::ranges::find_if(
            m_offers, [&](const KeyOffer& known) { return isSameHost(known.endpoint, offer.endpoint); });
        if (same != m_offers.end()) {
            // Probes meet the same key again and again: that is nothing new.
            if (same->key == offer.key && same->error == offer.error)
                return;
            *same = std::move(offer);
        } else {
            if (m_offers.size() == mostOffers)
                m_offers.erase(m_offers.begin());
            m_offers.push_back(std::move(offer));
        }
    }
    tell();
}

void KeyOffers::settle(const Endpoint& endpoint)
{
    {
        const std::lock_guard lock(m_mutex);
        if (std::erase_if(m_offers, [&](const KeyOffer& known) { return isSameHost(known.endpoint, endpoint); }) == 0)
            return;
    }
    tell();
}

std::vector<KeyOffer> KeyOffers::all() const
{
    const std::lock_guard lock(m_mutex);
    return m_offers;
}

void KeyOffers::watch(const Mailbox::Slot& slot, std::function<void()> changed)
{
    const std::lock_guard lock(m_mutex);
    m_slot = slot;
    m_changed = std::move(changed);
}

void KeyOffers::tell()
{
    std::optional<Mailbox::Slot> slot;
    std::function<void()> changed;
    {
        const std::lock_guard lock(m_mutex);
        slot = m_slot;
        changed = m_changed;
    }
    if (slot && changed)
        slot->post(changed);
}

} // namespace Pilothouse::Ssh
