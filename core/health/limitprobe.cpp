// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/limitprobe.h"

#include "base/translate.h"
#include "base/units.h"
#include "health/halfrequest.h"
#include "health/lookowner.h"

#include <QUrl>

namespace Pilothouse::Health {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

bool refuses(int status) { return status == 429 || status == 503; }

QString counted(const std::map<int, int>& statuses)
{
    QStringList parts;
    for (const auto& [status, count] : statuses)
        parts << u"%1 × %2"_s.arg(count).arg(status);
    return parts.join(u", "_s);
}

class BurstTalk final : public WebTalk
{
public:
    explicit BurstTalk(const System::ProbeSpec& probe)
        : m_probe(probe)
    {
    }
    Move begin() override
    {
        WebRequest request{
            .url = QUrl(m_probe.target), .method = m_probe.options->method.toLatin1(), .headers = m_probe.headers};
        return {.ask = std::vector<WebRequest>(size_t(m_probe.options->burst), request)};
    }
    Move heard(const WebRequest&, const Result<WebAnswer>& answer, std::chrono::milliseconds since) override
    {
        if (!answer)
            return {.over = fail(answer.error())};
        ++m_statuses[answer->status];
        if (++m_heard < m_probe.options->burst)
            return {};
        int passed = 0;
        for (const auto& [status, count] : m_statuses) {
            if (status >= 500 && !refuses(status))
                return {.over = fail(ErrorKind::Failed,
                                     translate("Health", "it breaks under the burst: %1").arg(counted(m_statuses)))};
            passed += refuses(status) ? 0 : count;
        }
        System::Observation seen{.connected = passed < m_heard};
        seen.responseTime = since;
        seen.rows = passed;
        seen.output = counted(m_statuses);
        seen.summary = translate("Health", "%1 of %2 requests passed (%3)").arg(passed).arg(m_heard).arg(*seen.output);
        if (passed == m_heard && m_probe.conditions.empty())
            return {.over = fail(ErrorKind::Failed,
                                 translate("Health", "all of %1 requests passed, and %2 per %3 is the limit")
                                     .arg(m_heard)
                                     .arg(m_probe.options->limit)
                                     .arg(formatDuration(m_probe.options->per)))};
        return {.over = seen};
    }

private:
    System::ProbeSpec m_probe;
    std::map<int, int> m_statuses;
    int m_heard = 0;
};

HalfRequest::Options half(const System::ProbeSpec& probe, const Route& route)
{
    const QString& method = probe.options->method;
    const bool takesBody = !method.isEmpty() && method != u"GET" && method != u"HEAD";
    return {.url = QUrl(probe.target),
            .method = takesBody ? probe.options->method.toLatin1() : QByteArray("POST"),
            .headers = probe.headers,
            .route = route,
            .within = probe.timeout};
}

quint16 portOf(const QUrl& url) { return quint16(url.port(url.scheme() == u"https" ? 443 : 80)); }

Result<System::Observation> readBodyLimit(const System::ProbeSpec& probe, const Result<int>& status,
                                          std::chrono::milliseconds took)
{
    if (!status)
        return fail(status.error());
    System::Observation seen{.connected = true, .status = *status};
    seen.responseTime = took;
    const QString size = formatSize(probe.options->bytes);
    if (*status == 413)
        seen.summary = translate("Health", "a body of more than %1 is refused").arg(size);
    else if (probe.conditions.empty())
        return fail(
            ErrorKind::Failed,
            translate("Health", "a body of more than %1 is answered with %2, wanted 413").arg(size).arg(*status));
    return seen;
}

/// The connections of one look. Deletes itself after answering, and they end with it.
class Connections final : public LookOwner
{
public:
    Connections(QObject* parent, Clock& clock, const System::ProbeSpec& probe, const QSslConfiguration& tls)
        : LookOwner(parent)
        , m_clock(clock)
        , m_probe(probe)
        , m_tls(tls)
    {
    }
    QFuture<Result<System::Observation>> start(const Router& router)
    {
        auto future = m_promise.future();
        const QUrl url(m_probe.target);
        whenAnswered(router.to(url.host(), portOf(url)), slot(), [this](const Result<Route>& route) {
            if (!route)
                return answer(fail(route.error()));
            open(*route);
        });
        return future;
    }

private:
    void open(const Route& route)
    {
        HalfRequest::Options options = half(m_probe, route);
        options.sendsBody = false;
        m_open = m_probe.options->connections + 1;
        m_started = m_clock.monotonic();
        // A refusal comes at once; what is held says nothing, and that is waited for no longer than it takes to be
        // sure.
        m_enough = m_clock.after(this, std::min<std::chrono::milliseconds>(m_probe.timeout * 4 / 5, 3s),
                                 [this] { conclude(); });
        for (int i = m_open; i > 0; --i)
            whenAnswered(HalfRequest::look(this, m_clock, options, m_tls), slot(),
                         [this](const Result<int>& status) { ended(status); });
    }
    void ended(const Result<int>& status)
    {
        --m_open;
        if (status)
            ++m_statuses[*status];
        else
            m_error = status.error();
        // One that is hung up on was refused as well.
        if (status ? refuses(*status) : status.error().kind == ErrorKind::Failed)
            ++m_refused;
        if (m_refused > 0 || m_open == 0)
            conclude();
    }
    void conclude()
    {
        const int limit = m_probe.options->connections;
        if (m_open == 0 && m_statuses.empty() && m_error)
            return answer(fail(*m_error)); // nobody is there
        if (m_refused == 0 && m_open == 0)
            return answer(
                fail(ErrorKind::Unknown, translate("Health", "this address answers without its body (%1), so "
                                                             "connections cannot be held; name one that takes a body")
                                             .arg(counted(m_statuses))));
        if (m_refused == 0 && m_probe.conditions.empty())
            return answer(
                fail(ErrorKind::Failed, translate("Health", "%1 connections at a time were let in, and %2 is the limit")
                                            .arg(limit + 1)
                                            .arg(limit)));
        System::Observation seen{.connected = m_refused > 0};
        seen.responseTime = m_clock.monotonic() - m_started;
        seen.rows = limit + 1 - m_refused;
        seen.output = counted(m_statuses);
        seen.summary = translate("Health", "%1 of %2 connections were let in").arg(*seen.rows).arg(limit + 1);
        answer(seen);
    }
    void answer(const Result<System::Observation>& result)
    {
        m_promise.answer(result);
        deleteLater();
    }

