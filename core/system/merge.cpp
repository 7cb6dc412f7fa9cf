// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/translate.h"
#include "system/readers.h"

namespace Pilothouse::System {

using namespace Qt::StringLiterals;

namespace {

/// A file that inherits a lot many times would grow far beyond what was read.
constexpr int mostMergedNodes = 200'000;

int countNodes(const YamlNode& node)
{
    int count = 1;
    for (const YamlNode& item : node.items)
        count += countNodes(item);
    return count;
}

/// Mappings merge, everything else is replaced; what is only in `base` keeps the place where it was written.
YamlNode merged(const YamlNode& base, YamlNode own)
{
    if (base.kind != YamlNode::Kind::Map || own.kind != YamlNode::Kind::Map)
        return own;
    YamlNode result = own;
    result.items.clear();
    for (const YamlNode& item : base.items) {
        const auto mine = std::ranges::find(own.items, item.key, &YamlNode::key);
        result.items.push_back(mine == own.items.end() ? item : merged(item, *mine));
    }
    for (YamlNode& item : own.items) {
        if (!base.find(item.key))
            result.items.push_back(std::move(item));
    }
    return result;
}

/// Takes `hosts/app-2` out of what is inherited.
bool removePath(YamlNode& node, const QStringList& path)
{
    YamlNode* at = &node;
    for (qsizetype i = 0; i + 1 < path.size(); ++i) {
        const auto it = std::ranges::find(at->items, path.at(i), &YamlNode::key);
        if (at->kind != YamlNode::Kind::Map || it == at->items.end())
            return false;
        at = &*it;
    }
    return at->kind == YamlNode::Kind::Map &&
           std::erase_if(at->items, [&](const YamlNode& item) { return item.key == path.last(); }) > 0;
}

void removeInherited(Context& context, YamlNode& base, const YamlNode& own)
{
    eachItem(context, own.find(u"without"), [&](const YamlNode& item) {
        const QString path = lineOf(context, item);
        if (!path.isEmpty() && !removePath(base, path.split(u'/')))
            context.faults.add(
                item.mark,
                translate("System", "Nothing is inherited at %1; write for example hosts/app-2.").arg(quoted(path)));
    });
}

void removeKey(YamlNode& node, QStringView key)
{
    std::erase_if(node.items, [key](const YamlNode& item) { return item.key == key; });
}

} // namespace

std::vector<MergedEnvironment> mergeEnvironments(Context& context, const YamlNode& environments)
{
    std::vector<MergedEnvironment> all;
    int budget = mostMergedNodes;
    if (environments.kind != YamlNode::Kind::Map)
        return all;
    for (const YamlNode& own : environments.items) {
        // The chain of like:, from this environment to the one that is like nothing.
        std::vector<const YamlNode*> chain{&own};
        while (const YamlNode* like = chain.back()->find(u"like")) {
            const QString name = lineOf(context, *like);
            const YamlNode* base = name.isEmpty() ? nullptr : environments.find(name);
            if (!base) {
                QStringList known;
                for (const YamlNode& other : environments.items)
                    known.append(other.key);
                if (!name.isEmpty())
                    context.faults.add(like->mark,
                                       translate("System", "There is no environment %1.").arg(quoted(name)) +
                                           didYouMean(name, known));
                break;
            }
            if (std::ranges::find(chain, base) != chain.end()) {
                context.faults.add(
                    like->mark,
                    translate("System", "This goes round in a circle: an environment cannot be like itself."));
                break;
            }
            chain.push_back(base);
        }
        for (const YamlNode* part : chain)
            budget -= countNodes(*part);
        if (budget < 0) {
            context.faults.add(
                own.place(), translate("System", "The environments inherit too much from each other: split the file."));
            return all;
        }
        if (const YamlNode* without = own.find(u"without"); without && !own.find(u"like"))
            context.faults.add(without->keyMark,
                               translate("System", "without: takes away what like: brings; there is no like: here."));
        YamlNode node = *chain.back();
        for (auto it = std::next(chain.rbegin()); it != chain.rend(); ++it) {
            removeKey(node, u"like");
            removeKey(node, u"without");
            removeInherited(context, node, **it);
            node = merged(node, **it);
        }
        node.key = own.key;
        node.keyMark = own.keyMark;
        all.push_back({own.key, std::move(node), own.find(u"kind") != nullptr});
    }
    return all;
}

} // namespace Pilothouse::System
