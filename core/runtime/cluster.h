// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "runtime/look.h"
#include "runtime/pods.h"

#include <vector>

namespace Pilothouse::Runtime {

/// A deployment as its cluster sees it. A value.
struct Workload
{
    QString name;
    qint64 desired = 0;
    qint64 updated = 0;
    qint64 available = 0;
    qint64 replicas = 0;   ///< of every revision
    bool observed = false; ///< the cluster has seen what it was told last
    bool paused = false;
    QString stuck = {}; ///< why its rollout does not get on; empty while it does

    /// All that are wanted are of the newest revision and available, and no other is left.
    bool isComplete() const
    {
        return observed && updated == desired && available == desired && replicas == desired && stuck.isEmpty();
    }
    bool operator==(const Workload&) const = default;
};

/// A pod with what its state alone does not say.
struct ClusterPod
{
    Pod pod;
    QString owner = {}; ///< its ReplicaSet or Job
    bool ofJob = false;
    bool leaving = false;     ///< it was told to end
    QString outOfMemory = {}; ///< the container that was ended because it took more memory than it may
    bool crashes = false;     ///< a container ended with an error, and was started anew before
    QString waits = {};       ///< why a container waits to be started: "ImagePullBackOff"
    QString waiting = {};     ///< which one
    QString message = {};     ///< what is said of that, or why no node takes the pod

    bool isOf(const QString& workload) const;
};

struct ClusterState
{
    std::vector<Workload> workloads = {};
    std::vector<ClusterPod> pods = {};

    const Workload* workload(const QString& name) const;
};

/// Reads what look.sh asks of kubectl: lines of a deployment or a pod, tab-separated, its status as JSON. What a pod
/// was started with is not among it.
Result<ClusterState> readCluster(const QByteArray& said);

/// Everything that is not as it should be, the worst of a pod only.
std::vector<Finding> judgeCluster(const ClusterState& state);

} // namespace Pilothouse::Runtime
