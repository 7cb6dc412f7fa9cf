// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/knownhosts.h"
#include "support/testmain.h"

#include <QDir>
#include <QTemporaryDir>
#include <QtEndian>

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace Pilothouse;
using namespace Pilothouse::Ssh;
using namespace Qt::StringLiterals;

namespace {

HostKey keyOf(const QByteArray& type, const QByteArray& body)
{
    QByteArray blob(4, Qt::Uninitialized);
    qToBigEndian(quint32(type.size()), blob.data());
    return {.type = type, .blob = blob + type + body};
}

QByteArray words(const HostKey& key) { return key.type + ' ' + key.blob.toBase64(); }

} // namespace

class TestKnownHosts : public QObject
{
    Q_OBJECT

    const HostKey m_a = keyOf("ssh-ed25519", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
    const HostKey m_b = keyOf("ssh-ed25519", "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb");
    const HostKey m_rsa = keyOf("ssh-rsa", "cccccccccccccccccccccccccccccccc");
    QTemporaryDir m_folder;

    Result<KnownHosts> read(const QByteArray& text) const
    {
        QFile file(m_folder.filePath(u"known_hosts"_s));
        if (!file.open(QIODevice::WriteOnly))
            return fail(ErrorKind::Failed, file.errorString());
        file.write(text);
        file.close();
        return KnownHosts::read({file.fileName()});
    }
    KnownHosts::State judged(const QByteArray& text, const QString& host, quint16 port, const HostKey& key) const
    {
        const auto known = read(text);
        return known ? known->judge(host, port, key).state : KnownHosts::State::Garbage;
    }

private Q_SLOTS:
    void judges_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("host");
        QTest::addColumn<int>("port");
        QTest::addColumn<int>("state");
        using State = KnownHosts::State;
        const QByteArray a = words(m_a);
        const QByteArray b = words(m_b);
        const QByteArray rsa = words(m_rsa);
        auto row = [](const char* name, const QByteArray& text, const QString& host, int port, State state) {
            QTest::newRow(name) << text << host << port << static_cast<int>(state);
        };
        row("empty", "", u"web"_s, 22, State::Unknown);
        row("known", "web " + a, u"web"_s, 22, State::Accepted);
        row("with a comment", "web " + a + " somebody@somewhere\n", u"web"_s, 22, State::Accepted);
        row("with tabs and CRLF", "web\t" + words(m_a).replace(' ', '\t') + "\r\n", u"web"_s, 22, State::Accepted);
        row("upper case", "WEB " + a, u"Web"_s, 22, State::Accepted);
        row("one of several names", "db,web,10.0.0.1 " + a, u"web"_s, 22, State::Accepted);
        row("another name", "webs " + a, u"web"_s, 22, State::Unknown);
        row("pattern", "w?b*.example.org " + a, u"web7.example.org"_s, 22, State::Accepted);
        row("negated", "*.example.org,!web.example.org " + a, u"web.example.org"_s, 22, State::Unknown);
        row("port", "[web]:2222 " + a, u"web"_s, 2222, State::Accepted);
        row("another port", "[web]:2222 " + a, u"web"_s, 2223, State::Unknown);
        row("bare name is good for a port", "web " + a, u"web"_s, 2222, State::Accepted);
        row("bare name does not make a port changed", "web " + b, u"web"_s, 2222, State::Unknown);
        row("a port is not good for the bare name", "[web]:2222 " + a, u"web"_s, 22, State::Unknown);
        row("IPv6", "2001:db8::1 " + a, u"2001:db8::1"_s, 22, State::Accepted);
        row("IPv6 with port", "[2001:db8::1]:2222 " + a, u"2001:db8::1"_s, 2222, State::Accepted);
        row("changed", "web " + b, u"web"_s, 22, State::Changed);
        row("changed and good", "web " + b + "\nweb " + a, u"web"_s, 22, State::Accepted);
        row("other type", "web " + rsa, u"web"_s, 22, State::OtherType);
        row("changed beats other type", "web " + rsa + "\nweb " + b, u"web"_s, 22, State::Changed);
        row("revoked", "@revoked web " + a, u"web"_s, 22, State::Revoked);
        row("revoked and listed", "web " + a + "\n@revoked web " + a, u"web"_s, 22, State::Revoked);
        row("revoked before listed", "@revoked * " + a + "\nweb " + a, u"web"_s, 22, State::Revoked);
        row("bare name revoked, port used", "[web]:2222 " + a + "\n@revoked web " + a, u"web"_s, 2222, State::Revoked);
        row("another key revoked", "web " + a + "\n@revoked web " + b, u"web"_s, 22, State::Accepted);
        row("revoked elsewhere", "@revoked db " + a, u"web"_s, 22, State::Unknown);
        row("authority", "@cert-authority *.example.org " + a, u"web.example.org"_s, 22, State::Authority);
        row("authority beside the key", "@cert-authority * " + b + "\nweb " + a, u"web"_s, 22, State::Accepted);
        row("comments", "# web\n\n  # more\n", u"web"_s, 22, State::Unknown);
        row("protocol 1", "web 1024 65537 1234567890", u"web"_s, 22, State::Unknown);
        row("garbage", "web ssh-ed25519", u"web"_s, 22, State::Garbage);
        row("not base64", "web ssh-ed25519 AAAA!!!!", u"web"_s, 22, State::Garbage);
        row("type and key differ", "web ssh-rsa " + m_a.blob.toBase64(), u"web"_s, 22, State::Garbage);
        row("unknown marker", "@trusted web " + a, u"web"_s, 22, State::Garbage);
        row("garbage beside a good line", "nonsense\nweb " + a, u"web"_s, 22, State::Accepted);
        row("garbage beside a changed line", "nonsense\nweb " + b, u"web"_s, 22, State::Changed);
        row("NUL", QByteArray("we\0b ", 5) + a, u"web"_s, 22, State::Garbage);
        row("half a hash", "|1|AAAA " + a, u"web"_s, 22, State::Garbage);
        row("hash of a short salt", "|1|AAAA|AAAA " + a, u"web"_s, 22, State::Garbage);
        row("another kind of hash", "|2|AAAA|AAAA " + a, u"web"_s, 22, State::Garbage);
        row("a port's own key beats the bare name's", "[web]:2222 " + b + "\nweb " + a, u"web"_s, 2222, State::Changed);
        row("a port's revoked key leaves the bare name's", "@revoked [web]:2222 " + b + "\nweb " + a, u"web"_s, 2222,
            State::Accepted);
        row("bare authority for a port", "@cert-authority web " + b, u"web"_s, 2222, State::Authority);
        row("revoked as a certificate that cannot be read", "@revoked web ssh-ed25519-cert-v01@openssh.com AAAA",
            u"web"_s, 22, State::Garbage);
        row("unreadable revocation beside a good line", "web " + a + "\n@revoked web ssh-ed25519 AAA", u"web"_s, 22,
            State::Garbage);
        row("unreadable revocation of another host", "web " + a + "\n@revoked db ssh-ed25519 AAA", u"web"_s, 22,
            State::Accepted);
        row("authority after a tab, with spaces", "@cert-authority\tweb " + a, u"web"_s, 22, State::Garbage);
        row("authority after a tab, with tabs", "@cert-authority\tweb\t" + words(m_a).replace(' ', '\t'), u"web"_s, 22,
            State::Authority);
        row("two markers", "@revoked @cert-authority web " + a, u"web"_s, 22, State::Garbage);
        row("no padding", "web ssh-ed25519 " + m_a.blob.toBase64(QByteArray::OmitTrailingEquals), u"web"_s, 22,
            m_a.blob.size() % 3 == 0 ? State::Accepted : State::Garbage);
        row("a pattern too long for ssh", QByteArray(1100, '*') + ",web " + a, u"web"_s, 22, State::Unknown);
        row("a long line", QByteArray("x,").repeated(20000) + "web " + a, u"web"_s, 22, State::Accepted);
    }

