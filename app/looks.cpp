// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/looks.h"

#include "run/found.h"

#include <QFile>

namespace Pilothouse {

std::vector<HostLooks> looksOf(const Run::Runs& runs, const Run::RunRecord& record)
{
    constexpr qint64 most = 4 << 20;
    std::vector<HostLooks> all;
    for (const Run::StepProgress& step : record.steps) {
        if (!Run::isLook(record.plan, step.key) || step.state == Run::StepState::Pending ||
            step.state == Run::StepState::Running)
            continue;
        QFile output(runs.outputFile(record.info.id, step.key, step.host));
        // No output is one that was cut off, and says so.
        const QByteArray said = output.open(QIODevice::ReadOnly) ? output.read(most) : QByteArray();
        all.push_back({.step = step.name, .host = step.host, .looks = Runtime::readLooks(said, step.ended)});
    }
    return all;
}

} // namespace Pilothouse
