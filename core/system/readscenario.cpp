// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/translate.h"
#include "system/placeholder.h"
#include "system/probereaders.h"
#include "system/shapes.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSet>

namespace Pilothouse::System {

using namespace Qt::StringLiterals;

const Shape& scenarioProbeShape()
{
    static const Shape shape{"scenarioProbe"_L1, {{"url"_L1, true}, {"steps"_L1, true}}};
    return shape;
}

const Shape& scenarioStepShape()
{
    static const Shape shape{"scenarioStep"_L1,
                             {{"name"_L1, true},
                              {"method"_L1},
                              {"path"_L1, true},
                              {"headers"_L1},
                              {"body"_L1},
                              {"json"_L1},
                              {"capture"_L1},
                              {"conditions"_L1, true}}};
    return shape;
}

namespace {

constexpr size_t mostSteps = 50;

/// Reports `${…}` that nothing stands for: a name that no earlier step captured, or what is no reference.
void checkHoles(Context& context, const YamlNode& node, const QString& text, const QSet<QString>& known)
{
    static const QRegularExpression hole(u"\\$\\{([^}]*)\\}?"_s);
    auto it = hole.globalMatch(text);
    while (it.hasNext()) {
        const QRegularExpressionMatch match = it.next();
        const QString name = match.captured(1);
        const Mark mark = inside(node, int(match.capturedStart()) + 1);
        if (!match.captured(0).endsWith(u'}'))
            context.faults.add(mark, translate("System", "${ is not closed."));
        else if (name.startsWith(u"secret:")) {
            if (!isVariableName(name.mid(7)))
                context.faults.add(mark, translate("System", "A reference such as ${secret:NAME} is expected here."));
        } else if (name != u"unique" && !known.contains(name)) {
            context.faults.add(mark, translate("System", "No earlier step captures %1.").arg(quoted(name)) +
                                         didYouMean(name, QStringList(known.begin(), known.end())));
        }
    }
}

/// Texts, lists and mappings; every text is checked.
QJsonValue readJson(Context& context, const YamlNode& node, const QSet<QString>& known)
{
    switch (node.kind) {
    case YamlNode::Kind::Empty:
    case YamlNode::Kind::Refused:
        return QJsonValue::Null;
    case YamlNode::Kind::Scalar:
        checkHoles(context, node, node.text, known);
        return node.text;
    case YamlNode::Kind::List: {
        QJsonArray array;
        for (const YamlNode& item : node.items)
            array.append(readJson(context, item, known));
        return array;
    }
    case YamlNode::Kind::Map: {
        QJsonObject object;
        for (const YamlNode& item : node.items)
            object.insert(item.key, readJson(context, item, known));
        return object;
    }
    }
    return {};
}

void readCapture(Context& context, const Fields& fields, ScenarioStep& step)
{
    const YamlNode* node = fields.node("capture");
    step.capture = fields.texts("capture", isName);
    for (const auto& [name, text] : step.capture) {
        const YamlNode* item = node->find(name);
        const Result<Placeholder> placeholder = Placeholder::parse(text);
        if (!placeholder)
            context.faults.add(inside(*item, Condition::errorColumn(placeholder.error())), placeholder.error().message);
        else if (placeholder->name() != u"BODY" && placeholder->name() != u"HEADER")
            context.faults.add(item->mark, translate("System", "Only [BODY] and [HEADER] can be captured."));
        if (name == u"unique")
            context.faults.add(item->keyMark, translate("System", "\"unique\" is a word of its own for each look."));
    }
}

ScenarioStep readStep(Context& context, const YamlNode& node, const QString& base, QSet<QString>& known)
{
    const Fields fields(context, node, scenarioStepShape());
    ScenarioStep step{.name = fields.name("name")};
    step.method = fields.word(
        "method", {u"GET"_s, u"HEAD"_s, u"POST"_s, u"PUT"_s, u"PATCH"_s, u"DELETE"_s, u"OPTIONS"_s}, u"GET"_s);
    const QString path = fields.line("path");
    if (!path.isEmpty() && !path.startsWith(u'/'))
        fields.fault("path", translate("System", "%1 does not begin with /.").arg(quoted(path)));
    if (const YamlNode* place = fields.node("path"))
        checkHoles(context, *place, path, known);
    step.url = base + path;
    step.headers = readHeaders(fields, "headers");
    for (const auto& [name, text] : step.headers)
        checkHoles(context, *fields.node("headers")->find(name), text, known);
    step.body = fields.text("body");
    if (const YamlNode* body = fields.node("body"))
        checkHoles(context, *body, step.body, known);
    if (const YamlNode* json = fields.node("json"))
        step.json = readJson(context, *json, known);
    if (fields.has("body") && fields.has("json"))
        fields.fault("json", translate("System", "A step sends a body: or json:, not both."));
    readCapture(context, fields, step);
    for (const auto& [name, placeholder] : step.capture)
        known.insert(name);
    step.conditions = readConditions(context, fields.node("conditions"), &probeKinds()[size_t(ProbeKind::Http)]);
    return step;
}

} // namespace

void readScenario(Context& context, const YamlNode& node, ProbeSpec& probe, ProbeOptions& options)
{
    const Fields fields(context, node, scenarioProbeShape());
    probe.target = readUrl(fields, "url");
    const QString base = probe.target.endsWith(u'/') ? probe.target.chopped(1) : probe.target;
    QSet<QString> known;
    QSet<QString> names;
    eachItem(context, fields.node("steps"), [&](const YamlNode& item) {
        options.steps.push_back(readStep(context, item, base, known));
        const QString& name = options.steps.back().name;
        if (!name.isEmpty() && names.contains(name))
            context.faults.add(item.find(u"name")->mark,
                               translate("System", "There is already a step %1.").arg(quoted(name)));
        names.insert(name);
    });
    if (options.steps.size() > mostSteps)
        fields.fault("steps", translate("System", "A scenario has at most %1 steps.").arg(mostSteps));
}

} // namespace Pilothouse::System
