// SPDX-License-Identifier: GPL-3.0-or-later
#include "maintenance/maintenancemodels.h"
#include "maintenance/maintenancepage.h"
#include "maintenance/windowview.h"
#include "scriptedwindows.h"
#include "support/inspection.h"
#include "support/manualclock.h"
#include "support/testmain.h"
#include "widgets/rows.h"
#include "widgets/typedconfirmation.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QComboBox>
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

QLineEdit* field(QWidget& page, const QString& name) { return page.findChild<QLineEdit*>(name); }

bool says(const QWidget& page, const QString& text)
{
    return std::ranges::any_of(page.findChildren<QLabel*>(),
                               [&](const QLabel* label) { return label->isVisible() && label->text().contains(text); });
}

Ui::RowTable* listOf(QWidget& page)
{
    for (auto* each : page.findChildren<Ui::RowTable*>()) {
        if (qobject_cast<Ui::MaintenanceListModel*>(each->model()))
            return each;
    }
    return nullptr;
}

/// The confirmation that can be seen; the page has one for announcing and one for letting a window open.
Ui::TypedConfirmation* confirmation(QWidget& page)
{
    for (auto* each : page.findChildren<Ui::TypedConfirmation*>()) {
        if (each->isVisible())
            return each;
    }
    return nullptr;
}

} // namespace

