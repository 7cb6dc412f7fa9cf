// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/source.h"

#include "base/promise.h"
#include "base/translate.h"

namespace Pilothouse {

QString questionWords(const Question& question)
{
    if (question.kind == QStringLiteral("backup"))
        return translate("Evidence", "backup %1").arg(question.subject);
    if (question.kind == QStringLiteral("checklist"))
        return translate("Evidence", "checklist %1").arg(question.subject);
    if (question.kind == QStringLiteral("probe"))
        return translate("Evidence", "probe %1").arg(question.subject);
    if (question.kind == QStringLiteral("ran"))
        return translate("Evidence", "that %1 ran it").arg(question.subject);
    if (question.kind == QStringLiteral("freeze"))
        return translate("Evidence", "a time without freeze");
    if (question.kind == QStringLiteral("window"))
        return translate("Evidence", "an open %1 window").arg(question.subject);
    if (question.kind == QStringLiteral("incident"))
        return translate("Evidence", "no open incident");
    if (question.kind == QStringLiteral("approver"))
        return question.subject == QStringLiteral("other") ? translate("Evidence", "approval by somebody else")
                                                           : translate("Evidence", "approval");
    if (question.kind == QStringLiteral("destroys"))
        return translate("Evidence", "no loss of data in %1").arg(question.subject);
    if (question.kind == QStringLiteral("keep"))
        return translate("Evidence", "room to keep what runs on %1").arg(question.subject);
    if (question.kind == QStringLiteral("reversible"))
        return translate("Evidence", "a way back to %1").arg(question.subject);
    return question.kind + u' ' + question.subject;
}

void EvidenceSources::add(EvidenceSource& source) { m_sources[source.kind()] = &source; }

QFuture<Result<Evidence>> EvidenceSources::ask(const Question& question) const
{
    const auto found = m_sources.find(question.kind);
    if (found == m_sources.end()) {
        const QString known = QStringList([this] {
                                  QStringList kinds;
                                  for (const auto& [kind, source] : m_sources)
                                      kinds << kind;
                                  return kinds;
                              }())
                                  .join(QStringLiteral(", "));
        return answered<Evidence>(
            fail(ErrorKind::NotFound,
                 QCoreApplication::translate("Evidence", "Nothing here can answer for \"%1\"; known are: %2.")
                     .arg(question.kind, known)));
    }
    return found->second->ask(question);
}

} // namespace Pilothouse
