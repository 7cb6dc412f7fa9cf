#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Prints the name of each migration that the database does not have yet, one a line, oldest first.
set -eu
# shellcheck source=env.sh
. "$(dirname -- "$0")/env.sh"
use_database

applied=
[ "$(query "$PGDATABASE" "SELECT to_regclass('schema_migrations') IS NOT NULL")" = f ] ||
    applied=$(query "$PGDATABASE" 'SELECT name FROM schema_migrations')

for file in "$ROOT"/migrations/[0-9][0-9][0-9]_*.sql; do
    case $file in *.down.sql) continue ;; esac
    name=${file##*/}
    name=${name%.sql}
    printf '%s\n' "$applied" | grep -qxF -- "$name" || printf '%s\n' "$name"
done
