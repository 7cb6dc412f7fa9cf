// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/planjson.h"

#include "base/clock.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace Pilothouse::Run {

using namespace Qt::StringLiterals;
using System::StepAction;

namespace {

template <typename T, size_t N> struct Names
{
    std::array<std::pair<T, QLatin1StringView>, N> pairs;
    QString name(T value) const
    {
        const auto it = std::ranges::find(pairs, value, [](const auto& pair) { return pair.first; });
        return it == pairs.end() ? QString() : QString(it->second);
    }
    T value(const QString& name) const
    {
        const auto it = std::ranges::find_if(pairs, [&](const auto& pair) { return pair.second == name; });
        return it == pairs.end() ? pairs.front().first : it->first;
    }
};

constexpr Names<StepAction, 8> actions{{{{StepAction::Run, "run"_L1},
                                         {StepAction::Probes, "probes"_L1},
                                         {StepAction::Backup, "backup"_L1},
                                         {StepAction::Restore, "restore"_L1},
                                         {StepAction::Procedure, "procedure"_L1},
                                         {StepAction::Approve, "approve"_L1},
                                         {StepAction::Wait, "wait"_L1},
                                         {StepAction::BringBack, "bring-back"_L1}}}};
constexpr Names<System::BuiltIn, 6> builtIns{{{{System::BuiltIn::None, ""_L1},
                                               {System::BuiltIn::Keep, "keep"_L1},
                                               {System::BuiltIn::BringBack, "bring-back"_L1},
                                               {System::BuiltIn::Retain, "retain"_L1},
                                               {System::BuiltIn::Scale, "scale"_L1},
                                               {System::BuiltIn::Look, "look"_L1}}}};
constexpr Names<System::Strategy, 4> strategies{{{{System::Strategy::Serial, "serial"_L1},
                                                  {System::Strategy::AllAtOnce, "all-at-once"_L1},
                                                  {System::Strategy::Batches, "batches"_L1},
                                                  {System::Strategy::Canary, "canary"_L1}}}};
constexpr Names<System::EnvironmentKind, 3> kinds{{{{System::EnvironmentKind::Production, "production"_L1},
                                                    {System::EnvironmentKind::Staging, "staging"_L1},
                                                    {System::EnvironmentKind::Development, "development"_L1}}}};
constexpr Names<System::Confirmation, 3> confirmations{{{{System::Confirmation::Typed, "typed"_L1},
                                                         {System::Confirmation::Click, "click"_L1},
                                                         {System::Confirmation::None, "none"_L1}}}};
constexpr Names<Verdict, 4> verdicts{{{{Verdict::Unknown, "unknown"_L1},
                                       {Verdict::Holds, "holds"_L1},
                                       {Verdict::Weak, "weak"_L1},
                                       {Verdict::Fails, "fails"_L1}}}};

QJsonArray fromList(const QStringList& list) { return QJsonArray::fromStringList(list); }
QStringList toList(const QJsonValue& json)
{
    QStringList list;
    for (const auto& value : json.toArray())
        list += value.toString();
    return list;
}
std::chrono::milliseconds toMs(const QJsonValue& json) { return std::chrono::milliseconds(qint64(json.toDouble())); }
double fromMs(std::chrono::milliseconds ms) { return double(ms.count()); }

QJsonArray fromAsked(const std::vector<Asked>& all)
{
    QJsonArray array;
    for (const Asked& asked : all)
        array += QJsonObject{
            {u"system"_s, asked.question.system},       {u"environment"_s, asked.question.environment},
            {u"kind"_s, asked.question.kind},           {u"subject"_s, asked.question.subject},
            {u"condition"_s, asked.question.condition}, {u"evidence"_s, PlanJson::fromEvidence(asked.evidence)}};
    return array;
}

std::vector<Asked> toAsked(const QJsonValue& json)
{
    std::vector<Asked> all;
    for (const auto& value : json.toArray()) {
        const QJsonObject o = value.toObject();
        all.push_back({.question = {.system = o[u"system"_s].toString(),
                                    .environment = o[u"environment"_s].toString(),
                                    .kind = o[u"kind"_s].toString(),
                                    .subject = o[u"subject"_s].toString(),
                                    .condition = o[u"condition"_s].toString()},
                       .evidence = PlanJson::toEvidence(o[u"evidence"_s].toObject())});
    }
    return all;
}

} // namespace

