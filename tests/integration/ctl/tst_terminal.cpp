// SPDX-License-Identifier: GPL-3.0-or-later
#include "rig.h"

using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;

/// What a login asks for is asked on the terminal.
class TestTerminal : public QObject
{
    Q_OBJECT

    std::unique_ptr<SshServer> m_server;
    std::unique_ptr<Console> m_console;

    QStringList exec(const QStringList& options = {}) const
    {
        return QStringList{u"exec"_s, u"shop/staging"_s} + options + QStringList{u"--"_s, u"echo he''llo"_s};
    }

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<SshServer>();
        QVERIFY2(m_server->isRunning(), qPrintable(m_server->error()));
        m_console = std::make_unique<Console>(*m_server);
        // The only key is protected by a passphrase.
        const QString key = m_console->path(u"config/systems/locked"_s);
        QProcess::execute(u"ssh-keygen"_s, {u"-q"_s, u"-t"_s, u"ed25519"_s, u"-N"_s, u"correct horse"_s, u"-f"_s, key});
        QVERIFY(m_server->authorize(key));
        QFile file(m_console->path(u"config/systems/shop.yaml"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QByteArray text = file.readAll();
        file.close();
        text.replace("roles: [app]", "roles: [app], identity: locked");
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }

    void aPersonTypesThePassphrase()
    {
        const auto done = m_console->callAtTerminal(exec(), "Passphrase of", "correct horse\n");
        QVERIFY2(done.code == 0, done.all());
        QVERIFY2(done.out.contains("hello"), done.all());
        QVERIFY2(done.out.contains(m_server->endpoint().user.toUtf8() + "@host-1 ("), done.all());
        QVERIFY2(!done.out.contains("PRODUCTION"), done.all());
        QVERIFY2(!done.out.contains("correct horse"), done.all());
    }

    void whatIsTypedIsCorrected()
    {
        const auto done = m_console->callAtTerminal(exec(), "Passphrase of", "wrong\025correct hors\303\244\177e\n");
        QVERIFY2(done.code == 0, done.all());
    }

    void aWrongOneIsAskedForAgain()
    {
        const auto done = m_console->callAtTerminal(
            exec(), {{"Passphrase of", "wrong\n"}, {"not right", ""}, {"Passphrase of", "correct horse\n"}});
        QVERIFY2(done.code == 0, done.all());
        QVERIFY2(done.out.contains("hello"), done.all());
    }

    void interruptingEndsIt()
    {
        const auto done = m_console->callAtTerminal(exec(), "Passphrase of", "corr\003");
        QVERIFY2(done.code == 130 || done.code == 5, done.all());
        QVERIFY2(!done.out.contains("corr"), done.all());
    }

    void nobodyIsAskedWithoutInput()
    {
        const auto refused = m_console->call(exec({u"--no-input"_s}));
        QVERIFY2(refused.code == 5, refused.all());
        QVERIFY2(refused.err.contains("Nobody can be asked here"), refused.all());
        const auto alsoThere = m_console->callAtTerminal(exec({u"--no-input"_s}), "Passphrase of", "correct horse\n");
        QVERIFY2(alsoThere.code == 5, alsoThere.all());
    }
};

PILOTHOUSE_TEST(TestTerminal)
#include "tst_terminal.moc"
