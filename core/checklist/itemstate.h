// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/id.h"
#include "evidence/evidence.h"

#include <QDateTime>

namespace Pilothouse::Checklist {

/// What is known about an item. Only Held is shown green, and only while its evidence is fresh.
enum class ItemState {
    Open,          ///< nothing is known, or what was known has aged out
    Claimed,       ///< the document has ticked it: somebody says so, nothing proves it
    Held,          ///< seen to be true, with evidence
    Failing,       ///< seen to be false
    Waived,        ///< accepted as it is until a date, with a reason
    NotApplicable, ///< does not concern this environment, with a reason
};

/// The stable machine word ("open", "claimed", "held", "failing", "waived", "not-applicable").
QString itemStateName(ItemState state);
Result<ItemState> itemStateFrom(const QString& name);

/// What somebody or something recorded about one item. `version` counts the changes; a change must name the version it
/// was based on. A value; any thread.
struct ItemRecord
{
    QString key; ///< of the item, see itemkey.h
    ItemState state = ItemState::Open;
    Evidence evidence = {};
    QDateTime until = {}; ///< end of a waiver, UTC
    SafeText reason = {}; ///< of a waiver or of not being applicable
    SafeText text = {};   ///< the item's words when this was recorded
    QString by = {};      ///< login of who recorded it
    Id observer = {};     ///< the installation
    QDateTime at = {};
    int version = 0;

    /// The state as it may be shown at `now`: evidence and waivers age out to Open.
    ItemState stateAt(const QDateTime& now) const;

    bool operator==(const ItemRecord&) const = default;
};

/// Somebody's signature for a role over everything that was recorded at that moment.
struct SignatureRecord
{
    Id id = {};
    QString role = {};
    SafeText statement = {};
    QString contentHash = {}; ///< see contentOf() in signoff.h
    QString by = {};
    Id observer = {};
    QDateTime at = {};

    bool operator==(const SignatureRecord&) const = default;
};

/// How far a list or a section is. Every item is in exactly one of the counts.
struct Progress
{
    int total = 0;
    int held = 0;
    int claimed = 0;
    int failing = 0;
    int waived = 0;
    int notApplicable = 0;
    int open = 0;

    void add(ItemState state);
    /// Nothing is left to do: all is held, waived or does not apply. An empty list proves nothing and is not complete.
    bool isComplete() const { return total > 0 && held + waived + notApplicable == total; }
    /// Whole per cent of what applies that is held, rounded down: 100 only when all of it is.
    int percentHeld() const;

    bool operator==(const Progress&) const = default;
};

} // namespace Pilothouse::Checklist
