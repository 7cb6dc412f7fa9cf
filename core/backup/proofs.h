// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "audit/trail.h"
#include "backup/ladder.h"

namespace Pilothouse::Backup {

/// Which backup a proof belongs to.
struct BackupRef
{
    QString system;
    QString environment;
    QString backup;

    QString target() const { return system + u'/' + environment; }
    bool operator==(const BackupRef&) const = default;
};

/// What was proved of backups, for ever: one row a look. Port; a shared database can take its place.
class Proofs
{
public:
    Proofs() = default;
    virtual ~Proofs() = default;
    Proofs(const Proofs&) = delete;
    Proofs& operator=(const Proofs&) = delete;

    virtual QFuture<Result<void>> record(const BackupRef& ref, const Proof& proof) = 0;
    /// The newest proof of each file.
    virtual QFuture<Result<std::vector<Proof>>> newest(const BackupRef& ref) = 0;
};

/// Proofs in the facts database, each with its row in the audit trail.
class SqlProofs final : public Proofs
{
public:
    SqlProofs(Store::Database& facts, Audit::Trail& audit, Clock& clock)
        : m_facts(facts)
        , m_audit(audit)
        , m_clock(clock)
    {
    }

    static std::vector<Store::Migration> migrations();
    QFuture<Result<void>> record(const BackupRef& ref, const Proof& proof) override;
    QFuture<Result<std::vector<Proof>>> newest(const BackupRef& ref) override;

private:
    Store::Database& m_facts;
    Audit::Trail& m_audit;
    Clock& m_clock;
};

} // namespace Pilothouse::Backup
