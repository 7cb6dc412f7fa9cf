// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/safetext.h"

#include <QString>

#include <libssh/callbacks.h>
#include <libssh/libssh.h>
#include <memory>

namespace Pilothouse::Ssh {

/// Deletes what libssh handed out. Every libssh handle of this room is owned by one of the types below.
struct HandleDeleter
{
    void operator()(ssh_session session) const { ssh_free(session); }
    void operator()(ssh_event event) const { ssh_event_free(event); }
    void operator()(ssh_key key) const { ssh_key_free(key); }
    void operator()(ssh_channel channel) const { ssh_channel_free(channel); }
    void operator()(char* text) const { ssh_string_free_char(text); }
};

using SessionHandle = std::unique_ptr<ssh_session_struct, HandleDeleter>;
using EventHandle = std::unique_ptr<ssh_event_struct, HandleDeleter>;
using KeyHandle = std::unique_ptr<ssh_key_struct, HandleDeleter>;
using ChannelHandle = std::unique_ptr<ssh_channel_struct, HandleDeleter>;
using TextHandle = std::unique_ptr<char, HandleDeleter>;

/// libssh keeps one error text a session and overwrites it with the next call: copy it at once. It may hold whatever
/// the server said when it hung up.
inline QString sshErrorText(ssh_session session)
{
    return SafeText::fromUntrusted(QByteArrayView(ssh_get_error(session))).text();
}

} // namespace Pilothouse::Ssh
