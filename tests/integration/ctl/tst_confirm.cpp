// SPDX-License-Identifier: GPL-3.0-or-later
#include "rig.h"

using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;

/// Nothing is done to production before its name was typed.
class TestConfirm : public QObject
{
    Q_OBJECT

    std::unique_ptr<SshServer> m_server;
    std::unique_ptr<Console> m_console;

    QString mark() const { return m_server->path(u"mark"_s); }
    QStringList exec(const QString& environment, const QStringList& options = {}) const
    {
        return QStringList{u"exec"_s, u"shop/"_s + environment} + options +
               QStringList{u"--"_s, u"echo ran >> "_s + mark() + u"; echo hello"_s};
    }
    int ran() const
    {
        QFile file(mark());
        return file.open(QIODevice::ReadOnly) ? int(file.readAll().count('\n')) : 0;
    }

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<SshServer>();
        QVERIFY2(m_server->isRunning(), qPrintable(m_server->error()));
        m_console = std::make_unique<Console>(*m_server);
    }

    void stagingIsNotAsked()
    {
        const auto done = m_console->call(exec(u"staging"_s));
        QVERIFY2(done.code == 0, done.all());
        QVERIFY2(done.out.contains("hello"), done.all());
        QCOMPARE(ran(), 1);
    }

    void productionIsRefusedWithoutAPerson_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addRow("nothing said") << QStringList();
        QTest::addRow("no input") << QStringList{u"--no-input"_s};
        QTest::addRow("another one") << QStringList{u"--confirm"_s, u"shop/staging"_s};
        QTest::addRow("empty") << QStringList{u"--confirm"_s, QString()};
        QTest::addRow("only half") << QStringList{u"--confirm"_s, u"production"_s};
    }

    void productionIsRefusedWithoutAPerson()
    {
        QFETCH(const QStringList, options);
        const auto refused = m_console->call(exec(u"production"_s, options));
        QVERIFY2(refused.code == 5, refused.all());
        QVERIFY2(refused.err.contains("nothing was done"), refused.all());
        const auto told = m_console->call(exec(u"production"_s, options + QStringList{u"--json"_s}));
        QVERIFY2(told.code == 5, told.all());
        QCOMPARE(told.json()[u"error"_s].toObject()[u"kind"_s].toString(), u"refused"_s);
        QCOMPARE(ran(), 0);
        QCOMPARE(m_server->log().count("Accepted publickey"), 0);
    }

    void whatDestroysDataIsRefusedInProduction()
    {
        const auto words = [](const QString& environment, const QStringList& command) {
            return QStringList{u"exec"_s, u"shop/"_s + environment, u"--confirm"_s, u"shop/production"_s, u"--"_s} +
                   command;
        };
        for (const QStringList& command :
             {QStringList{u"cd /tmp; npm run db:seed"_s}, QStringList{u"docker"_s, u"compose"_s, u"down"_s, u"-v"_s}}) {
            const auto refused = m_console->call(words(u"production"_s, command));
            QVERIFY2(refused.code == 5, refused.all());
            QVERIFY2(refused.err.contains("destroys data") && refused.err.contains("destroys: \"why\""), refused.all());
        }
        QCOMPARE(m_server->log().count("Accepted publickey"), 0);
        const auto printed = m_console->call(words(u"production"_s, {u"echo db:seed"_s}));
        QVERIFY2(printed.code == 0, printed.all());
        const auto staging =
            m_console->call(words(u"staging"_s, {u"true && echo done; : npm run db:seed; dropdb --version || true"_s}));
        QVERIFY2(staging.code == 0, staging.all());
    }

    void aScriptPassesTheName()
    {
        const auto done = m_console->call(exec(u"production"_s, {u"--confirm"_s, u"shop/production"_s}));
        QVERIFY2(done.code == 0, done.all());
        QCOMPARE(ran(), 1);
    }

    void aPersonTypesIt()
    {
        const auto done = m_console->callAtTerminal(exec(u"production"_s), "to go on:", "shop/production\n");
        QVERIFY2(done.code == 0, done.all());
        QVERIFY2(done.out.contains("is production"), done.all());
        QCOMPARE(ran(), 1);
    }

    void aPersonTypesSomethingElse()
    {
        for (const QByteArray& typed : {QByteArray("yes\n"), QByteArray("\n"), QByteArray("\x04")}) {
            const auto refused = m_console->callAtTerminal(exec(u"production"_s), "to go on:", typed);
            QVERIFY2(refused.code == 5, refused.all());
        }
        const auto stopped = m_console->callAtTerminal(exec(u"production"_s), "to go on:", "\x03");
        QVERIFY2(stopped.code == 130, stopped.all());
        QCOMPARE(ran(), 0);
    }

    void nobodyIsAskedWhereInputIsForbidden()
    {
        const auto refused = m_console->callAtTerminal(exec(u"production"_s, {u"--no-input"_s}), "to go on:", "\n");
        QVERIFY2(refused.code == 5, refused.all());
        QVERIFY2(!refused.out.contains("to go on:"), refused.all());
    }
};

PILOTHOUSE_TEST(TestConfirm)
#include "tst_confirm.moc"
