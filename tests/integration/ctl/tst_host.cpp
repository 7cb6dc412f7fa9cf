// SPDX-License-Identifier: GPL-3.0-or-later
#include "rig.h"

#include <QJsonArray>

using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;

/// Host keys on the command line: shown, provisioned, trusted at first contact, forgotten, each with its row in the
/// trail.
class TestHost : public QObject
{
    Q_OBJECT

    std::unique_ptr<SshServer> m_server;
    std::unique_ptr<Console> m_console;

    QString own() const { return m_console->path(u"config/ssh/known_hosts"_s); }
    QByteArray content(const QString& name) const
    {
        QFile file(name);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    QString fingerprint() const
    {
        const auto keys = m_console->call({u"host"_s, u"keys"_s, u"--json"_s}).json()["keys"_L1].toArray();
        return keys.first()["fingerprint"_L1].toString();
    }
    Called exec(const QString& environment) const
    {
        return m_console->call(
            {u"exec"_s, u"shop/"_s + environment, u"--confirm"_s, u"shop/production"_s, u"--"_s, u"echo hello"_s});
    }

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<SshServer>();
        QVERIFY2(m_server->isRunning(), qPrintable(m_server->error()));
        m_console = std::make_unique<Console>(*m_server);
    }

    void aKeyIsForgottenAndTrustedAgain()
    {
        const QString print = fingerprint();
        QVERIFY(print.startsWith(u"SHA256:"_s));
        const auto forgotten = m_console->call({u"host"_s, u"forget"_s, print});
        QVERIFY2(forgotten.code == 0, forgotten.all());
        QCOMPARE(content(own()), "");
        QVERIFY(m_console->call({u"host"_s, u"forget"_s, print}).code != 0);
        QCOMPARE(exec(u"staging"_s).code, 5);

        // Not with another key than the one that was compared, and never in production.
        const auto wrong = m_console->call({u"host"_s, u"trust"_s, u"shop/staging:host-1"_s, u"SHA256:x"_s});
        QVERIFY2(wrong.code == 5 && wrong.err.contains(print.toUtf8()), wrong.all());
        const auto production = m_console->call({u"host"_s, u"trust"_s, u"shop/production:host-1"_s, print});
        QVERIFY2(production.code == 5, production.all());
        QCOMPARE(content(own()), "");
        const auto trusted = m_console->call({u"host"_s, u"trust"_s, u"shop/staging:host-1"_s, print});
        QVERIFY2(trusted.code == 0, trusted.all());
        QCOMPARE(content(own()), m_server->knownHostsLine());
        const auto done = exec(u"staging"_s);
        QVERIFY2(done.code == 0, done.all());

        const auto trail = m_console->call({u"audit"_s, u"export"_s});
        QVERIFY2(trail.out.contains("host.keys-forgotten") && trail.out.contains("host.key-accepted"), trail.all());
        QVERIFY2(trail.out.contains(print.toUtf8()), trail.all());
    }

    void keysAreShownBeforeTheyAreAdded()
    {
        const QString print = fingerprint();
        QVERIFY(m_console->call({u"host"_s, u"forget"_s, print}).code == 0);
        QStringList provision{u"host"_s, u"provision"_s, m_server->hostKeyFile() + u".pub"_s};
        const auto alone = m_console->call(provision);
        QVERIFY2(alone.code == 5 && alone.out.contains("--name"), alone.all());
        provision += {u"--name"_s, u"[%1]:%2"_s.arg(m_server->address()).arg(m_server->port())};
        const auto shown = m_console->call(provision);
        QVERIFY2(shown.code == 0 && shown.out.contains(print.toUtf8()), shown.all());
        QCOMPARE(content(own()), "");
        const auto added = m_console->call(provision + QStringList{u"--add"_s, u"--json"_s});
        QVERIFY2(added.code == 0, added.all());
        QCOMPARE(added.json()["added"_L1].toInt(), 1);
        QCOMPARE(content(own()), m_server->knownHostsLine());
        const auto done = exec(u"production"_s);
        QVERIFY2(done.code == 0, done.all());
        // Another key for the same host is never added beside the known one.
        QVERIFY(m_server->restartWithNewHostKey());
        provision[2] = m_server->hostKeyFile() + u".pub"_s;
        const auto conflict = m_console->call(provision + QStringList{u"--add"_s});
        QVERIFY2(conflict.code == 5 && conflict.out.contains("forget"), conflict.all());
        QCOMPARE(content(own()).count('\n'), 1);
    }
};

PILOTHOUSE_TEST(TestHost)
#include "tst_host.moc"
