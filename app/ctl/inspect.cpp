// SPDX-License-Identifier: GPL-3.0-or-later
#include "checklist/inspect.h"

#include "app/ctl/command.h"
#include "base/translate.h"
#include "health/healthbody.h"
#include "system/inspection.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

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

struct Kind
{
    QString name;
    Inspector inspect;
};

const std::vector<Kind>& kinds()
{
    static const std::vector<Kind> all{
        {u"checklist"_s, inspectChecklist}, {u"definition"_s, inspectDefinition}, {u"health"_s, inspectHealth}};
    return all;
}

Result<QByteArray> readDocument(Call& call, const QString& file)
{
    if (file == u"-")
        return call.standardInput();
    QFile document(file);
    if (!document.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Invalid, translate("Ctl", "%1 cannot be read: %2.").arg(file, document.errorString()));
    return readAtMost(document, file);
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

Exit inspect(Call& call)
{
    QStringList names;
    for (const Kind& kind : kinds())
        names << kind.name;
    if (call.words().size() != 2)
        return call.usage(
            translate("Ctl", "Write: pilothousectl inspect KIND FILE, with KIND one of %1.").arg(names.join(u", "_s)));
    const auto kind = std::ranges::find(kinds(), call.words().at(0), &Kind::name);
    if (kind == kinds().end())
        return call.usage(translate("Ctl", "\"%1\" cannot be inspected; KIND is one of %2.")
                              .arg(call.words().at(0), names.join(u", "_s)));
    const auto document = readDocument(call, call.words().at(1));
    if (!document)
        return call.report(document.error());
    const auto inspection = kind->inspect(call, *document, call.words().at(1));
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
          {u"repair"_s, {}, translate("Ctl", "checklist: show garbled text put right")}},
         inspect}};
}

} // namespace Pilothouse::Ctl
