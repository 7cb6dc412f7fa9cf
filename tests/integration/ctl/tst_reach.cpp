// SPDX-License-Identifier: GPL-3.0-or-later
#include "rig.h"

#include <QDir>
#include <QJsonArray>

using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;

/// pilothousectl in the hands of somebody who has ssh_config files.
class TestReach : public QObject
{
    Q_OBJECT

    std::unique_ptr<SshServer> m_server;
    std::unique_ptr<Console> m_console;

    bool write(const QString& name, const QByteArray& text) const
    {
        const QString path = m_console->path(name);
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() &&
               file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    }
    Called exec() const { return m_console->call({u"exec"_s, u"alias/staging"_s, u"--"_s, u"echo $SSH_CONNECTION"_s}); }
    QByteArray block() const
    {
        return "Host web\n  HostName " + m_server->address().toUtf8() + "\n  Port " +
               QByteArray::number(m_server->port()) + "\n  IdentityFile " + m_server->keyFile().toUtf8() + '\n';
    }

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<SshServer>();
        QVERIFY2(m_server->isRunning(), qPrintable(m_server->error()));
        m_console = std::make_unique<Console>(*m_server);
        m_console->environment[u"PILOTHOUSE_SSH_CONFIG"_s] = QString();
        QVERIFY(write(u"config/systems/alias.yaml"_s,
                      "apiVersion: pilothouse/v1\nsystem: alias\ntitle: Alias\nenvironments:\n  staging:\n"
                      "    kind: staging\n    hosts:\n      app-1: { ssh: web, roles: [app] }\n"));
        QFile::remove(m_console->path(u"config/ssh/id_ed25519"_s));
    }

    void theUsersFileIsHonoured()
    {
        QVERIFY(write(u"home/.ssh/config"_s, block()));
        const auto done = exec();
        QVERIFY2(done.code == 0, done.all());
        QVERIFY2(done.out.contains(m_server->address().toUtf8()), done.all());
    }

    void theConsolesFileComesFirst()
    {
        QVERIFY(write(u"home/.ssh/config"_s, "Host web\n  HostName 127.0.0.1\n  Port 9\n"));
        QVERIFY(write(u"config/ssh/config"_s, block()));
        const auto done = exec();
        QVERIFY2(done.code == 0, done.all());
    }

    void anotherFileCanBeChosen()
    {
        QVERIFY(write(u"home/.ssh/config"_s, "Port x\n"));
        QVERIFY(write(u"other"_s, block()));
        m_console->environment[u"PILOTHOUSE_SSH_CONFIG"_s] = m_console->path(u"other"_s);
        const auto done = exec();
        QVERIFY2(done.code == 0, done.all());
        m_console->environment[u"PILOTHOUSE_SSH_CONFIG"_s] = u"none"_s;
        const auto none = exec();
        QVERIFY2(none.code == 4, none.all()); // there is no host web
    }

    void whatIsRefusedNamesItsLine()
    {
        QVERIFY(write(u"home/.ssh/config"_s, block() + "  KnownHostsCommand /bin/true\n"));
        const auto refused = exec();
        QVERIFY2(refused.code == 5, refused.all());
        QVERIFY2(refused.err.contains("/home/.ssh/config:5") && refused.err.contains("KnownHostsCommand"),
                 refused.all());
        QVERIFY(write(u"home/.ssh/config"_s, "Port x\n"));
        const auto invalid = exec();
        QVERIFY2(invalid.code == 3, invalid.all());
        QVERIFY2(invalid.err.contains("/home/.ssh/config:1"), invalid.all());
        QCOMPARE(m_server->log().count("Accepted"), 0);
    }

    void nothingGoesToAHostWhoseFileIsRefused()
    {
        QVERIFY(write(u"home/.ssh/config"_s, block() + "  KnownHostsCommand /bin/true\n"));
        QVERIFY(write(u"file"_s, "x"));
        const qsizetype before = m_server->log().count("Connection from");
        QFile definition(m_console->path(u"config/systems/alias.yaml"_s));
        QVERIFY(definition.open(QIODevice::Append));
        definition.write("    procedures: { say: { steps: [{ name: Say, on: app, run: echo said }] } }\n"
                         "    probes: [{ name: answers, http: \"http://127.0.0.1:1/\", via: app-1, timeout: 5s }]\n");
        definition.close();
        for (const QStringList& words :
             {QStringList{u"lock"_s, u"alias/staging"_s}, QStringList{u"unlock"_s, u"alias/staging"_s},
              QStringList{u"copy"_s, u"alias/staging"_s, m_console->path(u"file"_s), u":/tmp/"_s},
              QStringList{u"forward"_s, u"alias/staging:app-1"_s, u"127.0.0.1:1"_s},
              QStringList{u"run"_s, u"alias/staging"_s, u"say"_s}, QStringList{u"status"_s, u"alias/staging"_s}}) {
            const auto refused = m_console->call(words);
            QVERIFY2(refused.code != 0, refused.all());
            QVERIFY2((refused.out + refused.err).contains("KnownHostsCommand"),
                     words.join(u' ').toUtf8() + ": " + refused.all());
        }
        QCOMPARE(m_server->log().count("Connection from"), before);
    }

    void howAHostIsReachedIsShown()
    {
        QVERIFY(write(u"home/.ssh/config"_s,
                      block() +
                          "  ProxyJump ops@gate:2222\nHost gate\n  HostName 127.0.0.9\nHost *\n  Port 1\n  User me\n"));
        const auto text = m_console->call({u"host"_s, u"show"_s, u"alias/staging"_s});
        QVERIFY2(text.code == 0, text.all());
        QVERIFY2(text.out.contains("app-1  me@" + m_server->address().toUtf8()), text.all());
        QVERIFY2(text.out.contains("gate ops@127.0.0.9:2222"), text.all());
        QVERIFY2(text.out.contains("/home/.ssh/config:2: HostName"), text.all());
        const auto json = m_console->call({u"host"_s, u"show"_s, u"alias/staging"_s, u"--json"_s}).json();
        const auto host = json["hosts"_L1].toArray().first().toObject();
        QCOMPARE(host["user"_L1].toString(), u"me"_s);
        QCOMPARE(host["port"_L1].toInt(), int(m_server->port()));
        QCOMPARE(host["keyFiles"_L1].toArray().first().toString(), m_server->keyFile());
        QCOMPARE(host["jump"_L1].toArray().first().toObject()["port"_L1].toInt(), 2222);
        QVERIFY(host["decidedBy"_L1].toArray().size() >= 6);
        // The shop says its ports and users itself.
        const auto shop = m_console->call({u"host"_s, u"show"_s, u"shop/staging"_s, u"--json"_s}).json();
        QCOMPARE(shop["hosts"_L1].toArray().first().toObject()["user"_L1].toString(), m_server->endpoint().user);
    }
};

PILOTHOUSE_TEST(TestReach)
#include "tst_reach.moc"
