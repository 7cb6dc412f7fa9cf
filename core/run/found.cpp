// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/found.h"

#include "run/runner.h"

#include <QFile>

#include <algorithm>

namespace Pilothouse::Run {

using namespace Qt::StringLiterals;

QJsonObject foundJson(const Found& found)
{
    return {{u"count"_s, found.count}, {u"worst"_s, severityName(found.worst)}};
}

std::optional<Found> foundIn(const QJsonObject& json)
{
    const int count = json[u"count"_s].toInt();
    if (count < 1)
        return std::nullopt;
    const QString worst = json[u"worst"_s].toString();
    for (const Runtime::Severity severity : {Runtime::Severity::Critical, Runtime::Severity::Warning}) {
        if (worst == severityName(severity))
            return Found{count, severity};
    }
    return Found{count, Runtime::Severity::Unknown};
}

bool isLook(const Plan& plan, const QString& key)
{
    return std::ranges::any_of(plan.steps, [&key](const PlannedStep& planned) {
        return planned.step.id == key && planned.step.builtIn == System::BuiltIn::Look;
    });
}

void Runner::addFound(Finish& finish) const
{
    constexpr qint64 most = 4 << 20;
    if (finish.found || finish.state != RunState::Succeeded)
        return;
    QString first;
    for (const StepProgress& step : m_record.steps) {
        if (!isLook(m_record.plan, step.key))
            continue;
        QFile output(outputFile(step.key, step.host));
        // No output is one that was cut off, and is a finding too.
        const QByteArray said = output.open(QIODevice::ReadOnly) ? output.read(most) : QByteArray();
        for (const Runtime::Finding& finding : Runtime::readLooks(said, step.ended).findings) {
            const bool worse = !finish.found || finding.severity > finish.found->worst;
            if (worse)
                first = step.host + u": "_s + finding.text;
            finish.found = Found{.count = finish.found ? finish.found->count + 1 : 1,
                                 .worst = worse ? finding.severity : finish.found->worst};
        }
    }
    if (!finish.found)
        return;
    if (!first.endsWith(u'.'))
        first += u'.';
    if (const int more = finish.found->count - 1; more > 0)
        first += u' ' + QCoreApplication::translate("Run", "And %n more.", nullptr, more);
    // Who only looks wants to hear what was seen; where something was done, that comes first.
    finish.summary = m_record.plan.readOnly ? first : finish.summary + u' ' + first;
}

} // namespace Pilothouse::Run
