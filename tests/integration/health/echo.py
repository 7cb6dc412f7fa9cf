#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A real WebSocket server (python3-websockets) on a free port of loopback: says what it hears, in capitals. On /mute it
takes messages and says nothing, on /closes it closes at once. With a certificate and its key it speaks TLS. Prints its port."""
import asyncio
import ssl
import sys

import websockets


async def talk(socket, path):
    if path == '/closes':
        await socket.close(1013)
        return
    async for message in socket:
        if path != '/mute':
            await socket.send(message.upper())


async def main():
    tls = None
    if len(sys.argv) > 2:
        tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        tls.load_cert_chain(sys.argv[1], sys.argv[2])
    async with websockets.serve(talk, '127.0.0.1', 0, ssl=tls) as server:
        print(server.sockets[0].getsockname()[1], flush=True)
        await asyncio.Future()

asyncio.run(main())
