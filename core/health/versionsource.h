// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "health/probesource.h"

namespace Pilothouse::Health {

/// Answers questions of kind "version": which version the named probe's answer tells, at the placeholder that is the
/// condition ("[BODY].commit"). Holds with the version as the first artefact, Unknown with the reason that there is
/// none. Looks now; what it saw is good for a moment only.
class VersionSource final : public EvidenceSource
{
public:
    VersionSource(Prober& prober, ProbeSource::FindEnvironment find)
        : m_prober(prober)
        , m_find(std::move(find))
    {
    }

    QString kind() const override { return QStringLiteral("version"); }
    QFuture<Result<Evidence>> ask(const Question& question) override;

private:
    Prober& m_prober;
    ProbeSource::FindEnvironment m_find;
};

/// The version in what was measured.
Evidence versionIn(const Measurement& measurement, const System::Placeholder& where);

} // namespace Pilothouse::Health
