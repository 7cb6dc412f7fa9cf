// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/composefile.h"

#include "base/translate.h"
#include "runtime/composeparts.h"
#include "runtime/tooltext.h"

namespace Pilothouse::Runtime {

using System::YamlNode;
using namespace Qt::StringLiterals;

namespace {

constexpr int deepest = 32;

class Reader
{
public:
    explicit Reader(const std::map<QString, QString>& values)
        : m_interpolation(values)
    {
    }

    ComposeFile read(const QByteArray& bytes)
    {
        std::optional<YamlNode> root = System::readYaml(bytes, m_faults, System::YamlUse::Foreign);
        if (root && root->kind != YamlNode::Kind::Map)
            m_faults.add(root->mark, translate("Runtime", "A Compose file is a mapping with services."));
        if (root && m_faults.isEmpty()) {
            prepare(*root);
            readRoot(*root);
        }
        m_file.variables = m_interpolation.variables();
        m_file.unresolved = m_interpolation.unresolved();
        m_file.errors = m_faults.take();
        return std::move(m_file);
    }

private:
    /// What `!reset` empties goes, and variables get their values.
    void prepare(YamlNode& node)
    {
        std::erase_if(node.items, [](const YamlNode& item) { return item.tag == u"!reset"; });
        if (node.kind == YamlNode::Kind::Scalar) {
            if (auto text = m_interpolation.resolve(node.text, node.mark.line))
                node.text = std::move(*text);
            else
                m_faults.add(
                    node.mark,
                    translate("Runtime", "This ${ begins no variable: write $${ for what is meant as it stands."));
        }
        for (YamlNode& item : node.items)
            prepare(item);
    }

    static QString textOf(const YamlNode& node, QStringView key)
    {
        const YamlNode* found = node.find(key);
        return found && found->kind == YamlNode::Kind::Scalar ? found->text : QString();
    }

    void readRoot(const YamlNode& root)
    {
        m_file.version = textOf(root, u"version");
        m_file.name = textOf(root, u"name");
        if (const YamlNode* include = root.find(u"include"))
            m_file.includes = readComposeWords(include);
        const YamlNode* services = root.find(u"services");
        if (!services && isFirstVersion(root)) {
            services = &root;
        } else if (!services) {
            // An override may hold nothing but networks.
            static const QStringList others{u"version"_s, u"name"_s,    u"include"_s, u"networks"_s,
                                            u"volumes"_s, u"secrets"_s, u"configs"_s};
            m_file.readable = std::ranges::any_of(root.items, [](const YamlNode& item) {
                return others.contains(item.key) || item.key.startsWith(u"x-");
            });
            if (!m_file.readable)
                m_faults.add({1, 1}, translate("Runtime", "This file has no services: it is no Compose file."));
            return;
        }
        if (services->kind != YamlNode::Kind::Map && services->kind != YamlNode::Kind::Empty) {
            m_faults.add(services->place(), translate("Runtime", "services must be a mapping of names."));
            return;
        }
        m_file.readable = true;
        for (const YamlNode& service : services->items) {
            if (service.key.startsWith(u"x-"))
                continue;
            if (service.kind == YamlNode::Kind::Map || service.kind == YamlNode::Kind::Empty)
                m_file.services.push_back(readService(inherited(*services, service, 0)));
            else
                m_faults.add(service.place(), translate("Runtime", "A service must be a mapping."));
        }
    }

    /// Services at the top, each with what only a service has.
    static bool isFirstVersion(const YamlNode& root)
    {
        const auto isService = [](const YamlNode& item) {
            return item.key.startsWith(u"x-") ||
                   (item.kind == YamlNode::Kind::Map &&
                    (item.find(u"image") || item.find(u"build") || item.find(u"extends") || item.find(u"command")));
        };
        return !root.items.empty() && std::ranges::all_of(root.items, isService);
    }

    /// What a service of the same file hands down with `extends`; lists of both are one.
    static YamlNode inherited(const YamlNode& services, const YamlNode& service, int depth)
    {
        const YamlNode* extends = service.find(u"extends");
        const YamlNode* base = nullptr;
        if (extends && extends->kind == YamlNode::Kind::Scalar)
            base = services.find(extends->text);
        else if (extends && !extends->find(u"file"))
            base = services.find(textOf(*extends, u"service"));
        if (!base || depth > deepest || base->kind != YamlNode::Kind::Map)
            return service;
        YamlNode out = service;
        const YamlNode from = inherited(services, *base, depth + 1);
        for (const YamlNode& item : from.items) {
            const auto own = std::ranges::find(out.items, item.key, &YamlNode::key);
            if (item.key == u"extends")
                continue;
            if (own == out.items.end())
                out.items.push_back(item);
            else if (own->kind == YamlNode::Kind::List && item.kind == YamlNode::Kind::List && item.key == u"ports")
                own->items.insert(own->items.begin(), item.items.begin(), item.items.end());
        }
        return out;
    }

    static ComposeService readService(const YamlNode& node)
    {
        ComposeService service{.name = node.key,
                               .line = node.keyMark.line,
                               .image = textOf(node, u"image"),
                               .build = readComposeBuild(node.find(u"build")),
                               .ports = readComposePorts(node.find(u"ports")),
                               .healthcheck = readComposeHealthcheck(node.find(u"healthcheck")),
                               .dependsOn = readComposeDependencies(node.find(u"depends_on")),
                               .profiles = readComposeWords(node.find(u"profiles")),
                               .environment = readComposeNames(node.find(u"environment")),
                               .envFiles = readComposeWords(node.find(u"env_file")),
                               .containerName = textOf(node, u"container_name"),
                               .restart = textOf(node, u"restart"),
                               .stopSeconds = readComposeDuration(textOf(node, u"stop_grace_period"))};
        readComposeLimits(node, service);
        const YamlNode* deploy = node.find(u"deploy");
        service.replicas = readInteger(deploy ? textOf(*deploy, u"replicas") : textOf(node, u"scale"));
        if (const YamlNode* extends = node.find(u"extends")) {
            const QString file = textOf(*extends, u"file");
            service.extends = extends->kind == YamlNode::Kind::Scalar ? extends->text : textOf(*extends, u"service");
            if (!file.isEmpty())
                service.extends += u" in "_s + file;
        }
        return service;
    }

    Interpolation m_interpolation;
    System::Faults m_faults;
    ComposeFile m_file;
};

} // namespace

ComposeFile ComposeFile::read(const QByteArray& bytes, const std::map<QString, QString>& values)
{
    return Reader(values).read(bytes);
}

QString obstacleToScale(const ComposeService& service, qint64 count)
{
    if (!service.containerName.isEmpty())
        return u"container_name: "_s + service.containerName;
    for (const ComposePort& port : service.ports) {
        // A range is shared out; without a port of the host, or with 0, Docker takes a free one.
        if (port.published.value_or(0) != 0 && port.count < count)
            return u"ports: "_s + port.text;
    }
    return {};
}

const ComposeService* ComposeFile::service(const QString& wanted) const
{
    const auto found = std::ranges::find(services, wanted, &ComposeService::name);
    return found == services.end() ? nullptr : &*found;
}

} // namespace Pilothouse::Runtime
