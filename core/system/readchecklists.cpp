// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/translate.h"
#include "system/readers.h"
#include "system/shapes.h"

#include <QDir>

namespace Pilothouse::System {

using namespace Qt::StringLiterals;

const Shape& checklistShape()
{
    static const Shape shape{"checklist"_L1, {{"from"_L1, true}, {"roles"_L1}, {"every"_L1}}};
    return shape;
}

const Shape& roleShape()
{
    static const Shape shape{"role"_L1, {{"role"_L1, true}, {"after"_L1}, {"signers"_L1}}};
    return shape;
}

QString absolutePath(const Context& context, const QString& path)
{
    return path.isEmpty() ? QString() : QDir::cleanPath(QDir(context.folder).absoluteFilePath(path));
}

namespace {

void readRoles(Context& context, const YamlNode* node, ChecklistSpec& checklist)
{
    eachItem(context, node, [&](const YamlNode& item) {
        const Fields fields(context, item, roleShape());
        SignerRole role{.role = fields.line("role"), .after = fields.lines("after")};
        role.signers = absolutePath(context, fields.line("signers"));
        if (std::ranges::find(checklist.roles, role.role, &SignerRole::role) != checklist.roles.end())
            fields.fault("role",
                         translate("System", "The role %1 already stands in this list.").arg(quoted(role.role)));
        // The names of two checklists' roles are apart from each other.
        for (const QString& earlier : role.after)
            context.references.follow(Following::RoleAfter, checklist.name + u'/' + role.role,
                                      checklist.name + u'/' + earlier, fields.place("after"));
        checklist.roles.push_back(std::move(role));
    });
    QStringList known;
    for (const SignerRole& role : checklist.roles)
        known.append(role.role);
    eachItem(context, node, [&](const YamlNode& item) {
        if (item.kind != YamlNode::Kind::Map || !item.find(u"after"))
            return;
        const Fields fields(context, item, roleShape());
        for (const QString& earlier : fields.lines("after")) {
            if (!known.contains(earlier))
                fields.fault("after",
                             translate("System", "There is no role %1 in this checklist.").arg(quoted(earlier)) +
                                 didYouMean(earlier, known));
        }
    });
}

} // namespace

std::vector<ChecklistSpec> readChecklists(Context& context, const YamlNode* node)
{
    std::vector<ChecklistSpec> checklists;
    eachNamed(context, node, [&](const QString& name, const YamlNode& item) {
        const Fields fields(context, item, checklistShape());
        ChecklistSpec checklist{.name = name};
        const QString from = fields.line("from");
        const qsizetype hash = from.indexOf(u'#');
        checklist.file = absolutePath(context, from.left(hash < 0 ? from.size() : hash));
        checklist.section = hash < 0 ? QString() : from.sliced(hash + 1);
        if (hash == 0)
            fields.fault("from", translate("System", "The name of a Markdown file is expected before the #."));
        readRoles(context, fields.node("roles"), checklist);
        checklist.every = fields.schedule("every");
        checklists.push_back(std::move(checklist));
    });
    return checklists;
}

} // namespace Pilothouse::System
