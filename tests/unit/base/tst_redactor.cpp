// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/redactor.h"
#include "base/shell.h"
#include "support/testmain.h"

#include <QProcess>
#include <QRandomGenerator>

using namespace Pilothouse;
using namespace Qt::StringLiterals;

class TestRedactor : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void masksEveryForm_data()
    {
        QTest::addColumn<QByteArray>("text");
        const QByteArray secret("p@ss 'w0rd/x");
        QTest::newRow("raw") << QByteArray("a " + secret + " b");
        QTest::newRow("base64") << QByteArray("a " + secret.toBase64() + " b");
        QTest::newRow("percent") << QByteArray("a " + secret.toPercentEncoding() + " b");
        QTest::newRow("shell") << QByteArray("a " + shellQuote(secret) + " b");
    }
    void masksEveryForm()
    {
        QFETCH(QByteArray, text);
        const QByteArray secret("p@ss 'w0rd/x");
        // Cut at every place: a chunk border must never let a part through.
        for (qsizetype cut = 0; cut <= text.size(); ++cut) {
            Redactor redactor;
            redactor.add(Secret(QByteArray(secret.constData(), secret.size())));
            QByteArray out = redactor.feed(QByteArrayView(text).first(cut));
            out += redactor.feed(QByteArrayView(text).sliced(cut));
            out += redactor.flush();
            QVERIFY2(!out.contains("w0rd"), out.constData());
            QVERIFY(!out.contains(secret.toBase64(QByteArray::OmitTrailingEquals)));
            QVERIFY(out.startsWith("a "));
            QVERIFY(out.endsWith(" b"));
        }
    }
    void shortSecretsStay()
    {
        Redactor redactor;
        redactor.add(Secret(QByteArray("12345")));
        QCOMPARE(redactor.redact("port 12345"), QByteArray("port 12345"));
    }
    void quotingSurvivesTheShell()
    {
        for (const char* shell : {"/bin/dash", "/bin/bash"}) {
            if (!QFile::exists(QString::fromLatin1(shell)))
                continue;
            QByteArray script;
            QList<QByteArray> values;
            for (int i = 0; i < 500; ++i) {
                QByteArray value;
                for (quint32 n = QRandomGenerator::global()->bounded(1U, 30U); n > 0; --n)
                    value += char(QRandomGenerator::global()->bounded(1, 256));
                values << value;
                script += "printf '%s\\0' " + shellQuote(value) + '\n';
            }
            QProcess process;
            process.start(QString::fromLatin1(shell), {u"-s"_s});
            QVERIFY(process.waitForStarted());
            process.write(script);
            process.closeWriteChannel();
            QVERIFY(process.waitForFinished());
            QList<QByteArray> back = process.readAllStandardOutput().split('\0');
            back.removeLast();
            QCOMPARE(back, values);
        }
    }
};

PILOTHOUSE_TEST(TestRedactor)
#include "tst_redactor.moc"
