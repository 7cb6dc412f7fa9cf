// SPDX-License-Identifier: GPL-3.0-or-later
#include "incident/incidentmodels.h"
#include "incident/incidentspage.h"
#include "support/inspection.h"
#include "support/manualclock.h"
#include "support/testmain.h"
#include "widgets/rows.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>

using namespace Pilothouse;
using namespace Qt::StringLiterals;

namespace {

const Ui::EnvironmentKey key{u"fleetpass"_s, u"production"_s};

/// A desk whose answers the test gives.
class ScriptedDesk final : public Ui::IncidentDesk
{
public:
    void list(const Ui::EnvironmentKey& of) override { Q_EMIT listed(of, incidents); }
    void open(const Ui::EnvironmentKey&, const QString& title, Incident::Severity severity) override
    {
        asked << u"open %1 %2"_s.arg(severityName(severity), title);
    }
    void tell(const Id& incident) override
    {
        asked << u"tell"_s;
        if (incident == timeline.incident.id)
            Q_EMIT told(timeline);
    }
    void change(const Incident::Record& incident) override
    {
        asked << u"change %1 %2 %3 %4"_s.arg(incident.version)
                     .arg(severityName(incident.severity), incident.commander.text(), incident.title.text());
    }
    void note(const Id&, const QString& text) override { asked << u"note "_s + text; }
    void close(const Id&, int version, const QString& resolution) override
    {
        asked << u"close %1 %2"_s.arg(version).arg(resolution);
    }
    QString markdown(const Incident::Timeline& of) const override { return u"# "_s + of.incident.title.text(); }

