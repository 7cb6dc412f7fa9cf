// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/translate.h"
#include "system/readers.h"
#include "system/shapes.h"

#include <QRegularExpression>

#include <array>

namespace Pilothouse::System {

using namespace Qt::StringLiterals;

const Shape& procedureShape()
{
    static const Shape shape{"procedure"_L1,
                             {{"title"_L1},
                              {"confirm"_L1},
                              {"way"_L1},
                              {"requires"_L1},
                              {"when-console-lost"_L1},
                              {"inputs"_L1},
                              {"steps"_L1, true},
                              {"on-failure"_L1},
                              {"read-only"_L1}}};
    return shape;
}

const Shape& requirementShape()
{
    static const Shape shape{"requirement"_L1,
                             {{"backup"_L1},
                              {"checklist"_L1},
                              {"probe"_L1},
                              {"window"_L1},
                              {"ran"_L1},
                              {"incident"_L1},
                              {"approver"_L1},
                              {"signers"_L1},
                              {"rung"_L1},
                              {"younger-than"_L1},
                              {"for"_L1}}};
    return shape;
}

const Shape& inputShape()
{
    static const Shape shape{"input"_L1, {{"type"_L1}, {"default"_L1}, {"choices"_L1}}};
    return shape;
}

namespace {

void readRan(Context& context, const Fields& fields, Requirement& requirement)
{
    if (!requirement.kind.isEmpty())
        fields.fault(
            "ran",
            translate("System", "One entry names one thing; this one already asks for %1.").arg(requirement.kind));
    requirement.kind = u"ran"_s;
    requirement.subject = fields.name("ran");
    if (!requirement.subject.isEmpty() && !context.environments.contains(requirement.subject))
        fields.fault("ran", translate("System", "There is no environment %1.").arg(quoted(requirement.subject)) +
                                didYouMean(requirement.subject, context.environments));
}

/// incident: none, approver: other.
void readWord(const Fields& fields, const char* key, const QStringList& words, Requirement& requirement)
{
    if (!fields.has(key))
        return;
    if (!requirement.kind.isEmpty())
        fields.fault(
            key, translate("System", "One entry names one thing; this one already asks for %1.").arg(requirement.kind));
    requirement.kind = QString::fromLatin1(key);
    requirement.subject = fields.word(key, words);
}

Requirement readRequirement(Context& context, const YamlNode& node)
{
    struct Subject
    {
        const char* key;
        Named named;
    };
    static constexpr std::array<Subject, 4> subjects{{{"backup", Named::Backup},
                                                      {"checklist", Named::Checklist},
                                                      {"probe", Named::Probe},
                                                      {"window", Named::Window}}};
    const Fields fields(context, node, requirementShape());
    Requirement requirement;
    for (const Subject& subject : subjects) {
        if (!fields.has(subject.key))
            continue;
        if (!requirement.kind.isEmpty())
            fields.fault(
                subject.key,
                translate("System", "One entry names one thing; this one already asks for %1.").arg(requirement.kind));
        requirement.kind = QString::fromLatin1(subject.key);
        requirement.subject = fields.reference(subject.key, subject.named);
    }
    if (fields.has("ran"))
        readRan(context, fields, requirement);
    readWord(fields, "incident", {u"none"_s}, requirement);
    readWord(fields, "approver", {u"other"_s, u"anyone"_s}, requirement);
    requirement.signers = absolutePath(context, fields.line("signers"));
    if (fields.has("signers") && requirement.kind != u"approver" && !requirement.kind.isEmpty())
        fields.fault("signers", translate("System", "Only an approver has this."));
    if (node.kind == YamlNode::Kind::Map && requirement.kind.isEmpty())
        context.faults.add(node.place(),
                           translate("System", "The entry asks for nothing; write backup:, checklist:, probe:, "
                                               "window:, ran:, incident: or approver:."));
    QStringList conditions;
    if (fields.duration("for"))
        conditions.append(u"for="_s + fields.line("for"));
    if (fields.has("for") != (requirement.kind == u"ran") && !requirement.kind.isEmpty())
        fields.fault(fields.has("for") ? "for" : "ran",
                     translate("System", "ran: and for: belong together: which environment ran it, and for how long."));
    const QString rung = fields.word("rung", {u"exists"_s, u"readable"_s, u"complete"_s, u"restored"_s});
    if (!rung.isEmpty())
        conditions.append(u"rung="_s + rung);
    if (fields.duration("younger-than"))
        conditions.append(u"younger-than="_s + fields.line("younger-than"));
    if (fields.has("rung") && requirement.kind != u"backup" && !requirement.kind.isEmpty())
        fields.fault("rung", translate("System", "Only a backup has this."));
    if (fields.has("younger-than") && requirement.kind != u"backup" && requirement.kind != u"approver" &&
        !requirement.kind.isEmpty())
        fields.fault("younger-than", translate("System", "Only a backup and an approver have this."));
    requirement.condition = conditions.join(u' ');
    return requirement;
}

Input readInput(Context& context, const QString& name, const YamlNode& node)
{
    static constexpr std::array<Word<InputType>, 7> types{{{"text"_L1, InputType::Text},
                                                           {"integer"_L1, InputType::Integer},
                                                           {"choice"_L1, InputType::Choice},
                                                           {"git-ref"_L1, InputType::GitRef},
                                                           {"version"_L1, InputType::Version},
                                                           {"backup"_L1, InputType::Backup},
                                                           {"image"_L1, InputType::Image}}};
    if (!isVariableName(name))
        context.faults.add(
            node.keyMark,
            translate("System", "%1 cannot be the name of an input: it must be usable as an environment variable.")
                .arg(quoted(name)));
    Input input{.name = name};
    if (node.kind == YamlNode::Kind::Empty)
        return input;
    const Fields fields(context, node, inputShape());
    input.type = fields.word<InputType>("type", types, InputType::Text);
    input.choices = fields.lines("choices");
    if (const YamlNode* given = fields.node("default"); given && given->kind == YamlNode::Kind::Scalar) {
        // An empty default is a meaning of its own, so this is not a line() that refuses it.
        input.defaultValue = given->text.isEmpty() ? QString() : fields.line("default");
    } else if (given) {
        fields.line("default");
    }
    if ((input.type == InputType::Choice) != fields.has("choices"))
        fields.fault("choices", translate("System", "choices: belong to an input of type choice, which needs them."));
    if (!input.defaultValue)
        return input;
    if (input.type == InputType::Choice && !input.choices.contains(*input.defaultValue))
        fields.fault("default", translate("System", "%1 is not one of the choices.").arg(quoted(*input.defaultValue)) +
                                    didYouMean(*input.defaultValue, input.choices));
    static const QRegularExpression integer(u"\\A-?[0-9]{1,18}\\z"_s);
    if (input.type == InputType::Integer && !integer.match(*input.defaultValue).hasMatch())
        fields.fault("default", translate("System", "%1 is not a whole number.").arg(quoted(*input.defaultValue)));
    static const QRegularExpression ref(u"\\A[A-Za-z0-9_][A-Za-z0-9._/@^~+-]{0,199}\\z"_s);
    if (input.type == InputType::GitRef && !ref.match(*input.defaultValue).hasMatch())
        fields.fault("default",
                     translate("System", "%1 is not a branch, tag or commit.").arg(quoted(*input.defaultValue)));
    static const QRegularExpression image(
        u"\\A[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?(:[0-9]{1,5})?(/[a-z0-9._-]{1,128})+(:[A-Za-z0-9_$][A-Za-z0-9._${}-]{0,127}|@sha256:[0-9a-f]{64})\\z"_s);
    if (input.type == InputType::Image && !image.match(*input.defaultValue).hasMatch())
        fields.fault("default", translate("System", "%1 is no image with its registry and a tag, such as "
                                                    "ghcr.io/your-org/backend-api:$ref.")
                                    .arg(quoted(*input.defaultValue)));
    return input;
}

void checkCalls(Context& context, const Fields& fields, const Procedure& procedure)
{
    for (const Step& step : procedure.steps) {
        if (step.action == StepAction::Procedure)
            context.references.follow(Following::ProcedureCall, procedure.name, step.argument, fields.place("steps"));
    }
    if (!procedure.onFailure.isEmpty())
        context.references.follow(Following::ProcedureCall, procedure.name, procedure.onFailure,
                                  fields.place("on-failure"));
    if (procedure.whenConsoleLost == WhenConsoleLost::Rollback && procedure.onFailure.isEmpty())
        fields.fault("when-console-lost",
                     translate("System", "Nothing says how to roll back: name a procedure in on-failure:."));
}

/// Whether a step changes nothing, as far as the definition says so.
bool changesNothing(const Step& step)
{
    switch (step.action) {
    case StepAction::Run:
        return step.readOnly;
    case StepAction::Probes:
    case StepAction::Approve:
    case StepAction::Wait:
        return true;
    case StepAction::Backup:
    case StepAction::Restore:
    case StepAction::Procedure:
    case StepAction::BringBack:
        return false;
    }
    return false;
}

Procedure readProcedure(Context& context, const QString& name, const YamlNode& node)
{
    static constexpr std::array<Word<Confirmation>, 3> confirmations{
        {{"none"_L1, Confirmation::None}, {"click"_L1, Confirmation::Click}, {"typed"_L1, Confirmation::Typed}}};
    static constexpr std::array<Word<WhenConsoleLost>, 2> losses{
        {{"wait"_L1, WhenConsoleLost::Wait}, {"rollback"_L1, WhenConsoleLost::Rollback}}};
    const Fields fields(context, node, procedureShape());
    Procedure procedure{.name = name};
    procedure.title = fields.line("title");
    eachItem(context, fields.node("requires"),
             [&](const YamlNode& item) { procedure.requirements.push_back(readRequirement(context, item)); });
    procedure.whenConsoleLost = fields.word<WhenConsoleLost>("when-console-lost", losses, WhenConsoleLost::Wait);
    eachNamed(context, fields.node("inputs"), [&](const QString& input, const YamlNode& item) {
        procedure.inputs.push_back(readInput(context, input, item));
    });
    if (std::ranges::count(procedure.requirements, u"approver"_s, &Requirement::kind) > 1)
        fields.fault("requires", translate("System", "One approver is asked for a plan; name the others in its list of "
                                                     "signers."));
    const bool brings = std::ranges::any_of(procedure.inputs, [](const Input& input) {
        return input.type == InputType::GitRef || input.type == InputType::Version;
    });
    if (!brings && std::ranges::any_of(procedure.requirements, [](const auto& each) { return each.kind == u"ran"; }))
        fields.fault("requires", translate("System", "ran: asks for the version that comes, so the procedure needs an "
                                                     "input of type git-ref or version."));
    procedure.steps = readSteps(context, fields.node("steps"));
    if (fields.has("steps") && procedure.steps.empty())
        fields.fault("steps", translate("System", "A procedure has at least one step."));
    procedure.onFailure = fields.reference("on-failure", Named::Procedure);
    const bool harmless = !procedure.steps.empty() && std::ranges::all_of(procedure.steps, changesNothing);
    procedure.readOnly = fields.flag("read-only", harmless);
    if (procedure.readOnly && !harmless)
        fields.fault(
            "read-only",
            translate("System", "A read-only procedure has only read-only: true steps, probes, approvals and waits."));
    procedure.confirm = fields.word<Confirmation>("confirm", confirmations,
                                                  procedure.readOnly ? Confirmation::None : Confirmation::Click);
    checkCalls(context, fields, procedure);
    return procedure;
}

} // namespace

std::vector<Procedure> readProcedures(Context& context, const YamlNode* node)
{
    static constexpr std::array<Word<Way>, 3> ways{
        {{"forward"_L1, Way::Forward}, {"back"_L1, Way::Back}, {"care"_L1, Way::Care}}};
    std::vector<Procedure> procedures;
    std::vector<const YamlNode*> items;
    eachNamed(context, node, [&](const QString& name, const YamlNode& item) {
        procedures.push_back(readProcedure(context, name, item));
        items.push_back(&item);
    });
    for (size_t i = 0; i < procedures.size(); ++i) {
        Procedure& procedure = procedures[i];
        const bool back = std::ranges::find(procedures, procedure.name, &Procedure::onFailure) != procedures.end();
        procedure.way = procedure.readOnly ? Way::Care : back ? Way::Back : Way::Forward;
        // Its keys were looked at above.
        if (const YamlNode* said = items[i]->find(u"way")) {
            const auto word = std::ranges::find(ways, said->text, [](const auto& each) { return QString(each.text); });
            if (word == ways.end())
                context.faults.add(
                    said->mark, translate("System", "%1 is not one of forward, back, care.").arg(quoted(said->text)));
            else
                procedure.way = word->value;
        }
        const YamlNode* gates = items[i]->find(u"requires");
        if (gates && procedure.way != Way::Forward)
            context.faults.add(gates->keyMark,
                               translate("System", "requires: holds up the way forward only, and this procedure is not "
                                                   "on it. Leave it out, or write way: forward."));
    }
    return procedures;
}

} // namespace Pilothouse::System
