# shellcheck shell=sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by every part of the demo fleet: messages, waiting, and processes that are told apart from strangers.

say() { printf '%s\n' "$*" >&2; }
warn() { printf 'fleet: %s\n' "$*" >&2; }
die() {
    warn "$@"
    exit 1
}
usage_error() {
    warn "$@"
    exit 2
}

# pid_is PID TEXT: does PID live and does one word of its command line hold TEXT? Process numbers are used again, and a
# zombie still answers to signal 0, so a number alone proves nothing. (A dead process has an empty command line.)
pid_is() {
    case $1 in '' | *[!0-9]*) return 1 ;; esac
    tr '\0' '\n' 2>/dev/null <"/proc/$1/cmdline" | grep -qF -- "$2"
}

# read_pid FILE: the first line of a pid file, or nothing.
read_pid() {
    if [ -r "$1" ]; then head -n 1 "$1" | tr -cd '0-9'; fi
}

# running FILE TEXT: does the process named by the pid FILE run with TEXT on its command line?
running() { pid_is "$(read_pid "$1")" "$2"; }

# stop_pid PID TEXT SIGNAL SECONDS: ends the process if it is ours, by force when it takes too long.
stop_pid() {
    pid_is "$1" "$2" || return 0
    kill "-$3" "$1" 2>/dev/null || :
    wait_until "$4" pid_is_gone "$1" "$2" && return 0
    warn "process $1 did not end in $4 s and is killed"
    kill -KILL "$1" 2>/dev/null || :
    wait_until 5 pid_is_gone "$1" "$2"
}
pid_is_gone() { ! pid_is "$1" "$2"; }

# wait_until SECONDS COMMAND…: asks every 50 ms until the command succeeds; fails when the time is over.
wait_until() {
    wait_end=$(($(date +%s) + $1))
    shift
    until "$@"; do
        [ "$(date +%s)" -le "$wait_end" ] || return 1
        sleep 0.05
    done
}

# descendants PID: every process below PID, deepest last.
descendants() {
    # A process may end between the listing and the reading; its line is then missing, which is the truth.
    grep -s '^PPid:' /proc/[0-9]*/status | awk -v root="$1" '
        { split($0, part, /[\/:\t]+/); child[part[6]] = child[part[6]] " " part[3] }
        function walk(pid,   list, count, i) {
            count = split(child[pid], list, " ")
            for (i = 1; i <= count; i++) { print list[i]; walk(list[i]) }
        }
        END { walk(root) }'
}

# orphans TITLE FOLDER: processes with TITLE on their command line that hold a file below FOLDER open. The workers of nginx and the
# sessions of sshd name no file on their command line, and outlive a parent that was killed.
orphans() {
    for orphan in $(grep -slaF -- "$1" /proc/[0-9]*/cmdline | tr -cd '0-9\n'); do
        # Another user's process cannot be looked into, and is none of ours.
        if [ -n "$(find "/proc/$orphan/fd" -lname "$2/*" 2>/dev/null)" ]; then printf '%s\n' "$orphan"; fi
    done
}
no_orphans() { [ -z "$(orphans "$1" "$2")" ]; }
end_orphans() {
    no_orphans "$1" "$2" && return 0
    # shellcheck disable=SC2046  # a list of numbers
    kill -KILL $(orphans "$1" "$2") 2>/dev/null || :
    wait_until 5 no_orphans "$1" "$2"
}

# together PID…: waits for every background job and fails if one of them failed.
together() {
    together_status=0
    for together_pid in "$@"; do
        wait "$together_pid" || together_status=1
    done
    return "$together_status"
}
