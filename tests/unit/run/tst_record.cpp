// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/feed.h"
#include "samples.h"
#include "support/testmain.h"

using namespace Pilothouse;
using namespace Pilothouse::Run;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;

class RecordTest : public QObject
{
    Q_OBJECT

private:
    QDateTime m_time{QDate(2026, 11, 20), QTime(3, 0), Qt::UTC};
    const Id m_id = Id::make(QDateTime(QDate(2026, 11, 20), QTime(3, 0), Qt::UTC));

    JournalEntry entry(const QString& kind, const QJsonObject& data)
    {
        m_time = m_time.addSecs(1);
        return {.kind = kind, .at = m_time, .data = data};
    }
    std::vector<JournalEntry> story()
    {
        const QJsonObject where{{u"segment"_s, u"1-app-1"_s}, {u"host"_s, u"app-1"_s}};
        const auto with = [&](QJsonObject more) {
            for (auto it = where.begin(); it != where.end(); ++it)
                more[it.key()] = it.value();
            return more;
        };
        return {
            entry(u"plan"_s, {{u"plan"_s, planToJson(samplePlan({u"app-1"_s}))}, {u"actor"_s, u"anna"_s}}),
            entry(u"intent"_s, {{u"act"_s, u"lock"_s}, {u"host"_s, u"app-1"_s}}),
            entry(u"locked"_s, {{u"host"_s, u"app-1"_s}, {u"folder"_s, u"/l"_s}}),
            entry(u"state"_s, {{u"state"_s, u"running"_s}}),
            entry(u"intent"_s, with({{u"act"_s, u"launch"_s}})),
            entry(u"launched"_s, with({})),
            entry(u"start"_s, with({{u"step"_s, u"pull"_s}})),
            entry(u"status"_s, with({{u"step"_s, u"pull"_s}, {u"status"_s, u"exit 0"_s}})),
            entry(u"start"_s, with({{u"step"_s, u"build"_s}})),
            entry(u"status"_s, with({{u"step"_s, u"build"_s}, {u"status"_s, u"exit 3"_s}})),
            entry(u"start"_s, with({{u"step"_s, u"rollback.check-out"_s}})),
            entry(u"status"_s, with({{u"step"_s, u"rollback.check-out"_s}, {u"status"_s, u"exit 0"_s}})),
            entry(u"segment"_s, with({{u"outcome"_s, u"rolled-back"_s}})),
            entry(u"intent"_s,
                  {{u"act"_s, u"rollback"_s}, {u"step"_s, u"build"_s}, {u"text"_s, u"build failed; going back."_s}}),
            entry(u"state"_s, {{u"state"_s, u"failed"_s}, {u"summary"_s, u"rolled back"_s}})};
    }

private Q_SLOTS:
    void tellsWhatWasFound()
    {
        auto entries = story();
        entries.back() = entry(u"state"_s, {{u"state"_s, u"succeeded"_s},
                                            {u"summary"_s, u"app-1: the disk is full."_s},
                                            {u"found"_s, QJsonObject{{u"count"_s, 2}, {u"worst"_s, u"critical"_s}}}});
        const auto record = RunRecord::replay(m_id, entries);
        QVERIFY(record);
        QCOMPARE(record->info.found, (Found{2, Runtime::Severity::Critical}));
        QVERIFY(outcomeWord(record->info) != runStateWord(RunState::Succeeded));
    }
    void tellsTheStory()
    {
        const auto record = RunRecord::replay(m_id, story());
        QVERIFY(record);
        QCOMPARE(record->info.state, RunState::Failed);
        QCOMPARE(record->info.summary, u"rolled back"_s);
        QCOMPARE(record->info.actor, u"anna"_s);
        QVERIFY(record->info.ended.isValid());
        QVERIFY(record->rollingBack);
        QCOMPARE(record->locked, QStringList{u"app-1"_s});
        QCOMPARE(record->segments.at(u"1-app-1"_s).outcome, u"rolled-back"_s);
        QCOMPARE(record->steps.size(), size_t(5)); // four planned, one of the way back
        QCOMPARE(record->step(u"pull"_s, u"app-1"_s)->state, StepState::Succeeded);
        QCOMPARE(record->step(u"build"_s, u"app-1"_s)->state, StepState::Failed);
        QCOMPARE(record->step(u"build"_s, u"app-1"_s)->statement, u"exit 3"_s);
        QCOMPARE(record->step(u"migrate"_s, u"app-1"_s)->state, StepState::Pending);
        QVERIFY(record->step(u"rollback.check-out"_s, u"app-1"_s)->failure);
    }
    void aHostThatHoldsIsNotBelievedAgainstItsSteps()
    {
        auto entries = story();
        entries.resize(10); // pull ended well, build did not
        entries.push_back(
            entry(u"segment"_s, {{u"segment"_s, u"1-app-1"_s}, {u"host"_s, u"app-1"_s}, {u"outcome"_s, u"holding"_s}}));
        const auto record = RunRecord::replay(m_id, entries);
        QVERIFY(record);
        QVERIFY(record->segments.at(u"1-app-1"_s).holding);
        QVERIFY(record->allSucceeded({u"pull"_s}, u"app-1"_s));
        QVERIFY(!record->allSucceeded({u"pull"_s, u"build"_s}, u"app-1"_s));
        QVERIFY(!record->allSucceeded({u"pull"_s, u"migrate"_s}, u"app-1"_s)); // never heard of
        QVERIFY(!record->allSucceeded({u"pull"_s}, u"app-2"_s));
    }
    void aLostHostLeavesItsStepUnknown()
    {
        auto entries = story();
        entries.resize(9);
        entries.push_back(entry(
            u"segment"_s, {{u"segment"_s, u"1-app-1"_s}, {u"host"_s, u"app-1"_s}, {u"outcome"_s, u"interrupted"_s}}));
        const auto record = RunRecord::replay(m_id, entries);
        QVERIFY(record);
        QCOMPARE(record->step(u"build"_s, u"app-1"_s)->state, StepState::Unknown);
        const auto events = eventsOf(entries.back(), *record);
        QCOMPARE(events.size(), size_t(1));
        QCOMPARE(events.front().step.key, u"build"_s);
    }
    void tellsOfReverts()
    {
        auto entries = story();
        entries.resize(9);
        const auto revert = [&](const QString& how) {
            entries.push_back(entry(
                u"revert"_s,
                {{u"segment"_s, u"1-app-1"_s}, {u"host"_s, u"app-1"_s}, {u"step"_s, u"build"_s}, {u"revert"_s, how}}));
            return RunRecord::replay(m_id, entries).value();
        };
        QCOMPARE(revert(u"armed"_s).step(u"build"_s, u"app-1"_s)->revert, u"armed"_s);
        const RunRecord record = revert(u"reverted 0"_s);
        QCOMPARE(record.step(u"build"_s, u"app-1"_s)->revert, u"reverted 0"_s);
        const auto events = eventsOf(entries.back(), record);
        QCOMPARE(events.size(), size_t(1));
        QCOMPARE(events.front().kind, Event::Kind::Step);
        QCOMPARE(events.front().step.revert, u"reverted 0"_s);
        QVERIFY(revertWords(u"reverted 1"_s) != revertWords(u"reverted 0"_s));
        QVERIFY(revertWords({}).isEmpty());
        entries.push_back(entry(u"status"_s, {{u"segment"_s, u"1-app-1"_s},
                                              {u"host"_s, u"app-1"_s},
                                              {u"step"_s, u"build"_s},
                                              {u"status"_s, u"reverted 0"_s}}));
        QCOMPARE(RunRecord::replay(m_id, entries)->step(u"build"_s, u"app-1"_s)->state, StepState::Failed);
    }
    void asksForALockUntilItIsToldOf()
    {
        auto entries = story();
        entries.resize(2);
        QCOMPARE(RunRecord::replay(m_id, entries)->lockAsked, QStringList{u"app-1"_s});
        const auto with = [&](const QString& kind) {
            auto more = entries;
            more.push_back(entry(kind, {{u"host"_s, u"app-1"_s}}));
            return RunRecord::replay(m_id, more).value();
        };
        QVERIFY(with(u"locked"_s).lockAsked.isEmpty());
        QVERIFY(with(u"released"_s).lockAsked.isEmpty());
        QVERIFY(with(u"unlocked"_s).lockAsked.isEmpty() && with(u"unlocked"_s).locked.isEmpty());
    }
    void needsItsPlan()
    {
        auto entries = story();
        entries.erase(entries.begin());
        QCOMPARE(RunRecord::replay(m_id, entries).error().kind, ErrorKind::Invalid);
        QCOMPARE(RunRecord::replay(m_id, {}).error().kind, ErrorKind::Invalid);
    }
    void lateWatchersSeeEverythingOnce()
    {
        const auto entries = story();
        RunRecord record;
        record.info.id = m_id;
        const auto feed = std::make_shared<Feed>(record);
        std::vector<Event> early;
        std::vector<Event> late;
        const auto first = feed->attach([&](const Event& event) { early.push_back(event); });
        std::unique_ptr<Subscription> second;
        for (size_t i = 0; i < entries.size(); ++i) {
            QVERIFY(record.apply(entries[i]));
            feed->add(entries[i], record);
            if (i == 8)
                second = feed->attach([&](const Event& event) { late.push_back(event); });
        }
        QVERIFY(early == late);
        QVERIFY(early.size() > 8);
        second.reset();
        feed->outputGrew(u"build"_s, u"app-1"_s, 17);
        QCOMPARE(early.size(), late.size() + 1);
        QCOMPARE(early.back().size, 17);
        QCOMPARE(early.back().step.name, u"build"_s);
    }
    void whoWatchesLearnsThatNobodyDrives()
    {
        const auto entries = story();
        RunRecord record;
        record.info.id = m_id;
        const auto feed = std::make_shared<Feed>(record);
        std::vector<size_t> told;
        const auto note = [&](size_t known) { told.push_back(known); };
        const auto first = feed->attach([](const Event&) {}, note);
        auto gone = feed->attach([](const Event&) {}, note);
        for (size_t i = 0; i < 3; ++i) {
            QVERIFY(record.apply(entries[i]));
            feed->add(entries[i], record);
        }
        gone.reset();
        QVERIFY(told.empty());
        feed->release();
        QCOMPARE(told, std::vector<size_t>{3});
        // Whoever found the feed in the very moment in which it ended is told as well.
        const auto late = feed->attach([](const Event&) {}, note);
        QCOMPARE(told, (std::vector<size_t>{3, 3}));
    }
    void namesOfStates()
    {
        for (int i = 0; i < 8; ++i)
            QCOMPARE(int(*runStateFromName(runStateName(RunState(i)))), i);
        QVERIFY(!runStateFromName(u"done"_s));
        QVERIFY(isOpen(RunState::Waiting) && isOpen(RunState::Unknown) && !isOpen(RunState::Interrupted));
    }
};

PILOTHOUSE_TEST(RecordTest)
#include "tst_record.moc"
