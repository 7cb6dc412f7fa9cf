// SPDX-License-Identifier: GPL-3.0-or-later
#include "checklist/change.h"

#include <QCoreApplication>

#include <algorithm>

namespace Pilothouse::Checklist {

namespace {

Evidence seen(Verdict verdict, const QString& note, const QStringList& artefacts, std::chrono::milliseconds goodFor)
{
    return {.verdict = verdict,
            .statement = SafeText::fromUntrusted(note.trimmed()),
            .goodFor = goodFor,
            .source = QStringLiteral("by hand"),
            .artefacts = artefacts};
}

/// What is missing in the change itself; empty when nothing is.
QString missing(const Change& change, const QDateTime& now)
{
    switch (change.state) {
    case ItemState::Held:
    case ItemState::Failing:
        return change.evidence.statement.text().trimmed().isEmpty()
                   ? QCoreApplication::translate(
                         "Checklist", "A tick without evidence is a claim; say what you saw and where it can be seen.")
                   : QString();
    case ItemState::Waived:
        if (change.reason.text().trimmed().isEmpty())
            return QCoreApplication::translate("Checklist", "Say why the item is waived.");
        return change.until.isValid() && change.until > now
                   ? QString()
                   : QCoreApplication::translate("Checklist", "A waiver ends: name a day in the future.");
    case ItemState::NotApplicable:
        return change.reason.text().trimmed().isEmpty()
                   ? QCoreApplication::translate("Checklist", "Say why the item does not apply here.")
                   : QString();
    case ItemState::Claimed:
        return QCoreApplication::translate("Checklist", "Only a document claims; tick the item with evidence.");
    case ItemState::Open:
        return {};
    }
    return {};
}

} // namespace

Change Change::tick(const QString& item, int version, const QString& note, const QStringList& artefacts,
                    std::chrono::milliseconds goodFor)
{
    return {.item = item,
            .version = version,
            .state = ItemState::Held,
            .evidence = seen(Verdict::Holds, note, artefacts, goodFor)};
}

Change Change::fail(const QString& item, int version, const QString& note, const QStringList& artefacts,
                    std::chrono::milliseconds goodFor)
{
    return {.item = item,
            .version = version,
            .state = ItemState::Failing,
            .evidence = seen(Verdict::Fails, note, artefacts, goodFor)};
}

Change Change::untick(const QString& item, int version) { return {.item = item, .version = version}; }

Change Change::waive(const QString& item, int version, const QString& reason, const QDateTime& until)
{
    return {.item = item,
            .version = version,
            .state = ItemState::Waived,
            .reason = SafeText::fromUntrusted(reason.trimmed()),
            .until = until};
}

Change Change::notApplicable(const QString& item, int version, const QString& reason)
{
    return {.item = item,
            .version = version,
            .state = ItemState::NotApplicable,
            .reason = SafeText::fromUntrusted(reason.trimmed())};
}

Change Change::observe(const QString& item, int version, const Evidence& evidence)
{
    Change change{.item = item, .version = version, .evidence = evidence};
    switch (evidence.verdict) {
    case Verdict::Holds:
        change.state = ItemState::Held;
        break;
    case Verdict::Fails:
        change.state = ItemState::Failing;
        break;
    case Verdict::Weak:
    case Verdict::Unknown:
        change.state = ItemState::Open;
        break;
    }
    return change;
}

Result<ItemRecord> decideChange(const ReadList& list, const Change& change, const QDateTime& now)
{
    const auto item = std::ranges::find(list.items, change.item, &Item::key);
    if (item == list.items.end())
        return Pilothouse::fail(ErrorKind::NotFound,
                                QCoreApplication::translate(
                                    "Checklist", "The document does not have this item any more; look at it again."));
    if (const QString role = list.roleOf(*item); !role.isEmpty())
        return Pilothouse::fail(
            ErrorKind::Refused,
            QCoreApplication::translate("Checklist", "This line is a signature; sign the checklist as %1.").arg(role));
    const ItemRecord* before = list.recordOf(*item);
    if (change.version >= 0 && change.version != (before ? before->version : 0))
        return Pilothouse::fail(
            ErrorKind::Conflict,
            QCoreApplication::translate("Checklist", "%1 changed this item first; look at it again and repeat.")
                .arg(before ? before->by : QString()));
    if (const QString fault = missing(change, now); !fault.isEmpty())
        return Pilothouse::fail(ErrorKind::Invalid, fault);
    if (change.state == ItemState::Open && change.evidence == Evidence{} &&
        (!before || before->state == ItemState::Open))
        return Pilothouse::fail(ErrorKind::Invalid,
                                QCoreApplication::translate("Checklist", "Nothing is recorded about this item."));
    ItemRecord record{.key = item->key,
                      .state = change.state,
                      .evidence = change.evidence,
                      .until = change.until,
                      .reason = change.reason,
                      .text = item->text};
    if (!record.evidence.observedAt.isValid() && record.evidence != Evidence{})
        record.evidence.observedAt = now;
    const Document& document = list.stored.document;
    if (!document.cron.isEmpty()) {
        const auto schedule = Schedule::parse(document.cron, document.zone);
        const auto next = schedule ? schedule->next(record.evidence.observedAt) : std::nullopt;
        if (next)
            record.evidence.goodFor =
                std::min(record.evidence.goodFor, std::chrono::milliseconds(record.evidence.observedAt.msecsTo(*next)));
    }
    return record;
}

} // namespace Pilothouse::Checklist
