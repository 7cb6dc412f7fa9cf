// SPDX-License-Identifier: GPL-3.0-or-later
#include "checklist/mojibake.h"

#include <QHash>

#include <algorithm>
#include <array>
#include <optional>

namespace Pilothouse::Checklist {

namespace {

// Bytes 0x80 to 0xFF of the two encodings that editors of Macs and Windows fall back to. Windows-1252 leaves five bytes
// undefined; readers map them to the C1 control of the same number.
constexpr std::u16string_view macRoman = u"ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø"
                                         u"¿¡¬√ƒ≈∆«»…\u00a0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uf8ffÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ";
constexpr std::u16string_view windows1252 = u"€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";
static_assert(macRoman.size() == 128 && windows1252.size() == 32);

/// Characters that follow an accented letter in correct text all the time.
constexpr std::u16string_view closers = u"…‹›‘’“”•–—«»\u00a0·";

class Table
{
public:
    explicit Table(Misreading misreading)
        : m_misreading(misreading)
    {
        for (int byte = 0x80; byte <= 0xff; ++byte) {
            if (misreading == Misreading::MacRoman) {
                m_bytes.insert(macRoman.at(size_t(byte - 0x80)), uchar(byte));
            } else {
                m_bytes.insert(char16_t(byte), uchar(byte));
                if (byte < 0xa0)
                    m_bytes.insert(windows1252.at(size_t(byte - 0x80)), uchar(byte));
            }
        }
        if (misreading == Misreading::MacRoman)
            m_bytes.insert(u'\u00a4', 0xdb); // the currency sign that stood there before the euro
    }

    Misreading misreading() const { return m_misreading; }
    std::optional<uchar> byte(QChar c) const
    {
        const auto found = m_bytes.constFind(c.unicode());
        return found == m_bytes.cend() ? std::nullopt : std::optional(*found);
    }

private:
    Misreading m_misreading;
    QHash<char16_t, uchar> m_bytes;
};

/// A character that the bytes of a few characters spell; `strong` when correct text hardly ever looks like that.
struct Sequence
{
    qsizetype length = 0;
    char32_t character = 0;
    bool strong = false;
};

bool isSymbol(char32_t c)
{
    return (c >= 0x2000 && c <= 0x2bff) || (c >= 0x3000 && c <= 0x303f) || (c >= 0xfe00 && c <= 0xfe0f) ||
           c == 0xfeff || (c >= 0x1f000 && c <= 0x1faff);
}

std::optional<Sequence> sequenceAt(const Table& table, QStringView text, qsizetype at)
{
    const auto lead = table.byte(text.at(at));
    if (!lead || *lead < 0xc2 || *lead > 0xf4)
        return std::nullopt;
    const qsizetype length = *lead < 0xe0 ? 2 : *lead < 0xf0 ? 3 : 4;
    if (at + length > text.size())
        return std::nullopt;
    char32_t c = *lead & (0x7f >> length);
    bool onlyClosers = true;
    for (qsizetype i = 1; i < length; ++i) {
        const auto next = table.byte(text.at(at + i));
        if (!next || (*next & 0xc0) != 0x80)
            return std::nullopt;
        c = (c << 6) | (*next & 0x3f);
        onlyClosers = onlyClosers && closers.find(text.at(at + i).unicode()) != std::u16string_view::npos;
    }
    const std::array<char32_t, 5> least{0, 0, 0x80, 0x800, 0x10000};
    if (c < least.at(size_t(length)) || (c >= 0x80 && c < 0xa0) || (c >= 0xd800 && c <= 0xdfff) || c > 0x10ffff)
        return std::nullopt;
    const uchar latin = table.misreading() == Misreading::MacRoman ? 0xc5 : 0xc3;
    const bool likely = length == 2 ? *lead <= latin : isSymbol(c);
    return Sequence{length, c, likely && !onlyClosers};
}

struct Found
{
    qsizetype position;
    Sequence sequence;
};

/// The sequences of one encoding in `text`; weak ones only beside others, or where the encoding is evident anyway.
std::vector<Found> sequences(const Table& table, const QString& text)
{
    std::vector<Found> all;
    bool evident = false;
    for (qsizetype i = 0; i < text.size();) {
        if (text.at(i).unicode() >= 0x80) {
            if (const auto sequence = sequenceAt(table, text, i)) {
                all.push_back({i, *sequence});
                evident = evident || sequence->strong;
                i += sequence->length;
                continue;
            }
        }
        ++i;
    }
    if (evident)
        return all;
    std::vector<Found> kept;
    for (size_t i = 0; i < all.size(); ++i) {
        const bool before = i > 0 && all[i - 1].position + all[i - 1].sequence.length == all[i].position;
        const bool after = i + 1 < all.size() && all[i].position + all[i].sequence.length == all[i + 1].position;
        if (before || after)
            kept.push_back(all[i]);
    }
    return kept;
}

} // namespace

QString misreadingName(Misreading misreading)
{
    switch (misreading) {
    case Misreading::MacRoman:
        return QStringLiteral("mac-roman");
    case Misreading::Windows1252:
        return QStringLiteral("windows-1252");
    case Misreading::Lost:
        return QStringLiteral("lost");
    }
    return {};
}

std::vector<MojibakeRun> findMojibake(const QString& text)
{
    if (std::ranges::none_of(text, [](QChar c) { return c.unicode() >= 0x80; }))
        return {};
    static const Table mac(Misreading::MacRoman);
    static const Table windows(Misreading::Windows1252);
    auto strength = [](const std::vector<Found>& found) {
        return std::ranges::count_if(found, [](const Found& one) { return one.sequence.strong; });
    };
    const auto asMac = sequences(mac, text);
    const auto asWindows = sequences(windows, text);
    // Hardly a file was misread in two ways; where both fit, the more evident reading wins.
    const bool macWins = strength(asMac) > strength(asWindows);
    const auto& chosen = macWins ? asMac : asWindows;
    const Misreading misreading = macWins ? Misreading::MacRoman : Misreading::Windows1252;

    std::vector<MojibakeRun> runs;
    auto add = [&runs](qsizetype position, qsizetype length, Misreading kind, const QString& repaired) {
        if (!runs.empty() && runs.back().misreading == kind && runs.back().position + runs.back().length == position) {
            runs.back().length += length;
            runs.back().repaired += repaired;
        } else {
            runs.push_back({position, length, kind, repaired});
        }
    };
    size_t next = 0;
    for (qsizetype i = 0; i < text.size();) {
        if (next < chosen.size() && chosen[next].position == i) {
            const Sequence& sequence = chosen[next++].sequence;
            add(i, sequence.length, misreading, QString::fromUcs4(&sequence.character, 1));
            i += sequence.length;
            continue;
        }
        if (text.at(i) == QChar(QChar::ReplacementCharacter))
            add(i, 1, Misreading::Lost, {});
        ++i;
    }
    return runs;
}

QString repairMojibake(const QString& text)
{
    QString out;
    qsizetype done = 0;
    for (const MojibakeRun& run : findMojibake(text)) {
        if (run.misreading == Misreading::Lost)
            continue;
        out += QStringView(text).mid(done, run.position - done);
        out += run.repaired;
        done = run.position + run.length;
    }
    out += QStringView(text).mid(done);
    return out;
}

} // namespace Pilothouse::Checklist