    std::vector<Incident::Record> incidents;
    Incident::Timeline timeline;
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

Ui::RowTable* tableOf(QWidget& page, int columns)
{
    for (auto* each : page.findChildren<Ui::RowTable*>()) {
        if (each->model()->columnCount() == columns)
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

class TestIncidentsPage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_theme.install(*qobject_cast<QApplication*>(QCoreApplication::instance())); }
    void opensAnIncidentAndLeavesItByKeyboard()
    {
        ScriptedDesk desk;
        Ui::IncidentsPage page(m_theme, m_clock, desk, key);
        Test::showSettled(page, {1000, 800});
        QPushButton* open = button(page, u"Open incident"_s);
        QVERIFY(open && !open->isEnabled());
        auto* title = page.findChild<QLineEdit*>(u"incident-title"_s);
        title->setFocus();
        QTest::keyClicks(title, u"Payments fail"_s);
        page.findChild<QComboBox*>(u"incident-severity"_s)->setCurrentIndex(0);
        QTest::keyClick(title, Qt::Key_Return);
        QCOMPARE(desk.asked.last(), u"open critical Payments fail"_s);
        Q_EMIT desk.opened(key, fail(ErrorKind::Failed, u"the disk is full"_s));
        QVERIFY(says(page, u"the disk is full"_s));
        QVERIFY(open->isEnabled());

        desk.incidents = {sample()};
        desk.timeline = {.incident = sample()};
        Q_EMIT desk.opened(key, Result<Incident::Record>(sample()));
        QCOMPARE(page.location(), QStringList{u"Payments fail"_s});
        QVERIFY(says(page, u"led by anna"_s));
        QTest::keyClick(&page, Qt::Key_Escape);
        QVERIFY(page.location().isEmpty());
        auto* table = tableOf(page, Ui::IncidentListModel::Columns);
        QVERIFY(table);
        QCOMPARE(table->model()->rowCount(), 1);
        table->setCurrentIndex(table->model()->index(0, 0));
        QTest::keyClick(table, Qt::Key_Return);
        QCOMPARE(page.location(), QStringList{u"Payments fail"_s});
    }
    void writesNotesAndClosesWhatWasSeen()
    {
        ScriptedDesk desk;
        desk.timeline = {.incident = sample()};
        Ui::IncidentsPage page(m_theme, m_clock, desk, key);
        Test::showSettled(page, {1000, 800});
        page.showSubject(sample().id.toString());
        auto* note = page.findChild<QLineEdit*>(u"incident-note"_s);
        auto* resolution = page.findChild<QLineEdit*>(u"incident-resolution"_s);
        QVERIFY(!button(page, u"Write down"_s)->isEnabled());
        QVERIFY(!button(page, u"Close incident"_s)->isEnabled());
        QTest::keyClicks(note, u"It is the queue"_s);
        QTest::mouseClick(button(page, u"Write down"_s), Qt::LeftButton);
        QCOMPARE(desk.asked.last(), u"note It is the queue"_s);
        Q_EMIT desk.written(sample().id, {});
        QVERIFY(note->text().isEmpty());
        // Somebody else changed it: that is said, what was typed stays, and the next try is about what is now.
        QTest::keyClicks(resolution, u"emptied"_s);
        QTest::mouseClick(button(page, u"Close incident"_s), Qt::LeftButton);
        QCOMPARE(desk.asked.last(), u"close 3 emptied"_s);
        desk.timeline.incident.version = 4;
        Q_EMIT desk.written(
            sample().id, Error{.kind = ErrorKind::Conflict, .message = u"Somebody changed the incident meanwhile"_s});
        QVERIFY(says(page, u"Somebody changed the incident meanwhile"_s));
        QCOMPARE(resolution->text(), u"emptied"_s);
        QTest::mouseClick(button(page, u"Close incident"_s), Qt::LeftButton);
        QCOMPARE(desk.asked.last(), u"close 4 emptied"_s);
        desk.timeline.incident.closedAt = m_clock.now();
        desk.timeline.incident.closedBy = u"bert"_s;
        Q_EMIT desk.written(sample().id, {});
        QVERIFY(!resolution->isVisible());
        QVERIFY(says(page, u"by bert"_s));
        QVERIFY(note->isVisible());
        QTest::mouseClick(button(page, u"Copy as Markdown"_s), Qt::LeftButton);
        QCOMPARE(QGuiApplication::clipboard()->text(), u"# Payments fail"_s);
    }
    void changesTitleSeverityAndWhoLeads()
    {
        ScriptedDesk desk;
        desk.timeline = {.incident = sample()};
        Ui::IncidentsPage page(m_theme, m_clock, desk, key);
        Test::showSettled(page, {1000, 800});
        page.showSubject(sample().id.toString());
        auto* title = page.findChild<QLineEdit*>(u"incident-new-title"_s);
        auto* commander = page.findChild<QLineEdit*>(u"incident-new-commander"_s);
        auto* severity = page.findChild<QComboBox*>(u"incident-new-severity"_s);
        QPushButton* change = button(page, u"Change"_s);
        QCOMPARE(title->text(), u"Payments fail"_s);
        QCOMPARE(commander->text(), u"anna"_s);
        QCOMPARE(severity->currentData().toInt(), int(sample().severity));
        QVERIFY(!change->isEnabled());
        commander->clear();
        QVERIFY(!change->isEnabled());
        QTest::keyClicks(commander, u"bert"_s);
        severity->setCurrentIndex(severity->findData(int(Incident::Severity::Critical)));
        QTest::keyClick(commander, Qt::Key_Return);
        QCOMPARE(desk.asked.last(), u"change 3 critical bert Payments fail"_s);
        // Somebody else was first: what was typed stays, what was not is as it is now, and the next try is about that.
        desk.timeline.incident.version = 4;
        desk.timeline.incident.title = SafeText::fromUntrusted(u"Payments and refunds fail"_s);
        Q_EMIT desk.written(
            sample().id, Error{.kind = ErrorKind::Conflict, .message = u"Somebody changed the incident meanwhile"_s});
        QVERIFY(says(page, u"Somebody changed the incident meanwhile"_s));
        QCOMPARE(title->text(), u"Payments and refunds fail"_s);
        QCOMPARE(commander->text(), u"bert"_s);
        QTest::mouseClick(change, Qt::LeftButton);
        QCOMPARE(desk.asked.last(), u"change 4 critical bert Payments and refunds fail"_s);
        desk.timeline.incident.version = 5;
        desk.timeline.incident.severity = Incident::Severity::Critical;
        desk.timeline.incident.commander = SafeText::oneLine(u"bert"_s);
        Q_EMIT desk.written(sample().id, {});
        QVERIFY(!change->isEnabled());
        QVERIFY(says(page, u"led by bert"_s));
        // It was closed meanwhile: that is said, and there is nothing to change any more.
        QTest::keyClicks(title, u" again"_s);
        desk.timeline.incident.closedAt = m_clock.now();
        Q_EMIT desk.written(sample().id, Error{.kind = ErrorKind::Refused, .message = u"The incident is closed"_s});
        QVERIFY(says(page, u"The incident is closed"_s));
        QVERIFY(!title->isVisible());
    }
    void theTimelineLeadsToRunsAndMarksWhatIsRed()
    {
        ScriptedDesk desk;
        const Id run = Id::make(m_clock.now());
        using Entry = Incident::TimelineEntry;
        desk.timeline = {.incident = sample(),
                         .entries = {{.at = m_clock.now(),
                                      .who = u"anna"_s,
                                      .text = SafeText::fromUntrusted(u"deploy began, past what guards it"_s),
                                      .run = run,
                                      .red = true},
                                     {.at = m_clock.now(),
                                      .source = Entry::Source::Note,
                                      .who = u"bert"_s,
                                      .text = SafeText::fromUntrusted(u"one\ntwo"_s),
                                      .skew = std::chrono::minutes(2)}}};
        Ui::TimelineModel model;
        const QAbstractItemModelTester tester(&model);
        model.setTimeline(desk.timeline);
        QCOMPARE(model.data(model.index(0, 2), Ui::CellColour).toInt(), int(Ui::Role::Down));
        QVERIFY(model.data(model.index(1, 2), Qt::DisplayRole).toString().contains(u"behind"_s));
        QVERIFY(!model.data(model.index(1, 2), Qt::DisplayRole).toString().contains(u'\n'));
        QCOMPARE(model.runAt(0), run);

        Ui::IncidentsPage page(m_theme, m_clock, desk, key);
        Test::showSettled(page, {1000, 800});
        page.showSubject(sample().id.toString());
        const QSignalSpy asked(&page, &Ui::Page::pageRequested);
        auto* table = tableOf(page, Ui::TimelineModel::Columns);
        QVERIFY(table);
        Q_EMIT table->activated(table->model()->index(1, 0));
        QCOMPARE(asked.size(), 0);
        Q_EMIT table->activated(table->model()->index(0, 0));
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked.front().at(1).toString(), run.toString());
    }

private:
    Incident::Record sample() const
    {
        static const Id id = Id::make(m_clock.now());
        return {.id = id,
                .targets = {key.id()},
                .title = SafeText::fromUntrusted(u"Payments fail"_s),
                .openedBy = u"anna"_s,
                .openedAt = m_clock.now(),
                .commander = SafeText::oneLine(u"anna"_s),
                .version = 3};
    }

    Ui::Theme m_theme{Ui::ColourScheme::Light};
    Test::ManualClock m_clock;
};

PILOTHOUSE_TEST(TestIncidentsPage)
#include "tst_incidentspage.moc"
