// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/aim.h"
#include "base/await.h"
#include "base/translate.h"

#include <QJsonArray>

namespace Pilothouse::Ctl {

using namespace Qt::StringLiterals;

namespace {

struct Asked
{
    SecretRef ref;
    System::SecretSpec spec;
};

/// TARGET NAME. A name that the definition does not know is refused: a typo would otherwise be stored and never found.
Result<Asked> asked(Call& call)
{
    const auto aim = aimOf(call);
    if (!aim)
        return fail(aim.error());
    const auto& secrets = aim->environment().secrets;
    const QString name = call.words().value(1);
    const auto spec = std::ranges::find(secrets, name, &System::SecretSpec::name);
    if (spec == secrets.end()) {
        QStringList known;
        for (const System::SecretSpec& candidate : secrets)
            known << candidate.name;
        return fail(ErrorKind::NotFound, translate("Ctl", "%1 defines no secret \"%2\"; known are: %3.")
                                             .arg(aim->toString(), name, known.join(u", "_s)));
    }
    return Asked{{aim->target.system, aim->target.environment, name}, *spec};
}

Exit done(Call& call, const Asked& what, const Result<void>& result, const QString& sentence)
{
    if (!result)
        return call.report(result.error());
    if (call.json())
        call.printJson({{u"target"_s, what.ref.system + u'/' + what.ref.environment}, {u"name"_s, what.ref.name}});
    else
        call.print(sentence.arg(what.ref.name));
    return Exit::Done;
}

Exit set(Call& call)
{
    const auto what = asked(call);
    if (!what)
        return call.report(what.error());
    auto read = call.standardInput();
    if (!read)
        return call.report(read.error());
    QByteArray& input = *read;
    // A file or echo ends with one newline that is not part of the value.
    if (input.endsWith('\n'))
        input.chop(input.endsWith("\r\n") ? 2 : 1);
    if (input.isEmpty())
        return call.usage(
            translate("Ctl", "The value comes on standard input: pilothousectl secret set %1/%2 %3 < FILE")
                .arg(what->ref.system, what->ref.environment, what->ref.name));
    const Secret value(std::move(input));
    return done(call, *what,
                await(call.services().vault().set(what->ref, value, what->spec), call.stop(), call.timeout()),
                translate("Ctl", "%1 is in the keychain, and was read back"));
}

Exit generate(Call& call)
{
    const auto what = asked(call);
    if (!what)
        return call.report(what.error());
    return done(call, *what,
                await(call.services().vault().generate(what->ref, what->spec), call.stop(), call.timeout()),
                translate("Ctl", "%1 was made and is in the keychain"));
}

Exit list(Call& call)
{
    const auto aim = aimOf(call);
    if (!aim)
        return call.report(aim.error());
    const auto stored =
        await(call.services().vault().list(aim->target.system, aim->target.environment), call.stop(), call.timeout());
    if (!stored)
        return call.report(stored.error());
    QJsonArray secrets;
    for (const System::SecretSpec& spec : aim->environment().secrets) {
        const auto found = std::ranges::find(*stored, spec.name, &Secrets::StoredSecret::name);
        const bool isSet = found != stored->end();
        if (call.json())
            secrets.append(QJsonObject{{u"name"_s, spec.name},
                                       {u"set"_s, isSet},
                                       {u"at"_s, isSet ? QJsonValue(isoUtc(found->setAt)) : QJsonValue()},
                                       {u"by"_s, isSet ? QJsonValue(found->setBy) : QJsonValue()}});
        else
            call.print(u"  %1 %2"_s.arg(spec.name.leftJustified(28),
                                        isSet ? translate("Ctl", "set %1 by %2").arg(isoUtc(found->setAt), found->setBy)
                                              : translate("Ctl", "not set from here")));
    }
    if (call.json())
        call.printJson({{u"target"_s, aim->toString()}, {u"secrets"_s, secrets}});
    return Exit::Done;
}

} // namespace

std::vector<Command> secretCommands()
{
    return {
        {u"secret list"_s, u"TARGET"_s, translate("Ctl", "list which secrets are set, never their values"), {}, list},
        {u"secret set"_s,
         u"TARGET NAME"_s,
         translate("Ctl", "put a value from standard input into the keychain"),
         {},
         set},
        {u"secret generate"_s,
         u"TARGET NAME"_s,
         translate("Ctl", "make a value as the definition says and keep it"),
         {},
         generate}};
}

} // namespace Pilothouse::Ctl
