// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/interpolation.h"
#include "system/fault.h"

#include <QJsonObject>

#include <vector>

namespace Pilothouse::Runtime {

/// A port as a Compose file writes it. What hangs on a variable without value is unknown.
struct ComposePort
{
    QString text = {}; ///< as written, or put together from the long form
    std::optional<qint64> target = {};
    std::optional<qint64> published = {};
    qint64 count = 1; ///< more than one for a range
    QString protocol = {};
    QString address = {};

    bool operator==(const ComposePort&) const = default;
};

struct ComposeBuild
{
    QString context = {};
    QString dockerfile = {};
    QString target = {};

    bool operator==(const ComposeBuild&) const = default;
};

struct ComposeHealthcheck
{
    QStringList test = {};
    bool disabled = false;
    std::optional<double> intervalSeconds = {};
    std::optional<double> timeoutSeconds = {};
    std::optional<double> startPeriodSeconds = {};
    std::optional<qint64> retries = {};

    bool operator==(const ComposeHealthcheck&) const = default;
};

struct ComposeLimits
{
    std::optional<double> cpu = {}; ///< cores
    std::optional<qint64> memoryBytes = {};

    bool operator==(const ComposeLimits&) const = default;
};

struct ComposeService
{
    QString name;
    int line = 0;
    QString image = {}; ///< empty when it is only built, or stands in another file
    std::optional<ComposeBuild> build = {};
    std::vector<ComposePort> ports = {};
    std::optional<ComposeHealthcheck> healthcheck = {};
    ComposeLimits limits = {};
    ComposeLimits reservations = {};
    std::vector<std::pair<QString, QString>> dependsOn = {}; ///< name and condition
    QStringList profiles = {};
    QStringList environment = {}; ///< names only
    QStringList envFiles = {};
    QString containerName = {};
    QString restart = {};
    std::optional<qint64> replicas = {};
    std::optional<double> stopSeconds = {}; ///< stop_grace_period; none: Compose gives it ten
    QString extends = {};                   ///< `service`, or `service in FILE` of another file, which is not read

    bool operator==(const ComposeService&) const = default;
};

/// A Compose file as Compose reads it, alone: other files that it names (`include`, `extends`, overrides) are not read.
/// Files of version 1, whose services stand at the top, are read as well.
struct ComposeFile
{
    std::vector<ComposeService> services = {};
    QString version = {};
    QString name = {};
    QStringList includes = {};
    std::vector<Variable> variables = {};
    QStringList unresolved = {}; ///< variables that have neither a value nor a default
    std::vector<System::Fault> errors = {};
    bool readable = false; ///< whether it is YAML with services

    /// `values` are those of an .env file: nothing of this process's environment gets in.
    static ComposeFile read(const QByteArray& bytes, const std::map<QString, QString>& values = {});
    const ComposeService* service(const QString& wanted) const;
};

/// Why there cannot be `count` containers of it: a name of its own, or a port of the host that is there once. Empty:
/// there can.
QString obstacleToScale(const ComposeService& service, qint64 count);

/// {services: [{name, image, build, ports, healthcheck, limits: {cpu, memoryBytes}, dependsOn, …}], unresolved: [name],
/// variables, errors: [{line, column, message}], …}
QJsonObject inspectCompose(const ComposeFile& file);

} // namespace Pilothouse::Runtime
