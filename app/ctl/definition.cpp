// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/command.h"
#include "base/translate.h"

#include <QJsonArray>

namespace Pilothouse::Ctl {

using namespace Qt::StringLiterals;

namespace {

Exit validate(Call& call)
{
    if (call.words().isEmpty())
        return call.usage(translate("Ctl", "Say which files: pilothousectl validate FILE…"));
    QJsonArray files;
    bool valid = true;
    for (const QString& file : call.words()) {
        const System::Reading reading = System::loadDefinition(file);
        QJsonArray errors;
        for (const System::Fault& fault : reading.faults) {
            valid = false;
            errors.append(
                QJsonObject{{u"line"_s, fault.line}, {u"column"_s, fault.column}, {u"message"_s, fault.message}});
            if (!call.json())
                call.print(u"%1:%2:%3: %4"_s.arg(file).arg(fault.line).arg(fault.column).arg(fault.message));
        }
        if (reading.definition && !call.json())
            call.print(
                translate("Ctl", "%1: valid, %n environment(s)", nullptr, int(reading.definition->environments.size()))
                    .arg(file));
        files.append(QJsonObject{{u"file"_s, file}, {u"valid"_s, reading.faults.empty()}, {u"errors"_s, errors}});
    }
    if (call.json())
        call.printJson({{u"valid"_s, valid}, {u"files"_s, files}});
    return valid ? Exit::Done : Exit::Invalid;
}

} // namespace

std::vector<Command> definitionCommands()
{
    return {{u"validate"_s,
             u"FILE…"_s,
             translate("Ctl", "check definition files; file:line:column for every fault"),
             {},
             validate,
             false}};
}

} // namespace Pilothouse::Ctl
