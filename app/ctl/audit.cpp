// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/command.h"
#include "base/await.h"
#include "base/translate.h"

#include <QJsonArray>

namespace Pilothouse::Ctl {

using namespace Qt::StringLiterals;

namespace {

Exit verify(Call& call)
{
    const auto report = await(call.services().audit().verify(), call.stop(), std::chrono::minutes(30));
    if (!report)
        return call.report(report.error());
    QJsonArray faults;
    for (const Audit::Fault& fault : report->faults)
        faults.append(QJsonObject{{u"seq"_s, fault.seq}, {u"message"_s, fault.text}});
    if (call.json()) {
        call.printJson({{u"intact"_s, report->isIntact()},
                        {u"links"_s, report->links},
                        {u"anchored"_s, report->anchored},
                        {u"head"_s, report->head},
                        {u"faults"_s, faults}});
    } else {
        for (const Audit::Fault& fault : report->faults)
            call.print(u"%1: %2"_s.arg(fault.seq).arg(fault.text));
        call.print(report->isIntact() ? translate("Ctl", "intact: %n link(s)", nullptr, int(report->links)) +
                                            translate("Ctl", ", anchored up to %1").arg(report->anchored)
                                      : translate("Ctl", "%n fault(s)", nullptr, int(report->faults.size())));
    }
    return report->isIntact() ? Exit::Done : Exit::Failed;
}

} // namespace

std::vector<Command> auditCommands()
{
    return {{u"audit verify"_s,
             {},
             translate("Ctl", "check the chain of the audit trail against its anchors"),
             {},
             verify}};
}

} // namespace Pilothouse::Ctl
