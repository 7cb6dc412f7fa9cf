#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A small application on a free port of loopback: accounts with a session cookie and a token, a queue that tells of itself
as metrics, and a service of others with a status and a key. Prints its port and ends when it is told to."""
import http.server
import json
import secrets
import threading

ACCOUNTS = {}
TOKENS = {}


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def log_message(self, *_):
        pass

    def answer(self, status, document, headers=()):
        body = document if isinstance(document, bytes) else json.dumps(document).encode()
        self.send_response(status)
        self.send_header('Content-Type', 'application/json')
        self.send_header('Content-Length', str(len(body)))
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):  # noqa: N802
        try:
            asked = json.loads(self.rfile.read(int(self.headers.get('Content-Length', 0))))
        except ValueError:
            return self.answer(400, {'error': 'not JSON'})
        email, password = asked.get('email', ''), asked.get('password', '')
        if self.path == '/register':
            if '@' not in email or len(password) < 8:
                return self.answer(422, {'errors': [{'field': 'email' if '@' not in email else 'password'}]})
            if email in ACCOUNTS:
                return self.answer(409, {'error': 'there already'})
            ACCOUNTS[email] = password
            return self.answer(201, {'email': email})
        if self.path == '/login':
            if ACCOUNTS.get(email) != password:
                return self.answer(401, {'error': f'wrong password {password} for {email}'})
            token, session = secrets.token_hex(16), secrets.token_hex(16)
            TOKENS[token] = (session, email)
            return self.answer(200, {'token': token}, [('Set-Cookie', f'session={session}; HttpOnly; Path=/')])
        return self.answer(404, {'error': 'nothing here'})

    def do_GET(self):  # noqa: N802
        if self.path == '/me':
            token = self.headers.get('Authorization', '').removeprefix('Bearer ')
            session, email = TOKENS.get(token, (None, None))
            if session is None or f'session={session}' not in self.headers.get('Cookie', ''):
                return self.answer(401, {'error': 'who are you'})
            return self.answer(200, {'email': email})
        if self.path == '/metrics':
            return self.answer(200, b'# TYPE jobs_waiting gauge\njobs_waiting{queue="mails"} 12\njobs_last_seconds 30\n')
        if self.path == '/queue':
            return self.answer(200, {'mails': {'waiting': 3, 'last': '2001-01-01T00:00:00Z'}})
        if self.path == '/status.json':
            return self.answer(200, {'status': {'indicator': 'none', 'description': 'All is well'}})
        if self.path == '/v1/balance':
            known = self.headers.get('Authorization') == 'Bearer sk_test_right'
            return self.answer(200 if known else 401, {'object': 'balance'} if known else {'error': 'invalid key'})
        return self.answer(404, {'error': 'nothing here'})


server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler)
print(server.server_address[1], flush=True)
threading.Thread(target=server.serve_forever).run()
