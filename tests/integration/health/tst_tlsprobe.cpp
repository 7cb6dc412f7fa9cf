// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/curlloop.h"
#include "health/httpprobe.h"
#include "health/judge.h"
#include "health/socketprobe.h"
#include "health/trust.h"
#include "support/manualclock.h"
#include "support/testmain.h"
#include "support/webserver.h"

#include <QFile>
#include <QProcess>
#include <QSslKey>
#include <QTemporaryDir>

using namespace Pilothouse;
using namespace Pilothouse::Health;
using namespace Pilothouse::Test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// Certificates that are past their end, of nobody, for somebody else, or below an authority that is past its end.
class TestTlsProbe : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        const QString script = uR"(set -e
            key() { openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out $1.key 2>/dev/null; }
            request() { key $1; openssl req -new -key $1.key -subj /CN=$1 -out $1.csr; }
            issue() { openssl x509 -req -in $1.csr -CA $2.pem -CAkey $2.key -CAcreateserial -days $3 -extfile $4 -out $1.pem 2>/dev/null; }
            echo basicConstraints=critical,CA:TRUE >authority
            echo subjectAltName=IP:127.0.0.1 >here
            echo subjectAltName=DNS:elsewhere.example.com >elsewhere
            key root; openssl req -x509 -key root.key -days 30 -subj /CN=root -out root.pem
            request middle; issue middle root 30 authority; openssl x509 -req -in middle.csr -CA root.pem -CAkey root.key -days -1 -extfile authority -out old.pem 2>/dev/null
            request good; issue good middle 30 here
            request ending; issue ending middle 3 here
            request expired; issue expired middle -1 here
            request foreign; issue foreign middle 30 elsewhere
            key self; openssl req -x509 -key self.key -days 30 -subj /CN=self -addext subjectAltName=IP:127.0.0.1 -out self.pem
        )"_s;
        QProcess process;
        process.setWorkingDirectory(m_folder.path());
        process.start(u"sh"_s, {u"-c"_s, script});
        QVERIFY(process.waitForFinished());
        QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
    }
    void oneThatEndsSoonIsDegraded()
    {
        QSslConfiguration server;
        server.setPrivateKey(QSslKey(contents(u"ending.key"_s), QSsl::Ec));
        server.setLocalCertificateChain(QSslCertificate::fromData(contents(u"ending.pem"_s)) +
                                        QSslCertificate::fromData(contents(u"middle.pem"_s)));
        const WebServer web([](QTcpSocket&, const QByteArray&) {}, server);
        QSslConfiguration trust = QSslConfiguration::defaultConfiguration();
        trust.setPeerVerifyMode(QSslSocket::VerifyPeer);
        trust.setCaCertificates(QSslCertificate::fromData(contents(u"root.pem"_s)));
        System::ProbeSpec probe{.name = u"certificate"_s,
                                .kind = System::ProbeKind::Tls,
                                .target = u"127.0.0.1:%1"_s.arg(web.serverPort()),
                                .timeout = 10s};
        const Measurement seen = judged(probe, SocketProbe::look(this, m_clock, probe, trust));
        QCOMPARE(seen.verdict, HealthVerdict::Degraded);
        QVERIFY2(seen.reason.contains(u": the certificate ends in "_s), qPrintable(seen.reason));
        // Who says how near is near enough is taken at the word.
        probe.conditions = {System::Condition::parse(u"[CERTIFICATE_EXPIRATION] > 24h"_s).value()};
        QCOMPARE(judged(probe, SocketProbe::look(this, m_clock, probe, trust)).verdict, HealthVerdict::Up);
    }
    void verdicts_data()
    {
        QTest::addColumn<QString>("own");
        QTest::addColumn<QString>("middle");
        QTest::addColumn<HealthVerdict>("verdict");
        QTest::addColumn<QString>("words");
        QTest::newRow("good") << u"good"_s << u"middle"_s << HealthVerdict::Up << u"good for"_s;
        QTest::newRow("expired") << u"expired"_s << u"middle"_s << HealthVerdict::Down << u"expired"_s;
        QTest::newRow("below an expired authority") << u"good"_s << u"old"_s << HealthVerdict::Down << u"expired"_s;
        QTest::newRow("self-signed") << u"self"_s << QString() << HealthVerdict::Down << u"self-signed"_s;
        QTest::newRow("of a name elsewhere") << u"foreign"_s << u"middle"_s << HealthVerdict::Down << u"not for"_s;
        QTest::newRow("of an unknown authority") << u"good"_s << QString() << HealthVerdict::Down << u"not trusted"_s;
    }
    void verdicts()
    {
        QFETCH(QString, own);
        QFETCH(QString, middle);
        QFETCH(HealthVerdict, verdict);
        QFETCH(QString, words);
        QSslConfiguration server;
        server.setPrivateKey(QSslKey(contents(own + u".key"_s), QSsl::Ec));
        QList<QSslCertificate> chain = QSslCertificate::fromData(contents(own + u".pem"_s));
        if (!middle.isEmpty())
            chain += QSslCertificate::fromData(contents(middle + u".pem"_s));
        server.setLocalCertificateChain(chain);
        const WebServer web([](QTcpSocket& socket,
                               const QByteArray&) { socket.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"); },
                            server);
        QSslConfiguration trust = QSslConfiguration::defaultConfiguration();
        trust.setPeerVerifyMode(QSslSocket::VerifyPeer);
        trust.setCaCertificates(QSslCertificate::fromData(contents(u"root.pem"_s)));

        System::ProbeSpec probe{.name = u"certificate"_s,
                                .kind = System::ProbeKind::Tls,
                                .target = u"127.0.0.1:%1"_s.arg(web.serverPort()),
                                .timeout = 10s};
        const Measurement socket = judged(probe, SocketProbe::look(this, m_clock, probe, trust));
        QCOMPARE(socket.verdict, verdict);
        QVERIFY2(socket.reason.contains(words), qPrintable(socket.reason));

        probe.kind = System::ProbeKind::Http;
        probe.target = web.url();
        const Measurement http =
            judged(probe, HttpProbe::get(m_loop, m_clock, m_trust, probe, m_folder.filePath(u"root.pem"_s)));
        QCOMPARE(http.verdict, verdict);
        QVERIFY2(verdict == HealthVerdict::Up || http.reason.contains(words), qPrintable(http.reason));
    }

private:
    static Measurement judged(const System::ProbeSpec& probe, const QFuture<Result<System::Observation>>& future)
    {
        [&] { QTRY_VERIFY_WITH_TIMEOUT(future.isFinished(), 30'000); }();
        return judge(probe, future.isFinished() ? future.result() : fail(ErrorKind::Unknown, u"no answer"_s),
                     QDateTime(), 1ms);
    }
    QByteArray contents(const QString& name)
    {
        QFile file(m_folder.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    QTemporaryDir m_folder;
    Trust m_trust;
    CurlLoop m_loop;
    ManualClock m_clock;
};

PILOTHOUSE_TEST(TestTlsProbe)
#include "tst_tlsprobe.moc"
