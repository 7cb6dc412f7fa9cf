// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/framing.h"
#include "support/testmain.h"

#include <QProcess>
#include <QRandomGenerator>
#include <QStandardPaths>

using namespace Pilothouse;
using namespace Pilothouse::Ssh;
using namespace Qt::StringLiterals;

namespace {

/// What a server does with a command: the login shell gets the line, the rest comes on standard input.
Finished inLoginShell(const QStringList& shell, const Command& command, FrameReader& frame)
{
    QProcess process;
    process.start(shell.first(), shell.mid(1) + QStringList{u"-c"_s, QString::fromLatin1(command.line)});
    process.write(command.frame.preamble);
    process.write(command.secretInput.bytes().toByteArray());
    process.write(command.input);
    process.closeWriteChannel();
    if (!process.waitForFinished(120000))
        process.kill();
    Finished finished{.output = frame.take(process.readAllStandardOutput(), false).toByteArray(),
                      .errors = frame.take(process.readAllStandardError(), true).toByteArray()};
    finished.output += frame.rest(false);
    finished.errors += frame.rest(true);
    if (process.exitStatus() == QProcess::NormalExit)
        finished.exitStatus = process.exitCode();
    frame.conclude(finished);
    return finished;
}

Finished inLoginShell(const QStringList& shell, const Command& command)
{
    FrameReader frame(command.frame);
    return inLoginShell(shell, command, frame);
}

QByteArray randomBytes(QRandomGenerator& random, int most)
{
    static const QByteArray spice = "'\"\\$`!*?[]{}()<>|&;#~^ \t\n\r%-=";
    QByteArray value;
    for (int length = int(random.bounded(most)); length > 0; --length)
        value +=
            random.bounded(2) ? spice.at(qsizetype(random.bounded(int(spice.size())))) : char(1 + random.bounded(255));
    return value;
}

} // namespace

/// Commands that do not depend on what the account's login shell is or says.
class FramingTest : public QObject
{
    Q_OBJECT

private:
    static void loginShells()
    {
        QTest::addColumn<QStringList>("shell");
        for (const QStringList& shell : {QStringList{u"sh"_s},
                                         {u"dash"_s},
                                         {u"bash"_s},
                                         {u"busybox"_s, u"sh"_s},
                                         {u"zsh"_s},
                                         {u"mksh"_s},
                                         {u"ksh"_s},
                                         {u"fish"_s},
                                         {u"tcsh"_s},
                                         {u"csh"_s}}) {
            if (!QStandardPaths::findExecutable(shell.first()).isEmpty())
                QTest::newRow(qPrintable(shell.first())) << shell;
        }
    }

private Q_SLOTS:
    void everyLoginShellRunsScripts_data() { loginShells(); }
    void everyLoginShellRunsScripts()
    {
        QFETCH(const QStringList, shell);
        Command command = shellCommand("read -r line\necho \"$line, $# arguments, <$1> <$2>\" \\\n  !! \"$HOME\"\n"
                                       "echo it\\'s wrong >&2\ncat\nexit 7",
                                       {"a\nb'c\\d!e $HOME", ""});
        command.secretInput = Secret("first\n");
        command.input = QByteArray("data\0without\nan end", 19);
        const auto done = inLoginShell(shell, command);
        QCOMPARE(done.output,
                 "first, 2 arguments, <a\nb'c\\d!e $HOME> <> !! " + qgetenv("HOME") + '\n' + command.input);
        QCOMPARE(done.errors, QByteArray("it's wrong\n"));
        QCOMPARE(done.exitStatus, std::optional(7));
    }