namespace {

QJsonArray fromRegistries(const std::vector<System::Registry>& registries)
{
    QJsonArray array;
    for (const System::Registry& each : registries)
        array += QJsonObject{{u"name"_s, each.name},
                             {u"address"_s, each.address},
                             {u"user"_s, each.user},
                             {u"password"_s, each.password}};
    return array;
}

std::vector<System::Registry> toRegistries(const QJsonArray& json)
{
    std::vector<System::Registry> registries;
    for (const auto& each : json)
        registries.push_back({.name = each[u"name"_s].toString(),
                              .address = each[u"address"_s].toString(),
                              .user = each[u"user"_s].toString(),
                              .password = each[u"password"_s].toString()});
    return registries;
}

} // namespace

namespace PlanJson {

QJsonObject fromMap(const std::map<QString, QString>& map)
{
    QJsonObject json;
    for (const auto& [key, value] : map)
        json[key] = value;
    return json;
}

std::map<QString, QString> toMap(const QJsonObject& json)
{
    std::map<QString, QString> map;
    for (auto it = json.begin(); it != json.end(); ++it)
        map[it.key()] = it.value().toString();
    return map;
}

QJsonArray fromHosts(const std::vector<System::Host>& hosts)
{
    QJsonArray array;
    for (const System::Host& host : hosts) {
        QJsonObject json{{u"name"_s, host.name},           {u"user"_s, host.user},
                         {u"address"_s, host.address},     {u"local"_s, host.local},
                         {u"directory"_s, host.directory}, {u"roles"_s, fromList(host.roles)},
                         {u"jump"_s, fromList(host.jump)}, {u"variables"_s, fromMap(host.variables)}};
        // Left out where ssh_config may say another.
        if (host.port != 22 || host.usualPortSaid || host.local)
            json.insert(u"port"_s, host.port);
        // How it is logged in to, where the definition says it: files and names of secrets, no secret.
        if (!host.login.isEmpty())
            json.insert(u"login"_s, fromList(host.login));
        if (!host.identity.isEmpty())
            json.insert(u"identity"_s, fromList(host.identity));
        if (!host.passphrase.isEmpty())
            json.insert(u"passphrase"_s, host.passphrase);
        if (!host.password.isEmpty())
            json.insert(u"password"_s, host.password);
        array += json;
    }
    return array;
}

std::vector<System::Host> toHosts(const QJsonArray& json)
{
    std::vector<System::Host> hosts;
    for (const auto& value : json) {
        const QJsonObject o = value.toObject();
        const int port = o[u"port"_s].toInt();
        hosts.push_back({.name = o[u"name"_s].toString(),
                         .user = o[u"user"_s].toString(),
                         .address = o[u"address"_s].toString(),
                         .port = port == 0 ? quint16(22) : quint16(port),
                         .usualPortSaid = port == 22 && !o[u"local"_s].toBool(),
                         .local = o[u"local"_s].toBool(),
                         .directory = o[u"directory"_s].toString(),
                         .roles = toList(o[u"roles"_s]),
                         .jump = toList(o[u"jump"_s]),
                         .variables = toMap(o[u"variables"_s].toObject()),
                         .login = toList(o[u"login"_s]),
                         .identity = toList(o[u"identity"_s]),
                         .passphrase = o[u"passphrase"_s].toString(),
                         .password = o[u"password"_s].toString()});
    }
    return hosts;
}

QJsonArray fromSteps(const std::vector<PlannedStep>& steps)
{
    QJsonArray array;
    for (const PlannedStep& planned : steps) {
        const System::Step& step = planned.step;
        QJsonObject json{{u"id"_s, step.id},
                         {u"name"_s, step.name},
                         {u"action"_s, actions.name(step.action)},
                         {u"argument"_s, step.argument},
                         {u"probes"_s, fromList(step.probes)},
                         {u"on"_s, fromList(step.on)},
                         {u"strategy"_s, strategies.name(step.strategy)},
                         {u"batch"_s, step.batch},
                         {u"cwd"_s, step.cwd},
                         {u"sudo"_s, step.sudo},
                         {u"secrets"_s, fromList(step.secrets)},
                         {u"stdin"_s, step.standardInput},
                         {u"timeout"_s, fromMs(step.timeout)},
                         {u"within"_s, fromMs(step.within)},
                         {u"hold"_s, fromMs(step.hold)},
                         {u"undo"_s, step.undo},
                         {u"reversible"_s, step.reversible},
                         {u"pending"_s, step.pending},
                         {u"readOnly"_s, step.readOnly},
                         {u"parse"_s, step.parse},
                         {u"hosts"_s, fromList(planned.hosts)},
                         {u"count"_s, planned.pending ? QJsonValue(*planned.pending) : QJsonValue()}};
        // Left out where nothing is said: plans of earlier journals keep their hash.
        if (!step.destroys.isEmpty())
            json.insert(u"destroys"_s, step.destroys);
        if (step.pause.count() > 0)
            json.insert(u"pause"_s, fromMs(step.pause));
        if (step.maxFailures != System::FailureLimit{})
            json.insert(u"maxFailures"_s,
                        QString::number(step.maxFailures.amount) + (step.maxFailures.percent ? u"%"_s : QString()));
        if (!step.revert.isEmpty()) {
            json.insert(u"revert"_s, step.revert);
            json.insert(u"revertAfter"_s, fromMs(step.revertAfter));
        }
        if (step.builtIn != System::BuiltIn::None)
            json.insert(u"builtIn"_s, builtIns.name(step.builtIn));
        if (step.by == System::Approver::Other)
            json.insert(u"by"_s, u"other"_s);
        if (!planned.signers.isEmpty())
            json.insert(u"signers"_s, fromList(planned.signers));
        if (!planned.registries.empty())
            json.insert(u"registries"_s, fromRegistries(planned.registries));
        array += json;
    }
    return array;
}

std::vector<PlannedStep> toSteps(const QJsonArray& json)
{
    std::vector<PlannedStep> steps;
    for (const auto& value : json) {
        const QJsonObject o = value.toObject();
        PlannedStep planned{.step = {.id = o[u"id"_s].toString(),
                                     .name = o[u"name"_s].toString(),
                                     .action = actions.value(o[u"action"_s].toString()),
                                     .strategy = strategies.value(o[u"strategy"_s].toString()),
                                     .batch = o[u"batch"_s].toInt(),
                                     .sudo = o[u"sudo"_s].toBool(),
                                     .reversible = o[u"reversible"_s].toBool(),
                                     .readOnly = o[u"readOnly"_s].toBool(),
                                     .argument = o[u"argument"_s].toString(),
                                     .probes = toList(o[u"probes"_s]),
                                     .on = toList(o[u"on"_s]),
                                     .cwd = o[u"cwd"_s].toString(),
                                     .secrets = toList(o[u"secrets"_s]),
                                     .standardInput = o[u"stdin"_s].toString(),
                                     .timeout = toMs(o[u"timeout"_s]),
                                     .within = toMs(o[u"within"_s]),
                                     .hold = toMs(o[u"hold"_s]),
                                     .undo = o[u"undo"_s].toString(),
                                     .pending = o[u"pending"_s].toString(),
                                     .parse = o[u"parse"_s].toString(),
                                     .destroys = o[u"destroys"_s].toString()},
                            .hosts = toList(o[u"hosts"_s])};
        planned.step.revert = o[u"revert"_s].toString();
        planned.step.builtIn = builtIns.value(o[u"builtIn"_s].toString());
        planned.step.pause = toMs(o[u"pause"_s]);
        const QString failures = o[u"maxFailures"_s].toString();
        planned.step.maxFailures.percent = failures.endsWith(u'%');
        planned.step.maxFailures.amount = (planned.step.maxFailures.percent ? failures.chopped(1) : failures).toInt();
        if (o[u"revertAfter"_s].isDouble())
            planned.step.revertAfter = toMs(o[u"revertAfter"_s]);
        if (o[u"count"_s].isDouble())
            planned.pending = o[u"count"_s].toInt();
        if (o[u"by"_s].toString() == u"other"_s)
            planned.step.by = System::Approver::Other;
        planned.signers = toList(o[u"signers"_s]);
        planned.registries = toRegistries(o[u"registries"_s].toArray());
        for (const System::Registry& registry : planned.registries)
            planned.step.registries += registry.name;
        steps.push_back(std::move(planned));
    }
    return steps;
}

QJsonObject fromEvidence(const Evidence& evidence)
{
    return {{u"verdict"_s, verdicts.name(evidence.verdict)},
            {u"statement"_s, evidence.statement.text()},
            {u"observedAt"_s, evidence.observedAt.isValid()
                                  ? QJsonValue(double(evidence.observedAt.toMSecsSinceEpoch()))
                                  : QJsonValue()},
            {u"goodFor"_s, fromMs(evidence.goodFor)},
            {u"source"_s, evidence.source},
            {u"artefacts"_s, fromList(evidence.artefacts)}};
}

Evidence toEvidence(const QJsonObject& json)
{
    Evidence evidence{.verdict = verdicts.value(json[u"verdict"_s].toString()),
                      .statement = SafeText::fromUntrusted(json[u"statement"_s].toString()),
                      .goodFor = toMs(json[u"goodFor"_s]),
                      .source = json[u"source"_s].toString(),
                      .artefacts = toList(json[u"artefacts"_s])};
    if (json[u"observedAt"_s].isDouble())
        evidence.observedAt = fromMicros(qint64(json[u"observedAt"_s].toDouble()) * 1000);
    return evidence;
}

} // namespace PlanJson

