// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/containers.h"

#include <QJsonArray>

namespace Pilothouse::Runtime {

using namespace Qt::StringLiterals;

namespace {

void addPublisher(std::vector<ContainerPort>& ports, const QJsonObject& publisher)
{
    // Compose and podman name the same things differently; a published port of 0 is none.
    const auto number = [&publisher](const QString& name, const QString& other) {
        const auto value = readInteger(publisher.value(name).toVariant().toString());
        const auto found = value ? value : readInteger(publisher.value(other).toVariant().toString());
        return found && *found > 0 ? found : std::nullopt;
    };
    ContainerPort port{.target = number(u"TargetPort"_s, u"container_port"_s),
                       .published = number(u"PublishedPort"_s, u"host_port"_s),
                       .protocol = publisher.value(u"Protocol"_s).toString(publisher.value(u"protocol"_s).toString())};
    const QString address = publisher.value(u"URL"_s).toString(publisher.value(u"host_ip"_s).toString());
    const auto twin = std::ranges::find_if(ports, [&port](const ContainerPort& other) {
        return other.target == port.target && other.published == port.published && other.protocol == port.protocol;
    });
    ContainerPort& into = twin == ports.end() ? ports.emplace_back(port) : *twin;
    if (!address.isEmpty())
        into.addresses << address;
}

std::vector<ContainerPort> portsOf(const QJsonObject& object)
{
    for (const QString& name : {u"Publishers"_s, u"Ports"_s}) {
        const QJsonValue value = object.value(name);
        if (value.isString())
            return readContainerPorts(value.toString());
        if (!value.isArray())
            continue;
        std::vector<ContainerPort> ports;
        const QJsonArray publishers = value.toArray();
        for (const auto& publisher : publishers)
            addPublisher(ports, publisher.toObject());
        return ports;
    }
    return {};
}

QString nameOf(const QJsonObject& object)
{
    const QJsonValue names = object.value(u"Names"_s);
    QString name = object.value(u"Name"_s).toString();
    if (name.isEmpty())
        name = names.isArray() ? names.toArray().at(0).toString() : names.toString();
    return name.startsWith(u'/') ? name.sliced(1) : name;
}

QString serviceOf(const QJsonObject& object)
{
    QString service = object.value(u"Service"_s).toString();
    if (!service.isEmpty())
        return service;
    const QString label = u"com.docker.compose.service"_s;
    const QJsonValue labels = object.value(u"Labels"_s);
    if (labels.isObject())
        return labels.toObject().value(label).toString();
    const QStringList pairs = labels.toString().split(u',');
    for (const QString& pair : pairs) {
        if (pair.startsWith(label + u'='))
            return pair.sliced(label.size() + 1);
    }
    return {};
}

ContainerState containerOf(const QJsonObject& object)
{
    const QString id = object.value(u"ID"_s).toString(object.value(u"Id"_s).toString());
    ContainerState container{.id = id,
                             .name = nameOf(object),
                             .service = serviceOf(object),
                             .image = object.value(u"Image"_s).toString(),
                             .ports = portsOf(object)};
    // Early versions put the health behind the state.
    readContainerStatus(object.value(u"State"_s).toString(), container);
    const QString status = object.value(u"Status"_s).toString();
    if (!status.isEmpty())
        readContainerStatus(status, container);
    const QString health = object.value(u"Health"_s).toString().toLower();
    if (!health.isEmpty() && health != u"none")
        container.health = health;
    const QJsonValue code = object.value(u"ExitCode"_s);
    if (code.isDouble() && (container.state == u"exited" || container.state == u"dead"))
        container.exitCode = code.toInteger();
    return container;
}

ContainerState containerOf(const ToolTable& table, const QStringList& row)
{
    ContainerState container{.id = table.cell(row, {u"CONTAINER ID"_s, u"ID"_s}),
                             .name = table.cell(row, {u"NAME"_s, u"NAMES"_s}),
                             .service = table.cell(row, {u"SERVICE"_s}),
                             .image = table.cell(row, {u"IMAGE"_s}),
                             .ports = readContainerPorts(table.cell(row, {u"PORTS"_s}))};
    readContainerStatus(table.cell(row, {u"STATUS"_s, u"STATE"_s}), container);
    const QString health = table.cell(row, {u"HEALTH"_s}).toLower();
    if (!health.isEmpty())
        container.health = health;
    return container;
}

/// Compose v1 breaks long cells: what has no name goes on with the row above it.
std::vector<QStringList> joined(const ToolTable& table)
{
    std::vector<QStringList> rows;
    for (const QStringList& row : table.rows) {
        if (!table.cell(row, {u"NAME"_s, u"NAMES"_s}).isEmpty() || rows.empty()) {
            rows.push_back(row);
            continue;
        }
        for (qsizetype i = 0; i < row.size(); ++i)
            rows.back()[i] = (rows.back().value(i) + u' ' + row[i]).trimmed();
    }
    return rows;
}

} // namespace

Result<std::vector<ContainerState>> readContainers(const QByteArray& output)
{
    const QString text = toolText(output);
    const ToolJson json = readToolJson(text);
    std::vector<ContainerState> all;
    for (const QJsonObject& object : json.objects()) {
        // What docker wrote to its log may stand between.
        if (object.contains(u"Name"_s) || object.contains(u"Names"_s))
            all.push_back(containerOf(object));
    }
    if (json.cut)
        return notOutputOf(u"docker ps"_s, u"the JSON has no end"_s);
    if (!all.empty() || !json.documents.empty())
        return all;
    const QStringList lines = text.split(u'\n');
    for (const QStringList& required : {QStringList{u"NAME"_s, u"STATE"_s}, QStringList{u"NAME"_s, u"STATUS"_s},
                                        QStringList{u"STATUS"_s, u"NAMES"_s}}) {
        const auto table = readTable(lines, required);
        if (!table)
            continue;
        for (const QStringList& row : joined(*table))
            all.push_back(containerOf(*table, row));
        return all;
    }
    return notOutputOf(u"docker ps"_s);
}

QJsonObject toJson(const ContainerState& container)
{
    QJsonArray ports;
    for (const ContainerPort& port : container.ports)
        ports << QJsonObject{{u"target"_s, shown(port.target)},
                             {u"published"_s, shown(port.published)},
                             {u"protocol"_s, shown(port.protocol)},
                             {u"addresses"_s, QJsonArray::fromStringList(port.addresses)},
                             {u"count"_s, port.count}};
    return {{u"id"_s, shown(container.id)},
            {u"name"_s, shown(container.name)},
            {u"service"_s, shown(container.service)},
            {u"image"_s, shown(container.image)},
            {u"state"_s, shown(container.state)},
            {u"exitCode"_s, shown(container.exitCode)},
            {u"health"_s, shown(container.health)},
            {u"forSeconds"_s, shown(container.forSeconds)},
            {u"ports"_s, ports}};
}

} // namespace Pilothouse::Runtime
