// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Pilothouse {

/// An installed resource file (share/pilothouse/NAME beside the program's prefix), or the one of the source tree that
/// the program was built from; empty when there is neither.
QString resourceFile(const QString& name);

} // namespace Pilothouse
