# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# What tests of whole systems share. They set -euo pipefail and source it, then say: circle SYSTEM ACCOUNT, which brings the
# system up on an address of its own and leaves no trace at the end. From there on
#   target, config   SYSTEM/production and the folder of its definition
#   folder           /opt/SYSTEM, where ACCOUNT deploys on the server
# A test whose console needs a keychain sets keychain=yes first.

ctl=${PILOTHOUSE_BIN:?}/pilothousectl
checkout=${PILOTHOUSE_SOURCE_DIR:?}
lab=$checkout/tests/lab/lab
keychain=
table=()

skip() { echo "SKIP: $*"; exit 77; }
needs() { # PROGRAM…
    local program
    for program in "$@"; do command -v "$program" >/dev/null || skip "$program is not installed"; done
}
circle() { # SYSTEM ACCOUNT
    local code=0
    [ "$(id -u)" -eq 0 ] || skip "only root can make the namespaces of a server"
    needs curl jq
    [ -z "$keychain" ] || needs dbus-daemon gnome-keyring-daemon
    system=$1
    account=$2
    target=$system/production
    folder=/opt/$system
    work=$(mktemp -d)
    out=$work/out
    export PILOTHOUSE_LAB_DIR=$work/lab
    export PILOTHOUSE_LAB_ADDRESS=127.$((20 + RANDOM % 200)).$((RANDOM % 250)).$((10 + RANDOM % 90))
    trap 'circle_ends' EXIT
    mkdir "$work/lab"
    since=$EPOCHREALTIME
    "$lab" up "$system" >"$out" 2>&1 || code=$?
    [ "$code" != 77 ] || skip "$(grep '^lab: ' "$out" | tail -n 1 | cut -c 6-)"
    [ "$code" = 0 ] || fail "the lab did not start"
    config=$PILOTHOUSE_LAB_DIR/$system/config
    timed "lab up, v1 by hand"
}
circle_ends() {
    "$lab" wipe "$system" || :
    rm -rf "$work"
}
circle_is_full() { printf '%s\n' '' "${table[@]}"; }

fail() {
    echo "FAIL: $1"
    tail -n 60 "$out"
    exit 1
}
timed() { # STEP: what it took since the last one
    table+=("$(printf '%-44s %6.1f s' "$1" "$(awk -v a="$EPOCHREALTIME" -v b="$since" 'BEGIN { print a - b }')")")
    echo "${table[-1]}"
    since=$EPOCHREALTIME
}
anew() { since=$EPOCHREALTIME; } # what was done meanwhile belongs to no step

console() {
    local with=()
    [ -z "$keychain" ] || with=("$checkout/resources/demo/keyring/with-keyring" "$work/keyring")
    "${with[@]}" "$ctl" --config "$config" --data "$work/data" --no-input "$@"
}
expect() { # CODE WORDS…
    local wanted=$1 code=0
    shift
    console "$@" >"$out" 2>&1 </dev/null || code=$?
    [ "$code" = "$wanted" ] || fail "expected $wanted, got $code: $*"
}
run() { # CODE PROCEDURE WORDS…
    local wanted=$1
    shift
    expect "$wanted" run "$target" "$@" --confirm "$target"
}
run_after_a_yes() { # PROCEDURE STEP: which waits for somebody's word
    local id='' tries=600 runner
    console run "$target" "$1" --confirm "$target" >"$out" 2>&1 </dev/null &
    runner=$!
    until [ -n "$id" ]; do
        tries=$((tries - 1))
        if [ "$tries" = 0 ] || ! kill -0 "$runner" 2>/dev/null; then fail "$1 does not wait"; fi
        id=$(keychain='' console approve --json 2>/dev/null | jq -r '.waiting[0].run // empty')
        [ -n "$id" ] || sleep 0.1
    done
    keychain='' console approve "$id" "$2" >"$work/approved" 2>&1 || fail "$2 cannot be approved: $(cat "$work/approved")"
    wait "$runner" || fail "$1 does not succeed"
}
keep() { tr -d '\n' | console secret set "$target" "$1" >"$out" 2>&1 || fail "no secret $1"; } # NAME, its value on standard input
says() { grep -qF -- "$1" "$out" || fail "nothing says: $1"; }
says_not() { ! grep -qF -- "$1" "$out" || fail "something says: $1"; }

on_server() { "$lab" shell "$system" -- su "$account" -c "cd $folder && $1"; }
commit() { on_server "git rev-parse '$1^{commit}'"; }
head_is() { [ "$(on_server 'git rev-parse HEAD')" = "$(commit "$1")" ] || fail "HEAD is not $1"; }
fetch() { curl -fsS --max-time 5 --cacert "$config/ca.pem" "$@"; }
page() { fetch "https://$PILOTHOUSE_LAB_ADDRESS$1"; }
answers() { fetch -o /dev/null --retry 60 --retry-delay 1 --retry-all-errors "https://$PILOTHOUSE_LAB_ADDRESS$1" 2>/dev/null || fail "$1 does not answer"; }
plant() { "$lab" break "$system" "$1" >"$out" 2>&1 || fail "$1 cannot be planted"; }
mend() { "$lab" mend "$system" >"$out" 2>&1 || fail "the faults do not go"; }
cut_network() {
    plant network
    ! on_server 'git ls-remote -q origin' >"$out" 2>&1 || fail "the origin can still be reached"
}
# A container of that service, by Compose's own label; and since when it runs.
containers() { "$lab" shell "$system" -- docker ps -q --filter "label=com.docker.compose.service=$1"; }
started() { "$lab" shell "$system" -- docker inspect -f '{{.State.StartedAt}}' "$(containers "$1")"; }
