// SPDX-License-Identifier: GPL-3.0-or-later
// links: pilothouse_backup
#include "backup/names.h"
#include "fuzz/fuzztarget.h"
#include "system/namepattern.h"

/// Each name of a list is a backup or ignored, and a pattern that is shown matches its name at the same moment.
PILOTHOUSE_FUZZ_TARGET(names)
{
    using namespace Pilothouse;
    const auto list = Backup::readNames(input);
    FUZZ_CHECK(list.has_value());
    for (const Backup::NamedBackup& backup : list->backups) {
        FUZZ_CHECK(!backup.name.isEmpty());
        FUZZ_CHECK(backup.time.isValid() || !backup.period.isEmpty() || backup.pattern.isEmpty());
        if (backup.pattern.isEmpty())
            continue;
        const auto pattern = System::NamePattern::parse(backup.pattern);
        FUZZ_CHECK(pattern && pattern->match(backup.name) == backup.time);
    }
    FUZZ_CHECK(Backup::readNames(input).value() == *list);
}
