// SPDX-License-Identifier: GPL-3.0-or-later
#include "checklist/itemtext.h"

#include "base/translate.h"
#include "widgets/timetext.h"

#include <QLocale>

namespace Pilothouse::Ui {

using Checklist::ItemState;
using Checklist::ItemView;
using Checklist::SignatureState;
using namespace Qt::StringLiterals;

namespace {

QString joined(const QStringList& parts)
{
    QStringList said;
    for (const QString& part : parts)
        if (!part.isEmpty())
            said << part;
    return said.join(u" · "_s);
}

} // namespace

QString dayText(const QDateTime& at) { return QLocale().toString(at.toLocalTime().date(), QLocale::ShortFormat); }

QString evidenceText(const ItemView& item, const QDateTime& now)
{
    const Checklist::ItemRecord& record = item.record;
    if (!item.role.isEmpty())
        return item.state == ItemState::Held ? translate("Checklist", "signed")
                                             : translate("Checklist", "to be signed");
    if (item.agedOut && item.state != ItemState::Claimed)
        return record.state == ItemState::Waived
                   ? translate("Checklist", "waiver ended %1").arg(ago(record.until, now))
                   : translate("Checklist", "aged out: seen %1").arg(ago(record.evidence.observedAt, now));
    switch (item.state) {
    case ItemState::Held:
        return joined({record.evidence.source, record.by, ago(record.evidence.observedAt, now)});
    case ItemState::Failing:
        return SafeText::oneLine(record.evidence.statement.text()).text();
    case ItemState::Waived:
        return translate("Checklist", "waived until %1: %2")
            .arg(dayText(record.until), SafeText::oneLine(record.reason.text()).text());
    case ItemState::NotApplicable:
        return translate("Checklist", "does not apply: %1").arg(SafeText::oneLine(record.reason.text()).text());
    case ItemState::Claimed:
        return translate("Checklist", "claimed by the file");
    case ItemState::Open:
        return translate("Checklist", "no evidence");
    }
    return {};
}

Role stateRole(ItemState state)
{
    switch (state) {
    case ItemState::Held:
        return Role::Healthy;
    case ItemState::Failing:
        return Role::Down;
    case ItemState::Waived:
        return Role::Degraded;
    case ItemState::NotApplicable:
    case ItemState::Claimed:
    case ItemState::Open:
        return Role::Muted;
    }
    return Role::Muted;
}

QString stateWord(ItemState state)
{
    switch (state) {
    case ItemState::Held:
        return translate("Checklist", "held");
    case ItemState::Failing:
        return translate("Checklist", "fails");
    case ItemState::Waived:
        return translate("Checklist", "waived");
    case ItemState::NotApplicable:
        return translate("Checklist", "does not apply");
    case ItemState::Claimed:
        return translate("Checklist", "claimed by the file, not shown");
    case ItemState::Open:
        return translate("Checklist", "open");
    }
    return {};
}

Sign stateSign(ItemState state)
{
    switch (state) {
    case ItemState::Held:
        return Sign::Healthy;
    case ItemState::Failing:
        return Sign::Down;
    case ItemState::Waived:
        return Sign::Degraded;
    case ItemState::NotApplicable:
        return Sign::Maintenance;
    case ItemState::Claimed:
    case ItemState::Open:
        return Sign::Unknown;
    }
    return Sign::Unknown;
}

QString progressSentence(const Checklist::ChecklistView& view)
{
    const Checklist::Progress& progress = view.progress;
    auto some = [](int count, const QString& words) { return count > 0 ? words.arg(count) : QString(); };
    return joined({translate("Checklist", "%1 of %2 held").arg(progress.held).arg(progress.total),
                   some(progress.claimed, translate("Checklist", "%1 claimed by the file, not shown")),
                   some(progress.failing, translate("Checklist", "%1 failing")),
                   some(progress.waived, translate("Checklist", "%1 waived")),
                   some(progress.notApplicable, translate("Checklist", "%1 not applicable")),
                   some(progress.open, translate("Checklist", "%1 open"))});
}

QString roleText(const Checklist::RoleState& role, const QDateTime& now)
{
    switch (role.state) {
    case SignatureState::Signed:
        return translate("Checklist", "signed %1 by %2").arg(shortTime(role.signature->at, now), role.signature->by);
    case SignatureState::ContentChanged:
        return translate("Checklist", "changed since signed by %1").arg(role.signature->by);
    case SignatureState::Next:
        return translate("Checklist", "next");
    case SignatureState::Waiting:
        return role.waitsFor.isEmpty() ? translate("Checklist", "waits")
                                       : translate("Checklist", "waits for %1").arg(role.waitsFor.join(u", "_s));
    }
    return {};
}

Sign roleSign(SignatureState state)
{
    switch (state) {
    case SignatureState::Signed:
        return Sign::Healthy;
    case SignatureState::ContentChanged:
        return Sign::Degraded;
    case SignatureState::Next:
        return Sign::Underway;
    case SignatureState::Waiting:
        return Sign::Unknown;
    }
    return Sign::Unknown;
}

} // namespace Pilothouse::Ui
