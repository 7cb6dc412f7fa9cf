// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/await.h"
#include "metrics/prometheus.h"
#include "support/testmain.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>

#include <cmath>

using namespace Pilothouse;
using namespace Pilothouse::Metrics;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Secrets final : SecretSource
{
    QFuture<Result<Secret>> secret(const SecretRef& ref) override
    {
        asked = ref;
        return answered<Secret>(Secret(QByteArray("the word")));
    }
    SecretRef asked = {};
};

QString freeAddress()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return u"127.0.0.1:%1"_s.arg(server.serverPort());
}

/// Debian's programs, on loopback, ended with the test.
struct Server
{
    QProcess process;
    explicit Server(const QString& program, const QStringList& arguments, const QByteArray& ready)
    {
        process.setReadChannel(QProcess::StandardError);
        process.start(program, arguments);
        while (process.state() != QProcess::NotRunning && !said.contains(ready) && process.waitForReadyRead(60'000))
            said += process.readAllStandardError();
    }
    ~Server()
    {
        process.kill();
        process.waitForFinished();
    }
    QByteArray said;
};

/// Answers the same to whoever comes, and keeps what came.
class Canned : public QObject
{
public:
    explicit Canned(QByteArray answer)
        : m_answer(std::move(answer))
    {
        m_server.listen(QHostAddress::LocalHost);
        connect(&m_server, &QTcpServer::newConnection, this, [this] {
            QTcpSocket* socket = m_server.nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] {
                request += socket->readAll();
                if (request.contains("step=") && !m_answer.isEmpty()) {
                    socket->write(m_answer);
                    socket->disconnectFromHost();
                }
            });
        });
    }
    QString url() const { return u"http://127.0.0.1:%1"_s.arg(m_server.serverPort()); }
    QByteArray request;

private:
    QTcpServer m_server;
    QByteArray m_answer;
};

} // namespace

