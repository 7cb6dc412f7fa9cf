// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testmain.h"
#include "widgets/outputview.h"
#include "widgets/theme.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QSignalSpy>

using namespace Pilothouse::Ui;
using namespace Qt::StringLiterals;

namespace {

QStringList linesOf(const OutputStore& store)
{
    QStringList lines;
    for (qint64 n = store.firstLine(); n < store.endLine(); ++n)
        lines << store.text(n);
    return lines;
}

QByteArray joined(const OutputStore& store)
{
    QByteArray all;
    for (const QByteArray& chunk : store.bytes())
        all += chunk;
    return all;
}

} // namespace

class TestOutput : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void splitsLines_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QStringList>("lines");
        QTest::newRow("none") << QByteArray() << QStringList();
        QTest::newRow("unfinished") << QByteArray("a") << QStringList{u"a"_s};
        QTest::newRow("LF") << QByteArray("a\nb\n") << QStringList{u"a"_s, u"b"_s};
        QTest::newRow("CR LF") << QByteArray("a\r\nb\r\n") << QStringList{u"a"_s, u"b"_s};
        QTest::newRow("CR") << QByteArray("10 %\r20 %\r") << QStringList{u"10 %"_s, u"20 %"_s};
        QTest::newRow("empty lines") << QByteArray("\n\na\n") << QStringList{QString(), QString(), u"a"_s};
        QTest::newRow("UTF-8") << QByteArray("Grün ✓\n") << QStringList{u"Grün ✓"_s};
        QTest::newRow("bad UTF-8") << QByteArray("a\xff\nb\n") << QStringList{u"a\uFFFD"_s, u"b"_s};
        QTest::newRow("NUL") << QByteArray("a\0b\n", 4) << QStringList{u"a\u2400b"_s};
        QTest::newRow("tab") << QByteArray("ab\tc\n") << QStringList{u"ab      c"_s};
    }
    void splitsLines()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QStringList, lines);
        OutputStore whole;
        whole.append(bytes);
        QCOMPARE(linesOf(whole), lines);
        OutputStore single;
        for (const char byte : bytes)
            single.append(QByteArrayView(&byte, 1));
        QCOMPARE(linesOf(single), lines);
        QCOMPARE(joined(single), bytes);
    }
    void splitsLongLines()
    {
        OutputStore store;
        QByteArray line;
        while (line.size() < 100'000)
            line += "grün ✓ ";
        store.append(line);
        QVERIFY(store.lineCount() >= line.size() / OutputStore::longestLine);
        QString text;
        for (qint64 n = 0; n < store.endLine(); ++n) {
            QVERIFY(store.line(n).size() <= OutputStore::longestLine + 3);
            text += store.text(n);
        }
        QCOMPARE(text, QString::fromUtf8(line));
    }
    void keepsEveryByte()
    {
        QRandomGenerator random(20261120);
        OutputStore store;
        QByteArray all;
        for (int i = 0; i < 4000; ++i) {
            QByteArray piece(int(random.bounded(2000)), Qt::Uninitialized);
            for (char& c : piece)
                c = "abc\n\r\x1b[1m\xc3\xa9 "[random.bounded(13)];
            store.append(piece);
            all += piece;
        }
        QCOMPARE(joined(store), all);
        QCOMPARE(store.byteCount(), all.size());
    }
    void dropsTheOldest()
    {
        OutputStore store(4 << 20);
        for (int i = 0; i < 1'000'000; ++i)
            store.append("line " + QByteArray::number(i) + '\n');
        QVERIFY(store.byteCount() <= 6 << 20);
        QCOMPARE(store.endLine(), 1'000'000);
        QVERIFY(store.firstLine() > 0);
        QCOMPARE(store.text(store.firstLine()), u"line %1"_s.arg(store.firstLine()));
        QCOMPARE(store.text(999'999), u"line 999999"_s);
        QCOMPARE(store.text(0), QString());
    }
    void showsColoursOnly()
    {
        TextState state;
        const auto spans = readAnsiLine("\x1b[1;31mbad\x1b[0m ok \x1b]52;c;aGk=\x07\x1b[2J\x1b[38;5;46mgreen", state);
        QCOMPARE(spans.size(), size_t(3));
        QCOMPARE(spans[0], (TextSpan{u"bad"_s, {.foreground = 2, .bold = true}}));
        QCOMPARE(spans[1].text, u" ok \u241b]52;c;aGk=\u2407\u241b[2J"_s);
        QCOMPARE(spans[2].text, u"green"_s);
        QCOMPARE(ansiRole(spans[2].state.foreground), Role::Healthy);
        QCOMPARE(state, (TextState{.foreground = 11}));
    }
    void carriesColoursOverLines()
    {
        OutputStore store;
        store.append("\x1b[33mone\ntwo\x1b[0m\nthree\n");
        QCOMPARE(store.stateAt(0), TextState{});
        QCOMPARE(store.stateAt(1), TextState{.foreground = 4});
        QCOMPARE(store.stateAt(2), TextState{});
    }
    void packsStates()
    {
        for (int bits = 0; bits < 1 << 14; bits += 7)
            QCOMPARE(int(TextState::unpacked(quint16(bits)).packed()), bits);
    }
    void recognisesErrors_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<bool>("error");
        QTest::newRow("plain") << QByteArray("ERROR: relation missing") << true;
        QTest::newRow("camel") << QByteArray("raise ValueError('x')") << true;
        QTest::newRow("none") << QByteArray("0 errors, 3 warnings") << false;
        QTest::newRow("no") << QByteArray("finished with no errors") << false;
        QTest::newRow("ten") << QByteArray("10 errors") << true;
        QTest::newRow("word inside") << QByteArray("stderror log opened") << false;
        QTest::newRow("denied") << QByteArray("bash: x: Permission denied") << true;
        QTest::newRow("fine") << QByteArray("reverting slots … done") << false;
    }
    void recognisesErrors()
    {
        QFETCH(QByteArray, line);
        QFETCH(bool, error);
        QCOMPARE(looksLikeError(line), error);
    }
    void findsAndJumps()
    {
        const Theme theme(ColourScheme::Light);
        OutputView view(theme);
        view.resize(600, 300);
        view.show();
        QByteArray bytes;
        for (int i = 0; i < 200'000; ++i)
            bytes += i == 150'000 ? "fatal: disk full\n" : "all is well\n";
        view.append(bytes);
        QTRY_VERIFY(view.verticalScrollBar()->maximum() > 190'000);
        QSignalSpy ended(&view, &OutputView::searchEnded);
        view.jumpToError(false);
        QTRY_COMPARE(ended.count(), 1);
        QCOMPARE(view.matchedLine(), std::optional<qint64>(150'000));
        QVERIFY(!view.follows());
        view.search(u"DISK"_s);
        QTRY_COMPARE(ended.count(), 2);
        QCOMPARE(ended.last().first().toBool(), false);
        view.verticalScrollBar()->setValue(0);
        view.search(u"disk"_s);
        QTRY_COMPARE(ended.count(), 3);
        QCOMPARE(ended.last().first().toBool(), true);
    }
    void showsOneOfSeveralOutputs()
    {
        const Theme theme(ColourScheme::Light);
        OutputView view(theme);
        view.append("one\n");
        OutputStore other;
        other.append("two\nthree\n");
        other = view.exchange(std::move(other));
        QCOMPARE(linesOf(other), QStringList{u"one"_s});
        view.append("four\n");
        QCOMPARE(linesOf(view.store()), (QStringList{u"two"_s, u"three"_s, u"four"_s}));
        other.append("more\n");
        other = view.exchange(std::move(other));
        QCOMPARE(linesOf(view.store()), (QStringList{u"one"_s, u"more"_s}));
        QCOMPARE(joined(other), QByteArray("two\nthree\nfour\n"));
    }
    void followsUntilScrolled()
    {
        const Theme theme(ColourScheme::Light);
        OutputView view(theme);
        view.resize(600, 300);
        view.show();
        view.append(QByteArray("x\n").repeated(500));
        QTRY_VERIFY(view.verticalScrollBar()->maximum() > 400);
        QCOMPARE(view.verticalScrollBar()->value(), view.verticalScrollBar()->maximum());
        view.verticalScrollBar()->setValue(10);
        QVERIFY(!view.follows());
        view.append(QByteArray("y\n").repeated(500));
        QTRY_VERIFY(view.verticalScrollBar()->maximum() > 900);
        QCOMPARE(view.verticalScrollBar()->value(), 10);
        QTest::keyClick(&view, Qt::Key_F);
        QVERIFY(view.follows());
        QCOMPARE(view.verticalScrollBar()->value(), view.verticalScrollBar()->maximum());
    }
    void keepsItsPlaceWhileOldLinesGo()
    {
        const Theme theme(ColourScheme::Light);
        OutputView view(theme, 4 << 20);
        view.resize(600, 300);
        view.show();
        QSignalSpy dropped(&view, &OutputView::linesDropped);
        const auto add = [&view](int from, int to) {
            for (int i = from; i < to; ++i)
                view.append("line " + QByteArray::number(i) + '\n');
        };
        add(0, 300'000);
        QTRY_VERIFY(view.verticalScrollBar()->maximum() > 200'000);
        view.verticalScrollBar()->setValue(250'000);
        const auto shown = [&view] { return view.store().firstLine() + view.verticalScrollBar()->value(); };
        const qint64 before = shown();
        add(300'000, 500'000);
        QTRY_VERIFY(dropped.count() > 0);
        QCOMPARE(shown(), before);
        QCOMPARE(view.store().text(before), u"line %1"_s.arg(before));
    }
    void selectsAndCopies()
    {
        const Theme theme(ColourScheme::Light);
        OutputView view(theme);
        view.append("\x1b[31mred\x1b[0m\nplain\n");
        view.selectAll();
        QCOMPARE(view.selectedText(), u"red\nplain"_s);
    }
    void keepsUpWithAFlood()
    {
        const Theme theme(ColourScheme::Light);
        OutputView view(theme);
        view.resize(800, 600);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        QByteArray batch;
        for (int i = 0; i < 4000; ++i)
            batch +=
                "2026-11-20T03:16:02Z \x1b[32minfo\x1b[0m rows rewritten " + QByteArray::number(i) + " of 1204311\n";
        // 100,000 lines in 25 batches of 40 ms; processor time, because the machine may be busy with others.
        const std::clock_t before = std::clock();
        for (int i = 0; i < 25; ++i) {
            view.append(batch);
            view.grab();
        }
        const double seconds = double(std::clock() - before) / CLOCKS_PER_SEC;
        QCOMPARE(view.store().lineCount(), 100'000);
        QVERIFY2(seconds < 1.0, qPrintable(QString::number(seconds)));
    }
};

PILOTHOUSE_TEST(TestOutput)
#include "tst_output.moc"
