// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "checklist/markdownchecklist.h"
#include "checklist/repository.h"

#include <optional>

namespace Pilothouse::Checklist {

/// A stored list with its document read: the items in question, in the order of the document.
struct ReadList
{
    StoredList stored;
    MarkdownChecklist document;
    std::vector<Item> items = {}; ///< of the section that counts
    std::vector<System::SignerRole> roles = {};

    static Result<ReadList> from(StoredList stored);

    /// The role that signs with this item, empty when it is one to do.
    QString roleOf(const Item& item) const;
    const ItemRecord* recordOf(const Item& item) const;
    /// Recorded, or claimed by the document, or open; evidence and waivers aged to `now`. An item of a role is held
    /// once the role's signature stands.
    ItemState stateOf(const Item& item, const QDateTime& now) const;
};

/// What a signature covers, as canonical JSON: the items and what is recorded about each. Not the lines in which roles
/// sign – a signature must not change what the next one covers –, not the document's own ticks, and not the time.
Result<QByteArray> contentOf(const ReadList& list);

enum class SignatureState {
    Signed,         ///< and nothing has changed since
    ContentChanged, ///< what was signed is not what is recorded now
    Next,           ///< all roles before it have signed
    Waiting,        ///< for other roles
};

QString signatureStateName(SignatureState state);

/// Where one role stands.
struct RoleState
{
    QString role;
    SignatureState state = SignatureState::Waiting;
    std::optional<SignatureRecord> signature = {}; ///< the last one, valid or not
    QStringList waitsFor = {};

    bool operator==(const RoleState&) const = default;
};

/// The roles in the order of the definition. A role is waiting until every role it comes after has signed the present
/// content.
Result<std::vector<RoleState>> roleStates(const ReadList& list);

/// What somebody wants to sign, having seen the content with `contentHash` (empty: whatever it is now).
struct SignRequest
{
    QString role;
    SafeText statement = {};
    QString contentHash = {};
};

/// Whether it may be signed: NotFound for an unknown role, Refused before its turn or when items are not proved and the
/// statement does not say why that is accepted, Conflict when the content changed or the role has signed it already.
Result<SignatureRecord> decideSignature(const ReadList& list, const SignRequest& request, const QDateTime& now);

} // namespace Pilothouse::Checklist
