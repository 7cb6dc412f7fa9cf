// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/podstatus.h"

#include <QJsonArray>

namespace Pilothouse::Runtime {

using namespace Qt::StringLiterals;

namespace {

QJsonObject named(const QJsonArray& list, const QString& name)
{
    for (const auto& item : list) {
        if (item[u"name"].toString() == name)
            return item.toObject();
    }
    return {};
}

PodContainer containerOf(const QJsonObject& spec, const QJsonObject& status, bool init)
{
    PodContainer out{.name = spec.value(u"name"_s).toString(),
                     .image = spec.value(u"image"_s).toString(),
                     .role = !init                                                    ? u"container"_s
                             : spec.value(u"restartPolicy"_s).toString() == u"Always" ? u"sidecar"_s
                                                                                      : u"init"_s,
                     .ready = status.value(u"ready"_s).toBool(),
                     .restarts = std::clamp<qint64>(status.value(u"restartCount"_s).toInteger(), 0, 1'000'000'000)};
    const QJsonObject state = status.value(u"state"_s).toObject();
    for (const QString& kind : {u"running"_s, u"waiting"_s, u"terminated"_s}) {
        if (!state.contains(kind))
            continue;
        const QJsonObject detail = state.value(kind).toObject();
        out.state = kind;
        out.reason = detail.value(u"reason"_s).toString();
        if (kind == u"terminated") {
            out.exitCode = detail.value(u"exitCode"_s).toInteger();
            const qint64 signal = detail.value(u"signal"_s).toInteger();
            if (out.reason.isEmpty())
                out.reason = signal != 0 ? u"Signal:%1"_s.arg(signal) : u"ExitCode:%1"_s.arg(out.exitCode.value_or(0));
        }
    }
    // While it waits to be started again, how it ended last is what somebody wants to know.
    const QJsonObject last = status.value(u"lastState"_s)[u"terminated"].toObject();
    if (out.state == u"waiting" && last.contains(u"exitCode"_s))
        out.exitCode = last.value(u"exitCode"_s).toInteger();
    const QJsonValue limits = spec.value(u"resources"_s)[u"limits"];
    out.cpuLimit = readCpuQuantity(limits[u"cpu"].toVariant().toString());
    out.memoryLimitBytes = readMemoryQuantity(limits[u"memory"].toVariant().toString());
    return out;
}

class Reader
{
public:
    explicit Reader(const QJsonObject& object)
        : m_spec(object.value(u"spec"_s).toObject())
        , m_status(object.value(u"status"_s).toObject())
        , m_metadata(object.value(u"metadata"_s).toObject())
    {
    }

    Pod read()
    {
        m_pod.nameSpace = m_metadata.value(u"namespace"_s).toString();
        m_pod.name = m_metadata.value(u"name"_s).toString();
        m_pod.node = m_spec.value(u"nodeName"_s).toString();
        m_pod.phase = m_status.value(u"phase"_s).toString();
        m_pod.startedAt = readTime(m_status.value(u"startTime"_s).toString());
        addContainers(u"initContainers"_s, u"initContainerStatuses"_s, true);
        addContainers(u"containers"_s, u"containerStatuses"_s, false);
        count();
        m_pod.status = status();
        m_pod.ready =
            conditionIs(u"Ready"_s) || (!hasCondition(u"Ready"_s) && m_pod.phase == u"Running" &&
                                        *m_pod.containerCount > 0 && m_pod.readyContainers == m_pod.containerCount);
        if (m_metadata.contains(u"deletionTimestamp"_s))
            m_pod.ready = false;
        if (!m_pod.ready)
            explain();
        return std::move(m_pod);
    }

private:
    void addContainers(const QString& specs, const QString& statuses, bool init)
    {
        const QJsonArray known = m_status.value(statuses).toArray();
        const QJsonArray list = m_spec.value(specs).toArray();
        for (const auto& spec : list) {
            const QJsonObject object = spec.toObject();
            m_pod.containers.push_back(containerOf(object, named(known, object.value(u"name"_s).toString()), init));
        }
    }

    void count()
    {
        qint64 all = 0;
        qint64 ready = 0;
        qint64 restarts = 0;
        for (const PodContainer& container : m_pod.containers) {
            const bool counts = container.role != u"init";
            all += counts ? 1 : 0;
            ready += counts && container.ready && container.state == u"running" ? 1 : 0;
            restarts += counts || !initialized() ? container.restarts : 0;
        }
        m_pod.containerCount = all;
        m_pod.readyContainers = ready;
        m_pod.restarts = restarts;
    }

    QString initStatus() const
    {
        qint64 done = 0;
        const qint64 all =
            std::ranges::count_if(m_pod.containers, [](const PodContainer& c) { return c.role != u"container"; });
        for (const PodContainer& container : m_pod.containers) {
            if (container.role == u"container")
                continue;
            if ((container.state == u"terminated" && container.exitCode == 0) ||
                (container.role == u"sidecar" && container.state == u"running")) {
                ++done;
                continue;
            }
            if (container.state == u"terminated" || (container.state == u"waiting" && !container.reason.isEmpty() &&
                                                     container.reason != u"PodInitializing"))
                return u"Init:"_s + container.reason;
            return u"Init:%1/%2"_s.arg(done).arg(all);
        }
        return {};
    }

    QString status() const
    {
        QString status = m_status.value(u"reason"_s).toString();
        if (status.isEmpty())
            status = condition(u"PodScheduled"_s).value(u"reason"_s).toString() == u"SchedulingGated"
                         ? u"SchedulingGated"_s
                         : m_pod.phase;
        const QString init = initialized() ? QString() : initStatus();
        if (!init.isEmpty()) {
            status = init;
        } else {
            bool runs = false;
            // The first container in the list has the last word.
            for (auto it = m_pod.containers.rbegin(); it != m_pod.containers.rend(); ++it) {
                if (it->role != u"container")
                    continue;
                if (it->state != u"running" && !it->reason.isEmpty())
                    status = it->reason;
                runs = runs || (it->state == u"running" && it->ready);
            }
            if (status == u"Completed" && runs)
                status = conditionIs(u"Ready"_s) ? u"Running"_s : u"NotReady"_s;
        }
        const bool ended = m_pod.phase == u"Succeeded" || m_pod.phase == u"Failed";
        if (m_metadata.contains(u"deletionTimestamp"_s) && !ended)
            status = m_status.value(u"reason"_s).toString() == u"NodeLost" ? u"Unknown"_s : u"Terminating"_s;
        return status;
    }

    void explain()
    {
        for (const PodContainer& container : m_pod.containers) {
            const bool fine = container.role == u"init" ? container.state == u"terminated" && container.exitCode == 0
                                                        : container.ready;
            if (fine || container.state.isEmpty())
                continue;
            QString why = container.name + u": "_s + (container.reason.isEmpty() ? container.state : container.reason);
            if (container.state == u"running")
                why = container.name + u": running, not ready"_s;
            if (container.exitCode && !why.contains(u"ExitCode"_s))
                why += u" (exit %1)"_s.arg(*container.exitCode);
            m_pod.whyNotReady << why;
        }
        const QJsonArray conditions = m_status.value(u"conditions"_s).toArray();
        for (const auto& value : conditions) {
            const QString type = value[u"type"].toString();
            // These two only repeat what the containers say.
            if (value[u"status"].toString() == u"True" || type == u"Ready" || type == u"ContainersReady" ||
                type == u"DisruptionTarget")
                continue;
            const QString reason = value[u"reason"].toString();
            const QString message = value[u"message"].toString();
            if (reason == u"PodCompleted" || type == u"Initialized" || reason.isEmpty())
                continue;
            m_pod.whyNotReady << type + u": "_s + reason + (message.isEmpty() ? QString() : u" – "_s + message);
        }
        const QString message = m_status.value(u"message"_s).toString();
        if (!message.isEmpty())
            m_pod.whyNotReady << message;
        if (m_pod.whyNotReady.isEmpty() && m_pod.status != m_pod.phase)
            m_pod.whyNotReady << m_pod.status;
    }

    QJsonObject condition(const QString& type) const
    {
        const QJsonArray conditions = m_status.value(u"conditions"_s).toArray();
        for (const auto& value : conditions) {
            if (value[u"type"].toString() == type)
                return value.toObject();
        }
        return {};
    }
    bool hasCondition(const QString& type) const { return !condition(type).isEmpty(); }
    bool conditionIs(const QString& type) const { return condition(type).value(u"status"_s).toString() == u"True"; }
    bool initialized() const { return conditionIs(u"Initialized"_s) || initStatus().isEmpty(); }

    QJsonObject m_spec;
    QJsonObject m_status;
    QJsonObject m_metadata;
    Pod m_pod;
};

} // namespace

Pod readPod(const QJsonObject& object) { return Reader(object).read(); }

} // namespace Pilothouse::Runtime
