// SPDX-License-Identifier: GPL-3.0-or-later
#include "secrets/policy.h"

#include "secrets/words.h"

namespace Pilothouse::Secrets {

Result<void> checkPolicy(const System::SecretSpec& spec, const Secret& value)
{
    if (!spec.from.isEmpty())
        return fail(Words::madeOfOthers(spec.name));
    if (value.isEmpty())
        return fail(Words::emptyValue(spec.name));
    if (value.bytes().size() < spec.minimum)
        return fail(Words::tooShort(spec.name, spec.minimum, value.bytes().size()));
    if (!value.bytes().startsWith(spec.prefix.toUtf8()))
        return fail(Words::wrongPrefix(spec.name, spec.prefix));
    return {};
}

QDateTime rotationDue(const System::SecretSpec& spec, const QDateTime& setAt)
{
    return spec.rotate && setAt.isValid() ? setAt.addMSecs(spec.rotate->count()) : QDateTime();
}

} // namespace Pilothouse::Secrets
