// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/faultproxy.h"

#include <QStringList>

#include <cstdio>
#include <unistd.h>

using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;

/// pilothouse_test_proxy ADDRESS PORT MILLISECONDS [BYTES/SECOND [LISTEN-ADDRESS [LISTEN-PORT]]]: a relay to a server
/// with half of the round trip time each way. Says "ADDRESS PORT" where it listens, and ends with its standard input.
int main(int argc, char** argv)
{
    QStringList words;
    for (int i = 1; i < argc; ++i)
        words << QString::fromLocal8Bit(argv[i]);
    const quint16 port = words.value(1).toUShort();
    if (port == 0 || words.size() < 3) {
        std::fputs("usage: pilothouse_test_proxy ADDRESS PORT MILLISECONDS [BYTES/SECOND [LISTEN-ADDRESS "
                   "[LISTEN-PORT]]]\n",
                   stderr);
        return 2;
    }
    FaultProxy proxy(words[0], port, words.value(4, words[0]), words.value(5).toUShort());
    if (!proxy.isRunning()) {
        std::fputs("no port to listen on\n", stderr);
        return 1;
    }
    const auto half = std::chrono::microseconds(words[2].toLongLong() * 500);
    const FaultProxy::Way way{.delay = half, .bytesPerSecond = words.value(3).toLongLong()};
    proxy.setPlan({.up = way, .down = way});
    std::printf("%s %d\n", qPrintable(proxy.address()), int(proxy.port()));
    std::fflush(stdout);
    char bytes[64];
    while (read(STDIN_FILENO, bytes, sizeof bytes) > 0) {
    }
    return 0;
}
