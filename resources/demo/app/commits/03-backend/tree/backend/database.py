# SPDX-License-Identifier: GPL-3.0-or-later
"""PostgreSQL with short time-outs and a few connections kept open."""
import threading
import time

import psycopg2
import psycopg2.extras


class Database:
    def __init__(self, settings):
        self._settings = settings
        self._idle = []
        self._lock = threading.Lock()

    def rows(self, query, parameters=None):
        """Rows of a query. A kept connection may have been ended by the server, so it gets one second try."""
        kept = self._take()
        if kept is not None:
            try:
                return self._ask(kept, query, parameters)
            except (psycopg2.OperationalError, psycopg2.InterfaceError):
                kept.close()
        return self._ask(self._connect(), query, parameters)

    def close(self):
        with self._lock:
            for connection, _ in self._idle:
                connection.close()
            self._idle.clear()

    def _ask(self, connection, query, parameters):
        try:
            with connection.cursor(cursor_factory=psycopg2.extras.RealDictCursor) as cursor:
                cursor.execute(query, parameters)
                answer = cursor.fetchall()
        except psycopg2.Error:
            connection.close()
            raise
        with self._lock:
            self._idle.append((connection, time.monotonic()))
        return answer

    def _take(self):
        oldest = time.monotonic() - self._settings.limits["idleConnectionSeconds"]
        with self._lock:
            while self._idle:
                connection, since = self._idle.pop()
                if since >= oldest:
                    return connection
                connection.close()
        return None

    def _connect(self):
        limit = self._settings.limits["databaseTimeoutMs"]
        connection = psycopg2.connect(
            host=self._settings["POSTGRES_HOST"], port=self._settings["POSTGRES_PORT"],
            dbname=self._settings["POSTGRES_DB"], user=self._settings["POSTGRES_USER"],
            password=self._settings["POSTGRES_PASSWORD"], connect_timeout=max(2, limit // 1000),
            application_name="fleetpass-backend", options=f"-c statement_timeout={limit}")
        connection.autocommit = True
        return connection
