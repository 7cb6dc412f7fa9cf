// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/composefile.h"
#include "runtime/tooltext.h"

#include <QJsonArray>

namespace Pilothouse::Runtime {

using namespace Qt::StringLiterals;

namespace {

/// What Compose waits before it kills, where the file says nothing.
constexpr double composeStopSeconds = 10;

QJsonObject toJson(const ComposePort& port)
{
    return {{u"text"_s, shown(port.text)},           {u"target"_s, shown(port.target)},
            {u"published"_s, shown(port.published)}, {u"count"_s, port.count},
            {u"protocol"_s, shown(port.protocol)},   {u"address"_s, shown(port.address)}};
}

QJsonValue toJson(const std::optional<ComposeBuild>& build)
{
    if (!build)
        return QJsonValue::Null;
    return QJsonObject{{u"context"_s, shown(build->context)},
                       {u"dockerfile"_s, shown(build->dockerfile)},
                       {u"target"_s, shown(build->target)}};
}

QJsonValue toJson(const std::optional<ComposeHealthcheck>& check)
{
    if (!check)
        return QJsonValue::Null;
    return QJsonObject{{u"test"_s, QJsonArray::fromStringList(check->test)},
                       {u"disabled"_s, check->disabled},
                       {u"intervalSeconds"_s, shown(check->intervalSeconds)},
                       {u"timeoutSeconds"_s, shown(check->timeoutSeconds)},
                       {u"startPeriodSeconds"_s, shown(check->startPeriodSeconds)},
                       {u"retries"_s, shown(check->retries)}};
}

QJsonObject toJson(const ComposeLimits& limits)
{
    return {{u"cpu"_s, shown(limits.cpu)}, {u"memoryBytes"_s, shown(limits.memoryBytes)}};
}

QJsonObject toJson(const ComposeService& service)
{
    QJsonArray ports;
    for (const ComposePort& port : service.ports)
        ports << toJson(port);
    QJsonArray dependsOn;
    QJsonObject conditions;
    for (const auto& [name, condition] : service.dependsOn) {
        dependsOn << name;
        conditions.insert(name, condition);
    }
    return {{u"name"_s, service.name},
            {u"line"_s, service.line},
            {u"image"_s, shown(service.image)},
            {u"build"_s, toJson(service.build)},
            {u"ports"_s, ports},
            {u"healthcheck"_s, toJson(service.healthcheck)},
            {u"limits"_s, toJson(service.limits)},
            {u"reservations"_s, toJson(service.reservations)},
            {u"dependsOn"_s, dependsOn},
            {u"dependsOnConditions"_s, conditions},
            {u"profiles"_s, QJsonArray::fromStringList(service.profiles)},
            {u"environment"_s, QJsonArray::fromStringList(service.environment)},
            {u"envFiles"_s, QJsonArray::fromStringList(service.envFiles)},
            {u"containerName"_s, shown(service.containerName)},
            {u"restart"_s, shown(service.restart)},
            {u"replicas"_s, shown(service.replicas)},
            {u"stopSeconds"_s, service.stopSeconds.value_or(composeStopSeconds)},
            {u"onlyOnce"_s, shown(obstacleToScale(service, 2))},
            {u"extends"_s, shown(service.extends)}};
}

} // namespace

QJsonObject inspectCompose(const ComposeFile& file)
{
    QJsonArray services;
    for (const ComposeService& service : file.services)
        services << toJson(service);
    QJsonArray variables;
    for (const Variable& variable : file.variables)
        variables << QJsonObject{{u"name"_s, variable.name},
                                 {u"line"_s, variable.line},
                                 {u"set"_s, variable.set},
                                 {u"required"_s, variable.required},
                                 {u"hasDefault"_s, variable.hasDefault}};
    QJsonArray errors;
    for (const System::Fault& fault : file.errors)
        errors << QJsonObject{{u"line"_s, fault.line}, {u"column"_s, fault.column}, {u"message"_s, fault.message}};
    return {{u"services"_s, services},     {u"unresolved"_s, QJsonArray::fromStringList(file.unresolved)},
            {u"variables"_s, variables},   {u"version"_s, shown(file.version)},
            {u"name"_s, shown(file.name)}, {u"includes"_s, QJsonArray::fromStringList(file.includes)},
            {u"errors"_s, errors}};
}

} // namespace Pilothouse::Runtime
