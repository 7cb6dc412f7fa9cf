// SPDX-License-Identifier: GPL-3.0-or-later
#include "checklist/itemkey.h"

#include "base/canonical.h"
#include "checklist/mojibake.h"

#include <QRegularExpression>

namespace Pilothouse::Checklist {

QString normalised(const QString& text)
{
    static const QRegularExpression numbering(QStringLiteral("^\\s*\\d+(?:[.\\-]\\d+)*[.):]?\\s+"));
    QString plain;
    plain.reserve(text.size());
    const QList<uint> characters = repairMojibake(text).normalized(QString::NormalizationForm_C).toUcs4();
    for (const uint c : characters) {
        const bool decoration =
            c >= 0x80 && !QChar::isLetterOrNumber(c) && !QChar::isMark(c) && c != 0x2264 && c != 0x2265;
        const bool selector = (c >= 0xfe00 && c <= 0xfe0f) || c == 0x20e3;
        if (decoration || selector)
            plain += u' ';
        else if (QChar::requiresSurrogates(c))
            plain.append(QChar(QChar::highSurrogate(c))).append(QChar(QChar::lowSurrogate(c)));
        else
            plain += QChar(char16_t(c));
    }
    plain = plain.simplified().toCaseFolded();
    const QString unnumbered = QString(plain).remove(numbering);
    return unnumbered.isEmpty() ? plain : unnumbered;
}

QString itemKey(const QStringList& sectionPath, const QStringList& parents, const QString& text, int ordinal)
{
    // Parts are length-prefixed, so that no two different lists give the same bytes.
    QByteArray bytes;
    auto add = [&bytes](const QString& part) {
        const QByteArray utf8 = normalised(part).toUtf8();
        bytes += QByteArray::number(utf8.size()) + ':' + utf8 + ',';
    };
    for (const QString& title : sectionPath)
        add(title);
    bytes += '/';
    for (const QString& parent : parents)
        add(parent);
    bytes += '/';
    add(text);
    bytes += QByteArray::number(ordinal);
    return sha256Hex(bytes).left(32);
}

} // namespace Pilothouse::Checklist
