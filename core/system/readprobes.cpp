// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/translate.h"
#include "system/probereaders.h"
#include "system/shapes.h"

#include <QRegularExpression>
#include <QSet>
#include <QUrl>

namespace Pilothouse::System {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

const Shape& probeShape()
{
    static const Shape shape = [] {
        Shape all{"probe"_L1,
                  {{"name"_L1, true},
                   {"via"_L1},
                   {"every"_L1},
                   {"timeout"_L1},
                   {"conditions"_L1},
                   {"failures"_L1},
                   {"successes"_L1},
                   {"severity"_L1},
                   {"needs"_L1}}};
        for (const ProbeKindRow& row : probeKinds())
            all.keys.push_back({row.word});
        return all;
    }();
    return shape;
}

const Shape& postgresShape()
{
    static const Shape shape{"postgres"_L1,
                             {{"via"_L1},
                              {"service"_L1},
                              {"host"_L1},
                              {"port"_L1},
                              {"user"_L1},
                              {"database"_L1},
                              {"query"_L1},
                              {"password"_L1}}};
    return shape;
}

const Shape& redisShape()
{
    static const Shape shape{"redis"_L1,
                             {{"via"_L1}, {"service"_L1}, {"host"_L1}, {"port"_L1}, {"user"_L1}, {"password"_L1}}};
    return shape;
}

void checkUrl(const Fields& fields, const char* key, const QString& text, const QStringList& schemes)
{
    const QUrl url(text, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty() || !schemes.contains(url.scheme()))
        fields.fault(key, translate("System", "%1 is not a web address beginning with %2://.")
                              .arg(quoted(text), schemes.join(translate("System", ":// or "))));
}

void checkHostPort(const Fields& fields, const char* key, const QString& text)
{
    static const QRegularExpression form(
        u"\\A(?:\\[[0-9A-Fa-f:.]{2,45}\\]|[A-Za-z0-9_](?:[A-Za-z0-9._-]{0,252})):([0-9]{1,5})\\z"_s);
    const QRegularExpressionMatch match = form.match(text);
    if (!match.hasMatch())
        fields.fault(key, translate("System", "%1 is not an address such as example.com:443.").arg(quoted(text)));
    else if (const int port = match.captured(1).toInt(); port < 1 || port > 65535)
        fields.fault(key, translate("System", "%1 is not a port: use 1 to 65535.").arg(port));
}

QString readUrl(const Fields& fields, const char* key, const QStringList& schemes)
{
    QString text = fields.address(key);
    if (!text.isEmpty())
        checkUrl(fields, key, text, schemes);
    return text;
}

std::map<QString, QString> readHeaders(const Fields& fields, const char* key)
{
    static const QRegularExpression token(u"\\A[A-Za-z0-9!#$%&'*+.^_`|~-]{1,128}\\z"_s);
    return fields.texts(key, [](const QString& name) { return token.match(name).hasMatch(); });
}

void readServer(Context& context, const YamlNode& node, ProbeKind kind, ProbeSpec& probe)
{
    const bool isPostgres = kind == ProbeKind::Postgres;
    const Fields fields(context, node, isPostgres ? postgresShape() : redisShape());
    if (fields.has("via")) {
        if (!probe.via.isEmpty())
            fields.fault("via", translate("System", "via: stands twice in this probe; keep one."));
        probe.via = fields.reference("via", Named::Host);
    }
    probe.service = fields.reference("service", Named::Service);
    probe.target = fields.address("host");
    static const QRegularExpression host(u"\\A[A-Za-z0-9_/:][A-Za-z0-9._:/-]{0,252}\\z"_s);
    if (!probe.target.isEmpty() && !host.match(probe.target).hasMatch())
        fields.fault("host", translate("System", "%1 is not the name or address of a host.").arg(quoted(probe.target)));
    probe.port = quint16(fields.integer("port", 1, 65535, isPostgres ? 5432 : 6379));
    probe.user = fields.address("user");
    probe.password = fields.secret("password");
    if (isPostgres) {
        probe.database = fields.address("database");
        probe.query = fields.text("query").trimmed();
    }
}

std::vector<Condition> readConditions(Context& context, const YamlNode* node, const ProbeKindRow* row)
{
    std::vector<Condition> conditions;
    eachItem(context, node, [&](const YamlNode& item) {
        const QString text = textOf(context, item);
        if (text.isEmpty())
            return;
        const Result<Condition> condition = Condition::parse(text);
        if (!condition) {
            context.faults.add(inside(item, Condition::errorColumn(condition.error())), condition.error().message);
            return;
        }
        for (const QString& placeholder : condition->placeholders()) {
            if (row && !row->measures.isEmpty() && !row->measures.contains(placeholder))
                context.faults.add(item.mark, translate("System", "%1 probes do not measure [%2]; they measure %3.")
                                                  .arg(QString(row->word), placeholder, row->measures.join(u", "_s)));
        }
        conditions.push_back(*condition);
    });
    return conditions;
}

namespace {

void readTarget(Context& context, const Fields& fields, const ProbeKindRow& row, ProbeSpec& probe)
{
    const char* const key = row.word.data();
    const YamlNode* node = fields.node(key);
    const bool isMapping = node && node->kind == YamlNode::Kind::Map;
    if (row.target == ProbeTarget::Mapping || (isMapping && takesMapping(row.kind))) {
        if (node)
            readOptions(context, *node, row, probe);
        return;
    }
    switch (row.target) {
    case ProbeTarget::Server:
        if (node)
            readServer(context, *node, row.kind, probe);
        return;
    case ProbeTarget::WebAddress:
        probe.target = readUrl(fields, key,
                               row.kind == ProbeKind::WebSocket  ? QStringList{u"ws"_s, u"wss"_s}
                               : row.kind == ProbeKind::Redirect ? QStringList{u"http"_s}
                                                                 : QStringList{u"http"_s, u"https"_s});
        return;
    case ProbeTarget::HostPort:
        probe.target = fields.address(key);
        if (!probe.target.isEmpty())
            checkHostPort(fields, key, probe.target);
        return;
    case ProbeTarget::HostName:
        probe.target = fields.address(key);
        return;
    case ProbeTarget::Script:
        probe.target = fields.text(key);
        return;
    case ProbeTarget::Name:
        probe.target = row.kind == ProbeKind::Backup ? fields.reference(key, Named::Backup) : fields.line(key);
        if (row.kind == ProbeKind::Disk) {
            probe.path = probe.target;
            if (!probe.target.isEmpty() && !probe.target.startsWith(u'/'))
                fields.fault(key,
                             translate("System", "%1 is no whole path; it begins with /.").arg(quoted(probe.target)));
        }
        if (row.kind == ProbeKind::External && node)
            readOptions(context, *node, row, probe);
        return;
    case ProbeTarget::Mapping:
        return;
    }
}

/// The kind's key: `headers` is a kind when it names an address, and the request's headers when it is a mapping.
const ProbeKindRow* findKind(const Fields& fields)
{
    const ProbeKindRow* found = nullptr;
    for (const ProbeKindRow& row : probeKinds()) {
        const YamlNode* node = fields.node(row.word.data());
        if (!fields.has(row.word.data()) ||
            (row.kind == ProbeKind::Headers && node && node->kind == YamlNode::Kind::Map))
            continue;
        if (found)
            fields.fault(
                row.word.data(),
                translate("System", "A probe has one kind; this one is already %1.").arg(QString(found->word)));
        else
            found = &row;
    }
    return found;
}

ProbeSpec readProbe(Context& context, const YamlNode& node)
{
    const Fields fields(context, node, probeShape());
    ProbeSpec probe{.name = fields.name("name")};
    probe.via = fields.reference("via", Named::Host);
    const ProbeKindRow* row = node.kind == YamlNode::Kind::Map ? findKind(fields) : nullptr;
    if (row) {
        probe.kind = row->kind;
        readTarget(context, fields, *row, probe);
        if (probe.kind == ProbeKind::Kubernetes) {
            needCluster(fields, "kubernetes");
            probe.target = probe.target.startsWith(u"deployment/"_s) ? probe.target.mid(11) : probe.target;
            if (probe.target.contains(u'/'))
                fields.fault("kubernetes", translate("System", "%1 is no deployment; only deployments can be asked.")
                                               .arg(quoted(probe.target)));
        }
    } else if (node.kind == YamlNode::Kind::Map) {
        context.faults.add(node.place(), translate("System", "The probe has no kind, such as http: or tcp:."));
    }
    if (const YamlNode* headers = fields.node("headers"); headers && headers->kind == YamlNode::Kind::Map) {
        // What a service of others needs beside its key is there already.
        for (const auto& [name, value] : readHeaders(fields, "headers"))
            probe.headers[name] = value;
        const bool sends = !row || row->target == ProbeTarget::WebAddress || row->target == ProbeTarget::Mapping ||
                           row->kind == ProbeKind::External;
        if (!sends)
            fields.fault("headers", translate("System", "%1 probes send no headers.").arg(QString(row->word)));
    }
    probe.every = fields.duration("every", probe.every);
    probe.timeout = fields.duration("timeout", probe.timeout);
    if (probe.every < 1s)
        fields.fault("every", translate("System", "A probe may run once a second at most."));
    if (probe.timeout <= 0s || probe.timeout > 10min)
        fields.fault("timeout", translate("System", "A timeout lies between 1ms and 10m."));
    probe.failuresToDown = fields.integer("failures", 1, 1000, probe.failuresToDown);
    probe.successesToUp = fields.integer("successes", 1, 1000, probe.successesToUp);
    probe.severity = fields.word("severity", severityWords() + QStringList{u"none"_s});
    probe.needs = fields.references("needs", Named::Probe);
    if (!probe.name.isEmpty() && probe.needs.contains(probe.name))
        fields.fault("needs", translate("System", "A probe cannot need itself."));
    probe.conditions = readConditions(context, fields.node("conditions"), row);
    if (row && row->onHost && probe.via.isEmpty())
        fields.fault(row->word.data(), translate("System", "Say with via: on which host that is."));
    return probe;
}

} // namespace

std::vector<ProbeSpec> readProbes(Context& context, const YamlNode* node)
{
    std::vector<ProbeSpec> probes;
    QSet<QString> names;
    std::map<QString, Mark> limits;
    eachItem(context, node, [&](const YamlNode& item) {
        probes.push_back(readProbe(context, item));
        const QString& name = probes.back().name;
        if (!name.isEmpty() && names.contains(name))
            context.faults.add(item.find(u"name")->mark,
                               translate("System", "There is already a probe %1.").arg(quoted(name)));
        names.insert(name);
        if (probes.back().options->limit > 0)
            limits.emplace(name, item.find(u"rate-limit")->find(u"limit")->mark);
    });
    checkTraffic(context, probes, limits);
    return probes;
}

} // namespace Pilothouse::System
