// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/catalogue.h"
#include "backup/proofs.h"
#include "evidence/source.h"
#include "ssh/pool.h"

#include <functional>

namespace Pilothouse::Backup {

/// Where a host of an environment is reached.
using EndpointOf = std::function<Result<Ssh::Endpoint>(const System::Environment&, const System::Host&)>;

/// Lists and verifies backups where they lie. Making and restoring them are procedures (see procedures.h) that the run
/// engine carries out. Thread-safe; nothing blocks.
class Backups
{
public:
    Backups(Ssh::Pool& pool, Proofs& proofs, Clock& clock, EndpointOf endpointOf);
    ~Backups();
    Backups(const Backups&) = delete;
    Backups& operator=(const Backups&) = delete;

    /// What the folder holds now, with the newest proof of each file. A proof of another size is not shown: the file
    /// was replaced.
    QFuture<Result<Catalogue>> list(const QString& system, const System::Environment& environment,
                                    const QString& backup);

    /// Reads the file to its end on its host and records what that proved. `deadline` bounds the reading.
    QFuture<Result<Proof>> verify(const QString& system, const System::Environment& environment, const QString& backup,
                                  const QString& file, std::chrono::milliseconds deadline = std::chrono::hours(1));

    /// Records the proofs that a run's output (open, of any size) holds. They are as old as the run's end `at`,
    /// whenever somebody looks at its output; an invalid time means now. Answers when all of them are kept.
    QFuture<Result<void>> recordFromRun(const BackupRef& ref, QIODevice& runOutput, const QDateTime& at);

private:
    struct Place
    {
        System::BackupSpec spec;
        Ssh::Endpoint endpoint;
    };
    Result<Place> placeOf(const System::Environment& environment, const QString& backup) const;

    Ssh::Pool& m_pool;
    Proofs& m_proofs;
    Clock& m_clock;
    EndpointOf m_endpointOf;
    EventThread m_thread;
};

/// Answers questions of kind "backup": subject is a backup of the definition, condition "rung=complete
/// younger-than=24h" (both optional; complete and the RPO are what is asked otherwise).
class BackupSource final : public EvidenceSource
{
public:
    using FindEnvironment =
        std::function<std::optional<System::Environment>(const QString& system, const QString& environment)>;

    BackupSource(Backups& backups, FindEnvironment find)
        : m_backups(backups)
        , m_find(std::move(find))
    {
    }

    QString kind() const override { return QStringLiteral("backup"); }
    QFuture<Result<Evidence>> ask(const Question& question) override;

private:
    Backups& m_backups;
    FindEnvironment m_find;
};

} // namespace Pilothouse::Backup
