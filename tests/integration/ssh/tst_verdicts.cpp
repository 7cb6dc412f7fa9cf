// SPDX-License-Identifier: GPL-3.0-or-later
#include "authority.h"
#include "rig.h"
#include "ssh/knownhosts.h"

#include <QTcpServer>

using namespace Pilothouse;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;

namespace {

constexpr bool yes = true;
constexpr bool no = false;

/// What is more than OpenSSH asks for, and why it is.
enum Difference {
    Same,
    StricterAlways, ///< refused here, whatever the policy
    StricterIfNew,  ///< refused here where OpenSSH records a key that it takes for new
};

} // namespace

/// The same server and the same known_hosts, judged by us and by OpenSSH's own client: we never accept what it refuses,
/// and where we refuse what it accepts, the row says so.
class TestVerdicts : public QObject
{
    Q_OBJECT

    std::unique_ptr<SshServer> m_server;
    std::unique_ptr<HostAuthority> m_authority;
    std::unique_ptr<HostAuthority> m_stranger;
    QString m_file;
    QByteArray m_key;   ///< the server's
    QByteArray m_other; ///< keys that nobody has
    QByteArray m_otherRsa;
    QString m_certificate; ///< what the server shows now

    static QByteArray publicKey(const QString& file)
    {
        QFile key(file + u".pub"_s);
        return key.open(QIODevice::ReadOnly) ? key.readAll().split(' ').mid(0, 2).join(' ').trimmed() : QByteArray();
    }
    QByteArray filled(QByteArray lines) const
    {
        const QByteArray address = m_server->address().toLatin1();
        return lines.replace("{host}", "[" + address + "]:" + QByteArray::number(m_server->port()))
            .replace("{port}", QByteArray::number(m_server->port()))
            .replace("{address}", address)
            .replace("{key}", m_key)
            .replace("{other}", m_other)
            .replace("{rsa}", m_otherRsa)
            .replace("{ca}", m_authority->publicKey())
            .replace("{stranger}", m_stranger->publicKey());
    }
    /// Has the server show this kind of certificate, or none.
    bool show(const QString& kind)
    {
        if (kind == m_certificate)
            return true;
        m_certificate = kind;
        const QString names = m_server->address() + u",::1,web.example.org"_s;
        QStringList lines{u"ListenAddress ::1"_s, u"ListenAddress "_s + m_server->address()};
        const QString& key = m_server->hostKeyFile();
        bool good = true;
        if (kind == u"good"_s)
            good = m_authority->sign(key, names);
        else if (kind == u"expired"_s)
            good = m_authority->sign(key, names, {u"-V"_s, u"20200101:20200201"_s});
        else if (kind == u"not yet"_s)
            good = m_authority->sign(key, names, {u"-V"_s, u"20900101:20910101"_s});
        else if (kind == u"elsewhere"_s)
            good = m_authority->sign(key, u"db.example.org"_s);
        else if (kind == u"pattern"_s)
            good = m_authority->sign(key, u"*"_s);
        else if (kind == u"condition"_s)
            good = m_authority->sign(key, names, {u"-O"_s, u"critical:moon=full"_s});
        else if (kind == u"stranger"_s)
            good = m_stranger->sign(key, names);
        if (kind != u"none"_s)
            lines += u"HostCertificate %1-cert.pub"_s.arg(key);
        m_server->setConfiguration(lines);
        return good && m_server->start();
    }
    bool writeFile(const QByteArray& text) const
    {
        QFile file(m_file);
        return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
    }
    bool opensshAccepts(const QString& to, const QString& alias, const QString& checking) const
    {
        QStringList arguments{u"-F"_s, u"none"_s,          u"-p"_s, QString::number(m_server->port()),
                              u"-i"_s, m_server->keyFile()};
        for (const QString& option :
             {u"UserKnownHostsFile="_s + m_file, u"GlobalKnownHostsFile=/dev/null"_s,
              u"StrictHostKeyChecking="_s + checking, u"BatchMode=yes"_s, u"IdentitiesOnly=yes"_s,
              u"IdentityAgent=none"_s, u"UpdateHostKeys=no"_s, u"HostKeyAlias="_s + alias}) {
            if (!option.endsWith(u'='))
                arguments += {u"-o"_s, option};
        }
        QProcess ssh;
        ssh.start(u"ssh"_s, arguments + QStringList{to, u"true"_s});
        return ssh.waitForFinished(60000) && ssh.exitCode() == 0;
    }
    Result<Ssh::ConnectionFacts> connect(const QString& to, const QString& alias, Ssh::HostKeyPolicy policy) const
    {
        auto options = poolOptions(*m_server);
        options.knownHostsFiles = {m_file};
        auto endpoint = m_server->endpoint(u"app-1"_s);
        endpoint.address = to;
        endpoint.hostKeyAlias = alias;
        endpoint.policy = policy;
        SystemClock clock;
        Ssh::Pool pool(options, clock);
        return await(pool.facts(endpoint), {}, std::chrono::seconds(30));
    }
    /// Whether ssh-keygen finds the host in the file.
    bool keygenFinds(const QByteArray& name) const
    {
        QProcess keygen;
        keygen.start(u"ssh-keygen"_s, {u"-F"_s, QString::fromLatin1(name), u"-f"_s, m_file});
        return keygen.waitForFinished(60000) && keygen.exitCode() == 0;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_server = std::make_unique<SshServer>();
        QVERIFY2(m_server->isRunning(), qPrintable(m_server->error()));
        m_authority = std::make_unique<HostAuthority>();
        m_stranger = std::make_unique<HostAuthority>();
        QVERIFY(m_authority->isGood() && m_stranger->isGood());
        m_file = m_server->path(u"test_known_hosts"_s);
        m_key = publicKey(m_server->hostKeyFile());
        for (const QString& type : {u"ed25519"_s, u"rsa"_s})
            QVERIFY(HostAuthority::keygen(
                {u"-t"_s, type, u"-N"_s, QString(), u"-C"_s, QString(), u"-f"_s, m_server->path(u"other_"_s + type)}));
        m_other = publicKey(m_server->path(u"other_ed25519"_s));
        m_otherRsa = publicKey(m_server->path(u"other_rsa"_s));
    }
    void cleanupTestCase() { m_server.reset(); }

