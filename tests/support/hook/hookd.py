#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A small web server for tests: hookd.py LOG [PORT]

Prints its port (its own choice without PORT). Answers every GET with {"status": "healthy"} and writes the body of each
POST to LOG, one line each, before it answers. Ends when its standard input does.
"""
import http.server
import sys
import threading

log = open(sys.argv[1], 'a', encoding='utf-8')


class Handler(http.server.BaseHTTPRequestHandler):
    def answer(self, body):
        self.send_response(200)
        self.send_header('Content-Type', 'application/json')
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        self.answer(b'{"status": "healthy"}')

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get('Content-Length', '0')))
        log.write(body.decode('utf-8').replace('\n', ' ') + '\n')
        log.flush()
        self.answer(b'{}')

    def log_message(self, *_):
        pass


http.server.ThreadingHTTPServer.allow_reuse_address = True
server = http.server.ThreadingHTTPServer(('127.0.0.1', int(sys.argv[2]) if len(sys.argv) > 2 else 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(server.server_address[1], flush=True)
sys.stdin.read()
