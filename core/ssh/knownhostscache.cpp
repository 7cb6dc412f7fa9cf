// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/knownhostscache.h"

#include <algorithm>

namespace Pilothouse::Ssh {

namespace {
constexpr size_t mostKnown = 8; ///< lists of files; each is one more copy of them
} // namespace

Result<std::shared_ptr<const KnownHosts>> KnownHostsCache::read(const QStringList& files)
{
    std::vector<std::optional<QByteArray>> contents;
    for (const QString& file : files) {
        auto content = KnownHosts::contentOf(file);
        if (!content)
            return fail(content.error());
        contents.push_back(std::move(*content));
    }
    const auto found = std::ranges::find(m_known, files, &Known::files);
    if (found != m_known.end() && found->contents == contents) {
        std::rotate(m_known.begin(), found, found + 1);
        return m_known.front().hosts;
    }
    KnownHosts hosts;
    for (size_t i = 0; i < contents.size(); ++i) {
        if (contents[i])
            hosts.parse(*contents[i], files[qsizetype(i)]);
    }
    if (found != m_known.end())
        m_known.erase(found);
    else if (m_known.size() >= mostKnown)
        m_known.pop_back();
    m_known.insert(m_known.begin(), {.files = files,
                                     .contents = std::move(contents),
                                     .hosts = std::make_shared<const KnownHosts>(std::move(hosts))});
    return m_known.front().hosts;
}

} // namespace Pilothouse::Ssh
