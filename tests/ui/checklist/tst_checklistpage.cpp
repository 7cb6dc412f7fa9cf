// SPDX-License-Identifier: GPL-3.0-or-later
#include "checklist/checklistpage.h"
#include "support/inspection.h"
#include "support/manualclock.h"
#include "support/pseudolocale.h"
#include "support/testmain.h"
#include "widgets/housestyle.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScopeGuard>
#include <QSignalSpy>

using namespace Pilothouse;
using namespace Pilothouse::Checklist;
using namespace Pilothouse::Ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// A list of believable content, with one item in each state.
StoredList sample(const QDateTime& now)
{
    StoredList stored;
    stored.document = {
        .list = {u"fleetpass"_s, u"production"_s, u"go-live"_s},
        .file = u"/etc/pilothouse/PRODUCTION-CHECKLIST.md"_s,
        .bytes = "# Production go-live, v1.1.0\n\n"
                 "## Code quality\n\n- [x] Tests pass\n- [ ] No linting errors\n\n"
                 "## Security hardening\n\n### Application\n\n- [ ] HTTPS enforced\n"
                 "  - [ ] SSL certificate installed\n  - [ ] HSTS headers enabled\n"
                 "    ```sh\n    curl -sI https://fleetpass.example.com\n    ```\n"
                 "- [x] File upload restrictions enforced\n"
                 "- [ ] Dependencies scanned for vulnerabilities, in the images as well as in the lock files\n"
                 "  - Docker images updated\n\n"
                 "### Infrastructure\n\n- [ ] Root login disabled\n- [ ] Kubernetes secrets encrypted\n\n"
                 "## Sign-off\n\n- [ ] **Developer**: ____ Date: ____\n- [ ] **QA Lead**: ____ Date: ____\n",
        .roles = {{.role = u"Developer"_s}, {.role = u"QA Lead"_s, .after = {u"Developer"_s}}}};
    const auto read = ReadList::from(stored);
    auto record = [&](int item, Change change) {
        change.item = read->items[size_t(item)].key;
        ItemRecord made = *decideChange(*read, change, now);
        made.version = 1;
        made.by = u"anna"_s;
        made.at = made.evidence.observedAt.isValid() ? made.evidence.observedAt : now;
        stored.records.emplace(made.key, made);
    };
    record(2, Change::tick({}, 0, u"GET http:// answers 301 to https://"_s, {u"probe:web"_s}));
    record(3, Change::tick({}, 0, u"61 days left"_s));
    record(4, Change::fail({}, 0, u"strict-transport-security: absent"_s));
    record(6, Change::waive({}, 0, u"one low finding"_s, now.addDays(11)));
    record(7, Change::tick({}, 0, u"sshd -T says no"_s));
    record(8, Change::notApplicable({}, 0, u"no Kubernetes here"_s));
    return stored;
}

ChecklistView viewAt(const StoredList& stored, const QDateTime& now) { return *viewOf(*ReadList::from(stored), now); }

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
        const StoredList stored = sample(m_clock.now());
        const ChecklistView view = viewAt(stored, m_clock.now());
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

    void ticksByKeyboard()
    {
        const Theme theme(ColourScheme::Light);
        ChecklistPage page(theme, m_clock);
        const StoredList stored = sample(m_clock.now());
        page.setNames({u"go-live"_s});
        page.setView(viewAt(stored, m_clock.now()));
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
        page.setView(viewAt(after, m_clock.now()));
        QVERIFY(!words->isVisible());
        QCOMPARE(page.currentItem()->state, ItemState::Held);
        QCOMPARE(page.currentItem()->text.text(), u"No linting errors"_s);
    }

    void waivesAndTakesBackByButtons()
    {
        const Theme theme(ColourScheme::Light);
        ChecklistPage page(theme, m_clock);
        page.setNames({u"go-live"_s});
        page.setView(viewAt(sample(m_clock.now()), m_clock.now()));
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
        page.setView(viewAt(sample(m_clock.now()), m_clock.now()));
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
        const ChecklistView view = viewAt(sample(m_clock.now()), m_clock.now());
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
        page.setView(viewAt(sample(clock.now()), clock.now()));
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
        page.setView(viewAt(sample(m_clock.now()), m_clock.now()));
        QCOMPARE(page.currentItem()->text.text(), u"Tests pass"_s);
        page.showChecklist(u"monthly"_s);
        QCOMPARE(views.back().front().toString(), u"monthly"_s);
        QVERIFY(!page.currentItem() || !named<QListView>(page, u"Items"_s)->isVisible());
        page.showChecklist(u"unknown"_s);
        QCOMPARE(page.currentName(), u"monthly"_s);
    }

    void laysOutInEveryDress_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::addColumn<bool>("pseudo");
        QTest::addColumn<QSize>("size");
        QTest::addColumn<bool>("asking");
        QTest::newRow("light") << false << false << QSize(1064, 740) << false;
        QTest::newRow("dark") << true << false << QSize(1064, 740) << false;
        QTest::newRow("long words") << false << true << QSize(1064, 740) << false;
        QTest::newRow("wide") << true << false << QSize(2300, 1300) << false;
        QTest::newRow("asking") << false << false << QSize(1064, 740) << true;
        QTest::newRow("asking in long words") << true << true << QSize(1064, 740) << true;
    }
    void laysOutInEveryDress()
    {
        QFETCH(bool, dark);
        QFETCH(bool, pseudo);
        QFETCH(QSize, size);
        QFETCH(bool, asking);
        Test::PseudoLocale words;
        const auto away = qScopeGuard([&words] { QCoreApplication::removeTranslator(&words); });
        if (pseudo)
            QCoreApplication::installTranslator(&words);
        Theme theme(dark ? ColourScheme::Dark : ColourScheme::Light);
        theme.install(*qApp);
        ChecklistPage page(theme, m_clock);
        page.setNames({u"go-live"_s, u"device-passport"_s});
        page.setView(viewAt(sample(m_clock.now().addSecs(-720)), m_clock.now()));
        const QString name = u"Sections"_s;
        auto* sections = named<QListView>(page, pseudo ? Test::PseudoLocale::lengthened(name) : name);
        QVERIFY(sections);
        sections->setCurrentIndex(sections->model()->index(1, 0));
        auto* items = page.findChildren<QListView*>().back();
        items->setCurrentIndex(items->model()->index(3, 0));
        Test::showSettled(page, size);
        if (asking) {
            QTest::keyClick(items, Qt::Key_Space);
            for (QPlainTextEdit* one : page.findChildren<QPlainTextEdit*>())
                if (!one->isReadOnly())
                    QTest::keyClicks(one, u"seen"_s);
            for (QPushButton* one : page.findChildren<QPushButton*>())
                if (emphasisOf(one) == Emphasis::Primary && one->isVisible() && one->y() < 60)
                    one->click();
            page.setError({.kind = ErrorKind::Conflict, .message = u"bert changed this item first; look again."_s});
            Test::showSettled(page, size);
        }
        const QStringList faults = Test::layoutFaults(page);
        if (const QString folder = qEnvironmentVariable("PILOTHOUSE_PICTURES"); !folder.isEmpty())
            Test::savePicture(page, folder,
                              u"checklist-"_s + QString::fromLatin1(QTest::currentDataTag()).replace(u' ', u'-'));
        QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n')));
    }
};

PILOTHOUSE_TEST(TestChecklistPage)
#include "tst_checklistpage.moc"
