#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Ends the running backend: politely first, by force after ten seconds.
set -eu
# shellcheck source=env.sh
. "$(dirname -- "$0")/env.sh"

pid_file=$ROOT/run/backend.pid

# Process numbers are used again by the system: only a process that runs this checkout's server is ours to end.
runs() {
    tr '\0' '\n' 2>/dev/null <"/proc/$1/cmdline" | grep -qxF "$ROOT/backend/server.py"
}

[ -s "$pid_file" ] || exit 0
pid=$(cat "$pid_file")
case $pid in '' | *[!0-9]*) fail "$pid_file does not hold a process number" ;; esac

if runs "$pid"; then
    printf 'Stopping the backend (process %s)\n' "$pid"
    kill -TERM "$pid" 2>/dev/null || :
    tenths=0
    while runs "$pid"; do
        if [ "$tenths" = 100 ]; then
            printf 'It did not end in 10 s and is killed.\n'
            kill -KILL "$pid" 2>/dev/null || :
        fi
        [ "$tenths" -lt 150 ] || fail "process $pid does not end"
        tenths=$((tenths + 1))
        sleep 0.1
    done
fi
rm -f "$pid_file"