    void judges()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QString, host);
        QFETCH(const int, port);
        QFETCH(const int, state);
        QCOMPARE(static_cast<int>(judged(text, host, quint16(port), m_a)), state);
    }

    void saysWhereAndWhat()
    {
        const auto known = read("# first\nweb " + words(m_b) + "\nweb " + words(m_rsa) + '\n');
        QVERIFY(known);
        const auto verdict = known->judge(u"web"_s, 22, m_a);
        QCOMPARE(verdict.state, KnownHosts::State::Changed);
        QVERIFY(verdict.place.endsWith(u"known_hosts:2"_s));
        QVERIFY(verdict.known.contains(m_b.fingerprint()));
        QVERIFY(verdict.known.contains(m_rsa.fingerprint()));
    }

    void knowsWhichTypesToAskFor()
    {
        const auto known = read("web " + words(m_rsa) + "\n[db]:2222 " + words(m_a) + "\n@revoked web " + words(m_a));
        QVERIFY(known);
        QCOMPARE(known->typesFor(u"web"_s, 22), std::vector<QByteArray>{"ssh-rsa"});
        QCOMPARE(known->typesFor(u"web"_s, 2222), std::vector<QByteArray>{"ssh-rsa"});
        QCOMPARE(known->typesFor(u"db"_s, 2222), std::vector<QByteArray>{"ssh-ed25519"});
        QVERIFY(known->typesFor(u"db"_s, 22).empty());
    }

    void saysWhetherACertificateMaySettleIt()
    {
        const auto known = read("web " + words(m_b) + "\n@cert-authority w* " + words(m_b) + "\ndb " + words(m_a));
        QVERIFY(known);
        QVERIFY(known->judge(u"web"_s, 22, m_a).authority);
        QCOMPARE(known->judge(u"web"_s, 22, m_a).state, KnownHosts::State::Changed);
        QVERIFY(!known->judge(u"db"_s, 22, m_b).authority);
        QCOMPARE(known->authoritiesFor(u"web"_s, 2222).size(), 1U);
        QVERIFY(known->authoritiesFor(u"db"_s, 22).empty());
    }

    void survivesRandomBytes()
    {
        quint32 seed = 7;
        for (int round = 0; round < 300; ++round) {
            QByteArray text(200, Qt::Uninitialized);
            for (char& c : text) {
                seed = seed * 1664525U + 1013904223U;
                c = "\n |1@=,!*?[]:webAz\0\xff"[(seed >> 16) % 20];
            }
            const auto state = judged(text, u"web"_s, 22, m_a);
            QVERIFY(state != KnownHosts::State::Accepted);
        }
    }

    void missingFilesAreEmptyButUnreadableOnesAreErrors()
    {
        QVERIFY(KnownHosts::read({m_folder.filePath(u"nowhere"_s)}));
        QVERIFY(KnownHosts::read({u"/dev/null"_s}));
        // A pipe that nobody writes to would be waited for.
        const QString pipe = m_folder.filePath(u"pipe"_s);
        QCOMPARE(mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
        QVERIFY(!KnownHosts::read({pipe}));
        const auto folder = KnownHosts::read({m_folder.path()});
        QVERIFY(!folder);
        QCOMPARE(folder.error().kind, ErrorKind::Invalid);
        QVERIFY(folder.error().detail.contains(m_folder.path()));
    }

    void whatMayNotBeReadIsAnErrorNotAnUnknownHost_data()
    {
        QTest::addColumn<bool>("folder");
        QTest::addRow("the file") << false;
        QTest::addRow("its folder") << true;
    }

    void whatMayNotBeReadIsAnErrorNotAnUnknownHost()
    {
        QFETCH(const bool, folder);
        // Where anybody may go, so that only the one thing is in the way.
        QTemporaryDir place(QDir::tempPath() + u"/known_hosts-XXXXXX"_s);
        QCOMPARE(chmod(QFile::encodeName(place.path()).constData(), 0755), 0);
        QVERIFY(QDir(place.path()).mkdir(u"inner"_s));
        const QString name = place.filePath(u"inner/known_hosts"_s);
        QFile file(name);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("web " + words(m_a) + '\n');
        file.close();
        const QByteArray locked = QFile::encodeName(folder ? place.filePath(u"inner"_s) : name);
        QCOMPARE(chmod(locked.constData(), 0), 0);
        // root reads everything: the child is nobody.
        const pid_t pid = fork();
        if (pid == 0) {
            constexpr unsigned int nobody = 65534;
            if (geteuid() == 0 && (setgid(nobody) != 0 || setuid(nobody) != 0))
                _exit(9);
            const auto known = KnownHosts::read({name});
            _exit(known ? 1 : known.error().kind == ErrorKind::Invalid && known.error().detail.contains(name) ? 0 : 2);
        }
        int status = -1;
        QCOMPARE(waitpid(pid, &status, 0), pid);
        chmod(locked.constData(), 0700);
        QCOMPARE(status, 0);
    }
};

PILOTHOUSE_TEST(TestKnownHosts)
#include "tst_knownhosts.moc"
