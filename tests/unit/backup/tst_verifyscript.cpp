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
        for (int i = 1; i <= 100; ++i) {
            const QString cut = folder.filePath(u"cut%1.sql.gz"_s.arg(i));
            write(cut, bytes.first(bytes.size() * i / 101));
            script += u"verify_backup "_s + cut + u"\n"_s;
        }
        QProcess process;
        process.start(u"dash"_s, {u"-c"_s, script});
        QVERIFY(process.waitForFinished());
        const QByteArray out = process.readAllStandardOutput();
        QCOMPARE(out.count("verified exists"), 100);
        QCOMPARE(out.count("verified"), 100);
    }
    void whatOnlyLooksFinishedIsNot_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<Rung>("rung");
        const QByteArray trailer("--\n-- PostgreSQL database dump complete\n--\n\n");
        const QByteArray header("--\n-- PostgreSQL database dump\n--\n\nSET statement_timeout = 0;\n");
        const QByteArray cluster("--\n-- PostgreSQL database cluster dump\n--\n\nCREATE ROLE app;\n\\connect app\n\n");
        const QByteArray clusterEnd("--\n-- PostgreSQL database cluster dump complete\n--\n\n");
        QTest::newRow("trailer") << u"a.sql"_s << header + trailer << Rung::Complete;
        QTest::newRow("trailer of Windows")
            << u"a.sql"_s << QByteArray(header + trailer).replace("\n", "\r\n") << Rung::Complete;
        QTest::newRow("in a transaction") << u"a.sql"_s << "BEGIN;\n" + header + trailer + "COMMIT;\n"
                                          << Rung::Complete;
        QTest::newRow("two dumps") << u"a.sql"_s << header + trailer + header + trailer << Rung::Complete;
        QTest::newRow("the second of two dumps died") << u"a.sql"_s << header + trailer + header << Rung::Readable;
        QTest::newRow("the second of two dumps died in its header")
            << u"a.sql"_s << header + trailer + "--\n-- PostgreSQL database dump\n--\n"
            << Rung::Readable;
        QTest::newRow("the words in a row of data")
            << u"a.sql"_s << header + "INSERT INTO notes VALUES ('-- PostgreSQL database dump complete');\n"
            << Rung::Readable;
        QTest::newRow("the line in data, and then more data")
            << u"a.sql"_s << header + "COPY notes FROM stdin;\n" + trailer + "another note\n"
            << Rung::Readable;
        QTest::newRow("cluster") << u"a.sql"_s << cluster + header + trailer + clusterEnd << Rung::Complete;
        QTest::newRow("pg_dumpall died after its first database")
            << u"a.sql"_s << cluster + header + trailer << Rung::Readable;
    }
    void whatOnlyLooksFinishedIsNot()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, content);
        QFETCH(Rung, rung);
        QTemporaryDir folder;
        write(folder.filePath(name), content);
        for (const QString& shell : {u"dash"_s, u"busybox sh"_s}) {
            const auto proof = verify(shell, folder.filePath(name));
            QVERIFY(proof.has_value());
            QCOMPARE(proof->rung, rung);
        }
    }
    void archives_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("make");
        QTest::addColumn<Rung>("rung");
        QTest::newRow("whole") << u"a.tar"_s << u"tar cf a.tar one two"_s << Rung::Complete;
        QTest::newRow("compressed") << u"a.tgz"_s << u"tar czf a.tgz one two"_s << Rung::Complete;
        QTest::newRow("compressed, long name") << u"a.tar.gz"_s << u"tar czf a.tar.gz one two"_s << Rung::Complete;
        // Cut behind the first file: 512 of header and 512 of content. tar lists that without a word.
        QTest::newRow("cut between two files")
            << u"a.tar"_s << u"tar cf b one two && head -c 1024 b >a.tar"_s << Rung::Readable;
        QTest::newRow("cut between two files, in a sound gz")
            << u"a.tar.gz"_s << u"tar cf b one two && head -c 1024 b | gzip >a.tar.gz"_s << Rung::Readable;
        QTest::newRow("cut in a file") << u"a.tar"_s << u"tar cf b one two && head -c 700 b >a.tar"_s << Rung::Readable;
        QTest::newRow("without a file") << u"a.tar"_s << u"tar cf a.tar -T /dev/null"_s << Rung::Readable;
        QTest::newRow("a reader that the host lacks") << u"a.tar.zst"_s << u"echo x >a.tar.zst"_s << Rung::Exists;
    }
    void archives()
    {
        QFETCH(QString, name);
        QFETCH(QString, make);
        QFETCH(Rung, rung);
        QTemporaryDir folder;
        write(folder.filePath(u"one"_s), QByteArray(400, 'a'));
        write(folder.filePath(u"two"_s), QByteArray(400, 'b'));
        QProcess process;
        process.setWorkingDirectory(folder.path());
        process.start(u"sh"_s, {u"-c"_s, make});
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 0);
        for (const QString& shell : {u"dash"_s, u"busybox sh"_s}) {
            const auto proof = verify(shell, folder.filePath(name), u"command() { [ \"$2\" != zstd ]; }; "_s);
            QVERIFY(proof.has_value());
            QCOMPARE(proof->rung, rung);
        }
    }
    void aFileThatStillGrowsIsNotComplete()
    {
        QTemporaryDir folder;
        write(folder.filePath(u"a.sql"_s), m_dump);
        // The sum is taken before the reading: something is written between the two.
        const auto proof = verify(u"dash"_s, folder.filePath(u"a.sql"_s),
                                  u"sha256sum() { echo >>\"$vb_file\"; printf '%064d -\\n' 0; }; "_s);
        QVERIFY(proof.has_value());
        QCOMPARE(proof->rung, Rung::Exists);
    }

private:
    static std::optional<Proof> verify(const QString& shell, const QString& file, const QString& before = {})
    {
        QProcess process;
        QStringList words = shell.split(u' ');
        const QString program = words.takeFirst();
        process.start(program, words << u"-c"_s << u". \"$1\"; "_s + before + u"verify_backup \"$2\""_s << u"sh"_s
                                     << QStringLiteral(PILOTHOUSE_SOURCE_DIR "/resources/remote/verify-backup.sh")
                                     << file);
        process.waitForFinished();
        return readProof(process.readAllStandardOutput(), QDateTime::currentDateTimeUtc());
    }
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
