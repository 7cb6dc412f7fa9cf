// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/dnsprobe.h"

#include "base/translate.h"
#include "base/units.h"
#include "health/dnsmessage.h"

#include <QFile>
#include <QHostAddress>
#include <QRandomGenerator>
#include <QtEndian>

namespace Pilothouse::Health {

using namespace Qt::StringLiterals;

QString systemResolver(const QByteArray& resolvConf)
{
    for (const QByteArray& line : resolvConf.split('\n')) {
        const QList<QByteArray> words = line.simplified().split(' ');
        if (words.size() >= 2 && words.first() == "nameserver")
            return QString::fromLatin1(words.at(1));
    }
    return {};
}

QFuture<Result<System::Observation>> DnsProbe::look(QObject* parent, Clock& clock, const System::ProbeSpec& probe,
                                                    const Router& router)
{
    auto* look = new DnsProbe(parent, clock, probe, router); // answers once, then deleteLater()
    auto future = look->m_promise.future();
    look->start();
    return future;
}

DnsProbe::DnsProbe(QObject* parent, Clock& clock, const System::ProbeSpec& probe, Router router)
    : LookOwner(parent)
    , m_clock(clock)
    , m_probe(probe)
    , m_router(std::move(router))
    , m_started(clock.monotonic())
{
    m_deadline = clock.after(this, probe.timeout, [this] {
        conclude(fail(ErrorKind::Timeout, translate("Health", "the resolver %1 did not answer within %2")
                                              .arg(m_server, formatDuration(m_probe.timeout))));
    });
}

void DnsProbe::start()
{
    QString resolver = m_probe.options->resolver;
    if (resolver.isEmpty()) {
        QFile file(u"/etc/resolv.conf"_s);
        if (file.open(QIODevice::ReadOnly))
            resolver = systemResolver(file.read(64 * 1024));
    }
    const auto place = splitAddress(resolver, 53);
    if (!place)
        return conclude(
            fail(ErrorKind::NotFound, translate("Health", "this machine has no resolver; name one as resolver:")));
    m_server = place->first;
    m_port = place->second;
    m_id = quint16(QRandomGenerator::global()->generate());
    const QString type = m_probe.options->type.isEmpty() ? u"A"_s : m_probe.options->type;
    const auto question = dnsQuestion(m_id, m_probe.target, type);
    if (!question)
        return conclude(fail(question.error()));
    m_question = *question;
    if (!m_router.isDirect())
        return askByTcp();
    connect(&m_udp, &QUdpSocket::readyRead, this, [this] {
        while (m_udp.hasPendingDatagrams() && !m_promise.isAnswered()) {
            QByteArray message(qsizetype(m_udp.pendingDatagramSize()), '\0');
            message.resize(m_udp.readDatagram(message.data(), message.size()));
            heard(message, false);
        }
    });
    connect(&m_udp, &QUdpSocket::errorOccurred, this, [this](QAbstractSocket::SocketError error) {
        if (error == QAbstractSocket::ConnectionRefusedError)
            conclude(fail(ErrorKind::Failed, translate("Health", "the resolver %1 refuses questions").arg(m_server)));
    });
    // Connected, so that only the resolver's answers are heard, and its refusal as well.
    connect(&m_udp, &QUdpSocket::connected, this, &DnsProbe::send);
    m_udp.connectToHost(QHostAddress(m_server), m_port);
}

void DnsProbe::send()
{
    m_udp.write(m_question);
    // One lost datagram is nobody's failure.
    m_again = m_clock.after(this, m_probe.timeout / 3, [this] { m_udp.write(m_question); });
}

void DnsProbe::askByTcp()
{
    connect(&m_tcp, &QTcpSocket::connected, this, [this] {
        QByteArray sized(2, '\0');
        qToBigEndian(quint16(m_question.size()), sized.data());
        m_tcp.write(sized + m_question);
    });
    connect(&m_tcp, &QTcpSocket::readyRead, this, [this] {
        m_stream += m_tcp.read(2 + 65535 - m_stream.size());
        if (m_stream.size() < 2)
            return;
        const qsizetype size = qFromBigEndian<quint16>(m_stream.constData());
        if (m_stream.size() >= 2 + size)
            heard(m_stream.mid(2, size), true);
    });
    connect(&m_tcp, &QTcpSocket::errorOccurred, this, [this] {
        conclude(fail(m_route.reason(
            {.kind = ErrorKind::Failed,
             .message =
                 translate("Health", "the resolver %1 did not answer: %2").arg(m_server, m_tcp.errorString())})));
    });
    whenAnswered(m_router.to(m_server, m_port), slot(), [this](const Result<Route>& route) {
        if (!route)
            return conclude(fail(route.error()));
        m_route = *route;
        m_tcp.connectToHost(m_route.host, m_route.port);
    });
}

void DnsProbe::heard(const QByteArray& message, bool byTcp)
{
    const QString type = m_probe.options->type.isEmpty() ? u"A"_s : m_probe.options->type;
    const auto answer = readDnsAnswer(message, m_id, type);
    // Over UDP anybody may have said that; the real answer may still come.
    if (!answer && !byTcp)
        return;
    if (!answer)
        return conclude(fail(answer.error()));
    if (answer->isCut && !byTcp)
        return askByTcp();
    System::Observation seen{.connected = answer->code == u"NOERROR" && !answer->records.isEmpty()};
    seen.responseTime = m_clock.monotonic() - m_started;
    seen.dnsCode = answer->code;
    seen.rows = answer->records.size();
    seen.output = answer->records.join(u", "_s);
    if ((type == u"A" || type == u"AAAA") && !answer->records.isEmpty())
        seen.ip = answer->records.first();
    seen.summary = answer->records.isEmpty() ? answer->code : *seen.output;
    if (!seen.connected && m_probe.conditions.empty())
        return conclude(
            fail(ErrorKind::Failed, answer->code == u"NOERROR"
                                        ? translate("Health", "there is no %1 record of %2").arg(type, m_probe.target)
                                        : translate("Health", "%1 for %2").arg(answer->code, m_probe.target)));
    conclude(seen);
}

void DnsProbe::conclude(Result<System::Observation> result)
{
    if (m_promise.isAnswered())
        return;
    m_promise.answer(std::move(result));
    m_udp.disconnect(this);
    m_tcp.disconnect(this);
    deleteLater();
}

} // namespace Pilothouse::Health
