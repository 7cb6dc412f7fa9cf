// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "audit/record.h"
#include "checklist/checklistview.h"

#include <QJsonObject>

namespace Pilothouse::Checklist {

/// A checklist as it is handed to somebody else: the document, all that was recorded and signed, and the links of the
/// audit trail that tell of it. What is shown is worked out from these again by whoever reads it. A value; any thread.
struct Dossier
{
    StoredList list;
    std::vector<Audit::Record> links = {}; ///< of the audit trail, by number
    QDateTime exportedAt = {};
    QString exportedBy = {};
    Id installation = {};
    QString contentHash = {}; ///< what was shown when it was exported

    bool operator==(const Dossier&) const = default;
};

/// The document of `checklist export`, with a hash over all of it. Invalid for what has no canonical form.
Result<QJsonObject> toJson(const Dossier& dossier);
/// Invalid when it is no dossier of a form that is known here.
Result<Dossier> readDossier(const QByteArray& document);

/// What a dossier proves by itself.
struct DossierReport
{
    Dossier dossier;
    ChecklistView view;      ///< as of the export
    QStringList faults = {}; ///< where it contradicts itself; empty when it does not
};

/// Recomputes everything: the hash of the whole and of the document, what signatures cover, and whether each record and
/// signature is told of, with the same content, by a link of the audit trail whose own hash is right. That those links
/// are really of that trail only the trail can say.
Result<DossierReport> verifyDossier(const QByteArray& document);

} // namespace Pilothouse::Checklist
