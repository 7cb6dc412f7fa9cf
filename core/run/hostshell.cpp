// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/hostshell.h"

#include "run/localshell.h"

namespace Pilothouse::Run {

namespace {

class SshShell final : public HostShell
{
public:
    SshShell(Ssh::Pool& pool, Result<Ssh::Endpoint> endpoint)
        : m_pool(pool)
        , m_endpoint(std::move(endpoint))
    {
    }
    QFuture<Result<Ssh::Finished>> exec(Ssh::Command command) override
    {
        if (!m_endpoint)
            return answered<Ssh::Finished>(fail(m_endpoint.error()));
        return m_pool.exec(*m_endpoint, std::move(command));
    }
    QFuture<Result<std::shared_ptr<Ssh::RunningCommand>>> start(Ssh::Command command) override
    {
        if (!m_endpoint)
            return answered<std::shared_ptr<Ssh::RunningCommand>>(fail(m_endpoint.error()));
        return m_pool.start(*m_endpoint, std::move(command));
    }

private:
    Ssh::Pool& m_pool;
    Result<Ssh::Endpoint> m_endpoint; ///< or why there is none, which every command is answered with
};

/// Has its own pool, which goes with it.
class FreshShell final : public HostShell
{
public:
    FreshShell(std::unique_ptr<Ssh::Pool> pool, Result<Ssh::Endpoint> endpoint)
        : m_pool(std::move(pool))
        , m_shell(*m_pool, std::move(endpoint))
    {
    }
    QFuture<Result<Ssh::Finished>> exec(Ssh::Command command) override { return m_shell.exec(std::move(command)); }
    QFuture<Result<std::shared_ptr<Ssh::RunningCommand>>> start(Ssh::Command command) override
    {
        return m_shell.start(std::move(command));
    }

private:
    std::unique_ptr<Ssh::Pool> m_pool;
    SshShell m_shell;
};

} // namespace

HostShells::HostShells(Ssh::Pool& pool, EndpointOf endpointOf)
    : m_pool(pool)
    , m_endpointOf(std::move(endpointOf))
    , m_thread(QStringLiteral("local hosts"), ThreadRole::Io)
{
}

HostShells::~HostShells() = default;

std::shared_ptr<HostShell> HostShells::open(const System::Environment& environment, const System::Host& host)
{
    if (host.local)
        return std::make_shared<LocalShell>(m_thread);
    return std::make_shared<SshShell>(m_pool, m_endpointOf(environment, host));
}

std::shared_ptr<HostShell> HostShells::openAnew(const System::Environment& environment, const System::Host& host)
{
    if (host.local)
        return open(environment, host);
    return std::make_shared<FreshShell>(m_pool.another(), m_endpointOf(environment, host));
}

} // namespace Pilothouse::Run
