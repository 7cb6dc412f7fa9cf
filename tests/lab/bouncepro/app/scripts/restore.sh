#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Beside the live database, and in its place when all of it was read. The writers are stopped, the database is not.
set -euo pipefail
file=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
cd "$(dirname "$0")/.."
[ -f "$file" ] || file=$(sed -n 's/^BACKUP_DIR=//p' .env.production)/$1
compose() { docker compose -f docker-compose.prod.yml "$@"; }
# shellcheck disable=SC2016 # expanded in the container
query() { compose exec -T postgres sh -c 'exec psql -X -q -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" "$@"' psql "$@"; }
# shellcheck disable=SC2016 # here too
live=$(compose exec -T postgres sh -c 'echo "$POSTGRES_DB"' </dev/null)
gunzip -t "$file"
query -d postgres -c "DROP DATABASE IF EXISTS ${live}_restored" -c "CREATE DATABASE ${live}_restored TEMPLATE template0" </dev/null
gunzip -c "$file" | query -1 -d "${live}_restored" >/dev/null
compose stop payload </dev/null
trap 'compose start payload </dev/null' EXIT
query -d postgres -c "DROP DATABASE IF EXISTS ${live}_replaced" -c "ALTER DATABASE $live RENAME TO ${live}_replaced" \
    -c "ALTER DATABASE ${live}_restored RENAME TO $live" </dev/null
