// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "checklist/signoff.h"

namespace Pilothouse::Checklist {

/// How long something seen by a person may be believed when nobody says otherwise.
constexpr std::chrono::hours defaultGoodFor{24 * 90};

/// What somebody wants to record about an item, having seen its record with `version` (0: none; -1: whatever is there).
struct Change
{
    QString item; ///< key
    int version = -1;
    ItemState state = ItemState::Open;
    Evidence evidence = {}; ///< for Held and Failing; an observation without a time is of now
    SafeText reason = {};   ///< for Waived and NotApplicable
    QDateTime until = {};   ///< for Waived

    /// Seen by a person to be true; `note` says what was seen, `artefacts` where to look.
    static Change tick(const QString& item, int version, const QString& note, const QStringList& artefacts = {},
                       std::chrono::milliseconds goodFor = defaultGoodFor);
    /// Seen by a person to be false.
    static Change fail(const QString& item, int version, const QString& note, const QStringList& artefacts = {},
                       std::chrono::milliseconds goodFor = defaultGoodFor);
    /// Takes back whatever was recorded.
    static Change untick(const QString& item, int version);
    static Change waive(const QString& item, int version, const QString& reason, const QDateTime& until);
    static Change notApplicable(const QString& item, int version, const QString& reason);
    /// Observed by a source: held when it holds, failing when it fails, open otherwise.
    static Change observe(const QString& item, int version, const Evidence& evidence);
};

/// Whether it may be recorded: NotFound for an item that the document does not have, Refused for one that is signed
/// instead, Conflict when somebody else was faster, Invalid without the words that prove or explain. In a recurring
/// list nothing is good for longer than until the next time.
Result<ItemRecord> decideChange(const ReadList& list, const Change& change, const QDateTime& now);

} // namespace Pilothouse::Checklist
