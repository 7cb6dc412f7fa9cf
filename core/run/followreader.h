// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace Pilothouse::Run {

/// One thing that the `follow` request told.
struct FollowEvent
{
    enum class Kind {
        Started,  ///< step has started
        Data,     ///< bytes of its output at `offset`
        Revert,   ///< text is how the revert of step stands: "armed", "waiting", "confirmed", "reverting", "reverted 0"
        Status,   ///< step has ended; text is "exit 0", "timeout 143", ...
        Ended,    ///< segment has ended; text is its outcome
        Holding,  ///< segment waits for a verdict
        Lost,     ///< its supervisor is gone without an outcome
        Rebooted, ///< the host was started anew since
        Absent,   ///< there is no such segment
        GaveBack, ///< the host gave its lock back; the end comes next
        Told,     ///< data is a line of a request in front of this one
        Following, ///< those requests got what they asked for, and this one begins
        Beat,      ///< nothing new, still there
        Confusion, ///< the stream broke the protocol; text is what came
    };
    Kind kind = Kind::Beat;
    QString step = {};
    qint64 offset = 0;
    QByteArray data = {};
    QString text = {};

    bool operator==(const FollowEvent&) const = default;
};

/// Takes the stream of a `follow` request apart, in pieces of any size. Nothing before the sentinel is looked at. Not
/// thread-safe.
class FollowReader
{
public:
    /// `inTurn`: other requests come before this one.
    explicit FollowReader(QByteArray nonce, bool inTurn = false);

    std::vector<FollowEvent> feed(QByteArrayView bytes);

private:
    void takeLine(const QByteArray& line, std::vector<FollowEvent>& events);

    QByteArray m_sentinel;
    QByteArray m_line;
    bool m_begun = false;
    bool m_others;
    bool m_afterData = false;
    bool m_confused = false;
    QString m_step;
    qint64 m_offset = 0;
    qint64 m_left = 0;
};

} // namespace Pilothouse::Run
