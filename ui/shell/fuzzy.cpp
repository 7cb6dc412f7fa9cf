// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/fuzzy.h"

#include <algorithm>

namespace Pilothouse::Ui {

namespace {

bool beginsWord(const QString& text, qsizetype at)
{
    return at == 0 || !text.at(at - 1).isLetterOrNumber() || (text.at(at).isUpper() && text.at(at - 1).isLower());
}

/// One word of the query. An unbroken occurrence is best, and of those the one that begins a word.
std::optional<FuzzyMatch> matchWord(const QString& word, const QString& text)
{
    qsizetype best = -1;
    for (qsizetype at = text.indexOf(word, 0, Qt::CaseInsensitive); at >= 0;
         at = text.indexOf(word, at + 1, Qt::CaseInsensitive)) {
        if (best < 0)
            best = at;
        if (beginsWord(text, at)) {
            best = at;
            break;
        }
    }
    FuzzyMatch match;
    if (best >= 0) {
        match.score = 40 + 4 * int(word.size()) + (beginsWord(text, best) ? 30 : 0) + (best == 0 ? 10 : 0);
        for (qsizetype i = 0; i < word.size(); ++i)
            match.places << best + i;
        return match;
    }
    qsizetype from = 0;
    for (const QChar c : word) {
        qsizetype at = text.indexOf(c, from, Qt::CaseInsensitive);
        // The next beginning of a word with this letter is what people mean by initials.
        for (qsizetype later = at; later >= 0; later = text.indexOf(c, later + 1, Qt::CaseInsensitive)) {
            if (beginsWord(text, later)) {
                at = later;
                break;
            }
        }
        if (at < 0)
            return {};
        match.score += beginsWord(text, at) ? 8 : 1;
        match.score -= int(std::min<qsizetype>(at - from, 4));
        match.places << at;
        from = at + 1;
    }
    return match;
}

} // namespace

std::optional<FuzzyMatch> fuzzyMatch(const QString& query, const QString& text)
{
    FuzzyMatch all;
    const QStringList words = query.split(u' ', Qt::SkipEmptyParts);
    for (const QString& word : words) {
        const auto match = matchWord(word, text);
        if (!match)
            return {};
        all.score += match->score;
        all.places << match->places;
    }
    std::ranges::sort(all.places);
    all.places.erase(std::unique(all.places.begin(), all.places.end()), all.places.end());
    // Of two equal matches the shorter text says more exactly what was typed.
    if (!words.isEmpty())
        all.score -= int(text.size() / 16);
    return all;
}

} // namespace Pilothouse::Ui
