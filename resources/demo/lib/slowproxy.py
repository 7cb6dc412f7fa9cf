# SPDX-License-Identifier: GPL-3.0-or-later
"""A slow line: passes TCP connections on, each 1.2 s late. Arguments: ADDRESS LISTEN_PORT TARGET_PORT, repeated."""
import socket
import sys
import threading
import time

DELAY = 1.2


def pump(source, target):
    try:
        while data := source.recv(65536):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)
    except OSError:
        pass


def serve(client, address, port):
    time.sleep(DELAY)
    try:
        with client, socket.create_connection((address, port), timeout=15) as server:
            back = threading.Thread(target=pump, args=(server, client), daemon=True)
            back.start()
            pump(client, server)
            back.join()
    except OSError:
        client.close()


def listen(listener, address, port):
    while True:
        client, _ = listener.accept()
        threading.Thread(target=serve, args=(client, address, port), daemon=True).start()


def main(arguments):
    lines = []
    while arguments:
        address, listen_port, target_port = arguments[:3]
        arguments = arguments[3:]
        listener = socket.create_server((address, int(listen_port)), backlog=64)
        lines.append(threading.Thread(target=listen, args=(listener, address, int(target_port)), daemon=True))
    for line in lines:
        line.start()
    for line in lines:
        line.join()


if __name__ == "__main__":
    main(sys.argv[1:])
