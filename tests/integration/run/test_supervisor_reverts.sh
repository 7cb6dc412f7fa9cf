#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck disable=SC2016,SC2013 # scripts for other shells are meant to arrive unexpanded
# timeout: 600
#
# Steps that may lock everybody out, under every shell that resources/remote/supervisor.sh promises: armed before they run,
# confirmed, or taken back without console and supervisor.
# shellcheck source=tests/integration/run/supervisorlib.bash
source "$(dirname "$0")/supervisorlib.bash"

# --- a step that may lock everybody out: confirmed, or taken back
guard() { # SECONDS: the lines of a step that is taken back after so long
    printf '%s\n' "step main g" "revert-after $1" "revert 1" "echo back >> $top/guard"
}
guarded() { # RUN SECONDS SCRIPT LINES...
    local run=$1 seconds=$2 script=$3
    shift 3
    mapfile -t lines < <(guard "$seconds")
    launch "$run" 1 "${lines[@]}" "script 1" "$script" "$@" >/dev/null
}
: >"$top/guard"
guarded ok 60 "echo changed >> $top/guard" "step main n" "script 1" "echo next >> $top/guard"
check "it waits" until_true 20 [ -e "$runs/ok/1/steps/g/waiting" ]
same "nothing goes on before it is confirmed" changed "$(cat "$top/guard")"
same "a new connection confirms" confirmed "$(ask confirm "run ok" "segment 1" "word g")"
same "and the rest follows" "end succeeded" "$(outcome ok 1)"
same "nothing was taken back" "changed,next," "$(tr '\n' , <"$top/guard")"
same "that is told in order" "start g,revert g confirmed,status g exit 0" "$(follow ok 1 | head -n 5 | grep -v '^data\|^changed\|^$' | head -n 3 | paste -sd,)"
same "its waiting one is gone" 1 "$(until_true 10 dead "$(cut -d' ' -f1 "$runs/ok/1/steps/g/armed")" && echo 1)"

: >"$top/guard"
guarded out 2 true "step main n" "script 1" "echo next >> $top/guard" "step failure u" "script 1" "echo u >> $top/guard"
same "unconfirmed" "end rolled-back" "$(outcome out 1)"
same "taken back, and then the way back" "back,u," "$(tr '\n' , <"$top/guard")"
same "a step that was taken back has failed" "reverted 0" "$(status out 1 g)"
same "too late to confirm" "reverted 0" "$(ask confirm "run out" "segment 1" "word g")"

: >"$top/guard"
guarded bad 60 "exit 3"
same "one that fails" "end failed" "$(outcome bad 1)"
same "is taken back at once" back "$(cat "$top/guard")"
same "and has its own status" "exit 3" "$(status bad 1 g)"

: >"$top/guard"
guarded slow 2 "sleep 600"
same "one that does not come to its end" "end failed" "$(outcome slow 1)"
same "is taken back in time" back "$(cat "$top/guard")"

# The supervisor dies, or the whole console: what waits does not.
: >"$top/guard"
guarded orphan 3 "sleep 600"
check "armed" until_true 20 [ -s "$runs/orphan/1/steps/g/group" ]
kill -9 "$(cut -d' ' -f1 "$runs/orphan/1/pid")"
check "taken back without its supervisor" until_true 20 [ -s "$runs/orphan/1/steps/g/reverted" ]
same "once" back "$(cat "$top/guard")"
check "and the step has ended" until_true 10 dead "$(cut -d' ' -f1 "$runs/orphan/1/steps/g/group")"

# Nobody is left who would take it back: that is said, never waited for.
guarded alone 60 "sleep 1"
check "armed again" until_true 20 [ -s "$runs/alone/1/steps/g/armed" ]
kill -9 "$(cut -d' ' -f1 "$runs/alone/1/steps/g/armed")"
same "without the one who waits" "end failed" "$(outcome alone 1)"
same "it says so" "reverted lost" "$(status alone 1 g)"

: >"$top/guard"
guarded stopped 60 true
check "waits" until_true 20 [ -e "$runs/stopped/1/steps/g/waiting" ]
ask cancel "run stopped" "segment 1" >/dev/null
same "a cancel takes it back" back "$(cat "$top/guard")"

mapfile -t lines < <(guard 2)
launch values 1 "${lines[@]}" "env VALUE 1" "it's" "secret TOKEN" "script 1" true "secret-value TOKEN 1" "canary-$tag" >/dev/null
printf '%s' 'printf "%s|%s|%s\n" "$VALUE" "$TOKEN" "$PWD" >> '"$top/values" >"$runs/values/1/plan/g/revert"
check "taken back with its variables" until_true 20 [ -s "$top/values" ]
same "all of them" "it's|canary-$tag|$HOME" "$(cat "$top/values")"
check "and its secret is in no file of the run" test -z "$(grep -rlF "canary-$tag" "$runs/values")"
echo "$checks checks hold"
