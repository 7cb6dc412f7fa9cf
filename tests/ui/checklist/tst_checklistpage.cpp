// SPDX-License-Identifier: GPL-3.0-or-later
#include "checklist/checklistpage.h"
#include "samplelist.h"
#include "support/inspection.h"
#include "support/manualclock.h"
#include "support/testmain.h"
#include "widgets/housestyle.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>

using namespace Pilothouse;
using namespace Pilothouse::Checklist;
using namespace Pilothouse::Ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

template <typename T> T* named(QWidget& page, const QString& name)
{
    for (T* widget : page.findChildren<T*>())
        if (widget->accessibleName() == name)
            return widget;
    return nullptr;
}

QPushButton* button(QWidget& page, const QString& text)
{
    for (QPushButton* one : page.findChildren<QPushButton*>())
        if (one->isVisible() && QString(one->text()).remove(u'&').startsWith(text))
            return one;
    return nullptr;
}

} // namespace

class TestChecklistPage : public QObject
{
    Q_OBJECT

    Test::ManualClock m_clock;

private Q_SLOTS:
    void modelsAreSound()
    {
        SectionModel sections;
        ItemModel items(m_clock, nullptr);
        RoleModel roles(m_clock, nullptr);
        const QAbstractItemModelTester one(&sections, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QAbstractItemModelTester two(&items, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QAbstractItemModelTester three(&roles, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const StoredList stored = Test::sampleList(m_clock.now());
        const ChecklistView view = Test::viewAt(stored, m_clock.now());
        for (int round = 0; round < 2; ++round) {
            sections.setSections(view.sections);
            items.setItems(view.sections[1].items);
            roles.setRoles(view.roles);
        }
        QCOMPARE(sections.rowCount(), 3);
        // Two subsections of five and two items.
        QCOMPARE(items.rowCount(), 9);
        QVERIFY(!items.item(0));
        QVERIFY(!(items.flags(items.index(0)) & Qt::ItemIsSelectable));
        QCOMPARE(items.index(0).data().toString(), u"Application"_s);
        QCOMPARE(items.rowOf(items.item(8)->key), 8);
        QVERIFY(items.index(3).data(Qt::AccessibleTextRole).toString().contains(u"fails"_s));
        items.setItems({});
        sections.setSections({});
        roles.setRoles({});
        QCOMPARE(items.rowCount() + sections.rowCount() + roles.rowCount(), 0);
    }

    void newsEndsNoActAndNoError()
    {
        const Theme theme(ColourScheme::Light);
        ChecklistPage page(theme, m_clock);
        const ChecklistView view = Test::viewAt(Test::sampleList(m_clock.now()), m_clock.now());
        page.setNames({u"go-live"_s, u"monthly"_s});
        page.setView(view);
        Test::showSettled(page, {1064, 740});
        auto* items = named<QListView>(page, u"Items"_s);
        items->setFocus();
        QTest::keyClick(items, Qt::Key_Space);
        auto* words = named<QPlainTextEdit>(page, u"What you saw"_s);
        QTest::keyClicks(words, u"seen"_s);
        QTest::keyClick(words, Qt::Key_Return, Qt::ControlModifier);
        // The file was read again while the tick is under way: what was typed is not thrown away for that.
        page.setNews(view);
        QCOMPARE(words->toPlainText(), u"seen"_s);
        QVERIFY(!words->isEnabled());
        page.setError({ErrorKind::Conflict, u"Somebody else was faster."_s});
        page.setNews(view);
        QCOMPARE(page.errorText(), u"Somebody else was faster."_s);
        QCOMPARE(words->toPlainText(), u"seen"_s);
        QTest::keyClick(words, Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(page.errorText().isEmpty());
        page.setView(view);
        QVERIFY(page.errorText().isEmpty());
        QVERIFY(words->toPlainText().isEmpty());
        // A document that cannot be read is said with its list, until it can be.
        page.setStale(u"monthly"_s, {ErrorKind::NotFound, u"maintenance.md is gone."_s});
        QVERIFY(page.errorText().isEmpty());
        page.setStale(u"go-live"_s, {ErrorKind::NotFound, u"CHECKLIST.md is gone."_s});
        QCOMPARE(page.errorText(), u"CHECKLIST.md is gone."_s);
        page.setNews(view);
        QVERIFY(page.errorText().isEmpty());
    }
    void ticksByKeyboard()
    {
        const Theme theme(ColourScheme::Light);
        ChecklistPage page(theme, m_clock);
        const StoredList stored = Test::sampleList(m_clock.now());
        page.setNames({u"go-live"_s});
        page.setView(Test::viewAt(stored, m_clock.now()));
        Test::showSettled(page, {1064, 740});
        QSignalSpy changes(&page, &ChecklistPage::changeRequested);

        auto* sections = named<QListView>(page, u"Sections"_s);
        auto* items = named<QListView>(page, u"Items"_s);
        sections->setFocus();
        QTest::keyClick(sections, Qt::Key_Right);
        QVERIFY(items->hasFocus());
        QCOMPARE(page.currentItem()->text.text(), u"Tests pass"_s);
        QTest::keyClick(items, Qt::Key_Down);
        QCOMPARE(page.currentItem()->text.text(), u"No linting errors"_s);
        QTest::keyClick(items, Qt::Key_Space);
        auto* words = named<QPlainTextEdit>(page, u"What you saw"_s);
        QVERIFY(words->hasFocus());
        QVERIFY(!button(page, u"Tick with"_s)->isEnabled());
        QTest::keyClick(words, Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(changes.count(), 0);
        QTest::keyClicks(words, u"eslint: 0 problems"_s);
        QTest::keyClick(words, Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(changes.count(), 1);
        const auto change = changes.front().at(1).value<Change>();
        QCOMPARE(changes.front().at(0).toString(), u"go-live"_s);
        QCOMPARE(change.item, page.currentItem()->key);
        QCOMPARE(change.version, 0);
        QCOMPARE(change.state, ItemState::Held);
        QCOMPARE(change.evidence.statement.text(), u"eslint: 0 problems"_s);
        // Under way: the same act cannot be asked for twice.
        QTest::keyClick(words, Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(changes.count(), 1);

        // It failed: the words are still there. It succeeded: they are gone and the item is green.
        page.setError({.kind = ErrorKind::Conflict, .message = u"bert changed this item first"_s});
        QCOMPARE(words->toPlainText(), u"eslint: 0 problems"_s);
        QTest::keyClick(words, Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(changes.count(), 2);
        StoredList after = stored;
        ItemRecord record = *decideChange(*ReadList::from(stored), change, m_clock.now());
        record.version = 1;
        after.records.emplace(record.key, record);
        page.setView(Test::viewAt(after, m_clock.now()));
        QVERIFY(!words->isVisible());
        QCOMPARE(page.currentItem()->state, ItemState::Held);
        QCOMPARE(page.currentItem()->text.text(), u"No linting errors"_s);
    }

    void waivesAndTakesBackByButtons()
    {
        const Theme theme(ColourScheme::Light);
        ChecklistPage page(theme, m_clock);
        page.setNames({u"go-live"_s});
        page.setView(Test::viewAt(Test::sampleList(m_clock.now()), m_clock.now()));
        Test::showSettled(page, {1064, 740});
        QSignalSpy changes(&page, &ChecklistPage::changeRequested);
        auto* sections = named<QListView>(page, u"Sections"_s);
        sections->setCurrentIndex(sections->model()->index(1, 0));
        QCOMPARE(page.currentItem()->text.text(), u"HTTPS enforced"_s);
        QTest::mouseClick(button(page, u"Waive"_s), Qt::LeftButton);
        auto* words = named<QPlainTextEdit>(page, u"What you saw"_s);
        QTest::keyClicks(words, u"load balancer does it"_s);
        QTest::mouseClick(button(page, u"Waive"_s), Qt::LeftButton);
        QCOMPARE(changes.count(), 1);
        const auto waiver = changes.front().at(1).value<Change>();
        QCOMPARE(waiver.state, ItemState::Waived);
        QVERIFY(waiver.until > m_clock.now().addDays(12));
        page.setError({.kind = ErrorKind::Failed, .message = u"no"_s});
        QTest::mouseClick(button(page, u"Cancel"_s), Qt::LeftButton);
        QTest::mouseClick(button(page, u"Take back"_s), Qt::LeftButton);
        QCOMPARE(changes.count(), 2);
        QCOMPARE(changes.back().at(1).value<Change>().state, ItemState::Open);
        QCOMPARE(changes.back().at(1).value<Change>().version, 1);
    }

    void takesOnlyTheBeginningOfWhatIsPasted()
    {
        const Theme theme(ColourScheme::Light);
        ChecklistPage page(theme, m_clock);
        page.setNames({u"go-live"_s});
        page.setView(Test::viewAt(Test::sampleList(m_clock.now()), m_clock.now()));
        Test::showSettled(page, {1064, 740});
        auto* items = named<QListView>(page, u"Items"_s);
        items->setFocus();
        QTest::keyClick(items, Qt::Key_Space);
        QGuiApplication::clipboard()->setText(QString(1 << 20, u'x'));
        auto* words = named<QPlainTextEdit>(page, u"What you saw"_s);
        words->paste();
        words->paste();
        QVERIFY(words->toPlainText().size() <= 4000);
        QVERIFY(words->toPlainText().size() > 3000);
    }

    void signsWithStatement()
    {
        const Theme theme(ColourScheme::Light);
        ChecklistPage page(theme, m_clock);
        page.setNames({u"go-live"_s});
        const ChecklistView view = Test::viewAt(Test::sampleList(m_clock.now()), m_clock.now());
        page.setView(view);
        Test::showSettled(page, {1064, 740});
        QSignalSpy signatures(&page, &ChecklistPage::signRequested);
        QTest::mouseClick(button(page, u"Sign as Developer…"_s), Qt::LeftButton);
        auto* statement = named<QLineEdit>(page, u"Statement"_s);
        QVERIFY(statement->hasFocus());
        QTest::keyClick(statement, Qt::Key_Return);
        QCOMPARE(signatures.count(), 0);
        QTest::keyClicks(statement, u"HSTS follows"_s);
        QTest::keyClick(statement, Qt::Key_Return);
        QCOMPARE(signatures.count(), 1);
        const auto request = signatures.front().at(1).value<SignRequest>();
        QCOMPARE(request.role, u"Developer"_s);
        QCOMPARE(request.statement.text(), u"HSTS follows"_s);
        QCOMPARE(request.contentHash, view.contentHash);
    }

    void turnsOpenWhenEvidenceAgesOut()
    {
        const Theme theme(ColourScheme::Light);
        Test::ManualClock clock;
        ChecklistPage page(theme, clock);
        page.setNames({u"go-live"_s});
        page.setView(Test::viewAt(Test::sampleList(clock.now()), clock.now()));
        auto* sections = named<QListView>(page, u"Sections"_s);
        sections->setCurrentIndex(sections->model()->index(1, 0));
        QCOMPARE(page.currentItem()->state, ItemState::Held);
        clock.setNow(clock.now().addDays(91));
        clock.advance(20s);
        QCOMPARE(page.currentItem()->state, ItemState::Open);
        QVERIFY(page.currentItem()->agedOut);
    }

    void offersToReadWhatWasNotReadYet()
    {
        const Theme theme(ColourScheme::Light);
        ChecklistPage page(theme, m_clock);
        Test::showSettled(page, {800, 600});
        QVERIFY(!button(page, u"Read"_s));
        page.setNames({u"go-live"_s, u"monthly"_s});
        QSignalSpy imports(&page, &ChecklistPage::importRequested);
        QSignalSpy views(&page, &ChecklistPage::viewRequested);
        QTest::mouseClick(button(page, u"Read the checklist"_s), Qt::LeftButton);
        QCOMPARE(imports.front().front().toString(), u"go-live"_s);
        page.setView(Test::viewAt(Test::sampleList(m_clock.now()), m_clock.now()));
        QCOMPARE(page.currentItem()->text.text(), u"Tests pass"_s);
        page.showChecklist(u"monthly"_s);
        QCOMPARE(views.back().front().toString(), u"monthly"_s);
        QVERIFY(!page.currentItem() || !named<QListView>(page, u"Items"_s)->isVisible());
        page.showChecklist(u"unknown"_s);
        QCOMPARE(page.currentName(), u"monthly"_s);
    }
};

PILOTHOUSE_TEST(TestChecklistPage)
#include "tst_checklistpage.moc"
