// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/translate.h"
#include "system/readers.h"
#include "system/secretlike.h"

namespace Pilothouse::System {

void refuseSecrets(YamlNode& root, Faults& faults)
{
    if (root.kind == YamlNode::Kind::Scalar) {
        const QString reason = looksLikeSecret(root.key, root.text);
        if (reason.isEmpty())
            return;
        faults.add(root.mark,
                   translate("System",
                             "This looks like %1. A definition never holds a secret: store it with "
                             "\"pilothousectl secret set\", refer to it by its name, and replace it where it was used.")
                       .arg(reason));
        root.kind = YamlNode::Kind::Refused;
        root.text.clear();
    }
    std::erase_if(root.items, [&](const YamlNode& item) {
        // A secret may also hide in a key, which other messages would show.
        const bool hidden = !looksLikeSecret({}, item.key).isEmpty();
        if (hidden)
            faults.add(item.keyMark,
                       translate("System", "This key looks like a secret. A definition never holds one."));
        return hidden;
    });
    for (YamlNode& item : root.items) {
        // The elements of a list are judged by the list's key.
        const bool element = root.kind == YamlNode::Kind::List;
        if (element)
            item.key = root.key;
        refuseSecrets(item, faults);
        if (element)
            item.key.clear();
    }
}

} // namespace Pilothouse::System