    void agree_data()
    {
        QTest::addColumn<QString>("certificate");
        QTest::addColumn<QString>("alias");
        QTest::addColumn<QByteArray>("lines");
        QTest::addColumn<bool>("strict");
        QTest::addColumn<bool>("acceptNew");
        QTest::addColumn<int>("difference");
        const auto row = [](const char* name, const QByteArray& lines, bool strict, bool acceptNew,
                            Difference difference = Same, const QString& alias = {}) {
            QTest::newRow(name) << u"none"_s << alias << lines << strict << acceptNew << int(difference);
        };
        const auto certified = [](const char* name, const QString& kind, const QByteArray& lines, bool strict,
                                  bool acceptNew, Difference difference = Same, const QString& alias = {}) {
            QTest::newRow(name) << kind << alias << lines << strict << acceptNew << int(difference);
        };
        // Names
        row("empty file", "", no, yes);
        row("known", "{host} {key}\n", yes, yes);
        row("comment behind the key", "{host} {key} who@where # and why\n", yes, yes);
        row("comments and empty lines", "# one\n\n   # two\n\t\n{host} {key}\n", yes, yes);
        row("no newline at the end", "{host} {key}", yes, yes);
        row("CRLF", "# dos\r\n{host} {key}\r\n", yes, yes);
        row("tabs and many spaces", "  {host}\t  {key}  \n", yes, yes);
        row("one of several names", "db,{host},10.0.0.1 {key}\n", yes, yes);
        row("another host", "other.example.org {key}\n", no, yes);
        row("another port", "[{address}]:1 {key}\n", no, yes);
        row("bare address", "{address} {key}\n", yes, yes);
        row("bare address with another key", "{address} {other}\n", no, yes);
        row("port's key differs, bare is good", "{host} {other}\n{address} {key}\n", no, no);
        row("port's type differs, bare is good", "{host} {rsa}\n{address} {key}\n", no, no);
        row("port's key is good, bare differs", "{address} {other}\n{host} {key}\n", yes, yes);
        row("pattern of ports", "[{address}]:* {key}\n", yes, yes);
        row("pattern of addresses", "[127.*]:{port} {key}\n", yes, yes);
        row("question marks", "[?*.?*.?*.?*]:{port} {key}\n", yes, yes);
        row("negated", "*,!{host},!{address} {key}\n", no, yes);
        row("negated before", "!{host},!{address},* {key}\n", no, yes);
        row("negated for the port, good for the bare address", "*,!{host} {key}\n", yes, yes);
        row("negated elsewhere", "*,!other.example.org {key}\n", yes, yes);
        row("only negated", "!other.example.org {key}\n", no, yes);
        row("empty patterns", ",,{host},, {key}\n", yes, yes);
        row("a very long line", QByteArray("x.example.org,").repeated(5000) + "{host} {key}\n", yes, yes);
        row("a pattern that is too long", QByteArray(1023, 'x') + ",{host} {key}\n", no, yes);
        row("a pattern just short enough", QByteArray(1022, 'x') + ",{host} {key}\n", yes, yes);
        row("upper case in the file", "WEB.Example.ORG {key}\n", yes, yes, Same, u"web.example.org"_s);
        row("upper case asked for", "web.example.org {key}\n", yes, yes, Same, u"WEB.example.org"_s);
        row("alias stands without port", "[web.example.org]:{port} {key}\n", no, yes, Same, u"web.example.org"_s);
        row("alias, not the address", "{host} {key}\n", no, yes, Same, u"web.example.org"_s);
        // Keys
        row("changed", "{host} {other}\n", no, no);
        row("changed, and the good one", "{host} {other}\n{host} {key}\n", yes, yes);
        row("other type", "{host} {rsa}\n", no, no);
        row("other type, and the good one", "{host} {rsa}\n{host} {key}\n", yes, yes);
        row("protocol 1", "{host} 1024 65537 123456789\n", no, yes);
        row("protocol 1 and the good one", "{host} 1024 65537 123456789\n{host} {key}\n", yes, yes);
        // Garbage
        row("garbage", "{host} ssh-ed25519\n", no, yes, StricterIfNew);
        row("garbage beside the good one", "nonsense\n{host} {key}\n", yes, yes);
        row("garbage beside another", "nonsense\n{host} {other}\n", no, no);
        row("broken base64", "{host} ssh-ed25519 AAAA!!!!\n", no, yes, StricterIfNew);
        row("type and key differ", "{host} ssh-rsa " + QByteArray("AAAAC3NzaC1lZDI1NTE5AAAA\n"), no, yes,
            StricterIfNew);
        row("half a hash", "|1|AAAA {key}\n", no, yes, StricterIfNew);
        row("bytes", QByteArray("\x01\xff\0\x80 \n\x7f", 7), no, yes, StricterIfNew);
        row("unknown marker", "@trusted {host} {key}\n", no, yes, StricterIfNew);
        // Revoked
        row("revoked", "@revoked {host} {key}\n", no, no);
        row("revoked and listed", "{host} {key}\n@revoked {host} {key}\n", no, no);
        row("revoked everywhere and listed", "@revoked * {key}\n{host} {key}\n", no, no);
        row("another key revoked", "@revoked * {other}\n{host} {key}\n", yes, yes);
        row("revoked for another host", "@revoked other.example.org {key}\n{host} {key}\n", yes, yes);
        row("bare address revoked, port listed", "@revoked {address} {key}\n{host} {key}\n", yes, yes, StricterAlways);
        row("bare address revoked only", "@revoked {address} {key}\n", no, yes, StricterIfNew);
        row("revocation unreadable", "@revoked {host} ssh-ed25519 AAAA\n{host} {key}\n", yes, yes, StricterAlways);
        row("marker after a tab", "@revoked\t{host} {key}\n{host} {key}\n", yes, yes, StricterAlways);
        row("two markers", "@revoked @revoked {host} {key}\n{host} {key}\n", yes, yes);
        // Authorities
        row("authority, no certificate", "@cert-authority * {ca}\n", no, yes, StricterIfNew);
        row("authority's own key is no host key", "@cert-authority {host} {key}\n", no, yes, StricterIfNew);
        certified("certificate nobody asked for", u"good"_s, "{host} {key}\n", yes, yes);
        certified("certificate of an unknown host", u"good"_s, "", no, yes);
        certified("authority", u"good"_s, "@cert-authority {host} {ca}\n", yes, yes);
        certified("authority everywhere", u"good"_s, "@cert-authority * {ca} comment\n", yes, yes);
        certified("authority of the bare address", u"good"_s, "@cert-authority {address} {ca}\n", yes, yes);
        certified("port's authority differs, bare's is good", u"good"_s,
                  "@cert-authority {host} {stranger}\n@cert-authority {address} {ca}\n", yes, yes);
        certified("authority beside a changed key", u"good"_s, "{host} {other}\n@cert-authority * {ca}\n", yes, yes);
        certified("authority beside another type", u"good"_s, "{host} {rsa}\n@cert-authority * {ca}\n", yes, yes);
        certified("authority beside garbage", u"good"_s, "nonsense\n@cert-authority * {ca}\n", yes, yes);
        certified("second of two authorities", u"good"_s, "@cert-authority * {stranger}\n@cert-authority * {ca}\n", yes,
                  yes);
        certified("authority by alias", u"good"_s, "@cert-authority *.example.org {ca}\n", yes, yes, Same,
                  u"WEB.example.org"_s);
        certified("authority negated", u"good"_s, "@cert-authority *,!{host},!{address} {ca}\n", no, yes);
        certified("authority of another host", u"good"_s, "@cert-authority db.example.org {ca}\n", no, yes);
        certified("authority after a tab", u"good"_s, "@cert-authority\t{host} {ca}\n", no, yes, StricterIfNew);
        certified("authority revoked", u"good"_s, "@cert-authority * {ca}\n@revoked * {ca}\n", no, no);
        certified("certified key revoked", u"good"_s, "@cert-authority * {ca}\n@revoked * {key}\n", no, no);
        certified("plain key listed, authority revoked", u"good"_s, "{host} {key}\n@revoked * {ca}\n", no, no);
        certified("expired", u"expired"_s, "@cert-authority * {ca}\n", no, yes, StricterIfNew);
        certified("expired, but the key is listed", u"expired"_s, "@cert-authority * {ca}\n{host} {key}\n", yes, yes);
        certified("not valid yet", u"not yet"_s, "@cert-authority * {ca}\n", no, yes, StricterIfNew);
        certified("not for this name", u"elsewhere"_s, "@cert-authority * {ca}\n", no, yes, StricterIfNew);
        certified("a pattern as name", u"pattern"_s, "@cert-authority * {ca}\n", no, yes, StricterIfNew);
        certified("a condition", u"condition"_s, "@cert-authority * {ca}\n", no, yes, StricterIfNew);
        certified("signed by a stranger", u"stranger"_s, "@cert-authority * {ca}\n", no, yes, StricterIfNew);
    }

