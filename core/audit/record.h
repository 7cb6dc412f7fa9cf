// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/id.h"
#include "base/result.h"

#include <QDateTime>
#include <QJsonObject>
#include <QString>

namespace Pilothouse::Audit {

/// Who acts, from where. The same for everything one program does.
struct Actor
{
    QString login;
    Id installation; ///< the observer: which installation of Pilothouse wrote it down

    bool operator==(const Actor&) const = default;
};

/// What a room wants to be remembered. The payload holds whole numbers, text, lists and objects (canonical JSON) and
/// never a secret.
struct Entry
{
    QString action;      ///< room and verb: "run.started", "checklist.ticked"
    QString target = {}; ///< SYSTEM/ENVIRONMENT, narrowed as in pilothousectl; empty for what concerns none
    QJsonObject payload = {};
    /// A dangerous act: its entry must be anchored before anything is done, else the answer is an error.
    bool dangerous = false;
};

/// One link of the chain as it is stored.
struct Record
{
    qint64 seq = 0; ///< from 1, without gaps
    Id id;
    qint64 micros = 0; ///< UTC microseconds since the epoch, exactly as stored and hashed
    QString actor;
    Id observer;
    QString action;
    QString target;
    QByteArray payload; ///< canonical JSON
    QString previous;   ///< hash of the link before; 64 zeros for the first
    QString hash;

    QDateTime at() const { return fromMicros(micros); }
    bool operator==(const Record&) const = default;
};

/// The `previous` of the first link.
QString genesis();

/// SHA-256 in hex over the canonical JSON of every field but the hash itself, so that no two different rows have the
/// same bytes. `at` are the microseconds, the payload as the text that is stored.
Result<QString> hashOf(const Record& record);

/// A link as JSON, for exports: the same names and values that are hashed, plus "hash".
QJsonObject toJson(const Record& record);

} // namespace Pilothouse::Audit
