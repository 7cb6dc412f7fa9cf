// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QCoreApplication;

namespace Pilothouse {

/// Installs the translators for the language of PILOTHOUSE_LANGUAGE, or else of the system: the program's own (compiled in)
/// and Qt's. English too, because its plurals are translations ("1 step", "2 steps"). The language `pseudo` is made of
/// accented, two fifths longer English for tests of layout. The translators belong to the application. Returns the
/// language that is spoken now: a code of two letters, or `pseudo`.
QString installTranslations(QCoreApplication& application);

} // namespace Pilothouse
