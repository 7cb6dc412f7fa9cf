// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/channel.h"

namespace Pilothouse::Ssh {

void releaseChannel(ChannelHandle& channel, ssh_channel_callbacks callbacks)
{
    if (!channel)
        return;
    // libssh keeps a freed channel until the server has closed it, and would call back into a dead object.
    ssh_remove_channel_callbacks(channel.get(), callbacks);
    // With output queued the first call sends only the EOF and reports "again"; ssh_channel_free() alone would never
    // send the close, and the server would count the session for ever.
    if (ssh_channel_is_open(channel.get()) != 0 && ssh_channel_close(channel.get()) == SSH_AGAIN)
        ssh_channel_close(channel.get());
    channel.reset();
}

} // namespace Pilothouse::Ssh
