// SPDX-License-Identifier: GPL-3.0-or-later
#include "system/probekinds.h"

namespace Pilothouse::System {

using namespace Qt::StringLiterals;

std::span<const ProbeKindRow> probeKinds()
{
    static const QStringList web{
        u"STATUS"_s, u"BODY"_s, u"HEADER"_s, u"RESPONSE_TIME"_s, u"CERTIFICATE_EXPIRATION"_s, u"CONNECTED"_s, u"IP"_s};
    static const QStringList socket{u"CONNECTED"_s, u"RESPONSE_TIME"_s, u"IP"_s};
    static const QStringList tls{u"CERTIFICATE_EXPIRATION"_s, u"CONNECTED"_s, u"RESPONSE_TIME"_s, u"IP"_s};
    static const QStringList server{u"CONNECTED"_s, u"RESPONSE_TIME"_s, u"ROWS"_s, u"OUTPUT"_s};
    static const QStringList state{u"CONNECTED"_s, u"RESPONSE_TIME"_s, u"OUTPUT"_s};
    static const std::vector<ProbeKindRow> rows{
        {ProbeKind::Http, "http"_L1, ProbeTarget::WebAddress, web},
        {ProbeKind::Tls, "tls"_L1, ProbeTarget::HostPort, tls},
        {ProbeKind::Tcp, "tcp"_L1, ProbeTarget::HostPort, socket},
        {ProbeKind::Dns, "dns"_L1, ProbeTarget::HostName, {}},
        {ProbeKind::Postgres, "postgres"_L1, ProbeTarget::Server, server},
        {ProbeKind::Redis, "redis"_L1, ProbeTarget::Server, state},
        {ProbeKind::Command, "command"_L1, ProbeTarget::Script, {}},
        {ProbeKind::Container, "container"_L1, ProbeTarget::Name, state},
        {ProbeKind::Pm2, "pm2"_L1, ProbeTarget::Name, server},
        {ProbeKind::Systemd, "systemd"_L1, ProbeTarget::Name, state},
        {ProbeKind::Kubernetes, "kubernetes"_L1, ProbeTarget::Name, server},
        {ProbeKind::Headers, "headers"_L1, ProbeTarget::WebAddress, web},
        {ProbeKind::RateLimit, "rate-limit"_L1, ProbeTarget::WebAddress, {}},
        {ProbeKind::WebSocket, "websocket"_L1, ProbeTarget::WebAddress, {}},
        {ProbeKind::Smtp, "smtp"_L1, ProbeTarget::HostPort, {}},
        {ProbeKind::Scenario, "scenario"_L1, ProbeTarget::Name, {}},
        {ProbeKind::Page, "page"_L1, ProbeTarget::WebAddress, {}},
        {ProbeKind::Worker, "worker"_L1, ProbeTarget::Name, {}},
        {ProbeKind::External, "external"_L1, ProbeTarget::Name, {}},
        {ProbeKind::Cron, "cron"_L1, ProbeTarget::Name, server},
        {ProbeKind::Disk, "disk"_L1, ProbeTarget::Name, {}},
    };
    return rows;
}

QString probeKindName(ProbeKind kind) { return QString(probeKinds()[size_t(kind)].word); }

} // namespace Pilothouse::System
