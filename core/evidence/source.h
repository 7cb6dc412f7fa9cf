// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "evidence/evidence.h"

#include <QFuture>
#include <QString>

#include <map>
#include <memory>

namespace Pilothouse {

/// A question about a target that a gate, a verify step, a checklist item or an alert asks: `kind` chooses who answers
/// ("probe", "backup", "checklist", "metric"), `subject` is its name in the definition, `condition` narrows it in the
/// words of that kind ("rung=complete younger-than=24h").
struct Question
{
    QString system;
    QString environment;
    QString kind;
    QString subject;
    QString condition = {};

    bool operator==(const Question&) const = default;
};

/// "backup database", as sentences name what was asked; translated. A kind that nobody knows stays as it is.
QString questionWords(const Question& question);

/// Port: a room that can answer questions of one kind. Answers asynchronously; an unreachable target is an Evidence
/// with verdict Unknown that says why, not an error. Errors are for questions that make no sense. Any thread.
class EvidenceSource
{
public:
    EvidenceSource() = default;
    virtual ~EvidenceSource() = default;
    EvidenceSource(const EvidenceSource&) = delete;
    EvidenceSource& operator=(const EvidenceSource&) = delete;

    virtual QString kind() const = 0;
    virtual QFuture<Result<Evidence>> ask(const Question& question) = 0;
};

/// The sources that app registered, by kind. Filled while the program is composed, only read afterwards.
class EvidenceSources
{
public:
    /// `source` must outlive this object.
    void add(EvidenceSource& source);
    bool answers(const QString& kind) const { return m_sources.contains(kind); }
    /// Asks the source of the question's kind; NotFound when nobody answers that kind.
    QFuture<Result<Evidence>> ask(const Question& question) const;

private:
    std::map<QString, EvidenceSource*> m_sources;
};

} // namespace Pilothouse
