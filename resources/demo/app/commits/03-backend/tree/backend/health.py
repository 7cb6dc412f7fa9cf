# SPDX-License-Identifier: GPL-3.0-or-later
"""Health as documented: the status of each service and what answering cost."""
import datetime
import os
import pathlib
import time

import psycopg2

import cache

MEBIBYTE = 1024 * 1024
CGROUP_LIMITS = ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes")


def memory_used():
    pages = int(pathlib.Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def memory_total():
    """The limit this process lives under: its control group's, or else what the machine has."""
    machine = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    for path in CGROUP_LIMITS:
        try:
            text = pathlib.Path(path).read_text(encoding="ascii").strip()
        except OSError:
            continue
        if text.isdigit():
            return min(machine, int(text))
    return machine


class Health:
    def __init__(self, settings, database, log):
        self._settings = settings
        self._database = database
        self._log = log
        self._started = time.monotonic()

    def services(self):
        return {"database": self._verdict("database", self._ask_database),
                "redis": self._verdict("redis", lambda: cache.ping(self._settings))}

    def report(self):
        began = time.monotonic()
        services = self.services()
        healthy = all(verdict == "healthy" for verdict in services.values())
        used, total = memory_used(), memory_total()
        return healthy, {
            "status": "healthy" if healthy else "unhealthy",
            "timestamp": timestamp(),
            "uptime": int(time.monotonic() - self._started),
            "environment": self._settings.environment,
            "version": self._settings.version,
            "commit": self._settings.commit,
            "services": services,
            "performance": {
                "responseTime": round((time.monotonic() - began) * 1000),
                "memory": {"used": round(used / MEBIBYTE), "total": round(total / MEBIBYTE),
                           "percentage": round(100 * used / total, 1)}}}

    def _ask_database(self):
        self._database.rows(self._settings.health_check)

    def _verdict(self, name, ask):
        try:
            ask()
        except (psycopg2.Error, OSError) as error:
            self._log.write("error", name + " is unhealthy", reason=str(error).strip())
            return "unhealthy"
        return "healthy"


def timestamp():
    now = datetime.datetime.now(datetime.timezone.utc)
    return now.isoformat(timespec="milliseconds").replace("+00:00", "Z")
