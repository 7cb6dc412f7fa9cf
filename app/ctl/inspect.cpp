// SPDX-License-Identifier: GPL-3.0-or-later
#include "checklist/inspect.h"

#include "app/ctl/command.h"
#include "backup/archive.h"
#include "backup/names.h"
#include "base/translate.h"
#include "health/healthbody.h"
#include "logs/summary.h"
#include "runtime/composefile.h"
#include "runtime/envfile.h"
#include "runtime/toolkinds.h"
#include "system/inspection.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryFile>

namespace Pilothouse::Ctl {

using namespace Qt::StringLiterals;

namespace {

/// What a kind makes of a document: the fields of its JSON and whether the document is valid.
struct Inspection
{
    QJsonObject fields;
    bool valid = true;
};

using Inspector = Result<Inspection> (*)(Call& call, const QByteArray& document, const QString& file);

Result<QByteArray> readDocument(Call& call, const QString& file)
{
    if (file == u"-")
        return call.standardInput();
    QFile document(file);
    if (!document.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Invalid, translate("Ctl", "%1 cannot be read: %2.").arg(file, document.errorString()));
    return readAtMost(document, file);
}

Result<Inspection> inspectDefinition(Call&, const QByteArray& document, const QString& file)
{
    const System::Reading reading = System::readDefinition(document, file);
    return Inspection{System::inspectDefinition(reading), reading.faults.empty()};
}

Result<Inspection> inspectHealth(Call& call, const QByteArray& document, const QString&)
{
    bool isNumber = false;
    const int status = call.value(u"status"_s, u"200"_s).toInt(&isNumber);
    if (!isNumber || status < 100 || status > 999)
        return fail(ErrorKind::NotFound, translate("Ctl", "\"%1\" is no HTTP status.").arg(call.value(u"status"_s)));
    return Inspection{Health::inspectHealth(Health::readHealthBody(document, status))};
}

Result<Inspection> inspectChecklist(Call& call, const QByteArray& document, const QString&)
{
    const auto checklist = Checklist::MarkdownChecklist::read(document);
    if (!checklist)
        return fail(checklist.error());
    return Inspection{Checklist::inspectChecklist(*checklist, call.has(u"repair"_s))};
}

QStringList toolNames()
{
    QStringList names;
    for (const Runtime::ToolKind& known : Runtime::toolKinds())
        names << known.name;
    return names;
}

Result<Inspection> inspectTool(Call& call, const QByteArray& document, const QString&)
{
    const QString name = call.value(u"as"_s);
    const Runtime::ToolKind* kind = Runtime::findToolKind(name);
    if (!kind) {
        return fail(ErrorKind::NotFound,
                    translate("Ctl", "Say with --as whose output it is, one of %1.").arg(toolNames().join(u", "_s)));
    }
    auto fields = kind->read(document);
    if (!fields)
        return fail(fields.error());
    fields->insert(u"as"_s, kind->name);
    return Inspection{std::move(*fields)};
}

void noteFaults(Call& call, const QString& file, const std::vector<System::Fault>& faults)
{
    for (const System::Fault& fault : faults)
        call.note(u"%1:%2:%3: %4"_s.arg(file).arg(fault.line).arg(fault.column).arg(fault.message));
}

Result<Inspection> inspectEnv(Call& call, const QByteArray& document, const QString& file)
{
    const Runtime::EnvFile env = Runtime::EnvFile::read(document);
    noteFaults(call, file, env.errors);
    return Inspection{Runtime::inspectEnv(env), env.errors.empty()};
}

Result<Inspection> inspectCompose(Call& call, const QByteArray& document, const QString& file)
{
    std::map<QString, QString> values;
    if (call.has(u"env"_s)) {
        const auto env = readDocument(call, call.value(u"env"_s));
        if (!env)
            return fail(env.error());
        values = Runtime::EnvFile::read(*env).values();
    }
    const Runtime::ComposeFile compose = Runtime::ComposeFile::read(document, values);
    noteFaults(call, file, compose.errors);
    return Inspection{Runtime::inspectCompose(compose), compose.errors.empty() && compose.readable};
}

Result<Inspection> inspectNames(Call& call, const QByteArray& document, const QString&)
{
    const auto names = Backup::readNames(document, call.value(u"pattern"_s));
    if (!names)
        return fail(names.error());
    return Inspection{Backup::inspectNames(*names)};
}

Result<Inspection> inspectLog(Call&, const QByteArray& document, const QString&)
{
    return Inspection{Logs::inspectLog(Logs::summarize(document))};
}

/// What the script that reads backups tells by: the end of a name.
QString endingOf(const QByteArray& document)
{
    static const std::initializer_list<std::pair<QByteArrayView, QString>> beginnings{{"\x1f\x8b", u".gz"_s},
                                                                                      {"BZh", u".bz2"_s},
                                                                                      {"\xfd"
                                                                                       "7zXZ",
                                                                                       u".xz"_s},
                                                                                      {"\x28\xb5\x2f\xfd", u".zst"_s}};
    for (const auto& [beginning, ending] : beginnings) {
        if (document.startsWith(beginning))
            return ending;
    }
    return {};
}

/// Reads an archive to its end, with the script that does so on hosts.
Result<Inspection> inspectBackup(Call& call, const QString& name)
{
    QTemporaryFile copy(QDir::tempPath() + u"/pilothouse-XXXXXX"_s);
    QString file = QFileInfo(name).absoluteFilePath();
    if (name == u"-") {
        const auto input = call.standardInput();
        if (!input)
            return fail(input.error());
        copy.setFileTemplate(copy.fileTemplate() + endingOf(*input));
        if (!copy.open() || copy.write(*input) != input->size() || !copy.flush())
            return fail(ErrorKind::Failed,
                        translate("Ctl", "%1 cannot be written: %2.").arg(copy.fileName(), copy.errorString()));
        file = copy.fileName();
    }
    QProcess shell;
    shell.start(u"/bin/sh"_s, {u"-c"_s, QString::fromUtf8(Backup::verifyScript()), u"sh"_s, file});
    // An archive may be of any size: whoever waits can interrupt.
    while (shell.state() != QProcess::NotRunning && !shell.waitForFinished(200)) {
        if (call.stop().stop_requested()) {
            shell.terminate();
            shell.waitForFinished(5000);
            return fail(awaitStopped());
        }
    }
    const auto proof = Backup::readProof(shell.readAllStandardOutput(), QDateTime::currentDateTimeUtc());
    if (!proof)
        return fail(ErrorKind::Failed, translate("Ctl", "%1 could not be read to its end.").arg(name),
                    QString::fromUtf8(shell.readAllStandardError().left(300)));
    if (proof->rung == Backup::Rung::None)
        return fail(ErrorKind::Invalid, translate("Ctl", "%1 is no file.").arg(name));
    return Inspection{Backup::inspectProof(*proof)};
}

struct Kind
{
    QString name;
    Inspector inspect = nullptr;
    Result<Inspection> (*inspectFile)(Call& call, const QString& file) = nullptr; ///< reads the file itself
};

const std::vector<Kind>& kinds()
{
    static const std::vector<Kind> all{{u"backup"_s, nullptr, inspectBackup},
                                       {u"checklist"_s, inspectChecklist},
                                       {u"compose"_s, inspectCompose},
                                       {u"definition"_s, inspectDefinition},
                                       {u"env"_s, inspectEnv},
                                       {u"health"_s, inspectHealth},
                                       {u"log"_s, inspectLog},
                                       {u"names"_s, inspectNames},
                                       {u"tool"_s, inspectTool}};
    return all;
}

void printFields(Call& call, const QJsonObject& fields)
{
    for (auto it = fields.begin(); it != fields.end(); ++it) {
        if (it->isArray() || it->isObject()) {
            const QJsonDocument nested = it->isArray() ? QJsonDocument(it->toArray()) : QJsonDocument(it->toObject());
            call.print(it.key() + u": "_s + QString::fromUtf8(nested.toJson(QJsonDocument::Compact)));
        } else {
            call.print(it.key() + u": "_s + it->toVariant().toString());
        }
    }
}

Result<Inspection> readAndInspect(Call& call, const Kind& kind, const QString& file)
{
    const auto document = readDocument(call, file);
    if (!document)
        return fail(document.error());
    return kind.inspect(call, *document, file);
}

QStringList kindNames()
{
    QStringList names;
    for (const Kind& kind : kinds())
        names << kind.name;
    return names;
}

Exit inspect(Call& call)
{
    const QStringList names = kindNames();
    if (call.words().size() != 2)
        return call.usage(
            translate("Ctl", "Write: pilothousectl inspect KIND FILE, with KIND one of %1.").arg(names.join(u", "_s)));
    const auto kind = std::ranges::find(kinds(), call.words().at(0), &Kind::name);
    if (kind == kinds().end())
        return call.usage(translate("Ctl", "\"%1\" cannot be inspected; KIND is one of %2.")
                              .arg(call.words().at(0), names.join(u", "_s)));
    const QString file = call.words().at(1);
    const auto inspection = kind->inspectFile ? kind->inspectFile(call, file) : readAndInspect(call, *kind, file);
    if (!inspection)
        return call.report(inspection.error());
    if (call.json())
        call.printJson(inspection->fields);
    else
        printFields(call, inspection->fields);
    return inspection->valid ? Exit::Done : Exit::Invalid;
}

} // namespace

std::vector<Command> inspectCommands()
{
    return {
        {u"inspect"_s,
         u"KIND FILE"_s,
         translate("Ctl", "show how a document is read, offline (- reads standard input)"),
         {{u"status"_s, u"CODE"_s, translate("Ctl", "health: the HTTP status that came with the body (default 200)")},
          {u"repair"_s, {}, translate("Ctl", "checklist: show garbled text put right")},
          {u"env"_s, u"FILE"_s, translate("Ctl", "compose: the .env file whose values replace its variables")},
          {u"pattern"_s, u"PATTERN"_s, translate("Ctl", "names: how the backups are named, as in a definition")},
          {u"as"_s, u"TOOL"_s, translate("Ctl", "tool: whose output it is, such as compose-ps, kubectl-pods or df")}},
         inspect,
         false,
         translate("Ctl", "KIND is one of %1; TOOL is one of %2.")
             .arg(kindNames().join(u", "_s), toolNames().join(u", "_s)),
         kindNames()}};
}

} // namespace Pilothouse::Ctl
