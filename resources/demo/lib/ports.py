# SPDX-License-Identifier: GPL-3.0-or-later
"""Chooses addresses and ports for a fleet and prints them as fleet.env; with --check says which are taken.

A fleet owns 127.OFFSET.10.x and 127.OFFSET.11.x, so that many fleets run side by side on the same ports. Offset 0 is the
default; when it is taken and nobody asked for a certain one, a random free offset is chosen. A program that listens on
every address takes a port away from all offsets; the next free port is used then.
"""
import random
import socket
import sys

PRODUCTION_1, PRODUCTION_2, STAGING_1 = "10.1", "10.2", "11.1"
EVERYWHERE = (PRODUCTION_1, PRODUCTION_2, STAGING_1)
WANTED = (
    ("SSH_PORT_APP_1", 2201, (PRODUCTION_1,)),
    ("SSH_PORT_APP_2", 2202, (PRODUCTION_2,)),
    ("SSH_PORT_STAGING_1", 2203, (STAGING_1,)),
    ("POSTGRES_PORT", 5432, (PRODUCTION_1, STAGING_1)),
    ("REDIS_PORT", 6379, (PRODUCTION_1, STAGING_1)),
    ("BACKEND_PORT", 3001, EVERYWHERE),
    ("HTTPS_PORT", 8443, (PRODUCTION_1, STAGING_1)),
    ("SLOW_PORT", 3901, (PRODUCTION_1, PRODUCTION_2)),
)


def free(address, port):
    with socket.socket() as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind((address, port))
        except OSError:
            return False
    return True


def choose(offset, shift):
    chosen = {"OFFSET": offset}
    for name, wanted, tails in WANTED:
        for port in range(wanted, wanted + shift + 1):
            if port not in chosen.values() and all(free(f"127.{offset}.{tail}", port) for tail in tails):
                chosen[name] = port
                break
        else:
            return None
    return chosen


def search(offset):
    if offset is not None:
        return choose(offset, 0) or choose(offset, 50)
    others = random.sample(range(1, 255), 30)
    for shift in (0, 50):
        for candidate in [0] + others:
            chosen = choose(candidate, shift)
            if chosen:
                return chosen
    return None


def check(settings):
    values = dict(line.split("=", 1) for line in open(settings, encoding="ascii").read().split())
    for name, _, tails in WANTED:
        for tail in tails:
            address = f"127.{values['OFFSET']}.{tail}"
            if not free(address, int(values[name])):
                print(f"{address}:{values[name]}")


def main(arguments):
    if arguments[:1] == ["--check"]:
        check(arguments[1])
        return 0
    chosen = search(int(arguments[0]) if arguments else None)
    if chosen is None:
        print("fleet: no free addresses and ports were found", file=sys.stderr)
        return 1
    for name, value in chosen.items():
        print(f"{name}={value}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
