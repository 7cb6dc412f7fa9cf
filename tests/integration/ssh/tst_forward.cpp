// SPDX-License-Identifier: GPL-3.0-or-later
#include "rig.h"

#include <QTcpServer>
#include <QTcpSocket>

#include <atomic>
#include <sys/socket.h>

using namespace Pilothouse;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// A service of the far side behind a port here.
class TestForward : public QObject
{
    Q_OBJECT

    SystemClock m_clock;
    std::unique_ptr<SshServer> m_server;
    std::unique_ptr<Ssh::Pool> m_pool;
    QTcpServer m_service;

    Result<std::shared_ptr<Ssh::Forward>> open(const Ssh::ForwardTo& to)
    {
        return await(m_pool->forward(m_server->endpoint(), to), {}, 30s);
    }
    Ssh::ForwardTo toService() const { return {.host = u"127.0.0.1"_s, .port = m_service.serverPort()}; }
    /// A connection through the port, and its far end.
    std::pair<std::unique_ptr<QTcpSocket>, std::unique_ptr<QTcpSocket>> connected(quint16 port)
    {
        auto near = std::make_unique<QTcpSocket>();
        near->connectToHost(QHostAddress::LocalHost, port);
        if (!eventually([&] { return m_service.hasPendingConnections(); }))
            return {};
        return {std::move(near), std::unique_ptr<QTcpSocket>(m_service.nextPendingConnection())};
    }

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<SshServer>();
        QVERIFY2(m_server->isRunning(), qPrintable(m_server->error()));
        m_pool = std::make_unique<Ssh::Pool>(poolOptions(*m_server), m_clock);
        QVERIFY(m_service.listen(QHostAddress::LocalHost));
    }
    void cleanup()
    {
        m_pool.reset();
        m_service.close();
    }

    void bytesGoBothWays()
    {
        const auto forward = open(toService());
        QVERIFY2(forward, whyNot(forward));
        const auto [near, far] = connected((*forward)->port());
        QVERIFY(near && far);
        near->write("question");
        QVERIFY(eventually([&] { return far->bytesAvailable() == 8; }));
        QCOMPARE(far->readAll(), QByteArray("question"));
        far->write("answer");
        QVERIFY(eventually([&] { return near->bytesAvailable() == 6; }));
        QCOMPARE(near->readAll(), QByteArray("answer"));
        QCOMPARE((*forward)->connections(), 1);
        near->disconnectFromHost();
        QVERIFY(eventually([&] { return far->state() == QTcpSocket::UnconnectedState; }));
        far->close();
        QVERIFY(eventually([&] { return (*forward)->connections() == 0; }));
        QCOMPARE(m_server->log().count("Accepted publickey"), 1);
    }

    void aSideThatSaidAllStillListens()
    {
        const auto forward = open(toService());
        QVERIFY2(forward, whyNot(forward));
        const auto [near, far] = connected((*forward)->port());
        QVERIFY(near && far);
        near->write("all I have");
        QVERIFY(eventually([&] { return near->bytesToWrite() == 0; }));
        ::shutdown(int(near->socketDescriptor()), SHUT_WR);
        const int descriptor = int(far->socketDescriptor());
        QByteArray got;
        char end = 0;
        QVERIFY(eventually([&] {
            got += far->readAll();
            return got.size() == 10 && ::recv(descriptor, &end, 1, MSG_PEEK | MSG_DONTWAIT) == 0;
        }));
        const QByteArray much(3'000'000, 'x');
        far->write(much);
        far->disconnectFromHost();
        QByteArray answer;
        QVERIFY(eventually([&] {
            answer += near->readAll();
            return near->state() == QTcpSocket::UnconnectedState;
        }));
        answer += near->readAll();
        QCOMPARE(answer.size(), much.size());
        QVERIFY(eventually([&] { return (*forward)->connections() == 0; }));
    }

    void whoDoesNotReadHoldsUpTheOther_data()
    {
        QTest::addColumn<bool>("upwards");
        QTest::addRow("up") << true;
        QTest::addRow("down") << false;
    }

    void whoDoesNotReadHoldsUpTheOther()
    {
        QFETCH(const bool, upwards);
        const auto forward = open(toService());
        QVERIFY2(forward, whyNot(forward));
        auto [near, far] = connected((*forward)->port());
        QVERIFY(near && far);
        QTcpSocket& writer = upwards ? *near : *far;
        QTcpSocket& reader = upwards ? *far : *near;
        reader.setReadBufferSize(1);
        constexpr qint64 size = 60'000'000;
        writer.write(QByteArray(size, 'y'));
        // It comes to a stand: what is left here does not shrink any more while others use the connection.
        qint64 left = size;
        QVERIFY(eventually([&] {
            const auto other = runCommand(*m_pool, m_server->endpoint(), {.line = "true"});
            if (!other)
                return false;
            QCoreApplication::processEvents();
            return std::exchange(left, writer.bytesToWrite()) == writer.bytesToWrite();
        }));
        QVERIFY2(left > size / 3, qPrintable(QString::number(left)));
        reader.setReadBufferSize(0);
        qint64 got = 0;
        QVERIFY(eventually([&] {
            got += reader.readAll().size();
            return got == size;
        }));
    }

    void aServiceThatIsNotThereIsAReset()
    {
        const quint16 gone = m_service.serverPort();
        m_service.close();
        const auto why = std::make_shared<QString>();
        const auto told = std::make_shared<std::atomic_bool>(false);
        const auto forward = open({.host = u"127.0.0.1"_s, .port = gone, .onRefused = [why, told](const Error& error) {
                                       *why = error.message;
                                       *told = true;
                                   }});
        QVERIFY2(forward, whyNot(forward));
        QTcpSocket near;
        near.connectToHost(QHostAddress::LocalHost, (*forward)->port());
        QVERIFY(eventually([&] { return near.state() == QTcpSocket::UnconnectedState; }));
        QCOMPARE(near.error(), QTcpSocket::RemoteHostClosedError);
        QVERIFY(eventually([&] { return told->load(); }));
        QVERIFY2(why->contains(u"127.0.0.1"_s), qPrintable(*why));
        QVERIFY(eventually([&] { return (*forward)->connections() == 0; }));
    }

    void moreThanAllowedWaitTheirTurn()
    {
        auto to = toService();
        to.mostConnections = 2;
        const auto forward = open(to);
        QVERIFY2(forward, whyNot(forward));
        std::vector<std::unique_ptr<QTcpSocket>> nears;
        for (int i = 0; i < 5; ++i) {
            nears.push_back(std::make_unique<QTcpSocket>());
            nears.back()->connectToHost(QHostAddress::LocalHost, (*forward)->port());
        }
        int served = 0;
        while (served < 5) {
            QVERIFY(eventually([&] { return m_service.hasPendingConnections(); }));
            QVERIFY((*forward)->connections() <= 2);
            const std::unique_ptr<QTcpSocket> far(m_service.nextPendingConnection());
            far->write("x");
            QVERIFY(eventually([&] { return far->bytesToWrite() == 0; }));
            far->close();
            ++served;
            for (const auto& near : nears) {
                QCoreApplication::processEvents();
                if (near->bytesAvailable() > 0)
                    near->close();
            }
        }
        for (const auto& near : nears)
            near->close();
        QVERIFY(eventually([&] { return (*forward)->connections() == 0; }));
    }

    void itsPortEndsWithIt()
    {
        auto forward = open(toService());
        QVERIFY2(forward, whyNot(forward));
        const quint16 port = (*forward)->port();
        const auto [near, far] = connected(port);
        QVERIFY(near && far);
        *forward = nullptr;
        QVERIFY(eventually([&] { return near->state() == QTcpSocket::UnconnectedState; }));
        QTcpSocket late;
        late.connectToHost(QHostAddress::LocalHost, port);
        QVERIFY(eventually([&] { return late.state() == QTcpSocket::UnconnectedState; }));
        QCOMPARE(late.error(), QTcpSocket::ConnectionRefusedError);
        // The same port can be had again.
        auto to = toService();
        to.localPort = port;
        const auto again = open(to);
        QVERIFY2(again, whyNot(again));
        QCOMPARE((*again)->port(), port);
        const auto taken = open(to);
        QVERIFY(!taken);
        QVERIFY2(taken.error().message.contains(QString::number(port)), whyNot(taken));
        // It may outlive the pool.
        m_pool.reset();
    }

    void itComesBackAfterALostLink()
    {
        const auto forward = open(toService());
        QVERIFY2(forward, whyNot(forward));
        const auto [near, far] = connected((*forward)->port());
        QVERIFY(near && far);
        m_server->killConnections();
        QVERIFY(eventually([&] { return near->state() == QTcpSocket::UnconnectedState; }));
        const auto [again, there] = connected((*forward)->port());
        QVERIFY(again && there);
        QCOMPARE(m_server->log().count("Accepted publickey"), 2);
    }

    void namesThatAreNoneAreRefused()
    {
        const auto refused = open({.host = u"a;touch x"_s, .port = 80});
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::Invalid);
        QVERIFY(!open({.host = u"127.0.0.1"_s, .port = 0}));
    }

    void aHostThatCannotBeReachedIsToldAtOnce()
    {
        m_server->stop();
        const auto forward = open(toService());
        QVERIFY(!forward);
        QCOMPARE(forward.error().kind, ErrorKind::Unreachable);
    }
};

PILOTHOUSE_TEST(TestForward)
#include "tst_forward.moc"
