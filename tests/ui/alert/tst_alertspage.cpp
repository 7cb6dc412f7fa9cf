// SPDX-License-Identifier: GPL-3.0-or-later
#include "alert/alertmodels.h"
#include "alert/alertspage.h"
#include "support/inspection.h"
#include "support/manualclock.h"
#include "support/testmain.h"
#include "widgets/rows.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>

using namespace Pilothouse;
using namespace Qt::StringLiterals;

namespace {

/// A desk whose answers the test gives.
class ScriptedDesk final : public Ui::AlertDesk
{
public:
    void list(bool all) override
    {
        std::vector<Alert::Record> out;
        std::ranges::copy_if(alerts, std::back_inserter(out),
                             [all](const Alert::Record& alert) { return all || alert.isOpen(); });
        Q_EMIT listed(all, out);
    }
    void acknowledge(const Id& alert, const QString& comment) override
    {
        asked << u"acknowledge %1 %2"_s.arg(rowOf(alert)).arg(comment);
    }
    void snooze(const Id& alert, const QDateTime& until, const QString&) override
    {
        asked << u"snooze %1 %2"_s.arg(rowOf(alert)).arg(isoUtc(until));
    }
    void reopen(const Id& alert) override { asked << u"reopen %1"_s.arg(rowOf(alert)); }
    std::optional<Alert::Watch> watch() const override { return watching; }
    QString onCall(const Ui::EnvironmentKey&) const override { return u"on-call +49 30 1"_s; }

    int rowOf(const Id& alert) const
    {
        return int(std::ranges::find(alerts, alert, &Alert::Record::id) - alerts.begin());
    }

