// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

namespace Pilothouse {

/// The one quoting path into a POSIX shell: wraps in single quotes, each ' becomes '\\''. NUL bytes cannot be carried
/// by any shell and are dropped. Data should travel on standard input; this is for names and paths.
QByteArray shellQuote(QByteArrayView bytes);
inline QByteArray shellQuote(const QByteArray& bytes) { return shellQuote(QByteArrayView(bytes)); }
QString shellQuote(const QString& text);

} // namespace Pilothouse
