// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/source.h"
#include "incident/incidents.h"

namespace Pilothouse::Incident {

/// Answers for questions of the kind "incident". Subject `none`: holds while no incident of the environment is open,
/// fails and names those that are. Subject is an id: holds while that incident is open and concerns the environment.
/// What cannot be read is Unknown. Any thread.
class IncidentSource final : public EvidenceSource
{
public:
    /// Both must outlive this object and what was asked of it.
    IncidentSource(Incidents& incidents, const Clock& clock);

    QString kind() const override { return QStringLiteral("incident"); }
    QFuture<Result<Evidence>> ask(const Question& question) override;

private:
    Incidents& m_incidents;
    const Clock& m_clock;
};

} // namespace Pilothouse::Incident
