// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/secret.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

namespace Pilothouse {

/// Masks known secrets in a byte stream that is shown or logged: raw, base64 (both alphabets), percent-encoded and
/// shell-quoted, also across the borders of chunks. Secrets shorter than six bytes are not masked (they would blank out
/// ordinary text). One Redactor for one stream; not thread-safe.
class Redactor
{
public:
    static constexpr qsizetype shortest = 6;

    void add(const Secret& secret);
    /// What may be shown now; a tail that could be the beginning of a secret is held back until the next call.
    QByteArray feed(QByteArrayView chunk);
    /// The rest, at the end of the stream.
    QByteArray flush();
    /// A whole text at once, with nothing held back before or after.
    QByteArray redact(QByteArrayView text) const;

private:
    QByteArray masked(QByteArrayView text, qsizetype& heldBack) const;
    qsizetype possibleBeginning(QByteArrayView text) const;

    QList<QByteArray> m_needles;
    QByteArray m_pending;
};

} // namespace Pilothouse
