// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <chrono>
#include <map>
#include <optional>

namespace Pilothouse::System {

/// Production is guarded everywhere: typed confirmation, provisioned host keys only, its mark on every surface.
enum class EnvironmentKind { Production, Staging, Development };

/// One host of an environment. `user`/`address`/`port` come from `ssh: user@address:port`; a `local` host is this
/// machine.
struct Host
{
    QString name;
    QString user = {};
    QString address = {};
    quint16 port = 22;
    bool usualPortSaid = false; ///< 22 is written down; else ssh_config may say another
    bool local = false;
    QString directory = {};
    QStringList roles = {};
    QStringList jump = {}; ///< names of hosts of the same environment, outermost first
    std::map<QString, QString> variables = {};
    QStringList login = {};    ///< of key, keyboard-interactive, password; empty: the first two
    QStringList identity = {}; ///< key files, absolute; empty: the user's own
    QString passphrase = {};   ///< the secret that opens them
    QString password = {};     ///< the secret that is the account's password

    bool operator==(const Host&) const = default;
};

enum class Runtime { Compose, Docker, Pm2, Systemd, Kubernetes, Process };

struct Resources
{
    std::optional<double> cpu = {};    ///< cores
    std::optional<qint64> memory = {}; ///< bytes

    bool operator==(const Resources&) const = default;
};

/// One service of an environment, run by `runtime` on the hosts that `on` names (a host, a role, or a list of them).
struct Service
{
    QString name;
    Runtime runtime = Runtime::Process;
    QStringList on = {};
    QString file = {}; ///< compose file, PM2 ecosystem file or manifest
    QString unit = {}; ///< the runtime's own name of the service when it differs
    QStringList after = {};
    QStringList probes = {};
    Resources limits = {};
    Resources reservations = {};
    /// How long it may take to end in good order once it is told to; none: not said.
    std::optional<std::chrono::milliseconds> stopsWithin = {};

    bool operator==(const Service&) const = default;
};

} // namespace Pilothouse::System
