// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/gates.h"

#include <QCoreApplication>

#include <algorithm>

namespace Pilothouse::Run {

using namespace Qt::StringLiterals;

QString gateWords(const Asked& asked)
{
    if (asked.question.kind == u"freeze")
        return QCoreApplication::translate("Run", "freeze");
    const QString condition = asked.question.condition.isEmpty() || asked.question.kind == u"ran"
                                  ? QString()
                                  : u" ("_s + asked.question.condition + u')';
    return questionWords(asked.question) + condition;
}

QString missingWords(const Asked& asked)
{
    QString statement = asked.evidence.statement.text();
    if (statement.endsWith(u'.')) // it goes on in a list
        statement.chop(1);
    if (asked.question.kind == u"destroys" || asked.question.kind == u"freeze")
        return statement;
    return gateWords(asked) + u": "_s + statement;
}

bool mayBePassed(const Asked& asked)
{
    // Named one by one: what is added later is passed only when somebody thought of it.
    static const QStringList gates{u"backup"_s, u"checklist"_s, u"probe"_s,    u"window"_s,
                                   u"ran"_s,    u"freeze"_s,    u"incident"_s, u"approver"_s};
    return gates.contains(asked.question.kind);
}

std::vector<PassedGate> passedBy(const Plan& plan, const QDateTime& now)
{
    std::vector<PassedGate> passed;
    if (!plan.binding || plan.binding->reason.isEmpty())
        return passed;
    for (const Asked& asked : plan.unmet(now)) {
        if (mayBePassed(asked))
            passed.push_back({.gate = gateWords(asked), .missing = asked.evidence.statement.text()});
    }
    return passed;
}

Result<void> checkGates(const Plan& seen, const Plan& plan, const QDateTime& now)
{
    const bool passes = plan.binding && !plan.binding->reason.isEmpty();
    QStringList missing;
    for (const Asked& asked : plan.unmet(now)) {
        if (!passes || !mayBePassed(asked))
            missing += missingWords(asked);
    }
    if (!missing.isEmpty())
        return fail(
            ErrorKind::Refused,
            QCoreApplication::translate("Run", "The procedure may not start yet: %1.").arg(missing.join(u"; "_s)));
    if (!plan.binding)
        return {};
    QStringList unseen;
    for (const PassedGate& gate : plan.binding->passed) {
        if (!seen.binding ||
            std::ranges::find(seen.binding->passed, gate.gate, &PassedGate::gate) == seen.binding->passed.end())
            unseen += gate.gate + u": "_s + gate.missing;
    }
    if (!unseen.isEmpty())
        return fail(ErrorKind::Conflict,
                    QCoreApplication::translate("Run", "More is missing than when the plan was made: %1. Look at a new "
                                                       "plan.")
                        .arg(unseen.join(u"; "_s)));
    return {};
}

} // namespace Pilothouse::Run
