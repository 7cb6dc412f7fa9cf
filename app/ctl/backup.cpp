// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/aim.h"
#include "app/ctl/run.h"
#include "backup/procedures.h"
#include "base/await.h"
#include "base/translate.h"
#include "base/units.h"

#include <QFile>
#include <QJsonArray>

namespace Pilothouse::Ctl {

using Backup::Catalogue;
using Backup::Entry;
using Backup::Proof;
using Backup::Rung;
using namespace Qt::StringLiterals;

namespace {

struct Asked : Aim
{
    QString backup;
};

/// TARGET and the backup's name in the definition, which may be left out where there is only one.
Result<Asked> asked(Call& call)
{
    auto aim = aimOf(call);
    if (!aim)
        return fail(aim.error());
    QStringList names;
    for (const System::BackupSpec& spec : aim->environment().backups)
        names << spec.name;
    QString backup = call.value(u"backup"_s);
    if (backup.isEmpty() && names.size() == 1)
        backup = names.first();
    if (!names.contains(backup))
        return fail(ErrorKind::NotFound,
                    names.isEmpty() ? translate("Ctl", "%1 defines no backup.").arg(aim->toString())
                                    : translate("Ctl", "Say which backup with --backup: %1.").arg(names.join(u", "_s)));
    return Asked{std::move(*aim), backup};
}

QJsonObject toJson(const Entry& entry)
{
    QJsonObject out{{u"name"_s, entry.name},
                    {u"time"_s, isoUtc(entry.time)},
                    {u"bytes"_s, entry.bytes},
                    {u"rung"_s, rungName(entry.rung())}};
    if (entry.proof) {
        out.insert(u"sha256"_s, entry.proof->sha256);
        out.insert(u"rawBytes"_s, entry.proof->rawBytes);
        out.insert(u"verifiedAt"_s, isoUtc(entry.proof->at));
        if (!entry.proof->reason.isEmpty())
            out.insert(u"reason"_s, entry.proof->reason);
    }
    return out;
}

QString rungText(const Entry& entry)
{
    if (!entry.proof)
        return translate("Ctl", "exists, not read yet");
    return entry.proof->reason.isEmpty()
               ? rungWord(entry.proof->rung)
               : rungWord(entry.proof->rung) + u": "_s + SafeText::oneLine(entry.proof->reason).text();
}

Exit list(Call& call)
{
    const auto what = asked(call);
    if (!what)
        return call.report(what.error());
    const auto catalogue =
        call.wait(call.services().backups().list(what->target.system, what->place.environment, what->backup));
    if (!catalogue)
        return call.report(catalogue.error());
    if (call.json()) {
        QJsonArray backups;
        for (const Entry& entry : catalogue->entries)
            backups.append(toJson(entry));
        QJsonArray missed;
        for (const Backup::MissedSlot& slot : catalogue->missed)
            missed.append(isoUtc(slot.due));
        call.printJson({{u"target"_s, what->target.toString()},
                        {u"backup"_s, what->backup},
                        {u"host"_s, catalogue->host},
                        {u"directory"_s, catalogue->directory},
                        {u"backups"_s, backups},
                        {u"missed"_s, missed},
                        {u"ignored"_s, catalogue->ignored}});
        return Exit::Done;
    }
    call.print(translate("Ctl", "%1 on %2: %n backup(s)", nullptr, int(catalogue->entries.size()))
                   .arg(catalogue->directory, catalogue->host));
    for (const Entry& entry : catalogue->entries)
        call.print(u"  %1  %2  %3"_s.arg(entry.name, formatSize(entry.bytes).rightJustified(9), rungText(entry)));
    for (const Backup::MissedSlot& slot : catalogue->missed)
        call.print(translate("Ctl", "  missed: %1").arg(isoUtc(slot.due)));
    return Exit::Done;
}

Exit verify(Call& call)
{
    const auto what = asked(call);
    if (!what)
        return call.report(what.error());
    const auto catalogue =
        call.wait(call.services().backups().list(what->target.system, what->place.environment, what->backup));
    if (!catalogue)
        return call.report(catalogue.error());
    if (catalogue->entries.empty())
        return call.report(
            {ErrorKind::Failed, translate("Ctl", "There is no backup to verify in %1.").arg(catalogue->directory)});
    const QString file = call.words().value(1, catalogue->entries.front().name);
    const auto proof =
        await(call.services().backups().verify(what->target.system, what->place.environment, what->backup, file),
              call.stop(), std::chrono::hours(2));
    if (!proof)
        return call.report(proof.error());
    const bool good = proof->rung >= Rung::Complete;
    if (call.json())
        call.printJson({{u"target"_s, what->target.toString()},
                        {u"file"_s, proof->file},
                        {u"rung"_s, rungName(proof->rung)},
                        {u"reason"_s, proof->reason},
                        {u"kind"_s, proof->kind},
                        {u"bytes"_s, proof->bytes},
                        {u"rawBytes"_s, proof->rawBytes},
                        {u"sha256"_s, proof->sha256}});
    else
        call.print(
            good ? translate("Ctl", "%1: complete, %2 read to the end").arg(proof->file, formatSize(proof->rawBytes))
                 : translate("Ctl", "%1: only %2, %3")
                       .arg(proof->file, rungWord(proof->rung), SafeText::oneLine(proof->reason).text()));
    return good ? Exit::Done : Exit::Failed;
}

Exit create(Call& call)
{
    const auto what = asked(call);
    if (!what)
        return call.report(what.error());
    return carryOut(call, what->place, Backup::createProcedureName(what->backup), {});
}

Exit restore(Call& call)
{
    const auto what = asked(call);
    if (!what)
        return call.report(what.error());
    if (call.words().size() != 2)
        return call.usage(translate("Ctl", "Say which backup: pilothousectl backup restore %1 FILE --confirm %1")
                              .arg(what->target.toString()));
    return carryOut(call, what->place, Backup::restoreProcedureName(what->backup), {{u"BACKUP"_s, call.words().at(1)}});
}

std::vector<Option> which()
{
    return {{u"backup"_s, u"NAME"_s, translate("Ctl", "which backup of the definition (where there are several)")}};
}

} // namespace

std::vector<Command> backupCommands()
{
    std::vector<Option> starting = startOptions();
    starting.erase(starting.begin()); // inputs are what the backup is
    starting.push_back(which().front());
    return {{u"backup list"_s, u"TARGET"_s, translate("Ctl", "list the backups with what was proved of each"), which(),
             list},
            {u"backup create"_s, u"TARGET"_s, translate("Ctl", "make a backup on its host and read it to its end"),
             starting, create},
            {u"backup restore"_s, u"TARGET FILE"_s, translate("Ctl", "restore a backup, with a safety dump first"),
             starting, restore},
            {u"backup verify"_s, u"TARGET [FILE]"_s, translate("Ctl", "read a backup to its end (the newest, or FILE)"),
             which(), verify}};
}

} // namespace Pilothouse::Ctl
