// SPDX-License-Identifier: GPL-3.0-or-later
// links: pilothouse_logs
#include "fuzz/fuzztarget.h"
#include "logs/summary.h"

/// Whatever the bytes, levels add up to entries, entries come from lines, and the first moment is not after the last.
PILOTHOUSE_FUZZ_TARGET(log)
{
    using namespace Pilothouse::Logs;
    const Summary summary = summarize(input);
    qint64 levels = 0;
    for (const qint64 count : summary.levels)
        levels += count;
    FUZZ_CHECK(levels == summary.entries);
    FUZZ_CHECK((summary.lines == 0) == (summary.entries == 0));
    FUZZ_CHECK(summary.first.isValid() == summary.last.isValid());
    FUZZ_CHECK(!summary.first.isValid() || summary.first <= summary.last);
    FUZZ_CHECK(summarize(input) == summary);
}
