// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "system/definition.h"

namespace Pilothouse::System {

/// One file of the library and what reading it gave.
struct LibraryFile
{
    QString file; ///< absolute
    Reading reading = {};
};

/// All systems that a configuration folder defines. A value; any thread.
struct Library
{
    std::vector<LibraryFile> files = {}; ///< by name, also those with faults

    std::vector<const Definition*> definitions() const;
    const Definition* system(const QString& name) const;
};

/// The definitions a configuration folder holds: absolute paths of CONFIG/systems/*.yaml, by name.
QStringList definitionFiles(const QString& configDirectory);

/// Reads CONFIG/systems/*.yaml. A system that two files define is a fault of both, and neither counts: which one was
/// meant is nobody's to guess when production depends on it.
Library loadLibrary(const QString& configDirectory);

} // namespace Pilothouse::System
