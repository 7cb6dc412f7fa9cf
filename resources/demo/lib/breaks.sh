# shellcheck shell=sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Ways to break production, and the way back of each. What is broken has a file in FLEET_DIR/broken.

# In the order in which they are mended: data can be put right only when the database runs.
BREAKS='database redis backend latency cert-expired disk-full migration-fails'

known_break() {
    case " $BREAKS " in *" $1 "*) ;; *) usage_error "there is no break '$1'; there are: $BREAKS" ;; esac
}
is_broken() { [ -e "$FLEET_DIR/broken/$1" ]; }
mark_broken() { date -u +%Y-%m-%dT%H:%M:%SZ >"$FLEET_DIR/broken/$1"; }

# front WANTED: waits until nginx of production is slow, fast, expired or valid.
front() {
    "$PYTHON" "$FLEET_DIR/program/lib/front.py" "$(environment_address production)" "$HTTPS_PORT" \
        "$(tls_dir)/ca.pem" "$1"
}

do_break() {
    known_break "$1"
    host_runs app-1 || die "the fleet is not up; start it with: fleet up"
    case $1 in
    database)
        stop_postgres production
        mark_broken database
        ;;
    redis)
        stop_redis production
        mark_broken redis
        ;;
    backend)
        stop_pid "$(read_pid "$(backend_pid_file app-2)")" "$(host_checkout app-2)/backend/server.py" KILL 5
        mark_broken backend
        ;;
    latency)
        start_slow_line
        mark_broken latency
        reload_nginx production
        ! front_is_usable || front slow
        ;;
    cert-expired)
        mark_broken cert-expired
        issue_certificate production '100 days ago' '10 days ago'
        reload_nginx production
        front expired
        ;;
    disk-full) break_disk ;;
    migration-fails) break_migration ;;
    esac
    say "broken: $1"
}

do_mend() {
    known_break "$1"
    is_broken "$1" || return 0
    case $1 in
    database) start_postgres production ;;
    redis) start_redis production ;;
    backend) start_backend app-2 ;;
    latency)
        rm -f "$FLEET_DIR/broken/latency"
        reload_nginx production
        ! front_is_usable || front fast
        stop_slow_line
        ;;
    cert-expired)
        issue_certificate production 'yesterday' '90 days'
        reload_nginx production
        front valid
        ;;
    disk-full) mend_disk ;;
    migration-fails) mend_migration ;;
    esac || {
        warn "$1 could not be mended"
        return 1
    }
    rm -f "$FLEET_DIR/broken/$1"
    say "mended: $1"
}

mend_all() {
    mend_result=0
    for mend_name in $BREAKS; do
        do_mend "$mend_name" || mend_result=1
    done
    return "$mend_result"
}

# With an expired certificate nobody can see whether nginx is slow, and need not wait for it.
front_is_usable() { nginx_runs production && ! is_broken cert-expired; }

slow_line_runs() { running "$FLEET_DIR/broken/latency.pid" "$FLEET_DIR/program/lib/slowproxy.py"; }
start_slow_line() {
    slow_line_runs && return 0
    set --
    for slow_host in $(environment_hosts production); do
        set -- "$@" "$(host_address "$slow_host")" "$SLOW_PORT" "$BACKEND_PORT"
    done
    setsid "$PYTHON" "$FLEET_DIR/program/lib/slowproxy.py" "$@" </dev/null >"$FLEET_DIR/broken/latency.log" 2>&1 &
    printf '%s\n' "$!" >"$FLEET_DIR/broken/latency.pid"
}
stop_slow_line() {
    stop_pid "$(read_pid "$FLEET_DIR/broken/latency.pid")" "$FLEET_DIR/program/lib/slowproxy.py" TERM 5
    rm -f "$FLEET_DIR/broken/latency.pid" "$FLEET_DIR/broken/latency.log"
}

# A booking that ends when it begins: allowed today, forbidden by the next migration.
break_migration() {
    is_broken migration-fails && return 0
    postgres_runs production || die "the database is stopped; mend it first: fleet mend database"
    [ "$(superuser production fleetpass_production -A -t <<'SQL'
SELECT count(*) FROM pg_constraint WHERE conname = 'bookings_end_after_start'
SQL
    )" = 0 ] || die "007_booking_period is applied already, so no bad booking can be written any more." \
        "Take it back first, in the checkout of app-1: ./scripts/migrate.sh undo 007_booking_period"
    bad_booking=$(superuser production fleetpass_production -A -t <<'SQL'
INSERT INTO bookings (vehicle_id, user_id, starts_at, ends_at, status)
SELECT vehicle_id, user_id, ends_at, ends_at, 'requested' FROM bookings ORDER BY id DESC LIMIT 1
RETURNING id
SQL
    )
    printf '%s\n' "$bad_booking" >"$FLEET_DIR/broken/migration-fails"
}
mend_migration() {
    superuser production fleetpass_production -o /dev/null <<SQL
DELETE FROM bookings WHERE id = $(cat "$FLEET_DIR/broken/migration-fails") AND ends_at <= starts_at
SQL
}
