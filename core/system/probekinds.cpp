// SPDX-License-Identifier: GPL-3.0-or-later
#include "system/probekinds.h"

namespace Pilothouse::System {

using namespace Qt::StringLiterals;

std::span<const ProbeKindRow> probeKinds()
{
    static const QStringList web{
        u"STATUS"_s, u"BODY"_s, u"HEADER"_s, u"RESPONSE_TIME"_s, u"CERTIFICATE_EXPIRATION"_s, u"CONNECTED"_s, u"IP"_s};
    static const QStringList answer{u"STATUS"_s,        u"BODY"_s,      u"HEADER"_s,
                                    u"RESPONSE_TIME"_s, u"CONNECTED"_s, u"CERTIFICATE_EXPIRATION"_s};
    static const QStringList socket{u"CONNECTED"_s, u"RESPONSE_TIME"_s, u"IP"_s};
    static const QStringList tls{u"CERTIFICATE_EXPIRATION"_s, u"CONNECTED"_s, u"RESPONSE_TIME"_s, u"IP"_s};
    static const QStringList server{u"CONNECTED"_s, u"RESPONSE_TIME"_s, u"ROWS"_s, u"OUTPUT"_s};
    static const QStringList state{u"CONNECTED"_s, u"RESPONSE_TIME"_s, u"OUTPUT"_s};
    static const QStringList names{u"DNS_RCODE"_s, u"IP"_s, u"ROWS"_s, u"OUTPUT"_s, u"RESPONSE_TIME"_s, u"CONNECTED"_s};
    static const QStringList talk{u"CONNECTED"_s, u"RESPONSE_TIME"_s, u"OUTPUT"_s, u"CERTIFICATE_EXPIRATION"_s};
    static const QStringList burst{u"ROWS"_s, u"CONNECTED"_s, u"RESPONSE_TIME"_s, u"OUTPUT"_s};
    static const QStringList page{u"STATUS"_s, u"HEADER"_s, u"RESPONSE_TIME"_s, u"CONNECTED"_s,
                                  u"BYTES"_s,  u"ROWS"_s,   u"FAILED"_s,        u"CERTIFICATE_EXPIRATION"_s};
    static const QStringList steps{u"STATUS"_s, u"RESPONSE_TIME"_s, u"CONNECTED"_s, u"ROWS"_s, u"OUTPUT"_s};
    static const QStringList queue{u"DEPTH"_s, u"AGE"_s, u"FAILED"_s, u"CONNECTED"_s, u"RESPONSE_TIME"_s, u"OUTPUT"_s};
    static const QStringList cron{u"CONNECTED"_s, u"RESPONSE_TIME"_s, u"ROWS"_s, u"OUTPUT"_s, u"AGE"_s};
    static const QStringList disk{u"USED_PERCENT"_s, u"INODES_PERCENT"_s, u"FREE_BYTES"_s,
                                  u"OUTPUT"_s,       u"RESPONSE_TIME"_s,  u"CONNECTED"_s};
    static const QStringList backup{u"AGE"_s, u"BYTES"_s, u"ROWS"_s, u"OUTPUT"_s, u"RESPONSE_TIME"_s, u"CONNECTED"_s};
    static const std::vector<ProbeKindRow> rows{
        {ProbeKind::Http, "http"_L1, ProbeTarget::WebAddress, web},
        {ProbeKind::Tls, "tls"_L1, ProbeTarget::HostPort, tls},
        {ProbeKind::Tcp, "tcp"_L1, ProbeTarget::HostPort, socket},
        {ProbeKind::Dns, "dns"_L1, ProbeTarget::HostName, names},
        {ProbeKind::Postgres, "postgres"_L1, ProbeTarget::Server, server},
        {ProbeKind::Redis, "redis"_L1, ProbeTarget::Server, state},
        {ProbeKind::Command, "command"_L1, ProbeTarget::Script, {}},
        {ProbeKind::Container, "container"_L1, ProbeTarget::Name, state},
        {ProbeKind::Pm2, "pm2"_L1, ProbeTarget::Name, server},
        {ProbeKind::Systemd, "systemd"_L1, ProbeTarget::Name, state},
        {ProbeKind::Kubernetes, "kubernetes"_L1, ProbeTarget::Name, server},
        {ProbeKind::Headers, "headers"_L1, ProbeTarget::WebAddress, web},
        {ProbeKind::RateLimit, "rate-limit"_L1, ProbeTarget::Mapping, burst},
        {ProbeKind::WebSocket, "websocket"_L1, ProbeTarget::WebAddress, talk},
        {ProbeKind::Smtp, "smtp"_L1, ProbeTarget::HostPort, talk},
        {ProbeKind::Scenario, "scenario"_L1, ProbeTarget::Mapping, steps},
        {ProbeKind::Page, "page"_L1, ProbeTarget::WebAddress, page},
        {ProbeKind::Worker, "worker"_L1, ProbeTarget::Mapping, queue},
        {ProbeKind::External, "external"_L1, ProbeTarget::Name, answer},
        {ProbeKind::Cron, "cron"_L1, ProbeTarget::Name, cron},
        {ProbeKind::Disk, "disk"_L1, ProbeTarget::Name, disk, true},
        {ProbeKind::Redirect, "redirect"_L1, ProbeTarget::WebAddress, answer},
        {ProbeKind::Cors, "cors"_L1, ProbeTarget::WebAddress, answer},
        {ProbeKind::BodyLimit, "body-limit"_L1, ProbeTarget::Mapping, answer},
        {ProbeKind::Backup, "backup"_L1, ProbeTarget::Name, backup},
    };
    return rows;
}

QString probeKindName(ProbeKind kind) { return QString(probeKinds()[size_t(kind)].word); }

} // namespace Pilothouse::System
