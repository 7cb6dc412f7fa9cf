// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/endpoint.h"
#include "ssh/hostkey.h"
#include "ssh/knownhosts.h"

namespace Pilothouse::Ssh {

/// Decides whether a host's key is accepted. Files are read anew for every decision, so an edit counts at once. A key
/// that is changed, of another type, revoked or vouched for only by an authority is Refused whatever the policy; there
/// is no way around it but correcting the file. Any thread; reads and appends to small files.
class HostKeys
{
public:
    /// The first file is the console's own: the only one that counts for Provisioned and the only one written to.
    explicit HostKeys(QStringList files)
        : m_files(std::move(files))
    {
    }

    enum class Answer {
        Accepted,
        TryLater, ///< somebody else writes to the file at this moment
    };

    /// The algorithms whose keys can be judged here, best first.
    static QByteArrayList judgedAlgorithms();

    Result<Answer> check(const Endpoint& endpoint, const HostKey& key) const;
    /// The host key algorithms to offer, those of known keys first, so that a known key is what the server shows.
    Result<QByteArray> algorithms(const Endpoint& endpoint) const;

private:
    QStringList filesFor(HostKeyPolicy policy) const;
    Result<Answer> append(const Endpoint& endpoint, const HostKey& key) const;
    Result<Answer> decide(const Endpoint& endpoint, const HostKey& key, const KnownHosts::Verdict& verdict,
                          bool mayAppend) const;

    QStringList m_files;
};

} // namespace Pilothouse::Ssh
