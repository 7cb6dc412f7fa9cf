# shellcheck shell=sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Redis: one an environment, with a password.

redis_dir() { printf '%s/redis/%s\n' "$FLEET_DIR" "$1"; }
redis_runs() { running "$(redis_dir "$1")/redis.pid" "$(redis_dir "$1")/redis.conf"; }

start_redis() {
    redis_runs "$1" && return 0
    cache=$(redis_dir "$1")
    mkdir -p "$cache"
    chmod 700 "$cache"
    rm -f "$cache/redis.pid"
    # set-proc-title no: the command line must go on naming the file, or the process could not be told from another one.
    (
        umask 077
        cat >"$cache/redis.conf" <<CONFIG
bind $(environment_address "$1")
port $REDIS_PORT
requirepass $(host_setting "$(first_host "$1")" REDIS_PASSWORD)
daemonize yes
set-proc-title no
pidfile $cache/redis.pid
logfile $cache/redis.log
dir $cache
appendonly yes
save ""
maxmemory 64mb
maxmemory-policy allkeys-lru
CONFIG
    )
    redis-server "$cache/redis.conf" </dev/null >/dev/null 2>&1
    wait_until 5 redis_runs "$1" || {
        warn "Redis ($1) did not start; $cache/redis.log says why"
        return 1
    }
}

stop_redis() {
    stop_pid "$(read_pid "$(redis_dir "$1")/redis.pid")" "$(redis_dir "$1")/redis.conf" TERM 10
    rm -f "$(redis_dir "$1")/redis.pid"
}
