// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/translate.h"
#include "system/readers.h"
#include "system/shapes.h"

#include <QHash>
#include <QRegularExpression>

#include <array>

namespace Pilothouse::System {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

const Shape& stepShape()
{
    static const Shape shape{"step"_L1,
                             {{"name"_L1, true},   {"id"_L1},         {"run"_L1},      {"probes"_L1},     {"backup"_L1},
                              {"restore"_L1},      {"procedure"_L1},  {"approve"_L1},  {"wait"_L1},       {"on"_L1},
                              {"strategy"_L1},     {"cwd"_L1},        {"sudo"_L1},     {"secrets"_L1},    {"stdin"_L1},
                              {"timeout"_L1},      {"within"_L1},     {"hold"_L1},     {"undo"_L1},       {"revert"_L1},
                              {"revert-after"_L1}, {"reversible"_L1}, {"pending"_L1},  {"read-only"_L1},  {"parse"_L1},
                              {"destroys"_L1},     {"by"_L1},         {"signers"_L1},  {"bring-back"_L1}, {"look"_L1},
                              {"registry"_L1},     {"scale"_L1},      {"instances"_L1}}};
    return shape;
}

const Shape& strategyShape()
{
    static const Shape shape{"strategy"_L1, {{"batches"_L1}, {"canary"_L1}, {"pause"_L1}, {"max-failures"_L1}}};
    return shape;
}

namespace {

constexpr std::array<Word<StepAction>, 10> actions{{{"run"_L1, StepAction::Run},
                                                    {"look"_L1, StepAction::Run},
                                                    {"scale"_L1, StepAction::Run},
                                                    {"probes"_L1, StepAction::Probes},
                                                    {"backup"_L1, StepAction::Backup},
                                                    {"restore"_L1, StepAction::Restore},
                                                    {"procedure"_L1, StepAction::Procedure},
                                                    {"approve"_L1, StepAction::Approve},
                                                    {"wait"_L1, StepAction::Wait},
                                                    {"bring-back"_L1, StepAction::BringBack}}};

/// "Build and start" → "build-and-start"; a name without any Latin letter or digit gives "step-3".
QString idFrom(const QString& name, size_t number)
{
    QString id;
    for (const QChar c : name.toLower()) {
        if ((c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9'))
            id += c;
        else if (!id.isEmpty() && !id.endsWith(u'-'))
            id += u'-';
    }
    id = id.left(60);
    while (id.endsWith(u'-'))
        id.chop(1);
    return id.isEmpty() ? u"step-%1"_s.arg(number) : id;
}

/// `2` or `25%`.
void readFailureLimit(const Fields& amounts, FailureLimit& limit)
{
    const YamlNode* node = amounts.node("max-failures");
    if (!node || node->kind != YamlNode::Kind::Scalar || !node->text.endsWith(u'%')) {
        limit.amount = amounts.integer("max-failures", 0, 1000, 0);
        return;
    }
    bool good = false;
    limit = {.amount = node->text.chopped(1).toInt(&good), .percent = true};
    if (!good || limit.amount < 0 || limit.amount > 100) {
        limit = {};
        amounts.fault("max-failures",
                      translate("System", "Write a number of hosts, or a part of them between 0% and 100%."));
    }
}

void readStrategy(Context& context, const Fields& fields, Step& step)
{
    static constexpr std::array<Word<Strategy>, 3> words{
        {{"serial"_L1, Strategy::Serial}, {"all-at-once"_L1, Strategy::AllAtOnce}, {"canary"_L1, Strategy::Canary}}};
    const YamlNode* node = fields.node("strategy");
    if (!node)
        return;
    if (node->kind != YamlNode::Kind::Map) {
        step.strategy = fields.word<Strategy>("strategy", words, Strategy::Serial);
        return;
    }
    const Fields amounts(context, *node, strategyShape());
    if (amounts.has("batches") == amounts.has("canary")) {
        context.faults.add(node->place(),
                           translate("System", "A strategy with a number is either batches: N or canary: N."));
        return;
    }
    const bool canary = amounts.has("canary");
    step.strategy = canary ? Strategy::Canary : Strategy::Batches;
    const YamlNode* size = amounts.node("batches");
    if (size && size->kind == YamlNode::Kind::Scalar && size->text == u"all")
        step.strategy = Strategy::AllAtOnce;
    else
        step.batch = amounts.integer(canary ? "canary" : "batches", 1, 1000, 1);
    step.pause = amounts.duration("pause", step.pause);
    if (step.strategy == Strategy::AllAtOnce && amounts.has("pause"))
        amounts.fault("pause", translate("System", "There is nothing to pause between: all hosts are one batch."));
    else if (step.pause < 0ms || step.pause > 24h)
        amounts.fault("pause", translate("System", "A pause between batches is at most a day."));
    readFailureLimit(amounts, step.maxFailures);
    if (fields.has("revert") && amounts.has("max-failures"))
        amounts.fault("max-failures",
                      translate("System", "A step that may lock everybody out stops at the first host."));
}

void readApproval(const Context& context, const Fields& fields, Step& step)
{
    static constexpr std::array<Word<Approver>, 2> words{
        {{"anyone"_L1, Approver::Anyone}, {"other"_L1, Approver::Other}}};
    step.argument = fields.line("approve");
    step.within = 1h;
    step.by = fields.word<Approver>("by", words, Approver::Anyone);
    step.signers = absolutePath(context, fields.line("signers"));
}

/// `look: [disk, pm2]`: a run step whose script is ours.
void readLook(const Fields& fields, Step& step)
{
    QStringList looks = fields.lines("look");
    looks.removeDuplicates();
    for (const QString& look : std::as_const(looks)) {
        if (!lookKinds().contains(look))
            fields.fault("look", translate("System", "%1 cannot be looked at; there are %2.")
                                         .arg(quoted(look), lookKinds().join(u", "_s)) +
                                     didYouMean(look, lookKinds()));
    }
    if (looks.contains(u"kubernetes"_s))
        needCluster(fields, "look");
    if (looks.isEmpty())
        fields.fault("look", translate("System", "Say what is looked at: some of %1.").arg(lookKinds().join(u", "_s)));
    static constexpr std::array none{"undo",  "revert",     "revert-after", "pending",   "parse",   "destroys",
                                     "stdin", "reversible", "cwd",          "read-only", "registry"};
    for (const char* key : none) {
        if (fields.has(key))
            fields.fault(key, translate("System", "%1: says nothing at a look, which changes nothing.")
                                  .arg(QString::fromLatin1(key)));
    }
    step.builtIn = BuiltIn::Look;
    step.argument = looks.join(u' ');
    step.readOnly = true;
}

/// `scale: backend` with `instances: 3`, or of inputs: `scale: $service` with `instances: $instances`.
void readScale(const Fields& fields, Step& step)
{
    static const QRegularExpression input(u"\\A\\$[A-Za-z_][A-Za-z0-9_]{0,62}\\z"_s);
    static const QRegularExpression number(u"\\A(0|[1-9][0-9]{0,2})\\z"_s);
    const QString service = fields.line("scale");
    if (!input.match(service).hasMatch())
        fields.reference("scale", Named::ComposeService);
    const QString instances = fields.line("instances");
    if (!fields.has("instances"))
        fields.fault("scale", translate("System", "instances: says how many there shall be."));
    else if (!instances.isEmpty() && !number.match(instances).hasMatch() && !input.match(instances).hasMatch())
        fields.fault("instances",
                     translate("System", "%1 is neither a number up to 999 nor an input such as $instances.")
                         .arg(quoted(instances)));
    static constexpr std::array none{"undo",  "revert",     "revert-after", "pending", "parse",    "destroys",
                                     "stdin", "reversible", "cwd",          "secrets", "read-only"};
    for (const char* key : none) {
        if (fields.has(key))
            fields.fault(key, translate("System", "%1: says nothing at a scale step.").arg(QString::fromLatin1(key)));
    }
    step.builtIn = BuiltIn::Scale;
    step.argument = service + u' ' + instances;
}

void readAction(Context& context, const Fields& fields, StepAction action, Step& step)
{
    switch (action) {
    case StepAction::Run:
        step.argument = fields.text("run");
        return;
    case StepAction::Probes:
        step.probes = fields.references("probes", Named::Probe);
        return;
    case StepAction::Backup:
        step.argument = fields.reference("backup", Named::Backup);
        return;
    case StepAction::Restore:
        step.argument = fields.reference("restore", Named::Backup);
        return;
    case StepAction::Procedure:
        step.argument = fields.reference("procedure", Named::Procedure);
        return;
    case StepAction::Approve:
        readApproval(context, fields, step);
        return;
    case StepAction::Wait:
        step.argument = fields.line("wait");
        fields.duration("wait");
        return;
    case StepAction::BringBack:
        step.argument = fields.reference("bring-back", Named::Kept);
        return;
    }
    Q_UNUSED(context)
}

/// Keys that say nothing for the step's action are mistakes, such as hold: at a run step.
void checkBelonging(const Fields& fields, StepAction action, const QString& word)
{
    static constexpr std::array ofRun{"cwd",   "sudo",     "stdin",      "undo",      "revert",  "pending",
                                      "parse", "strategy", "reversible", "read-only", "registry"};
    static constexpr std::array ofApprovals{"by", "signers"};
    static constexpr std::array notOfApprovals{"on", "secrets", "timeout"};
    const auto check = [&](const char* key, StepAction owner, const QString& ownerWord) {
        if (!fields.has(key) || action == owner)
            return;
        if (action == StepAction::BringBack && QLatin1StringView(key) == "strategy"_L1)
            return; // it runs on hosts as well
        if (action == StepAction::Approve)
            fields.fault(key, translate("System", "%1: belongs to a %2 step, this is an approval.")
                                  .arg(QString::fromLatin1(key), ownerWord));
        else
            fields.fault(key, translate("System", "%1: belongs to a %2 step, this is a %3 step.")
                                  .arg(QString::fromLatin1(key), ownerWord, word));
    };
    for (const char* key : ofRun)
        check(key, StepAction::Run, u"run"_s);
    check("hold", StepAction::Probes, u"probes"_s);
    for (const char* key : notOfApprovals) {
        if (fields.has(key) && action == StepAction::Approve)
            fields.fault(key, translate("System", "%1: says nothing at an approval.").arg(QString::fromLatin1(key)));
    }
    for (const char* key : ofApprovals) {
        if (fields.has(key) && action != StepAction::Approve)
            fields.fault(key, translate("System", "%1: belongs to an approval.").arg(QString::fromLatin1(key)));
    }
    if (fields.has("instances") && !fields.has("scale"))
        fields.fault("instances", translate("System", "instances: belongs to a scale step."));
    if (fields.has("within") && action != StepAction::Probes && action != StepAction::Approve)
        fields.fault("within",
                     translate("System", "within: belongs to probes and approvals, this is a %1 step.").arg(word));
    if (action != StepAction::Backup)
        check("destroys", StepAction::Run, u"run"_s);
}

void readRest(Context& context, const Fields& fields, Step& step)
{
    step.on = fields.references("on", Named::HostOrRole);
    readStrategy(context, fields, step);
    step.cwd = fields.path("cwd");
    step.sudo = fields.flag("sudo", false);
    step.secrets = fields.lines("secrets");
    for (const QString& secret : step.secrets) {
        if (!isVariableName(secret))
            fields.fault(
                "secrets",
                translate("System",
                          "Secrets are listed by name, such as POSTGRES_PASSWORD; one of these is not a name."));
    }
    step.registries = fields.references("registry", Named::Registry);
    step.standardInput = fields.text("stdin");
    step.timeout = fields.duration("timeout", step.timeout);
    step.within = fields.duration("within", step.within);
    step.hold = fields.duration("hold", step.hold);
    if (step.action == StepAction::Approve && (step.within < 1s || step.within > 30 * 24h))
        fields.fault("within", translate("System", "An approval is waited for between a second and 30 days."));
    if (step.timeout <= 0ms)
        fields.fault("timeout", translate("System", "A step needs some time; leave timeout: out for ten minutes."));
    step.undo = fields.text("undo");
    step.reversible = fields.flag("reversible", true);
    if (!step.reversible && fields.has("undo"))
        fields.fault("undo", translate("System", "A step with undo: is reversible."));
    step.revert = fields.text("revert");
    step.revertAfter = fields.duration("revert-after", step.revertAfter);
    if (fields.has("revert-after") && !fields.has("revert"))
        fields.fault("revert-after", translate("System", "revert-after: belongs to a step with revert:."));
    else if (step.revertAfter < 10s || step.revertAfter > 1h)
        fields.fault("revert-after", translate("System", "A revert waits between ten seconds and an hour."));
    step.pending = fields.text("pending");
    if (step.builtIn != BuiltIn::Look)
        step.readOnly = fields.flag("read-only", false);
    step.parse = fields.name("parse");
    step.destroys = fields.line("destroys");
    if (step.readOnly && fields.has("destroys"))
        fields.fault("destroys", translate("System", "A step that destroys data is not read-only."));
}

Step readStep(Context& context, const YamlNode& node, size_t number)
{
    const Fields fields(context, node, stepShape());
    Step step;
    step.name = fields.line("name");
    step.id = fields.has("id") ? fields.name("id") : idFrom(step.name, number);
    const Word<StepAction>* action = nullptr;
    for (const Word<StepAction>& word : actions) {
        if (!fields.has(word.text.data()))
            continue;
        if (action)
            fields.fault(
                word.text.data(),
                translate("System", "A step does one thing; this one already has %1:.").arg(QString(action->text)));
        else
            action = &word;
    }
    if (action) {
        step.action = action->value;
        if (action->text == "look"_L1)
            readLook(fields, step);
        else if (action->text == "scale"_L1)
            readScale(fields, step);
        else
            readAction(context, fields, step.action, step);
        checkBelonging(fields, step.action, QString(action->text));
    } else if (node.kind == YamlNode::Kind::Map &&
               !std::ranges::any_of(actions, [&](const auto& word) { return node.find(QString(word.text)); })) {
        context.faults.add(node.place(), translate("System", "The step does nothing; write run:, look:, probes:, "
                                                             "backup:, restore:, procedure:, approve:, wait:, "
                                                             "bring-back: or scale:."));
    }
    readRest(context, fields, step);
    if (step.action == StepAction::Run && step.builtIn == BuiltIn::None)
        pinCluster(fields, "run", step.argument);
    pinCluster(fields, "pending", step.pending);
    pinCluster(fields, "undo", step.undo);
    return step;
}

} // namespace

const QStringList& lookKinds()
{
    static const QStringList kinds{u"disk"_s,       u"memory"_s,       u"pm2"_s,  u"postgres"_s,
                                   u"nginx"_s,      u"certificates"_s, u"cron"_s, u"containers"_s,
                                   u"kubernetes"_s, u"systemd"_s,      u"redis"_s};
    return kinds;
}

std::vector<Step> readSteps(Context& context, const YamlNode* node)
{
    std::vector<Step> steps;
    QHash<QString, QString> names;
    eachItem(context, node, [&](const YamlNode& item) {
        steps.push_back(readStep(context, item, steps.size() + 1));
        const Step& step = steps.back();
        const YamlNode* at = item.find(u"id") ? item.find(u"id") : item.find(u"name");
        if (at && names.contains(step.id) && !step.id.isEmpty())
            context.faults.add(at->mark,
                               translate("System", "The step %1 already has the id %2; give this one another id:.")
                                   .arg(quoted(names.value(step.id)), quoted(step.id)));
        names.insert(step.id, step.name);
    });
    return steps;
}

} // namespace Pilothouse::System