    Clock& m_clock;
    System::ProbeSpec m_probe;
    QSslConfiguration m_tls;
    Promise<System::Observation> m_promise;
    std::map<int, int> m_statuses;
    std::optional<Error> m_error;
    int m_open = 0;
    int m_refused = 0;
    std::unique_ptr<Timer> m_enough;
    std::chrono::milliseconds m_started{0};
};

} // namespace

std::unique_ptr<WebTalk> burstTalk(const System::ProbeSpec& probe) { return std::make_unique<BurstTalk>(probe); }

QFuture<Result<System::Observation>> bodyLimitLook(QObject* parent, Clock& clock, const System::ProbeSpec& probe,
                                                   const QSslConfiguration& tls, const Router& router)
{
    const Promise<System::Observation> promise;
    auto* owner = new LookOwner(parent);
    const auto started = clock.monotonic();
    const QUrl url(probe.target);
    whenAnswered(router.to(url.host(), portOf(url)), owner->slot(),
                 [promise, owner, probe, tls, started, &clock](const Result<Route>& route) {
                     if (!route) {
                         owner->deleteLater();
                         return promise.answer(fail(route.error()));
                     }
                     HalfRequest::Options options = half(probe, *route);
                     options.promised = probe.options->bytes + 1;
                     whenAnswered(HalfRequest::look(owner, clock, options, tls), owner->slot(),
                                  [promise, owner, probe, started, &clock](const Result<int>& status) {
                                      promise.answer(readBodyLimit(probe, status, clock.monotonic() - started));
                                      owner->deleteLater();
                                  });
                 });
    return promise.future();
}

QFuture<Result<System::Observation>> connectionLimitLook(QObject* parent, Clock& clock, const System::ProbeSpec& probe,
                                                         const QSslConfiguration& tls, const Router& router)
{
    return (new Connections(parent, clock, probe, tls))->start(router); // answers once, then deleteLater()
}

} // namespace Pilothouse::Health
