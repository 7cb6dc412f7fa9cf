# shellcheck shell=sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by the other scripts: where the checkout is, and the settings of backend/.env.production.
# Passwords travel in the environment of the one program that needs them, never as an argument.

ROOT=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
ENV_FILE=${ENV_FILE:-$ROOT/backend/.env.production}

fail() {
    printf '%s: %s\n' "${0##*/}" "$*" >&2
    exit 1
}

# setting KEY: its value in the environment file; the last line wins.
setting() {
    value=$(sed -n "s/^[[:space:]]*$1[[:space:]]*=[[:space:]]*//p" "$ENV_FILE" | tail -n 1 | sed 's/[[:space:]]*$//')
    [ -n "$value" ] || fail "$ENV_FILE lacks a value for $1"
    printf '%s\n' "$value"
}

# A caller may name another database (POSTGRES_DB) than the environment file does, for instance for a drill.
use_database() {
    [ -r "$ENV_FILE" ] || fail "$ENV_FILE is missing: copy backend/.env.production.example and fill it in"
    PGHOST=$(setting POSTGRES_HOST)
    PGPORT=$(setting POSTGRES_PORT)
    PGUSER=$(setting POSTGRES_USER)
    PGPASSWORD=$(setting POSTGRES_PASSWORD)
    PGDATABASE=${POSTGRES_DB:-$(setting POSTGRES_DB)}
    PGCONNECT_TIMEOUT=5
    PGOPTIONS='-c client_min_messages=warning'
    PGAPPNAME=${0##*/}
    export PGHOST PGPORT PGUSER PGPASSWORD PGDATABASE PGCONNECT_TIMEOUT PGOPTIONS PGAPPNAME
}

# query DATABASE SQL: unaligned rows without header.
query() {
    printf '%s\n' "$2" | psql -X -q -A -t -v ON_ERROR_STOP=1 -d "$1" -f -
}
