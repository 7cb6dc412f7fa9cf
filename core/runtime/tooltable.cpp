// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/tooltext.h"

#include <QRegularExpression>

namespace Pilothouse::Runtime {

using namespace Qt::StringLiterals;

namespace {

struct HeaderName
{
    QString name;
    qsizetype begin = 0;
    qsizetype end = 0;
};

std::vector<HeaderName> namesOf(const QString& line)
{
    static const QRegularExpression name(u"\\S+(?: \\S+)*"_s);
    std::vector<HeaderName> names;
    for (auto it = name.globalMatch(line); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        names.push_back({match.captured().toUpper(), match.capturedStart(), match.capturedEnd()});
    }
    return names;
}

bool isRule(const QString& line)
{
    const QString trimmed = line.trimmed();
    return trimmed.size() >= 3 && std::ranges::all_of(trimmed, [](QChar c) { return c == u'-' || c == u'='; });
}

/// Where each column but the first begins: behind the widest gap that no line crosses between two names of the header,
/// or at the name where every gap is crossed.
std::vector<qsizetype> bordersOf(const std::vector<HeaderName>& names, const QStringList& body)
{
    std::vector<qsizetype> borders;
    for (size_t i = 1; i < names.size(); ++i) {
        const qsizetype from = names[i - 1].end;
        const qsizetype to = names[i].begin;
        qsizetype bestEnd = to;
        qsizetype best = 0;
        qsizetype run = 0;
        for (qsizetype at = from; at <= to; ++at) {
            const bool blank = at < to && std::ranges::all_of(body, [at](const QString& line) {
                                   return at >= line.size() || line.at(at) == u' ';
                               });
            if (blank) {
                ++run;
                continue;
            }
            if (run > best) {
                best = run;
                bestEnd = at;
            }
            run = 0;
        }
        borders.push_back(bestEnd);
    }
    return borders;
}

} // namespace

QString ToolTable::cell(const QStringList& row, const QStringList& names) const
{
    for (const QString& name : names) {
        const qsizetype at = header.indexOf(name);
        if (at >= 0)
            return row.value(at);
    }
    return {};
}

std::optional<ToolTable> readTable(const QStringList& lines, const QStringList& required)
{
    std::vector<HeaderName> names;
    QStringList body;
    // Where columns part is looked for in every row: what is longer than any header is not looked at as one.
    constexpr qsizetype longestHeader = 2000;
    for (const QString& line : lines) {
        const auto found = line.size() <= longestHeader ? namesOf(line) : std::vector<HeaderName>();
        const auto isThere = [&found](const QString& name) {
            return std::ranges::find(found, name, &HeaderName::name) != found.end();
        };
        if (std::ranges::all_of(required, isThere)) {
            names = found;
            body.clear();
        } else if (!names.empty() && !line.trimmed().isEmpty() && !isRule(line)) {
            body << line;
        }
    }
    if (names.empty())
        return {};
    ToolTable table;
    for (const HeaderName& name : names)
        table.header << name.name;
    const std::vector<qsizetype> borders = bordersOf(names, body);
    for (const QString& line : body) {
        QStringList row;
        for (size_t i = 0; i < names.size(); ++i) {
            const qsizetype begin = i == 0 ? 0 : std::min(borders[i - 1], line.size());
            const qsizetype end = i < borders.size() ? std::min(borders[i], line.size()) : line.size();
            row << line.sliced(begin, std::max<qsizetype>(0, end - begin)).trimmed();
        }
        table.rows.push_back(std::move(row));
    }
    return table;
}

} // namespace Pilothouse::Runtime
