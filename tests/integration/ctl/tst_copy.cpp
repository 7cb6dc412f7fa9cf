// SPDX-License-Identifier: GPL-3.0-or-later
#include "rig.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>

using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;

/// copy, as a person or a script calls it.
class TestCopyCommand : public QObject
{
    Q_OBJECT

    std::unique_ptr<SshServer> m_server;
    std::unique_ptr<QTemporaryDir> m_folder;

    QString at(const QString& name) const { return m_folder->filePath(name); }
    static bool put(const QString& path, const QByteArray& bytes)
    {
        QFile file(path);
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
    }
    static QByteArray content(const QString& path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("unreadable");
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_server = std::make_unique<SshServer>();
        QVERIFY2(m_server->isRunning(), qPrintable(m_server->error()));
    }
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(QDir(m_folder->path()).mkdir(u"there"_s) && put(at(u"file"_s), "content"));
    }

    void copiesUpAndDown()
    {
        const Console console(*m_server);
        const auto sent = console.call({u"copy"_s, u"shop/staging"_s, at(u"file"_s), u':' + at(u"there/"_s)});
        QVERIFY2(sent.code == 0, sent.all());
        QVERIFY2(sent.out.contains("host-1: 1 file, 7 B copied; checked by checksum"), sent.all());
        QCOMPARE(content(at(u"there/file"_s)), QByteArray("content"));
        const auto fetched =
            console.call({u"--json"_s, u"copy"_s, u"shop/staging:host-1"_s, u':' + at(u"there/file"_s), at(u"back"_s)});
        QVERIFY2(fetched.code == 0, fetched.all());
        QCOMPARE(content(at(u"back"_s)), QByteArray("content"));
        QCOMPARE(fetched.json().value(u"direction"_s).toString(), u"down"_s);
        const auto host = fetched.json().value(u"hosts"_s).toArray().first().toObject();
        QCOMPARE(host.value(u"host"_s).toString(), u"host-1"_s);
        QCOMPARE(host.value(u"files"_s).toInt(), 1);
        QCOMPARE(host.value(u"bytes"_s).toInt(), 7);
        QCOMPARE(host.value(u"proof"_s).toString(), u"checksum"_s);
        QCOMPARE(host.value(u"sha256"_s).toString(),
                 u"ed7002b439e9ac845f22357d822bac1444730fbdb6016d3ec9432297b9ec9f73"_s);
    }

    void largeFilesHaveSha256WhereItIsAskedForOrProductionGetsThem_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<bool>("told");
        QTest::newRow("staging") << QStringList{u"shop/staging"_s} << false;
        QTest::newRow("asked for") << QStringList{u"--sha256"_s, u"shop/staging"_s} << true;
        QTest::newRow("production") << QStringList{u"--confirm"_s, u"shop/production"_s, u"shop/production"_s} << true;
    }

    void largeFilesHaveSha256WhereItIsAskedForOrProductionGetsThem()
    {
        QFETCH(const QStringList, words);
        QFETCH(const bool, told);
        QFile large(at(u"large"_s));
        QVERIFY(large.open(QIODevice::WriteOnly) && large.resize(3 * 1024 * 1024));
        large.close();
        const Console console(*m_server);
        const auto sent = console.call(QStringList{u"--json"_s, u"copy"_s} + words +
                                       QStringList{at(u"large"_s), u':' + at(u"there/"_s)});
        QVERIFY2(sent.code == 0, sent.all());
        const auto host = sent.json().value(u"hosts"_s).toArray().first().toObject();
        QCOMPARE(host.value(u"proof"_s).toString(), u"checksum"_s);
        QCOMPARE(host.value(u"sha256"_s).toString(),
                 told ? u"bbd05cf6097ac9b1f89ea29d2542c1b7b67ee46848393895f5a9e43fa1f621e5"_s : QString());
    }

    void severalHostsHaveAFolderEach()
    {
        const Console console(*m_server, 3);
        const auto fetched = console.call({u"copy"_s, u"shop/staging"_s, u':' + at(u"file"_s), at(u"all"_s)});
        QVERIFY2(fetched.code == 0, fetched.all());
        for (const QString& host : {u"host-1"_s, u"host-2"_s, u"host-3"_s})
            QCOMPARE(content(at(u"all/"_s + host + u"/file"_s)), QByteArray("content"));
    }

    void productionIsConfirmedBeforeAnythingGoesThere()
    {
        const Console console(*m_server);
        const QStringList up{u"copy"_s, u"shop/production"_s, at(u"file"_s), u':' + at(u"there/file"_s)};
        const auto refused = console.call(up);
        QVERIFY2(refused.code == 5, refused.all());
        QVERIFY(!QFile::exists(at(u"there/file"_s)));
        const auto wrong = console.call(up + QStringList{u"--confirm"_s, u"shop/staging"_s});
        QVERIFY2(wrong.code == 5, wrong.all());
        const auto sent = console.call(up + QStringList{u"--confirm"_s, u"shop/production"_s});
        QVERIFY2(sent.code == 0, sent.all());
        const auto fetched = console.call({u"copy"_s, u"shop/production"_s, u':' + at(u"there/file"_s), at(u"back"_s)});
        QVERIFY2(fetched.code == 0, fetched.all());
    }

    void callsThatMakeNoSense_data()
    {
        QTest::addColumn<QStringList>("paths");
        QTest::addColumn<int>("code");
        QTest::addRow("both here") << QStringList{u"a"_s, u"b"_s} << 2;
        QTest::addRow("both there") << QStringList{u":a"_s, u":b"_s} << 2;
        QTest::addRow("one path") << QStringList{u":a"_s} << 2;
        QTest::addRow("nothing here") << QStringList{u"/nonexistent/a"_s, u":/tmp/"_s} << 2;
        QTest::addRow("nothing there") << QStringList{u":/nonexistent/a"_s, u"/tmp/pilothouse-nothing"_s} << 2;
        QTest::addRow("a device") << QStringList{u":/dev/null"_s, u"/tmp/pilothouse-nothing"_s} << 3;
    }

    void callsThatMakeNoSense()
    {
        QFETCH(const QStringList, paths);
        QFETCH(const int, code);
        const Console console(*m_server);
        const auto called = console.call(QStringList{u"copy"_s, u"shop/staging"_s} + paths);
        QVERIFY2(called.code == code, called.all());
        QVERIFY(!called.err.isEmpty());
    }

    void itsHelpTellsTheWay()
    {
        const Console console(*m_server);
        const auto called = console.call({u"help"_s, u"copy"_s});
        QCOMPARE(called.code, 0);
        QVERIFY(called.out.contains(":PATH") && called.out.contains("--confirm"));
    }
};

PILOTHOUSE_TEST(TestCopyCommand)
#include "tst_copy.moc"
