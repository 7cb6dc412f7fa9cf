// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/definitions.h"

#include "backup/procedures.h"
#include "base/translate.h"
#include "system/library.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace Pilothouse {

using namespace Qt::StringLiterals;

Definitions::Definitions(const QString& configDir)
    : m_configDir(configDir)
{
    reload();
}

void Definitions::reload()
{
    System::Library library = System::loadLibrary(m_configDir);
    std::vector<System::Definition> definitions;
    std::vector<Broken> broken;
    for (System::LibraryFile& file : library.files) {
        if (!file.reading.definition) {
            broken.push_back({file.file, std::move(file.reading.faults)});
            continue;
        }
        for (System::Environment& environment : file.reading.definition->environments)
            environment = Backup::withBackupProcedures(std::move(environment));
        definitions.push_back(std::move(*file.reading.definition));
    }
    const std::lock_guard lock(m_mutex);
    m_definitions = std::move(definitions);
    m_broken = std::move(broken);
}

std::vector<System::Definition> Definitions::all() const
{
    const std::lock_guard lock(m_mutex);
    return m_definitions;
}

std::vector<Definitions::Broken> Definitions::broken() const
{
    const std::lock_guard lock(m_mutex);
    return m_broken;
}

Result<Definitions::Place> Definitions::find(const QString& system, const QString& environment) const
{
    const std::lock_guard lock(m_mutex);
    QStringList known;
    for (const System::Definition& definition : m_definitions) {
        for (const System::Environment& candidate : definition.environments) {
            if (definition.system == system && candidate.name == environment)
                return Place{definition, candidate};
            known << definition.system + u'/' + candidate.name;
        }
    }
    const QString asked = system + u'/' + environment;
    for (const Broken& file : m_broken) {
        if (QFileInfo(file.file).completeBaseName() == system && !file.faults.empty()) {
            const System::Fault& fault = file.faults.front();
            return fail(ErrorKind::Invalid,
                        translate("App", "The definition of %1 has faults; run pilothousectl validate %2.")
                            .arg(system, file.file),
                        u"%1:%2:%3: %4"_s.arg(file.file).arg(fault.line).arg(fault.column).arg(fault.message));
        }
    }
    if (known.isEmpty())
        return fail(ErrorKind::NotFound,
                    translate("App", "%1 is not defined: there is no definition in %2.").arg(asked, m_configDir));
    return fail(ErrorKind::NotFound,
                translate("App", "%1 is not defined; known are: %2.").arg(asked, known.join(u", "_s)));
}

} // namespace Pilothouse
