// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/tooltext.h"

namespace Pilothouse::Runtime {

/// A port of a container; the same one on IPv4 and IPv6 is one with two addresses.
struct ContainerPort
{
    std::optional<qint64> target = {};    ///< in the container
    std::optional<qint64> published = {}; ///< on the host; none when it is not published
    QString protocol = {};
    QStringList addresses = {};
    qint64 count = 1; ///< more than one for a range

    bool operator==(const ContainerPort&) const = default;
};

/// A container as `docker ps`, `docker compose ps` or `docker-compose ps` tells of it. Its command is not kept: it may
/// hold secrets.
struct ContainerState
{
    QString id = {};
    QString name = {};
    QString service = {}; ///< of Compose; empty where the output does not say it
    QString image = {};
    QString state = {}; ///< created, running, paused, restarting, exited, dead or removing; empty when unknown
    std::optional<qint64> exitCode = {};   ///< only of one that ended
    QString health = {};                   ///< healthy, unhealthy or starting; empty without a health check
    std::optional<qint64> forSeconds = {}; ///< in this state, as roughly as docker says it
    std::vector<ContainerPort> ports = {};

    bool operator==(const ContainerState&) const = default;
};

/// `Up 2 hours (healthy)`, `Exited (137) 3 days ago`, `Exit 1`, `running (starting)`: into state, exit code, health and
/// age.
void readContainerStatus(const QString& status, ContainerState& container);
/// `0.0.0.0:80->80/tcp, :::80->80/tcp, 443/tcp`.
std::vector<ContainerPort> readContainerPorts(const QString& text);

/// Reads `ps` of Docker and of Compose: JSON as an array, one object a line or printed objects, and the tables of
/// Compose v1, Compose v2 and docker. Invalid for anything else. Any thread.
Result<std::vector<ContainerState>> readContainers(const QByteArray& output);
QJsonObject toJson(const ContainerState& container);

} // namespace Pilothouse::Runtime
