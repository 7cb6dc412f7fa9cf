// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/prober.h"

#include "base/translate.h"
#include "health/curlloop.h"
#include "health/hostprobe.h"
#include "health/httpprobe.h"
#include "health/judge.h"
#include "health/lookprobe.h"
#include "health/socketprobe.h"

#include <QFile>
#include <QHostAddress>
#include <QNetworkAccessManager>
#include <QNetworkInterface>
#include <QUrl>

namespace Pilothouse::Health {

using System::ProbeKind;
using namespace Qt::StringLiterals;

namespace {

bool isThisMachine(const QString& host)
{
    const QHostAddress address(host);
    return host == u"localhost" || (!address.isNull() && address.isLoopback());
}

QString hostOf(const System::ProbeSpec& probe)
{
    return probe.kind == ProbeKind::Http ? QUrl(probe.target).host() : QUrl(u"tcp://"_s + probe.target).host();
}

bool hasNetwork()
{
    return std::ranges::any_of(QNetworkInterface::allInterfaces(), [](const QNetworkInterface& one) {
        const auto flags = one.flags();
        return flags.testFlag(QNetworkInterface::IsUp) && flags.testFlag(QNetworkInterface::IsRunning) &&
               !flags.testFlag(QNetworkInterface::IsLoopBack) && !one.addressEntries().isEmpty();
    });
}

/// A look that failed while this machine had no network tells about this machine only.
Result<System::Observation> notOurs(const System::ProbeSpec& probe, const Result<System::Observation>& seen)
{
    if (seen || !probe.via.isEmpty() || isThisMachine(hostOf(probe)))
        return seen;
    const ErrorKind kind = seen.error().kind;
    const bool asked = kind == ErrorKind::Failed || kind == ErrorKind::Timeout || kind == ErrorKind::Unreachable;
    if (!asked || hasNetwork())
        return seen;
    return fail(ErrorKind::Unknown,
                translate("Health", "this machine has no network, so %1 was not asked").arg(hostOf(probe)),
                seen.error().message);
}

} // namespace

Prober::Prober(Ssh::Pool& pool, SecretSource& secrets, Clock& clock, EndpointOf endpointOf)
    : m_pool(pool)
    , m_secrets(secrets)
    , m_clock(clock)
    , m_endpointOf(std::move(endpointOf))
    , m_thread(u"health"_s, ThreadRole::Io)
{
    m_thread.runAndWait([this] {
        m_network = std::make_unique<QNetworkAccessManager>();
        m_curl = std::make_unique<CurlLoop>();
    });
}

Prober::~Prober()
{
    m_thread.runAndWait([this] {
        m_curl.reset();
        m_network.reset();
    });
}

QFuture<Result<Measurement>> Prober::measure(const QString& system, const System::Environment& environment,
                                             const System::ProbeSpec& probe)
{
    const Promise<Measurement> promise;
    m_thread.post([this, promise, system, environment, probe] {
        if (!m_network)
            return; // shutting down; the promise answers Cancelled
        const QDateTime at = m_clock.now();
        const auto started = m_clock.monotonic();
        whenAnswered(look(system, environment, probe), m_thread.slot(),
                     [this, promise, probe, at, started](const Result<System::Observation>& seen) {
                         promise.answer(judge(probe, notOurs(probe, seen), at, m_clock.monotonic() - started));
                     });
    });
    return promise.future();
}

QFuture<Result<System::Observation>> Prober::look(const QString& system, const System::Environment& environment,
                                                  const System::ProbeSpec& probe)
{
    const auto kind = probe.kind;
    if (kind == ProbeKind::Postgres || kind == ProbeKind::Redis || kind == ProbeKind::Command || isLookProbe(kind) ||
        (kind == ProbeKind::Http && !probe.via.isEmpty()))
        return lookOnHost(system, environment, probe);
    if (kind != ProbeKind::Http && kind != ProbeKind::Tls && kind != ProbeKind::Tcp)
        return answered<System::Observation>(
            fail(ErrorKind::NotFound, translate("Health", "probes of kind \"%1\" cannot be carried out by this version")
                                          .arg(System::probeKindName(kind))));
    if (!probe.via.isEmpty())
        return answered<System::Observation>(fail(
            ErrorKind::NotFound,
            translate("Health",
                      "probes of kind \"%1\" through a host cannot be carried out by this version; leave out \"via\"")
                .arg(System::probeKindName(kind))));
    const auto tls = m_trust.of(environment.certificateAuthority);
    if (!tls)
        return answered<System::Observation>(fail(tls.error()));
    if (kind == ProbeKind::Http)
        return HttpProbe::get(*m_curl, m_clock, probe, environment.certificateAuthority, *tls);
    return SocketProbe::look(m_network.get(), m_clock, probe, *tls);
}

QFuture<Result<System::Observation>> Prober::lookOnHost(const QString& system, const System::Environment& environment,
                                                        const System::ProbeSpec& probe)
{
    const System::Host* host = environment.host(probe.via);
    if (!host)
        return answered<System::Observation>(
            fail(ErrorKind::Invalid,
                 translate("Health", "say with \"via\" which host asks; \"%1\" is none").arg(probe.via)));
    const auto endpoint = m_endpointOf(environment, *host);
    if (!endpoint)
        return answered<System::Observation>(fail(endpoint.error()));
    if (probe.password.isEmpty())
        return probeOnHost(m_pool, *endpoint, environment, probe, Secret());
    const Promise<System::Observation> promise;
    const auto answer = [promise](const Result<System::Observation>& seen) { promise.answer(seen); };
    whenAnswered(m_secrets.secret({system, environment.name, probe.password}), m_thread.slot(),
                 [this, promise, answer, environment, probe, endpoint = *endpoint](const Result<Secret>& password) {
                     // Whatever the keychain said, the target was not asked: never Failed.
                     if (!password)
                         return promise.answer(
                             fail(ErrorKind::NotFound, password.error().message, password.error().detail));
                     whenAnswered(probeOnHost(m_pool, endpoint, environment, probe, *password), answer);
                 });
    return promise.future();
}

} // namespace Pilothouse::Health
