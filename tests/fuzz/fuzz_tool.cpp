// SPDX-License-Identifier: GPL-3.0-or-later
// links: pilothouse_runtime
#include "fuzz/fuzztarget.h"
#include "runtime/toolkinds.h"

#include <QJsonArray>

/// Whatever the bytes, every reader of another tool's output answers with rows or refuses; the same bytes give the same
/// answer.
PILOTHOUSE_FUZZ_TARGET(tool)
{
    using namespace Pilothouse::Runtime;
    for (const ToolKind& kind : toolKinds()) {
        const auto read = kind.read(input);
        if (!read) {
            FUZZ_CHECK(!read.error().message.isEmpty());
            continue;
        }
        const QJsonArray rows = read->value(QStringLiteral("rows")).toArray();
        for (const QJsonValue& row : rows)
            FUZZ_CHECK(row.isObject());
        FUZZ_CHECK(kind.read(input).value() == *read);
    }
}
