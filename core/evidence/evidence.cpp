// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/evidence.h"

#include "base/translate.h"

namespace Pilothouse {

QString verdictName(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Holds:
        return QStringLiteral("holds");
    case Verdict::Weak:
        return QStringLiteral("weak");
    case Verdict::Fails:
        return QStringLiteral("fails");
    case Verdict::Unknown:
        return QStringLiteral("unknown");
    }
    return QStringLiteral("unknown");
}

QString verdictWord(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Holds:
        return translate("Evidence", "holds");
    case Verdict::Weak:
        return translate("Evidence", "weak");
    case Verdict::Fails:
        return translate("Evidence", "fails");
    case Verdict::Unknown:
        return translate("Evidence", "unknown");
    }
    return {};
}

bool Evidence::isFresh(const QDateTime& now) const
{
    if (!observedAt.isValid())
        return false;
    const std::chrono::milliseconds age(observedAt.msecsTo(now));
    // An observation from the future means that a clock is wrong; a minute is what hosts may differ by.
    return age >= -std::chrono::minutes(1) && age <= goodFor;
}

Verdict Evidence::verdictAt(const QDateTime& now) const { return isFresh(now) ? verdict : Verdict::Unknown; }

} // namespace Pilothouse