namespace {

void addGates(QJsonObject& json, const Plan& plan)
{
    if (plan.approval && !plan.approval->plan.isEmpty())
        json[u"approvedPlan"_s] = plan.approval->plan;
    if (!plan.binding)
        return;
    QJsonArray passed;
    for (const PassedGate& gate : plan.binding->passed)
        passed += QJsonObject{{u"gate"_s, gate.gate}, {u"missing"_s, gate.missing}};
    json[u"bypass"_s] = QJsonObject{{u"title"_s, plan.binding->title}, {u"passed"_s, passed}};
}

void readGates(const QJsonObject& json, Plan& plan)
{
    if (json.contains(u"approval"_s)) {
        const QJsonObject o = json[u"approval"_s].toObject();
        plan.approval = PlanApproval{.by = o[u"by"_s].toString() == u"anyone"_s ? System::Approver::Anyone
                                                                                : System::Approver::Other,
                                     .signers = toList(o[u"signers"_s]),
                                     .within = toMs(o[u"within"_s]),
                                     .plan = json[u"approvedPlan"_s].toString()};
    }
    if (!json.contains(u"incident"_s))
        return;
    const QJsonObject o = json[u"incident"_s].toObject();
    const QJsonObject more = json[u"bypass"_s].toObject();
    plan.binding = Binding{
        .incident = o[u"id"_s].toString(), .title = more[u"title"_s].toString(), .reason = o[u"reason"_s].toString()};
    for (const auto& gate : more[u"passed"_s].toArray())
        plan.binding->passed.push_back({.gate = gate[u"gate"_s].toString(), .missing = gate[u"missing"_s].toString()});
}

} // namespace

