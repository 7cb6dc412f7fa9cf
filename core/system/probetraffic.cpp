// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/translate.h"
#include "base/units.h"
#include "system/probereaders.h"

#include <QUrl>

namespace Pilothouse::System {

using namespace Qt::StringLiterals;

namespace {

int portOf(const QUrl& url) { return url.port(url.scheme() == u"https" || url.scheme() == u"wss" ? 443 : 80); }

/// Whether a request to `url` counts towards the limit of `path`: the same server, the path itself or one below it.
/// Which scheme it is asked by is all the same to a limit of an address that is only redirected.
bool counts(const QUrl& url, const QUrl& limit)
{
    if (url.host().isEmpty() || url.host() != limit.host() || portOf(url) != portOf(limit))
        return false;
    const QString path = limit.path().isEmpty() ? u"/"_s : limit.path();
    const QString asked = url.path().isEmpty() ? u"/"_s : url.path();
    return asked == path || asked.startsWith(path.endsWith(u'/') ? path : path + u'/');
}

/// How many requests one look of a probe sends there.
int requestsOf(const ProbeSpec& probe, const QUrl& limit)
{
    const auto here = [&](const QString& url, int requests) { return counts(QUrl(url), limit) ? requests : 0; };
    switch (probe.kind) {
    case ProbeKind::Http:
    case ProbeKind::Headers:
    case ProbeKind::WebSocket:
    case ProbeKind::BodyLimit:
    case ProbeKind::Page:
    case ProbeKind::Worker:
        return here(probe.target, 1);
    case ProbeKind::Redirect: {
        QUrl secure(probe.target);
        secure.setScheme(u"https"_s);
        secure.setPort(-1);
        return here(probe.target, 1) + here(secure.toString(), 1);
    }
    case ProbeKind::Cors:
        return here(probe.target, probe.options->allowed.isEmpty() ? 2 : 3);
    case ProbeKind::Scenario: {
        int all = 0;
        for (const ScenarioStep& step : probe.options->steps)
            all += here(step.url, 1);
        return all;
    }
    case ProbeKind::Tls:
    case ProbeKind::Tcp:
    case ProbeKind::Dns:
    case ProbeKind::Postgres:
    case ProbeKind::Redis:
    case ProbeKind::Command:
    case ProbeKind::Container:
    case ProbeKind::Pm2:
    case ProbeKind::Systemd:
    case ProbeKind::Kubernetes:
    case ProbeKind::RateLimit: // a burst is sent on purpose and to go past the limit
    case ProbeKind::Smtp:
    case ProbeKind::External:
    case ProbeKind::Cron:
    case ProbeKind::Disk:
    case ProbeKind::Backup:
        return 0;
    }
    return 0;
}

} // namespace

void checkTraffic(Context& context, const std::vector<ProbeSpec>& probes, const std::map<QString, Mark>& limits)
{
    for (const ProbeSpec& limit : probes) {
        const auto place = limits.find(limit.name);
        if (limit.options->limit <= 0 || limit.options->per.count() <= 0 || place == limits.end())
            continue;
        double asked = 0;
        QStringList names;
        for (const ProbeSpec& probe : probes) {
            const int requests = requestsOf(probe, QUrl(limit.target));
            if (requests == 0 || probe.every.count() <= 0)
                continue;
            // A limit that counts longer than the interval sees every look of that time, one that counts shorter the
            // looks on average.
            asked += double(requests) * double(limit.options->per.count()) / double(probe.every.count());
            names.append(probe.name);
        }
        if (asked > double(limit.options->limit) / 2)
            context.faults.add(
                place->second,
                translate("System", "The probes %1 alone ask %2 times per %3 here, more than half of the limit of %4; "
                                    "let them ask less often.")
                    .arg(names.join(u", "_s), QString::number(asked, 'f', asked < 10 ? 1 : 0),
                         formatDuration(limit.options->per))
                    .arg(limit.options->limit));
    }
}

} // namespace Pilothouse::System
