// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/pool.h"

#include <mutex>

namespace Pilothouse::Health {

/// What a host has said of a connection that it was asked to make. Thread-safe.
class FarSide
{
public:
    void refuse(const Error& error);
    /// Why there is none; none where nothing was said against it.
    std::optional<Error> refusal() const;

private:
    mutable std::mutex m_mutex;
    std::optional<Error> m_refusal;
};

/// Where to connect to for a service: itself, or a port of this machine behind which a host reaches it. The port is
/// open as long as the route is kept.
struct Route
{
    QString host;
    quint16 port = 0;
    std::shared_ptr<Ssh::Forward> forward = {};
    std::shared_ptr<FarSide> far = {}; ///< null where nobody is in between

    /// What the host in between said, in place of what the connection to it looks like from here.
    Error reason(Error otherwise) const;
};

/// The way from which a look is taken: from this machine, or through a host. A value; any thread.
class Router
{
public:
    Router() = default;
    Router(Ssh::Pool& pool, Ssh::Endpoint through, QString via)
        : m_pool(&pool)
        , m_through(std::move(through))
        , m_via(std::move(via))
    {
    }
    bool isDirect() const { return m_pool == nullptr; }
    /// Unreachable when the host in between cannot be asked. `onReached` is called on another thread once it has
    /// connected onwards; never for a direct route.
    QFuture<Result<Route>> to(const QString& host, quint16 port, std::function<void()> onReached = {}) const;

private:
    Ssh::Pool* m_pool = nullptr;
    Ssh::Endpoint m_through = {};
    QString m_via;
};

/// "host:port", "[::1]:443"; the port is required unless `otherwise` says one.
std::optional<std::pair<QString, quint16>> splitAddress(const QString& address, quint16 otherwise = 0);

} // namespace Pilothouse::Health
