# shellcheck shell=sh
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck disable=SC2034  # read by the other files of the fleet
# Where everything of a fleet is: folders, addresses, ports, names. One place, so that the other files need not agree.
#
#   FLEET_DIR/program/     the copy of this folder that the fleet runs from
#   FLEET_DIR/fleet.env    offset and ports, chosen at the first start
#   FLEET_DIR/hosts/NAME/  an SSH server: its keys, its log, and the home of whoever logs in
#   FLEET_DIR/{postgres,redis,nginx}/ENVIRONMENT/   the services, with data, log and pid file
#   FLEET_DIR/{tls,origin}/   the certificate authority; the repository that hosts pull from
#   FLEET_DIR/broken/      one file for each thing that was broken on purpose
#   FLEET_DIR/config/, FLEET_DIR/data/   what the console reads and where it keeps its records

HOSTS='app-1 app-2 staging-1'
ENVIRONMENTS='production staging'
SERVICE_FOLDERS='hosts postgres redis nginx tls origin broken'

host_dir() { printf '%s/hosts/%s\n' "$FLEET_DIR" "$1"; }
host_home() { printf '%s/hosts/%s/home\n' "$FLEET_DIR" "$1"; }

host_environment() {
    case $1 in
    staging-*) echo staging ;;
    *) echo production ;;
    esac
}
host_address() {
    case $1 in
    app-1) printf '127.%s.10.1\n' "$OFFSET" ;;
    app-2) printf '127.%s.10.2\n' "$OFFSET" ;;
    staging-1) printf '127.%s.11.1\n' "$OFFSET" ;;
    esac
}
host_port() {
    case $1 in
    app-1) echo "$SSH_PORT_APP_1" ;;
    app-2) echo "$SSH_PORT_APP_2" ;;
    staging-1) echo "$SSH_PORT_STAGING_1" ;;
    esac
}

environment_hosts() {
    case $1 in
    production) echo 'app-1 app-2' ;;
    staging) echo staging-1 ;;
    esac
}
# The host whose address the database, the cache and nginx of an environment listen on.
first_host() {
    case $1 in
    production) echo app-1 ;;
    staging) echo staging-1 ;;
    esac
}
environment_address() { host_address "$(first_host "$1")"; }
database_name() { printf 'fleetpass_%s\n' "$1"; }
database_role() {
    case $1 in
    production) echo fleetpass_prod ;;
    staging) echo fleetpass_staging ;;
    esac
}

load_layout() {
    [ -r "$FLEET_DIR/fleet.env" ] || return 1
    # shellcheck source=/dev/null
    . "$FLEET_DIR/fleet.env"
}
