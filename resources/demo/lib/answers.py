# SPDX-License-Identifier: GPL-3.0-or-later
"""Asks every part of the fleet whether it answers, in its own protocol, all at the same time.

Reads lines "NAME KIND ADDRESS PORT PID" and prints the same lines with yes or no behind. With --json FOLDER UP BROKEN… it prints
one document instead.
"""
import concurrent.futures
import http.client
import json
import socket
import ssl
import sys

SECONDS = 3
SSL_REQUEST = b"\x00\x00\x00\x08\x04\xd2\x16\x2f"


def first_bytes(address, port, request=b""):
    with socket.create_connection((address, port), timeout=SECONDS) as connection:
        connection.settimeout(SECONDS)
        if request:
            connection.sendall(request)
        return connection.recv(64)


def http_live(address, port):
    connection = http.client.HTTPConnection(address, port, timeout=SECONDS)
    connection.request("GET", "/api/v1/health/live")
    return connection.getresponse().status == 200


def tls_handshake(address, port):
    # Only whether it speaks TLS: whether the certificate is good is what the console shall find out.
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    with socket.create_connection((address, port), timeout=SECONDS) as connection:
        with context.wrap_socket(connection):
            return True


ASK = {
    "ssh": lambda address, port: first_bytes(address, port).startswith(b"SSH-2.0-"),
    "postgres": lambda address, port: first_bytes(address, port, SSL_REQUEST) in (b"N", b"S"),
    "redis": lambda address, port: first_bytes(address, port, b"PING\r\n").startswith(b"-NOAUTH"),
    "backend": http_live,
    "nginx": tls_handshake,
}


def answers(part):
    try:
        return ASK[part["kind"]](part["address"], part["port"])
    except (OSError, http.client.HTTPException):
        return False


def main(arguments):
    parts = []
    for line in sys.stdin:
        name, kind, address, port, pid = line.split()
        parts.append({"name": name, "kind": kind, "address": address, "port": int(port),
                      "pid": None if pid == "-" else int(pid)})
    with concurrent.futures.ThreadPoolExecutor(len(parts) or 1) as pool:
        for part, answer in zip(parts, pool.map(answers, parts)):
            part["answers"] = part["pid"] is not None and answer
    everything = bool(parts) and all(part["answers"] for part in parts)
    if arguments[:1] == ["--json"]:
        print(json.dumps({"schema": "pilothouse/v1", "directory": arguments[1], "up": everything,
                          "config": arguments[1] + "/config", "data": arguments[1] + "/data",
                          "broken": arguments[2:], "parts": parts}, indent=2))
    else:
        for part in parts:
            print("{mark} {name:22} {where:22} {pid}".format(
                mark="yes" if part["answers"] else "NO ", name=part["name"],
                where=f"{part['address']}:{part['port']}",
                pid=f"process {part['pid']}" if part["pid"] else "not running"))
    return 0 if everything else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