class TestPrometheus : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void gapsAreWhatIsNotThere()
    {
        const auto series = readRange(
            R"({"status":"success","data":{"resultType":"matrix","result":[{"metric":{"__name__":"up","instance":"a:1"},)"
            R"("values":[[1700000000,"1"],[1700000015,"NaN"],[1700000030.5,"2.5"],[1700000060,"+Inf"],[1700000090,"-1e3"]]},)"
            R"({"metric":{"job":"x","zone":"y"},"values":[]}]}})",
            u"instance"_s);
        QVERIFY(series.has_value());
        const auto at = [](double seconds) { return QDateTime::fromMSecsSinceEpoch(qint64(seconds * 1000), Qt::UTC); };
        QCOMPARE(
            *series,
            (std::vector<RangeSeries>{
                {u"a:1"_s,
                 {{at(1700000000), 1, 1, 1}, {at(1700000030.5), 2.5, 2.5, 2.5}, {at(1700000090), -1000, -1000, -1000}}},
                {u"job=x,zone=y"_s, {}}}));
    }
    void whatIsNoAnswerIsAnError()
    {
        for (const QByteArray& body :
             {QByteArray("<html>"), QByteArray("{}"), QByteArray("[]"), QByteArray(R"({"status":"success"})"),
              QByteArray(R"({"status":"success","data":{"resultType":"vector","result":[]}})")})
            QVERIFY(!readRange(body, u"instance"_s));
        const auto refused =
            readRange(R"({"status":"error","errorType":"bad_data","error":"parse error at char 3"})", u"instance"_s);
        QVERIFY(refused.error().message.contains(u"parse error at char 3"_s));
    }
    void aServerThatSaysNothing()
    {
        Canned server({});
        const auto answer = ask(server.url(), u"up"_s, 300ms);
        QVERIFY(!answer && answer.error().kind == ErrorKind::Timeout);
    }
    void aServerThatIsAway()
    {
        const auto answer = ask(u"http://"_s + freeAddress(), u"up"_s);
        QVERIFY(!answer && answer.error().kind == ErrorKind::Unreachable);
        QVERIFY(answer.error().message.contains(u"nothing is known"_s));
    }
    void redirectsAreNotFollowed()
    {
        Canned elsewhere("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        Canned server("HTTP/1.1 307 Elsewhere\r\nLocation: " + elsewhere.url().toUtf8() +
                      "/\r\nContent-Length: 0\r\n\r\n");
        QVERIFY(!ask(server.url(), u"up"_s));
        QVERIFY(elsewhere.request.isEmpty());
    }
    void logins()
    {
        Canned server("HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n");
        m_environment.metrics.user = u"reader"_s;
        m_environment.metrics.password = u"WORD"_s;
        auto answer = ask(server.url(), u"sum(up) + 1"_s);
        QVERIFY(!answer && answer.error().kind == ErrorKind::Refused);
        QCOMPARE(m_secrets.asked, (SecretRef{u"shop"_s, u"production"_s, u"WORD"_s}));
        QVERIFY(server.request.contains("Authorization: Basic " + QByteArray("reader:the word").toBase64()));
        QVERIFY(server.request.contains("query=sum%28up%29%20%2B%201&"));
        server.request.clear();
        m_environment.metrics.bearer = u"TOKEN"_s;
        QVERIFY(!ask(server.url(), u"up"_s));
        QVERIFY(server.request.contains("Authorization: Bearer the word"));
        m_environment.metrics = {};
    }
    void aQueryThatTheDefinitionLacks()
    {
        m_environment.metrics = {.prometheus = u"http://127.0.0.1:1"_s, .queries = {{u"cpu"_s, u"x"_s}}};
        Prometheus prometheus(m_secrets, m_clock);
        const auto now = m_clock.now();
        const auto answer = wait(prometheus.range(u"shop"_s, m_environment, u"memory"_s, now.addSecs(-60), now, 10));
        QVERIFY(!answer && answer.error().kind == ErrorKind::NotFound);
    }
    void theRealOne()
    {
        for (const QString& program : {u"prometheus"_s, u"prometheus-node-exporter"_s}) {
            if (QStandardPaths::findExecutable(program).isEmpty())
                QSKIP(qPrintable(program + u" is not installed"_s));
        }
        QTemporaryDir folder;
        const QString exporterAt = freeAddress();
        const QString address = freeAddress();
        QFile configuration(folder.filePath(u"prometheus.yml"_s));
        QVERIFY(configuration.open(QIODevice::WriteOnly));
        configuration.write("global: { scrape_interval: 1s }\nscrape_configs: [{ job_name: node, static_configs: [{ "
                            "targets: [\"" +
                            exporterAt.toUtf8() + "\"] }] }]\n");
        configuration.close();
        const Server exporter(u"prometheus-node-exporter"_s, {u"--web.listen-address="_s + exporterAt}, "Listening on");
        auto server = std::make_unique<Server>(u"prometheus"_s,
                                               QStringList{u"--config.file="_s + configuration.fileName(),
                                                           u"--storage.tsdb.path="_s + folder.filePath(u"data"_s),
                                                           u"--web.listen-address="_s + address},
                                               "Server is ready");
        QVERIFY2(server->said.contains("Server is ready"), server->said);
        const QString url = u"http://"_s + address;
        // A host's memory, once it was scraped.
        const auto memory = [&] {
            const auto answer = ask(url, u"100 * (1 - node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes)"_s);
            return answer && answer->size() == 1 && answer->front().part == exporterAt &&
                   !answer->front().points.empty() && answer->front().points.back().mean > 0 &&
                   answer->front().points.back().mean < 100;
        };
        QTRY_VERIFY_WITH_TIMEOUT(memory(), 60'000);
        // What was before the first scrape is a gap, and so is what is no number.
        const auto hour = [&] {
            const auto answer = ask(url, u"up"_s, 15s, 3600);
            return answer && !answer->empty() && !answer->front().points.empty() &&
                   answer->front().points.front().at > m_clock.now().addSecs(-600);
        };
        QTRY_VERIFY_WITH_TIMEOUT(hour(), 60'000);
        const auto noNumber = ask(url, u"0 / (up - up)"_s);
        QVERIFY(noNumber && noNumber->size() == 1 && noNumber->front().points.empty());
        // A day is asked for with its extremes.
        QVERIFY(ask(url, u"node_load1"_s, 15s, 86'400 * 2).has_value());
        const auto wrong = ask(url, u"sum("_s);
        QVERIFY(!wrong && wrong.error().kind == ErrorKind::Invalid);
        QVERIFY2(wrong.error().message.contains(u"parse error"_s), qPrintable(wrong.error().message));
        // Killed: nothing is known, at once.
        server.reset();
        const auto killed = ask(url, u"up"_s);
        QVERIFY(!killed && killed.error().kind == ErrorKind::Unreachable);
    }

private:
    /// Waits while the servers of this thread answer.
    template <typename T> Result<T> wait(QFuture<Result<T>> future)
    {
        if (!QTest::qWaitFor([&] { return future.isFinished(); }, 60'000))
            return fail(ErrorKind::Failed, u"no answer"_s);
        return future.result();
    }
    Result<std::vector<RangeSeries>> ask(const QString& url, const QString& query,
                                         std::chrono::milliseconds limit = 15s, int seconds = 60)
    {
        Prometheus prometheus(m_secrets, m_clock, limit);
        m_environment.name = u"production"_s;
        m_environment.metrics.prometheus = url;
        m_environment.metrics.part = u"instance"_s;
        m_environment.metrics.queries = {{u"asked"_s, query}};
        const auto now = m_clock.now();
        return wait(prometheus.range(u"shop"_s, m_environment, u"asked"_s, now.addSecs(-seconds), now, 60));
    }

    SystemClock m_clock;
    Secrets m_secrets;
    System::Environment m_environment;
};

PILOTHOUSE_TEST(TestPrometheus)
#include "tst_prometheus.moc"
