// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/source.h"
#include "maintenance/windows.h"

#include <functional>

namespace Pilothouse::Maintenance {

/// Whether a maintenance window is open, for gates: of kind "window", subject "maintenance". What nobody was told of is
/// not open. Thread-safe.
class WindowSource final : public EvidenceSource
{
public:
    using Finder = std::function<std::optional<System::Environment>(const QString&, const QString&)>;

    /// Everything must outlive it.
    WindowSource(Windows& windows, Clock& clock, Finder finder);

    QString kind() const override { return QStringLiteral("window"); }
    QFuture<Result<Evidence>> ask(const Question& question) override;

private:
    Windows& m_windows;
    Clock& m_clock;
    Finder m_finder;
};

/// The evidence of a standing.
Evidence evidenceOf(const Standing& standing, const QDateTime& now);

} // namespace Pilothouse::Maintenance
