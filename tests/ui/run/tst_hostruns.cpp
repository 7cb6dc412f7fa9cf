// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/hostrunscard.h"
#include "run/runspage.h"
#include "run/runview.h"
#include "run/sightpanel.h"
#include "samplerun.h"
#include "scripteddesk.h"
#include "support/inspection.h"
#include "support/manualclock.h"
#include "support/testmain.h"
#include "widgets/rows.h"
#include "widgets/typedconfirmation.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

using namespace Pilothouse;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const Ui::EnvironmentKey key{u"fleetpass"_s, u"production"_s};

QPushButton* button(QWidget& page, const QString& text)
{
    for (auto* each : page.findChildren<QPushButton*>()) {
        if (each->isVisible() && QString(each->text()).remove(u'&') == text)
            return each;
    }
    return nullptr;
}

bool says(const QWidget& page, const QString& text)
{
    return std::ranges::any_of(page.findChildren<QLabel*>(),
                               [&](const QLabel* label) { return label->isVisible() && label->text().contains(text); });
}

} // namespace

/// Runs that only the hosts know: found, watched, taken over.
class TestHostRuns : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_theme.install(*qobject_cast<QApplication*>(QCoreApplication::instance())); }
    void aNewComputerFindsWhatTheHostsKeep()
    {
        Test::ScriptedDesk desk;
        Ui::RunsPage page(m_theme, m_clock, desk, key);
        Test::showSettled(page, {1000, 800});
        QVERIFY(says(page, u"No runs yet"_s));
        QTest::mouseClick(button(page, u"Look on the hosts"_s), Qt::LeftButton);
        QCOMPARE(desk.looks, 1);
        auto* look = button(page, u"Look on the hosts"_s);
        QVERIFY(look && !look->isEnabled());
        Q_EMIT desk.foundOnHosts(key, fail(ErrorKind::Unreachable, u"app-1 does not answer"_s));
        QVERIFY(says(page, u"app-1 does not answer"_s));
        const auto record = sample();
        Q_EMIT desk.foundOnHosts(key, Ui::HostRuns{.runs = {record.info}, .older = 3, .unasked = {u"app-2"_s}});
        QVERIFY(says(page, u"Not all hosts could be asked"_s));
        QVERIFY(says(page, u"3 older"_s));
        auto* card = page.findChild<Ui::HostRunsCard*>();
        auto* table = card->findChild<Ui::RowTable*>();
        QCOMPARE(table->model()->rowCount(), 1);
        table->setCurrentIndex(table->model()->index(0, 0));
        QTest::keyClick(table, Qt::Key_Return);
        QCOMPARE(desk.followed(), record.info.id);
        // Of another environment nothing is found here.
        Q_EMIT desk.foundOnHosts({u"other"_s, u"production"_s}, Ui::HostRuns{});
        QCOMPARE(table->model()->rowCount(), 1);
    }
    void oneIsOpenedByItsId()
    {
        Test::ScriptedDesk desk;
        desk.runs = {sample().info};
        Ui::RunsPage page(m_theme, m_clock, desk, key);
        Test::showSettled(page, {1000, 800});
        auto* field = page.findChild<QLineEdit*>(u"run-id"_s);
        QTest::keyClicks(field, u"not an id"_s);
        QVERIFY(!button(page, u"Open by id"_s)->isEnabled());
        field->clear();
        const Id id = Id::make(m_clock.now());
        QTest::keyClicks(field, u' ' + id.toString());
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(desk.followed(), id);
        // It may turn out to be another environment's.
        auto record = sample();
        record.info.id = id;
        record.info.environment = u"staging"_s;
        Q_EMIT desk.changed(record);
        QVERIFY(says(page, u"fleetpass/staging"_s));
    }
    void whatSomebodyElseDrivesIsOnlyWatched()
    {
        Test::ScriptedDesk desk;
        Ui::RunsPage page(m_theme, m_clock, desk, key);
        Test::showSettled(page, {1200, 900});
        auto record = sample();
        record.info.state = Run::RunState::Running;
        const Id run = record.info.id;
        page.showSubject(run.toString());
        Ui::RunSight sight{
            .run = run, .target = key.id(), .driver = u"bert@laptop"_s, .silence = 2s, .driven = true, .open = true};
        Q_EMIT desk.seen(sight);
        Q_EMIT desk.changed(record);
        QVERIFY(says(page, u"bert@laptop drives it"_s));
        QVERIFY(!button(page, u"Cancel run"_s));
        QVERIFY(!button(page, u"Take over and go on"_s));
        // It fell silent: on production whoever goes on types its name.
        sight.driven = false;
        sight.silence = 5min;
        sight.typed = true;
        Q_EMIT desk.seen(sight);
        Q_EMIT desk.changed(record);
        QVERIFY(says(page, u"was last seen 5 m ago"_s));
        auto* go = button(page, u"Take over and go on"_s);
        auto* cancel = button(page, u"Take over and cancel it"_s);
        QVERIFY(go && !go->isEnabled() && !cancel->isEnabled());
        auto* confirmation = page.findChild<Ui::SightPanel*>()->findChild<Ui::TypedConfirmation*>();
        QTest::keyClicks(confirmation->field(), key.id());
        QVERIFY(go->isEnabled() && cancel->isEnabled());
        QTest::mouseClick(cancel, Qt::LeftButton);
        QCOMPARE(desk.takeovers, QStringList{run.toString() + u'|' + key.id() + u"|cancel"_s});
        QVERIFY(!cancel->isEnabled());
        Q_EMIT desk.tookOver(run, Error{.kind = ErrorKind::Conflict, .message = u"bert@laptop drives the run"_s});
        QVERIFY(says(page, u"bert@laptop drives the run"_s));
        QTest::mouseClick(go, Qt::LeftButton);
        QCOMPARE(desk.takeovers.size(), 2);
        // Taken over it is one like any other.
        Q_EMIT desk.tookOver(run, {});
        Q_EMIT desk.changed(record);
        QVERIFY(!button(page, u"Take over and go on"_s));
        QVERIFY(button(page, u"Cancel run"_s));
    }
    void whatIsOverIsOnlyLookedAt()
    {
        Test::ScriptedDesk desk;
        Ui::RunsPage page(m_theme, m_clock, desk, key);
        Test::showSettled(page, {1200, 900});
        const auto record = sample();
        page.showSubject(record.info.id.toString());
        Q_EMIT desk.seen({.run = record.info.id, .target = key.id(), .unasked = {u"app-2"_s}});
        Q_EMIT desk.changed(record);
        QVERIFY(says(page, u"It is over"_s));
        QVERIFY(says(page, u"app-2"_s));
        QVERIFY(!button(page, u"Take over and go on"_s));
    }

private:
    Run::RunRecord sample() const
    {
        return Test::recordOf(Test::fullPlan(key, m_clock.now()), Id::make(m_clock.now()), Run::RunState::Failed,
                              m_clock.now());
    }

    Ui::Theme m_theme{Ui::ColourScheme::Light};
    Test::ManualClock m_clock;
};

PILOTHOUSE_TEST(TestHostRuns)
#include "tst_hostruns.moc"
