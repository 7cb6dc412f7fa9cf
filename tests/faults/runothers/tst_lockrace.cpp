// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/await.h"
#include "killing.h"
#include "support/testmain.h"

#include <QFile>

using namespace Pilothouse;
using namespace Pilothouse::Run;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Several consoles want an environment on two hosts at the same moment: one gets all of it, the others are told who
/// has it, and nothing stays behind. PILOTHOUSE_LOCK_RACES says how often.
class LockRaceTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<KillingFloor> m_killing;
    std::unique_ptr<ShopFloor> m_floor;
    std::vector<std::unique_ptr<Desk>> m_desks;

    static int races(int otherwise)
    {
        const int asked = qEnvironmentVariableIntValue("PILOTHOUSE_LOCK_RACES");
        return asked > 0 ? asked : otherwise;
    }
    const System::Environment& environment() const { return *m_desks.front()->definition.environment(u"production"_s); }

private Q_SLOTS:
    void initTestCase()
    {
        m_killing = std::make_unique<KillingFloor>();
        QVERIFY2(m_killing->server->isRunning(), qPrintable(m_killing->server->error()));
        m_floor = m_killing->newShop(120, KillingFloor::Deploy::OnTwoHosts);
        for (int i = 0; i < 4; ++i) {
            Shop shop = m_floor->shop;
            shop.data += u"-console-%1"_s.arg(i);
            m_desks.push_back(std::make_unique<Desk>(shop));
        }
    }
    void cleanupTestCase()
    {
        m_desks.clear();
        m_floor.reset();
        m_killing.reset();
    }

    void onePersonGetsAllHosts()
    {
        for (int round = 0; round < races(5); ++round) {
            std::vector<QFuture<Result<Id>>> asked;
            for (size_t i = 0; i < m_desks.size(); ++i)
                asked.push_back(m_desks[i]->locks->lock(u"shop"_s, environment(), u"console %1"_s.arg(i)));
            QString holder;
            QStringList refused;
            for (const auto& answer : asked) {
                const auto id = await(answer, {}, 60s);
                if (id) {
                    QVERIFY2(holder.isEmpty(), "two consoles hold the lock");
                    holder = id->toString();
                } else {
                    QVERIFY2(id.error().kind == ErrorKind::Refused, qPrintable(id.error().message + id.error().detail));
                    refused += id.error().message;
                }
            }
            QVERIFY2(!holder.isEmpty(), qPrintable(refused.join(u'\n')));
            const auto shown = await(m_desks.back()->locks->show(u"shop"_s, environment()), {}, 60s);
            QVERIFY(shown);
            QCOMPARE(shown->size(), size_t(2));
            for (const LockInfo& lock : *shown)
                QCOMPARE(lock.run, holder);
            const auto taken = await(m_desks.front()->locks->unlock(u"shop"_s, environment()), {}, 60s);
            QVERIFY(taken);
            QCOMPARE(taken->size(), size_t(2));
        }
    }

    void oneDeployStarts()
    {
        // What each deploy brings is what ran before the next: there and back again.
        QString next = m_floor->good;
        QString other = m_floor->first;
        for (int round = 0; round < races(4) / 2; ++round) {
            std::vector<Plan> plans;
            for (const auto& desk : m_desks) {
                const auto plan = desk->plan(u"deploy"_s, {{u"ref"_s, next}});
                QVERIFY2(plan, plan ? "" : qPrintable(plan.error().message));
                plans.push_back(*plan);
            }
            std::vector<QFuture<Result<Id>>> asked;
            for (size_t i = 0; i < m_desks.size(); ++i)
                asked.push_back(m_desks[i]->runs->start(plans[i], m_desks[i]->definition));
            std::optional<Id> run;
            Desk* driver = nullptr;
            for (size_t i = 0; i < asked.size(); ++i) {
                const auto id = await(asked[i], {}, 60s);
                if (id) {
                    QVERIFY2(!run, "two deploys were started");
                    run = *id;
                    driver = m_desks[i].get();
                } else { // the other has the lock, or was done before this one looked
                    QVERIFY2(id.error().kind == ErrorKind::Refused || id.error().kind == ErrorKind::Conflict,
                             qPrintable(id.error().message + id.error().detail));
                }
            }
            QVERIFY(run);
            const auto record = driver->waitFor(*run, 120s);
            QVERIFY2(record, record ? "" : qPrintable(record.error().message));
            QCOMPARE(runStateName(record->info.state), u"succeeded"_s);
            QStringList witnessed = m_floor->witnessed();
            QVERIFY2(witnessed.removeDuplicates() == 0, qPrintable(witnessed.join(u'\n')));
            const auto shown = await(driver->locks->show(u"shop"_s, environment()), {}, 60s);
            QVERIFY(shown);
            for (const LockInfo& lock : *shown)
                QVERIFY2(!lock.locked, qPrintable(lock.holder));
            std::swap(next, other);
        }
    }
};

PILOTHOUSE_TEST(LockRaceTest)
#include "tst_lockrace.moc"
