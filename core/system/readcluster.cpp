// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/translate.h"
#include "system/readers.h"
#include "system/shapes.h"

#include <QRegularExpression>

namespace Pilothouse::System {

using namespace Qt::StringLiterals;

const Shape& kubernetesShape()
{
    static const Shape shape{"kubernetes"_L1, {{"context"_L1, true}, {"namespace"_L1, true}}};
    return shape;
}

std::optional<Cluster> readCluster(Context& context, const YamlNode* node)
{
    if (!node)
        return {};
    const Fields fields(context, *node, kubernetesShape());
    // Both are words of lines and of commands.
    static const QRegularExpression contextForm(u"\\A[A-Za-z0-9_][A-Za-z0-9_.:/@+-]{0,252}\\z"_s);
    static const QRegularExpression nameForm(u"\\A[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\z"_s);
    Cluster cluster{.context = fields.address("context"), .nameSpace = fields.address("namespace")};
    if (!cluster.context.isEmpty() && !contextForm.match(cluster.context).hasMatch())
        fields.fault("context",
                     translate("System", "%1 is not the name of a context of kubectl.").arg(quoted(cluster.context)));
    if (!cluster.nameSpace.isEmpty() && !nameForm.match(cluster.nameSpace).hasMatch())
        fields.fault("namespace",
                     translate("System", "%1 is not the name of a namespace: use lower-case letters, digits and "
                                         "hyphens.")
                         .arg(quoted(cluster.nameSpace)));
    return cluster;
}

void needCluster(const Fields& fields, const char* key)
{
    if (!fields.context().cluster)
        fields.fault(key,
                     translate("System", "This environment needs kubernetes: with context: and namespace:, so that "
                                         "nothing goes to the context that was chosen last."));
}

void pinCluster(const Fields& fields, const char* key, const QString& script)
{
    if (!fields.context().cluster)
        return;
    static const QRegularExpression ends(u"\\n|;|&&|\\|\\|?|\\$\\(|`"_s);
    static const QRegularExpression asks(u"(?:^|[\\s({])kubectl\\s(?!.*--context[\\s=])"_s);
    static const QRegularExpression wraps(u"\\bkubectl\\s*\\(\\)"_s);
    static const QRegularExpression past(u"\\bcommand\\s+kubectl\\s(?!.*--context[\\s=])"_s);
    const bool wrapped = wraps.match(script).hasMatch();
    const QStringList commands = QString(script).replace(u"\\\n"_s, u" "_s).split(ends, Qt::SkipEmptyParts);
    for (const QString& command : commands) {
        if (command.trimmed().startsWith(u'#') || !(wrapped ? past : asks).match(command).hasMatch())
            continue;
        return fields.fault(key, translate("System", "kubectl without --context goes where it was last told to on that "
                                                     "host; write kubectl --context \"$KUBE_CONTEXT\" --namespace "
                                                     "\"$KUBE_NAMESPACE\"."));
    }
}

} // namespace Pilothouse::System