    void agree()
    {
        QFETCH(const QString, certificate);
        QFETCH(const QString, alias);
        QFETCH(const QByteArray, lines);
        QFETCH(const bool, strict);
        QFETCH(const bool, acceptNew);
        QFETCH(const int, difference);
        QVERIFY2(show(certificate), qPrintable(m_server->error()));
        const QString to = m_server->address();
        const auto reset = [&] { return writeFile(filled(lines)); };

        QVERIFY(reset());
        QCOMPARE(opensshAccepts(to, alias, u"yes"_s), strict);
        const auto ours = connect(to, alias, Ssh::HostKeyPolicy::Strict);
        QVERIFY2(bool(ours) == (strict && difference != StricterAlways), whyNot(ours));
        QVERIFY(ours || ours.error().kind != ErrorKind::Unreachable);

        // What is known is not new.
        if (!strict) {
            QVERIFY(reset());
            QCOMPARE(opensshAccepts(to, alias, u"accept-new"_s), acceptNew);
            QVERIFY(reset());
            const auto recorded = connect(to, alias, Ssh::HostKeyPolicy::AcceptNew);
            QVERIFY2(bool(recorded) == (acceptNew && difference == Same), whyNot(recorded));
            // What we recorded satisfies OpenSSH.
            QVERIFY(!recorded || opensshAccepts(to, alias, u"yes"_s));
        }

        // And whether the host stands in the file at all.
        QVERIFY(reset());
        const auto known = Ssh::KnownHosts::read({m_file});
        QVERIFY(known);
        const QByteArray name =
            alias.isEmpty() ? Ssh::KnownHosts::nameFor(to, m_server->port()) : Ssh::KnownHosts::nameFor(alias, 22);
        const bool listed = std::ranges::any_of(known->entries(), [&](const Ssh::KnownHosts::Entry& entry) {
            return Ssh::KnownHosts::matches(entry.names, name);
        });
        if (known->garbage().empty())
            QCOMPARE(listed, keygenFinds(name));
    }

