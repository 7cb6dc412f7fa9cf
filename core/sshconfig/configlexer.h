// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayList>

#include <optional>

namespace Pilothouse::Ssh {

/// How ssh_config(5) takes text apart, byte for byte as OpenSSH 9.2 does it, its oddities included: a file must mean
/// here what it means to `ssh`. Pure functions; any thread.

/// A line of a file. Without a keyword it is blank, a comment, or opens a quote in its first word and never closes it
/// (OpenSSH passes over such a line without a word).
struct ConfigLine
{
    QByteArray keyword; ///< in lower case
    QByteArray rest;    ///< as it is written, without the space around it

    bool operator==(const ConfigLine&) const = default;
};
ConfigLine splitConfigLine(const QByteArray& line);

/// The words of a line: double and single quotes, backslashes before quotes, backslashes and spaces, a comment from a
/// word that begins with #. Nothing when a quote is left open.
std::optional<QByteArrayList> configWords(const QByteArray& rest);

/// The next word in the older manner, in which keywords and the conditions of Match are read: `=` divides as well, only
/// double quotes count. `rest` becomes nothing at the end; no word with a rest of nothing means an open quote or the
/// end.
std::optional<QByteArray> nextConfigWord(std::optional<QByteArray>& rest);

/// Wildcards * and ?; everything else is itself.
bool matchesPattern(const QByteArray& text, const QByteArray& pattern);

enum class PatternMatch { No, Yes, Negated };
/// A list with commas whose patterns may be negated by !; one that is negated and matches decides.
PatternMatch matchesPatternList(const QByteArray& text, const QByteArray& list, bool listToLower);
/// A host name, which is compared in lower case.
bool matchesHostList(const QByteArray& host, const QByteArray& list);

/// A number in digits from 0 to `most`.
std::optional<qint64> configNumber(const QByteArray& text, qint64 most);
/// Seconds from "90", "1h30m", "2w".
std::optional<int> configSeconds(const QByteArray& text);
/// A port as number or as name of a service; never 0.
std::optional<quint16> configPort(const QByteArray& text);

} // namespace Pilothouse::Ssh
