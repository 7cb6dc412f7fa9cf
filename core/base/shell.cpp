// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/shell.h"

namespace Pilothouse {

QByteArray shellQuote(QByteArrayView bytes)
{
    QByteArray out;
    out.reserve(bytes.size() + 2);
    out += '\'';
    for (const char c : bytes) {
        if (c == '\'')
            out += "'\\''";
        else if (c != '\0')
            out += c;
    }
    out += '\'';
    return out;
}

QString shellQuote(const QString& text) { return QString::fromUtf8(shellQuote(QByteArrayView(text.toUtf8()))); }

} // namespace Pilothouse
