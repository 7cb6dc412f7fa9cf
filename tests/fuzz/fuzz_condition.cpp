// SPDX-License-Identifier: GPL-3.0-or-later
// links: pilothouse_system
#include "base/schedule.h"
#include "fuzz/fuzztarget.h"
#include "system/condition.h"
#include "system/namepattern.h"

/// The small grammars inside a definition, each line of the input as one of them: a condition never holds where nothing
/// was seen, and no hostile name is ever a backup's.
PILOTHOUSE_FUZZ_TARGET(condition)
{
    using namespace Pilothouse;
    const QString text = QString::fromUtf8(input.left(2000));
    const qsizetype newline = text.indexOf(u'\n');
    const QString first = text.left(newline < 0 ? text.size() : newline);
    const QString second = newline < 0 ? QString() : text.sliced(newline + 1);
    if (const auto condition = System::Condition::parse(first)) {
        FUZZ_CHECK(!condition->placeholders().isEmpty());
        if (!condition->uses(QStringLiteral("CONNECTED")))
            FUZZ_CHECK(!condition->evaluate(System::Observation()).holds || condition->uses(QStringLiteral("HEADER")));
        System::Observation seen{.connected = true, .status = 200, .body = second.toUtf8(), .output = second};
        FUZZ_CHECK(condition->evaluate(seen).seen.size() <= 200);
    } else {
        FUZZ_CHECK(System::Condition::errorColumn(condition.error()) >= 1);
    }
    if (const auto pattern = System::NamePattern::parse(first)) {
        if (pattern->match(second))
            FUZZ_CHECK(!second.contains(u'/') && !second.contains(u'\n') && !second.startsWith(u'-'));
    }
    if (const auto schedule = Schedule::parse(first, QStringLiteral("Europe/Berlin"))) {
        const QDateTime now = QDateTime(QDate(2026, 3, 28), QTime(12, 0), Qt::UTC);
        if (const auto next = schedule->next(now)) {
            FUZZ_CHECK(*next > now);
            FUZZ_CHECK(schedule->previous(*next) == next);
        }
    }
}