QJsonObject planToJson(const Plan& plan)
{
    QJsonObject json = planMatter(plan);
    addGates(json, plan);
    json[u"kind"_s] = kinds.name(plan.kind);
    json[u"title"_s] = plan.title;
    json[u"confirm"_s] = confirmations.name(plan.confirm);
    json[u"readOnly"_s] = plan.readOnly;
    json[u"whenConsoleLost"_s] = plan.whenConsoleLost == System::WhenConsoleLost::Rollback ? u"rollback"_s : u"wait"_s;
    json[u"given"_s] = PlanJson::fromMap(plan.given);
    json[u"requirements"_s] = fromAsked(plan.requirements);
    json[u"probesBefore"_s] = fromAsked(plan.probesBefore);
    json[u"proof"_s] = proofToJson(plan.proof);
    json[u"warnings"_s] = fromList(plan.warnings);
    json[u"madeAt"_s] = double(plan.madeAt.toMSecsSinceEpoch());
    json[u"hash"_s] = plan.hash;
    QJsonArray commits;
    for (const Commit& commit : plan.commits)
        commits += QJsonObject{{u"hash"_s, commit.hash}, {u"subject"_s, commit.subject}, {u"author"_s, commit.author}};
    json[u"commits"_s] = commits;
    QJsonArray rooms;
    for (const Room& room : plan.room)
        rooms += QJsonObject{{u"host"_s, room.host},
                             {u"freeBytes"_s, double(room.freeBytes)},
                             {u"freeInodes"_s, double(room.freeInodes)}};
    json[u"room"_s] = rooms;
    QJsonArray kept;
    for (const HostKept& host : plan.kept)
        kept += keptToJson(host);
    if (!kept.isEmpty()) {
        json[u"kept"_s] = kept;
        json[u"retained"_s] = fromList(plan.retained);
    }
    return json;
}

