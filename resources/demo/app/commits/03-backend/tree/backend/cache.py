# SPDX-License-Identifier: GPL-3.0-or-later
"""The one thing health needs from Redis: does it answer PING to our password?"""
import socket


def command(*words):
    encoded = [word.encode() for word in words]
    return b"*%d\r\n" % len(encoded) + b"".join(b"$%d\r\n%s\r\n" % (len(word), word) for word in encoded)


def ping(settings):
    address = (settings["REDIS_HOST"], int(settings["REDIS_PORT"]))
    with socket.create_connection(address, timeout=settings.limits["redisTimeoutMs"] / 1000) as connection:
        with connection.makefile("rwb") as stream:
            for request, expected in ((command("AUTH", settings["REDIS_PASSWORD"]), b"+OK"),
                                      (command("PING"), b"+PONG")):
                stream.write(request)
                stream.flush()
                answer = stream.readline().strip()
                if answer != expected:
                    raise OSError("Redis answered " + answer.decode("utf-8", "replace"))
