// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/translate.h"
#include "system/readers.h"
#include "system/shapes.h"

#include <QRegularExpression>

namespace Pilothouse::System {

using namespace Qt::StringLiterals;

const Shape& registryShape()
{
    static const Shape shape{"registry"_L1, {{"address"_L1, true}, {"user"_L1, true}, {"password"_L1, true}}};
    return shape;
}

std::vector<Registry> readRegistries(Context& context, const YamlNode* node)
{
    // Both reach a shell and the JSON of a credential helper on the hosts.
    static const QRegularExpression address(u"\\A[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?(:[1-9][0-9]{0,4})?\\z"_s);
    static const QRegularExpression user(u"\\A[A-Za-z0-9_][A-Za-z0-9._@+$-]{0,127}\\z"_s);
    std::vector<Registry> registries;
    eachNamed(context, node, [&](const QString& name, const YamlNode& item) {
        const Fields fields(context, item, registryShape());
        Registry registry{.name = name};
        registry.address = fields.address("address");
        if (!registry.address.isEmpty() && !address.match(registry.address).hasMatch())
            fields.fault("address", translate("System", "%1 is not the address of a registry, such as ghcr.io or "
                                                        "registry.example.com:5000.")
                                        .arg(quoted(registry.address)));
        registry.user = fields.line("user");
        if (!registry.user.isEmpty() && !user.match(registry.user).hasMatch())
            fields.fault(
                "user",
                translate("System", "%1 cannot be the name of an account at a registry.").arg(quoted(registry.user)));
        registry.password = fields.secret("password");
        registries.push_back(registry);
    });
    return registries;
}

} // namespace Pilothouse::System
