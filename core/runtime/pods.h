// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/tooltext.h"

namespace Pilothouse::Runtime {

/// One container of a pod.
struct PodContainer
{
    QString name;
    QString image = {};
    QString role = {};  ///< container, init or sidecar
    QString state = {}; ///< running, waiting or terminated; empty when nothing is known yet
    QString reason = {};
    bool ready = false;
    std::optional<qint64> exitCode = {};
    qint64 restarts = 0;
    std::optional<double> cpuLimit = {}; ///< cores
    std::optional<qint64> memoryLimitBytes = {};

    bool operator==(const PodContainer&) const = default;
};

/// A pod as kubectl knows it. Neither its environment nor its annotations are kept.
struct Pod
{
    QString nameSpace = {};
    QString name = {};
    QString node = {};
    QString phase = {};  ///< what the API says: Running also while a container crashes again and again
    QString status = {}; ///< what kubectl shows: CrashLoopBackOff, Completed, Init:0/1, Terminating
    bool ready = false;
    std::optional<qint64> readyContainers = {};
    std::optional<qint64> containerCount = {};
    std::optional<qint64> restarts = {};
    QString startedAt = {}; ///< UTC
    std::vector<PodContainer> containers = {};
    QStringList whyNotReady = {};

    bool operator==(const Pod&) const = default;
};

/// `100m`, `1.5`: cores. `170Mi`, `1G`, `128974848`: bytes.
std::optional<double> readCpuQuantity(const QString& text);
std::optional<qint64> readMemoryQuantity(const QString& text);

/// Reads `kubectl get pods -o json` (a List, a PodList or one Pod) and its table. Invalid for anything else. Any
/// thread.
Result<std::vector<Pod>> readPods(const QByteArray& output);
QJsonObject toJson(const Pod& pod);

} // namespace Pilothouse::Runtime