    void agreeOnHashedNames()
    {
        QVERIFY(show(u"none"_s));
        for (const auto& [lines, good] :
             {std::pair(QByteArray("{host} {key}\n"), yes), std::pair(QByteArray("{address} {key}\n"), yes),
              std::pair(QByteArray("{host} {other}\n"), no), std::pair(QByteArray("other {key}\n"), no)}) {
            QVERIFY(writeFile(filled(lines)));
            QVERIFY(HostAuthority::keygen({u"-H"_s, u"-f"_s, m_file}));
            QCOMPARE(opensshAccepts(m_server->address(), {}, u"yes"_s), good);
            const auto ours = connect(m_server->address(), {}, Ssh::HostKeyPolicy::Strict);
            QVERIFY2(bool(ours) == good, whyNot(ours));
        }
    }

    void agreeOnIpv6_data()
    {
        QTest::addColumn<QByteArray>("lines");
        QTest::addColumn<bool>("good");
        QTest::newRow("with port") << QByteArray("[::1]:{port} {key}\n") << yes;
        QTest::newRow("bare") << QByteArray("::1 {key}\n") << yes;
        QTest::newRow("pattern") << QByteArray("[::*]:{port} {key}\n") << yes;
        QTest::newRow("another") << QByteArray("[::2]:{port} {key}\n") << no;
        QTest::newRow("changed") << QByteArray("[::1]:{port} {other}\n") << no;
        QTest::newRow("authority") << QByteArray("@cert-authority [::1]:* {ca}\n") << yes;
    }

    void agreeOnIpv6()
    {
        QFETCH(const QByteArray, lines);
        QFETCH(const bool, good);
        QTcpServer probe;
        if (!probe.listen(QHostAddress(u"::1"_s)))
            QSKIP("no IPv6 on this machine");
        QVERIFY(show(u"good"_s));
        QVERIFY(writeFile(filled(lines)));
        QCOMPARE(opensshAccepts(u"::1"_s, {}, u"yes"_s), good);
        const auto ours = connect(u"::1"_s, {}, Ssh::HostKeyPolicy::Strict);
        QVERIFY2(bool(ours) == good, whyNot(ours));
    }
};

PILOTHOUSE_TEST(TestVerdicts)
#include "tst_verdicts.moc"