    std::vector<Alert::Record> alerts;
    std::optional<Alert::Watch> watching;
    QStringList asked;
};

QPushButton* button(QWidget& page, const QString& text)
{
    for (auto* each : page.findChildren<QPushButton*>()) {
        if (QString(each->text()).remove(u'&') == text)
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

class TestAlertsPage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_theme.install(*qobject_cast<QApplication*>(QCoreApplication::instance())); }
    void saysWhatWillBeHere()
    {
        ScriptedDesk desk;
        Ui::AlertsPage page(m_theme, m_clock, desk);
        Test::showSettled(page, {1000, 700});
        QVERIFY(says(page, u"What is wrong is listed here"_s));
        QVERIFY(says(page, u"Nobody decides alerts now"_s));
        desk.watching = Alert::Watch{.holder = u"pilothousectl watch on console-1"_s, .since = m_clock.now()};
        Q_EMIT desk.changed();
        QVERIFY(says(page, u"pilothousectl watch on console-1"_s));
    }
    void answersAnAlertByKeyboard()
    {
        ScriptedDesk desk;
        desk.alerts = {alert(u"postgres"_s, 3), alert(u"disk"_s, 1)};
        Ui::AlertsPage page(m_theme, m_clock, desk);
        Test::showSettled(page, {1000, 700});
        auto* table = page.findChild<Ui::RowTable*>(u"alerts"_s);
        QVERIFY(table);
        const QAbstractItemModelTester tester(table->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(table->model()->rowCount(), 2);
        QVERIFY(says(page, u"postgres: refused"_s));
        QVERIFY(says(page, u"call on-call +49 30 1"_s));
        table->setFocus();
        QTest::keyClick(table, Qt::Key_Down);
        QVERIFY(says(page, u"disk: refused"_s));
        auto* comment = page.findChild<QLineEdit*>(u"alert-comment"_s);
        comment->setFocus();
        QTest::keyClicks(comment, u"cleaning up"_s);
        QTest::keyClick(comment, Qt::Key_Return);
        QCOMPARE(desk.asked, QStringList{u"acknowledge 1 cleaning up"_s});
        // The list is asked again, and the same one stays chosen.
        desk.alerts[1].acknowledgedBy = u"anna"_s;
        desk.alerts[1].acknowledgedAt = m_clock.now();
        Q_EMIT desk.written(desk.alerts[1].id, {});
        QVERIFY(says(page, u"disk: refused"_s));
        QVERIFY(says(page, u"acknowledged by anna"_s));
        QVERIFY(comment->text().isEmpty());
        QVERIFY(!button(page, u"I have it"_s)->isVisible());
        QTest::mouseClick(button(page, u"Take back"_s), Qt::LeftButton);
        QCOMPARE(desk.asked.last(), u"reopen 1"_s);
        Q_EMIT desk.written(desk.alerts[1].id, Error{ErrorKind::Conflict, u"Somebody changed the alert meanwhile."_s});
        QVERIFY(says(page, u"Somebody changed the alert"_s));
    }
    void offersTimesOfQuiet()
    {
        ScriptedDesk desk;
        desk.alerts = {alert(u"postgres"_s, 1)};
        Ui::AlertsPage page(m_theme, m_clock, desk);
        Test::showSettled(page, {1000, 700});
        QMenu* menu = button(page, u"Quiet until"_s)->menu();
        Q_EMIT menu->aboutToShow();
        QCOMPARE(menu->actions().size(), qsizetype(4));
        menu->actions().at(1)->trigger();
        QCOMPARE(desk.asked, QStringList{u"snooze 0 "_s + isoUtc(m_clock.now().addSecs(3600))});
    }
    void showsWhatIsOverOnlyWhenAsked()
    {
        ScriptedDesk desk;
        desk.alerts = {alert(u"postgres"_s, 1)};
        desk.alerts[0].ended = desk.alerts[0].members[0].over = m_clock.now();
        Ui::AlertsPage page(m_theme, m_clock, desk);
        Test::showSettled(page, {1000, 700});
        auto* table = page.findChild<Ui::RowTable*>(u"alerts"_s);
        QVERIFY(!table->isVisible());
        page.findChild<QCheckBox*>()->click();
        QVERIFY(table->isVisible());
        QVERIFY(says(page, u"over after"_s));
        QVERIFY(!button(page, u"I have it"_s)->isVisible());
        QVERIFY(!button(page, u"Quiet until"_s)->isVisible());
    }
    void putsTheWorstFirst()
    {
        ScriptedDesk desk;
        desk.alerts = {alert(u"mild"_s, 1), alert(u"taken"_s, 1), alert(u"worst"_s, 1)};
        desk.alerts[0].members[0].severity = Notify::Severity::Warning;
        desk.alerts[1].acknowledgedAt = m_clock.now();
        Ui::AlertListModel model(m_clock);
        model.setAlerts(desk.alerts);
        QStringList order;
        for (int row = 0; row < model.rowCount(); ++row)
            order << model.at(row)->members[0].title;
        QCOMPARE(order, (QStringList{u"worst"_s, u"mild"_s, u"taken"_s}));
    }
    void leadsToItsEnvironment()
    {
        ScriptedDesk desk;
        desk.alerts = {alert(u"postgres"_s, 1)};
        Ui::AlertsPage page(m_theme, m_clock, desk);
        Test::showSettled(page, {1000, 700});
        QSignalSpy spy(&page, &Ui::AlertsPage::environmentRequested);
        QTest::mouseClick(button(page, u"Open the environment"_s), Qt::LeftButton);
        QCOMPARE(spy.size(), qsizetype(1));
        QCOMPARE(spy[0][0].value<Ui::EnvironmentKey>().id(), u"fleetpass/production"_s);
    }

private:
    Alert::Record alert(const QString& title, int members)
    {
        m_clock.advance(std::chrono::seconds(1));
        Alert::Record out{.id = Id::make(m_clock.now()),
                          .system = u"fleetpass"_s,
                          .environment = u"production"_s,
                          .began = m_clock.now(),
                          .told = {{u"slack"_s, m_clock.now()}}};
        for (int i = 0; i < members; ++i)
            out.members.push_back({.subject = u"probe:%1-%2"_s.arg(title).arg(i),
                                   .title = i == 0 ? title : u"%1-%2"_s.arg(title).arg(i),
                                   .statement = u"refused"_s,
                                   .cause = i == 0 ? QString() : title,
                                   .since = m_clock.now()});
        return out;
    }

    Ui::Theme m_theme;
    Test::ManualClock m_clock;
};

PILOTHOUSE_TEST(TestAlertsPage)
#include "tst_alertspage.moc"
