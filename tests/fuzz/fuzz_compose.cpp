// SPDX-License-Identifier: GPL-3.0-or-later
// links: pilothouse_runtime
#include "fuzz/fuzztarget.h"
#include "runtime/composefile.h"

#include <QJsonArray>

/// A Compose file has services or faults with places, whatever the bytes; each service has a name, and the same bytes
/// give the same reading.
PILOTHOUSE_FUZZ_TARGET(compose)
{
    using namespace Pilothouse::Runtime;
    const ComposeFile file = ComposeFile::read(input, {{QStringLiteral("SET"), QStringLiteral("value")}});
    FUZZ_CHECK(file.readable || !file.errors.empty());
    for (const auto& fault : file.errors)
        FUZZ_CHECK(fault.line >= 1 && fault.column >= 1 && !fault.message.isEmpty());
    for (const QString& name : file.unresolved)
        FUZZ_CHECK(std::ranges::find(file.variables, name, &Variable::name) != file.variables.end());
    FUZZ_CHECK(inspectCompose(file).value(QStringLiteral("services")).toArray().size() ==
               qsizetype(file.services.size()));
    FUZZ_CHECK(ComposeFile::read(input, {{QStringLiteral("SET"), QStringLiteral("value")}}).services == file.services);
}
