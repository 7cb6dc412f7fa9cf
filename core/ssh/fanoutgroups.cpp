// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/fanout.h"
#include "ssh/words.h"

using namespace Qt::StringLiterals;

namespace Pilothouse::Ssh {

namespace {

/// A name that ends with a number, apart; the number is empty where there is none or it is too long to count.
struct Numbered
{
    QString stem;
    QString number;
};

Numbered numbered(const QString& name)
{
    constexpr qsizetype mostDigits = 9;
    qsizetype from = name.size();
    while (from > 0 && name[from - 1] >= u'0' && name[from - 1] <= u'9')
        --from;
    if (name.size() - from > mostDigits)
        return {.stem = name, .number = {}};
    return {.stem = name.first(from), .number = name.sliced(from)};
}

QString ranges(QStringList numbers)
{
    std::ranges::sort(numbers, {}, [](const QString& number) { return number.toInt(); });
    QStringList out;
    for (qsizetype i = 0; i < numbers.size();) {
        qsizetype last = i;
        while (last + 1 < numbers.size() && numbers[last + 1].toInt() == numbers[last].toInt() + 1)
            ++last;
        out << (last == i ? numbers[i] : numbers[i] + (last == i + 1 ? u',' : u'-') + numbers[last]);
        i = last + 1;
    }
    return out.join(u',');
}

} // namespace

QString foldNames(const QStringList& names)
{
    // By stem, and where numbers are padded by their width too: node-07 and node-7 are two hosts.
    std::vector<std::pair<QString, QStringList>> folded;
    for (const QString& name : names) {
        const auto [stem, number] = numbered(name);
        const QString key = stem + u'\n' + (number.startsWith(u'0') ? QString::number(number.size()) : QString());
        const auto it =
            std::ranges::find(folded, number.isEmpty() ? name : key, &std::pair<QString, QStringList>::first);
        if (number.isEmpty())
            folded.emplace_back(name, QStringList());
        else if (it == folded.end())
            folded.emplace_back(key, QStringList(number));
        else
            it->second << number;
    }
    QStringList out;
    for (const auto& [key, numbers] : folded) {
        const QString stem = key.section(u'\n', 0, 0);
        if (numbers.size() < 2)
            out << stem + numbers.join(QString());
        else
            out << stem + u'[' + ranges(numbers) + u']';
    }
    return out.join(u", "_s);
}

std::vector<FanoutGroup> groupEqual(const std::vector<Endpoint>& hosts, const std::vector<Result<Finished>>& results)
{
    std::vector<FanoutGroup> groups;
    for (size_t i = 0; i < results.size(); ++i) {
        Result<Finished> result = results[i];
        if (!result) {
            for (QString* text : {&result.error().message, &result.error().detail})
                text->replace(Words::where(hosts[i]), u"…"_s);
        }
        const auto it = std::ranges::find_if(groups, [&result](const FanoutGroup& group) {
            if (result && group.result)
                return *result == *group.result;
            return !result && !group.result && result.error().kind == group.result.error().kind &&
                   result.error().message == group.result.error().message &&
                   result.error().detail == group.result.error().detail;
        });
        if (it == groups.end())
            groups.push_back({.hosts = {i}, .result = std::move(result)});
        else
            it->hosts.push_back(i);
    }
    // Whoever is alone may be named.
    for (FanoutGroup& group : groups) {
        if (group.hosts.size() == 1)
            group.result = results[group.hosts.front()];
    }
    // Numbers are sorted, not the groups: where those change places GCC 14 takes their errors for uninitialised.
    std::vector<size_t> order(groups.size());
    std::iota(order.begin(), order.end(), size_t(0));
    std::ranges::stable_sort(order, {}, [&groups](size_t at) {
        const FanoutGroup& group = groups[at];
        return std::pair(!group.result ? 2 : group.result->succeeded() ? 0 : 1, -qint64(group.hosts.size()));
    });
    std::vector<FanoutGroup> sorted;
    for (const size_t at : order)
        sorted.push_back(std::move(groups[at]));
    return sorted;
}

} // namespace Pilothouse::Ssh
