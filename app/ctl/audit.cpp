// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/command.h"
#include "base/await.h"
#include "base/safetext.h"
#include "base/translate.h"

#include <QJsonArray>

namespace Pilothouse::Ctl {

using namespace Qt::StringLiterals;

namespace {

QJsonArray toJson(const std::vector<Audit::Record>& records)
{
    QJsonArray out;
    for (const Audit::Record& record : records)
        out.append(Audit::toJson(record));
    return out;
}

/// No fault of the trail: the console that did it goes on, or it was killed before it could tell the end.
void noteUnfinished(Call& call, const std::vector<Audit::Record>& records)
{
    constexpr size_t most = 20;
    for (size_t i = records.size() - std::min(records.size(), most); i < records.size(); ++i)
        call.note(translate("Ctl", "%1: of %2 on %3 no end is told (begun %4 by %5); it goes on, or was interrupted")
                      .arg(QString::number(records[i].seq), records[i].action.section(u'.', 0, -2), records[i].target,
                           isoUtc(records[i].at()), records[i].actor));
    if (records.size() > most)
        call.note(translate("Ctl", "and %n older one(s)", nullptr, int(records.size() - most)));
}

Exit verify(Call& call)
{
    const auto report = await(call.services().audit().verify(), call.stop(), std::chrono::minutes(30));
    if (!report)
        return call.report(report.error());
    const auto unfinished = await(call.services().audit().unfinished(), call.stop(), call.timeout());
    if (!unfinished)
        return call.report(unfinished.error());
    const bool nothing = report->links == 0 && report->isIntact();
    QJsonArray faults;
    for (const Audit::Fault& fault : report->faults)
        faults.append(QJsonObject{{u"seq"_s, fault.seq}, {u"message"_s, fault.text}});
    if (call.json()) {
        call.printJson({{u"intact"_s, nothing ? QJsonValue() : QJsonValue(report->isIntact())},
                        {u"links"_s, report->links},
                        {u"anchored"_s, report->anchored},
                        {u"head"_s, report->head},
                        {u"faults"_s, faults},
                        {u"unfinished"_s, toJson(*unfinished)}});
    } else {
        for (const Audit::Fault& fault : report->faults)
            call.print(u"%1: %2"_s.arg(fault.seq).arg(fault.text));
        if (nothing)
            call.print(translate("Ctl", "unknown: the trail is empty and no anchor says that it ever held anything"));
        else
            call.print(report->isIntact() ? translate("Ctl", "intact: %n link(s)", nullptr, int(report->links)) +
                                                translate("Ctl", ", anchored up to %1").arg(report->anchored)
                                          : translate("Ctl", "%n fault(s)", nullptr, int(report->faults.size())));
        noteUnfinished(call, *unfinished);
    }
    if (nothing)
        return Exit::Unknown;
    return report->isIntact() ? Exit::Done : Exit::Failed;
}

/// The chain from its first link, a piece at a time: a long one does not have to fit into memory twice.
Exit exportChain(Call& call)
{
    constexpr int piece = 500;
    const auto head = await(call.services().audit().head(), call.stop(), call.timeout());
    if (!head)
        return call.report(head.error());
    const qint64 last = *head ? (*head)->seq : 0;
    QJsonArray links;
    for (qint64 from = 1; from <= last; from += piece) {
        auto records =
            await(call.services().audit().entries({.before = std::min(from + piece, last + 1), .limit = piece}),
                  call.stop(), call.timeout());
        if (!records)
            return call.report(records.error());
        // Newest first; and of a trail with links missing, some of the piece before.
        std::erase_if(*records, [from](const Audit::Record& record) { return record.seq < from; });
        std::ranges::reverse(*records);
        for (const Audit::Record& record : *records) {
            if (call.json())
                links.append(toJson(record));
            else
                call.print(u"%1  %2  %3  %4  %5  %6  %7"_s.arg(
                    QString::number(record.seq), isoUtc(record.at()), record.actor, record.action,
                    record.target.isEmpty() ? u"-"_s : record.target,
                    SafeText::oneLine(QString::fromUtf8(record.payload), 4000).text(), record.hash));
        }
    }
    if (call.json())
        call.printJson({{u"links"_s, links}, {u"head"_s, *head ? QJsonValue((*head)->hash) : QJsonValue()}});
    return Exit::Done;
}

} // namespace

std::vector<Command> auditCommands()
{
    return {{u"audit verify"_s,
             {},
             translate("Ctl", "check the chain of the audit trail against its anchors, and name what has no end yet"),
             {},
             verify},
            {u"audit export"_s,
             {},
             translate("Ctl", "print the audit trail from its beginning, with the hash of each link"),
             {},
             exportChain}};
}

} // namespace Pilothouse::Ctl
