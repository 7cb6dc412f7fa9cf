#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The first start of the database image: a cluster with the user, password and database that the environment names.
set -eu
mkdir -p /run/postgresql
chown postgres /run/postgresql
PGDATA=/var/lib/postgresql/data
export PGDATA
if [ ! -s "$PGDATA/PG_VERSION" ]; then
    mkdir -p "$PGDATA"
    chown postgres "$PGDATA"
    chmod 700 "$PGDATA"
    printf '%s\n' "$POSTGRES_PASSWORD" >/run/password
    chown postgres /run/password
    as_postgres() { /usr/bin/setpriv --reuid=postgres --regid=postgres --clear-groups "$@"; }
    as_postgres initdb --no-sync -U "$POSTGRES_USER" --pwfile=/run/password --auth-local=trust --auth-host=scram-sha-256 >/dev/null
    rm /run/password
    echo 'host all all all scram-sha-256' >>"$PGDATA/pg_hba.conf"
    as_postgres pg_ctl -w -s -o '-c listen_addresses=' start
    as_postgres createdb -U "$POSTGRES_USER" "$POSTGRES_DB"
    as_postgres pg_ctl -w -s stop
fi
exec /usr/bin/setpriv --reuid=postgres --regid=postgres --clear-groups postgres -c listen_addresses='*'
