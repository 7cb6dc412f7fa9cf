#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# timeout: 900
# A server that systemd runs: its units are looked at and probed, one is restarted, and a run
# outlives the login that began it although logind ends what a login leaves behind – where the account lingers. Where it
# does not, or the server starts anew, nobody is told that the run went well.
set -euo pipefail
# shellcheck source=tests/integration/circle.sh
. "${PILOTHOUSE_SOURCE_DIR:?}/tests/integration/circle.sh"
circle systemd deploy
folder=/home/deploy

on_host() { "$lab" shell systemd -- "$@"; }
eventually() { # WHAT COMMAND…
    local what=$1 end=$(($(date +%s) + 60))
    shift
    until "$@" >/dev/null 2>&1; do
        [ "$(date +%s)" -le "$end" ] || fail "$what"
        sleep 0.1
    done
}
main_pid() { on_host systemctl show -p MainPID --value redis-server; }
is_logged_out() { [ -z "$(on_host loginctl list-sessions --no-legend)" ]; }
waits() { on_host pgrep -u deploy -x sleep; } # between two looks for the file

expect 0 status "$target"
says "active (running)"
timed "status: healthy"

before=$(main_pid)
run 0 restart
[ "$before" != "$(main_pid)" ] || fail "Redis was not restarted"
says "succeeded"
timed "restart of a unit"

expect 0 run "$target" diagnostics --confirm "$target"
for fault in "unit|greeter.service failed: exit-code" "loop|greeter.service ended (exit-code) and waits to be started again" \
    "redis|redis-server.service does not run" "memory|and then refuses writes"; do
    plant "${fault%%|*}"
    expect 1 run "$target" diagnostics --confirm "$target"
    says "${fault#*|}"
    mend
done
plant redis
expect 1 status "$target"
says "redis-server is inactive"
mend
expect 0 run "$target" diagnostics --confirm "$target"
timed "diagnostics name four faults"

# begin NAME: a run that waits on the host, whose console is killed; sets run_id.
begin() {
    on_host rm -f /home/deploy/go /home/deploy/done /home/deploy/where
    # The program itself, not a shell that waits for it.
    "$ctl" --config "$config" --data "$work/data" --no-input run "$target" wait --confirm "$target" >"$work/$1" 2>&1 </dev/null &
    driver=$!
    eventually "the step does not begin" on_host test -s /home/deploy/where
    run_id=$(console runs "$target" --json | jq -r '[.runs[] | select(.state == "running")][0].run')
    kill -KILL "$driver"
    wait "$driver" 2>/dev/null || :
    eventually "the session stays open" is_logged_out
}

begin lingering
on_host grep -q 'user@1000.service' /home/deploy/where || fail "the step runs in the login's session: $(on_host cat /home/deploy/where)"
eventually "logind ended the run" waits
on_host touch /home/deploy/go
expect 0 resume "$run_id" --confirm "$target"
[ "$(on_host cat /home/deploy/done | wc -l)" = 1 ] || fail "the step did not run once"
timed "a run outlives its login"

plant linger
begin ended
grep -q 'enable-linger' "$work/ended" || fail "nobody warns: $(cat "$work/ended")"
eventually "logind ended nothing, so this shows nothing" eval '! waits'
on_host touch /home/deploy/go
code=0
console resume "$run_id" --confirm "$target" >"$out" 2>&1 </dev/null || code=$?
[ "$code" != 0 ] || fail "a run that was ended is told to have gone well"
says_not succeeded
! on_host test -e /home/deploy/done || fail "the step went on"
mend
timed "without lingering it is warned of, and ended"

begin rebooted
"$lab" down systemd >"$out" 2>&1 || fail "the server does not go down"
"$lab" up systemd >"$out" 2>&1 || fail "the server does not come back"
code=0
console resume "$run_id" --confirm "$target" >"$out" 2>&1 </dev/null || code=$?
[ "$code" != 0 ] || fail "a run that a start of the server cut off is told to have gone well"
says interrupted
timed "interrupted by a start of the server"
circle_is_full
