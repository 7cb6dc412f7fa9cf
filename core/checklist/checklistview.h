// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "checklist/signoff.h"

#include <QJsonObject>

namespace Pilothouse::Checklist {

/// A command that the document gives for an item or a section.
struct CommandView
{
    SafeText text;
    QString language = {};
    bool shell = false;

    bool operator==(const CommandView&) const = default;
};

struct ItemView
{
    int number = 0; ///< 1-based, in the order of the document
    QString key = {};
    SafeText text = {};
    SafeText caption = {}; ///< the subsection it stands in, where a section has several
    int depth = 0;
    int line = 0;
    ItemState state = ItemState::Open;
    bool claimed = false;   ///< ticked in the document
    bool agedOut = false;   ///< what was recorded is too old to be believed
    QString role = {};      ///< whose signature it is
    ItemRecord record = {}; ///< version 0 when nothing was recorded
    std::vector<SafeText> notes = {};
    std::vector<CommandView> commands = {};

    bool operator==(const ItemView&) const = default;
};

struct SectionView
{
    SafeText title;
    Progress progress = {};
    std::vector<ItemView> items = {};
    std::vector<CommandView> commands = {}; ///< that stand under no item

    bool operator==(const SectionView&) const = default;
};

/// A checklist as it is shown, complete when made. Verdicts are those of `asOf`.
struct ChecklistView
{
    Id id;
    ListName list;
    SafeText title = {};
    QString file = {};
    QString sha256 = {};
    QString importedBy = {};
    QDateTime importedAt = {};
    QDateTime asOf = {};
    Progress progress = {};
    std::vector<SectionView> sections = {};
    std::vector<RoleState> roles = {};
    QString nextSigner = {};  ///< the first role whose turn it is; empty when all have signed or nobody signs
    QString contentHash = {}; ///< what a signature would cover now
    int claims = 0;
    int unread = 0;   ///< lines that look like items and were not taken
    int mojibake = 0; ///< garbled runs in the document
    int orphans = 0;  ///< records of items that the document no longer has

    bool isSigned() const;
    const ItemView* item(const QString& key) const;
    /// The item that a person means: its number, or the beginning of its key (at least six characters). NotFound
    /// otherwise.
    Result<ItemView> find(const QString& numberOrKey) const;

    bool operator==(const ChecklistView&) const = default;
};

/// Sections as people think of them: the document's title is none, and a section of more than two dozen items is shown
/// by its subsections.
Result<ChecklistView> viewOf(const ReadList& list, const QDateTime& now);

/// The same list at a later time: evidence and waivers that have aged out meanwhile are open again.
ChecklistView agedTo(ChecklistView view, const QDateTime& now);

/// The same list with garbled titles, items and notes put right, to be read by people who ask for it. Commands stay as
/// they are: nobody should run what was guessed.
ChecklistView repaired(ChecklistView view);

/// The document that `checklist show --json` prints; `checklist list` leaves the sections out.
QJsonObject toJson(const ChecklistView& view, bool withItems = true);
QJsonObject toJson(const Progress& progress);

} // namespace Pilothouse::Checklist
