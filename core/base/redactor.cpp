// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/redactor.h"

#include "base/shell.h"

#include <algorithm>

namespace Pilothouse {

namespace {
const char maskText[] =
    "\xe2\x80\xa2\xe2\x80\xa2\xe2\x80\xa2\xe2\x80\xa2\xe2\x80\xa2\xe2\x80\xa2\xe2\x80\xa2\xe2\x80\xa2";
}

void Redactor::add(const Secret& secret)
{
    const QByteArray raw = secret.bytes().toByteArray();
    if (raw.size() < shortest)
        return;
    const auto keep = [this](const QByteArray& needle) {
        if (needle.size() >= shortest && !m_needles.contains(needle))
            m_needles.append(needle);
    };
    keep(raw);
    keep(raw.toBase64(QByteArray::OmitTrailingEquals));
    keep(raw.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
    keep(raw.toPercentEncoding());
    const QByteArray quoted = shellQuote(raw);
    keep(quoted.mid(1, quoted.size() - 2));
    // A secret of several lines is also met line by line.
    for (const QByteArray& line : raw.split('\n'))
        keep(line.trimmed());
    std::sort(m_needles.begin(), m_needles.end(),
              [](const QByteArray& a, const QByteArray& b) { return a.size() > b.size(); });
}

qsizetype Redactor::possibleBeginning(QByteArrayView text) const
{
    qsizetype longest = 0;
    for (const QByteArray& needle : m_needles) {
        for (qsizetype n = std::min(needle.size() - 1, text.size()); n > longest; --n) {
            if (text.last(n) == QByteArrayView(needle).first(n)) {
                longest = n;
                break;
            }
        }
    }
    return longest;
}

QByteArray Redactor::masked(QByteArrayView text, qsizetype& heldBack) const
{
    QByteArray out;
    qsizetype at = 0;
    while (at < text.size()) {
        qsizetype best = -1;
        qsizetype bestLength = 0;
        for (const QByteArray& needle : m_needles) {
            const qsizetype found = text.indexOf(needle, at);
            if (found >= 0 && (best < 0 || found < best)) {
                best = found;
                bestLength = needle.size();
            }
        }
        if (best < 0)
            break;
        out += text.sliced(at, best - at);
        out += maskText;
        at = best + bestLength;
    }
    const QByteArrayView rest = text.sliced(at);
    heldBack = possibleBeginning(rest);
    out += rest.chopped(heldBack);
    return out;
}

QByteArray Redactor::feed(QByteArrayView chunk)
{
    if (m_needles.isEmpty())
        return chunk.toByteArray();
    m_pending += chunk;
    qsizetype heldBack = 0;
    QByteArray out = masked(m_pending, heldBack);
    m_pending = m_pending.last(heldBack);
    return out;
}

QByteArray Redactor::flush()
{
    QByteArray out;
    std::swap(out, m_pending);
    return out;
}

QByteArray Redactor::redact(QByteArrayView text) const
{
    qsizetype heldBack = 0;
    QByteArray out = masked(text, heldBack);
    out += text.last(heldBack);
    return out;
}

} // namespace Pilothouse
