// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/safetext.h"

namespace Pilothouse {

SafeText SafeText::fromUntrusted(const QString& text)
{
    QString out;
    out.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        const char16_t u = c.unicode();
        if (u == u'\n' || u == u'\t') {
            out += c;
        } else if (u == u'\r' && i + 1 < text.size() && text.at(i + 1) == u'\n') {
            continue;
        } else if (u < 0x20) {
            out += QChar(char16_t(0x2400 + u));
        } else if (u == 0x7f) {
            out += QChar(char16_t(0x2421));
        } else if ((u >= 0x80 && u < 0xa0) || (u >= 0x202a && u <= 0x202e) || (u >= 0x2066 && u <= 0x2069) ||
                   u == 0x200e || u == 0x200f || u == 0x061c || u == 0xfeff || (u >= 0xfff9 && u <= 0xfffb)) {
            out += QChar(QChar::ReplacementCharacter);
        } else if (c.isHighSurrogate()) {
            if (i + 1 < text.size() && text.at(i + 1).isLowSurrogate()) {
                out += c;
                out += text.at(++i);
            } else {
                out += QChar(QChar::ReplacementCharacter);
            }
        } else if (c.isLowSurrogate()) {
            out += QChar(QChar::ReplacementCharacter);
        } else {
            out += c;
        }
    }
    return SafeText(out);
}

SafeText SafeText::fromUntrusted(QByteArrayView utf8) { return fromUntrusted(QString::fromUtf8(utf8)); }

SafeText SafeText::oneLine(const QString& text, qsizetype maxLength)
{
    QString line = fromUntrusted(text.left(maxLength * 2)).m_text;
    line.replace(u'\n', u' ').replace(u'\t', u' ');
    line = line.trimmed();
    if (line.size() > maxLength)
        line = line.left(maxLength - 1) + QChar(char16_t(0x2026));
    return SafeText(line);
}

} // namespace Pilothouse
