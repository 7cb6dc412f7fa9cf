// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/await.h"
#include "health/prober.h"
#include "support/testmain.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>

namespace Pilothouse::Test {

/// Secrets that a test has put down.
class KnownSecrets final : public SecretSource
{
public:
    std::map<QString, QByteArray> values;

    QFuture<Result<Secret>> secret(const SecretRef& ref) override
    {
        const auto it = values.find(ref.name);
        if (it == values.end())
            return answered<Secret>(fail(ErrorKind::NotFound, QStringLiteral("there is no such secret")));
        return answered<Secret>(Secret(QByteArray(it->second)));
    }
};

inline quint16 freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

inline bool accepts(quint16 port)
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, port);
    return socket.waitForConnected(1000);
}

inline void write(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(path));
}

/// A server program that ends with this.
class Server
{
public:
    ~Server()
    {
        m_process.terminate();
        if (!m_process.waitForFinished(5000))
            m_process.kill();
        m_process.waitForFinished(5000);
    }
    /// Whether it answers on its port within half a minute; 0 for one that prints its port itself.
    bool start(const QString& program, const QStringList& arguments, quint16& port)
    {
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        m_process.start(program, arguments);
        if (!m_process.waitForStarted())
            return false;
        if (port == 0) {
            while (!m_process.canReadLine() && m_process.waitForReadyRead(30'000)) {
            }
            port = m_process.readLine().trimmed().toUShort();
        }
        return port != 0 &&
               QTest::qWaitFor([&] { return accepts(port) || m_process.state() == QProcess::NotRunning; }, 30'000) &&
               m_process.state() == QProcess::Running;
    }
    QByteArray said() { return m_process.readAll(); }

private:
    QProcess m_process;
};

/// An authority and a certificate for 127.0.0.1 and localhost below it: FOLDER/{root.pem,here.pem,here.key}.
inline bool makeCertificates(const QString& folder)
{
    const QString script = QStringLiteral(R"(set -e
        openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout root.key -out root.pem -days 30 -subj /CN=root
        openssl req -newkey rsa:2048 -nodes -keyout here.key -out here.csr -subj /CN=here
        echo subjectAltName=IP:127.0.0.1,DNS:localhost,DNS:here.example >here.ext
        openssl x509 -req -in here.csr -CA root.pem -CAkey root.key -CAcreateserial -days 20 -extfile here.ext -out here.pem)");
    QProcess process;
    process.setWorkingDirectory(folder);
    process.start(QStringLiteral("sh"), {QStringLiteral("-c"), script});
    return process.waitForFinished(60'000) && process.exitCode() == 0;
}

/// "verdict: reason" of one look.
inline QString looked(Health::Prober& prober, const System::Environment& environment, const System::ProbeSpec& probe,
                      Health::Measurement* out = nullptr)
{
    const auto seen = await(prober.measure(QStringLiteral("shop"), environment, probe), {}, std::chrono::minutes(1));
    if (!seen)
        return seen.error().message;
    if (out)
        *out = *seen;
    return healthVerdictName(seen->verdict) + QStringLiteral(": ") + seen->reason;
}

inline System::Condition condition(const QString& text) { return System::Condition::parse(text).value(); }

} // namespace Pilothouse::Test
