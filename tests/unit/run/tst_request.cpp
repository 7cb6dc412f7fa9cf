// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/request.h"
#include "ssh/framing.h"
#include "support/testmain.h"

#include <QProcess>
#include <QRandomGenerator>
#include <QStandardPaths>

using namespace Pilothouse;
using namespace Pilothouse::Run;
using namespace Qt::StringLiterals;

/// Values on their way into a shell: what is sent is what arrives, in every shell that is promised.
class RequestTest : public QObject
{
    Q_OBJECT

private:
    static Ssh::Finished runIn(const QStringList& shell, const Ssh::Command& command)
    {
        QProcess process;
        QStringList words = shell.mid(1) + QStringList{u"-c"_s};
        // The line starts `sh` itself; the shell under test takes its place.
        const QByteArray line = command.line.mid(command.line.indexOf('\'') + 1).chopped(1);
        process.start(shell.first(), words + QStringList{QString::fromUtf8(line)});
        process.write(command.frame.preamble);
        process.write(command.secretInput.isEmpty() ? command.input : command.secretInput.bytes().toByteArray());
        process.closeWriteChannel();
        if (!process.waitForFinished(120000))
            process.kill();
        Ssh::FrameReader frame(command.frame);
        return {.exitStatus = process.exitCode(),
                .output = frame.take(process.readAllStandardOutput(), false).toByteArray(),
                .errors = process.readAllStandardError()};
    }
    static QByteArray randomValue(QRandomGenerator& random)
    {
        static const QByteArray spice = "'\"\\$`!*?[]{}()<>|&;#~ \t\n\r%-=";
        QByteArray value;
        const int length = int(random.bounded(40));
        for (int i = 0; i < length; ++i)
            value += random.bounded(2) ? spice.at(qsizetype(random.bounded(int(spice.size()))))
                                       : char(1 + random.bounded(255));
        return value;
    }

private Q_SLOTS:
    void carriesAnyBytes_data()
    {
        QTest::addColumn<QStringList>("shell");
        for (const QStringList& shell :
             {QStringList{u"dash"_s}, {u"bash"_s}, {u"busybox"_s, u"sh"_s}, {u"ksh"_s}, {u"mksh"_s}}) {
            if (!QStandardPaths::findExecutable(shell.first()).isEmpty())
                QTest::newRow(qPrintable(shell.first())) << shell;
        }
    }
    void carriesAnyBytes()
    {
        QFETCH(QStringList, shell);
        QRandomGenerator random(57);
        constexpr int values = 10000;
        constexpr int each = 500;
        for (int done = 0; done < values; done += each) {
            Request request("once");
            QByteArray wanted;
            QByteArray script;
            for (int i = 0; i < each; ++i) {
                const QByteArray value = randomValue(random);
                const QByteArray name = "v" + QByteArray::number(i);
                request.value("env " + name, value);
                script += "printf '%s\\000' \"$" + name + "\"\n";
                wanted += value + '\0';
            }
            request.value("cwd", "/");
            request.value("script", script);
            const auto command = request.command();
            QVERIFY(command);
            const auto finished = runIn(shell, *command);
            const auto answer = afterSentinel(finished.output, request.nonce());
            QVERIFY2(answer, finished.errors.constData());
            if (*answer != wanted) {
                const auto seen = answer->split('\0');
                const auto meant = wanted.split('\0');
                for (int i = 0; i < each; ++i)
                    QCOMPARE(seen.value(i).toHex(), meant.value(i).toHex());
            }
            QCOMPARE(answer->size(), wanted.size());
        }
    }
    void refusesWhatNoShellCarries()
    {
        QCOMPARE(Request("once").value("script", QByteArrayView("a\0b", 3)).command().error().kind, ErrorKind::Invalid);
        QCOMPARE(Request("once").word("run", u"a\nlaunch"_s).command().error().kind, ErrorKind::Invalid);
    }
    void answersBehindNoise()
    {
        const Ssh::Finished noisy{.exitStatus = 0,
                                  .output = "Last login: today\nPILOTHOUSE x 1\nPILOTHOUSE abc 1\nlaunched\n"};
        QCOMPARE(*answerLines(noisy, "abc"), QByteArrayList{"launched"});
        QCOMPARE(answerLines(noisy, "def").error().kind, ErrorKind::Unknown);
        const Ssh::Finished refusing{.exitStatus = 1,
                                     .output = "PILOTHOUSE abc 1\nrefused no place for the run folder\n"};
        QCOMPARE(answerLines(refusing, "abc").error().kind, ErrorKind::Failed);
        QVERIFY(answerLines(refusing, "abc").error().message.contains(u"no place"_s));
    }
};

PILOTHOUSE_TEST(RequestTest)
#include "tst_request.moc"
