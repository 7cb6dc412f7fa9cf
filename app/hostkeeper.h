// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "audit/trail.h"
#include "base/thread.h"
#include "ssh/keyoffers.h"
#include "ssh/knownkeys.h"

namespace Pilothouse {

/// Known host keys for both programs: files are read and changed on a thread of its own, and every change stands in the
/// audit trail before it is made. Any thread.
class HostKeeper
{
public:
    HostKeeper(QStringList files, Audit::Trail& audit, Clock& clock);
    ~HostKeeper();
    HostKeeper(const HostKeeper&) = delete;
    HostKeeper& operator=(const HostKeeper&) = delete;

    QString ownFile() const { return m_keys.ownFile(); }
    QFuture<Result<Ssh::KnownKeys::Listing>> list();
    QFuture<Result<std::vector<Ssh::ProposedKey>>> propose(const QByteArray& text, const QByteArray& name);
    /// The same of a file; of one that is too large only as much is read as it takes to say so.
    QFuture<Result<std::vector<Ssh::ProposedKey>>> proposeFile(const QString& file, const QByteArray& name);
    QFuture<Result<int>> forget(const std::vector<Ssh::KnownKey>& keys);
    QFuture<Result<int>> provision(const std::vector<Ssh::ProposedKey>& keys);
    QFuture<Result<int>> accept(const Ssh::KeyOffer& offer);

private:
    using Change = std::function<Result<int>()>;

    QFuture<Result<int>> record(Audit::Entry entry, Change change);
    void make(const Promise<int>& promise, const QString& action, const Change& change, int tries);

    Ssh::KnownKeys m_keys;
    Audit::Trail& m_audit;
    Clock& m_clock;
    std::map<quint64, std::unique_ptr<Timer>> m_pauses; ///< on the thread
    quint64 m_lastPause = 0;
    bool m_ends = false;  ///< on the thread
    EventThread m_thread; ///< last: what is under way ends before the rest goes
};

} // namespace Pilothouse
