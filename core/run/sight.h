// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/spectator.h"

namespace Pilothouse::Run {

/// A run that is only watched, as a record: what its hosts said when they were asked, and what they tell since. When
/// things happened before that nobody here knows, so those times are invalid. Not thread-safe.
class Sight
{
public:
    /// Invalid when the plan is damaged.
    static Result<Sight> of(const Recalled& recalled, const QDateTime& now);

    void take(const Spectator::News& news, const QDateTime& now);
    /// The run as a whole, as its hosts have it now.
    void standAs(const Recalled& recalled);
    const RunRecord& record() const { return m_record; }

private:
    explicit Sight(RunRecord record)
        : m_record(std::move(record))
    {
    }
    void apply(const QString& kind, const QJsonObject& data, const QDateTime& at);

    RunRecord m_record;
};

} // namespace Pilothouse::Run
