// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTranslator>

namespace Pilothouse::Test {

/// A language that does not exist: every string is 40 % longer, has accents, and is marked at both ends, so that text
/// without room and text without translation can be seen. Arguments (%1, %n, %L1) and mnemonics stay.
class PseudoLocale final : public QTranslator
{
    Q_OBJECT
public:
    using QTranslator::QTranslator;
    bool isEmpty() const override { return false; }
    QString translate(const char* context, const char* sourceText, const char* disambiguation, int n) const override;

    static QString lengthened(const QString& text);
};

} // namespace Pilothouse::Test
