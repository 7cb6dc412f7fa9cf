// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/plan.h"
#include "run/proof.h"
#include "samples.h"
#include "support/testmain.h"

using namespace Pilothouse;
using namespace Pilothouse::Run;
using namespace Qt::StringLiterals;

/// What proves a deploy, and above all what does not.
class ProofTest : public QObject
{
    Q_OBJECT

    static ProofUnit unit()
    {
        return {.service = u"backend"_s, .host = u"app-1"_s, .step = u"start"_s, .backStep = u"rollback.start"_s};
    }
    static QString commit() { return u"0123456789abcdef0123456789abcdef01234567"_s; }
    static Evidence judge(const QByteArray& facts, bool sameBefore = false)
    {
        return judgeUnit(unit(), unitFactsFrom(facts), commit(), sameBefore, u"Start"_s);
    }

private Q_SLOTS:
    void namesOfOneVersion_data()
    {
        QTest::addColumn<QString>("other");
        QTest::addColumn<bool>("same");
        QTest::newRow("itself") << commit() << true;
        QTest::newRow("seven digits") << u"0123456"_s << true;
        QTest::newRow("six digits") << u"012345"_s << false;
        QTest::newRow("another") << u"0123457"_s << false;
        QTest::newRow("longer") << commit() + u'0' << false;
        QTest::newRow("none") << QString() << false;
        QTest::newRow("a number") << u"1.2.3"_s << false;
    }
    void namesOfOneVersion()
    {
        QFETCH(const QString, other);
        QFETCH(const bool, same);
        QCOMPARE(sameVersion(commit(), other), same);
        QCOMPARE(sameVersion(other, commit()), same);
    }
    void numbersOfOneVersion()
    {
        QVERIFY(sameVersion(u"v1.2.3"_s, u"1.2.3"_s));
        QVERIFY(sameVersion(u"1.2.3\n"_s, u"1.2.3"_s));
        QVERIFY(!sameVersion(u"1.2.3"_s, u"1.2.30"_s));
        QVERIFY(!sameVersion(u"1234567"_s, u"12345678"_s)); // no commit, so no abbreviation
        QVERIFY(!sameVersion({}, {}));
    }

    void podsThatNameTheirDigest()
    {
        // What a rolled back deployment runs was never stopped, so its start says nothing.
        const QByteArray pods = "since 1000\nprocess 1 900 /\nimage sha256:aa\nreference ";
        const QByteArray pinned = "shop:" + commit().toUtf8() + "@sha256:aa\n";
        const auto verdict = [&](System::Runtime runtime, const QByteArray& reference) {
            ProofUnit pod = unit();
            pod.runtime = runtime;
            return judgeUnit(pod, unitFactsFrom(pods + reference), commit(), true, u"Roll out"_s).verdict;
        };
        QCOMPARE(verdict(System::Runtime::Kubernetes, pinned), Verdict::Holds);
        QCOMPARE(verdict(System::Runtime::Kubernetes, "shop:" + commit().toUtf8() + "\n"), Verdict::Unknown);
        QCOMPARE(verdict(System::Runtime::Kubernetes, "shop:v1@sha256:aa\n"), Verdict::Unknown);
        QCOMPARE(verdict(System::Runtime::Docker, pinned), Verdict::Unknown);
        ProofUnit two = unit();
        two.runtime = System::Runtime::Kubernetes;
        QCOMPARE(judgeUnit(two, unitFactsFrom(pods + pinned + "image sha256:bb\n"), commit(), false, {}).verdict,
                 Verdict::Unknown);
    }
    void units_data()
    {
        QTest::addColumn<QByteArray>("facts");
        QTest::addColumn<bool>("sameBefore");
        QTest::addColumn<bool>("proven");
        const QByteArray since = "since 1000\nplace /opt/shop\n";
        const auto row = [&](const char* name, const QByteArray& facts, bool sameBefore, bool proven) {
            QTest::newRow(name) << facts << sameBefore << proven;
        };
        row("started by the run", since + "process 7 1200 /opt/shop/releases/2\n", true, true);
        row("in the very tick in which the step began", since + "process 7 1000 /opt/shop\n", true, true);
        row("started before", since + "process 7 999 /opt/shop\n", false, false);
        row("one of two was started before", since + "process 7 1200 /opt/shop\nprocess 8 900 /opt/shop\n", false,
            false);
        row("in another folder", since + "process 7 1200 /opt/shop-old\n", false, false);
        row("its folder cannot be seen", since + "process 7 1200 \n", false, true);
        row("a daemon that works in the root", since + "process 7 1200 /\n", false, true);
        row("nothing runs", since, false, false);
        row("the host was started anew", "place /opt/shop\nprocess 7 1200 /opt/shop\n", false, false);
        row("an error", since + "process 7 1200 /opt/shop\nerror Compose could not be asked\n", false, false);
        row("nothing was said", "", false, false);
        const QByteArray image = since + "image sha256:aa\nreference shop:latest\n";
        row("the tagged image, started by the run", image + "tagged sha256:aa\nprocess 7 1200 /app\n", true, true);
        row("the tagged image, started before", image + "tagged sha256:aa\nprocess 7 900 /app\n", false, false);
        row("an older image", image + "tagged sha256:bb\nprocess 7 1200 /app\n", false, false);
        row("no tagged image, and no name", image + "process 7 1200 /app\n", false, false);
        row("an image that names the commit",
            image + "tagged sha256:aa\nrevision " + commit().toLatin1() + "\nprocess 7 900 /app\n", false, true);
        row("the same again is not proven by the old container",
            image + "tagged sha256:aa\nrevision " + commit().toLatin1() + "\nprocess 7 900 /app\n", true, false);
        row("an image that names another commit",
            image + "tagged sha256:aa\nrevision ffff456789abcdef0123456789abcdef01234567\nprocess 7 900 /app\n", false,
            false);
        row("two containers with two images", image + "tagged sha256:aa\nprocess 7 1200 /app\nimage sha256:bb\n", false,
            false);
        row("a container that does not run", image + "tagged sha256:aa\n", false, false);
    }
    void units()
    {
        QFETCH(const QByteArray, facts);
        QFETCH(const bool, sameBefore);
        QFETCH(const bool, proven);
        const Evidence seen = judge(facts, sameBefore);
        QVERIFY2((seen.verdict == Verdict::Holds) == proven, qPrintable(seen.statement.text()));
        QVERIFY(seen.verdict != Verdict::Fails); // what may be the wrong process convicts nobody
        QVERIFY(seen.statement.text().startsWith(u"backend on app-1: "_s));
    }
    void travelsWithThePlan()
    {
        Plan plan = Test::samplePlan();
        plan.proof = {.kind = PlannedProof::Kind::Image,
                      .on = u"app-1"_s,
                      .read = u"git rev-parse HEAD"_s,
                      .probe = u"api"_s,
                      .equals = u"[BODY].commit"_s,
                      .before = u"abc"_s,
                      .target = commit(),
                      .again = true,
                      .why = u"because"_s,
                      .units = {unit()}};
        plan.proof.units.front().runtime = System::Runtime::Compose;
        const auto read = planFromJson(planToJson(plan));
        QVERIFY(read);
        QCOMPARE(read->proof == plan.proof, true);
        QCOMPARE(read->hash, plan.hash); // what the world answers before a run makes no other plan
        QVERIFY(planFromJson(planToJson(Test::samplePlan()))->proof == PlannedProof());
    }
};

PILOTHOUSE_TEST(ProofTest)
#include "tst_proof.moc"
