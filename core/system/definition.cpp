// SPDX-License-Identifier: GPL-3.0-or-later
#include "system/definition.h"

#include "base/canonical.h"
#include "base/translate.h"
#include "system/readers.h"
#include "system/shapes.h"

#include <QFile>
#include <QFileInfo>
#include <QUrl>

namespace Pilothouse::System {

using namespace Qt::StringLiterals;

const Shape& definitionShape()
{
    static const Shape shape{"definition"_L1,
                             {{"apiVersion"_L1, true},
                              {"system"_L1, true},
                              {"title"_L1},
                              {"contacts"_L1},
                              {"links"_L1},
                              {"environments"_L1, true}}};
    return shape;
}

const Shape& contactShape()
{
    static const Shape shape{"contact"_L1, {{"role"_L1, true}, {"name"_L1}, {"phone"_L1}, {"email"_L1}}};
    return shape;
}

const Shape& linkShape()
{
    static const Shape shape{"link"_L1, {{"title"_L1, true}, {"url"_L1, true}}};
    return shape;
}

namespace {

std::vector<Contact> readContacts(Context& context, const YamlNode* node)
{
    std::vector<Contact> contacts;
    eachItem(context, node, [&](const YamlNode& item) {
        const Fields fields(context, item, contactShape());
        contacts.push_back({.role = fields.line("role"),
                            .name = fields.line("name"),
                            .phone = fields.line("phone"),
                            .email = fields.line("email")});
    });
    return contacts;
}

std::vector<Link> readLinks(Context& context, const YamlNode* node)
{
    std::vector<Link> links;
    eachItem(context, node, [&](const YamlNode& item) {
        const Fields fields(context, item, linkShape());
        const Link link{.title = fields.line("title"), .url = fields.address("url")};
        const QUrl url(link.url, QUrl::StrictMode);
        if (!link.url.isEmpty() &&
            (!url.isValid() || url.host().isEmpty() || (url.scheme() != u"https" && url.scheme() != u"http")))
            fields.fault("url",
                         translate("System", "%1 is not a web address beginning with https://.").arg(quoted(link.url)));
        links.push_back(link);
    });
    return links;
}

std::vector<Environment> readEnvironments(Context& context, const Fields& fields)
{
    std::vector<Environment> environments;
    const YamlNode* node = fields.node("environments");
    if (!node)
        return environments;
    eachNamed(context, node, [&context](const QString& name, const YamlNode&) { context.environments += name; });
    for (const MergedEnvironment& merged : mergeEnvironments(context, *node))
        environments.push_back(readEnvironment(context, merged.name, merged.node, merged.kindIsOwn));
    if (node->kind == YamlNode::Kind::Empty || (node->kind == YamlNode::Kind::Map && node->items.empty()))
        fields.fault("environments", translate("System", "A system has at least one environment."));
    return environments;
}

Definition readRoot(Context& context, const YamlNode& root)
{
    const Fields fields(context, root, definitionShape());
    Definition definition;
    const QString version = fields.line("apiVersion");
    if (!version.isEmpty() && version != u"pilothouse/v1")
        fields.fault(
            "apiVersion",
            translate("System", "%1 is not a version this program reads; write pilothouse/v1.").arg(quoted(version)));
    definition.system = fields.name("system");
    definition.title = fields.has("title") ? fields.line("title") : definition.system;
    definition.contacts = readContacts(context, fields.node("contacts"));
    definition.environments = readEnvironments(context, fields);
    for (Environment& environment : definition.environments)
        environment.system = definition.system;
    // Links belong to the whole system; what they may name is what holds in production.
    context.values.clear();
    const auto production = std::ranges::find(definition.environments, EnvironmentKind::Production, &Environment::kind);
    if (production != definition.environments.end())
        context.values = production->values;
    else if (!definition.environments.empty())
        context.values = definition.environments.front().values;
    definition.links = readLinks(context, fields.node("links"));
    return definition;
}

} // namespace

const Environment* Definition::environment(const QString& name) const
{
    const auto it = std::ranges::find(environments, name, &Environment::name);
    return it == environments.end() ? nullptr : &*it;
}

Reading readDefinition(const QByteArray& yaml, const QString& file)
{
    Faults faults;
    Reading reading;
    std::optional<YamlNode> root = readYaml(yaml, faults);
    if (root) {
        refuseSecrets(*root, faults);
        const QFileInfo info(file);
        Context context{.faults = faults, .folder = info.absolutePath()};
        Definition definition = readRoot(context, *root);
        definition.file = info.absoluteFilePath();
        definition.sha256 = sha256Hex(yaml);
        if (faults.isEmpty())
            reading.definition = std::move(definition);
    }
    reading.faults = faults.take();
    return reading;
}

Reading loadDefinition(const QString& file)
{
    QFile document(file);
    if (!document.open(QIODevice::ReadOnly))
        return {.faults = {{1, 1, translate("System", "The file cannot be read: %1.").arg(document.errorString())}}};
    // One byte more than allowed is enough to be refused, whatever the size of the file.
    return readDefinition(document.read(YamlLimits::bytes + 1), file);
}

} // namespace Pilothouse::System
