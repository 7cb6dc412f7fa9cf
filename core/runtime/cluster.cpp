// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/cluster.h"

#include "base/safetext.h"
#include "base/translate.h"
#include "runtime/podstatus.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace Pilothouse::Runtime {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype deploymentWords = 6; // deployment NAME GENERATION REPLICAS PAUSED STATUS
constexpr qsizetype podWords = 7;        // pod NAME NODE DELETED KIND OWNER STATUS
constexpr qint64 oftenRestarted = 3;

std::optional<QJsonObject> statusOf(const QStringList& words)
{
    const QJsonDocument document = QJsonDocument::fromJson(words.last().toUtf8());
    return document.isObject() ? std::optional(document.object()) : std::nullopt;
}

Workload workloadOf(const QStringList& words, const QJsonObject& status)
{
    Workload out{.name = words.at(1),
                 .desired = words.at(3).toLongLong(),
                 .updated = status[u"updatedReplicas"_s].toInteger(),
                 .available = status[u"availableReplicas"_s].toInteger(),
                 .replicas = status[u"replicas"_s].toInteger(),
                 .observed = status[u"observedGeneration"_s].toInteger() >= words.at(2).toLongLong(),
                 .paused = words.at(4) == u"true"};
    const QJsonArray conditions = status[u"conditions"_s].toArray();
    for (const auto& condition : conditions) {
        if (condition[u"type"].toString() == u"Progressing" && condition[u"status"].toString() == u"False")
            out.stuck = condition[u"message"].toString(condition[u"reason"].toString());
    }
    return out;
}

ClusterPod podOf(const QStringList& words, const QJsonObject& status)
{
    // What it was made of may hold secrets and was not asked for; names and images of its containers are in the status.
    QJsonArray containers;
    const QJsonArray states = status[u"containerStatuses"_s].toArray();
    for (const auto& state : states)
        containers += QJsonObject{{u"name"_s, state[u"name"]}, {u"image"_s, state[u"image"]}};
    QJsonArray first;
    const QJsonArray firstStates = status[u"initContainerStatuses"_s].toArray();
    for (const auto& state : firstStates)
        first += QJsonObject{{u"name"_s, state[u"name"]}, {u"image"_s, state[u"image"]}};
    QJsonObject metadata{{u"name"_s, words.at(1)}};
    if (!words.at(3).isEmpty())
        metadata[u"deletionTimestamp"_s] = words.at(3);
    ClusterPod out{
        .pod = readPod(
            {{u"metadata"_s, metadata},
             {u"spec"_s,
              QJsonObject{{u"nodeName"_s, words.at(2)}, {u"containers"_s, containers}, {u"initContainers"_s, first}}},
             {u"status"_s, status}}),
        .owner = words.at(5),
        .ofJob = words.at(4) == u"Job",
        .leaving = !words.at(3).isEmpty(),
    };
    const auto endedForMemory = [](const QJsonValue& state) {
        return state[u"terminated"][u"reason"].toString() == u"OOMKilled";
    };
    for (const QJsonArray& list : {firstStates, states}) {
        for (const auto& state : list) {
            const QString name = state[u"name"].toString();
            if (endedForMemory(state[u"state"]) || endedForMemory(state[u"lastState"]))
                out.outOfMemory = name;
            // Between two starts it has ended, or waits, or runs for a moment.
            const bool failed = state[u"state"][u"terminated"][u"exitCode"].toInteger() != 0 ||
                                state[u"lastState"][u"terminated"][u"exitCode"].toInteger() != 0;
            out.crashes =
                out.crashes || (failed && !state[u"ready"].toBool() && state[u"restartCount"].toInteger() > 1);
            const QJsonValue waiting = state[u"state"][u"waiting"];
            if (!waiting.isObject() || !out.waits.isEmpty())
                continue;
            out.waits = waiting[u"reason"].toString();
            out.waiting = name;
            out.message = waiting[u"message"].toString();
        }
    }
    const QJsonArray conditions = status[u"conditions"_s].toArray();
    for (const auto& condition : conditions) {
        if (condition[u"type"].toString() != u"PodScheduled" || condition[u"status"].toString() == u"True")
            continue;
        out.waits = condition[u"reason"].toString();
        out.message = condition[u"message"].toString();
    }
    return out;
}

QString imageOf(const ClusterPod& pod)
{
    const auto it = std::ranges::find(pod.pod.containers, pod.waiting, &PodContainer::name);
    return it == pod.pod.containers.end() ? QString() : it->image;
}

bool isWaitingForImage(const QString& reason)
{
    static const QStringList reasons{u"ErrImagePull"_s,      u"ImagePullBackOff"_s,  u"InvalidImageName"_s,
                                     u"ErrImageNeverPull"_s, u"ImageInspectError"_s, u"RegistryUnavailable"_s};
    return reasons.contains(reason);
}

