// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/thread.h"
#include "ssh/pool.h"
#include "system/environment.h"

#include <functional>
#include <map>
#include <memory>

namespace Pilothouse::Run {

/// Where commands for one host go: over SSH, or to this machine for a `local` host. Same contract as Ssh::Pool: exec()
/// answers when the command has ended, start() hands out a command that goes on. Thread-safe; no call blocks.
class HostShell
{
public:
    HostShell() = default;
    virtual ~HostShell() = default;
    HostShell(const HostShell&) = delete;
    HostShell& operator=(const HostShell&) = delete;

    virtual QFuture<Result<Ssh::Finished>> exec(Ssh::Command command) = 0;
    virtual QFuture<Result<std::shared_ptr<Ssh::RunningCommand>>> start(Ssh::Command command) = 0;
};

/// How to reach a host of an environment; the app knows about host keys and hops.
using EndpointOf = std::function<Result<Ssh::Endpoint>(const System::Environment&, const System::Host&)>;

/// Hands out the shells of hosts. Must outlive them; `pool` must outlive it.
class HostShells
{
public:
    HostShells(Ssh::Pool& pool, EndpointOf endpointOf);
    ~HostShells();

    std::shared_ptr<HostShell> open(const System::Environment& environment, const System::Host& host);
    /// Over a connection, and through hops, that nobody has used before: what proves that one can still log in.
    std::shared_ptr<HostShell> openAnew(const System::Environment& environment, const System::Host& host);

private:
    Ssh::Pool& m_pool;
    EndpointOf m_endpointOf;
    EventThread m_thread; ///< the processes of local hosts live here
};

} // namespace Pilothouse::Run
