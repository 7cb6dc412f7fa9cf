// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/proofs.h"

#include "store/query.h"

namespace Pilothouse::Backup {

using namespace Qt::StringLiterals;

std::vector<Store::Migration> SqlProofs::migrations()
{
    return {
        {.room = u"backup"_s,
         .number = 1,
         .statements = {u"CREATE TABLE backup_proof (id TEXT PRIMARY KEY, system TEXT NOT NULL, environment TEXT NOT "
                        u"NULL, backup TEXT NOT NULL, file TEXT NOT NULL, "
                        "rung TEXT NOT NULL, reason TEXT NOT NULL, kind TEXT NOT NULL, sha256 TEXT NOT NULL, bytes "
                        "INTEGER NOT NULL, raw_bytes INTEGER NOT NULL, "
                        "at INTEGER NOT NULL) WITHOUT ROWID"_s,
                        u"CREATE INDEX backup_proof_file ON backup_proof (system, environment, backup, file, at)"_s}}};
}

QFuture<Result<void>> SqlProofs::record(const BackupRef& ref, const Proof& proof)
{
    Audit::Entry entry{.action = u"backup.verified"_s, .target = ref.target()};
    entry.payload = {{u"backup"_s, ref.backup},   {u"file"_s, proof.file},     {u"rung"_s, rungName(proof.rung)},
                     {u"reason"_s, proof.reason}, {u"sha256"_s, proof.sha256}, {u"bytes"_s, proof.bytes}};
    const Id id = Id::make(m_clock.now());
    return m_audit.write<void>(std::move(entry), [id, ref, proof](QSqlDatabase& database) -> Result<void> {
        const auto done = Store::execute(
            database,
            u"INSERT INTO backup_proof (id, system, environment, backup, file, rung, reason, kind, sha256, bytes, "
            u"raw_bytes, at) "
            "VALUES (:id, :system, :environment, :backup, :file, :rung, :reason, :kind, :sha256, :bytes, :raw, :at)"_s,
            {{u"id"_s, id},
             {u"system"_s, ref.system},
             {u"environment"_s, ref.environment},
             {u"backup"_s, ref.backup},
             {u"file"_s, proof.file},
             {u"rung"_s, rungName(proof.rung)},
             {u"reason"_s, proof.reason},
             {u"kind"_s, proof.kind},
             {u"sha256"_s, proof.sha256},
             {u"bytes"_s, proof.bytes},
             {u"raw"_s, proof.rawBytes},
             {u"at"_s, proof.at}});
        if (!done)
            return fail(done.error());
        return {};
    });
}

QFuture<Result<std::vector<Proof>>> SqlProofs::newest(const BackupRef& ref)
{
    return m_facts.read<std::vector<Proof>>([ref](QSqlDatabase& database) {
        return Store::select<Proof>(
            database,
            u"SELECT file, rung, reason, kind, sha256, bytes, raw_bytes, max(at) AS at FROM backup_proof "
            "WHERE system = :system AND environment = :environment AND backup = :backup GROUP BY file"_s,
            {{u"system"_s, ref.system}, {u"environment"_s, ref.environment}, {u"backup"_s, ref.backup}},
            [](const Store::Row& row) {
                return Proof{.file = row.text(u"file"_s),
                             .rung = rungFromName(row.text(u"rung"_s)).value_or(Rung::Exists),
                             .reason = row.text(u"reason"_s),
                             .kind = row.text(u"kind"_s),
                             .sha256 = row.text(u"sha256"_s),
                             .bytes = row.integer(u"bytes"_s),
                             .rawBytes = row.integer(u"raw_bytes"_s),
                             .at = row.time(u"at"_s)};
            });
    });
}

} // namespace Pilothouse::Backup
