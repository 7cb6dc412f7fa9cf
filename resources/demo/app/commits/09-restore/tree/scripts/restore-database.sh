#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# restore-database.sh FILE: loads FILE into a new database beside the live one and swaps them by rename.
# The old data stays as DATABASE_before_YYYYMMDD_HHMMSS until somebody drops it.
set -eu
# shellcheck source=env.sh
. "$(dirname -- "$0")/env.sh"

file=${1:?which archive?}
use_database
live=$PGDATABASE
case $live in *[!a-z0-9_]* | '') fail "cannot restore into a database named '$live'" ;; esac
stamp=$(date -u +%Y%m%d_%H%M%S)
fresh=${live}_restoring_$stamp
before=${live}_before_$stamp
[ "${#before}" -le 63 ] || fail "the name $before is longer than PostgreSQL allows"

[ -f "$file" ] || fail "there is no archive $file"
gunzip -t <"$file" || fail "$file cannot be read to its end; nothing was changed"
gunzip -c <"$file" | tail -n 8 | grep -qx -- '-- PostgreSQL database dump complete' ||
    fail "$file is not a complete dump; nothing was changed"
if [ -f "$file.sha256" ]; then
    [ "$(cut -d ' ' -f 1 <"$file.sha256")" = "$(sha256sum <"$file" | cut -d ' ' -f 1)" ] ||
        fail "$file differs from its check sum; nothing was changed"
fi

trap 'query postgres "DROP DATABASE IF EXISTS $fresh" || :' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
printf 'Loading %s into %s\n' "${file##*/}" "$fresh"
query postgres "CREATE DATABASE $fresh TEMPLATE template0 ENCODING 'UTF8'"
statuses=$({
    {
        gunzip -c <"$file" 3>&- && status=0 || status=$?
        printf '%s ' "$status" >&3
    } | {
        psql -X -q -1 -v ON_ERROR_STOP=1 -d "$fresh" -o /dev/null -f - 3>&- && status=0 || status=$?
        printf '%s ' "$status" >&3
    }
} 3>&1) || :
[ "$statuses" = '0 0 ' ] || fail "loading failed (exit status of gunzip and psql, as they ended: $statuses); $live is unchanged"
tables=$(query "$fresh" "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
[ "$tables" -gt 0 ] || fail "$file holds no table; $live is unchanged"
query "$fresh" 'ANALYZE'

# Both renames happen in one transaction. Until it commits nobody is let into the live database, so no write is lost
# between its copy of the past and the present; whatever happens, the door is opened again.
exists=$(query postgres "SELECT count(*) FROM pg_database WHERE datname = '$live'")
if [ "$exists" = 1 ]; then
    trap 'query postgres "ALTER DATABASE $live ALLOW_CONNECTIONS true" || :
          query postgres "DROP DATABASE IF EXISTS $fresh" || :' EXIT
    query postgres "ALTER DATABASE $live ALLOW_CONNECTIONS false"
    query postgres "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
        WHERE datname = '$live' AND usename = current_user AND pid <> pg_backend_pid()" >/dev/null
    query postgres "BEGIN; ALTER DATABASE $live RENAME TO $before; ALTER DATABASE $fresh RENAME TO $live; COMMIT"
    trap - EXIT
    query postgres "ALTER DATABASE $before ALLOW_CONNECTIONS true"
    printf 'The former data is kept as %s\n' "$before"
else
    query postgres "ALTER DATABASE $fresh RENAME TO $live"
    trap - EXIT
fi
printf 'Restored %s tables into %s\n' "$tables" "$live"
