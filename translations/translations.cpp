// SPDX-License-Identifier: GPL-3.0-or-later
#include "translations/translations.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

namespace Pilothouse {

using namespace Qt::StringLiterals;

QString installTranslations(QCoreApplication& application)
{
    const QString wanted = qEnvironmentVariable("PILOTHOUSE_LANGUAGE", QLocale::system().name()).section(u'_', 0, 0);
    auto own = std::make_unique<QTranslator>();
    QString language = wanted;
    if (!own->load(u":/translations/pilothouse_%1.qm"_s.arg(language))) {
        language = u"en"_s;
        if (!own->load(u":/translations/pilothouse_en.qm"_s))
            return language;
    }
    // Qt's own words (the buttons of a file dialog) are there if the distribution's package is installed.
    auto qt = std::make_unique<QTranslator>();
    if (qt->load(u"qtbase_"_s + language, QLibraryInfo::path(QLibraryInfo::TranslationsPath))) {
        qt->setParent(&application);
        QCoreApplication::installTranslator(qt.release());
    }
    own->setParent(&application);
    QCoreApplication::installTranslator(own.release());
    return language;
}

} // namespace Pilothouse
