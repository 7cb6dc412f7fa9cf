// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/pods.h"
#include "support/testmain.h"

using namespace Pilothouse;
using namespace Pilothouse::Runtime;
using namespace Qt::StringLiterals;

namespace {

/// Takes JSON with single quotes, which are easier to read here.
Result<std::vector<Pod>> read(QByteArray json) { return readPods(json.replace('\'', '"')); }

QByteArray pod(const QByteArray& status, const QByteArray& metadata = {})
{
    return "{'kind':'Pod','metadata':{'name':'api-1','namespace':'shop'" + metadata +
           "},'spec':{'nodeName':'n1','initContainers':[{'name':'migrate','image':'m'}],'containers':[{'name':'api','"
           "image':'a:1','env':[{'name':'PASSWORD','value':'hunter2'}],'resources':{'limits':{'cpu':'250m','memory':'"
           "170Mi'}}}]},'status':{" +
           status + "}}";
}

constexpr char done[] = "'initContainerStatuses':[{'name':'migrate','ready':true,'restartCount':0,'state':{'terminated'"
                        ":{'exitCode':0,'reason':'Completed'}}}],";

} // namespace

class TestPods : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void crashesWhileThePhaseIsRunning()
    {
        const auto pods =
            read(pod(QByteArray(done) +
                     "'phase':'Running','conditions':[{'type':'Ready','status':'False','reason':'ContainersNotReady'}],"
                     "'containerStatuses':[{'name':'api','ready':false,'restartCount':7,'state':{'waiting':{'reason':'"
                     "CrashLoopBackOff'}},'lastState':{'terminated':{'exitCode':1,'reason':'Error'}}}]"));
        QVERIFY(pods);
        const Pod& one = pods->front();
        QCOMPARE(one.phase, u"Running"_s);
        QCOMPARE(one.status, u"CrashLoopBackOff"_s);
        QVERIFY(!one.ready);
        QCOMPARE(one.restarts.value_or(-1), 7);
        QCOMPARE(one.readyContainers.value_or(-1), 0);
        QCOMPARE(one.containerCount.value_or(-1), 1);
        QCOMPARE(one.whyNotReady, QStringList{u"api: CrashLoopBackOff (exit 1)"_s});
        QCOMPARE(one.containers.back().cpuLimit.value_or(0), 0.25);
        QCOMPARE(one.containers.back().memoryLimitBytes.value_or(0), 178257920);
    }
    void waitsInItsInit()
    {
        const auto pods = read(pod("'phase':'Pending','conditions':[{'type':'Initialized','status':'False'}],'"
                                   "initContainerStatuses':[{'name':'migrate','ready':false,'restartCount':2,'state':{'"
                                   "terminated':{'exitCode':4,'reason':'Error'}}}],'containerStatuses':[{'name':'api','"
                                   "ready':false,'restartCount':0,'state':{'waiting':{'reason':'PodInitializing'}}}]"));
        QVERIFY(pods);
        QCOMPARE(pods->front().status, u"Init:Error"_s);
        QCOMPARE(pods->front().restarts.value_or(-1), 2);
        QVERIFY(pods->front().whyNotReady.contains(u"migrate: Error (exit 4)"_s));
    }
    void findsNoPlace()
    {
        const auto pods = read(pod("'phase':'Pending','conditions':[{'type':'PodScheduled','status':'False','reason':'"
                                   "Unschedulable','message':'0/3 nodes are available'}]"));
        QVERIFY(pods);
        QCOMPARE(pods->front().status, u"Init:0/1"_s);
        QCOMPARE(pods->front().whyNotReady, QStringList{u"PodScheduled: Unschedulable – 0/3 nodes are available"_s});
    }
    void goes()
    {
        const auto pods = read(pod(
            QByteArray(done) + "'phase':'Running','conditions':[{'type':'Ready','status':'True'}],'containerStatuses':["
                               "{'name':'api','ready':true,'restartCount':0,'state':{'running':{}}}]",
            ",'deletionTimestamp':'2026-11-20T10:00:00Z'"));
        QVERIFY(pods);
        QCOMPARE(pods->front().status, u"Terminating"_s);
        QVERIFY(!pods->front().ready);
    }
    void lists_data()
    {
        QTest::addColumn<QByteArray>("output");
        QTest::addColumn<int>("count");
        const QByteArray one = pod("'phase':'Running'");
        QTest::newRow("one") << one << 1;
        QTest::newRow("List") << "{'kind':'List','items':[" + one + "," + one + ",{'kind':'Service','metadata':{}}]}"
                              << 2;
        QTest::newRow("PodList") << "{'kind':'PodList','items':[" + QByteArray(one).replace("'kind':'Pod',", "") + "]}"
                                 << 1;
        QTest::newRow("empty") << QByteArray("{'kind':'List','items':[]}") << 0;
    }
    void lists()
    {
        QFETCH(QByteArray, output);
        const auto pods = read(output);
        QVERIFY(pods);
        QTEST(int(pods->size()), "count");
        for (const Pod& one : *pods)
            QVERIFY(!QJsonDocument(toJson(one)).toJson().contains("hunter2"));
    }
    void table()
    {
        const auto pods = readPods("NAMESPACE   NAME        READY   STATUS             RESTARTS        AGE\n"
                                   "shop        api-7f-x    1/2     CrashLoopBackOff   12 (3m ago)     4h\n"
                                   "shop        web-5c-y    1/1     Running            0               4h\n");
        QVERIFY(pods);
        QCOMPARE(pods->size(), size_t(2));
        QCOMPARE(pods->front().restarts.value_or(-1), 12);
        QCOMPARE(pods->front().nameSpace, u"shop"_s);
        QVERIFY(!pods->front().ready);
        QVERIFY(pods->back().ready);
        QVERIFY(pods->back().phase.isEmpty());
    }
    void quantities()
    {
        QCOMPARE(readMemoryQuantity(u"1G"_s).value_or(0), 1'000'000'000);
        QCOMPARE(readMemoryQuantity(u"1.5Gi"_s).value_or(0), 1'610'612'736);
        QCOMPARE(readMemoryQuantity(u"128974848"_s).value_or(0), 128'974'848);
        QCOMPARE(readMemoryQuantity(u"129e6"_s).value_or(0), 129'000'000);
        QCOMPARE(readMemoryQuantity(u"500k"_s).value_or(0), 500'000);
        QVERIFY(!readMemoryQuantity(u"Gi"_s));
        QCOMPARE(readCpuQuantity(u"1.5"_s).value_or(0), 1.5);
        QVERIFY(!readCpuQuantity({}));
    }
    void nothingElseIsRead()
    {
        QVERIFY(!readPods("error: You must be logged in to the server"));
        QVERIFY(!read("{'kind':'Pod','meta"));
    }
};

PILOTHOUSE_TEST(TestPods)
#include "tst_pods.moc"
