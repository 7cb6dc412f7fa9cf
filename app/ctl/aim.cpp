// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/aim.h"

#include "base/translate.h"

namespace Pilothouse::Ctl {

Result<Aim> aimOf(Call& call)
{
    auto target = Target::parse(call.words().value(0));
    if (!target)
        return fail(target.error());
    auto place = call.services().definitions().find(target->system, target->environment);
    if (!place)
        return fail(place.error());
    return Aim{std::move(*target), std::move(*place)};
}

Result<std::vector<const System::Host*>> hostsOf(const Aim& aim)
{
    const QString& part = aim.target.part;
    auto hosts = aim.environment().hostsOn(part.isEmpty() ? QStringList() : QStringList(part));
    if (hosts.empty())
        return fail(ErrorKind::NotFound, translate("Ctl", "%1 has no host or role \"%2\".").arg(aim.toString(), part));
    return hosts;
}

} // namespace Pilothouse::Ctl
