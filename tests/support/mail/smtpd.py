#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A real mail server (aiosmtpd) on a free port of loopback, for tests.

smtpd.py FOLDER [--certificate FILE --key FILE [--implicit]] [--login USER:PASSWORD] [--methods PLAIN,LOGIN]

Prints its port, writes each mail that it takes to FOLDER/N.eml, with who it is from and for in lines before it, and ends
when standard input does. Recipients that begin with "nobody" are refused for good, with "later" for now.
"""
import argparse
import asyncio
import os
import ssl
import sys
import tempfile

from aiosmtpd.smtp import SMTP, AuthResult


class Handler:
    def __init__(self, folder, implicit):
        self.folder = folder
        self.implicit = implicit
        self.count = 0

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if address.startswith('nobody'):
            return '550 5.1.1 no such user'
        if address.startswith('later'):
            return '450 4.2.1 mailbox busy'
        envelope.rcpt_tos.append(address)
        return '250 OK'

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.count += 1
        file, name = tempfile.mkstemp(dir=self.folder)
        with os.fdopen(file, 'wb') as out:
            out.write(f'encrypted {int(self.implicit or session.ssl is not None)}\nlogin {int(bool(session.authenticated))}\n'.encode())
            out.write(f'from {envelope.mail_from}\nto {" ".join(envelope.rcpt_tos)}\n\n'.encode())
            out.write(envelope.original_content)
        os.rename(name, os.path.join(self.folder, f'{self.count}.eml'))
        return f'250 2.0.0 queued as {self.count}'


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('folder')
    parser.add_argument('--certificate')
    parser.add_argument('--key')
    parser.add_argument('--implicit', action='store_true')
    parser.add_argument('--login')
    parser.add_argument('--methods', default='PLAIN,LOGIN')
    asked = parser.parse_args()
    tls = None
    if asked.certificate:
        tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        tls.load_cert_chain(asked.certificate, asked.key)

    def check(server, session, envelope, mechanism, data):
        well = f'{data.login.decode()}:{data.password.decode()}' == asked.login
        return AuthResult(success=well, handled=well)

    excluded = sorted({'PLAIN', 'LOGIN'} - set(asked.methods.split(',')))
    options = {'authenticator': check if asked.login else None, 'auth_required': bool(asked.login),
               'auth_require_tls': not asked.implicit and tls is not None, 'auth_exclude_mechanism': excluded,
               'require_starttls': tls is not None and not asked.implicit, 'hostname': 'mail.test'}
    handler = Handler(asked.folder, asked.implicit)

    async def serve():
        loop = asyncio.get_running_loop()
        server = await loop.create_server(
            lambda: SMTP(handler, tls_context=None if asked.implicit else tls, loop=loop, **options),
            '127.0.0.1', 0, ssl=tls if asked.implicit else None)
        print(server.sockets[0].getsockname()[1], flush=True)
        await loop.run_in_executor(None, sys.stdin.read)
        os._exit(0)

    asyncio.run(serve())


main()
