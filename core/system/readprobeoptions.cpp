// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/translate.h"
#include "system/placeholder.h"
#include "system/probereaders.h"
#include "system/shapes.h"

#include <QRegularExpression>

namespace Pilothouse::System {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

const Shape& tlsProbeShape()
{
    static const Shape shape{"tlsProbe"_L1, {{"address"_L1, true}, {"name"_L1}, {"minimum"_L1}}};
    return shape;
}

const Shape& dnsProbeShape()
{
    static const Shape shape{"dnsProbe"_L1, {{"name"_L1, true}, {"type"_L1}, {"resolver"_L1}}};
    return shape;
}

const Shape& websocketProbeShape()
{
    static const Shape shape{"websocketProbe"_L1, {{"url"_L1, true}, {"send"_L1}, {"answer"_L1}}};
    return shape;
}

const Shape& smtpProbeShape()
{
    static const Shape shape{"smtpProbe"_L1, {{"address"_L1, true}, {"encryption"_L1}}};
    return shape;
}

const Shape& pageProbeShape()
{
    static const Shape shape{"pageProbe"_L1, {{"url"_L1, true}, {"within"_L1}, {"bytes"_L1}}};
    return shape;
}

const Shape& corsProbeShape()
{
    static const Shape shape{"corsProbe"_L1, {{"url"_L1, true}, {"origin"_L1}, {"allowed"_L1}}};
    return shape;
}

const Shape& bodyLimitProbeShape()
{
    static const Shape shape{"bodyLimitProbe"_L1, {{"url"_L1, true}, {"above"_L1, true}, {"method"_L1}}};
    return shape;
}

const Shape& rateLimitProbeShape()
{
    static const Shape shape{
        "rateLimitProbe"_L1,
        {{"url"_L1, true}, {"method"_L1}, {"limit"_L1}, {"per"_L1}, {"burst"_L1}, {"connections"_L1}, {"allow"_L1}}};
    return shape;
}

const Shape& cronProbeShape()
{
    static const Shape shape{"cronProbe"_L1, {{"file"_L1, true}, {"within"_L1, true}}};
    return shape;
}

const Shape& workerProbeShape()
{
    static const Shape shape{"workerProbe"_L1,
                             {{"redis"_L1},
                              {"postgres"_L1},
                              {"url"_L1},
                              {"queue"_L1},
                              {"prefix"_L1},
                              {"waiting"_L1},
                              {"last"_L1},
                              {"most"_L1},
                              {"within"_L1}}};
    return shape;
}

const Shape& externalProbeShape()
{
    static const Shape shape{"externalProbe"_L1, {{"service"_L1, true}, {"status"_L1}, {"check"_L1}, {"key"_L1}}};
    return shape;
}

std::span<const ExternalService> externalServices()
{
    // Only what reads: a balance, a list of one, the scopes of the key.
    static const std::vector<ExternalService> services{
        {"stripe"_L1, "https://www.stripestatus.com/api/v2/status.json"_L1, "https://api.stripe.com/v1/balance"_L1},
        {"persona"_L1, "https://status.withpersona.com/api/v2/status.json"_L1,
         "https://api.withpersona.com/api/v1/inquiries?page%5Bsize%5D=1"_L1},
        {"duffel"_L1,
         "https://www.duffelstatus.com/api/v2/status.json"_L1,
         "https://api.duffel.com/air/airlines?limit=1"_L1,
         {{"Duffel-Version"_L1, "v2"_L1}}},
        {"sendgrid"_L1, "https://status.sendgrid.com/api/v2/status.json"_L1, "https://api.sendgrid.com/v3/scopes"_L1},
        {"sentry"_L1, "https://status.sentry.io/api/v2/status.json"_L1, "https://sentry.io/api/0/organizations/"_L1},
    };
    return services;
}

bool takesMapping(ProbeKind kind)
{
    using Kind = ProbeKind;
    return kind == Kind::Tls || kind == Kind::Dns || kind == Kind::WebSocket || kind == Kind::Smtp ||
           kind == Kind::Page || kind == Kind::Cors || kind == Kind::Cron || kind == Kind::External;
}

namespace {

QString readMethod(const Fields& fields, const QString& otherwise)
{
    return fields.word("method", {u"GET"_s, u"HEAD"_s, u"POST"_s, u"PUT"_s, u"PATCH"_s, u"DELETE"_s, u"OPTIONS"_s},
                       otherwise);
}

QString readAddress(const Fields& fields)
{
    QString text = fields.address("address");
    if (!text.isEmpty())
        checkHostPort(fields, "address", text);
    return text;
}

/// scheme://host[:port] and nothing behind it.
QString readOrigin(const Fields& fields, const char* key)
{
    QString text = readUrl(fields, key);
    static const QRegularExpression form(u"\\Ahttps?://[^/?#]+\\z"_s);
    if (!text.isEmpty() && !form.match(text).hasMatch())
        fields.fault(
            key,
            translate("System", "%1 is not an origin such as https://example.com, without a path.").arg(quoted(text)));
    return text;
}

void readDns(const Fields& fields, ProbeSpec& probe, ProbeOptions& options)
{
    probe.target = fields.address("name");
    options.type =
        fields.word("type", {u"A"_s, u"AAAA"_s, u"CNAME"_s, u"MX"_s, u"NS"_s, u"TXT"_s, u"SOA"_s, u"CAA"_s}, u"A"_s);
    options.resolver = fields.address("resolver");
    static const QRegularExpression form(u"\\A(?:[0-9]{1,3}(?:\\.[0-9]{1,3}){3}(?::[0-9]{1,5})?|[0-9A-Fa-f:]{2,45}|"
                                         u"\\[[0-9A-Fa-f:]{2,45}\\](?::[0-9]{1,5})?)\\z"_s);
    if (!options.resolver.isEmpty() && !form.match(options.resolver).hasMatch())
        fields.fault(
            "resolver",
            translate("System", "%1 is not the address of a resolver, such as 9.9.9.9.").arg(quoted(options.resolver)));
}

void readRateLimit(Context& context, const Fields& fields, ProbeSpec& probe, ProbeOptions& options)
{
    probe.target = readUrl(fields, "url");
    options.method = readMethod(fields, u"GET"_s);
    options.limit = fields.integer("limit", 1, 100'000, 0);
    options.per = fields.duration("per", options.limit > 0 ? 1s : 0s);
    options.burst = fields.integer("burst", 2, 500, 0);
    options.connections = fields.integer("connections", 1, 200, 0);
    options.allow = fields.lines("allow");
    for (const QString& name : options.allow) {
        if (!context.environments.contains(name))
            fields.fault("allow", translate("System", "There is no environment %1.").arg(quoted(name)) +
                                      didYouMean(name, context.environments));
    }
    if (!fields.has("limit") && !fields.has("connections"))
        fields.fault("url", translate("System", "Say the limit: limit: and per:, or connections:."));
    if (fields.has("limit") && fields.has("connections"))
        fields.fault("connections", translate("System", "limit: and connections: are two probes."));
    if (fields.has("per") && !fields.has("limit"))
        fields.fault("per", translate("System", "per: goes with limit:."));
    if (fields.has("limit") && options.per <= 0s)
        fields.fault("per", translate("System", "A limit is so many requests per: a time."));
    if (fields.has("allow") && fields.has("limit") && options.burst == 0)
        fields.fault("allow", translate("System", "Say with burst: how many requests may be sent to try the limit."));
    if (options.burst > 0 && options.burst <= options.limit)
        fields.fault(
            "burst",
            translate("System", "A burst of %1 does not reach the limit of %2.").arg(options.burst).arg(options.limit));
}

/// [BODY].path, or the name of a metric as Prometheus reads it.
QString readFigure(const Fields& fields, const char* key)
{
    QString text = fields.line(key);
    if (!text.startsWith(u'['))
        return text;
    if (const Result<Placeholder> figure = Placeholder::parse(text); !figure)
        fields.fault(key, figure.error().message);
    return text;
}

void readWorker(Context& context, const Fields& fields, ProbeSpec& probe, ProbeOptions& options)
{
    const int sources = int(fields.has("redis")) + int(fields.has("postgres")) + int(fields.has("url"));
    if (sources != 1)
        context.faults.add(fields.place(),
                           translate("System", "A worker is asked in one place: redis:, postgres: or url:."));
    if (const YamlNode* node = fields.node("redis")) {
        readServer(context, *node, ProbeKind::Redis, probe);
        options.queue = fields.name("queue");
        options.prefix = fields.has("prefix") ? fields.name("prefix") : u"bull"_s;
        if (!fields.has("queue"))
            fields.fault("redis", translate("System", "Say with queue: which queue of BullMQ is meant."));
    } else if (const YamlNode* database = fields.node("postgres")) {
        readServer(context, *database, ProbeKind::Postgres, probe);
        options.type = u"postgres"_s;
        if (probe.query.isEmpty())
            fields.fault("postgres",
                         translate("System", "Say with query: what tells how many jobs wait; a second column "
                                             "is the age of the last success in seconds."));
    } else {
        probe.target = readUrl(fields, "url");
        options.type = u"url"_s;
        if (fields.has("url") && !fields.has("waiting") && !fields.has("last"))
            fields.fault("url", translate("System", "Say what tells of the worker: waiting: or last:."));
    }
    for (const char* key : {"waiting", "last"}) {
        if (fields.has(key) && !fields.has("url"))
            fields.fault(key, translate("System", "%1: goes with url:.").arg(QString::fromLatin1(key)));
    }
    for (const char* key : {"queue", "prefix"}) {
        if (fields.has(key) && !fields.has("redis"))
            fields.fault(key, translate("System", "%1: goes with redis:.").arg(QString::fromLatin1(key)));
    }
    options.waiting = readFigure(fields, "waiting");
    options.last = readFigure(fields, "last");
    options.most = fields.integer("most", 0, 100'000'000, -1);
    options.within = fields.duration("within", 0s);
}

void readExternal(const Fields& fields, ProbeSpec& probe, ProbeOptions& options)
{
    if (fields.has("status"))
        options.status = readUrl(fields, "status");
    if (fields.has("check"))
        options.check = readUrl(fields, "check");
    probe.password = fields.secret("key");
    if (probe.password.isEmpty())
        options.check.clear();
    if (options.status.isEmpty() && options.check.isEmpty() && !fields.has("status") && !fields.has("check"))
        fields.fault("service",
                     translate("System", "%1 is not a service that is known; say with status: or check: where to ask.")
                         .arg(quoted(probe.target)));
}

/// What is known of the service, before a mapping says otherwise.
void knowExternal(ProbeSpec& probe, ProbeOptions& options)
{
    for (const ExternalService& service : externalServices()) {
        if (probe.target != service.name)
            continue;
        options.status = QString(service.status);
        options.check = QString(service.check);
        for (const auto& [name, value] : service.headers)
            probe.headers[QString(name)] = QString(value);
    }
}

const Shape& shapeOf(ProbeKind kind)
{
    switch (kind) {
    case ProbeKind::Tls:
        return tlsProbeShape();
    case ProbeKind::Dns:
        return dnsProbeShape();
    case ProbeKind::WebSocket:
        return websocketProbeShape();
    case ProbeKind::Smtp:
        return smtpProbeShape();
    case ProbeKind::Page:
        return pageProbeShape();
    case ProbeKind::Cors:
        return corsProbeShape();
    case ProbeKind::BodyLimit:
        return bodyLimitProbeShape();
    case ProbeKind::RateLimit:
        return rateLimitProbeShape();
    case ProbeKind::Cron:
        return cronProbeShape();
    case ProbeKind::Worker:
        return workerProbeShape();
    case ProbeKind::Scenario:
        return scenarioProbeShape();
    case ProbeKind::External:
    case ProbeKind::Http:
    case ProbeKind::Tcp:
    case ProbeKind::Postgres:
    case ProbeKind::Redis:
    case ProbeKind::Command:
    case ProbeKind::Container:
    case ProbeKind::Pm2:
    case ProbeKind::Systemd:
    case ProbeKind::Kubernetes:
    case ProbeKind::Headers:
    case ProbeKind::Disk:
    case ProbeKind::Redirect:
    case ProbeKind::Backup:
        break;
    }
    return externalProbeShape();
}

} // namespace

void readOptions(Context& context, const YamlNode& node, const ProbeKindRow& row, ProbeSpec& probe)
{
    ProbeOptions options;
    if (row.kind == ProbeKind::External && node.kind != YamlNode::Kind::Map) {
        knowExternal(probe, options);
        if (options.status.isEmpty() && !probe.target.isEmpty())
            context.faults.add(
                node.mark,
                translate("System", "%1 is not a service that is known; say with status: or check: where to ask.")
                    .arg(quoted(probe.target)));
        options.check.clear(); // there is no key
        probe.options = SharedOptions(std::move(options));
        return;
    }
    if (row.kind == ProbeKind::Scenario) {
        readScenario(context, node, probe, options);
        probe.options = SharedOptions(std::move(options));
        return;
    }
    const Fields fields(context, node, shapeOf(row.kind));
    if (row.kind == ProbeKind::Tls) {
        probe.target = readAddress(fields);
        options.serverName = fields.address("name");
        options.minimum = fields.word("minimum", {u"1.2"_s, u"1.3"_s});
    } else if (row.kind == ProbeKind::Dns) {
        readDns(fields, probe, options);
    } else if (row.kind == ProbeKind::WebSocket) {
        probe.target = readUrl(fields, "url", {u"ws"_s, u"wss"_s});
        options.send = fields.text("send");
        options.answer = fields.text("answer");
    } else if (row.kind == ProbeKind::Smtp) {
        probe.target = readAddress(fields);
        options.encryption = fields.word("encryption", {u"starttls"_s, u"tls"_s, u"none"_s});
    } else if (row.kind == ProbeKind::Page) {
        probe.target = readUrl(fields, "url");
        options.within = fields.duration("within", 3s);
        options.bytes = fields.size("bytes").value_or(0);
    } else if (row.kind == ProbeKind::Cors) {
        probe.target = readUrl(fields, "url");
        options.origin = readOrigin(fields, "origin");
        options.allowed = readOrigin(fields, "allowed");
    } else if (row.kind == ProbeKind::BodyLimit) {
        probe.target = readUrl(fields, "url");
        options.method = readMethod(fields, u"POST"_s);
        options.bytes = fields.size("above").value_or(0);
        if (fields.has("above") && (options.bytes < 1 || options.bytes > (64 << 20)))
            fields.fault("above", translate("System", "The limit that is tried lies between 1 byte and 64 MiB."));
    } else if (row.kind == ProbeKind::RateLimit) {
        readRateLimit(context, fields, probe, options);
    } else if (row.kind == ProbeKind::Cron) {
        options.file = fields.path("file");
        probe.target = options.file;
        options.within = fields.duration("within", 0s);
    } else if (row.kind == ProbeKind::Worker) {
        readWorker(context, fields, probe, options);
    } else {
        probe.target = fields.name("service");
        knowExternal(probe, options);
        readExternal(fields, probe, options);
    }
    probe.options = SharedOptions(std::move(options));
}

} // namespace Pilothouse::System
