// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/inspection.h"
#include "support/manualclock.h"
#include "support/testmain.h"
#include "widgets/codeview.h"
#include "widgets/environmenttag.h"
#include "widgets/figures.h"
#include "widgets/labels.h"
#include "widgets/outputpanel.h"
#include "widgets/progress.h"
#include "widgets/repeat.h"
#include "widgets/sparkline.h"
#include "widgets/states.h"
#include "widgets/steplist.h"
#include "widgets/typedconfirmation.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QClipboard>
#include <QDir>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTextBlock>
#include <QTextLayout>
#include <QToolTip>

using namespace Pilothouse;
using namespace Pilothouse::Ui;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestParts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tipsAreNoHtml()
    {
        Theme theme(ColourScheme::Light);
        theme.install(*qApp);
        QWidget window;
        showSettled(window, {200, 100});
        QToolTip::showText(window.mapToGlobal(QPoint(5, 5)), u"<b>503</b> <img src='file:///etc/motd'>"_s, &window);
        QLabel* tip = nullptr;
        for (QWidget* widget : QApplication::topLevelWidgets()) {
            if (widget->inherits("QTipLabel"))
                tip = qobject_cast<QLabel*>(widget);
        }
        QVERIFY(tip);
        QCOMPARE(tip->textFormat(), Qt::PlainText);
        QToolTip::hideText();
    }
    void repeatsUntilItGoes()
    {
        ManualClock clock;
        QObject context;
        int times = 0;
        {
            const Repeat repeat(clock, &context, 5min, [&times] { ++times; });
            clock.advance(16min);
            QCOMPARE(times, 3);
        }
        clock.advance(16min);
        QCOMPARE(times, 3);
    }
    void anAmpersandInAVerbIsShown()
    {
        const Theme theme(ColourScheme::Light);
        TypedConfirmation confirmation(theme, u"a/b"_s, {});
        confirmation.setVerb(u"Restore a&b.gz"_s);
        QCOMPARE(confirmation.button()->text(), u"Restore a&&b.gz"_s);
    }
    void confirmsOnlyWhatWasTyped()
    {
        const Theme theme(ColourScheme::Light);
        TypedConfirmation confirmation(theme, u"fleetpass/production"_s, u"Restore"_s);
        QSignalSpy confirmed(&confirmation, &TypedConfirmation::confirmed);
        showSettled(confirmation, {900, 60});
        QVERIFY(!confirmation.button()->isEnabled());
        for (const QString& wrong :
             {u"fleetpass/staging"_s, u"Fleetpass/production"_s, u"fleetpass/production "_s, u"production"_s}) {
            confirmation.field()->setText(wrong);
            QTest::keyClick(confirmation.field(), Qt::Key_Return);
            QVERIFY2(!confirmation.button()->isEnabled(), qPrintable(wrong));
        }
        QCOMPARE(confirmed.count(), 0);
        confirmation.clear();
        QTest::keyClicks(confirmation.field(), u"fleetpass/production"_s);
        QVERIFY(confirmation.button()->isEnabled());
        QTest::mouseClick(confirmation.button(), Qt::LeftButton);
        QCOMPARE(confirmed.count(), 1);
        QCOMPARE(confirmed.first().first().toString(), u"fleetpass/production"_s);
        confirmation.setRefusal(u"alice holds the lock"_s);
        QVERIFY(!confirmation.button()->isEnabled());
        QTest::keyClick(confirmation.field(), Qt::Key_Return);
        QCOMPARE(confirmed.count(), 1);
    }
    void clickIsEnoughWhereNothingIsTyped()
    {
        const Theme theme(ColourScheme::Light);
        TypedConfirmation confirmation(theme, u"fleetpass/staging"_s, u"Deploy"_s);
        confirmation.setTypingRequired(false);
        QVERIFY(confirmation.isConfirmed());
    }
    void stepsFollowTheRunningOne()
    {
        const Theme theme(ColourScheme::Light);
        ManualClock clock;
        StepList list(theme, clock);
        const QAbstractItemModelTester tester(list.model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        std::vector<Step> steps{
            {.id = u"a"_s, .name = u"Pull"_s, .state = StepState::Running, .startedAt = clock.now()},
            {.id = u"b"_s, .name = u"Build"_s, .typical = 9s}};
        list.setSteps(steps);
        showSettled(list, {300, 200});
        QCOMPARE(list.currentId(), u"a"_s);
        steps[0].state = StepState::Succeeded;
        steps[0].elapsed = 400ms;
        steps[1].state = StepState::Running;
        steps[1].startedAt = clock.now();
        list.setSteps(steps);
        QCOMPARE(list.currentId(), u"b"_s);
        const auto spoken = [&list](int row) {
            return list.model()->index(row, 0).data(Qt::AccessibleTextRole).toString();
        };
        QCOMPARE(spoken(0), u"Step 1, Pull: succeeded 0.4 s"_s);
        clock.advance(7s);
        QCOMPARE(spoken(1), u"Step 2, Build: running 0:07"_s);
        QTest::keyClick(&list, Qt::Key_Up);
        QCOMPARE(list.currentId(), u"a"_s);
        steps[1].remark = u"half way"_s;
        list.setSteps(steps);
        QCOMPARE(list.currentId(), u"a"_s);
    }
    void digitsAreEquallyWide()
    {
        const Theme theme(ColourScheme::Light);
        const QFont& font = theme.font(TextStyle::Body);
        QCOMPARE(figuresWidth(font, u"11:11"_s), figuresWidth(font, u"08:40"_s));
        const QString cut = elidedFigures(font, u"fleetpass_20261120_020000.sql.gz"_s, 80);
        QVERIFY(cut.endsWith(u'…') && figuresWidth(font, cut) <= 80);
        QCOMPARE(elidedFigures(font, u"abc"_s, 80), u"abc"_s);
    }
    void codeIsColouredByRole()
    {
        const Theme theme(ColourScheme::Light);
        CodeView view(theme);
        view.setCode(SafeText::fromUntrusted(u"# why\nfor m in x; do\n"_s));
        showSettled(view, {400, 100});
        const auto colourAt = [&view](int line, int column) {
            for (const auto& range : view.document()->findBlockByNumber(line).layout()->formats()) {
                if (column >= range.start && column < range.start + range.length)
                    return range.format.foreground().color();
            }
            return QColor();
        };
        QTRY_COMPARE(colourAt(0, 2), theme.color(Role::Muted));
        QCOMPARE(colourAt(1, 0), theme.color(Role::Accent));
        view.setCode(SafeText::fromUntrusted(u"x"_s), u"no such language"_s);
        QCOMPARE(view.toPlainText(), u"x"_s);
    }
    void errorsCanBeCopied()
    {
        const Theme theme(ColourScheme::Light);
        ErrorPanel panel(theme);
        panel.setError(
            {ErrorKind::Unreachable, u"app-1 could not be reached; try again."_s, u"connect: \x1b[2Jrefused"_s});
        showSettled(panel, {500, 240});
        QCOMPARE(panel.copiedText(), u"app-1 could not be reached; try again.\n\nconnect: \x1b[2Jrefused"_s);
        auto* detail = panel.findChild<CodeView*>();
        QVERIFY(!detail->isVisible());
        for (QPushButton* button : panel.findChildren<QPushButton*>()) {
            if (button->text().contains(u"details"_s))
                QTest::mouseClick(button, Qt::LeftButton);
        }
        QVERIFY(detail->isVisible());
        QVERIFY(detail->toPlainText().contains(u'\u241b'));
    }
    void outputIsSavedAsItCame()
    {
        const Theme theme(ColourScheme::Light);
        const QTemporaryDir folder;
        OutputPanel panel(theme, u"app-1"_s);
        const QByteArray bytes("one\r\n\x1b[31mtwo\x1b[0m\n\xff");
        panel.view()->append(bytes);
        QSignalSpy saved(&panel, &OutputPanel::saved);
        panel.saveTo(folder.filePath(u"output.txt"_s));
        QTRY_COMPARE(saved.count(), 1);
        QFile file(folder.filePath(u"output.txt"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), bytes);
        panel.saveTo(folder.filePath(u"no/such/folder/output.txt"_s));
        QTRY_COMPARE(saved.count(), 2);
        QVERIFY(!saved.last().first().value<Result<QString>>().has_value());
    }
    void paintedWidgetsSpeak()
    {
        const Theme theme(ColourScheme::Light);
        Theme installed(ColourScheme::Light);
        installed.install(*qApp);
        EnvironmentTag tag(theme, System::EnvironmentKind::Staging);
        ProgressRing ring(theme);
        ring.setAccessibleName(u"Go-live"_s);
        ring.setProgress({.done = 54, .total = 59});
        Sparkline line(theme, u"CPU"_s);
        line.setData({.values = {1, 2, 31}});
        const auto text = [](QWidget& widget, QAccessible::Text kind) {
            return QAccessible::queryAccessibleInterface(&widget)->text(kind);
        };
        QCOMPARE(text(tag, QAccessible::Name), u"STAGING"_s);
        QCOMPARE(text(ring, QAccessible::Name), u"Go-live"_s);
        QCOMPARE(text(ring, QAccessible::Value), u"54 of 59"_s);
        QCOMPARE(text(line, QAccessible::Value), u"31"_s);
        QCOMPARE(QAccessible::queryAccessibleInterface(&ring)->role(), QAccessible::ProgressBar);
    }
    void onlyAProvenWholeIsGreen()
    {
        QCOMPARE((Progress{.done = 59, .total = 59}.role()), Role::Accent);
        QCOMPARE((Progress{.done = 58, .total = 59, .proven = true}.role()), Role::Accent);
        QCOMPARE((Progress{.done = 59, .total = 59, .proven = true}.role()), Role::Healthy);
        QCOMPARE((Progress{.proven = true}.role()), Role::Accent);
    }
    void everyIconIsThereInBothColours()
    {
        Theme theme(ColourScheme::Light);
        const QStringList names = QDir(u":/pilothouse/icons"_s).entryList();
        QVERIFY(names.size() > 30);
        const auto inkOf = [&theme](const QString& name) {
            const QImage image = theme.icon(name, Role::Text).pixmap(32, 32).toImage();
            QColor darkest(Qt::transparent);
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x) {
                    if (image.pixelColor(x, y).alpha() > darkest.alpha())
                        darkest = image.pixelColor(x, y);
                }
            }
            return darkest;
        };
        for (const ColourScheme scheme : {ColourScheme::Light, ColourScheme::Dark}) {
            theme.setScheme(scheme);
            for (const QString& file : names) {
                QFile svg(u":/pilothouse/icons/"_s + file);
                QVERIFY(svg.open(QIODevice::ReadOnly));
                // The program's own icon has colours of its own.
                if (!svg.readAll().contains("currentColor"))
                    continue;
                const QColor ink = inkOf(file.chopped(4));
                QVERIFY2(ink.alpha() > 200, qPrintable(file));
                QVERIFY2(std::abs(ink.lightness() - theme.color(Role::Text).lightness()) < 12, qPrintable(file));
            }
        }
    }
    void elidedLabelsSayThemselves()
    {
        const Theme theme(ColourScheme::Light);
        ManualClock clock;
        RelativeTime time(theme, clock);
        time.setTime(clock.now().addSecs(-12 * 60), u"deployed %1"_s);
        QCOMPARE(time.text(), u"deployed 12 m ago"_s);
        clock.advance(2min);
        QCOMPARE(time.text(), u"deployed 14 m ago"_s);
        QVERIFY(time.toolTip().contains(u"20 Nov 2026"_s));
    }
};

PILOTHOUSE_TEST(TestParts)
#include "tst_parts.moc"
