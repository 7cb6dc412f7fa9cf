# SPDX-License-Identifier: GPL-3.0-or-later
"""FleetPass over HTTP: health, the lists of backend/queries and a page that says hello."""
import decimal
import http.server
import json
import signal
import sys
import threading
import time
import urllib.parse

import psycopg2

from database import Database
from health import Health, timestamp
from log import Log
from settings import ROOT, Settings

PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>FleetPass</title>
<h1>FleetPass</h1><p>Version {version}, {environment}.</p>
<p><a href="/api/v1/health">Health</a> · <a href="/api/v1/vehicles?limit=10">Vehicles</a></p></html>
"""


def plain(value):
    return float(value) if isinstance(value, decimal.Decimal) else value.isoformat()


class Handler(http.server.BaseHTTPRequestHandler):
    server_version = "FleetPass"
    sys_version = ""
    timeout = 15

    def do_GET(self):
        began = time.monotonic()
        address = urllib.parse.urlsplit(self.path)
        status, kind, body = self.answer(address.path, urllib.parse.parse_qs(address.query))
        payload = body if isinstance(body, bytes) else json.dumps(body, indent=2, default=plain).encode() + b"\n"
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(payload)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(payload)
        self.server.log.write("error" if status >= 500 else "info", "request", method=self.command,
                              path=address.path, status=status, ms=round((time.monotonic() - began) * 1000, 1))

    do_HEAD = do_GET

    def answer(self, path, query):
        if path == "/":
            settings = self.server.settings
            page = PAGE.format(version=settings.version, environment=settings.environment)
            return 200, "text/html; charset=utf-8", page.encode()
        if path == "/api/v1/health":
            healthy, report = self.server.health.report()
            return (200 if healthy else 503), "application/json", report
        if path == "/api/v1/health/live":
            return 200, "application/json", {"status": "alive", "timestamp": timestamp(),
                                             "commit": self.server.settings.commit}
        if path == "/api/v1/health/ready":
            services = self.server.health.services()
            ready = all(verdict == "healthy" for verdict in services.values())
            return ((200, "application/json", {"status": "ready", "timestamp": timestamp(), "services": services})
                    if ready else
                    (503, "application/json", {"status": "not ready", "timestamp": timestamp(), "services": services}))
        return self.listing(path, query)

    def listing(self, path, query):
        name = path.removeprefix("/api/v1/")
        if path == name or name not in self.server.settings.lists:
            return 404, "application/json", {"error": "There is nothing at this address."}
        largest = self.server.settings.limits["largestList"]
        text = query.get("limit", ["20"])[-1]
        if not (text.isascii() and text.isdigit() and 1 <= int(text) <= largest):
            return 400, "application/json", {"error": f"limit must be a number from 1 to {largest}."}
        try:
            rows = self.server.database.rows(self.server.settings.lists[name], {"limit": int(text)})
        except psycopg2.Error as error:
            self.server.log.write("error", "query failed", list=name, reason=str(error).strip())
            return 503, "application/json", {"error": "The database does not answer."}
        return 200, "application/json", {name: rows}

    def log_message(self, format, *args):
        self.server.log.write("warn", format % args)

    def log_request(self, code="-", size="-"):
        """Requests are logged by do_GET, with their duration."""


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = False  # requests in flight are finished before the process ends
    request_queue_size = 64

    def __init__(self, settings, log):
        self.settings = settings
        self.log = log
        self.database = Database(settings)
        self.health = Health(settings, self.database, log)
        super().__init__((settings["HOST"], int(settings["PORT"])), Handler)


def main():
    settings = Settings()
    (ROOT / "logs").mkdir(exist_ok=True)
    log = Log(ROOT / "logs" / "backend.log")
    server = Server(settings, log)

    def finish(number, _frame):
        log.write("info", "stopping", signal=signal.Signals(number).name)
        threading.Thread(target=server.shutdown).start()

    signal.signal(signal.SIGTERM, finish)
    signal.signal(signal.SIGINT, finish)
    log.write("info", "started", version=settings.version, commit=settings.commit,
              address=settings["HOST"] + ":" + settings["PORT"])
    server.serve_forever(poll_interval=0.1)
    server.server_close()
    server.database.close()
    log.write("info", "stopped")
    return 0


if __name__ == "__main__":
    sys.exit(main())
