# shellcheck shell=sh
# SPDX-License-Identifier: GPL-3.0-or-later
# PostgreSQL: one cluster an environment, reached by TCP and password only.

postgres_dir() { printf '%s/postgres/%s\n' "$FLEET_DIR" "$1"; }
postgres_runs() { running "$(postgres_dir "$1")/data/postmaster.pid" "$(postgres_dir "$1")/data"; }

# A cluster stays with the version that made it, even when a newer one was installed since.
postgres_bin() {
    if [ -r "$(postgres_dir "$1")/data/PG_VERSION" ]; then
        cluster_bin=/usr/lib/postgresql/$(cat "$(postgres_dir "$1")/data/PG_VERSION")/bin
        [ -x "$cluster_bin/postgres" ] ||
            die "the database in $(postgres_dir "$1") needs PostgreSQL $(cat "$(postgres_dir "$1")/data/PG_VERSION")"
        printf '%s\n' "$cluster_bin"
    else
        printf '%s\n' "$POSTGRES_BIN"
    fi
}

# create_cluster ENVIRONMENT: an empty cluster whose superuser's password is kept in a pgpass file.
create_cluster() {
    cluster=$(postgres_dir "$1")
    [ ! -d "$cluster/data" ] || return 0
    rm -rf "$cluster/data.new"
    mkdir -p "$cluster"
    chmod 700 "$cluster"
    openssl rand -hex 24 >"$cluster/superuser.password"
    printf '*:*:*:postgres:%s\n' "$(cat "$cluster/superuser.password")" >"$cluster/superuser.pgpass"
    chmod 600 "$cluster/superuser.pgpass"
    "$POSTGRES_BIN/initdb" -D "$cluster/data.new" -U postgres --pwfile="$cluster/superuser.password" \
        -A scram-sha-256 -E UTF8 --locale=C.UTF-8 --no-sync --no-instructions >"$cluster/initdb.log" 2>&1 ||
        die "initdb failed; $cluster/initdb.log says why"
    rm "$cluster/superuser.password"
    cat >>"$cluster/data.new/postgresql.conf" <<'CONFIG'
include 'fleet.conf'
CONFIG
    mv "$cluster/data.new" "$cluster/data"
}

start_postgres() {
    postgres_runs "$1" && return 0
    cluster=$(postgres_dir "$1")
    # No socket: its path would be too long in a deep folder. No fsync: these rows are made up, a power cut may have them.
    cat >"$cluster/data/fleet.conf" <<CONFIG
listen_addresses = '$(environment_address "$1")'
port = $POSTGRES_PORT
unix_socket_directories = ''
max_connections = 50
shared_buffers = 32MB
fsync = off
full_page_writes = off
timezone = 'UTC'
log_timezone = 'UTC'
log_line_prefix = '%m [%p] %u@%d '
log_min_duration_statement = 500
CONFIG
    # Left behind by a crash, its number may belong to somebody else by now, and PostgreSQL would not start.
    rm -f "$cluster/data/postmaster.pid"
    "$(postgres_bin "$1")/pg_ctl" -D "$cluster/data" -l "$cluster/postgres.log" -w -t 20 start \
        </dev/null >"$cluster/start.log" 2>&1 || {
        warn "PostgreSQL ($1) did not start; $cluster/postgres.log says why"
        return 1
    }
}

stop_postgres() {
    cluster=$(postgres_dir "$1")
    postgres_runs "$1" || return 0
    # TERM would wait for every client to leave; INT ends their sessions cleanly.
    stop_pid "$(read_pid "$cluster/data/postmaster.pid")" "$cluster/data" INT 15
}

# superuser ENVIRONMENT DATABASE [psql options]: SQL on standard input.
superuser() {
    super_environment=$1
    super_database=$2
    shift 2
    PGPASSFILE=$(postgres_dir "$super_environment")/superuser.pgpass PGCONNECT_TIMEOUT=5 \
        "$(postgres_bin "$super_environment")/psql" -X -q -v ON_ERROR_STOP=1 -U postgres -d "$super_database" \
        -h "$(environment_address "$super_environment")" -p "$POSTGRES_PORT" "$@"
}

# create_database ENVIRONMENT: role, database, the schema by the application's own migrations, and rows.
create_database() {
    created=$(postgres_dir "$1")/filled
    [ ! -f "$created" ] || return 0
    password=$(host_setting "$(first_host "$1")" POSTGRES_PASSWORD)
    # The password goes in by standard input and stays out of the server's log, whether the statement is slow or fails. A
    # first start that was interrupted is begun anew.
    superuser "$1" postgres -o /dev/null <<SQL
SET client_min_messages = warning;
SET log_min_duration_statement = -1;
SET log_min_error_statement = panic;
DROP DATABASE IF EXISTS $(database_name "$1") WITH (FORCE);
DROP ROLE IF EXISTS $(database_role "$1");
CREATE ROLE $(database_role "$1") LOGIN CREATEDB PASSWORD '$password';
CREATE DATABASE $(database_name "$1") OWNER $(database_role "$1") TEMPLATE template0;
SQL
    on_host "$(first_host "$1")" './fleetpass/scripts/migrate.sh' >"$(postgres_dir "$1")/migrate.log" 2>&1 ||
        die "the first migration failed; $(postgres_dir "$1")/migrate.log says why"
    case $1 in
    production) rows='-v users=3000 -v vehicles=600 -v bookings=9000' ;;
    staging) rows='-v users=150 -v vehicles=40 -v bookings=400' ;;
    esac
    # shellcheck disable=SC2086  # a list of options
    superuser "$1" "$(database_name "$1")" -1 $rows -v "role=$(database_role "$1")" \
        -f "$FLEET_DIR/program/sql/rows.sql" -o /dev/null
    : >"$created"
}
