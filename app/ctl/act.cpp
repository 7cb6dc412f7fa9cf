// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/act.h"

#include "app/keptlogins.h"
#include "base/await.h"
#include "base/canonical.h"
#include "base/translate.h"

#include <QJsonArray>

namespace Pilothouse::Ctl {

using namespace Qt::StringLiterals;

namespace {

/// A link of the chain is no place for a whole program.
constexpr qsizetype mostText = 16 * 1024;
constexpr auto storePatience = std::chrono::seconds(30);

QString stateOf(Exit exit)
{
    switch (exit) {
    case Exit::Done:
        return u"done"_s;
    case Exit::Unknown:
        return u"unknown"_s;
    case Exit::Refused:
        return u"refused"_s;
    case Exit::Cancelled:
        return u"cancelled"_s;
    case Exit::Failed:
    case Exit::Usage:
    case Exit::Invalid:
        break;
    }
    return u"failed"_s;
}

/// The environment's own, and what logins were answered with.
Result<Redactor> knownSecrets(Call& call, const Aim& aim)
{
    Secrets::Vault& vault = call.services().vault();
    std::vector<QFuture<Result<Secret>>> asked;
    const auto stored = await(vault.list(aim.target.system, aim.target.environment), call.stop(), storePatience);
    const auto logins = await(keptLogins(vault), call.stop(), storePatience);
    if (!stored || !logins)
        return fail(stored ? logins.error() : stored.error());
    for (const Secrets::StoredSecret& secret : *stored)
        asked.push_back(vault.secret({aim.target.system, aim.target.environment, secret.name}));
    for (const KeptLogin& login : *logins) {
        if (const auto place = placeOf(login.kind, login.name))
            asked.push_back(vault.secret(*place));
    }
    Redactor out;
    for (const auto& future : asked) {
        const auto secret = await(future, call.stop(), storePatience);
        if (secret)
            out.add(*secret);
        else if (secret.error().kind != ErrorKind::NotFound)
            return fail(secret.error());
    }
    return out;
}

} // namespace

Act::Act(Call& call, QString room, QString target)
    : m_call(&call)
    , m_room(std::move(room))
    , m_target(std::move(target))
    , m_id(Id::make(call.services().clock().now()))
{
}

Result<Act> Act::begin(Call& call, const Aim& aim, const QString& room, const QMap<QString, QString>& what,
                       QJsonObject payload)
{
    Act act(call, room, aim.toString());
    payload.insert(u"id"_s, act.m_id.toString());
    auto secrets = knownSecrets(call, aim);
    if (!secrets && secrets.error().kind == ErrorKind::Cancelled)
        return fail(secrets.error());
    if (secrets) {
        act.m_redactor = std::move(*secrets);
        for (const auto& [name, text] : what.asKeyValueRange()) {
            const QString whole = act.masked(text);
            payload.insert(name, whole.left(mostText));
            if (whole.size() > mostText)
                payload.insert(name + u"Sha256"_s, sha256Hex(whole.toUtf8()));
        }
    } else {
        payload.insert(u"withheld"_s, QJsonArray::fromStringList(what.keys()));
        call.note(translate("Ctl",
                            "What exactly is done is not written into the audit trail, because the keychain does "
                            "not tell which secrets it might hold: %1")
                      .arg(secrets.error().message));
    }
    const auto written = await(
        call.services().audit().append(
            {.action = room + u".began"_s, .target = act.m_target, .payload = std::move(payload), .dangerous = true}),
        call.stop(), storePatience);
    if (!written)
        return fail(written.error());
    return act;
}

void Act::end(Exit exit, QJsonObject outcome)
{
    outcome.insert(u"id"_s, m_id.toString());
    outcome.insert(u"exit"_s, int(exit));
    outcome.insert(u"state"_s, stateOf(exit));
    // Not stopped by the request that stopped the act: this is what has to be told of it.
    const auto written = await(m_call->services().audit().append(
                                   {.action = m_room + u".ended"_s, .target = m_target, .payload = std::move(outcome)}),
                               {}, storePatience);
    if (!written)
        m_call->note(translate("Ctl", "The audit trail does not tell how this ended: %1").arg(written.error().message));
}

QString Act::masked(const QString& text) const { return QString::fromUtf8(m_redactor.redact(text.toUtf8())); }

QJsonObject Act::toJson(const Error& error) const
{
    return {{u"kind"_s, errorKindName(error.kind)}, {u"message"_s, masked(error.message)}};
}

} // namespace Pilothouse::Ctl
