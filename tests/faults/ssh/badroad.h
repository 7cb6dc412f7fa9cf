// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rig.h"
#include "support/faultproxy.h"

#include <QDir>
#include <QFile>

namespace Pilothouse::Test {

/// An sshd that is reached through a fault proxy only.
class BadRoad
{
public:
    explicit BadRoad(SshServer::Options options = {})
        : server(std::move(options))
        , proxy(server.address(), server.port())
    {
        QByteArray line = server.knownHostsLine();
        line.replace(QByteArray::number(server.port()) + ' ', QByteArray::number(proxy.port()) + ' ');
        QFile file(knownHosts());
        if (file.open(QIODevice::WriteOnly))
            file.write(line);
    }

    QString knownHosts() const { return server.path(QStringLiteral("known_road")); }
    Ssh::Endpoint endpoint(const QString& name = QStringLiteral("app-1")) const
    {
        auto out = server.endpoint(name);
        out.port = proxy.port();
        return out;
    }
    /// Short times, so that a test need not wait; everything else as in the program.
    Ssh::Pool::Options options() const
    {
        auto out = poolOptions(server);
        out.knownHostsFiles = {knownHosts()};
        out.connectTimeout = std::chrono::seconds(2);
        out.keepAliveInterval = std::chrono::milliseconds(200);
        return out;
    }
    /// Nobody is connected any more, neither to the proxy nor to the server.
    bool isEmpty() const { return proxy.open() == 0 && server.connectionCount() == 0; }

    SshServer server;
    FaultProxy proxy;
};

inline QByteArray contentsOf(const QString& name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline int openDescriptors()
{
    return int(
        QDir(QStringLiteral("/proc/self/fd")).entryList(QDir::System | QDir::Files | QDir::NoDotAndDotDot).size());
}

/// Steps of a loop over positions: all of them in ./dev soak, else about so many, spread evenly from a seeded start.
inline std::vector<qint64> positions(qint64 from, qint64 to, int about)
{
    static const bool all = qEnvironmentVariableIsSet("PILOTHOUSE_EVERY_BYTE");
    // What takes seconds each stays with a part of them.
    const qint64 step = all && about > 10 ? 1 : std::max<qint64>(1, (to - from) / about / (all ? 20 : 1));
    const qint64 seed =
        qEnvironmentVariableIsSet("PILOTHOUSE_SEED") ? qEnvironmentVariableIntValue("PILOTHOUSE_SEED") : 20261120;
    std::vector<qint64> out;
    for (qint64 at = from + (all ? 0 : seed % step); at < to; at += step)
        out.push_back(at);
    out.push_back(to);
    return out;
}

} // namespace Pilothouse::Test
