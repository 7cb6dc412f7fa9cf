// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "system/environment.h"
#include "system/faults.h"

#include <vector>

namespace Pilothouse::System {

/// What a name in a definition may mean.
enum class Named {
    Host,
    RemoteHost,
    HostOrRole,
    Probe,
    PostgresProbe,
    Service,
    Procedure,
    Backup,
    Checklist,
    Window,
    ImageService,
    Kept,
    Registry,
    ComposeService
};

/// What follows what; none of these may go round in a circle.
enum class Following { Jump, ServiceAfter, ProcedureCall, RoleAfter, SecretFrom };

/// The names that the parts of one environment mention, to be checked once all parts are read. Not thread-safe.
class References
{
public:
    void mention(Named kind, const QString& name, Mark mark) { m_mentions.push_back({kind, name, mark}); }
    void follow(Following kind, const QString& from, const QString& to, Mark mark)
    {
        m_edges.push_back({kind, from, to, mark});
    }
    /// Reports names that nothing has and circles.
    void check(const Environment& environment, Faults& faults) const;

private:
    struct Mention
    {
        Named kind;
        QString name;
        Mark mark;
    };
    struct Edge
    {
        Following kind;
        QString from;
        QString to;
        Mark mark;
    };
    void checkCircles(Following kind, Faults& faults) const;

    std::vector<Mention> m_mentions;
    std::vector<Edge> m_edges;
};

} // namespace Pilothouse::System
