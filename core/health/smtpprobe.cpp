// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/smtpprobe.h"

#include "base/safetext.h"
#include "base/translate.h"
#include "base/units.h"
#include "health/tlsfault.h"

namespace Pilothouse::Health {

using namespace Qt::StringLiterals;

namespace {

constexpr quint16 smtpsPort = 465;
constexpr qsizetype mostLines = 200;

} // namespace

QFuture<Result<System::Observation>> SmtpProbe::look(QObject* parent, Clock& clock, const System::ProbeSpec& probe,
                                                     const QSslConfiguration& tls, const Router& router)
{
    const auto address = splitAddress(probe.target);
    if (!address)
        return Pilothouse::answered<System::Observation>(
            fail(ErrorKind::Invalid,
                 translate("Health", "\"%1\" is not an address of the form host:port").arg(probe.target)));
    auto* look = new SmtpProbe(parent, clock, probe, tls); // answers once, then deleteLater()
    auto future = look->m_promise.future();
    look->m_host = address->first;
    look->m_encryption = !probe.options->encryption.isEmpty() ? probe.options->encryption
                         : address->second == smtpsPort       ? u"tls"_s
                                                              : u"starttls"_s;
    whenAnswered(router.to(address->first, address->second), look->slot(), [look](const Result<Route>& route) {
        if (!route)
            return look->conclude(fail(route.error()));
        look->go(*route);
    });
    return future;
}

SmtpProbe::SmtpProbe(QObject* parent, Clock& clock, const System::ProbeSpec& probe, const QSslConfiguration& tls)
    : LookOwner(parent)
    , m_clock(clock)
    , m_probe(probe)
    , m_started(clock.monotonic())
{
    m_socket.setSslConfiguration(tls);
    m_deadline = clock.after(this, probe.timeout, [this] {
        const QString within = formatDuration(m_probe.timeout);
        conclude(fail(ErrorKind::Timeout, m_state == State::Greeting
                                              ? translate("Health", "it did not greet within %1").arg(within)
                                              : translate("Health", "no complete answer within %1").arg(within)));
    });
    connect(&m_socket, &QSslSocket::sslErrors, this,
            [this](const QList<QSslError>& errors) { m_tlsFault = tlsFaultSentence(errors, m_host); });
    connect(&m_socket, &QSslSocket::encrypted, this, [this] {
        if (m_state == State::Encrypting)
            say(State::HelloAgain, "EHLO pilothouse.invalid\r\n");
    });
    connect(&m_socket, &QSslSocket::readyRead, this, [this] { read(); });
    connect(&m_socket, &QSslSocket::errorOccurred, this, [this] {
        read();
        const QString sentence =
            !m_tlsFault.isEmpty() ? m_tlsFault
            : m_socket.error() == QAbstractSocket::ConnectionRefusedError
                ? translate("Health", "%1 refuses connections").arg(m_probe.target)
                : translate("Health", "%1 closed the connection: %2").arg(m_probe.target, m_socket.errorString());
        conclude(fail(m_route.reason({.kind = ErrorKind::Failed, .message = sentence})));
    });
}

void SmtpProbe::go(const Route& route)
{
    m_route = route;
    if (m_encryption == u"tls")
        m_socket.connectToHostEncrypted(route.host, route.port, m_host);
    else
        m_socket.connectToHost(route.host, route.port);
}

void SmtpProbe::read()
{
    while (!m_promise.isAnswered() && m_socket.canReadLine()) {
        const QString line = QString::fromLatin1(m_socket.readLine(4096)).trimmed();
        if (m_state == State::Encrypting)
            return;
        m_lines << line.mid(4);
        bool isCode = false;
        const int code = line.left(3).toInt(&isCode);
        if (!isCode || m_lines.size() > mostLines)
            return conclude(fail(
                ErrorKind::Failed,
                translate("Health", "what answers is no mail server: %1").arg(SafeText::oneLine(line, 80).text())));
        if (line.mid(3, 1) != u"-")
            answered(code, std::exchange(m_lines, {}));
    }
    if (!m_promise.isAnswered() && m_socket.bytesAvailable() > 64 * 1024)
        conclude(fail(
            ErrorKind::Failed,
            translate("Health", "what answers is no mail server: %1").arg(translate("Health", "a line without end"))));
}

void SmtpProbe::answered(int code, const QStringList& lines)
{
    const auto refused = [&](const QString& what) {
        conclude(fail(ErrorKind::Failed, translate("Health", "%1 is answered with %2 %3")
                                             .arg(what)
                                             .arg(code)
                                             .arg(SafeText::oneLine(lines.last(), 100).text())));
    };
    switch (m_state) {
    case State::Greeting:
        if (code != 220)
            return conclude(fail(ErrorKind::Failed, translate("Health", "it greets with %1 %2")
                                                        .arg(code)
                                                        .arg(SafeText::oneLine(lines.last(), 100).text())));
        return say(State::Hello, "EHLO pilothouse.invalid\r\n");
    case State::Hello:
        if (code != 250)
            return refused(u"EHLO"_s);
        m_abilities = lines.mid(1);
        if (m_encryption != u"starttls")
            return done();
        if (!m_abilities.contains(u"STARTTLS"_s, Qt::CaseInsensitive))
            return conclude(fail(ErrorKind::Failed, translate("Health", "it does not offer encryption (STARTTLS)")));
        return say(State::StartTls, "STARTTLS\r\n");
    case State::StartTls:
        if (code != 220)
            return refused(u"STARTTLS"_s);
        m_state = State::Encrypting;
        // What stands in the clear behind the word that begins the handshake would be taken for encrypted.
        if (m_socket.bytesAvailable() > 0)
            return conclude(fail(ErrorKind::Failed,
                                 translate("Health", "it says more before it encrypts, which no honest server does")));
        m_socket.setPeerVerifyName(m_host);
        return m_socket.startClientEncryption();
    case State::HelloAgain:
        if (code != 250)
            return refused(u"EHLO"_s);
        m_abilities = lines.mid(1);
        return done();
    case State::Encrypting:
        return;
    }
}

void SmtpProbe::say(State next, const QByteArray& line)
{
    m_state = next;
    m_socket.write(line);
}

void SmtpProbe::done()
{
    System::Observation seen{.connected = true};
    seen.responseTime = m_clock.monotonic() - m_started;
    seen.output = SafeText::oneLine(m_abilities.join(u", "_s), 500).text();
    seen.certificateExpiration = timeLeft(m_socket.peerCertificate(), QDateTime::currentDateTimeUtc());
    const QString took = formatDuration(*seen.responseTime);
    seen.summary = seen.certificateExpiration ? translate("Health", "ready in %1, certificate good for %2")
                                                    .arg(took, formatDuration(*seen.certificateExpiration))
                                              : translate("Health", "ready in %1, without encryption").arg(took);
    m_socket.write("QUIT\r\n");
    m_socket.flush();
    conclude(seen);
}

void SmtpProbe::conclude(Result<System::Observation> result)
{
    if (m_promise.isAnswered())
        return;
    m_promise.answer(std::move(result));
    m_socket.disconnect(this);
    m_socket.disconnectFromHost();
    deleteLater();
}

} // namespace Pilothouse::Health
