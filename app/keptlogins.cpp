// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/keptlogins.h"

#include <QUrl>

namespace Pilothouse {

using namespace Qt::StringLiterals;
using Kind = Ssh::Prompt::Kind;

namespace {

constexpr std::array kinds{Kind::Passphrase, Kind::Password, Kind::Sudo};
QString loginSystem() { return u"@login"_s; }

void listFrom(Secrets::Vault& vault, size_t index, std::vector<KeptLogin> found,
              const Promise<std::vector<KeptLogin>>& promise)
{
    if (index == kinds.size())
        return promise.answer(std::move(found));
    whenAnswered(vault.list(loginSystem(), keptLoginWord(kinds[index])),
                 [&vault, index, found = std::move(found),
                  promise](const Result<std::vector<Secrets::StoredSecret>>& stored) mutable {
                     if (!stored)
                         return promise.answer(fail(stored.error()));
                     for (const Secrets::StoredSecret& secret : *stored)
                         found.push_back({.kind = kinds[index],
                                          .name = QUrl::fromPercentEncoding(secret.name.toLatin1()),
                                          .at = secret.setAt,
                                          .by = secret.setBy});
                     listFrom(vault, index + 1, std::move(found), promise);
                 });
}

} // namespace

QString keptLoginWord(Kind kind)
{
    switch (kind) {
    case Kind::Passphrase:
        return u"passphrase"_s;
    case Kind::Password:
        return u"password"_s;
    case Kind::Sudo:
        return u"sudo"_s;
    case Kind::KeyboardInteractive:
        break;
    }
    return {};
}

std::optional<SecretRef> placeOf(Kind kind, const QString& name)
{
    const QString word = keptLoginWord(kind);
    if (word.isEmpty())
        return {};
    // The keychain's names are parted by slashes.
    return SecretRef{loginSystem(), word, QString::fromLatin1(QUrl::toPercentEncoding(name, "@: ()"))};
}

QFuture<Result<std::vector<KeptLogin>>> keptLogins(Secrets::Vault& vault)
{
    const Promise<std::vector<KeptLogin>> promise;
    listFrom(vault, 0, {}, promise);
    return promise.future();
}

QFuture<Result<void>> forgetLogin(Secrets::Vault& vault, const KeptLogin& login)
{
    const auto place = placeOf(login.kind, login.name);
    return place ? vault.remove(*place) : answered<void>(fail(ErrorKind::NotFound, {}));
}

} // namespace Pilothouse
