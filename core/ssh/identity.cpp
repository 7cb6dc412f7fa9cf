// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/identity.h"

namespace Pilothouse::Ssh {

using namespace Qt::StringLiterals;

namespace {

QString nameOf(const std::optional<SecretRef>& ref)
{
    return ref ? QStringList{ref->system, ref->environment, ref->name}.join(u'/') : QString();
}

} // namespace

IdentityOptions LoginRules::over(IdentityOptions options) const
{
    if (ways) {
        options.keys = ways->contains("key"_L1);
        options.keyboardInteractive = ways->contains("keyboard-interactive"_L1);
        options.password = ways->contains("password"_L1);
    }
    if (!keyFiles.isEmpty()) {
        options.keyFiles = keyFiles;
        options.identitiesOnly = true;
    }
    if (passphraseKept)
        options.passphraseKept = passphraseKept;
    if (passwordKept)
        options.passwordKept = passwordKept;
    return options;
}

QString LoginRules::key() const
{
    if (*this == LoginRules())
        return {};
    return QStringList{ways ? ways->join(u',') : u"*"_s, keyFiles.join(u'\n'), nameOf(passphraseKept),
                       nameOf(passwordKept)}
        .join(u'\t');
}

} // namespace Pilothouse::Ssh
