// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

namespace Pilothouse {

/// Text from elsewhere (server output, file names, Markdown, JSON) made safe to show: control characters and terminal
/// escapes are written as visible symbols (U+2400 block), bidirectional overrides and other invisible format characters
/// as U+FFFD, invalid UTF-8 as U+FFFD. Newlines and tabs stay. Only a SafeText may enter a screen. A value; any thread.
class SafeText
{
public:
    SafeText() = default;
    static SafeText fromUntrusted(const QString& text);
    static SafeText fromUntrusted(QByteArrayView utf8);
    /// One line: newlines and tabs become spaces, at most `maxLength` characters, cut with an ellipsis.
    static SafeText oneLine(const QString& text, qsizetype maxLength = 200);

    const QString& text() const { return m_text; }
    bool isEmpty() const { return m_text.isEmpty(); }
    bool operator==(const SafeText&) const = default;

private:
    explicit SafeText(QString text)
        : m_text(std::move(text))
    {
    }
    QString m_text;
};

} // namespace Pilothouse