Result<Plan> planFromJson(const QJsonObject& json)
{
    Plan plan{.system = json[u"system"_s].toString(),
              .environment = json[u"environment"_s].toString(),
              .kind = kinds.value(json[u"kind"_s].toString()),
              .procedure = json[u"procedure"_s].toString(),
              .title = json[u"title"_s].toString(),
              .definition = json[u"definition"_s].toString(),
              .confirm = confirmations.value(json[u"confirm"_s].toString()),
              .readOnly = json[u"readOnly"_s].toBool(),
              .whenConsoleLost = json[u"whenConsoleLost"_s].toString() == u"rollback"_s
                                     ? System::WhenConsoleLost::Rollback
                                     : System::WhenConsoleLost::Wait,
              .given = PlanJson::toMap(json[u"given"_s].toObject()),
              .inputs = PlanJson::toMap(json[u"inputs"_s].toObject()),
              .running = json[u"running"_s].toString(),
              .hosts = PlanJson::toHosts(json[u"hosts"_s].toArray()),
              .steps = PlanJson::toSteps(json[u"steps"_s].toArray()),
              .onFailure = json[u"onFailure"_s].toString(),
              .failureSteps = PlanJson::toSteps(json[u"failureSteps"_s].toArray()),
              .requirements = toAsked(json[u"requirements"_s]),
              .probesBefore = toAsked(json[u"probesBefore"_s]),
              .earlier = toList(json[u"earlier"_s]),
              .proof = proofFromJson(json[u"proof"_s].toObject()),
              .warnings = toList(json[u"warnings"_s]),
              .madeAt = fromMicros(qint64(json[u"madeAt"_s].toDouble()) * 1000),
              .hash = json[u"hash"_s].toString()};
    for (const auto& value : json[u"commits"_s].toArray())
        plan.commits.push_back({.hash = value[u"hash"_s].toString(),
                                .subject = value[u"subject"_s].toString(),
                                .author = value[u"author"_s].toString()});
    plan.scale = PlanJson::toMap(json[u"scale"_s].toObject());
    plan.retained = toList(json[u"retained"_s]);
    plan.runningOn = PlanJson::toMap(json[u"runningOn"_s].toObject());
    for (const auto& value : json[u"kept"_s].toArray())
        plan.kept.push_back(keptFromJson(value.toObject()));
    for (const auto& value : json[u"room"_s].toArray())
        plan.room.push_back({.host = value[u"host"_s].toString(),
                             .freeBytes = qint64(value[u"freeBytes"_s].toDouble()),
                             .freeInodes = qint64(value[u"freeInodes"_s].toDouble())});
    readGates(json, plan);
    const auto hash = planHash(plan);
    if (!hash || *hash != plan.hash)
        return fail(ErrorKind::Invalid,
                    QCoreApplication::translate("Run", "The plan does not fit its hash; make a new one."), plan.hash);
    return plan;
}

} // namespace Pilothouse::Run
