// SPDX-License-Identifier: GPL-3.0-or-later
#include "system/faults.h"

#include "base/safetext.h"
#include "base/translate.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <vector>

namespace Pilothouse::System {

using namespace Qt::StringLiterals;

void Faults::add(Mark mark, const QString& message)
{
    // What an environment inherits is read once for each that inherits it, so the same fault arrives several times.
    // The suggestions at its end may differ between them; the longer sentence stays.
    for (Fault& known : m_faults) {
        if (known.line != mark.line || known.column != mark.column)
            continue;
        if (known.message.startsWith(message))
            return;
        if (message.startsWith(known.message)) {
            known.message = message;
            return;
        }
    }
    if (m_faults.size() > most)
        return;
    if (m_faults.size() == most)
        m_faults.push_back(
            {mark.line, mark.column,
             translate("System", "There are more faults than these; mend the first ones and try again.")});
    else
        m_faults.push_back({mark.line, mark.column, message});
}

std::vector<Fault> Faults::take()
{
    std::ranges::stable_sort(m_faults, [](const Fault& a, const Fault& b) {
        return std::tie(a.line, a.column) < std::tie(b.line, b.column);
    });
    return std::move(m_faults);
}

namespace {

/// Levenshtein's distance with a swap of neighbours counted as one mistake.
qsizetype mistakes(QStringView a, QStringView b)
{
    std::vector<qsizetype> beforeLast;
    std::vector<qsizetype> last(size_t(b.size()) + 1);
    std::iota(last.begin(), last.end(), qsizetype(0));
    for (qsizetype i = 0; i < a.size(); ++i) {
        std::vector<qsizetype> row(last.size());
        row[0] = i + 1;
        for (qsizetype j = 0; j < b.size(); ++j) {
            const size_t k = size_t(j);
            row[k + 1] = std::min({row[k] + 1, last[k + 1] + 1, last[k] + (a[i] == b[j] ? 0 : 1)});
            if (i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j])
                row[k + 1] = std::min(row[k + 1], beforeLast[k - 1] + 1);
        }
        beforeLast = std::exchange(last, std::move(row));
    }
    return last.back();
}

} // namespace

QString didYouMean(const QString& word, const QStringList& candidates)
{
    if (word.size() > 40)
        return {};
    QString best;
    qsizetype bestScore = std::max<qsizetype>(1, word.size() / 3) + 1;
    for (const QString& candidate : candidates) {
        qsizetype score = mistakes(word.toLower(), candidate.toLower());
        if (word.size() > 2 && (candidate.startsWith(word) || word.startsWith(candidate)))
            score = std::min<qsizetype>(score, 1);
        if (score < bestScore) {
            best = candidate;
            bestScore = score;
        }
    }
    if (best.isEmpty())
        return {};
    return u' ' + translate("System", "Did you mean \"%1\"?").arg(best);
}

QString quoted(const QString& value) { return u'"' + SafeText::oneLine(value, 60).text() + u'"'; }

} // namespace Pilothouse::System
