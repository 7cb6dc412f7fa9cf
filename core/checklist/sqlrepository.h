// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "audit/trail.h"
#include "checklist/repository.h"

namespace Pilothouse::Checklist {

/// Lists in the `facts` database, each change with its row in the audit trail ("checklist.imported",
/// "checklist.recorded", "checklist.signed"). Records and signatures carry the trail's actor. Errors are the store's,
/// and those of `decide`.
class SqlRepository final : public Repository
{
public:
    /// All three must outlive the repository and what was asked of it.
    SqlRepository(Store::Database& facts, Audit::Trail& audit, const Clock& clock);

    static std::vector<Store::Migration> migrations();

    QFuture<Result<std::vector<StoredList>>> all(const QString& system, const QString& environment) override;
    QFuture<Result<StoredList>> find(const ListName& list) override;
    QFuture<Result<StoredList>> put(const Document& document) override;
    QFuture<Result<ItemRecord>> record(const ListName& list,
                                       std::function<Result<ItemRecord>(const StoredList&)> decide) override;
    QFuture<Result<SignatureRecord>> sign(const ListName& list,
                                          std::function<Result<SignatureRecord>(const StoredList&)> decide) override;

private:
    Store::Database& m_facts;
    Audit::Trail& m_audit;
    const Clock& m_clock;
};

} // namespace Pilothouse::Checklist
