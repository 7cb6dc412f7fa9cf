// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "system/probeoptions.h"

namespace Pilothouse::System {

enum class ProbeKind {
    Http,
    Tls,
    Tcp,
    Dns,
    Postgres,
    Redis,
    Command,
    Container,
    Pm2,
    Systemd,
    Kubernetes,
    Headers,
    RateLimit,
    WebSocket,
    Smtp,
    Scenario,
    Page,
    Worker,
    External,
    Cron,
    Disk,
    Redirect,
    Cors,
    BodyLimit,
    Backup,
};

/// The word of a kind as a definition writes it ("http", "rate-limit").
QString probeKindName(ProbeKind kind);

/// One probe as defined. Fields that a kind does not use are empty. `target` is the URL, address or command after
/// {values} were filled in; of postgres and redis it is the host as `via` sees it, empty when the definition names only
/// a service (then its own default holds).
struct ProbeSpec
{
    QString name;
    ProbeKind kind = ProbeKind::Http;
    QString target = {};
    QString via = {}; ///< host that asks or forwards; empty: this machine
    QString service = {};
    QString user = {};
    QString database = {};
    QString query = {};
    QString password = {}; ///< name of a secret (`secret:NAME`), never a value
    quint16 port = 0;
    QString path = {};
    std::map<QString, QString> headers = {};
    std::chrono::milliseconds every{std::chrono::seconds(30)};
    std::chrono::milliseconds timeout{std::chrono::seconds(10)};
    int failuresToDown = 3; ///< consecutive failures before the verdict turns to down
    int successesToUp = 2;  ///< consecutive successes before it turns back
    std::vector<Condition> conditions = {};
    QString severity = {};      ///< of the alert when it is down, or "none"; empty: by the kind of its environment
    QStringList needs = {};     ///< names of probes whose failing explains that of this one
    SharedOptions options = {}; ///< of the kinds that have some

    /// Whether it is looked at again and again. A burst of requests is only sent where a procedure names it.
    bool isWatched() const { return kind != ProbeKind::RateLimit; }

    bool operator==(const ProbeSpec&) const = default;
};

} // namespace Pilothouse::System
