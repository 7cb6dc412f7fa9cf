// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/record.h"

namespace Pilothouse::Run {

/// What a host keeps of the run that changed it last, in plain lines beside its lock (.pilothouse-last), so that
/// operators with different versions of a definition are told. A value; its words are text from elsewhere.
struct LastChange
{
    QString definition = {}; ///< SHA-256 of the definition's file
    QString run = {};
    QString by = {};  ///< "anna@laptop"
    QString did = {}; ///< "deploy of shop/production"
    QString at = {};  ///< ISO 8601, UTC

    bool operator==(const LastChange&) const = default;
};

/// Reads lines "last KEYWORD TEXT"; others are nothing of its.
LastChange lastChangeFrom(const QByteArrayList& lines);
/// What a run leaves, as it lies on the host.
QByteArray lastChangeText(const RunRecord& record, const QString& owner);

/// "this environment was last changed with another version of the definition (…); yours is …"; empty where it is the
/// same one, or nothing is known.
QString otherDefinitionWords(const LastChange& last, const QString& ours);
/// The same of who holds a lock: what its holder wrote down ends with "definition HASH".
QString otherHolderWords(const QString& holder, const QString& ours);

} // namespace Pilothouse::Run
