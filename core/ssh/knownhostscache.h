// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/knownhosts.h"

#include <memory>

namespace Pilothouse::Ssh {

/// known_hosts files that are asked about again and again. They are read anew each time, so that an edit counts at once
/// (no date of a file tells for certain that it is still the same), but what stands in them is taken apart only when it
/// has changed. One thread.
class KnownHostsCache
{
public:
    KnownHostsCache() = default;
    KnownHostsCache(const KnownHostsCache&) = delete;
    KnownHostsCache& operator=(const KnownHostsCache&) = delete;

    /// As KnownHosts::read().
    Result<std::shared_ptr<const KnownHosts>> read(const QStringList& files);

private:
    struct Known
    {
        QStringList files;
        std::vector<std::optional<QByteArray>> contents; ///< nothing for a file that is not there
        std::shared_ptr<const KnownHosts> hosts;
    };
    std::vector<Known> m_known; ///< the one asked about last in front
};

} // namespace Pilothouse::Ssh
