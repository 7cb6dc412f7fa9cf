// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/endpoint.h"
#include "ssh/hostcertificate.h"
#include "ssh/hostkey.h"
#include "ssh/knownhostscache.h"

namespace Pilothouse::Ssh {

/// Decides whether a host's key is accepted. Files are read anew for every decision, so an edit counts at once. A key
/// that is changed, of another type or revoked is Refused whatever the policy; there is no way around it but correcting
/// the file. A trusted authority may vouch for a key by a certificate. Any thread, with a cache that of the cache;
/// reads and changes small files.
class HostKeys
{
public:
    /// The first file is the console's own: the only one that counts for Provisioned and the only one written to.
    /// `cache` outlives it.
    explicit HostKeys(QStringList files, KnownHostsCache* cache = nullptr)
        : m_files(std::move(files))
        , m_cache(cache)
    {
    }

    enum class Answer {
        Accepted,
        TryLater,         ///< somebody else writes to the file at this moment
        NeedsCertificate, ///< the key alone does not do, but a certificate may: ask the host for it
    };
    /// How to begin with a host.
    struct Plan
    {
        QByteArray algorithms;    ///< to offer: those of known keys first, so that a known key is what the server shows
        bool certificate = false; ///< nothing but an authority is known: the host's certificate is needed
        /// Whatever is known of the host's key, its certificate is looked at: who signed it may be revoked, and then
        /// OpenSSH would not connect either.
        bool look = false;
    };

    /// The algorithms whose keys can be judged here, best first.
    static QByteArrayList judgedAlgorithms();
    /// Those of `names`, in their order. One for certificates stands for the key in it, and as the last word for
    /// certificates being wanted at all.
    static QByteArrayList judgedAlgorithms(const QByteArrayList& names);
    Result<Plan> plan(const Endpoint& endpoint) const;
    /// The algorithms with which exactly this type of key is shown.
    static QByteArray algorithmsFor(const QByteArray& keyType);

    /// `certificate`: what the host showed and checkCertificate() accepted; `mayAsk`: it was not asked for one yet.
    Result<Answer> check(const Endpoint& endpoint, const HostKey& key,
                         const std::optional<HostCertificate>& certificate = {}, bool mayAsk = false) const;
    /// Whether an authority trusted for this host signed it, for this host, and it is valid at this time.
    Result<void> checkCertificate(const Endpoint& endpoint, const HostCertificate& certificate,
                                  const QDateTime& now) const;

private:
    Result<std::shared_ptr<const KnownHosts>> read(const QStringList& files) const;
    QStringList filesFor(HostKeyPolicy policy) const;
    Result<Answer> append(const Endpoint& endpoint, const HostKey& key) const;
    Result<Answer> decide(const Endpoint& endpoint, const HostKey& key, const KnownHosts::Verdict& verdict,
                          bool mayAppend) const;

    QStringList m_files;
    KnownHostsCache* m_cache;
};

} // namespace Pilothouse::Ssh
