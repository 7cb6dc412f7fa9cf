// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/startingstep.h"

#include "run/keepsteps.h"

#include <QRegularExpression>

#include <algorithm>

namespace Pilothouse::Run {

using namespace Qt::StringLiterals;

namespace {

/// Names a service or a word of starting, without doing either.
bool startsNothing(const QString& command)
{
    static const QRegularExpression looks(
        u"\\b(docker|compose|kubectl)\\b.*\\s(exec|logs|ps|config|build|pull|images)\\s"_s);
    static const QRegularExpression migrates(u"\\bmigrat(e|ions?)\\b"_s, QRegularExpression::CaseInsensitiveOption);
    return looks.match(command + u' ').hasMatch() || migrates.match(command).hasMatch();
}

bool startsAnew(const QString& script, const System::Service& service)
{
    static const QRegularExpression starts(u"\\b(up|start|restart|reload|deploy|recreate|rollout|kill)\\b"_s,
                                           QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression ends(u"\\n|;|&&|\\|\\|?"_s);
    const QStringList commands = QString(script).replace(u"\\\n"_s, u" "_s).split(ends, Qt::SkipEmptyParts);
    return std::ranges::any_of(commands, [&](const QString& command) {
        const bool named =
            command.contains(service.name) || (!service.unit.isEmpty() && command.contains(service.unit));
        return (named || starts.match(command).hasMatch()) && !startsNothing(command);
    });
}

} // namespace

bool inContainer(System::Runtime runtime)
{
    return runtime == System::Runtime::Compose || runtime == System::Runtime::Docker ||
           runtime == System::Runtime::Kubernetes;
}

QString startingStep(const std::vector<PlannedStep>& steps, const QString& host, const System::Service& service)
{
    QString first;
    QString last;
    for (const PlannedStep& planned : steps) {
        if (!planned.hosts.contains(host))
            continue;
        if (bringsBack(planned) && inContainer(service.runtime)) {
            last = planned.step.id;
            continue;
        }
        if (planned.step.action != System::StepAction::Run || planned.step.builtIn != System::BuiltIn::None)
            continue;
        if (first.isEmpty())
            first = planned.step.id;
        if (startsAnew(planned.step.argument, service))
            last = planned.step.id;
    }
    return last.isEmpty() ? first : last;
}

} // namespace Pilothouse::Run
