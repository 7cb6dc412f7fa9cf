// SPDX-License-Identifier: GPL-3.0-or-later
#include "sshconfig/configjump.h"

#include "sshconfig/configlexer.h"

#include <algorithm>

namespace Pilothouse::Ssh {

namespace {

bool isSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

struct HostAndRest
{
    QByteArray host;
    char divider = '\0';
    QByteArray rest = {};
};

/// A host, in brackets or not, up to a colon or a slash.
std::optional<HostAndRest> splitHost(const QByteArray& text)
{
    qsizetype end = text.size();
    if (text.startsWith('[')) {
        const qsizetype closing = text.indexOf(']');
        if (closing < 0)
            return {};
        end = closing + 1;
        if (end < text.size() && text[end] != ':' && text[end] != '/')
            return {};
    } else {
        for (const char divider : {':', '/'}) {
            if (const qsizetype at = text.indexOf(divider); at >= 0)
                end = std::min(end, at);
        }
    }
    HostAndRest out{.host = text.left(end)};
    if (out.host.isEmpty())
        return {};
    if (out.host.startsWith('[') && out.host.endsWith(']'))
        out.host = out.host.mid(1, out.host.size() - 2);
    if (end < text.size()) {
        out.divider = text[end];
        out.rest = text.mid(end + 1);
    }
    return out;
}

/// %41 and + in a URI.
std::optional<QByteArray> decoded(const QByteArray& text)
{
    QByteArray out;
    for (qsizetype at = 0; at < text.size(); ++at) {
        if (text[at] == '+') {
            out += ' ';
        } else if (text[at] == '%') {
            bool good = false;
            const QByteArray digits = text.mid(at + 1, 2);
            const bool areDigits =
                digits.size() == 2 && std::ranges::all_of(digits.cbegin(), digits.cend(), [](char c) {
                    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
                });
            const int value = areDigits ? digits.toInt(&good, 16) : 0;
            if (!good || value == 0)
                return {};
            out += char(value);
            at += 2;
        } else {
            out += text[at];
        }
    }
    return out;
}

bool isDomain(const QByteArray& name)
{
    const auto isAlnum = [](char c) { return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z'); };
    return !name.isEmpty() && isAlnum(name[0]) && !name.contains("..") &&
           std::ranges::all_of(name.cbegin(), name.cend(),
                               [&](char c) { return isAlnum(c) || c == '.' || c == '-' || c == '_'; });
}

std::optional<ConfigJump> parseUri(QByteArray text)
{
    ConfigJump jump;
    if (const qsizetype at = text.indexOf('@'); at >= 0) {
        QByteArray user = text.left(at);
        if (const qsizetype parameters = user.indexOf(';'); parameters >= 0)
            user.truncate(parameters);
        const auto name = decoded(user);
        if (!name || name->isEmpty())
            return {};
        jump.user = *name;
        text = text.mid(at + 1);
    }
    auto parts = splitHost(text);
    if (!parts || !isDomain(parts->host))
        return {};
    jump.host = parts->host.endsWith('.') ? parts->host.chopped(1) : parts->host;
    if (parts->divider == ':' && !parts->rest.isEmpty()) {
        const qsizetype slash = parts->rest.indexOf('/');
        const auto port = configPort(slash < 0 ? parts->rest : parts->rest.left(slash));
        if (!port)
            return {};
        jump.port = *port;
        parts->rest = slash < 0 ? QByteArray() : parts->rest.mid(slash + 1);
    }
    return parts->rest.isEmpty() ? std::optional(jump) : std::nullopt;
}

std::optional<ConfigJump> parseJump(const QByteArray& text)
{
    if (text.startsWith("ssh://"))
        return parseUri(text.mid(6));
    ConfigJump jump;
    QByteArray place = text;
    if (const qsizetype at = text.lastIndexOf('@'); at >= 0) {
        jump.user = text.left(at);
        if (jump.user.isEmpty())
            return {};
        place = text.mid(at + 1);
    }
    const auto parts = splitHost(place);
    if (!parts)
        return {};
    jump.host = parts->host;
    if (!parts->rest.isEmpty()) {
        const auto port = configPort(parts->rest);
        if (!port)
            return {};
        jump.port = *port;
    }
    return jump;
}

} // namespace

std::optional<std::vector<ConfigJump>> parseJumps(const QByteArray& text)
{
    std::vector<ConfigJump> jumps;
    if (text.toLower() == "none")
        return jumps;
    // A comment, and whatever follows the first space.
    QByteArray list = text.left(text.indexOf('#') < 0 ? text.size() : text.indexOf('#'));
    for (qsizetype at = 1; at < list.size(); ++at) {
        if (isSpace(list[at])) {
            list.truncate(at);
            break;
        }
    }
    for (const QByteArray& part : list.split(',')) {
        const auto jump = parseJump(part);
        if (!jump)
            return {};
        jumps.push_back(*jump);
    }
    return jumps;
}

QByteArray withoutEquals(const QByteArray& rest)
{
    qsizetype at = 0;
    while (at < rest.size() && (isSpace(rest[at]) || rest[at] == '='))
        ++at;
    return rest.mid(at);
}

} // namespace Pilothouse::Ssh
