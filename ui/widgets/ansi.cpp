// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/ansi.h"

#include "base/safetext.h"

#include <cstring>

namespace Pilothouse::Ui {

namespace {

constexpr char escape = '\x1b';
constexpr int tabWidth = 8;
// A sequence that goes on for longer is not one that sets colours.
constexpr qsizetype longestSequence = 64;

/// Bytes of the SGR sequence at `at` (which holds ESC), 0 if there is none.
qsizetype sgrLength(QByteArrayView line, qsizetype at)
{
    if (at + 1 >= line.size() || line[at + 1] != '[')
        return 0;
    const qsizetype end = std::min(line.size(), at + longestSequence);
    for (qsizetype i = at + 2; i < end; ++i) {
        const char c = line[i];
        if (c == 'm')
            return i + 1 - at;
        if ((c < '0' || c > '9') && c != ';' && c != ':')
            return 0;
    }
    return 0;
}

/// Palette number 0-15 nearest to a colour: the dominant channels decide, as the human eye does with names.
quint8 nearest(int r, int g, int b)
{
    const int top = std::max({r, g, b});
    const int low = std::min({r, g, b});
    if (top - low < 40)
        return top > 200 ? 15 : top > 110 ? 7 : top > 50 ? 8 : 0;
    const int middle = (top + low) / 2;
    const int bits = (r > middle ? 1 : 0) | (g > middle ? 2 : 0) | (b > middle ? 4 : 0);
    return quint8(top > 200 ? bits + 8 : bits);
}

quint8 fromCube(int n)
{
    if (n < 16)
        return quint8(n);
    if (n >= 232) {
        const int grey = 8 + (n - 232) * 10;
        return nearest(grey, grey, grey);
    }
    const auto level = [](int v) { return v == 0 ? 0 : 55 + v * 40; };
    return nearest(level((n - 16) / 36), level((n - 16) / 6 % 6), level((n - 16) % 6));
}

std::vector<int> numbersOf(QByteArrayView sequence)
{
    std::vector<int> numbers{0};
    for (const char c : sequence.sliced(2, sequence.size() - 3)) {
        if (c == ';' || c == ':')
            numbers.push_back(0);
        else
            numbers.back() = std::min(numbers.back() * 10 + (c - '0'), 999);
    }
    return numbers;
}

/// The colour after 38 or 48 at `i`; moves `i` to its last number.
quint8 richColour(const std::vector<int>& numbers, size_t& i)
{
    if (i + 2 < numbers.size() && numbers[i + 1] == 5) {
        i += 2;
        return quint8(1 + fromCube(std::min(numbers[i], 255)));
    }
    if (i + 4 < numbers.size() && numbers[i + 1] == 2) {
        i += 4;
        return quint8(1 + nearest(numbers[i - 2], numbers[i - 1], numbers[i]));
    }
    i = numbers.size();
    return 0;
}

void apply(QByteArrayView sequence, TextState& state)
{
    const std::vector<int> numbers = numbersOf(sequence);
    for (size_t i = 0; i < numbers.size(); ++i) {
        const int n = numbers[i];
        if (n == 0)
            state = {};
        else if (n == 1)
            state.bold = true;
        else if (n == 2)
            state.dim = true;
        else if (n == 4)
            state.underline = true;
        else if (n == 7)
            state.inverse = true;
        else if (n == 22)
            state.bold = state.dim = false;
        else if (n == 24)
            state.underline = false;
        else if (n == 27)
            state.inverse = false;
        else if (n >= 30 && n <= 37)
            state.foreground = quint8(1 + n - 30);
        else if (n == 38)
            state.foreground = richColour(numbers, i);
        else if (n == 39)
            state.foreground = 0;
        else if (n >= 40 && n <= 47)
            state.background = quint8(1 + n - 40);
        else if (n == 48)
            state.background = richColour(numbers, i);
        else if (n == 49)
            state.background = 0;
        else if (n >= 90 && n <= 97)
            state.foreground = quint8(9 + n - 90);
        else if (n >= 100 && n <= 107)
            state.background = quint8(9 + n - 100);
    }
}

QString expandTabs(const QString& text, qsizetype column)
{
    if (!text.contains(u'\t'))
        return text;
    QString out;
    for (const QChar c : text) {
        if (c == u'\t')
            out += QString(tabWidth - (column + out.size()) % tabWidth, u' ');
        else
            out += c;
    }
    return out;
}

} // namespace

quint16 TextState::packed() const
{
    return quint16(foreground | background << 5 | bold << 10 | dim << 11 | underline << 12 | inverse << 13);
}

TextState TextState::unpacked(quint16 bits)
{
    return {.foreground = quint8(bits & 31),
            .background = quint8(bits >> 5 & 31),
            .bold = bool(bits >> 10 & 1),
            .dim = bool(bits >> 11 & 1),
            .underline = bool(bits >> 12 & 1),
            .inverse = bool(bits >> 13 & 1)};
}

std::vector<TextSpan> readAnsiLine(QByteArrayView line, TextState& state)
{
    std::vector<TextSpan> spans;
    qsizetype column = 0;
    const auto add = [&](QByteArrayView bytes) {
        if (bytes.isEmpty())
            return;
        const QString text = expandTabs(SafeText::fromUntrusted(bytes).text(), column);
        column += text.size();
        if (!spans.empty() && spans.back().state == state)
            spans.back().text += text;
        else
            spans.push_back({text, state});
    };
    qsizetype from = 0;
    for (qsizetype i = 0; i < line.size(); ++i) {
        if (line[i] != escape)
            continue;
        const qsizetype length = sgrLength(line, i);
        if (length == 0)
            continue;
        add(line.sliced(from, i - from));
        apply(line.sliced(i, length), state);
        i += length - 1;
        from = i + 1;
    }
    add(line.sliced(from));
    return spans;
}

void skipAnsiLine(QByteArrayView line, TextState& state)
{
    qsizetype from = 0;
    while (from < line.size()) {
        const void* found = std::memchr(line.data() + from, escape, size_t(line.size() - from));
        if (!found)
            return;
        from = static_cast<const char*>(found) - line.data();
        const qsizetype length = sgrLength(line, from);
        if (length > 0)
            apply(line.sliced(from, length), state);
        from += std::max<qsizetype>(length, 1);
    }
}

Role ansiRole(quint8 colour)
{
    switch (colour == 0 ? -1 : (colour - 1) % 8) {
    case 0:
        return Role::Muted;
    case 1:
        return Role::Down;
    case 2:
        return Role::Healthy;
    case 3:
        return Role::Degraded;
    case 4:
    case 6:
        return Role::Accent;
    case 5:
        return Role::Maintenance;
    default:
        return Role::Text;
    }
}

} // namespace Pilothouse::Ui
