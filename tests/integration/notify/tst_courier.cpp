// SPDX-License-Identifier: GPL-3.0-or-later
#include "mailserver.h"
#include "rig.h"
#include "support/badpeer.h"
#include "support/manualclock.h"
#include "support/webserver.h"

#include <QDir>
#include <QDirIterator>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSslKey>

using namespace Pilothouse;
using namespace Pilothouse::Notify;
using namespace Pilothouse::Test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// The real clock, but what is due later is due when a test says so.
class Ahead final : public Clock
{
public:
    std::atomic<qint64> seconds = 0;

    QDateTime now() const override { return m_clock.now().addSecs(seconds); }
    std::chrono::milliseconds monotonic() const override { return m_clock.monotonic(); }
    std::unique_ptr<Timer> after(QObject* context, std::chrono::milliseconds delay, std::function<void()> work) override
    {
        return m_clock.after(context, delay, std::move(work));
    }

private:
    SystemClock m_clock;
};

/// A store, an outbox and who delivers it, for the environment shop/production.
struct Office
{
    QTemporaryDir folder;
    Ahead clock;
    SomeSecrets secrets;
    System::Environment environment{.name = u"production"_s, .system = u"shop"_s};
    CourierOptions options;
    Store::Database store{Store::Database::Kind::Facts, folder.filePath(u"facts.sqlite"_s), Outbox::migrations(),
                          clock};
    Outbox outbox{store, clock};
    std::unique_ptr<Courier> courier;

    explicit Office(const System::NotifyTarget& target) { environment.notify = {target}; }
    ~Office() { store.close(); }
    Courier& open()
    {
        courier = std::make_unique<Courier>(
            outbox, secrets, clock,
            [environment = environment](const QString&, const QString&) { return std::optional(environment); },
            options);
        return *courier;
    }
    bool post(const QString& title = u"api is down"_s)
    {
        return answer(
                   outbox.post({.system = u"shop"_s, .environment = u"production"_s, .title = title, .text = u".\nÄ"_s},
                               environment.notify))
            .has_value();
    }
    Delivery deliver(const QString& title = u"api is down"_s)
    {
        if (!post(title) || !answer(open().deliver()))
            return {};
        return last();
    }
    Delivery last()
    {
        const auto all = answer(outbox.list({}));
        return all && !all->empty() ? all->front() : Delivery();
    }
    /// Whether these bytes stand in any file of the store.
    bool holds(const QByteArray& bytes)
    {
        store.close();
        QDirIterator files(folder.path(), QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (file.open(QIODevice::ReadOnly) && file.readAll().contains(bytes))
                return true;
        }
        return false;
    }
};

System::NotifyTarget webhook(const QString& url)
{
    return {.name = u"webhook"_s, .channel = u"webhook"_s, .address = url};
}

System::NotifyTarget mail(quint16 port, System::MailTls tls, const QStringList& to, const QString& user = {})
{
    return {.name = u"mail"_s,
            .channel = u"mail"_s,
            .mail = {.to = to,
                     .from = u"ops@example.com"_s,
                     .server = u"127.0.0.1"_s,
                     .port = port,
                     .tls = tls,
                     .user = user,
                     .password = user.isEmpty() ? QString() : u"SMTP"_s}};
}

void say(QTcpSocket& socket, const QByteArray& status, const QByteArray& more = {}, const QByteArray& body = "ok")
{
    socket.write("HTTP/1.1 " + status + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n" + more +
                 "\r\n" + body);
}

const QStringList two{u"a@example.com"_s, u"b@example.com"_s};

} // namespace

/// Messages to real servers, good and bad ones.
class TestCourier : public QObject
{
    Q_OBJECT