    void whatMayBeSeenIsRunAsWell_data() { loginShells(); }
    void whatMayBeSeenIsRunAsWell()
    {
        QFETCH(const QStringList, shell);
        const QByteArray script = "echo $$;echo said >&2;exec \"$@\"";
        for (const QByteArrayList& words :
             {QByteArrayList{"printf", "<%s>", "a b", "*", "~", "-n", "", "{x,y}", "#", "%p", ";", "&& exit 4", "^a^b"},
              {"printf", "<%s>", "it's", "$HOME", "a\\b", "c!d", "e\nf", "\"", "`id`", "\xc3\xa4"}}) {
            Command command = shownCommand(script, words);
            QCOMPARE(command.frame.preamble.isEmpty(), words.at(2) == "a b");
            command.input = "for nobody";
            const auto done = inLoginShell(shell, command);
            QVERIFY2(done.succeeded(), done.errors.constData());
            QCOMPARE(done.output.mid(done.output.indexOf('\n') + 1), '<' + words.mid(2).join("><") + '>');
            QCOMPARE(done.errors, QByteArray("said\n"));
        }
        const auto failed = inLoginShell(shell, shownCommand("exec \"$@\"", {"sh", "-c", "cat; exit 9"}));
        QCOMPARE(failed.exitStatus, std::optional(9));
    }

    void noProcessListHoldsWhatMayNotBeSeen()
    {
        const Command command = shellCommand("echo hidden", {"hidden", "too"});
        QVERIFY(!command.line.contains("hidden") && !command.line.contains("too"));
        QVERIFY(shownCommand("echo seen", {"too"}).line.contains("too"));
    }

