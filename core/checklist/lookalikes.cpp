// SPDX-License-Identifier: GPL-3.0-or-later
#include "checklist/lookalikes.h"

#include <QRegularExpression>

#include <algorithm>

namespace Pilothouse::Checklist {

namespace {

constexpr char32_t emptyBoxes[] = {0x2610, 0x2b1c, 0x25a1, 0x25fb, 0x25fd, 0x1f532, 0x1f533};
constexpr char32_t tickedBoxes[] = {0x2611, 0x2612, 0x1f5f9, 0x1f5f5, 0x1f5f7};
constexpr char32_t ticks[] = {0x2705, 0x2611, 0x2714, 0x2713, 0x1f5f8, 0x1f5f9};

template <size_t N> bool isOneOf(char32_t c, const char32_t (&set)[N])
{
    return std::ranges::find(set, c) != std::end(set);
}

bool isAscii(const QString& text)
{
    return std::ranges::none_of(text, [](QChar c) { return c.unicode() >= 0x80; });
}

/// What stands between brackets, when it can be meant as a mark.
enum class Mark { None, Empty, Ticked };

Mark markIn(QStringView inside)
{
    const QString text = inside.trimmed().toString();
    if (text.isEmpty())
        return inside.size() <= 3 ? Mark::Empty : Mark::None;
    if (text.compare(QLatin1StringView("x"), Qt::CaseInsensitive) == 0)
        return Mark::Ticked;
    const QList<uint> characters = text.toUcs4();
    if (characters.size() > 2)
        return Mark::None;
    const char32_t c = characters.first();
    if (isOneOf(c, ticks) || c == 0x221a)
        return Mark::Ticked;
    // Crosses, and the half-done and cancelled marks of note-taking programs.
    const bool cross = c == 0x2716 || c == 0x2717 || c == 0x274c;
    const bool other = characters.size() == 1 && c < 0x80 && QStringView(u"-~/>!?*_.").contains(QChar(char16_t(c)));
    return cross || other || isOneOf(c, emptyBoxes) ? Mark::Empty : Mark::None;
}

} // namespace

std::optional<BoxLine> readBoxLine(QByteArrayView line)
{
    if (std::ranges::none_of(line, [](char c) { return c == '[' || uchar(c) >= 0x80; }))
        return std::nullopt;
    // Decoding would drop a byte order mark and with it three bytes of every offset.
    if (line.startsWith("\xef\xbb\xbf")) {
        auto box = readBoxLine(line.sliced(3));
        if (box && box->mark >= 0)
            box->mark += 3;
        return box;
    }
    // Nobody writes an item of kilobytes; looking at the beginning keeps hostile lines cheap.
    const QString text = QString::fromUtf8(line.first(std::min<qsizetype>(line.size(), 4096)));
    static const QRegularExpression shape(
        QStringLiteral("^[ \\t]*(?:>[ \\t]*)*(?<marker>[-*+]|\\d{1,9}[.)])?[ \\t]*"
                       "\\\\?(?<box>\\[(?<inside>[^\\]\\[\\\\]{0,3})\\\\?\\])(?<rest>.*)$"));
    if (const auto match = shape.match(text); match.hasMatch()) {
        const QStringView inside = match.capturedView(u"inside");
        const QStringView rest = match.capturedView(u"rest");
        const Mark mark = markIn(inside);
        const bool marker = match.capturedLength(u"marker") > 0;
        const bool writable = inside == u" " || inside == u"x" || inside == u"X";
        const bool spaced = rest.isEmpty() || rest.front().isSpace();
        const bool link = rest.startsWith(u'(') || rest.startsWith(u'[') || rest.startsWith(u':');
        if (mark == Mark::None || link)
            return std::nullopt;
        // Without a marker only a plain box counts, and several boxes on a line are a choice.
        if (marker ? !spaced && inside.isEmpty() : !writable || !spaced || rest.contains(u'['))
            return std::nullopt;
        // All that may stand before the mark is ASCII, so that characters are bytes.
        return BoxLine{rest.trimmed().toString(), mark == Mark::Ticked,
                       writable ? match.capturedStart(u"inside") : qsizetype(-1)};
    }
    static const QRegularExpression start(
        QStringLiteral("^[ \\t]*(?:>[ \\t]*)*(?<marker>[-*+][ \\t]|\\d{1,9}[.)][ \\t])?[ \\t]*(?<rest>\\S.*)$"));
    const auto match = start.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    const QList<uint> rest = match.captured(u"rest").toUcs4();
    const char32_t first = rest.first();
    const bool empty = isOneOf(first, emptyBoxes);
    if (!empty && !isOneOf(first, tickedBoxes))
        return std::nullopt;
    const QString after = QString::fromUcs4(reinterpret_cast<const char32_t*>(rest.constData()) + 1, rest.size() - 1);
    if (match.capturedLength(u"marker") == 0 && hasBoxGlyph(after))
        return std::nullopt;
    return BoxLine{after.trimmed(), !empty, -1};
}

int tickGlyphs(const QString& text)
{
    if (isAscii(text))
        return 0;
    int found = 0;
    for (const uint c : text.toUcs4())
        found += isOneOf(c, ticks) ? 1 : 0;
    return found;
}

bool hasBoxGlyph(const QString& text)
{
    if (isAscii(text))
        return false;
    const QList<uint> characters = text.toUcs4();
    return std::ranges::any_of(characters, [](uint c) { return isOneOf(c, emptyBoxes) || isOneOf(c, tickedBoxes); });
}

} // namespace Pilothouse::Checklist
