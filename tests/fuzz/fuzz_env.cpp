// SPDX-License-Identifier: GPL-3.0-or-later
// links: pilothouse_runtime
#include "fuzz/fuzztarget.h"
#include "runtime/envfile.h"

/// Whatever the bytes, entries have names and come in the order of their lines, and what is said twice was said before.
PILOTHOUSE_FUZZ_TARGET(env)
{
    using namespace Pilothouse::Runtime;
    const EnvFile file = EnvFile::read(input);
    int line = 0;
    for (const EnvEntry& entry : file.entries) {
        FUZZ_CHECK(!entry.key.isEmpty() && entry.line >= line);
        FUZZ_CHECK(entry.sha256().size() == (entry.assigned ? 64 : 0));
        line = entry.line;
    }
    FUZZ_CHECK(file.duplicates.size() <= qsizetype(file.entries.size()));
    for (const auto& fault : file.errors)
        FUZZ_CHECK(fault.line >= 1 && fault.column >= 1);
    FUZZ_CHECK(file.values().size() <= file.entries.size());
}
