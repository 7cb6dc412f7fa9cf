// SPDX-License-Identifier: GPL-3.0-or-later
#include "alert/decide.h"
#include "support/testmain.h"

#include <QtTest>

using namespace Pilothouse;
using namespace Pilothouse::Alert;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Notify::Action;
using Notify::Severity;

namespace {

/// An environment with a database that everything needs, decided round by round as the program does.
struct Night
{
    System::Environment environment{.name = u"production"_s, .system = u"fleetpass"_s};
    std::map<QString, Signal> watched = {};
    std::vector<Record> alerts = {};
    QDateTime now = QDateTime(QDate(2026, 11, 20), QTime(3, 12), Qt::UTC);
    bool maintenance = false;
    QStringList told = {}; ///< "trigger slack", in order

    Night()
    {
        environment.hosts = {{.name = u"app-1"_s}, {.name = u"db-1"_s}};
        environment.probes = {{.name = u"postgres"_s, .via = u"db-1"_s},
                              {.name = u"api"_s, .via = u"app-1"_s, .needs = {u"postgres"_s}},
                              {.name = u"site"_s, .needs = {u"api"_s}},
                              {.name = u"mail"_s}};
        environment.notify = {{.name = u"slack"_s, .channel = u"slack"_s, .from = u"warning"_s}};
        for (const System::ProbeSpec& probe : environment.probes)
            fine(probeSubject(probe.name));
        for (const System::Host& host : environment.hosts)
            fine(hostSubject(host.name));
    }
    Signal& at(const QString& subject)
    {
        Signal& signal = watched[subject];
        signal.subject = subject;
        signal.title = subject.section(u':', 1);
        signal.seen = now;
        return signal;
    }
    void set(const QString& subject, SignalState state, const QString& statement = u"refused"_s)
    {
        Signal& signal = at(subject);
        if (signal.state != state)
            signal.since = now;
        signal.state = state;
        signal.statement = statement;
    }
    void fine(const QString& subject) { set(subject, SignalState::Fine, u"answers"_s); }
    void bad(const QString& subject) { set(subject, SignalState::Bad); }
    void unknown(const QString& subject) { set(subject, SignalState::Unknown, {}); }
    /// Everything is looked at again, as it is.
    void lookAgain()
    {
        for (auto& each : watched)
            each.second.seen = now;
    }
    void round(bool looked = true)
    {
        if (looked)
            lookAgain();
        Situation situation{.environment = environment, .alerts = alerts, .maintenance = maintenance, .now = now};
        for (const auto& each : watched)
            situation.watched.push_back(each.second);
        for (const Change& change : decide(situation)) {
            const auto known = std::ranges::find(alerts, change.alert.id, &Record::id);
            QCOMPARE(known == alerts.end(), change.opened);
            if (known == alerts.end())
                alerts.push_back(change.alert);
            else
                *known = change.alert;
            for (const Telling& telling : change.tellings) {
                for (const System::NotifyTarget& target : telling.channels)
                    told += (telling.reminder ? u"remind"_s : actionName(telling.action)) + u' ' + target.name;
            }
        }
    }
    void pass(std::chrono::milliseconds time, bool looked = true)
    {
        for (auto left = time; left > 0ms; left -= 5s) {
            now = now.addMSecs(std::min<std::chrono::milliseconds>(left, 5s).count());
            round(looked);
        }
    }
    std::vector<const Record*> open() const
    {
        std::vector<const Record*> out;
        for (const Record& alert : alerts) {
            if (alert.isOpen())
                out.push_back(&alert);
        }
        return out;
    }
    QStringList subjects(const Record& alert) const
    {
        QStringList out;
        for (const Member& member : alert.members)
            out += member.subject;
        return out;
    }
};

} // namespace

