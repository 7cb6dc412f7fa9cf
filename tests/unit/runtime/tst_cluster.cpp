// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/cluster.h"
#include "support/testmain.h"

#include <QFile>

using namespace Pilothouse;
using namespace Pilothouse::Runtime;
using namespace Qt::StringLiterals;

namespace {

/// What the script printed on a host of a real cluster with a fault of each kind.
QByteArray recorded()
{
    QFile file(QStringLiteral(PILOTHOUSE_SOURCE_DIR "/tests/unit/runtime/data/cluster.txt"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray deployment(const QByteArray& name, int generation, int replicas, const QByteArray& status)
{
    return "deployment\t" + name + '\t' + QByteArray::number(generation) + '\t' + QByteArray::number(replicas) +
           "\t\t" + status + '\n';
}

QStringList told(const ClusterState& state)
{
    QStringList all;
    for (const Finding& each : judgeCluster(state))
        all += severityName(each.severity) + u' ' + each.text;
    return all;
}

QStringList told(const QByteArray& said)
{
    const auto state = readCluster(said);
    return state ? told(*state) : QStringList{state.error().message};
}

} // namespace

class TestCluster : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesEveryFault()
    {
        const Looks looks = readLooks(recorded(), QDateTime::currentDateTimeUtc());
        QCOMPARE(looks.looked, QStringList{u"kubernetes"_s});
        QStringList all;
        for (const Finding& each : looks.findings)
            all += severityName(each.severity) + u' ' + each.text;
        const QStringList expected{
            u"critical archive: 0 of 1 are available."_s,
            u"critical hungry: 0 of 1 are available."_s,
            u"critical reports: 0 of 1 are available."_s,
            u"critical scanner: 0 of 1 are available."_s,
            u"critical No node takes archive-6dc6b87c58-8h6fb: 0/1 nodes are available: 1 Insufficient cpu."_s,
            u"critical hungry-c96ff9649-2mql6 was ended because it took more memory than it may (restarts: 2)."_s,
            u"critical mailer-86c955f749-kxlwj crashes again and again: 2 restarts."_s,
            u"critical reports-676996d797-lgdfx cannot get its image localhost:5000/device-passport-reports:v9.9.9 "
            "(ImagePullBackOff)."_s,
            u"warning scanner-8599b779dc-mf246 is not ready: scanner: running, not ready"_s};
        for (const QString& line : expected)
            QVERIFY2(all.removeOne(line), qPrintable(line + u" is not among "_s + all.join(u'\n')));
        // Nothing is said of what is well, nor of a job that is done.
        QCOMPARE(all, QStringList());
    }
    void workloads()
    {
        const auto state = readCluster(recorded());
        QVERIFY(state);
        const Workload* api = state->workload(u"api"_s);
        QVERIFY(api && api->isComplete());
        QCOMPARE(api->desired, 2);
        QVERIFY(!state->workload(u"hungry"_s)->isComplete());
        QVERIFY(!state->workload(u"nothing"_s));
        QCOMPARE(std::ranges::count_if(state->pods, [](const ClusterPod& pod) { return pod.isOf(u"api"_s); }), 2);
    }
    void rolloutsThatDoNotGetOn()
    {
        const QByteArray stuck =
            R"({"observedGeneration":3,"replicas":3,"updatedReplicas":1,"availableReplicas":2,"conditions":[)"
            R"({"type":"Progressing","status":"False","reason":"ProgressDeadlineExceeded",)"
            R"("message":"ReplicaSet api-1 has timed out progressing."}]})";
        QCOMPARE(told(deployment("api", 3, 2, stuck)),
                 QStringList{u"critical The rollout of api does not get on: ReplicaSet api-1 has timed out "
                             "progressing."_s});
        QVERIFY(!readCluster(deployment("api", 3, 2, stuck))->workloads.front().isComplete());
        const QByteArray seenNot = R"({"observedGeneration":2,"replicas":2,"updatedReplicas":2,"availableReplicas":2})";
        QVERIFY(!readCluster(deployment("api", 3, 2, seenNot))->workloads.front().isComplete());
        QVERIFY(readCluster(deployment("api", 2, 2, seenNot))->workloads.front().isComplete());
        QCOMPARE(told(deployment("api", 1, 0, R"({"observedGeneration":1})")),
                 QStringList{u"warning api is scaled to none."_s});
    }
    void memoryOfLongAgoIsAWarning()
    {
        const QByteArray pod =
            "pod\tapi-1-x\tnode1\t\tReplicaSet\tapi-1\t"
            R"({"phase":"Running","conditions":[{"type":"Ready","status":"True"}],"containerStatuses":[{"name":"api",)"
            R"("ready":true,"restartCount":1,"state":{"running":{}},"lastState":{"terminated":{"exitCode":137,)"
            R"("reason":"OOMKilled"}}}]})";
        QCOMPARE(told(deployment("api", 1, 1, R"({"observedGeneration":1,"availableReplicas":1})") + pod),
                 QStringList{u"warning api-1-x was ended because it took more memory than it may (restarts: 1)."_s});
    }
    void silenceIsNoHealth()
    {
        QCOMPARE(told(QByteArray()), QStringList{u"critical Nothing is deployed in this namespace."_s});
        // An old kubectl prints Go's own form and no JSON.
        QVERIFY(!readCluster(deployment("api", 1, 1, "map[availableReplicas:2]")));
        QVERIFY(!readCluster("pod\tapi-1\n"));
        // A warning of kubectl is none of it.
        QCOMPARE(told("W1121 16:42:03 warnings.go:70] policy/v1beta1 is deprecated\n" +
                      deployment("api", 1, 1, R"({"observedGeneration":1,"availableReplicas":1})")),
                 QStringList());
    }
};

PILOTHOUSE_TEST(TestCluster)
#include "tst_cluster.moc"
