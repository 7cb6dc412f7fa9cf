// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/source.h"
#include "health/prober.h"

namespace Pilothouse::Health {

/// Answers questions of kind "probe": looks at the named probe now. The answer is good for three of its intervals.
class ProbeSource final : public EvidenceSource
{
public:
    using FindEnvironment =
        std::function<std::optional<System::Environment>(const QString& system, const QString& environment)>;

    ProbeSource(Prober& prober, FindEnvironment find)
        : m_prober(prober)
        , m_find(std::move(find))
    {
    }

    QString kind() const override { return QStringLiteral("probe"); }
    QFuture<Result<Evidence>> ask(const Question& question) override;

private:
    Prober& m_prober;
    FindEnvironment m_find;
};

} // namespace Pilothouse::Health
