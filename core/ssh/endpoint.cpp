// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/endpoint.h"

#include "ssh/words.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pilothouse::Ssh {

namespace {

QString identityKey(const IdentityOptions& identity)
{
    const auto digit = [](bool value) { return value ? u'1' : u'0'; };
    return QStringList{identity.agentSocket, identity.keyFiles.join(u'\n'), identity.certificateFiles.join(u'\n'),
                       QString(digit(identity.keys)) + digit(identity.agent) + digit(identity.identitiesOnly) +
                           digit(identity.password) + digit(identity.keyboardInteractive)}
        .join(u'\t');
}

QString ownKey(const Endpoint& endpoint)
{
    // Two policies never share a connection: what one of them accepted need not be good enough for the other. Nor do
    // two identities.
    QString key = u"%1@%2 %3 %4"_s.arg(endpoint.user, endpoint.address.toLower())
                      .arg(endpoint.port)
                      .arg(static_cast<int>(endpoint.policy));
    if (!endpoint.hostKeyAlias.isEmpty())
        key += u" as "_s + endpoint.hostKeyAlias.toLower();
    if (endpoint.identity)
        key += u" by "_s + identityKey(*endpoint.identity);
    if (const QString link = endpoint.link.key(); !link.isEmpty())
        key += u" over "_s + link;
    if (const QString rules = endpoint.login.key(); !rules.isEmpty())
        key += u" with "_s + rules;
    return key;
}

} // namespace

bool Endpoint::isAllowed(const QString& text)
{
    return !text.isEmpty() && text.size() <= 255 && !text.startsWith(u'-') &&
           std::all_of(text.begin(), text.end(), [](QChar c) {
               const char16_t u = c.unicode();
               return (u >= u'a' && u <= u'z') || (u >= u'A' && u <= u'Z') || (u >= u'0' && u <= u'9') || u == u'.' ||
                      u == u'_' || u == u':' || u == u'%' || u == u'-';
           });
}

Result<Endpoint> Endpoint::checked(Endpoint endpoint)
{
    if (endpoint.name.isEmpty())
        endpoint.name = endpoint.address;
    if (!isAllowed(endpoint.address))
        return fail(Words::badName(Words::tr("address"), endpoint.address));
    if (!isAllowed(endpoint.user))
        return fail(Words::badName(Words::tr("user"), endpoint.user));
    if (!endpoint.hostKeyAlias.isEmpty() && !isAllowed(endpoint.hostKeyAlias))
        return fail(Words::badName(Words::tr("host key alias"), endpoint.hostKeyAlias));
    if (endpoint.port == 0)
        return fail(Words::badName(Words::tr("port"), u"0"_s));
    std::vector<Endpoint> hops;
    for (Endpoint& hop : endpoint.jump) {
        hop.jump.clear();
        auto good = checked(std::move(hop));
        if (!good)
            return fail(Words::atHop(good.error(), endpoint.name));
        hops.push_back(std::move(*good));
    }
    endpoint.jump = std::move(hops);
    return endpoint;
}

Endpoint Endpoint::hop() const
{
    Endpoint last = jump.back();
    last.jump = {jump.begin(), jump.end() - 1};
    return last;
}

QString Endpoint::key() const
{
    QString key;
    for (const Endpoint& hop : jump)
        key += ownKey(hop) + u'>';
    return key + ownKey(*this);
}

} // namespace Pilothouse::Ssh
