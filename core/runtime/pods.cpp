// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/pods.h"

#include "runtime/podstatus.h"

#include <QJsonArray>
#include <QRegularExpression>

#include <cmath>

namespace Pilothouse::Runtime {

using namespace Qt::StringLiterals;

std::optional<double> readCpuQuantity(const QString& text)
{
    static const QHash<QChar, double> parts{{u'm', 1e3}, {u'u', 1e6}, {u'n', 1e9}};
    if (text.isEmpty())
        return {};
    const double part = parts.value(text.back(), 0);
    const auto number = readNumber(part > 0 ? text.chopped(1) : text);
    return number ? std::optional(part > 0 ? *number / part : *number) : std::nullopt;
}

std::optional<qint64> readMemoryQuantity(const QString& text)
{
    // In Kubernetes a letter alone is decimal, and m are thousandths of a byte.
    static const QRegularExpression form(u"\\A([0-9]+(?:\\.[0-9]+)?(?:e[0-9]+)?)(?:([KMGTPE])i|([kMGTPE])|(m))?\\z"_s);
    const QRegularExpressionMatch match = form.match(text);
    if (!match.hasMatch())
        return {};
    const auto power = [&match](int group, double base, const QString& letters) {
        const QString letter = match.captured(group);
        return letter.isEmpty() ? 1.0 : std::pow(base, double(letters.indexOf(letter) + 1));
    };
    double value = match.captured(1).toDouble();
    value *= power(2, 1024, u"KMGTPE"_s) * power(3, 1000, u"kMGTPE"_s);
    if (!match.captured(4).isEmpty())
        value /= 1000.0;
    return value < 9e18 ? std::optional(qint64(std::llround(value))) : std::nullopt;
}

namespace {

/// `kubectl get pods` without -o json: less is known.
Pod podOf(const ToolTable& table, const QStringList& row)
{
    static const QRegularExpression ready(u"\\A(\\d+)/(\\d+)\\z"_s);
    static const QRegularExpression restarts(u"\\A(\\d+)"_s);
    Pod pod{.nameSpace = table.cell(row, {u"NAMESPACE"_s}),
            .name = table.cell(row, {u"NAME"_s}),
            .node = table.cell(row, {u"NODE"_s}),
            .status = table.cell(row, {u"STATUS"_s})};
    if (const auto match = ready.match(table.cell(row, {u"READY"_s})); match.hasMatch()) {
        pod.readyContainers = match.captured(1).toLongLong();
        pod.containerCount = match.captured(2).toLongLong();
    }
    if (const auto match = restarts.match(table.cell(row, {u"RESTARTS"_s})); match.hasMatch())
        pod.restarts = match.captured(1).toLongLong();
    pod.ready = pod.status == u"Running" && pod.containerCount && pod.readyContainers == pod.containerCount;
    if (!pod.ready)
        pod.whyNotReady << pod.status;
    return pod;
}

QJsonObject toJson(const PodContainer& container)
{
    return {{u"name"_s, shown(container.name)},
            {u"image"_s, shown(container.image)},
            {u"role"_s, container.role},
            {u"state"_s, shown(container.state)},
            {u"reason"_s, shown(container.reason)},
            {u"ready"_s, container.ready},
            {u"exitCode"_s, shown(container.exitCode)},
            {u"restarts"_s, container.restarts},
            {u"cpuLimit"_s, shown(container.cpuLimit)},
            {u"memoryLimitBytes"_s, shown(container.memoryLimitBytes)}};
}

} // namespace

Result<std::vector<Pod>> readPods(const QByteArray& output)
{
    const QString text = toolText(output);
    const ToolJson json = readToolJson(text);
    if (json.cut)
        return notOutputOf(u"kubectl get pods"_s, u"the JSON has no end"_s);
    std::vector<Pod> pods;
    bool known = false;
    for (const QJsonObject& object : json.objects()) {
        known = known || object.contains(u"kind"_s);
        if (object.value(u"kind"_s).toString() == u"Pod")
            pods.push_back(readPod(object));
        const bool isPodList = object.value(u"kind"_s).toString() == u"PodList";
        const QJsonArray items = object.value(u"items"_s).toArray();
        for (const auto& item : items) {
            // The items of a PodList do not repeat their kind.
            if (item[u"kind"].toString(isPodList ? u"Pod"_s : QString()) == u"Pod")
                pods.push_back(readPod(item.toObject()));
        }
    }
    if (known)
        return pods;
    const auto table = readTable(text.split(u'\n'), {u"NAME"_s, u"READY"_s, u"STATUS"_s});
    if (!table)
        return text.startsWith(u"No resources found"_s) ? Result<std::vector<Pod>>(pods)
                                                        : notOutputOf(u"kubectl get pods"_s);
    for (const QStringList& row : table->rows)
        pods.push_back(podOf(*table, row));
    return pods;
}

QJsonObject toJson(const Pod& pod)
{
    QJsonArray containers;
    for (const PodContainer& container : pod.containers)
        containers << toJson(container);
    QJsonArray why;
    for (const QString& reason : pod.whyNotReady)
        why << shown(reason);
    return {{u"namespace"_s, shown(pod.nameSpace)},
            {u"name"_s, shown(pod.name)},
            {u"node"_s, shown(pod.node)},
            {u"phase"_s, shown(pod.phase)},
            {u"status"_s, shown(pod.status)},
            {u"ready"_s, pod.ready},
            {u"readyContainers"_s, shown(pod.readyContainers)},
            {u"containerCount"_s, shown(pod.containerCount)},
            {u"restarts"_s, shown(pod.restarts)},
            {u"startedAt"_s, shown(pod.startedAt)},
            {u"containers"_s, containers},
            {u"whyNotReady"_s, why}};
}

} // namespace Pilothouse::Runtime
