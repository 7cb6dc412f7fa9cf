// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace Pilothouse::Ui {

struct FuzzyMatch
{
    int score = 0;                ///< higher is better
    QList<qsizetype> places = {}; ///< indices of the matched characters
};

/// Whether all characters of `query` occur in `text` in that order, without regard to case; words of the query may come
/// in any order. Beginnings of words and unbroken runs count most. Empty queries match everything with score 0.
std::optional<FuzzyMatch> fuzzyMatch(const QString& query, const QString& text);

} // namespace Pilothouse::Ui
