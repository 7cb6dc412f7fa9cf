// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/resources.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace Pilothouse {

using namespace Qt::StringLiterals;

QString resourceFile(const QString& name)
{
    const QString beside = QCoreApplication::applicationDirPath() + u"/../share/pilothouse/"_s + name;
    if (QFileInfo::exists(beside))
        return QFileInfo(beside).canonicalFilePath();
    const QString source = QStringLiteral(PILOTHOUSE_RESOURCES) + u'/' + name;
    return QFileInfo::exists(source) ? source : QString();
}

} // namespace Pilothouse