class TestMaintenancePage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_theme.install(*qobject_cast<QApplication*>(QCoreApplication::instance())); }
    void proposesWhatIsInTimeAndShowsWhatPeopleRead()
    {
        Test::ScriptedWindows desk;
        desk.defined = Test::shopProduction();
        Ui::MaintenancePage page(m_theme, m_clock, desk, key);
        Test::showSettled(page, {1000, 900});
        page.findChild<QComboBox*>(u"maintenance-zone"_s)->setCurrentText(u"Europe/Berlin"_s);
        QVERIFY(!field(page, u"maintenance-short"_s)->isVisible());
        QVERIFY(!confirmation(page)->button()->isEnabled());
        QTest::keyClicks(field(page, u"maintenance-title"_s), u"New database"_s);
        QVERIFY(says(page, u"users@example.com"_s));
        QVERIFY(says(page, u"They read"_s));
        QVERIFY(says(page, u"Users see the page of app"_s));
        field(page, u"maintenance-start"_s)->setText(u"2026-12-01 02:00"_s);
        field(page, u"maintenance-length"_s)->setText(u"90m"_s);
        QTest::keyClick(field(page, u"maintenance-length"_s), Qt::Key_Return);
        QCOMPARE(desk.asked.last(), u"announce New database"_s);
        QCOMPARE(desk.announcement.starts, QDateTime(QDate(2026, 12, 1), QTime(1, 0), Qt::UTC));
        QCOMPARE(desk.announcement.length, 90min);
        QVERIFY(desk.announcement.shortNotice.isEmpty() && desk.announcement.unannounced.isEmpty());
        QVERIFY(!confirmation(page)->button()->isEnabled());
        // What the core says stands beneath what was asked, and nothing that was typed is lost.
        Q_EMIT desk.announced(key, fail(ErrorKind::Refused, u"Something is wrong with it"_s));
        QVERIFY(says(page, u"Something is wrong with it"_s));
        QVERIFY(confirmation(page)->button()->isEnabled());
        const auto window = Test::sampleWindow(m_clock.now(), 72h, 60h);
        desk.windows = {window};
        Q_EMIT desk.announced(key, Result<Maintenance::Window>(window));
        QCOMPARE(page.location(), QStringList{u"New database"_s});
        QTest::keyClick(&page, Qt::Key_Escape);
        QVERIFY(page.location().isEmpty());
        QVERIFY(field(page, u"maintenance-title"_s)->text().isEmpty());
    }
    void asksWhyAtShortNoticeAndAboutClocks()
    {
        Test::ScriptedWindows desk;
        desk.defined = Test::shopProduction();
        Ui::MaintenancePage page(m_theme, m_clock, desk, key);
        Test::showSettled(page, {1000, 900});
        auto* zone = page.findChild<QComboBox*>(u"maintenance-zone"_s);
        zone->setCurrentText(u"Europe/Berlin"_s);
        field(page, u"maintenance-title"_s)->setText(u"New database"_s);
        auto* start = field(page, u"maintenance-start"_s);
        // A time that clocks skip, and a zone that is none.
        start->setText(u"2027-03-28 02:30"_s);
        QVERIFY(says(page, u"does not exist in Europe/Berlin"_s));
        QVERIFY(!confirmation(page)->button()->isEnabled());
        zone->setCurrentText(u"Middle/Earth"_s);
        QVERIFY(says(page, u"is not a time zone"_s));
        zone->setCurrentText(u"UTC"_s);
        QVERIFY(confirmation(page)->button()->isEnabled());
        start->setText(u"2026-11-20 05:00"_s);
        QVERIFY(!confirmation(page)->button()->isEnabled());
        auto* why = field(page, u"maintenance-short"_s);
        QVERIFY(why->isVisible());
        QTest::keyClicks(why, u"the disk dies"_s);
        QTest::mouseClick(confirmation(page)->button(), Qt::LeftButton);
        QCOMPARE(desk.announcement.shortNotice, u"the disk dies"_s);
        // Notice that is short while somebody types is asked about then.
        Q_EMIT desk.announced(key, fail(ErrorKind::Refused, u"no"_s));
        start->setText(u"2026-11-22 03:05"_s);
        QVERIFY(!why->isVisible());
        m_clock.advance(10min);
        QVERIFY(why->isVisible());
        m_clock.setNow(m_clock.now().addSecs(-600));
    }
    void opensUntoldOnProductionOnlyUnderItsName()
    {
        Test::ScriptedWindows desk;
        desk.defined = Test::shopProduction();
        desk.defined.notify.clear();
        Ui::MaintenancePage page(m_theme, m_clock, desk, key);
        Test::showSettled(page, {1000, 900});
        field(page, u"maintenance-title"_s)->setText(u"New database"_s);
        QVERIFY(says(page, u"Nobody is told"_s));
        QVERIFY(!confirmation(page)->field()->isEnabled());
        QTest::keyClicks(field(page, u"maintenance-untold"_s), u"nobody works at night"_s);
        QVERIFY(confirmation(page)->field()->isEnabled());
        QVERIFY(!confirmation(page)->button()->isEnabled());
        QTest::keyClicks(confirmation(page)->field(), key.id());
        QTest::keyClick(confirmation(page)->field(), Qt::Key_Return);
        QCOMPARE(desk.announcement.unannounced, u"nobody works at night"_s);
        // Elsewhere a click is enough.
        desk.defined.kind = System::EnvironmentKind::Staging;
        Ui::MaintenancePage staging(m_theme, m_clock, desk, {u"fleetpass"_s, u"staging"_s});
        Test::showSettled(staging, {1000, 900});
        field(staging, u"maintenance-title"_s)->setText(u"x"_s);
        field(staging, u"maintenance-untold"_s)->setText(u"y"_s);
        QVERIFY(!confirmation(staging)->field()->isVisible());
        QVERIFY(confirmation(staging)->button()->isEnabled());
    }
    void listsWhatComesFirstAndSaysWhatDoesNotOpen()
    {
        Test::ScriptedWindows desk;
        desk.defined = Test::shopProduction();
        auto over = Test::sampleWindow(m_clock.now(), -48h, 60h);
        over.history.push_back(over.now());
        over.history.back().state = Maintenance::State::Ended;
        over.history.back().change = Maintenance::Change::Ended;
        over.history.back().version = 2;
        const auto open = Test::sampleWindow(m_clock.now(), -30min, 60h);
        const auto shut = Test::sampleWindow(m_clock.now(), -20min, -1h);
        const auto next = Test::sampleWindow(m_clock.now(), 50h, 49h);
        Ui::MaintenanceListModel model(m_clock);
        const QAbstractItemModelTester tester(&model);
        model.setWindows({over, next, shut, open});
        QCOMPARE(model.idAt(0), open.id);
        QCOMPARE(model.idAt(1), shut.id);
        QCOMPARE(model.idAt(2), next.id);
        QCOMPARE(model.idAt(3), over.id);
        const auto state = [&](int row) { return model.data(model.index(row, 2), Qt::DisplayRole).toString(); };
        QVERIFY2(state(0).startsWith(u"open, ends"_s), qPrintable(state(0)));
        QVERIFY2(state(1).startsWith(u"does not open"_s), qPrintable(state(1)));
        QVERIFY2(state(2).startsWith(u"begins"_s), qPrintable(state(2)));
        QVERIFY2(state(3).startsWith(u"ended"_s), qPrintable(state(3)));
        desk.windows = {over, next, shut, open};
        Ui::MaintenancePage page(m_theme, m_clock, desk, key);
        Test::showSettled(page, {1000, 900});
        QVERIFY(says(page, u"Open until"_s));
        QVERIFY(says(page, u"does not open: announced to nobody"_s));
        auto* table = listOf(page);
        QVERIFY(table);
        table->setCurrentIndex(table->model()->index(1, 0));
        QTest::keyClick(table, Qt::Key_Return);
        QVERIFY(!page.location().isEmpty());
        QVERIFY(says(page, u"Nobody was told of it, so it does not open"_s));
        Q_EMIT desk.notListed(key, {ErrorKind::Failed, u"the store is locked"_s});
        page.showTop();
        QVERIFY(!says(page, u"the store is locked"_s)); // it answered since
    }
    void extendsAndCancelsWithAReason()
    {
        Test::ScriptedWindows desk;
        desk.defined = Test::shopProduction();
        auto window = Test::sampleWindow(m_clock.now(), 50h, 49h);
        desk.windows = {window};
        Ui::MaintenancePage page(m_theme, m_clock, desk, key);
        Test::showSettled(page, {1000, 900});
        page.showSubject(window.id.toString());
        QVERIFY(!button(page, u"End now"_s) && !button(page, u"Begin now"_s));
        QVERIFY(!button(page, u"Cancel the window"_s)->isEnabled());
        field(page, u"window-by"_s)->setText(u"soon"_s);
        QVERIFY(!button(page, u"Extend by"_s)->isEnabled());
        field(page, u"window-by"_s)->setText(u"30m"_s);
        QTest::keyClicks(field(page, u"window-reason"_s), u"it takes longer"_s);
        QTest::mouseClick(button(page, u"Extend by"_s), Qt::LeftButton);
        QCOMPARE(desk.asked.last(), u"extend 1 30 m it takes longer"_s);
        QVERIFY(!button(page, u"Cancel the window"_s)->isEnabled()); // one thing at a time
        // Somebody was first: that is said, the newest is shown, and the next try is about that one.
        window.history.push_back(window.now());
        window.history.back().version = 2;
        desk.windows = {window};
        Q_EMIT desk.written(window.id, fail(ErrorKind::Conflict, u"changed by somebody else meanwhile"_s));
        QVERIFY(says(page, u"changed by somebody else meanwhile"_s));
        QCOMPARE(field(page, u"window-reason"_s)->text(), u"it takes longer"_s);
        QTest::mouseClick(button(page, u"Cancel the window"_s), Qt::LeftButton);
        QCOMPARE(desk.asked.last(), u"cancel 2 it takes longer"_s);
        window.history.push_back(window.now());
        window.history.back().version = 3;
        window.history.back().state = Maintenance::State::Cancelled;
        window.history.back().change = Maintenance::Change::Cancelled;
        window.history.back().reason = u"it takes longer"_s;
        desk.windows = {window};
        Q_EMIT desk.written(window.id, Result<Maintenance::Window>(window));
        QVERIFY(!field(page, u"window-reason"_s)->isVisible());
        QVERIFY(says(page, u"cancelled"_s));
    }
    void endsPastARunOnlyWhenSomebodyReadThat()
    {
        Test::ScriptedWindows desk;
        desk.defined = Test::shopProduction();
        auto window = Test::sampleWindow(m_clock.now(), -30min, 60h);
        desk.windows = {window};
        Ui::MaintenancePage page(m_theme, m_clock, desk, key);
        Test::showSettled(page, {1000, 900});
        page.showSubject(window.id.toString());
        QTest::mouseClick(button(page, u"Begin now"_s), Qt::LeftButton);
        QCOMPARE(desk.asked.last(), u"start"_s);
        window.history.push_back(window.now());
        window.history.back().version = 2;
        window.history.back().state = Maintenance::State::Started;
        window.history.back().change = Maintenance::Change::Started;
        desk.windows = {window};
        Q_EMIT desk.written(window.id, Result<Maintenance::Window>(window));
        QVERIFY(!button(page, u"Begin now"_s) && !button(page, u"Cancel the window"_s));
        auto* anyway = page.findChild<Ui::WindowView*>()->findChild<QCheckBox*>();
        QVERIFY(!anyway->isVisible());
        QTest::mouseClick(button(page, u"End now"_s), Qt::LeftButton);
        QCOMPARE(desk.asked.last(), u"end"_s);
        Q_EMIT desk.written(window.id, fail(ErrorKind::Refused, u"deploy is still going on there"_s));
        QVERIFY(says(page, u"deploy is still going on there"_s));
        QVERIFY(anyway->isVisible());
        anyway->setChecked(true);
        QTest::mouseClick(button(page, u"End now"_s), Qt::LeftButton);
        QCOMPARE(desk.asked.last(), u"end anyway"_s);
    }
    void letsOneOpenThatNobodyWasToldOf()
    {
        Test::ScriptedWindows desk;
        desk.defined = Test::shopProduction();
        auto window = Test::sampleWindow(m_clock.now(), 50h, -1h);
        desk.windows = {window};
        Ui::MaintenancePage page(m_theme, m_clock, desk, key);
        Test::showSettled(page, {1000, 900});
        page.showSubject(window.id.toString());
        const auto* messages = page.findChild<Ui::WindowMessagesModel*>();
        QCOMPARE(messages->rowCount(), 1);
        QVERIFY(messages->data(messages->index(0, 4), Qt::DisplayRole)
                    .toString()
                    .contains(u"does not know users@example.com"_s));
        QVERIFY(!confirmation(page)->field()->isEnabled());
        QTest::keyClicks(field(page, u"window-allow"_s), u"all were phoned"_s);
        QTest::keyClicks(confirmation(page)->field(), key.id());
        QTest::mouseClick(confirmation(page)->button(), Qt::LeftButton);
        QCOMPARE(desk.asked.last(), u"allow 1 all were phoned"_s);
        Maintenance::Entry allowed = window.now();
        allowed.version = 2;
        allowed.change = Maintenance::Change::Allowed;
        allowed.reason = u"all were phoned"_s;
        window.history.push_back(allowed);
        desk.windows = {window};
        Q_EMIT desk.written(window.id, Result<Maintenance::Window>(window));
        QVERIFY(!confirmation(page));
        QVERIFY(says(page, u"opens without an announcement: all were phoned"_s));
    }

private:
    Ui::Theme m_theme{Ui::ColourScheme::Light};
    Test::ManualClock m_clock;
};

PILOTHOUSE_TEST(TestMaintenancePage)
#include "tst_maintenancepage.moc"
