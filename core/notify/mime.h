// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "notify/message.h"

#include <QByteArray>

namespace Pilothouse::Notify {

/// A header's value as RFC 2047 has it: one line whatever the text holds, words outside of ASCII as base64 in UTF-8,
/// folded behind 75 characters.
QByteArray headerText(const QString& text);
/// RFC 2045: lines of at most 76 characters that end with CR LF.
QByteArray quotedPrintable(const QString& text);
/// The message as DATA takes it: a line that begins with a dot gets another one, and ".", alone, ends it.
QByteArray dotStuffed(const QByteArray& mail);

/// RFC 5322: ASCII only, lines of at most 998 characters. The same message has the same Message-ID however often it is
/// sent, so that whoever gets it twice can tell; messages of a group are one thread.
QByteArray composeMail(const Message& message, const System::NotifyTarget& target);

} // namespace Pilothouse::Notify
