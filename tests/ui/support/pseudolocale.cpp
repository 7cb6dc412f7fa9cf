// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/pseudolocale.h"

#include <QHash>

#include <cmath>

namespace Pilothouse::Test {

QString PseudoLocale::lengthened(const QString& text)
{
    static const QHash<QChar, QChar> accents{{u'a', u'á'}, {u'e', u'é'}, {u'o', u'ö'}, {u'u', u'ü'}, {u'n', u'ñ'},
                                             {u'c', u'ç'}, {u'A', u'Å'}, {u'E', u'É'}, {u'O', u'Ö'}, {u's', u'š'}};
    QString out;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        const QChar before = i > 0 ? text.at(i - 1) : QChar();
        // Neither %n nor %L1 nor the letter of a mnemonic may change.
        out += before == u'%' || before == u'&' ? c : accents.value(c, c);
    }
    const auto more = qsizetype(std::ceil(double(text.size()) * 0.4));
    QString tail;
    while (tail.size() < more)
        tail += QStringLiteral("lorem ");
    return out + tail.left(more);
}

QString PseudoLocale::translate(const char* context, const char* sourceText, const char* disambiguation, int n) const
{
    Q_UNUSED(context)
    Q_UNUSED(disambiguation)
    Q_UNUSED(n)
    return lengthened(QString::fromUtf8(sourceText));
}

} // namespace Pilothouse::Test
