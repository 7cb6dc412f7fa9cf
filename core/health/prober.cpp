// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/prober.h"

#include "base/translate.h"
#include "health/curlloop.h"
#include "health/dnsprobe.h"
#include "health/externalprobe.h"
#include "health/fileprobe.h"
#include "health/headersprobe.h"
#include "health/hostprobe.h"
#include "health/httpprobe.h"
#include "health/judge.h"
#include "health/limitprobe.h"
#include "health/lookprobe.h"
#include "health/pageprobe.h"
#include "health/smtpprobe.h"
#include "health/socketprobe.h"
#include "health/webrunner.h"
#include "health/websocketprobe.h"
#include "health/workerprobe.h"

#include <QFile>
#include <QHostAddress>
#include <QNetworkAccessManager>
#include <QNetworkInterface>
#include <QSslConfiguration>
#include <QUrl>
#include <QUuid>

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
    const QUrl url(probe.target);
    return url.host().isEmpty() ? QUrl(u"tcp://"_s + probe.target).host() : url.host();
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
    return measure(system, std::make_shared<const System::Environment>(environment), probe);
}

QFuture<Result<Measurement>> Prober::measure(const QString& system,
                                             std::shared_ptr<const System::Environment> environment,
                                             const System::ProbeSpec& probe)
{
    const Promise<Measurement> promise;
    m_thread.post([this, promise, system, environment, probe] {
        if (!m_network)
            return; // shutting down; the promise answers Cancelled
        const QDateTime at = m_clock.now();
        const auto started = m_clock.monotonic();
        whenAnswered(look(system, *environment, probe), m_thread.slot(),
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
    if (kind == ProbeKind::Http && probe.via.isEmpty()) // nearly all of them
        return HttpProbe::get(*m_curl, m_clock, m_trust, probe, environment.certificateAuthority);
    if (isFileProbe(probe)) {
        const auto resolved = resolvedFileProbe(environment, probe);
        return resolved ? lookOnHost(system, environment, *resolved)
                        : answered<System::Observation>(fail(resolved.error()));
    }
    const bool asksHost = kind == ProbeKind::Postgres || kind == ProbeKind::Redis || kind == ProbeKind::Command ||
                          isLookProbe(kind) || kind == ProbeKind::Http ||
                          (kind == ProbeKind::Worker && probe.options->type != u"url");
    return asksHost ? lookOnHost(system, environment, probe) : lookFromHere(system, environment, probe);
}

QFuture<Result<System::Observation>> Prober::lookFromHere(const QString& system, const System::Environment& environment,
                                                          const System::ProbeSpec& probe)
{
    const auto tls = m_trust.of(environment.certificateAuthority);
    if (!tls)
        return answered<System::Observation>(fail(tls.error()));
    Router router;
    if (!probe.via.isEmpty()) {
        const System::Host* host = environment.host(probe.via);
        const auto endpoint = host ? m_endpointOf(environment, *host)
                                   : fail(ErrorKind::Invalid, translate("Health", "\"%1\" is no host").arg(probe.via));
        if (!endpoint)
            return answered<System::Observation>(fail(endpoint.error()));
        router = Router(m_pool, *endpoint, probe.via);
    }
    if (probe.kind == ProbeKind::RateLimit && !probe.options->allow.contains(environment.name))
        return answered<System::Observation>(
            fail(ErrorKind::Refused,
                 translate("Health", "the definition does not allow to try this limit in %1").arg(environment.name)));
    const QString key = system + u'/' + environment.name + u'/' + probe.name;
    if (const auto recent = recentBurst(key, probe))
        return *recent;
    QStringList names = probe.kind == ProbeKind::Scenario ? scenarioSecrets(probe) : QStringList();
    if (!probe.password.isEmpty())
        names << probe.password;
    QFuture<Result<System::Observation>> future;
    if (names.isEmpty()) {
        future = lookWith(probe, *tls, router, {});
    } else {
        const Promise<System::Observation> promise;
        future = promise.future();
        whenAnswered(secretsOf(system, environment, names), m_thread.slot(),
                     [this, promise, probe, tls = *tls, router](const Result<Secrets>& secrets) {
                         // Whatever the keychain said, the target was not asked: never Failed.
                         if (!secrets || !m_network)
                             return promise.answer(
                                 fail(ErrorKind::NotFound, secrets ? QString() : secrets.error().message));
                         whenAnswered(lookWith(probe, tls, router, *secrets),
                                      [promise](const Result<System::Observation>& seen) { promise.answer(seen); });
                     });
    }
    if (probe.kind == ProbeKind::RateLimit)
        m_bursts[key] = {.at = m_clock.monotonic(), .result = future};
    return future;
}

std::optional<QFuture<Result<System::Observation>>> Prober::recentBurst(const QString& key,
                                                                        const System::ProbeSpec& probe)
{
    const auto last = m_bursts.find(key);
    const auto pause = std::max<std::chrono::milliseconds>(probe.options->per, std::chrono::minutes(1));
    if (probe.kind != ProbeKind::RateLimit || last == m_bursts.end() || m_clock.monotonic() - last->second.at >= pause)
        return {};
    return last->second.result;
}

QFuture<Result<System::Observation>> Prober::lookWith(const System::ProbeSpec& probe, const QSslConfiguration& tls,
                                                      const Router& router, const Secrets& secrets)
{
    QObject* parent = m_network.get();
    const auto run = [&](std::unique_ptr<WebTalk> talk) {
        return WebRunner::run(*m_network, m_clock, probe, tls, router, std::move(talk));
    };
    const auto password = secrets.find(probe.password);
    const Secret key = password == secrets.end() ? Secret() : password->second;
    switch (probe.kind) {
    case ProbeKind::Tls:
    case ProbeKind::Tcp:
        return SocketProbe::look(parent, m_clock, probe, tls, router);
    case ProbeKind::Dns:
        return DnsProbe::look(parent, m_clock, probe, router);
    case ProbeKind::Headers:
        return run(headersTalk(probe));
    case ProbeKind::Redirect:
        return run(redirectTalk(probe));
    case ProbeKind::Cors:
        return run(corsTalk(probe));
    case ProbeKind::BodyLimit:
        return bodyLimitLook(parent, m_clock, probe, tls, router);
    case ProbeKind::RateLimit:
        return probe.options->connections > 0 ? connectionLimitLook(parent, m_clock, probe, tls, router)
                                              : run(burstTalk(probe));
    case ProbeKind::WebSocket:
        return WebSocketProbe::look(parent, m_clock, probe, tls, router);
    case ProbeKind::Smtp:
        return SmtpProbe::look(parent, m_clock, probe, tls, router);
    case ProbeKind::Page:
        return run(pageTalk(probe));
    case ProbeKind::Scenario:
        return run(scenarioTalk(probe, secrets, QUuid::createUuid().toString(QUuid::Id128).left(12)));
    case ProbeKind::Worker:
        return run(workerTalk(probe, m_clock.now()));
    case ProbeKind::External:
        return run(externalTalk(probe, key));
    case ProbeKind::Http:
    case ProbeKind::Postgres:
    case ProbeKind::Redis:
    case ProbeKind::Command:
    case ProbeKind::Container:
    case ProbeKind::Pm2:
    case ProbeKind::Systemd:
    case ProbeKind::Kubernetes:
    case ProbeKind::Cron:
    case ProbeKind::Disk:
    case ProbeKind::Backup:
        break; // a host carries these out
    }
    return answered<System::Observation>(fail(
        ErrorKind::Invalid, translate("Health", "say with \"via\" which host asks; \"%1\" is none").arg(probe.via)));
}

QFuture<Result<Secrets>> Prober::secretsOf(const QString& system, const System::Environment& environment,
                                           const QStringList& names)
{
    // The last copy of `all` that goes away says that every one came, unless an error was first.
    struct All
    {
        Promise<Secrets> promise;
        Secrets secrets;
        std::mutex mutex;
        ~All() { promise.answer(std::move(secrets)); }
    };
    const auto all = std::make_shared<All>();
    auto future = all->promise.future();
    for (const QString& name : names) {
        whenAnswered(m_secrets.secret({system, environment.name, name}), [all, name](const Result<Secret>& secret) {
            if (!secret)
                return all->promise.answer(fail(secret.error()));
            const std::lock_guard lock(all->mutex);
            all->secrets[name] = *secret;
        });
    }
    return future;
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
