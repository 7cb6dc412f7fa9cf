// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/command.h"

#include <QByteArrayList>

#include <array>

namespace Pilothouse::Ssh {

/// A POSIX sh script with its arguments ($1, $2, …) as a command that works whatever the account's login shell is
/// (fish, csh, one that greets, one that ends slowly or with a status of its own). The shell is given one constant
/// line; the script comes on standard input, and is run whole or not at all. `input` and `secretInput` of the result
/// may be set: they are what the script finds on its standard input. NUL bytes cannot be carried and are dropped.
Command shellCommand(const QByteArray& script, const QByteArrayList& arguments = {});

/// The same for what anybody on the host may see in its process list. Where every login shell reads the words alike (no
/// quotes, backslashes, exclamation marks or line breaks) they are in the line itself, so that the host has less to do;
/// else it is shellCommand(). The script has to be a whole one, as it stands in parentheses there.
Command shownCommand(const QByteArray& script, const QByteArrayList& arguments = {});

/// Takes what a framed command prints apart: what the script itself wrote, and the noise before and behind it. Not
/// thread-safe.
class FrameReader
{
public:
    explicit FrameReader(const Frame& frame);

    bool isFramed() const { return !m_frame.nonce.isEmpty(); }
    /// What of these bytes the script wrote. Valid until the next call.
    QByteArrayView take(QByteArrayView bytes, bool isError);
    /// What was kept back as it might have been the end, which never came.
    QByteArray rest(bool isError);
    /// The script was started.
    bool hasBegun() const { return m_streams[0].begun; }
    /// The script has ended, and all that it wrote has come.
    bool hasEnded() const { return m_streams[0].status && m_streams[1].status; }
    /// Puts the script's own exit status in place of the login shell's. Without one nothing is a success.
    void conclude(Finished& finished) const;
    /// What the login shell said before the script, or instead of it: of each stream the beginning.
    QByteArray noise() const { return m_streams[1].noise + m_streams[0].noise; }

private:
    struct Stream
    {
        QByteArray begin;
        QByteArray end;
        QByteArray held = {};   ///< might be the beginning of a mark
        QByteArray joined = {}; ///< what was held and what came behind it
        QByteArray noise = {};
        bool begun = false;
        std::optional<int> status = {};
    };

    Frame m_frame;
    std::array<Stream, 2> m_streams; ///< standard output, standard error
};

} // namespace Pilothouse::Ssh
