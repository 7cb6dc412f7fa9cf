# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# shellcheck disable=SC2016,SC2034 # scripts for other shells are meant to arrive unexpanded; who sources this uses the rest
#
# What the tests of resources/remote/supervisor.sh share. Sourced by them with their own arguments: without any they run
# themselves once for each shell.
set -u
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
supervisor=$here/resources/remote/supervisor.sh
boot='IFS= read -r n && supervisor_text=$(dd bs="$n" count=1 iflag=fullblock 2>/dev/null || dd bs=1 count="$n" 2>/dev/null) && eval "$supervisor_text"'

if [ $# -eq 0 ]; then
    failed=0
    work=$(mktemp -d)
    for shell in dash bash "busybox sh" ksh mksh; do
        command -v "${shell%% *}" >/dev/null || continue
        if "$0" "$shell" >"$work/${shell%% *}" 2>&1; then
            echo "$shell: $(tail -n 1 "$work/${shell%% *}")"
        else
            failed=1
            echo "=== $shell"
            cat "$work/${shell%% *}"
        fi
    done
    rm -rf "$work"
    exit $failed
fi


if [ "$1" = --call ]; then # inside a small disk
    shell=$2
    full() {
        {
            wc -c <"$supervisor"
            cat "$supervisor"
            echo "nonce abc"
            printf '%s\n' "$@"
        } | $shell -c "$boot"
    }
    full launch "run $3" "segment 1" "shell $shell" "step main a" "script 1" "echo in memory" end
    full follow "run $3" "segment 1" end
    exit
fi

shell=$1
top=$(mktemp -d)
export HOME=$top/home XDG_STATE_HOME=
unset XDG_STATE_HOME
mkdir -p "$HOME"
runs=$HOME/.local/state/pilothouse/runs
checks=0
tag=$(basename "$top" | tr -c 'A-Za-z0-9\n' x)
trap 'rm -rf "$top" /dev/shm/pilothouse-*/runs/*"$tag"*' EXIT

fail() {
    echo "FAIL: $*"
    exit 1
}
check() { # WHAT COMMAND...
    local what=$1
    shift
    checks=$((checks + 1))
    "$@" || fail "$what"
}
same() { # WHAT EXPECTED ACTUAL
    checks=$((checks + 1))
    [ "$2" = "$3" ] || fail "$1: expected [$2], got [$3]"
}
call() { # the request on standard input
    {
        wc -c <"$supervisor"
        cat "$supervisor"
        echo "nonce abc"
        cat
    } | LC_ALL=C.UTF-8 $shell -c "$boot"
}
ask() { # LINES...: a request of plain lines, its answer without the sentinel
    printf '%s\n' "$@" end | call | tail -n +2
}
until_true() { # SECONDS COMMAND...
    local end=$((SECONDS + $1))
    shift
    until "$@"; do
        [ $SECONDS -lt $end ] || return 1
        sleep 0.05
    done
}
launch() { # RUN SEGMENT LINES...
    local run=$1 segment=$2
    shift 2
    ask launch "run $run" "segment $segment" "shell $shell" "grace 1" "$@"
}
follow() { ask follow "run $1" "segment $2"; }
outcome() { follow "$1" "$2" | tail -n 1; }
status() { cat "$runs/$1/$2/steps/$3/status"; }
dead() { # PID: gone, or only waiting to be reaped
    case $(sed 's/.*) //;s/ .*//' "/proc/$1/stat" 2>/dev/null) in '' | Z) ;; *) return 1 ;; esac
}
