#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# timeout: 600
# What PostgreSQL's own programs write, whole and cut: a half dump is never complete, whatever its form.
set -u

source_dir=${PILOTHOUSE_SOURCE_DIR:?}
bin=$(find /usr/lib/postgresql -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -n 1)
if [ -z "$bin" ] || [ ! -x "$bin/initdb" ]; then
    echo "SKIP: postgresql is not installed"
    exit 77
fi
PATH=$bin:$PATH
as=
if [ "$(id -u)" = 0 ]; then
    # PostgreSQL refuses to be started by root.
    command -v setpriv >/dev/null || { echo "SKIP: setpriv is not installed" && exit 77; }
    as="setpriv --reuid=65534 --regid=65534 --clear-groups"
fi
work=$(mktemp -d)
chmod 777 "$work"
finish() {
    [ ! -f "$work/data/postmaster.pid" ] || $as pg_ctl -m immediate -D "$work/data" stop >/dev/null 2>&1
    rm -rf "$work"
}
trap finish EXIT
fail() {
    echo "FAILED: $1"
    exit 1
}

# shellcheck source=resources/remote/verify-backup.sh
. "$source_dir/resources/remote/verify-backup.sh"
# rung FILE: as far as the file is proved
rung() { verify_backup "$1" | sed -n 's/^verified //p'; }
is() { [ "$(rung "$work/$1")" = "$2" ] || fail "$1 is $(rung "$work/$1"), not $2: $3"; }

cd "$work" || exit 1
HOME=$work $as initdb -A trust -U app -D "$work/data" >"$work/log" 2>&1 || fail "initdb: $(cat "$work/log")"
$as pg_ctl -w -D "$work/data" -o "-k $work -h '' -c fsync=off" -l "$work/server.log" start >/dev/null || fail "the server does not start"
PGHOST=$work PGUSER=app
export PGHOST PGUSER
for database in one two; do
    createdb "$database" || fail "no database $database"
    psql -q -d "$database" -c "CREATE TABLE t AS SELECT g, md5(g::text) FROM generate_series(1, 2000) g" || fail "no table"
done

if ! { pg_dump one >plain.sql && gzip -k plain.sql && pg_dump -Fc one >custom.dump && pg_dumpall >all.sql; }; then
    fail "no dumps"
fi
for whole in plain.sql plain.sql.gz custom.dump all.sql; do is "$whole" complete "it is whole"; done

for part in 3 50 90 97 99; do
    for file in plain.sql plain.sql.gz custom.dump all.sql; do
        head -c $(($(wc -c <$file) * part / 100)) $file >"cut-$file"
        [ "$(rung "$work/cut-$file")" != complete ] || fail "$part per cent of $file count as complete"
    done
done

# pg_dumpall died between two databases: what it wrote ends with the trailer of the first one.
line=$(grep -n '^-- PostgreSQL database dump complete$' all.sql | sed -n 2p | cut -d: -f1)
head -n $((line + 1)) all.sql >between.sql
is between.sql readable "only some of the databases are in it"
# Two dumps in one file, of which the second broke off in its header, and a dump that the client never finished in a pipe.
{ pg_dump one; pg_dump two | head -n 5; } >second.sql
is second.sql readable "its second dump broke off"
{ pg_dump one | head -n 40; } | gzip >pipe.sql.gz
is pipe.sql.gz readable "the dump died in the pipe"
echo "real dumps: ok"
