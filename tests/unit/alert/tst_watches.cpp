// SPDX-License-Identifier: GPL-3.0-or-later
#include "alert/hostwatch.h"
#include "alert/probesignal.h"
#include "alert/thresholdwatch.h"
#include "support/testmain.h"

#include <QtTest>

using namespace Pilothouse;
using namespace Pilothouse::Alert;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Health::HealthVerdict;

namespace {

const QDateTime start(QDate(2026, 11, 20), QTime(3, 12), Qt::UTC);

void measure(ThresholdWatch& watch, const QString& part, double percent, int seconds)
{
    watch.take(part, {{u"cpu"_s, 1}, {u"memory"_s, percent}}, start.addSecs(seconds));
}

Health::ProbeState after(std::vector<HealthVerdict> verdicts, const System::ProbeSpec& probe = {.name = u"api"_s})
{
    Health::ProbeState state(probe);
    QDateTime at = start;
    for (const HealthVerdict verdict : verdicts) {
        state.take({.probe = probe.name, .verdict = verdict, .reason = Health::healthVerdictName(verdict), .at = at});
        at = at.addMSecs(probe.every.count());
    }
    return state;
}

} // namespace

class TestWatches : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keepsAThresholdUntilItIsCleared()
    {
        System::Environment environment{.name = u"production"_s};
        environment.hosts = {{.name = u"app-1"_s}, {.name = u"db-1"_s}};
        environment.thresholds = {{.metric = u"memory"_s,
                                   .on = {u"app-1"_s},
                                   .above = 90,
                                   .clear = 80,
                                   .lasting = 5min,
                                   .severity = u"critical"_s}};
        ThresholdWatch watch(environment);
        QCOMPARE(watch.at(start).size(), size_t(1));
        QCOMPARE(watch.at(start)[0].state, SignalState::Unknown);
        measure(watch, u"app-1"_s, 89, 0);
        measure(watch, u"db-1"_s, 99, 0);
        QCOMPARE(watch.at(start)[0].state, SignalState::Fine);
        measure(watch, u"app-1"_s, 91, 5);
        measure(watch, u"app-1"_s, 85, 10);
        const Signal bad = watch.at(start.addSecs(10))[0];
        QCOMPARE(bad.state, SignalState::Bad);
        QCOMPARE(bad.since, start.addSecs(5));
        QCOMPARE(bad.lasting, std::chrono::milliseconds(5min));
        QCOMPARE(bad.severity, Notify::Severity::Critical);
        QCOMPARE(bad.statement, u"85 % (above 90 %)"_s);
        measure(watch, u"app-1"_s, 80, 15);
        QCOMPARE(watch.at(start.addSecs(15))[0].state, SignalState::Fine);
        // Nothing heard for more than three minutes says nothing.
        QCOMPARE(watch.at(start.addSecs(200))[0].state, SignalState::Unknown);
        // And what was above before the gap is not so still.
        measure(watch, u"app-1"_s, 91, 100);
        measure(watch, u"app-1"_s, 91, 400);
        QCOMPARE(watch.at(start.addSecs(400))[0].since, start.addSecs(400));
    }
    void watchesDatabasesAndLogs()
    {
        System::Environment environment{.name = u"production"_s};
        environment.hosts = {{.name = u"app-1"_s}};
        environment.probes = {{.name = u"rows"_s, .kind = System::ProbeKind::Postgres, .via = u"app-1"_s}};
        environment.thresholds = {{.metric = u"errors"_s, .above = 1, .clear = 0.5, .severity = u"critical"_s},
                                  {.metric = u"query"_s, .above = 100, .clear = 90}};
        ThresholdWatch watch(environment);
        watch.take(u"app-1"_s, {{u"requests"_s, 12}, {u"errors"_s, 2.5}}, start);
        watch.take(u"rows"_s, {{u"query"_s, 250}}, start);
        QStringList bad;
        for (const Signal& signal : watch.at(start)) {
            if (signal.state == SignalState::Bad)
                bad << signal.title + u": "_s + signal.statement;
        }
        QCOMPARE(bad,
                 (QStringList{u"errors of app-1: 2.5 % (above 1.0 %)"_s, u"query of rows: 250 ms (above 100 ms)"_s}));
    }
    void believesInASilentHostTheSecondTime()
    {
        System::Environment environment{.name = u"production"_s};
        environment.hosts = {{.name = u"app-1"_s}, {.name = u"build"_s, .local = true}};
        HostWatch watch(environment);
        QCOMPARE(watch.all().size(), size_t(1));
        const Error silence{ErrorKind::Unreachable, u"app-1 does not answer"_s};
        watch.answered(u"app-1"_s, start);
        watch.silent(u"app-1"_s, silence, start.addSecs(10));
        QCOMPARE(watch.all()[0].state, SignalState::Fine);
        watch.silent(u"app-1"_s, silence, start.addSecs(11));
        QCOMPARE(watch.all()[0].state, SignalState::Fine);
        watch.silent(u"app-1"_s, {ErrorKind::NotFound, u"the keychain is locked"_s}, start.addSecs(60));
        QCOMPARE(watch.all()[0].state, SignalState::Fine);
        watch.silent(u"app-1"_s, silence, start.addSecs(20));
        QCOMPARE(watch.all()[0].state, SignalState::Bad);
        QCOMPARE(watch.all()[0].since, start.addSecs(10));
        QCOMPARE(watch.all()[0].statement, u"app-1 does not answer"_s);
        watch.answered(u"app-1"_s, start.addSecs(15)); // was under way when it fell silent
        QCOMPARE(watch.all()[0].state, SignalState::Bad);
        watch.answered(u"app-1"_s, start.addSecs(30));
        QCOMPARE(watch.all()[0].state, SignalState::Fine);
    }
    void readsProbes_data()
    {
        using V = HealthVerdict;
        QTest::addColumn<std::vector<HealthVerdict>>("verdicts");
        QTest::addColumn<SignalState>("state");
        QTest::addColumn<QString>("statement");
        const auto row = [](const char* name, std::vector<V> verdicts, SignalState state, const QString& statement) {
            QTest::newRow(name) << verdicts << state << statement;
        };
        row("not looked at", {}, SignalState::Unknown, {});
        row("up", {V::Up}, SignalState::Fine, u"up"_s);
        row("down from the beginning", {V::Down}, SignalState::Bad, u"down"_s);
        row("failing, but not for long enough", {V::Up, V::Down}, SignalState::Unknown, u"down"_s);
        row("down", {V::Up, V::Down, V::Down, V::Down}, SignalState::Bad, u"down"_s);
        row("back, but not for long enough", {V::Up, V::Down, V::Down, V::Down, V::Up}, SignalState::Bad, u"down"_s);
        row("degraded", {V::Up, V::Degraded}, SignalState::Bad, u"degraded"_s);
        row("unknown", {V::Up, V::Unknown}, SignalState::Unknown, u"unknown"_s);
    }
    void readsProbes()
    {
        QFETCH(std::vector<HealthVerdict>, verdicts);
        QFETCH(SignalState, state);
        QFETCH(QString, statement);
        const System::Environment environment{.name = u"production"_s};
        const Signal signal = signalOf(after(verdicts), environment);
        QCOMPARE(signal.state, state);
        QCOMPARE(signal.statement, statement);
        QCOMPARE(signal.subject, u"probe:api"_s);
    }
    void takesSeverityFromProbeOrEnvironment()
    {
        const System::Environment production{.name = u"production"_s};
        const System::Environment staging{.name = u"staging"_s, .kind = System::EnvironmentKind::Staging};
        const std::vector down{HealthVerdict::Down};
        QCOMPARE(signalOf(after(down), production).severity, Notify::Severity::Critical);
        QCOMPARE(signalOf(after(down), staging).severity, Notify::Severity::Warning);
        QCOMPARE(signalOf(after(down, {.name = u"api"_s, .severity = u"info"_s}), production).severity,
                 Notify::Severity::Info);
        QCOMPARE(signalOf(after(down, {.name = u"api"_s, .severity = u"none"_s}), production).state,
                 SignalState::Unknown);
        const Signal slow = signalOf(after({HealthVerdict::Degraded}), production);
        QCOMPARE(slow.severity, Notify::Severity::Warning);
        QVERIFY(slow.lasting >= 2min);
    }
};

PILOTHOUSE_TEST(TestWatches)
#include "tst_watches.moc"
