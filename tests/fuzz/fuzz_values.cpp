// SPDX-License-Identifier: GPL-3.0-or-later
// links: pilothouse_base
#include "base/safetext.h"
#include "base/units.h"
#include "fuzz/fuzztarget.h"

#include <algorithm>

/// Durations, sizes and untrusted text: never a negative value, never a control character.
PILOTHOUSE_FUZZ_TARGET(values)
{
    const QString text = QString::fromUtf8(input);
    if (const auto duration = Pilothouse::parseDuration(text)) {
        FUZZ_CHECK(duration->count() >= 0);
        FUZZ_CHECK(!Pilothouse::formatDuration(*duration).isEmpty());
    }
    if (const auto size = Pilothouse::parseSize(text)) {
        FUZZ_CHECK(*size >= 0);
        FUZZ_CHECK(!Pilothouse::formatSize(*size).isEmpty());
    }
    const QString safe = Pilothouse::SafeText::fromUntrusted(QByteArrayView(input)).text();
    FUZZ_CHECK(std::ranges::none_of(safe, [](QChar c) {
        return (c.unicode() < 0x20 && c != u'\n' && c != u'\t') || (c.unicode() >= 0x7f && c.unicode() < 0xa0);
    }));
    FUZZ_CHECK(Pilothouse::SafeText::oneLine(text, 40).text().size() <= 41);
}
