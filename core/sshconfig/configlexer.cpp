// SPDX-License-Identifier: GPL-3.0-or-later
#include "sshconfig/configlexer.h"

#include <algorithm>
#include <array>
#include <limits>
#include <netdb.h>
#include <netinet/in.h>

namespace Pilothouse::Ssh {

namespace {

constexpr qsizetype longestPattern = 1022; ///< OpenSSH's own limit

bool isSpace(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

qsizetype skipSpace(const QByteArray& text, qsizetype at)
{
    while (at < text.size() && isSpace(text[at]))
        ++at;
    return at;
}

bool isDigit(char c) { return c >= '0' && c <= '9'; }

/// Space and a sign before the digits are taken as C's strtol takes them.
qsizetype numberStart(const QByteArray& text, qsizetype at, bool& negative)
{
    while (at < text.size() && (isSpace(text[at]) || text[at] == '\f' || text[at] == '\v'))
        ++at;
    negative = at < text.size() && text[at] == '-';
    if (at < text.size() && (text[at] == '+' || text[at] == '-'))
        ++at;
    return at;
}

} // namespace

std::optional<QByteArray> nextConfigWord(std::optional<QByteArray>& rest)
{
    if (!rest)
        return {};
    QByteArray text = *std::exchange(rest, {});
    const auto* const found =
        std::ranges::find_if(text.cbegin(), text.cend(), [](char c) { return isSpace(c) || c == '"' || c == '='; });
    const qsizetype at = found - text.cbegin();
    if (at == text.size())
        return text;
    const char divider = text[at];
    if (divider == '"') {
        text.remove(at, 1); // what stands before the quote belongs to the word
        const qsizetype end = text.indexOf('"', at);
        if (end < 0)
            return {};
        rest = text.mid(skipSpace(text, end + 1));
        return text.left(end);
    }
    qsizetype next = skipSpace(text, at + 1);
    if (divider != '=' && next < text.size() && text[next] == '=')
        next = skipSpace(text, next + 1);
    rest = text.mid(next);
    return text.left(at);
}

ConfigLine splitConfigLine(const QByteArray& line)
{
    QByteArray text = line.left(line.indexOf('\0') < 0 ? line.size() : line.indexOf('\0'));
    qsizetype size = text.size();
    while (size > 1 && (isSpace(text[size - 1]) || text[size - 1] == '\f'))
        --size;
    text.truncate(size);

    std::optional<QByteArray> rest = text;
    auto keyword = nextConfigWord(rest);
    if (keyword && keyword->isEmpty())
        keyword = nextConfigWord(rest);
    if (!keyword || keyword->isEmpty() || keyword->startsWith('#'))
        return {};
    const QByteArray after = rest.value_or(QByteArray());
    return {.keyword = keyword->toLower(), .rest = after.mid(skipSpace(after, 0))};
}

std::optional<QByteArrayList> configWords(const QByteArray& rest)
{
    QByteArrayList words;
    qsizetype at = 0;
    while (at < rest.size()) {
        if (rest[at] == ' ' || rest[at] == '\t') {
            ++at;
            continue;
        }
        if (rest[at] == '#')
            break;
        QByteArray word;
        char quote = 0;
        for (; at < rest.size(); ++at) {
            const char c = rest[at];
            const char following = at + 1 < rest.size() ? rest[at + 1] : '\0';
            if (c == '\\' &&
                (following == '\'' || following == '"' || following == '\\' || (quote == 0 && following == ' ')))
                word += rest[++at];
            else if (c == '\\')
                word += c;
            else if (quote == 0 && (c == ' ' || c == '\t'))
                break;
            else if (quote == 0 && (c == '"' || c == '\''))
                quote = c;
            else if (quote != 0 && c == quote)
                quote = 0;
            else
                word += c;
        }
        if (quote != 0)
            return {};
        words += word;
    }
    return words;
}

bool matchesPattern(const QByteArray& text, const QByteArray& pattern)
{
    // Falling back to the last star only is enough, and never takes longer than the product of the two lengths.
    qsizetype t = 0;
    qsizetype p = 0;
    qsizetype star = -1;
    qsizetype starText = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            starText = t;
        } else if (p < pattern.size() && (pattern[p] == '?' || pattern[p] == text[t])) {
            ++p;
            ++t;
        } else if (star >= 0) {
            p = star + 1;
            t = ++starText;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*')
        ++p;
    return p == pattern.size();
}

PatternMatch matchesPatternList(const QByteArray& text, const QByteArray& list, bool listToLower)
{
    PatternMatch match = PatternMatch::No;
    qsizetype at = 0;
    while (at < list.size()) {
        const bool negated = list[at] == '!';
        if (negated)
            ++at;
        qsizetype end = list.indexOf(',', at);
        if (end < 0)
            end = list.size();
        QByteArray pattern = list.mid(at, end - at);
        if (pattern.size() > longestPattern)
            return PatternMatch::No;
        at = end + 1;
        if (listToLower)
            pattern = pattern.toLower();
        if (!matchesPattern(text, pattern))
            continue;
        if (negated)
            return PatternMatch::Negated;
        match = PatternMatch::Yes;
    }
    return match;
}

bool matchesHostList(const QByteArray& host, const QByteArray& list)
{
    return matchesPatternList(host.toLower(), list, true) == PatternMatch::Yes;
}

std::optional<qint64> configNumber(const QByteArray& text, qint64 most)
{
    bool negative = false;
    qsizetype at = numberStart(text, 0, negative);
    if (at == text.size())
        return {};
    qint64 value = 0;
    for (; at < text.size(); ++at) {
        if (!isDigit(text[at]) || value > most)
            return {};
        value = value * 10 + (text[at] - '0');
    }
    if (value > most || (negative && value != 0))
        return {};
    return value;
}

std::optional<int> configSeconds(const QByteArray& text)
{
    constexpr qint64 most = std::numeric_limits<int>::max();
    if (text.isEmpty())
        return {};
    qint64 total = 0;
    qsizetype at = 0;
    while (at < text.size()) {
        bool negative = false;
        at = numberStart(text, at, negative);
        if (at == text.size() || !isDigit(text[at]))
            return {};
        qint64 value = 0;
        for (; at < text.size() && isDigit(text[at]); ++at) {
            value = value * 10 + (text[at] - '0');
            if (value > most)
                return {};
        }
        if (negative && value != 0)
            return {};
        qint64 unit = 1;
        if (at < text.size()) {
            switch (text[at++]) {
            case 's':
            case 'S':
                break;
            case 'm':
            case 'M':
                unit = 60;
                break;
            case 'h':
            case 'H':
                unit = 3600;
                break;
            case 'd':
            case 'D':
                unit = 24 * 3600;
                break;
            case 'w':
            case 'W':
                unit = 7 * 24 * 3600;
                break;
            default:
                return {};
            }
        }
        total += value * unit;
        if (total > most)
            return {};
    }
    return int(total);
}

std::optional<quint16> configPort(const QByteArray& text)
{
    if (const auto number = configNumber(text, 65535))
        return *number > 0 ? std::optional(quint16(*number)) : std::nullopt;
    const bool isName =
        !text.isEmpty() && text.size() <= 64 && std::ranges::all_of(text.cbegin(), text.cend(), [](char c) {
            return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
        });
    if (!isName || isDigit(text[0]))
        return {};
    servent entry = {};
    servent* found = nullptr;
    std::array<char, 4096> space{};
    if (getservbyname_r(text.constData(), "tcp", &entry, space.data(), space.size(), &found) != 0 || !found)
        return {};
    const quint16 port = ntohs(quint16(found->s_port));
    return port > 0 ? std::optional(port) : std::nullopt;
}

} // namespace Pilothouse::Ssh
