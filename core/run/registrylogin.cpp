// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/registrylogin.h"

#include <QFile>

#include <algorithm>

namespace Pilothouse::Run {

using namespace Qt::StringLiterals;

void takeRegistries(const System::Environment& environment, PlannedStep& planned)
{
    for (const QString& name : std::as_const(planned.step.registries)) {
        const System::Registry* registry = environment.registry(name);
        if (!registry)
            continue;
        planned.registries.push_back(*registry);
        if (!planned.step.secrets.contains(registry->password))
            planned.step.secrets += registry->password;
    }
}

QString registriesVariable() { return u"PILOTHOUSE_REGISTRIES"_s; }

QString registryLines(const std::vector<System::Registry>& registries)
{
    QStringList lines;
    for (const System::Registry& registry : registries)
        lines += registry.address + u' ' + registry.user + u' ' + registry.password;
    return lines.join(u'\n');
}

QString withLogin(const std::vector<System::Registry>& registries, const QString& script)
{
    static const QString login = [] {
        QFile file(u":/pilothouse/remote/registry-login.sh"_s);
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    }();
    if (registries.empty())
        return script;
    return login + u"(\n"_s + script + u"\n)\n"_s;
}

const System::Registry* registryOf(const System::Environment& environment, const QString& image)
{
    const auto it = std::ranges::find(environment.registries, image.section(u'/', 0, 0), &System::Registry::address);
    return it == environment.registries.end() ? nullptr : &*it;
}

} // namespace Pilothouse::Run
