# shellcheck shell=sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What the fleet consists of and whether it runs.

# part NAME KIND ADDRESS PORT PID_FILE TEXT: one line for answers.py; the pid is - when no process of ours has it.
part() {
    part_pid=$(read_pid "$5")
    pid_is "$part_pid" "$6" || part_pid=-
    printf '%s %s %s %s %s\n' "$1" "$2" "$3" "$4" "$part_pid"
}

parts() {
    for each in $HOSTS; do
        part "$(host_environment "$each")/$each" ssh "$(host_address "$each")" "$(host_port "$each")" \
            "$(sshd_pid_file "$each")" "$(sshd_config "$each")"
    done
    for each in $ENVIRONMENTS; do
        each_address=$(environment_address "$each")
        part "$each/postgres" postgres "$each_address" "$POSTGRES_PORT" \
            "$(postgres_dir "$each")/data/postmaster.pid" "$(postgres_dir "$each")/data"
        part "$each/redis" redis "$each_address" "$REDIS_PORT" "$(redis_dir "$each")/redis.pid" \
            "$(redis_dir "$each")/redis.conf"
        part "$each/nginx" nginx "$each_address" "$HTTPS_PORT" "$(nginx_dir "$each")/nginx.pid" \
            "$(nginx_dir "$each")/nginx.conf"
    done
    for each in $HOSTS; do
        part "$(host_environment "$each")/backend@$each" backend "$(host_address "$each")" "$BACKEND_PORT" \
            "$(backend_pid_file "$each")" "$(host_checkout "$each")/backend/server.py"
    done
}

broken_things() {
    for broken_file in "$FLEET_DIR"/broken/*; do
        case ${broken_file##*/} in
        '*' | *.*) ;;
        *) printf '%s\n' "${broken_file##*/}" ;;
        esac
    done
}

ask_parts() { parts | "$PYTHON" "$FLEET_DIR/program/lib/answers.py" "$@"; }

print_status() {
    # shellcheck disable=SC2046  # names without spaces
    if [ "${1-}" = --json ]; then
        ask_parts --json "$FLEET_DIR" $(broken_things)
        return
    fi
    status_result=0
    ask_parts || status_result=1
    status_broken=$(broken_things | tr '\n' ' ')
    [ -z "$status_broken" ] || printf 'broken on purpose: %s(mend with: fleet mend)\n' "$status_broken"
    return "$status_result"
}
