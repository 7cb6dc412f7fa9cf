# shellcheck shell=sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The backend of a host: its settings and secrets, and the process.

host_checkout() { printf '%s/fleetpass\n' "$(host_home "$1")"; }
host_settings() { printf '%s/backend/.env.production\n' "$(host_checkout "$1")"; }
host_setting() { sed -n "s/^$2=//p" "$(host_settings "$1")" | tail -n 1; }
backend_pid_file() { printf '%s/run/backend.pid\n' "$(host_checkout "$1")"; }
backend_runs() { running "$(backend_pid_file "$1")" "$(host_checkout "$1")/backend/server.py"; }

# A secret that needs no quoting anywhere: base64url of so many random bytes.
new_secret() { openssl rand -base64 "$1" | tr -d '=\n' | tr '+/' '-_'; }

# create_settings ENVIRONMENT: .env.production on its hosts, with secrets made for this environment.
create_settings() {
    origin_host=$(first_host "$1")
    if [ ! -f "$(host_settings "$origin_host")" ]; then
        write_settings "$origin_host" "$(new_secret 32)" "$(new_secret 32)" "$(new_secret 64)"
    fi
    for settings_host in $(environment_hosts "$1"); do
        # Written anew at each start, because the addresses may have changed; the secrets stay.
        write_settings "$settings_host" "$(host_setting "$origin_host" POSTGRES_PASSWORD)" \
            "$(host_setting "$origin_host" REDIS_PASSWORD)" "$(host_setting "$origin_host" JWT_SECRET)"
    done
}

# write_settings HOST POSTGRES_PASSWORD REDIS_PASSWORD JWT_SECRET. A function's arguments are not a process's.
write_settings() {
    settings_environment=$(host_environment "$1")
    (
        umask 077
        cat >"$(host_settings "$1").new" <<SETTINGS
NODE_ENV=$settings_environment
HOST=$(host_address "$1")
PORT=$BACKEND_PORT
POSTGRES_HOST=$(environment_address "$settings_environment")
POSTGRES_PORT=$POSTGRES_PORT
POSTGRES_DB=$(database_name "$settings_environment")
POSTGRES_USER=$(database_role "$settings_environment")
POSTGRES_PASSWORD=$2
REDIS_HOST=$(environment_address "$settings_environment")
REDIS_PORT=$REDIS_PORT
REDIS_PASSWORD=$3
JWT_SECRET=$4
FRONTEND_URL=https://$(environment_address "$settings_environment"):$HTTPS_PORT
BACKUP_DIR=$(host_home "$1")/backups/fleetpass
SETTINGS
    )
    mv "$(host_settings "$1").new" "$(host_settings "$1")"
}

start_backend() {
    backend_runs "$1" && return 0
    mkdir -p "$(host_checkout "$1")/logs"
    on_host "$1" './fleetpass/scripts/start.sh' </dev/null >"$(host_checkout "$1")/logs/start.log" 2>&1 || {
        warn "the backend of $1 did not start; $(host_checkout "$1")/logs/start.log says why"
        return 1
    }
}

stop_backend() {
    stop_pid "$(read_pid "$(backend_pid_file "$1")")" "$(host_checkout "$1")/backend/server.py" TERM 10
    rm -f "$(backend_pid_file "$1")"
}
