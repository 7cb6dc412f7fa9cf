// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/ladder.h"
#include "base/result.h"
#include "system/environment.h"

#include <vector>

namespace Pilothouse::Backup {

/// One file of a backup folder, with its newest proof when there is one for the same size.
struct Entry
{
    QString name;
    QDateTime time = {};     ///< from its name, UTC
    QDateTime modified = {}; ///< as the host says; a guess, since scripts write it wrongly
    qint64 bytes = 0;
    std::optional<Proof> proof = {};

    Rung rung() const { return proof ? proof->rung : Rung::Exists; }
    bool operator==(const Entry&) const = default;
};

/// A slot of the schedule in which no backup was made.
struct MissedSlot
{
    QDateTime due;
    bool operator==(const MissedSlot&) const = default;
};

/// What a backup folder holds, newest first.
struct Catalogue
{
    QString backup; ///< name in the definition
    QString host = {};
    QString directory = {};
    std::vector<Entry> entries = {};
    std::vector<MissedSlot> missed = {};
    int ignored = 0; ///< files whose names are not of the pattern
    QDateTime listedAt = {};
    std::optional<std::chrono::milliseconds> rpo = {};
    std::optional<Schedule> schedule = {};

    /// By how much clocks may differ before a date counts as wrong.
    static constexpr std::chrono::seconds clockTolerance{std::chrono::minutes(5)};

    /// The newest entry that reached `rung`. One that is dated in the future is none: it would stay the newest for
    /// ever.
    const Entry* newest(Rung rung) const;
    bool isFromTheFuture(const Entry& entry) const;
    const Entry* find(const QString& name) const;

    bool operator==(const Catalogue&) const = default;
};

/// Where the backups lie on their host: relative paths are from its directory, as in the steps that make them.
QString folderOf(const System::BackupSpec& spec, const System::Host& host);

/// Reads the NUL-separated listing of resources/remote/list-backups.sh. Names that are not of the pattern are counted,
/// not kept.
Result<Catalogue> readListing(const System::BackupSpec& spec, const QByteArray& listing, const QDateTime& now);

/// Puts the newest proof of each file to its entry, unless the file has another size or was written since: then it is
/// another file.
void addProofs(Catalogue& catalogue, const std::vector<Proof>& proofs);

/// Slots of the schedule between the oldest entry and now in which no backup was made (half an interval after the slot
/// still counts as made), newest first, at most 366.
std::vector<MissedSlot> missedSlots(const System::BackupSpec& spec, const std::vector<Entry>& entries,
                                    const QDateTime& now);

/// Until when `entry` satisfies what the definition expects: its RPO and, half an interval after the slot that follows
/// its own, its schedule, whichever ends first; a day when the definition says neither.
QDateTime expectedUntil(const Catalogue& catalogue, const Entry& entry);

/// The newest verified backup as evidence at `now`: holds until a newer one is expected, is weak when only the schedule
/// is missed, and fails once it is older than the RPO. Never believed for longer than the listing it comes from.
Evidence newestEvidence(const Catalogue& catalogue, Rung atLeast, const QDateTime& now);
/// The same as of the listing.
Evidence newestEvidence(const Catalogue& catalogue, Rung atLeast);

/// What is known of one file: good news ages as the definition expects new backups, and the newest verified one of all
/// holds no longer than it satisfies the definition; bad news stays.
Evidence entryEvidence(const Catalogue& catalogue, const Entry& entry);

} // namespace Pilothouse::Backup

Q_DECLARE_METATYPE(Pilothouse::Backup::Catalogue)
