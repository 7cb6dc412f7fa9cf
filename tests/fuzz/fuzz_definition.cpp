// SPDX-License-Identifier: GPL-3.0-or-later
// links: pilothouse_system
#include "fuzz/fuzztarget.h"
#include "system/definition.h"
#include "system/faults.h"

/// A definition is either complete or has faults with places, whatever the bytes are; reading it again gives the same.
PILOTHOUSE_FUZZ_TARGET(definition)
{
    using namespace Pilothouse::System;
    const Reading reading = readDefinition(input, QStringLiteral("/etc/pilothouse/systems/fuzzed.yaml"));
    FUZZ_CHECK(reading.definition.has_value() == reading.faults.empty());
    FUZZ_CHECK(reading.faults.size() <= Faults::most + 1);
    for (const Fault& fault : reading.faults) {
        FUZZ_CHECK(fault.line >= 1 && fault.column >= 1);
        FUZZ_CHECK(!fault.message.isEmpty());
    }
    if (reading.definition) {
        FUZZ_CHECK(!reading.definition->system.isEmpty());
        FUZZ_CHECK(!reading.definition->environments.empty());
        FUZZ_CHECK(readDefinition(input, reading.definition->file).definition == reading.definition);
    }
}
