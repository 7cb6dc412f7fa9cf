// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/aim.h"
#include "base/await.h"
#include "base/safetext.h"
#include "base/translate.h"
#include "run/locks.h"

#include <QJsonArray>

namespace Pilothouse::Ctl {

using namespace Qt::StringLiterals;

namespace {

/// Every host is asked one after the other, over connections that may have to be made first.
constexpr auto lockTime = std::chrono::minutes(5);

Result<Aim> asked(Call& call)
{
    auto aim = aimOf(call);
    // A lock on one host would still let a deployment start on the others.
    if (aim && (!aim->target.part.isEmpty() || call.words().size() != 1))
        return fail(ErrorKind::NotFound,
                    translate("Ctl", "A whole environment is locked; write SYSTEM/ENVIRONMENT and nothing behind it."));
    return aim;
}

Exit lock(Call& call)
{
    const auto what = asked(call);
    if (!what)
        return call.report(what.error());
    const QString message = call.value(u"message"_s);
    const auto id = await(call.services().locks().lock(what->target.system, what->environment(), message,
                                                       what->place.definition.sha256,
                                                       [&call](const QString& note) { call.note(u"! "_s + note); }),
                          call.stop(), lockTime);
    if (!id)
        return call.report(id.error());
    if (call.json())
        call.printJson({{u"target"_s, what->toString()},
                        {u"locked"_s, true},
                        {u"lock"_s, id->toString()},
                        {u"message"_s, message}});
    else
        call.print(translate("Ctl", "%1 is locked (%2)").arg(what->toString(), id->toString()));
    return Exit::Done;
}

Exit unlock(Call& call)
{
    const auto what = asked(call);
    if (!what)
        return call.report(what.error());
    const auto taken =
        await(call.services().locks().unlock(what->target.system, what->environment()), call.stop(), lockTime);
    if (!taken)
        return call.report(taken.error());
    QJsonArray list;
    for (const Run::LockInfo& one : *taken)
        list.append(QJsonObject{{u"host"_s, one.host},
                                {u"lock"_s, one.run},
                                {u"holder"_s, SafeText::oneLine(one.holder).text()},
                                {u"dead"_s, one.dead},
                                {u"lastSignSeconds"_s, qint64(one.age.count())}});
    if (call.json()) {
        call.printJson({{u"target"_s, what->toString()}, {u"locked"_s, false}, {u"takenAway"_s, list}});
        return Exit::Done;
    }
    for (const Run::LockInfo& one : *taken)
        call.print(translate("Ctl", "%1: taken away from %2").arg(one.host, SafeText::oneLine(one.holder).text()));
    if (taken->empty())
        call.print(translate("Ctl", "%1 was not locked").arg(what->toString()));
    return Exit::Done;
}

} // namespace

std::vector<Command> lockCommands()
{
    return {{u"lock"_s,
             u"TARGET"_s,
             translate("Ctl", "keep others from deploying"),
             {{u"message"_s, u"TEXT"_s, translate("Ctl", "why, for those who would deploy")}},
             lock},
            {u"unlock"_s, u"TARGET"_s, translate("Ctl", "take every lock away, whoever holds it"), {}, unlock}};
}

} // namespace Pilothouse::Ctl