/// The worst that is wrong with it; nothing where all is well.
std::optional<std::pair<Severity, QString>> wrongWith(const ClusterPod& each)
{
    const QString& name = each.pod.name;
    const qint64 restarts = each.pod.restarts.value_or(0);
    if (each.leaving || each.pod.phase == u"Succeeded")
        return {};
    if (!each.outOfMemory.isEmpty())
        return std::pair(each.pod.ready ? Severity::Warning : Severity::Critical,
                         translate("Runtime", "%1 was ended because it took more memory than it may (restarts: %2).")
                             .arg(name)
                             .arg(restarts));
    if (each.pod.phase == u"Failed")
        return std::pair(each.ofJob ? Severity::Warning : Severity::Critical,
                         translate("Runtime", "%1 has failed: %2").arg(name, each.pod.whyNotReady.join(u", "_s)));
    if (each.waits == u"Unschedulable")
        return std::pair(Severity::Critical, translate("Runtime", "No node takes %1: %2").arg(name, each.message));
    if (isWaitingForImage(each.waits))
        return std::pair(Severity::Critical,
                         translate("Runtime", "%1 cannot get its image %2 (%3).").arg(name, imageOf(each), each.waits));
    if (each.waits == u"CrashLoopBackOff" || (each.crashes && !each.ofJob))
        return std::pair(Severity::Critical,
                         translate("Runtime", "%1 crashes again and again: %2 restarts.").arg(name).arg(restarts));
    if (each.waits == u"ContainerCreating" || each.waits == u"PodInitializing")
        return std::pair(Severity::Warning, translate("Runtime", "%1 is not started yet.").arg(name));
    if (!each.waits.isEmpty())
        return std::pair(Severity::Critical,
                         translate("Runtime", "%1 does not start: %2 %3").arg(name, each.waits, each.message));
    if (!each.pod.ready)
        return std::pair(Severity::Warning,
                         translate("Runtime", "%1 is not ready: %2").arg(name, each.pod.whyNotReady.join(u", "_s)));
    if (restarts >= oftenRestarted)
        return std::pair(Severity::Warning, translate("Runtime", "%1 runs (restarts: %2).").arg(name).arg(restarts));
    return {};
}

} // namespace

bool ClusterPod::isOf(const QString& workload) const
{
    // A ReplicaSet is named after its deployment and the hash of its template.
    return !ofJob && owner.left(owner.lastIndexOf(u'-')) == workload;
}

const Workload* ClusterState::workload(const QString& name) const
{
    const auto it = std::ranges::find(workloads, name, &Workload::name);
    return it == workloads.end() ? nullptr : &*it;
}

Result<ClusterState> readCluster(const QByteArray& said)
{
    ClusterState state;
    for (const QByteArray& line : said.split('\n')) {
        const QStringList words = QString::fromUtf8(line).split(u'\t');
        const bool workload = words.first() == u"deployment" && words.size() == deploymentWords;
        const bool pod = words.first() == u"pod" && words.size() == podWords;
        // kubectl warns of what it likes.
        if (words.first() != u"deployment" && words.first() != u"pod")
            continue;
        const auto status = workload || pod ? statusOf(words) : std::nullopt;
        if (!status)
            return notOutputOf(u"kubectl"_s, SafeText::oneLine(QString::fromUtf8(line), 80).text());
        if (workload)
            state.workloads.push_back(workloadOf(words, *status));
        else
            state.pods.push_back(podOf(words, *status));
    }
    return state;
}

std::vector<Finding> judgeCluster(const ClusterState& state)
{
    std::vector<Finding> findings;
    const auto find = [&](Severity severity, const QString& subject, const QString& text) {
        findings.push_back({.severity = severity,
                            .look = u"kubernetes"_s,
                            .subject = SafeText::oneLine(subject, 200).text(),
                            .text = SafeText::oneLine(text, 300).text()});
    };
    if (state.workloads.empty())
        find(Severity::Critical, {}, translate("Runtime", "Nothing is deployed in this namespace."));
    for (const Workload& each : state.workloads) {
        if (!each.stuck.isEmpty())
            find(Severity::Critical, each.name,
                 translate("Runtime", "The rollout of %1 does not get on: %2").arg(each.name, each.stuck));
        else if (each.available < each.desired)
            find(each.available == 0 ? Severity::Critical : Severity::Warning, each.name,
                 translate("Runtime", "%1: %2 of %3 are available.")
                     .arg(each.name)
                     .arg(each.available)
                     .arg(each.desired));
        if (each.desired == 0)
            find(Severity::Warning, each.name, translate("Runtime", "%1 is scaled to none.").arg(each.name));
        if (each.paused)
            find(Severity::Warning, each.name, translate("Runtime", "The rollout of %1 is paused.").arg(each.name));
    }
    for (const ClusterPod& each : state.pods) {
        if (const auto wrong = wrongWith(each))
            find(wrong->first, each.pod.name, wrong->second);
    }
    return findings;
}

} // namespace Pilothouse::Runtime
