// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "ssh/fd.h"

#include <optional>

namespace Pilothouse::Ssh {

/// The right to change one known_hosts file: an exclusive lock, held while it lives. A change replaces the whole file
/// at once (written beside it, synchronised, renamed), so a reader never sees half a line and a full disk leaves what
/// was there. Links are followed. Any thread; small files.
class KnownHostsFile
{
public:
    /// Nothing while somebody else changes the file: try again a little later. Makes the file and its folder (for
    /// nobody but this user) where they are not there.
    static Result<std::optional<KnownHostsFile>> lock(const QString& name);

    Result<QByteArray> content() const;
    Result<void> replace(const QByteArray& content) const;

private:
    KnownHostsFile(QString name, Fd fd)
        : m_name(std::move(name))
        , m_fd(std::move(fd))
    {
    }

    QString m_name; ///< with links resolved
    Fd m_fd;
};

} // namespace Pilothouse::Ssh
