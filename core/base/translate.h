// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

namespace Pilothouse {

/// The short spelling of QCoreApplication::translate for code outside of QObjects; lupdate knows it by its name.
inline QString translate(const char* context, const char* text, const char* comment = nullptr, int n = -1)
{
    return QCoreApplication::translate(context, text, comment, n);
}

} // namespace Pilothouse
