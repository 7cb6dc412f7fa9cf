// SPDX-License-Identifier: GPL-3.0-or-later
#include "system/inspection.h"

#include <QJsonArray>

namespace Pilothouse::System {

using namespace Qt::StringLiterals;

QJsonObject inspectDefinition(const Reading& reading)
{
    QJsonArray errors;
    for (const Fault& fault : reading.faults)
        errors.append(QJsonObject{{u"line"_s, fault.line}, {u"column"_s, fault.column}, {u"message"_s, fault.message}});
    QStringList environments;
    QStringList procedures;
    if (reading.definition) {
        for (const Environment& environment : reading.definition->environments) {
            environments.append(environment.name);
            for (const Procedure& procedure : environment.procedures)
                procedures.append(procedure.name);
        }
        procedures.removeDuplicates();
    }
    return {{u"valid"_s, reading.definition.has_value()},
            {u"errors"_s, errors},
            {u"environments"_s, QJsonArray::fromStringList(environments)},
            {u"procedures"_s, QJsonArray::fromStringList(procedures)}};
}

} // namespace Pilothouse::System