    Certificates m_certificates;
    QSslConfiguration serverTls(const QString& name) const
    {
        QSslConfiguration tls;
        tls.setPrivateKey(QSslKey(m_certificates.contents(name + u".key"_s), QSsl::Ec));
        tls.setLocalCertificateChain(QSslCertificate::fromData(m_certificates.contents(name + u".pem"_s)));
        return tls;
    }
    QStringList mailTls(const QString& name, const QStringList& more = {}) const
    {
        return QStringList{u"--certificate"_s, m_certificates.file(name + u".pem"_s), u"--key"_s,
                           m_certificates.file(name + u".key"_s)} +
               more;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_certificates.isMade());
        if (QProcess::execute(u"/usr/bin/python3"_s, {u"-c"_s, u"import aiosmtpd"_s}) != 0)
            QSKIP("python3-aiosmtpd is not installed");
    }
    void aSecretAddressIsPostedToAndToldToNobody()
    {
        QByteArray seen;
        const WebServer web(
            [&](QTcpSocket& socket, const QByteArray& request) {
                seen = request;
                say(socket, "200 OK");
            },
            serverTls(u"here"_s));
        Office office({.name = u"slack"_s, .channel = u"slack"_s, .secret = u"HOOK"_s});
        office.environment.certificateAuthority = m_certificates.file(u"ca.pem"_s);
        office.secrets.values[u"HOOK"_s] = web.url(u"services/T0/B0/verysecretpart"_s).toUtf8() + '\n';
        const Delivery done = office.deliver();
        QCOMPARE(done.state, DeliveryState::Delivered);
        QCOMPARE(done.reached, QStringList{u"127.0.0.1"_s});
        QVERIFY(seen.startsWith("POST /services/T0/B0/verysecretpart HTTP/1.1\r\n"));
        QVERIFY(seen.contains("{\"text\":\"*api is down*\\n.\\nÄ\"}"));
        QVERIFY(!office.holds("verysecretpart"));
    }
    void aRefusalTellsNoSecretEither()
    {
        const WebServer web([&](QTcpSocket& socket, const QByteArray&) {
            say(socket, "404 Not Found", {}, "no_service at /services/T0/B0/verysecretpart");
        });
        Office office({.name = u"slack"_s, .channel = u"slack"_s, .secret = u"HOOK"_s});
        office.secrets.values[u"HOOK"_s] = web.url(u"services/T0/B0/verysecretpart"_s).toUtf8();
        const Delivery done = office.deliver();
        QCOMPARE(done.state, DeliveryState::GivenUp);
        QVERIFY2(done.detail.contains(u"404"_s) && done.detail.contains(u"no_service"_s), qPrintable(done.detail));
        QVERIFY(!office.holds("verysecretpart"));
    }
    void twoFailuresAndThenASuccess()
    {
        int requests = 0;
        const WebServer web([&](QTcpSocket& socket, const QByteArray&) {
            say(socket, ++requests < 3 ? "500 Internal Server Error" : "204 No Content");
        });
        Office office(webhook(web.url()));
        QCOMPARE(office.deliver().state, DeliveryState::Waiting);
        QCOMPARE(office.last().attempts, 1);
        // Not before its time, also when it is asked for again.
        QCOMPARE(answer(office.courier->deliver()).value_or(-1), 0);
        office.clock.seconds = 11;
        QCOMPARE(answer(office.courier->deliver()).value_or(-1), 1);
        QCOMPARE(office.last().state, DeliveryState::Waiting);
        office.clock.seconds = 60;
        QCOMPARE(answer(office.courier->deliver()).value_or(-1), 1);
        QCOMPARE(office.last().state, DeliveryState::Delivered);
        QCOMPARE(office.last().attempts, 3);
        QCOMPARE(requests, 3);
    }
    void whoSaysLaterIsAskedLater()
    {
        const WebServer web([&](QTcpSocket& socket, const QByteArray&) {
            say(socket, "429 Too Many Requests", "Retry-After: 600\r\n");
        });
        Office office(webhook(web.url()));
        const Delivery done = office.deliver();
        QCOMPARE(done.state, DeliveryState::Waiting);
        const qint64 wait = done.last.secsTo(done.next);
        QVERIFY2(wait >= 599 && wait <= 600, QByteArray::number(wait).constData());
    }
    void aSignedRequestCanBeChecked()
    {
        QByteArray seen;
        const WebServer web([&](QTcpSocket& socket, const QByteArray& request) {
            seen = request;
            say(socket, "200 OK");
        });
        System::NotifyTarget target = webhook(web.url());
        target.signing = u"SIGN"_s;
        Office office(target);
        office.secrets.values[u"SIGN"_s] = "signing-key";
        QCOMPARE(office.deliver().state, DeliveryState::Delivered);
        const auto header = [&](const QByteArray& name) {
            const qsizetype at = seen.indexOf("\r\n" + name + ": ");
            return at < 0 ? QByteArray() : seen.mid(at + 4 + name.size()).split('\r').first();
        };
        const QByteArray body = seen.mid(seen.indexOf("\r\n\r\n") + 4);
        QProcess openssl;
        openssl.start(u"openssl"_s, {u"dgst"_s, u"-sha256"_s, u"-hmac"_s, u"signing-key"_s});
        QVERIFY(openssl.waitForStarted());
        openssl.write(header("X-Pilothouse-Timestamp") + '.' + body);
        openssl.closeWriteChannel();
        QVERIFY(openssl.waitForFinished());
        QCOMPARE(header("X-Pilothouse-Signature"), "sha256=" + openssl.readAll().trimmed().split(' ').last());
        QCOMPARE(QJsonDocument::fromJson(body).object().value(u"id"_s).toString().toLatin1(),
                 header("X-Pilothouse-Id"));
        QVERIFY(!office.holds("signing-key"));
    }
    void noRedirectIsFollowed()
    {
        const WebServer other([](QTcpSocket& socket, const QByteArray&) { say(socket, "200 OK"); });
        const WebServer web([&](QTcpSocket& socket, const QByteArray&) {
            say(socket, "307 Temporary Redirect", "Location: " + other.url().toLatin1() + "\r\n");
        });
        Office office(webhook(web.url()));
        QCOMPARE(office.deliver().state, DeliveryState::GivenUp);
        QCOMPARE(other.requests(), 0);
        QVERIFY(office.last().detail.contains(u"not followed"_s));
    }
    void aWrongCertificateGetsNothing_data()
    {
        QTest::addColumn<QString>("certificate");
        QTest::newRow("of nobody") << u"self"_s;
        QTest::newRow("of somebody else") << u"elsewhere"_s;
    }
    void aWrongCertificateGetsNothing()
    {
        QFETCH(QString, certificate);
        const WebServer web([](QTcpSocket& socket, const QByteArray&) { say(socket, "200 OK"); },
                            serverTls(certificate));
        Office office(webhook(web.url()));
        office.environment.certificateAuthority = m_certificates.file(u"ca.pem"_s);
        QCOMPARE(office.deliver().state, DeliveryState::Waiting);
        QCOMPARE(web.requests(), 0);
        QVERIFY2(office.last().detail.contains(u"certificate"_s), qPrintable(office.last().detail));

        MailServer smtp(mailTls(certificate));
        QVERIFY2(smtp.port(), smtp.error().constData());
        Office post(mail(smtp.port(), System::MailTls::StartTls, two));
        post.environment.certificateAuthority = m_certificates.file(u"ca.pem"_s);
        QCOMPARE(post.deliver().state, DeliveryState::Waiting);
        QVERIFY2(post.last().detail.contains(u"certificate"_s), qPrintable(post.last().detail));
        QCOMPARE(smtp.mails().size(), 0);
    }
    void aDripIsNoAnswer()
    {
        const BadPeer web(
            [](const Conversation& talk) { talk.drip("HTTP/1.1 200 OK\r\nX-A: " + QByteArray(100000, 'x'), 20); });
        Office office(webhook(u"http://127.0.0.1:%1/"_s.arg(web.port())));
        office.options.httpDeadline = 400ms;
        QCOMPARE(office.deliver().state, DeliveryState::Waiting);
        QVERIFY2(office.last().detail.contains(u"no complete answer"_s), qPrintable(office.last().detail));

        const BadPeer smtp([](const Conversation& talk) { talk.drip("220-" + QByteArray(100000, 'x'), 20); });
        Office post(mail(smtp.port(), System::MailTls::None, two));
        post.options.mailDeadline = 400ms;
        QCOMPARE(post.deliver().state, DeliveryState::Waiting);
        QVERIFY2(post.last().detail.contains(u"did not come to an end"_s), qPrintable(post.last().detail));
    }
    void aFloodIsCutOff()
    {
        const BadPeer web([](const Conversation& talk) {
            talk.send("HTTP/1.1 200 OK\r\n\r\n");
            talk.sendForEver(QByteArray(65536, 'x'));
        });
        Office office(webhook(u"http://127.0.0.1:%1/"_s.arg(web.port())));
        QCOMPARE(office.deliver().state, DeliveryState::Delivered);

        const BadPeer smtp([](const Conversation& talk) { talk.sendForEver(QByteArray(65536, 'x')); });
        Office post(mail(smtp.port(), System::MailTls::None, two));
        QCOMPARE(post.deliver().state, DeliveryState::Waiting);
    }
    void pagerDutyIsPosted()
    {
        QByteArray seen;
        const WebServer web([&](QTcpSocket& socket, const QByteArray& request) {
            seen = request;
            say(socket, "202 Accepted", {}, "{\"status\":\"success\"}");
        });
        Office office({.name = u"pagerduty"_s, .channel = u"pagerduty"_s, .secret = u"KEY"_s});
        office.options.pagerDuty = web.url(u"v2/enqueue"_s);
        office.secrets.values[u"KEY"_s] = "R0UTINGKEY";
        QCOMPARE(office.deliver().state, DeliveryState::Delivered);
        QVERIFY(seen.startsWith("POST /v2/enqueue "));
        QVERIFY(seen.contains("\"routing_key\":\"R0UTINGKEY\""));
        QVERIFY(!office.holds("R0UTINGKEY"));
    }
    void mailsTravelEncrypted_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("tls");
        QTest::newRow("STARTTLS, PLAIN") << QStringList{u"--methods"_s, u"PLAIN"_s} << int(System::MailTls::StartTls);
        QTest::newRow("STARTTLS, LOGIN") << QStringList{u"--methods"_s, u"LOGIN"_s} << int(System::MailTls::StartTls);
        QTest::newRow("implicit") << QStringList{u"--implicit"_s} << int(System::MailTls::Implicit);
    }
    void mailsTravelEncrypted()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, tls);
        MailServer smtp(mailTls(u"here"_s, arguments + QStringList{u"--login"_s, u"ops:pass word-ä"_s}));
        QVERIFY2(smtp.port(), smtp.error().constData());
        Office office(mail(smtp.port(), System::MailTls(tls), two, u"ops"_s));
        office.environment.certificateAuthority = m_certificates.file(u"ca.pem"_s);
        office.secrets.values[u"SMTP"_s] = "pass word-ä";
        const Delivery done = office.deliver(u"Wartung für alle\r\nBcc: mallory@example.com"_s);
        QVERIFY2(done.state == DeliveryState::Delivered, qPrintable(done.detail));
        QCOMPARE(done.reached, two);
        const auto mails = smtp.mails();
        QCOMPARE(mails.size(), 1);
        QVERIFY2(mails[0].startsWith("encrypted 1\nlogin 1\nfrom ops@example.com\nto a@example.com b@example.com\n"),
                 mails[0].constData());
        QVERIFY(!mails[0].contains("\nBcc:"));
        QVERIFY(mails[0].contains("\r\n\r\n.\r\n=C3=84\r\n"));
        QVERIFY(!office.holds("pass word"));
    }
    void aWrongPasswordIsFinal()
    {
        MailServer smtp(mailTls(u"here"_s, {u"--login"_s, u"ops:right"_s}));
        QVERIFY2(smtp.port(), smtp.error().constData());
        Office office(mail(smtp.port(), System::MailTls::StartTls, two, u"ops"_s));
        office.environment.certificateAuthority = m_certificates.file(u"ca.pem"_s);
        office.secrets.values[u"SMTP"_s] = "wrong-word";
        QCOMPARE(office.deliver().state, DeliveryState::GivenUp);
        QVERIFY2(office.last().detail.contains(u"refuses the login"_s), qPrintable(office.last().detail));
        QCOMPARE(smtp.mails().size(), 0);
        QVERIFY(!office.holds("wrong-word"));
    }
    void thoseWhoWereBusyGetItLater()
    {
        MailServer smtp;
        QVERIFY2(smtp.port(), smtp.error().constData());
        Office office(mail(smtp.port(), System::MailTls::None,
                           {u"a@example.com"_s, u"nobody@example.com"_s, u"later@example.com"_s}));
        QCOMPARE(office.deliver().state, DeliveryState::Waiting);
        QCOMPARE(office.last().reached, QStringList{u"a@example.com"_s});
        QCOMPARE(office.last().refused, QStringList{u"nobody@example.com"_s});
        office.clock.seconds = 3600;
        QCOMPARE(answer(office.courier->deliver()).value_or(-1), 1);
        QCOMPARE(smtp.mails().size(), 1); // the first one has it, and gets it once
        QCOMPARE(office.last().left, QStringList{u"later@example.com"_s});
    }
    void whoeverSpeaksBeforeTheHandshakeIsNotBelieved()
    {
        const BadPeer smtp([](const Conversation& talk) {
            talk.send("220 hi\r\n");
            talk.receiveLine();
            talk.send("250-x\r\n250 STARTTLS\r\n");
            talk.receiveLine();
            talk.send("220 go\r\n250 AUTH PLAIN\r\n");
            talk.hush();
        });
        Office office(mail(smtp.port(), System::MailTls::StartTls, two));
        QCOMPARE(office.deliver().state, DeliveryState::Waiting);
        QVERIFY2(office.last().detail.contains(u"before the connection is encrypted"_s),
                 qPrintable(office.last().detail));
    }
    void aMissingSecretIsWaitedFor()
    {
        const WebServer web([](QTcpSocket& socket, const QByteArray&) { say(socket, "200 OK"); });
        Office office({.name = u"slack"_s, .channel = u"slack"_s, .secret = u"HOOK"_s});
        QCOMPARE(office.deliver().state, DeliveryState::Waiting);
        QVERIFY(office.last().detail.contains(u"HOOK"_s));
        office.secrets.values[u"HOOK"_s] = web.url().toUtf8();
        office.clock.seconds = 60;
        QCOMPARE(answer(office.courier->deliver()).value_or(-1), 1);
        QCOMPARE(office.last().state, DeliveryState::Delivered);
    }
    void anAddressOutOfTheKeychainLeavesEncryptedOnly()
    {
        Office office({.name = u"slack"_s, .channel = u"slack"_s, .secret = u"HOOK"_s});
        office.secrets.values[u"HOOK"_s] = "http://hooks.example.com/secretpart";
        QCOMPARE(office.deliver().state, DeliveryState::GivenUp);
        QVERIFY(!office.last().detail.contains(u"secretpart"_s));
    }
    void twoProgramsDeliverOnce()
    {
        int requests = 0;
        const WebServer web([&](QTcpSocket& socket, const QByteArray&) {
            ++requests;
            say(socket, "200 OK");
        });
        Office office(webhook(web.url()));
        for (int i = 0; i < 20; ++i)
            QVERIFY(office.post());
        office.open();
        Store::Database otherStore(Store::Database::Kind::Facts, office.folder.filePath(u"facts.sqlite"_s),
                                   Outbox::migrations(), office.clock);
        Outbox otherOutbox(otherStore, office.clock);
        Courier other(otherOutbox, office.secrets, office.clock,
                      [&](const QString&, const QString&) { return std::optional(office.environment); });
        auto mine = office.courier->deliver();
        auto theirs = other.deliver();
        const int made = answer(mine).value_or(-100) + answer(theirs).value_or(-100);
        QCOMPARE(made, 20);
        QCOMPARE(requests, 20);
    }
};

PILOTHOUSE_TEST(TestCourier)
#include "tst_courier.moc"
