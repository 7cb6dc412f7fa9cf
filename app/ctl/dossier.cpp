// SPDX-License-Identifier: GPL-3.0-or-later
#include "checklist/dossier.h"

#include "app/ctl/checklist.h"
#include "base/await.h"
#include "base/canonical.h"
#include "base/translate.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSaveFile>

namespace Pilothouse::Ctl {

using Checklist::Dossier;
using Checklist::DossierReport;
using namespace Qt::StringLiterals;

namespace {

/// The links of the audit trail about this list, oldest first.
Result<std::vector<Audit::Record>> linksAbout(Call& call, const Checklist::ListName& list)
{
    constexpr int piece = 500;
    std::vector<Audit::Record> out;
    for (qint64 before = 0;;) {
        const auto records =
            await(call.services().audit().entries(
                      {.action = u"checklist."_s, .target = list.target(), .before = before, .limit = piece}),
                  call.stop(), call.timeout());
        if (!records)
            return fail(records.error());
        for (const Audit::Record& record : *records) {
            if (QJsonDocument::fromJson(record.payload).object().value(u"checklist"_s).toString() == list.name)
                out.push_back(record);
        }
        if (records->size() < size_t(piece))
            break;
        before = records->back().seq;
    }
    std::ranges::reverse(out);
    return out;
}

Exit exportDossier(Call& call)
{
    const auto what = askedList(call, true);
    if (!what)
        return call.report(what.error());
    auto dossier = await(call.services().checklists().dossier(what->list), call.stop(), call.timeout());
    if (!dossier)
        return call.report(dossier.error());
    auto links = linksAbout(call, what->list);
    if (!links)
        return call.report(links.error());
    dossier->links = std::move(*links);
    dossier->exportedBy = call.services().audit().actor().login;
    dossier->installation = call.services().audit().actor().installation;
    const auto document = toJson(*dossier);
    if (!document)
        return call.report(document.error());
    const QString path = call.value(u"out"_s);
    if (path.isEmpty()) {
        call.printJson(*document);
        return Exit::Done;
    }
    QJsonObject whole = *document;
    whole.insert(u"schema"_s, u"pilothouse/v1"_s);
    const QByteArray bytes = QJsonDocument(whole).toJson();
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return call.report(
            {ErrorKind::Failed, translate("Ctl", "%1 could not be written: %2.").arg(path, file.errorString())});
    if (call.json())
        call.printJson({{u"file"_s, path}, {u"sha256"_s, whole.value(u"sha256"_s)}});
    else
        call.print(translate("Ctl", "%1: dossier %2").arg(path, whole.value(u"sha256"_s).toString()));
    return Exit::Done;
}

/// Whether the trail here says the same: true and false, or nothing where it is another installation's.
Result<std::optional<bool>> askTrail(Call& call, const Dossier& dossier)
{
    if (dossier.links.empty() || dossier.installation != call.services().audit().actor().installation)
        return std::optional<bool>();
    const auto report = await(call.services().audit().verify(), call.stop(), std::chrono::minutes(30));
    if (!report)
        return fail(report.error());
    if (!report->isIntact())
        return std::optional(false);
    for (const Audit::Record& link : dossier.links) {
        const auto here =
            await(call.services().audit().entries({.before = link.seq + 1, .limit = 1}), call.stop(), call.timeout());
        if (!here)
            return fail(here.error());
        if (here->empty() || here->front().seq != link.seq || here->front().hash != link.hash)
            return std::optional(false);
    }
    return std::optional(true);
}

void print(Call& call, const DossierReport& report, const std::optional<bool>& known)
{
    const Checklist::Progress& progress = report.view.progress;
    call.print(translate("Ctl", "%1 %2, exported %3 by %4")
                   .arg(report.view.list.target(), report.view.list.name, isoUtc(report.dossier.exportedAt),
                        SafeText::oneLine(report.dossier.exportedBy).text()));
    call.print(
        translate("Ctl", "%1 of %2 held (%3 %)").arg(progress.held).arg(progress.total).arg(progress.percentHeld()));
    for (const Checklist::RoleState& role : report.view.roles) {
        QString line = u"  "_s + role.role + u": "_s + signatureStateName(role.state);
        if (role.signature)
            line += u" ("_s + role.signature->by + u", "_s + isoUtc(role.signature->at) + u')';
        call.print(line);
    }
    for (const QString& fault : report.faults)
        call.print(u"! "_s + fault);
    if (known == false)
        call.print(translate("Ctl", "! The audit trail here contradicts it."));
    else if (report.faults.isEmpty() && known)
        call.print(translate("Ctl", "whole, and the audit trail here says the same"));
    else if (report.faults.isEmpty())
        call.print(translate("Ctl", "whole in itself; that this is what happened only the audit trail of installation "
                                    "%1 can say")
                       .arg(report.dossier.installation.toString()));
}

Exit verifyFile(Call& call)
{
    if (call.words().size() != 1)
        return call.usage(translate("Ctl", "Say which dossier: pilothousectl checklist verify FILE"));
    const QString path = call.words().first();
    QFile file(path);
    if (path != u"-" && !file.open(QIODevice::ReadOnly))
        return call.report(
            {ErrorKind::Invalid, translate("Ctl", "%1 cannot be read: %2.").arg(path, file.errorString())});
    const auto bytes = path == u"-" ? call.standardInput() : readAtMost(file, path);
    if (!bytes)
        return call.report(bytes.error());
    const auto report = Checklist::verifyDossier(*bytes);
    if (!report)
        return call.report(report.error());
    const auto known = askTrail(call, report->dossier);
    if (!known)
        return call.report(known.error());
    const bool wrong = !report->faults.isEmpty() || *known == false;
    if (call.json()) {
        QJsonArray roles;
        for (const Checklist::RoleState& role : report->view.roles)
            roles.append(
                QJsonObject{{u"role"_s, role.role},
                            {u"state"_s, signatureStateName(role.state)},
                            {u"by"_s, role.signature ? QJsonValue(role.signature->by) : QJsonValue()},
                            {u"at"_s, role.signature ? QJsonValue(isoUtc(role.signature->at)) : QJsonValue()}});
        call.printJson({{u"valid"_s, wrong    ? QJsonValue(false)
                                     : *known ? QJsonValue(true)
                                              : QJsonValue()},
                        {u"target"_s, report->view.list.target()},
                        {u"checklist"_s, report->view.list.name},
                        {u"exportedAt"_s, isoUtc(report->dossier.exportedAt)},
                        {u"installation"_s, report->dossier.installation.toString()},
                        {u"contentHash"_s, report->view.contentHash},
                        {u"progress"_s, Checklist::toJson(report->view.progress)},
                        {u"complete"_s, report->view.progress.isComplete()},
                        {u"signatures"_s, roles},
                        {u"trailAgrees"_s, *known ? QJsonValue(**known) : QJsonValue()},
                        {u"faults"_s, QJsonArray::fromStringList(report->faults)}});
    } else {
        print(call, *report, *known);
    }
    if (wrong)
        return Exit::Failed;
    return *known ? Exit::Done : Exit::Unknown;
}

} // namespace

std::vector<Command> dossierCommands()
{
    return {
        {u"checklist export"_s,
         u"TARGET [NAME]"_s,
         translate("Ctl", "write a dossier: the document, the evidence, the signatures and what the audit trail says"),
         {{u"out"_s, u"FILE"_s, translate("Ctl", "where to (default: standard output)")}},
         exportDossier},
        {u"checklist verify"_s,
         u"FILE"_s,
         translate("Ctl", "recompute what a dossier claims, and ask the audit trail here"),
         {},
         verifyFile}};
}

} // namespace Pilothouse::Ctl
