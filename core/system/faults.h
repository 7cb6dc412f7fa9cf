// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "system/fault.h"

#include <QStringList>

#include <vector>

namespace Pilothouse::System {

/// A place in a document, both 1-based; line 0 is no place.
struct Mark
{
    int line = 0;
    int column = 0;

    bool operator==(const Mark&) const = default;
};

/// Collects the faults of one document, each once, up to a number nobody reads to the end of. Not thread-safe.
class Faults
{
public:
    static constexpr size_t most = 200;

    void add(Mark mark, const QString& message);
    bool isEmpty() const { return m_faults.empty(); }
    /// Sorted by position.
    std::vector<Fault> take();

private:
    std::vector<Fault> m_faults;
};

/// ` – did you mean "x"?` for the candidate that is nearest to a mistyped word, else an empty text.
QString didYouMean(const QString& word, const QStringList& candidates);

/// A value as a message may show it: in quotes, on one line, shortened.
QString quoted(const QString& value);

} // namespace Pilothouse::System
