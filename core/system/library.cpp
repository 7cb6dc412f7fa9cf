// SPDX-License-Identifier: GPL-3.0-or-later
#include "system/library.h"

#include "base/translate.h"
#include "system/faults.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace Pilothouse::System {

using namespace Qt::StringLiterals;

std::vector<const Definition*> Library::definitions() const
{
    std::vector<const Definition*> all;
    for (const LibraryFile& file : files) {
        if (file.reading.definition)
            all.push_back(&*file.reading.definition);
    }
    return all;
}

const Definition* Library::system(const QString& name) const
{
    const std::vector<const Definition*> all = definitions();
    const auto it = std::ranges::find_if(all, [&](const Definition* definition) { return definition->system == name; });
    return it == all.end() ? nullptr : *it;
}

QStringList definitionFiles(const QString& configDirectory)
{
    const QDir folder(QDir(configDirectory).absoluteFilePath(u"systems"_s));
    QStringList files;
    for (const QFileInfo& file : folder.entryInfoList({u"*.yaml"_s, u"*.yml"_s}, QDir::Files, QDir::Name))
        files.append(file.absoluteFilePath());
    return files;
}

Library loadLibrary(const QString& configDirectory)
{
    Library library;
    std::map<QString, std::vector<size_t>> byName;
    for (const QString& file : definitionFiles(configDirectory)) {
        library.files.push_back({file, loadDefinition(file)});
        if (const auto& definition = library.files.back().reading.definition)
            byName[definition->system].push_back(library.files.size() - 1);
    }
    for (const auto& [name, places] : byName) {
        if (places.size() < 2)
            continue;
        for (const size_t place : places) {
            const size_t other = place == places.front() ? places[1] : places.front();
            Reading& reading = library.files[place].reading;
            reading.definition.reset();
            reading.faults.push_back({1, 1,
                                      translate("System", "The system %1 is also defined in %2: keep one of the two.")
                                          .arg(quoted(name), QFileInfo(library.files[other].file).fileName())});
        }
    }
    return library;
}

} // namespace Pilothouse::System
