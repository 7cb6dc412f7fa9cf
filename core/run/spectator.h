// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/bell.h"
#include "run/follower.h"
#include "run/recall.h"

#include <set>
#include <tuple>

namespace Pilothouse::Run {

/// Watches a run on its hosts for a console that has no journal of it: changes nothing there and keeps nothing here.
/// On a worker thread.
class Spectator
{
public:
    /// What a host told of one of its segments.
    struct News
    {
        QString host;
        QString segment;
        FollowEvent event;
    };

    /// `shells` must outlive it. Of an output that is longer than `tail` bytes only its end is asked for; what came
    /// with `recalled` is not asked for again.
    Spectator(HostShells& shells, System::Environment environment, Recalled recalled, qint64 tail);
    ~Spectator();
    Spectator(const Spectator&) = delete;
    Spectator& operator=(const Spectator&) = delete;

    /// Waits for the next news; none when the run is over, or when nobody drives it and its hosts have nothing left to
    /// do. Unreachable hosts are asked again; other errors end it.
    Result<std::vector<News>> next(const std::stop_token& stop);
    /// How the run stood when the hosts were asked last.
    const Recalled& recalled() const { return m_recalled; }

private:
    void tellRecalled();
    void follow();
    Result<std::vector<News>> collect();
    bool isOver() const;

    HostShells& m_shells;
    System::Environment m_environment;
    Recalled m_recalled;
    qint64 m_tail;
    std::vector<News> m_first; ///< what is known without asking
    std::shared_ptr<Bell> m_bell = std::make_shared<Bell>();
    std::map<QString, std::unique_ptr<Follower>> m_followers;          ///< by segment
    std::map<QString, std::map<QString, qint64>> m_offsets;            ///< by segment and step: what was told
    std::set<std::tuple<QString, QString, FollowEvent::Kind>> m_steps; ///< which beginnings and ends were told
    std::set<QString> m_told; ///< segments of which there is nothing more to tell
};

} // namespace Pilothouse::Run