    void longScriptsLeaveTheirInputAlone_data() { loginShells(); }
    void longScriptsLeaveTheirInputAlone()
    {
        QFETCH(const QStringList, shell);
        Command command = shellCommand("#" + QByteArray(100'000, 'x') + "\n: \"$1\"\ncat\n", {QByteArray("y\n")});
        command.input = QByteArray(200'000, 'd');
        const auto done = inLoginShell(shell, command);
        QCOMPARE(done.output, command.input);
        QCOMPARE(done.exitStatus, std::optional(0));
    }

    /// As arguments, and through standard input.
    void carriesAnyBytes_data() { loginShells(); }
    void carriesAnyBytes()
    {
        QFETCH(const QStringList, shell);
        QRandomGenerator random(13);
        constexpr int each = 250;
        for (int done = 0; done < 1000; done += each) {
            QByteArrayList values;
            for (int i = 0; i < each; ++i)
                values << randomBytes(random, 40);
            Command command = shellCommand("printf '%s\\0' \"$@\"; cat", values);
            for (int i = 0; i < each; ++i)
                command.input += randomBytes(random, 40) + '\0';
            const auto finished = inLoginShell(shell, command);
            QVERIFY2(finished.succeeded(), finished.errors.constData());
            QByteArray wanted;
            for (const QByteArray& value : values)
                wanted += value + '\0';
            QCOMPARE(finished.output.toHex(), (wanted + command.input).toHex());
        }
    }

    /// Ten thousand byte strings through the one quoting path, in the shells that run what is quoted.
    void everyShellReadsWhatIsQuoted_data() { loginShells(); }
    void everyShellReadsWhatIsQuoted()
    {
        QFETCH(const QStringList, shell);
        if (QStringList{u"fish"_s, u"tcsh"_s, u"csh"_s}.contains(shell.first()))
            return; // they read another language, and only ever get the one constant line
        QRandomGenerator random(14);
        QByteArrayList values;
        for (int i = 0; i < 10000; ++i)
            values << randomBytes(random, 24);
        // The scripts' sh is the shell under test.
        for (qsizetype from = 0; from < values.size(); from += 500) {
            const QByteArrayList part = values.mid(from, 500);
            Command command = shellCommand("printf '%s\\0' \"$@\"", part);
            const QByteArray inner = command.line.mid(command.line.indexOf('\'') + 1).chopped(1);
            QProcess process;
            process.start(shell.first(), shell.mid(1) + QStringList{u"-c"_s, QString::fromLatin1(inner)});
            process.write(command.frame.preamble);
            process.closeWriteChannel();
            QVERIFY(process.waitForFinished(120000));
            FrameReader frame(command.frame);
            const QByteArray output = frame.take(process.readAllStandardOutput(), false).toByteArray();
            QCOMPARE(output.toHex(), (part.join('\0') + '\0').toHex());
        }
    }

    void whateverAScriptDoesToItselfItsEndIsTold_data()
    {
        QTest::addColumn<QByteArray>("script");
        QTest::addColumn<int>("status");
        QTest::newRow("exec") << QByteArray("exec sh -c 'exit 3'") << 3;
        QTest::newRow("closes its outputs") << QByteArray("exec >&- 2>&-; exit 4") << 4;
        QTest::newRow("a trap of its own") << QByteArray("trap 'exit 5' EXIT; true") << 5;
        QTest::newRow("stops at errors") << QByteArray("set -e; false; true") << 1;
        QTest::newRow("unset variables") << QByteArray("set -u; shift $#; true") << 0;
        QTest::newRow("a program that is not there") << QByteArray("/nonexistent/program") << 127;
        QTest::newRow("killed") << QByteArray("sh -c 'kill -KILL $$'") << 137;
        QTest::newRow("unbalanced parenthesis") << QByteArray("true; )") << 2;
        QTest::newRow("unbalanced quote") << QByteArray("true; echo '") << 2;
        QTest::newRow("all its variables") << QByteArray("set; exit 6") << 6;
        QTest::newRow("nothing at all") << QByteArray() << 0;
    }
    void whateverAScriptDoesToItselfItsEndIsTold()
    {
        QFETCH(const QByteArray, script);
        QFETCH(const int, status);
        const auto done = inLoginShell({u"dash"_s}, shellCommand(script));
        QCOMPARE(done.exitStatus, std::optional(status));
    }

    /// A link that breaks while the script is under way: no part of it is run.
    void halfAScriptIsNeverRun_data()
    {
        QTest::addColumn<qsizetype>("padding");
        QTest::newRow("short") << qsizetype(0);
        QTest::newRow("long") << qsizetype(5000);
    }
    void halfAScriptIsNeverRun()
    {
        QFETCH(const qsizetype, padding);
        const Command command = shellCommand("echo ran; echo on\necho and on #" + QByteArray(padding, 'x'), {"a"});
        const QByteArray& whole = command.frame.preamble;
        int ran = 0;
        for (qsizetype size = 0; size <= whole.size(); size += size > 400 && size < whole.size() - 400 ? 97 : 1) {
            Command cut = command;
            cut.frame.preamble = whole.first(size);
            FrameReader frame(cut.frame);
            const auto done = inLoginShell({u"dash"_s}, cut, frame);
            if (done.output.isEmpty()) {
                QVERIFY2(!done.succeeded(), cut.frame.preamble.constData());
            } else {
                QCOMPARE(done.output, QByteArray("ran\non\nand on\n"));
                ++ran;
            }
        }
        QVERIFY(ran > 0);
    }

    void noiseIsCutAway_data()
    {
        QTest::addColumn<bool>("shown");
        QTest::newRow("hidden") << false;
        QTest::newRow("shown") << true;
    }
    void noiseIsCutAway()
    {
        QFETCH(const bool, shown);
        // A login shell that greets on both streams, does not hand itself over, and ends with words and a status of
        // its own.
        const QByteArray script = "echo out; echo err >&2; exit 3";
        const Command command = shown ? shownCommand(script) : shellCommand(script);
        FrameReader frame(command.frame);
        const auto done = inLoginShell(
            {u"sh"_s, u"-c"_s, u"echo hello; printf 'no line end' >&2; sh \"$@\"; echo bye; exit 0"_s, u"noisy"_s},
            command, frame);
        QCOMPARE(done.output, QByteArray("out\n"));
        QCOMPARE(done.errors, QByteArray("err\n"));
        QCOMPARE(done.exitStatus, std::optional(3));
        QVERIFY(frame.hasBegun() && frame.hasEnded());
        QCOMPARE(frame.noise(), QByteArray("no line endhello\n"));
    }

    void aShellThatRunsNothingIsNoSuccess()
    {
        const Command command = shellCommand("echo out");
        FrameReader frame(command.frame);
        const auto done =
            inLoginShell({u"sh"_s, u"-c"_s, u"echo This account is not available.; exit 0"_s}, command, frame);
        QVERIFY(!frame.hasBegun());
        QVERIFY(!done.exitStatus);
        QVERIFY(done.output.isEmpty());
        QCOMPARE(frame.noise(), QByteArray("This account is not available.\n"));
    }

    void aScriptThatNeverEndedIsNoSuccess()
    {
        // The sh in the middle is killed; the login shell lives on and says that all is well.
        const Command command = shellCommand("echo out; kill -KILL $$; sleep 60");
        FrameReader frame(command.frame);
        const auto done = inLoginShell({u"sh"_s, u"-c"_s, u"sh \"$@\"; exit 0"_s, u"calm"_s}, command, frame);
        QVERIFY(frame.hasBegun() && !frame.hasEnded());
        QVERIFY(!done.exitStatus);
        QCOMPARE(done.output, QByteArray("out\n"));
    }

    void readsPieceByPiece_data()
    {
        QTest::addColumn<qsizetype>("size");
        for (const qsizetype size : {1, 2, 3, 7, 64, 4096})
            QTest::addRow("%d", int(size)) << size;
    }
    void readsPieceByPiece()
    {
        QFETCH(const qsizetype, size);
        const Frame frame{.nonce = "pilothouse-abc-def"};
        // Near misses of both marks, in the noise and in what the script wrote.
        const QByteArray said = "pilothouse-abc-def-begin-ou\npilothouse-abc-def-end-out 9\npilothouse-abc-def-end-ou "
                                "0\npilothouse-abc-def";
        const QByteArray bytes = "motd\npilothouse-abc-def-begin-err\npilothouse-abc-def-begin-ouch"
                                 "pilothouse-abc-def-begin-out\n" +
                                 QByteArray(said).replace("end-out 9", "end-err 9") +
                                 "pilothouse-abc-def-end-out 17\nbye";
        FrameReader reader(frame);
        QByteArray output;
        for (qsizetype at = 0; at < bytes.size(); at += size)
            output.append(reader.take(QByteArrayView(bytes).sliced(at, std::min(size, bytes.size() - at)), false));
        QCOMPARE(output, QByteArray(said).replace("end-out 9", "end-err 9"));
        QVERIFY(reader.hasBegun() && !reader.hasEnded()); // standard error is still to come
        reader.take(QByteArrayView("pilothouse-abc-def-begin-err\npilothouse-abc-def-end-err 17\n"), true);
        QVERIFY(reader.hasEnded());
        Finished finished{.exitStatus = 0};
        reader.conclude(finished);
        QCOMPARE(finished.exitStatus, std::optional(17));
    }

    void whatIsHeldBackComesAtTheEnd()
    {
        FrameReader reader(Frame{.nonce = "pilothouse-abc-def"});
        QByteArray output =
            reader.take(QByteArrayView("pilothouse-abc-def-begin-out\nout pilothouse-abc"), false).toByteArray();
        QCOMPARE(output, QByteArray("out "));
        QCOMPARE(reader.rest(false), QByteArray("pilothouse-abc"));
        QCOMPARE(reader.rest(true), QByteArray());
    }

    void withoutAFrameNothingIsTouched()
    {
        FrameReader reader(Frame{});
        QCOMPARE(reader.take(QByteArrayView("-begin-out\n"), false).toByteArray(), QByteArray("-begin-out\n"));
        QVERIFY(!reader.isFramed());
        Finished finished{.exitStatus = 0};
        reader.conclude(finished);
        QVERIFY(finished.succeeded());
    }
};

PILOTHOUSE_TEST(FramingTest)
#include "tst_framing.moc"
