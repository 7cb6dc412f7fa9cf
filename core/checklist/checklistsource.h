// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "checklist/checklistview.h"
#include "evidence/source.h"

namespace Pilothouse::Checklist {

/// Answers for questions of the kind "checklist": subject is the name of a list, the condition words separated by
/// spaces, all of which must be true: `complete` (every item held, waived or not applicable), `signed` (every role has
/// signed the present content), `held>=90%` (of what applies). No condition asks for complete and signed. A list that
/// was never imported is Unknown; a condition that makes no sense is Invalid. Any thread.
class ChecklistSource final : public EvidenceSource
{
public:
    /// Both must outlive this object and what was asked of it.
    ChecklistSource(Repository& repository, const Clock& clock);

    QString kind() const override { return QStringLiteral("checklist"); }
    QFuture<Result<Evidence>> ask(const Question& question) override;

private:
    Repository& m_repository;
    const Clock& m_clock;
};

/// The answer to `condition` about a list.
Result<Evidence> judge(const ChecklistView& view, const QString& condition);

} // namespace Pilothouse::Checklist
