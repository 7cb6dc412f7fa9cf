// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/aim.h"
#include "app/endpoints.h"
#include "app/keptlogins.h"
#include "base/await.h"
#include "base/safetext.h"
#include "base/translate.h"
#include "ssh/trustwords.h"

#include <QFile>
#include <QJsonArray>

namespace Pilothouse::Ctl {

using namespace Qt::StringLiterals;

namespace {

using Marker = Ssh::KnownHosts::Marker;
using State = Ssh::ProposedKey::State;

QString markerWord(Marker marker)
{
    switch (marker) {
    case Marker::None:
        break;
    case Marker::Revoked:
        return u"revoked"_s;
    case Marker::Authority:
        return u"cert-authority"_s;
    }
    return {};
}

QString stateWord(State state)
{
    switch (state) {
    case State::New:
        return u"new"_s;
    case State::Known:
        return u"known"_s;
    case State::Conflict:
        return u"conflict"_s;
    case State::Revoked:
        return u"revoked"_s;
    case State::NoName:
        return u"no-name"_s;
    case State::Unreadable:
        break;
    }
    return u"unreadable"_s;
}

/// The same for people.
QString stateText(const Ssh::ProposedKey& key)
{
    switch (key.state) {
    case State::New:
        return translate("Ctl", "new");
    case State::Known:
        return translate("Ctl", "known already");
    case State::Conflict:
        return translate("Ctl", "another key is known, forget that one first: %1").arg(key.instead);
    case State::Revoked:
        return translate("Ctl", "revoked, and never added");
    case State::NoName:
        return translate("Ctl", "a key alone: say with --name whose it is");
    case State::Unreadable:
        break;
    }
    return translate("Ctl", "cannot be read");
}

Exit keys(Call& call)
{
    if (!call.words().isEmpty())
        return call.usage(translate("Ctl", "Write: pilothousectl host keys"));
    const auto listing = await(call.services().hosts().list(), call.stop(), call.timeout());
    if (!listing)
        return call.report(listing.error());
    QJsonArray all;
    for (const Ssh::KnownKey& key : listing->keys) {
        const QString place = u"%1:%2"_s.arg(key.file).arg(key.line);
        if (call.json())
            all.append(QJsonObject{{u"file"_s, key.file},
                                   {u"line"_s, key.line},
                                   {u"own"_s, key.isOwn},
                                   {u"names"_s, key.names.isEmpty() ? QJsonValue() : QJsonValue(key.names)},
                                   {u"marker"_s, markerWord(key.marker)},
                                   {u"type"_s, QString::fromLatin1(key.key.type)},
                                   {u"fingerprint"_s, key.key.fingerprint()}});
        else
            call.print(u"%1  %2  %3  %4"_s.arg(key.key.describe(),
                                               key.names.isEmpty() ? translate("Ctl", "(hashed)") : key.names,
                                               markerWord(key.marker), place));
    }
    for (const QString& place : listing->unread)
        call.note(translate("Ctl", "%1 cannot be read").arg(place));
    if (call.json())
        call.printJson({{u"keys"_s, all}, {u"unread"_s, QJsonArray::fromStringList(listing->unread)}});
    return Exit::Done;
}

Exit forget(Call& call)
{
    if (call.words().isEmpty() || call.words().size() > 2)
        return call.usage(translate("Ctl", "Write: pilothousectl host forget FINGERPRINT [NAME]"));
    const auto listing = await(call.services().hosts().list(), call.stop(), call.timeout());
    if (!listing)
        return call.report(listing.error());
    const QByteArray name = call.words().value(1).toUtf8().toLower();
    std::vector<Ssh::KnownKey> found;
    for (const Ssh::KnownKey& key : listing->keys) {
        if (key.isOwn && key.key.fingerprint() == call.words().first() &&
            (name.isEmpty() || Ssh::KnownHosts::matches(key.names.toUtf8(), name)))
            found.push_back(key);
    }
    if (found.empty())
        return call.report({ErrorKind::NotFound, translate("Ctl", "There is no such key in %1; look at: pilothousectl "
                                                                  "host keys")
                                                     .arg(call.services().hosts().ownFile())});
    const auto done = await(call.services().hosts().forget(found), call.stop(), call.timeout());
    if (!done)
        return call.report(done.error());
    if (call.json())
        call.printJson({{u"forgotten"_s, int(found.size())}});
    else
        call.print(translate("Ctl", "%n line(s) were taken out.", nullptr, int(found.size())));
    return Exit::Done;
}

Exit provision(Call& call)
{
    if (call.words().size() != 1)
        return call.usage(translate("Ctl", "Write: pilothousectl host provision FILE [--name HOST] [--add]"));
    const QByteArray name = call.value(u"name"_s).toUtf8().toLower();
    HostKeeper& hosts = call.services().hosts();
    auto proposing = hosts.proposeFile(call.words().first(), name);
    if (call.words().first() == u"-"_s) {
        const auto text = call.standardInput();
        if (!text)
            return call.report(text.error());
        proposing = hosts.propose(*text, name);
    }
    const auto proposed = await(proposing, call.stop(), call.timeout());
    if (!proposed)
        return call.report(proposed.error());
    QJsonArray all;
    int fresh = 0;
    bool refused = false;
    for (const Ssh::ProposedKey& key : *proposed) {
        fresh += key.state == State::New ? 1 : 0;
        refused = refused || (key.state != State::New && key.state != State::Known);
        const QString names = SafeText::oneLine(QString::fromUtf8(key.names)).text();
        if (call.json())
            all.append(QJsonObject{{u"line"_s, key.line},
                                   {u"names"_s, names},
                                   {u"marker"_s, markerWord(key.marker)},
                                   {u"type"_s, QString::fromLatin1(key.key.type)},
                                   {u"fingerprint"_s, key.key.blob.isEmpty() ? QString() : key.key.fingerprint()},
                                   {u"state"_s, stateWord(key.state)}});
        else
            call.print(u"%1: %2  %3  %4"_s.arg(key.line).arg(key.key.blob.isEmpty() ? QString() : key.key.describe(),
                                                             names, stateText(key)));
    }
    int added = 0;
    if (call.has(u"add"_s)) {
        const auto done = await(hosts.provision(*proposed), call.stop(), call.timeout());
        if (!done)
            return call.report(done.error());
        added = *done;
    }
    if (call.json())
        call.printJson({{u"keys"_s, all}, {u"added"_s, added}});
    else if (call.has(u"add"_s))
        call.print(translate("Ctl", "%n key(s) were added to %1.", nullptr, added).arg(hosts.ownFile()));
    else if (fresh > 0)
        call.note(translate("Ctl", "Nothing was added. Compare the fingerprints, then say --add."));
    return refused ? Exit::Refused : Exit::Done;
}

Exit trust(Call& call)
{
    const auto target = Target::parse(call.words().value(0));
    if (call.words().size() != 2 || (target && target->part.isEmpty()))
        return call.usage(translate("Ctl", "Write: pilothousectl host trust SYSTEM/ENVIRONMENT:HOST FINGERPRINT"));
    const auto aim = aimOf(call);
    if (!aim)
        return call.report(aim.error());
    const System::Host* host = aim->environment().host(aim->target.part);
    if (!host)
        return call.report(
            {ErrorKind::NotFound, translate("Ctl", "%1 has no host \"%2\".").arg(aim->toString(), aim->target.part)});
    const auto endpoint = call.services().endpoints().of(aim->environment(), *host);
    if (!endpoint)
        return call.report(endpoint.error());
    const auto facts = call.wait(call.services().pool().facts(*endpoint));
    if (facts && facts->fingerprint != call.words().at(1))
        return call.report({ErrorKind::Refused,
                            translate("Ctl", "%1 is known by another key: %2.").arg(host->name, facts->fingerprint)});
    const auto offers = call.services().offers().all();
    if (!facts && offers.empty())
        return call.report(facts.error());
    if (!facts) {
        // A jump host on the way may be the one that is unknown; each is trusted by itself.
        const Ssh::KeyOffer& offer = offers.back();
        if (!offer.mayBeAccepted())
            return call.report(offer.error);
        if (offer.key.fingerprint() != call.words().at(1))
            return call.report(
                {ErrorKind::Refused,
                 translate("Ctl", "%1 shows another key than the one you compared: %2. Nothing was added.")
                     .arg(offer.endpoint.name, offer.key.describe())});
        const auto done = await(call.services().hosts().accept(offer), call.stop(), call.timeout());
        if (!done)
            return call.report(done.error());
    }
    if (call.json())
        call.printJson({{u"target"_s, call.words().first()}, {u"fingerprint"_s, call.words().at(1)}});
    else
        call.print(translate("Ctl", "%1 is known by %2.").arg(host->name, call.words().at(1)));
    return Exit::Done;
}

Exit logins(Call& call)
{
    if (!call.words().isEmpty())
        return call.usage(translate("Ctl", "Write: pilothousectl host logins"));
    const auto kept = await(keptLogins(call.services().vault()), call.stop(), call.timeout());
    if (!kept)
        return call.report(kept.error());
    QJsonArray all;
    for (const KeptLogin& login : *kept) {
        if (call.json())
            all.append(QJsonObject{{u"kind"_s, keptLoginWord(login.kind)},
                                   {u"name"_s, login.name},
                                   {u"at"_s, login.at.isValid() ? QJsonValue(isoUtc(login.at)) : QJsonValue()},
                                   {u"by"_s, login.by}});
        else
            call.print(u"%1  %2  %3"_s.arg(
                keptLoginWord(login.kind).leftJustified(10), SafeText::oneLine(login.name).text(),
                login.at.isValid() ? translate("Ctl", "kept %1 by %2").arg(isoUtc(login.at), login.by)
                                   : translate("Ctl", "whether it was kept is not known")));
    }
    if (call.json())
        call.printJson({{u"logins"_s, all}});
    else if (kept->empty())
        call.note(translate("Ctl", "No answer to a login is kept."));
    return Exit::Done;
}

Exit forgetKept(Call& call)
{
    if (call.words().size() != 2)
        return call.usage(translate("Ctl", "Write: pilothousectl host forget-login KIND NAME"));
    const auto kept = await(keptLogins(call.services().vault()), call.stop(), call.timeout());
    if (!kept)
        return call.report(kept.error());
    const auto login = std::ranges::find_if(*kept, [&call](const KeptLogin& each) {
        return keptLoginWord(each.kind) == call.words().first() && each.name == call.words().last();
    });
    if (login == kept->end())
        return call.report({ErrorKind::NotFound, translate("Ctl", "No such answer is kept; look at: pilothousectl host "
                                                                  "logins")});
    const auto done = await(forgetLogin(call.services().vault(), *login), call.stop(), call.timeout());
    if (!done)
        return call.report(done.error());
    if (call.json())
        call.printJson({{u"kind"_s, keptLoginWord(login->kind)}, {u"name"_s, login->name}, {u"forgotten"_s, true}});
    else
        call.print(translate("Ctl", "It is out of the keychain; the next login asks for it again."));
    return Exit::Done;
}

} // namespace

std::vector<Command> hostCommands()
{
    return {
        {u"host keys"_s, {}, translate("Ctl", "list the known host keys and where they stand"), {}, keys},
        {u"host trust"_s,
         u"TARGET:HOST FINGERPRINT"_s,
         translate("Ctl", "connect to a host for the first time, if its key is the one that you compared"),
         {},
         trust},
        {u"host provision"_s,
         u"FILE"_s,
         translate("Ctl", "show the host keys in a file (known_hosts, ssh-keyscan, .pub), and add those that are new"),
         {{u"name"_s, u"HOST"_s, translate("Ctl", "the host, for files that hold only keys")},
          {u"add"_s, {}, translate("Ctl", "add them; otherwise they are only shown")}},
         provision},
        {u"host forget"_s,
         u"FINGERPRINT [NAME]"_s,
         translate("Ctl", "take a key out of this console's own known_hosts"),
         {},
         forget},
        {u"host logins"_s,
         {},
         translate("Ctl", "list the answers to logins that are kept in the keychain, never the answers themselves"),
         {},
         logins},
        {u"host forget-login"_s,
         u"KIND NAME"_s,
         translate("Ctl", "take the answer to a login (passphrase, password, sudo) out of the keychain"),
         {},
         forgetKept},
    };
}

} // namespace Pilothouse::Ctl
