// SPDX-License-Identifier: GPL-3.0-or-later
#include "checklist/itemstate.h"

#include <QCoreApplication>

namespace Pilothouse::Checklist {

QString itemStateName(ItemState state)
{
    switch (state) {
    case ItemState::Open:
        return QStringLiteral("open");
    case ItemState::Claimed:
        return QStringLiteral("claimed");
    case ItemState::Held:
        return QStringLiteral("held");
    case ItemState::Failing:
        return QStringLiteral("failing");
    case ItemState::Waived:
        return QStringLiteral("waived");
    case ItemState::NotApplicable:
        return QStringLiteral("not-applicable");
    }
    return {};
}

Result<ItemState> itemStateFrom(const QString& name)
{
    for (const ItemState state : {ItemState::Open, ItemState::Claimed, ItemState::Held, ItemState::Failing,
                                  ItemState::Waived, ItemState::NotApplicable})
        if (itemStateName(state) == name)
            return state;
    return fail(ErrorKind::Invalid,
                QCoreApplication::translate("Checklist", "\"%1\" is no state of an item; update Pilothouse to read it.")
                    .arg(name.left(40)));
}

ItemState ItemRecord::stateAt(const QDateTime& now) const
{
    switch (state) {
    case ItemState::Held:
    case ItemState::Failing:
        return evidence.isFresh(now) ? state : ItemState::Open;
    case ItemState::Waived:
        return until.isValid() && now <= until ? state : ItemState::Open;
    case ItemState::Open:
    case ItemState::Claimed:
    case ItemState::NotApplicable:
        return state;
    }
    return ItemState::Open;
}

void Progress::add(ItemState state)
{
    ++total;
    switch (state) {
    case ItemState::Open:
        ++open;
        break;
    case ItemState::Claimed:
        ++claimed;
        break;
    case ItemState::Held:
        ++held;
        break;
    case ItemState::Failing:
        ++failing;
        break;
    case ItemState::Waived:
        ++waived;
        break;
    case ItemState::NotApplicable:
        ++notApplicable;
        break;
    }
}

int Progress::percentHeld() const
{
    const int applicable = total - notApplicable;
    return applicable == 0 ? 0 : int(qint64(held) * 100 / applicable);
}

} // namespace Pilothouse::Checklist
