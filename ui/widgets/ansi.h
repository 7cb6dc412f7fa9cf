// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/palette.h"

#include <QByteArrayView>
#include <QString>

#include <vector>

namespace Pilothouse::Ui {

/// What the colour sequences of a terminal have set so far. Colours are 0 for the default, else 1 + the terminal's
/// number (0 to 15); richer colours are taken to the nearest of these, because only these are readable in both themes.
struct TextState
{
    quint8 foreground = 0;
    quint8 background = 0;
    bool bold = false;
    bool dim = false;
    bool underline = false;
    bool inverse = false;

    quint16 packed() const;
    static TextState unpacked(quint16 bits);
    bool operator==(const TextState&) const = default;
};

/// A piece of one line in one state. The text is safe to show: control characters have become visible symbols.
struct TextSpan
{
    QString text;
    TextState state;

    bool operator==(const TextSpan&) const = default;
};

/// Reads one line of output: SGR sequences become states, every other control sequence stays as visible text, tabs are
/// expanded to eight columns. `state` is the one at the line's beginning and afterwards the one at its end.
std::vector<TextSpan> readAnsiLine(QByteArrayView line, TextState& state);
/// Only the state at the end, without making any text.
void skipAnsiLine(QByteArrayView line, TextState& state);

/// The role in which a terminal colour is shown; Text for the default.
Role ansiRole(quint8 colour);

} // namespace Pilothouse::Ui
