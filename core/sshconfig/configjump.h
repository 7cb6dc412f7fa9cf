// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>
#include <vector>

namespace Pilothouse::Ssh {

/// One hop of ProxyJump: [user@]host[:port] or ssh://[user@]host[:port].
struct ConfigJump
{
    QByteArray user = {}; ///< empty: what the files say about the host
    QByteArray host;
    quint16 port = 0; ///< likewise

    bool operator==(const ConfigJump&) const = default;
};

/// The hops of ProxyJump, outermost first; none for "none". Nothing when it is no such list. Any thread.
std::optional<std::vector<ConfigJump>> parseJumps(const QByteArray& text);

/// What stands behind the space and the equals signs that may divide a keyword from the rest of its line.
QByteArray withoutEquals(const QByteArray& rest);

} // namespace Pilothouse::Ssh
