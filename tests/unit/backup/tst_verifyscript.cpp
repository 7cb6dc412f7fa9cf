// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/ladder.h"
#include "support/testmain.h"

#include <QProcess>
#include <QTemporaryDir>

using namespace Pilothouse;
using namespace Pilothouse::Backup;
using namespace Qt::StringLiterals;

/// The script that hosts run, under every shell that a host may have.
class TestVerifyScript : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_dump = "--\n-- PostgreSQL database dump\n--\n";
        for (int i = 0; i < 3000; ++i)
            m_dump += "INSERT INTO bookings VALUES (" + QByteArray::number(i * 7919) + ");\n";
        m_dump += "--\n-- PostgreSQL database dump complete\n--\n\n\\unrestrict abc\n\n";
    }
    void verdicts_data()
    {
        QTest::addColumn<QString>("shell");
        QTest::addColumn<QString>("kind");
        QTest::addColumn<Rung>("rung");
        for (const QString& shell : {u"dash"_s, u"bash"_s, u"busybox sh"_s}) {
            QTest::addRow("%s whole", qPrintable(shell)) << shell << u"whole"_s << Rung::Complete;
            QTest::addRow("%s cut", qPrintable(shell)) << shell << u"cut"_s << Rung::Exists;
            QTest::addRow("%s half dump in a sound gz", qPrintable(shell)) << shell << u"half"_s << Rung::Readable;
            QTest::addRow("%s died in a pipe", qPrintable(shell)) << shell << u"nothing"_s << Rung::Exists;
            QTest::addRow("%s empty", qPrintable(shell)) << shell << u"empty"_s << Rung::Exists;
            QTest::addRow("%s missing", qPrintable(shell)) << shell << u"missing"_s << Rung::None;
            QTest::addRow("%s plain", qPrintable(shell)) << shell << u"plain"_s << Rung::Complete;
        }
    }
    void verdicts()
    {
        QFETCH(QString, shell);
        QFETCH(QString, kind);
        QFETCH(Rung, rung);
        QTemporaryDir folder;
        const QString plain = folder.filePath(u"d 'x.sql"_s);
        write(plain, kind == u"half" ? m_dump.first(m_dump.size() / 2) : kind == u"nothing" ? QByteArray() : m_dump);
        QString file = plain;
        if (kind != u"plain") {
            QCOMPARE(QProcess::execute(u"gzip"_s, {u"-n"_s, plain}), 0);
            file += u".gz"_s;
        }
        if (kind == u"cut")
            QVERIFY(QFile::resize(file, QFileInfo(file).size() / 2));
        else if (kind == u"empty")
            QVERIFY(QFile::resize(file, 0));
        else if (kind == u"missing")
            QVERIFY(QFile::remove(file));
        QProcess process;
        QStringList words = shell.split(u' ');
        const QString program = words.takeFirst();
        process.start(program, words << u"-c"_s << u". \"$1\"; verify_backup \"$2\""_s << u"sh"_s
                                     << QStringLiteral(PILOTHOUSE_SOURCE_DIR "/resources/remote/verify-backup.sh")
                                     << file);
        QVERIFY(process.waitForFinished());
        const auto proof = readProof(process.readAllStandardOutput(), QDateTime::currentDateTimeUtc());
        QVERIFY2(proof.has_value(), process.readAllStandardError().constData());
        QCOMPARE(proof->rung, rung);
        QCOMPARE(proof->reason.isEmpty(), rung == Rung::Complete);
        QCOMPARE(process.exitCode() == 0, rung == Rung::Complete);
        if (rung == Rung::Complete)
            QCOMPARE(proof->rawBytes, qint64(m_dump.size()));
    }
    void everyCutIsFound()
    {
        QTemporaryDir folder;
        const QString whole = folder.filePath(u"whole.sql"_s);
        write(whole, m_dump);
        QCOMPARE(QProcess::execute(u"gzip"_s, {u"-n"_s, whole}), 0);
        QFile archive(whole + u".gz"_s);
        QVERIFY(archive.open(QIODevice::ReadOnly));
        const QByteArray bytes = archive.readAll();
        QString script = u". "_s + QStringLiteral(PILOTHOUSE_SOURCE_DIR "/resources/remote/verify-backup.sh") + u"\n"_s;
        for (int i = 1; i <= 30; ++i) {
            const QString cut = folder.filePath(u"cut%1.sql.gz"_s.arg(i));
            write(cut, bytes.first(bytes.size() * i / 31));
            script += u"verify_backup "_s + cut + u"\n"_s;
        }
        QProcess process;
        process.start(u"dash"_s, {u"-c"_s, script});
        QVERIFY(process.waitForFinished());
        const QByteArray out = process.readAllStandardOutput();
        QCOMPARE(out.count("verified exists"), 30);
        QCOMPARE(out.count("verified"), 30);
    }

private:
    static void write(const QString& path, const QByteArray& bytes)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }
    QByteArray m_dump;
};

PILOTHOUSE_TEST(TestVerifyScript)
#include "tst_verifyscript.moc"
