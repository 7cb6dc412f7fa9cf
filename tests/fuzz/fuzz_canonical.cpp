// SPDX-License-Identifier: GPL-3.0-or-later
// links: pilothouse_base
#include "base/canonical.h"
#include "fuzz/fuzztarget.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

/// What is hashed is a fixed point: read again, it is written as the same bytes.
PILOTHOUSE_FUZZ_TARGET(canonical)
{
    const QJsonDocument document = QJsonDocument::fromJson(input);
    if (document.isNull())
        return;
    const QJsonValue value = document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
    const auto bytes = Pilothouse::canonicalJson(value);
    if (!bytes)
        return;
    const QJsonDocument again = QJsonDocument::fromJson(*bytes);
    FUZZ_CHECK(!again.isNull());
    const auto twice =
        Pilothouse::canonicalJson(again.isArray() ? QJsonValue(again.array()) : QJsonValue(again.object()));
    FUZZ_CHECK(twice && *twice == *bytes);
}
