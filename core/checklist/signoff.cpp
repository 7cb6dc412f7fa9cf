// SPDX-License-Identifier: GPL-3.0-or-later
#include "checklist/signoff.h"

#include "base/canonical.h"
#include "base/clock.h"
#include "checklist/itemkey.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

namespace Pilothouse::Checklist {

namespace {

using namespace Qt::StringLiterals;

bool isSameRole(const QString& a, const QString& b) { return normalised(a) == normalised(b); }

QJsonObject contentOf(const Item& item, const ItemRecord* record)
{
    QJsonObject json{{u"key"_s, item.key}, {u"text"_s, item.text.text()}};
    if (!record || record->version == 0) {
        json.insert(u"state"_s, itemStateName(ItemState::Open));
        return json;
    }
    json.insert(u"state"_s, itemStateName(record->state));
    json.insert(u"version"_s, record->version);
    json.insert(u"statement"_s, record->evidence.statement.text());
    json.insert(u"source"_s, record->evidence.source);
    json.insert(u"artefacts"_s, QJsonArray::fromStringList(record->evidence.artefacts));
    json.insert(u"observedAt"_s, isoUtc(record->evidence.observedAt));
    json.insert(u"reason"_s, record->reason.text());
    json.insert(u"until"_s, isoUtc(record->until));
    json.insert(u"by"_s, record->by);
    json.insert(u"at"_s, isoUtc(record->at));
    return json;
}

} // namespace

Result<ReadList> ReadList::from(StoredList stored)
{
    auto document = MarkdownChecklist::read(stored.document.bytes);
    if (!document)
        return fail(document.error());
    if (stored.document.lookalikes)
        *document = document->withLookalikes();
    const auto root = document->sectionNamed(stored.document.section);
    if (!root)
        return fail(root.error());
    ReadList list{.stored = std::move(stored), .document = std::move(*document)};
    for (const Item& item : list.document.items())
        if (list.document.isWithin(item.section, *root))
            list.items.push_back(item);
    std::ranges::stable_sort(list.items, {}, &Item::line);
    list.roles = list.stored.document.roles;
    if (list.roles.empty()) {
        for (const SignatureLine& line : list.document.signatures()) {
            const bool known = std::ranges::any_of(list.roles, [&line](const System::SignerRole& role) {
                return isSameRole(role.role, line.role.text());
            });
            if (!known && list.document.isWithin(line.section, *root))
                list.roles.push_back({.role = line.role.text()});
        }
    }
    return list;
}

QString ReadList::roleOf(const Item& item) const
{
    if (!item.signature)
        return {};
    for (const SignatureLine& line : document.signatures()) {
        if (line.line != item.line)
            continue;
        const auto role = std::ranges::find_if(
            roles, [&line](const System::SignerRole& one) { return isSameRole(one.role, line.role.text()); });
        return role == roles.end() ? QString() : role->role;
    }
    return {};
}

const ItemRecord* ReadList::recordOf(const Item& item) const
{
    const auto found = stored.records.find(item.key);
    return found == stored.records.end() ? nullptr : &found->second;
}

ItemState ReadList::stateOf(const Item& item, const QDateTime& now) const
{
    const ItemRecord* record = recordOf(item);
    const ItemState state = record ? record->stateAt(now) : ItemState::Open;
    return state == ItemState::Open && item.checked ? ItemState::Claimed : state;
}

Result<QByteArray> contentOf(const ReadList& list)
{
    QJsonArray items;
    for (const Item& item : list.items)
        if (list.roleOf(item).isEmpty())
            items << contentOf(item, list.recordOf(item));
    const ListName& name = list.stored.document.list;
    return canonicalJson(QJsonObject{{u"kind"_s, u"checklist"_s},
                                     {u"system"_s, name.system},
                                     {u"environment"_s, name.environment},
                                     {u"name"_s, name.name},
                                     {u"items"_s, items}});
}

QString signatureStateName(SignatureState state)
{
    switch (state) {
    case SignatureState::Signed:
        return u"signed"_s;
    case SignatureState::ContentChanged:
        return u"content-changed"_s;
    case SignatureState::Next:
        return u"next"_s;
    case SignatureState::Waiting:
        return u"waiting"_s;
    }
    return {};
}

Result<std::vector<RoleState>> roleStates(const ReadList& list)
{
    const auto content = contentOf(list);
    if (!content)
        return fail(content.error());
    const QString hash = sha256Hex(*content);
    std::vector<RoleState> states;
    for (const System::SignerRole& role : list.roles) {
        RoleState state{.role = role.role};
        for (const SignatureRecord& signature : list.stored.signatures)
            if (isSameRole(signature.role, role.role))
                state.signature = signature;
        // A name that was written down is no signature by a key.
        const bool valid = state.signature && state.signature->contentHash == hash && role.signers.isEmpty();
        state.state = valid ? SignatureState::Signed : SignatureState::Waiting;
        states.push_back(std::move(state));
    }
    for (size_t i = 0; i < states.size(); ++i) {
        if (states[i].state == SignatureState::Signed)
            continue;
        for (const QString& earlier : list.roles[i].after) {
            const bool stands = std::ranges::any_of(states, [&earlier](const RoleState& other) {
                return isSameRole(other.role, earlier) && other.state == SignatureState::Signed;
            });
            if (!stands)
                states[i].waitsFor << earlier;
        }
    }
    for (RoleState& state : states) {
        if (state.state == SignatureState::Signed)
            continue;
        state.state = !state.waitsFor.isEmpty() ? SignatureState::Waiting
                      : state.signature         ? SignatureState::ContentChanged
                                                : SignatureState::Next;
    }
    return states;
}

Result<SignatureRecord> decideSignature(const ReadList& list, const SignRequest& request, const QDateTime& now)
{
    const auto content = contentOf(list);
    const auto states = roleStates(list);
    if (!content || !states)
        return fail(content ? states.error() : content.error());
    const QString hash = sha256Hex(*content);
    const auto role = std::ranges::find_if(
        *states, [&request](const RoleState& state) { return isSameRole(state.role, request.role); });
    if (role == states->end()) {
        QStringList known;
        for (const RoleState& state : *states)
            known << state.role;
        return fail(ErrorKind::NotFound,
                    known.isEmpty() ? QCoreApplication::translate(
                                          "Checklist", "Nobody signs this checklist; name its roles in the definition.")
                                    : QCoreApplication::translate(
                                          "Checklist", "The role %1 does not sign this checklist; use one of: %2.")
                                          .arg(request.role.left(80), known.join(u", "_s)));
    }
    if (!request.contentHash.isEmpty() && request.contentHash != hash)
        return fail(
            ErrorKind::Conflict,
            QCoreApplication::translate(
                "Checklist", "The checklist changed while you were reading it; look at it again and then sign."));
    const auto demanded = std::ranges::find_if(
        list.roles, [&role](const System::SignerRole& one) { return isSameRole(one.role, role->role); });
    if (demanded != list.roles.end() && !demanded->signers.isEmpty())
        return fail(ErrorKind::Refused,
                    QCoreApplication::translate("Checklist",
                                                "%1 signs with a key from %2, and this version cannot check such "
                                                "signatures; a name alone is not accepted.")
                        .arg(role->role, demanded->signers));
    if (role->state == SignatureState::Signed)
        return fail(ErrorKind::Conflict, QCoreApplication::translate(
                                             "Checklist", "%1 has already been signed by %2 and nothing changed since.")
                                             .arg(role->role, role->signature->by));
    if (!role->waitsFor.isEmpty())
        return fail(ErrorKind::Refused,
                    QCoreApplication::translate("Checklist", "%1 signs after %2; have those sign first.")
                        .arg(role->role, role->waitsFor.join(u", "_s)));
    int unproved = 0;
    for (const Item& item : list.items) {
        const ItemState state = list.stateOf(item, now);
        const bool settled =
            state == ItemState::Held || state == ItemState::Waived || state == ItemState::NotApplicable;
        unproved += list.roleOf(item).isEmpty() && !settled ? 1 : 0;
    }
    if (unproved > 0 && request.statement.text().trimmed().isEmpty())
        return fail(ErrorKind::Refused, QCoreApplication::translate(
                                            "Checklist",
                                            "%n item(s) are not proved; prove them, or say in the statement why you "
                                            "sign nevertheless.",
                                            nullptr, unproved));
    return SignatureRecord{.role = role->role, .statement = request.statement, .contentHash = hash};
}

} // namespace Pilothouse::Checklist
