// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/hostshell.h"

namespace Pilothouse::Run {

/// This machine as a host: commands run under /bin/sh in a session of their own, so that neither a Ctrl-C in the
/// console's terminal nor its end reaches what they detached. Closing a command ends its whole process group, as
/// closing an SSH channel ends what listens to it. Errors: Unreachable when no process can be made, Timeout, Cancelled.
class LocalShell final : public HostShell
{
public:
    /// `thread` must outlive the shell and its commands.
    explicit LocalShell(const EventThread& thread);

    QFuture<Result<Ssh::Finished>> exec(Ssh::Command command) override;
    QFuture<Result<std::shared_ptr<Ssh::RunningCommand>>> start(Ssh::Command command) override;

private:
    const EventThread& m_thread;
};

} // namespace Pilothouse::Run