class TestDecide : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tellsOfWhatIsBadAndOfItsEnd()
    {
        Night night;
        night.round();
        QVERIFY(night.alerts.empty());
        night.bad(u"probe:mail"_s);
        night.pass(10s);
        QCOMPARE(night.open().size(), size_t(1));
        QCOMPARE(night.told, QStringList{u"trigger slack"_s});
        QCOMPARE(titleOf(night.alerts[0]), u"mail: refused"_s);
        night.pass(10min);
        QCOMPARE(night.told.size(), 1);
        night.fine(u"probe:mail"_s);
        night.pass(5s);
        QVERIFY(night.open().empty());
        QCOMPARE(night.told, (QStringList{u"trigger slack"_s, u"resolve slack"_s}));
    }
    void isPatientWithWhatHasToLast()
    {
        Night night;
        night.at(u"memory:app-1:90"_s).lasting = 5min;
        night.bad(u"memory:app-1:90"_s);
        night.pass(4min + 55s);
        QVERIFY(night.alerts.empty());
        night.pass(15s);
        QCOMPARE(night.open().size(), size_t(1));
    }
    void makesOneAlertOfACauseAndWhatFollows()
    {
        Night night;
        for (const QString& each : {u"host:db-1"_s, u"probe:postgres"_s, u"probe:api"_s, u"probe:site"_s})
            night.bad(each);
        night.pass(1min);
        QCOMPARE(night.open().size(), size_t(1));
        QCOMPARE(night.told, QStringList{u"trigger slack"_s});
        QCOMPARE(night.alerts[0].members.front().subject, u"host:db-1"_s);
        QCOMPARE(night.alerts[0].members.size(), size_t(4));
        for (size_t i = 1; i < 4; ++i)
            QCOMPARE(night.alerts[0].members[i].cause, u"db-1"_s);
    }
    void waitsForWordOfWhatMayExplainIt()
    {
        Night night;
        // The host has said nothing since; it is found silent half a minute later.
        night.now = night.now.addSecs(1);
        night.bad(u"probe:postgres"_s);
        night.pass(30s, false);
        QVERIFY(night.alerts.empty());
        night.bad(u"host:db-1"_s);
        night.pass(10s);
        QCOMPARE(night.open().size(), size_t(1));
        QCOMPARE(night.subjects(night.alerts[0]), (QStringList{u"host:db-1"_s, u"probe:postgres"_s}));
    }
    void doesNotWaitForEver()
    {
        Night night;
        night.now = night.now.addSecs(1);
        night.bad(u"probe:postgres"_s);
        night.pass(40s, false);
        QCOMPARE(night.open().size(), size_t(1));
        QCOMPARE(night.told.size(), 1);
    }
    void takesInACauseThatIsFoundLater()
    {
        Night night;
        night.bad(u"probe:api"_s);
        night.pass(1min);
        QCOMPARE(night.open().size(), size_t(1));
        night.bad(u"probe:postgres"_s);
        night.pass(10s);
        QCOMPARE(night.open().size(), size_t(1));
        QCOMPARE(night.subjects(night.alerts[0]), (QStringList{u"probe:postgres"_s, u"probe:api"_s}));
        QCOMPARE(night.alerts[0].members[1].cause, u"postgres"_s);
        // The same alert, told once more with its cause.
        QCOMPARE(night.told, (QStringList{u"trigger slack"_s, u"trigger slack"_s}));
    }
    void isSilentAboutWhatIsNotKnown()
    {
        Night night;
        for (auto& each : night.watched)
            night.unknown(each.first);
        night.pass(1h);
        QVERIFY(night.alerts.empty());
    }
    void keepsAnAlertOpenWhileNothingIsKnown()
    {
        Night night;
        night.bad(u"probe:mail"_s);
        night.pass(10s);
        night.unknown(u"probe:mail"_s);
        night.pass(10min);
        QCOMPARE(night.open().size(), size_t(1));
        QCOMPARE(night.told.size(), 1);
    }
    void endsWhatNobodyWatchesAnyMore()
    {
        Night night;
        night.bad(u"probe:mail"_s);
        night.pass(10s);
        night.watched.erase(u"probe:mail"_s);
        night.pass(5s);
        QVERIFY(night.open().empty());
    }
    void makesOneAlertOfAStorm()
    {
        Night night;
        for (int i = 0; i < 30; ++i)
            night.bad(u"probe:shop-%1"_s.arg(i));
        night.pass(10s);
        QCOMPARE(night.open().size(), size_t(1));
        QCOMPARE(night.alerts[0].members.size(), size_t(30));
        QCOMPARE(night.told.size(), 1);
        // What still comes joins it.
        for (int i = 30; i < 40; ++i) {
            night.bad(u"probe:shop-%1"_s.arg(i));
            night.pass(10s);
        }
        // Three more may stand alone beside it, then there are enough.
        QVERIFY(night.open().size() <= 3);
        QVERIFY(night.told.size() <= 3);
    }
    void flapsQuietly()
    {
        Night night;
        for (int i = 0; i < 20; ++i) {
            night.bad(u"probe:mail"_s);
            night.pass(1min);
            night.fine(u"probe:mail"_s);
            night.pass(1min);
        }
        // Three times told and ended, then one that stays open until it has been quiet.
        QCOMPARE(night.told.size(), 7);
        QCOMPARE(night.open().size(), size_t(1));
        QVERIFY(night.open()[0]->flapping);
        night.pass(14min + 10s);
        QCOMPARE(night.told.last(), u"resolve slack"_s);
        QVERIFY(night.open().empty());
        QCOMPARE(night.told.size(), 8);
    }
    void opensNothingInMaintenance()
    {
        Night night;
        night.maintenance = true;
        night.bad(u"probe:mail"_s);
        night.pass(10min);
        QVERIFY(night.alerts.empty());
        night.maintenance = false;
        night.pass(5s);
        QCOMPARE(night.told, QStringList{u"trigger slack"_s});
        night.maintenance = true;
        night.environment.notify[0].remind = 10min;
        night.pass(1h);
        QCOMPARE(night.told.size(), 1);
    }
    void escalatesAndReminds()
    {
        Night night;
        night.environment.notify[0].remind = 30min;
        night.environment.notify.push_back(
            {.name = u"pagerduty"_s, .channel = u"pagerduty"_s, .from = u"critical"_s, .after = 15min});
        night.bad(u"probe:mail"_s);
        night.pass(14min);
        QCOMPARE(night.told, QStringList{u"trigger slack"_s});
        night.pass(2min);
        QCOMPARE(night.told, (QStringList{u"trigger slack"_s, u"trigger pagerduty"_s}));
        night.pass(15min);
        QCOMPARE(night.told.last(), u"remind slack"_s);
        night.alerts[0].acknowledgedBy = u"anna"_s;
        night.alerts[0].acknowledgedAt = night.now;
        night.pass(3h);
        QCOMPARE(night.told.size(), 3);
        night.fine(u"probe:mail"_s);
        night.pass(5s);
        QCOMPARE(night.told.mid(3), (QStringList{u"resolve slack"_s, u"resolve pagerduty"_s}));
    }
    void doesNotEscalateWhatSomebodyHas()
    {
        Night night;
        night.environment.notify.push_back(
            {.name = u"pagerduty"_s, .channel = u"pagerduty"_s, .from = u"critical"_s, .after = 15min});
        night.bad(u"probe:mail"_s);
        night.pass(1min);
        night.alerts[0].acknowledgedBy = u"anna"_s;
        night.alerts[0].acknowledgedAt = night.now;
        night.pass(1h);
        QCOMPARE(night.told, QStringList{u"trigger slack"_s});
    }
    void isQuietWhileSnoozedAndSaysSoAfterwards()
    {
        Night night;
        night.bad(u"probe:mail"_s);
        night.pass(1min);
        night.environment.notify[0].remind = 5min;
        night.alerts[0].snoozedUntil = night.now.addSecs(3600);
        night.alerts[0].snoozedBy = u"anna"_s;
        night.pass(59min);
        QCOMPARE(night.told.size(), 1);
        night.pass(2min);
        QCOMPARE(night.told, (QStringList{u"trigger slack"_s, u"trigger slack"_s}));
        QVERIFY(!night.alerts[0].snoozedUntil.isValid());
    }
    void tellsMoreWhenItGetsWorse()
    {
        Night night;
        night.environment.notify[0].from = u"critical"_s;
        night.environment.notify.push_back({.name = u"chat"_s, .channel = u"webhook"_s, .from = u"warning"_s});
        night.bad(u"probe:mail"_s);
        night.at(u"probe:mail"_s).severity = Severity::Warning;
        night.pass(1min);
        QCOMPARE(night.told, QStringList{u"trigger chat"_s});
        night.at(u"probe:mail"_s).severity = Severity::Critical;
        night.pass(5s);
        QCOMPARE(night.told, (QStringList{u"trigger chat"_s, u"trigger slack"_s}));
    }
    void asksNobodyWhereNobodyIsNamed()
    {
        Night night;
        night.environment.notify.clear();
        night.bad(u"probe:mail"_s);
        night.pass(1min);
        QCOMPARE(night.open().size(), size_t(1));
        night.fine(u"probe:mail"_s);
        night.pass(5s);
        QVERIFY(night.open().empty());
        QVERIFY(night.told.isEmpty());
    }
    void findsCausesWithoutGoingInCircles()
    {
        System::Environment environment{.name = u"production"_s, .system = u"shop"_s};
        environment.hosts = {{.name = u"bastion"_s}, {.name = u"app-1"_s, .roles = {u"app"_s}, .jump = {u"bastion"_s}}};
        environment.services = {
            {.name = u"postgres"_s, .on = {u"app-1"_s}, .probes = {u"database"_s}},
            {.name = u"backend"_s, .on = {u"app"_s}, .after = {u"postgres"_s}, .probes = {u"api"_s}}};
        environment.probes = {{.name = u"database"_s, .needs = {u"api"_s}}, {.name = u"api"_s}};
        const Causes causes = causesOf(environment);
        QCOMPARE(causes.at(u"host:app-1"_s), QStringList{u"host:bastion"_s});
        QCOMPARE(causes.at(u"probe:database"_s), (QStringList{u"probe:api"_s, u"host:app-1"_s}));
        // backend comes after postgres, but the definition said the opposite of their probes first.
        QCOMPARE(causes.at(u"probe:api"_s), QStringList{u"host:app-1"_s});
    }
};

PILOTHOUSE_TEST(TestDecide)
#include "tst_decide.moc"
