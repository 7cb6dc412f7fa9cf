#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# migrate.sh             applies every pending migration, each in a transaction of its own
# migrate.sh undo NAME   takes back NAME and every migration after it
set -eu
# shellcheck source=env.sh
. "$(dirname -- "$0")/env.sh"
use_database

# in_transaction FILE SQL: the file and the record of it happen together or not at all. The lock lets one of two run.
in_transaction() {
    {
        printf 'SELECT pg_advisory_xact_lock(72057594037927);\n'
        printf '%s\n' "$2"
        cat -- "$1"
    } | psql -X -q -1 -v ON_ERROR_STOP=1 -o /dev/null -f -
}

case ${1-} in
'')
    query "$PGDATABASE" 'CREATE TABLE IF NOT EXISTS schema_migrations (
        name text PRIMARY KEY, sha256 text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())'
    pending=$("$ROOT/scripts/pending.sh")
    [ -n "$pending" ] || printf 'Nothing to migrate.\n'
    for name in $pending; do
        file=$ROOT/migrations/$name.sql
        sum=$(sha256sum "$file" | cut -d ' ' -f 1)
        printf 'Applying %s\n' "$name"
        in_transaction "$file" "INSERT INTO schema_migrations (name, sha256) VALUES ('$name', '$sum');" ||
            fail "$name failed and changed nothing"
    done
    ;;
undo)
    oldest=${2:?which migration?}
    [ -f "$ROOT/migrations/$oldest.down.sql" ] || fail "there is no way back for $oldest in this checkout"
    for name in $(query "$PGDATABASE" "SELECT name FROM schema_migrations ORDER BY name DESC"); do
        [ -f "$ROOT/migrations/$name.down.sql" ] || fail "there is no way back for $name in this checkout"
        printf 'Taking back %s\n' "$name"
        in_transaction "$ROOT/migrations/$name.down.sql" "DELETE FROM schema_migrations WHERE name = '$name';" ||
            fail "$name could not be taken back; nothing of it changed"
        [ "$name" != "$oldest" ] || break
    done
    ;;
*)
    fail "usage: migrate.sh [undo NAME]"
    ;;
esac
