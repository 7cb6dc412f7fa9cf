// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/fd.h"

#include <QtGlobal>

#include <array>
#include <sys/socket.h>

namespace Pilothouse::Test {

/// Two ends of a connection.
struct SocketPair
{
    Ssh::Fd near;
    Ssh::Fd far;

    SocketPair()
    {
        std::array<int, 2> ends{};
        if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends.data()) != 0)
            qFatal("no sockets");
        near = Ssh::Fd(ends[0]);
        far = Ssh::Fd(ends[1]);
    }
};

} // namespace Pilothouse::Test
