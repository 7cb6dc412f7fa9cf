// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/options.h"

#include <QDir>
#include <QStandardPaths>

namespace Pilothouse {

using namespace Qt::StringLiterals;

Options Options::fromUser(const QString& configDir, const QString& dataDir)
{
    Options out;
    const auto xdg = [](QStandardPaths::StandardLocation place) {
        return QStandardPaths::writableLocation(place) + u"/pilothouse"_s;
    };
    out.configDir = configDir.isEmpty() ? xdg(QStandardPaths::GenericConfigLocation) : QDir(configDir).absolutePath();
    out.dataDir = dataDir.isEmpty() ? xdg(QStandardPaths::GenericDataLocation) : QDir(dataDir).absolutePath();
    for (const QString& folder : {out.configDir, out.dataDir}) {
        if (!QDir(folder).exists() && QDir().mkpath(folder))
            QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    return out;
}

} // namespace Pilothouse
