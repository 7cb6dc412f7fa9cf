#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Ends a command and all that it started: TERM, and KILL for what is left after some seconds. $1 is the process that leads it, $2 the seconds.
# sshd makes the command the leader of a session; what it starts is in that session unless it leaves it on purpose.
# Exit status 0: nothing of it is left. 1: something is. 2: it leads no session here, so nobody can tell.
leader=$1 grace=$2

# The processes of the session that are not over, each with a blank behind it; of a kernel without /proc their group.
left() {
    if [ -r /proc/self/stat ]; then
        for file in /proc/[0-9]*/stat; do
            { IFS= read -r line <"$file"; } 2>/dev/null || continue
            pid=${line%% *}
            # Behind the name, which may hold anything: state, parent, group, session.
            # shellcheck disable=SC2086
            set -- ${line##*) }
            [ "$4" != "$leader" ] || [ "$1" = Z ] || printf '%s ' "$pid"
        done
    elif kill -0 -- "-$leader" 2>/dev/null; then
        printf '%s ' "-$leader"
    fi
}

# A server that starts all commands in one session would end this one, too.
if { IFS= read -r line </proc/self/stat; } 2>/dev/null; then
    # shellcheck disable=SC2086
    set -- ${line##*) }
    [ "$4" != "$leader" ] || exit 2
fi
found=$(left)
if [ -z "$found" ]; then
    ! kill -0 "$leader" 2>/dev/null || exit 2
    exit 0
fi
# shellcheck disable=SC2086
kill -s TERM -- $found 2>/dev/null
turn=0
while [ "$turn" -lt $((grace * 10)) ]; do
    [ -n "$(left)" ] || exit 0
    sleep 0.1 2>/dev/null || { sleep 1; turn=$((turn + 9)); }
    turn=$((turn + 1))
done
turn=0
while [ "$turn" -lt 20 ]; do
    found=$(left)
    [ -n "$found" ] || exit 0
    # shellcheck disable=SC2086
    kill -s KILL -- $found 2>/dev/null
    sleep 0.1 2>/dev/null || sleep 1
    turn=$((turn + 1))
done
exit 1
