# shellcheck shell=sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The hosts: an OpenSSH server each, on an address, with keys and a home of its own.

sshd_pid_file() { printf '%s/sshd.pid\n' "$(host_dir "$1")"; }
sshd_config() { printf '%s/sshd_config\n' "$(host_dir "$1")"; }
host_runs() { running "$(sshd_pid_file "$1")" "$(sshd_config "$1")"; }

# create_host NAME: keys and home. Told again, it changes nothing.
create_host() {
    create_dir=$(host_dir "$1")
    mkdir -p "$create_dir/home"
    chmod 700 "$create_dir/home"
    [ -f "$create_dir/host_key" ] || ssh-keygen -q -t ed25519 -N '' -C "$1" -f "$create_dir/host_key"
    printf "PS1='%s:\\\\w\\\\$ '\n" "$1" >"$create_dir/home/.profile"
}

configure_host() {
    configure_dir=$(host_dir "$1")
    cp "$FLEET_DIR/operator.pub" "$configure_dir/authorized_keys"
    # What the login program (host/login) sets for whoever logs in.
    cat >"$configure_dir/login.env" <<ENVIRONMENT
HOME=$configure_dir/home
PATH=$POSTGRES_BIN:/usr/bin:/bin:/usr/sbin:/sbin:/usr/local/bin
LANG=C.UTF-8
PILOTHOUSE_FLEET_HOST=$configure_dir
export HOME PATH LANG PILOTHOUSE_FLEET_HOST
ENVIRONMENT
    cat >"$configure_dir/sshd_config" <<CONFIG
Port $(host_port "$1")
ListenAddress $(host_address "$1")
AddressFamily inet
HostKey $configure_dir/host_key
PidFile $configure_dir/sshd.pid
AuthorizedKeysFile $configure_dir/authorized_keys
PubkeyAuthentication yes
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin no
AllowUsers $(id -un)
UsePAM no
# The folder above may be writable by others than its owner, as /tmp is.
StrictModes no
UseDNS no
PrintMotd no
PrintLastLog no
X11Forwarding no
MaxStartups 200:30:400
MaxSessions 100
LoginGraceTime 20
ClientAliveInterval 15
ClientAliveCountMax 3
LogLevel VERBOSE
# The account's own shell must not read the start files of the person who runs the demo.
SetEnv HOME=$configure_dir/home
ForceCommand $FLEET_DIR/program/host/login $configure_dir
Subsystem sftp $SFTP_SERVER
CONFIG
}

# start_host NAME [WRAPPER…]: starts its server, inside WRAPPER when given. Fails when the address is taken.
start_host() {
    start_name=$1
    shift
    host_runs "$start_name" && return 0
    rm -f "$(sshd_pid_file "$start_name")"
    # sshd insists on an absolute path to itself: it starts itself again for each connection.
    "$@" "$(command -v sshd)" -f "$(sshd_config "$start_name")" -E "$(host_dir "$start_name")/sshd.log" \
        </dev/null >/dev/null 2>&1 || return 1
    # It reports success before it listens.
    wait_until 5 host_runs "$start_name"
}

# stop_host NAME: ends the server, then its sessions (which it leaves alone), then what those started and left behind.
stop_host() {
    stop_sessions=
    if host_runs "$1"; then
        stop_listener=$(read_pid "$(sshd_pid_file "$1")")
        stop_sessions=$(descendants "$stop_listener")
        stop_pid "$stop_listener" "$(sshd_config "$1")" TERM 5
    fi
    for stop_session in $stop_sessions; do
        kill -TERM "$stop_session" 2>/dev/null || :
    done
    end_orphans sshd "$(host_dir "$1")"
    rm -f "$(sshd_pid_file "$1")"
}

# Processes started by a login on a host, told by the mark that the login leaves in their environment.
host_processes() {
    grep -slzF -- "PILOTHOUSE_FLEET_HOST=$FLEET_DIR/hosts/" /proc/[0-9]*/environ | sed 's|^/proc/||; s|/environ$||'
}
no_host_processes() { [ -z "$(host_processes)" ]; }

end_host_processes() {
    for end_signal in TERM KILL; do
        no_host_processes && return 0
        # shellcheck disable=SC2046  # a list of numbers
        kill "-$end_signal" $(host_processes) 2>/dev/null || :
        wait_until 3 no_host_processes && return 0
    done
    warn "processes $(host_processes | tr '\n' ' ')do not end"
    return 1
}

# on_host NAME COMMAND: runs a command as a login on that host would.
on_host() {
    SSH_ORIGINAL_COMMAND=$2 "$FLEET_DIR/program/host/login" "$(host_dir "$1")"
}
