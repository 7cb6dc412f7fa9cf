#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# timeout: 600
# Approvals from the command line: what waits is listed, a yes and a no are taken, and a decision travels as a signed file
# from a computer that does not know the run.
set -eu

ctl=${PILOTHOUSE_BIN:?}/pilothousectl
work=$(mktemp -d)
runner=
end() {
    [ -z "$runner" ] || kill "$runner" 2> /dev/null || :
    rm -rf "$work"
}
trap end EXIT
mkdir -p "$work/config/systems" "$work/other" "$work/place"
for name in bert mallory; do
    ssh-keygen -q -t ed25519 -N '' -C "$name" -f "$work/$name"
done
echo "bert@example.com $(cat "$work/bert.pub")" > "$work/config/systems/allowed"
cat > "$work/config/systems/shop.yaml" <<TEXT
apiVersion: pilothouse/v1
system: shop
environments:
  staging:
    kind: staging
    hosts:
      here: { local: true, directory: $work/place, roles: [app] }
    procedures:
      open: { steps: [{ name: Ask, approve: the numbers }, { name: Say, on: app, run: echo released }] }
      signed: { steps: [{ name: Ask, approve: the numbers, by: other, signers: allowed }, { name: Say, on: app, run: echo released }] }
TEXT

export XDG_STATE_HOME="$work/state"
run() { "$ctl" --config "$work/config" --data "$work/data" "$@"; }
# Somebody's who has neither the definition nor the run.
other() { "$ctl" --config "$work/other" --data "$work/otherdata" "$@"; }

fail() {
    echo "$1"
    cat "$work/out" "$work/err" "$work/run" 2> /dev/null || :
    exit 1
}
# expect CODE PROGRAM WORDS…
expect() {
    wanted=$1
    shift
    code=0
    "$@" > "$work/out" 2> "$work/err" < /dev/null || code=$?
    [ "$code" = "$wanted" ] || fail "expected $wanted, got $code: $*"
}
says() { grep -qF -- "$1" "$work/out" "$work/err" || fail "not said: $1"; }

# begin PROCEDURE: starts it, until it waits; its id is $id.
begin() {
    "$ctl" --config "$work/config" --data "$work/data" run shop/staging "$1" > "$work/run" 2>&1 &
    runner=$!
    id=
    tries=300
    while [ -z "$id" ]; do
        tries=$((tries - 1))
        if [ "$tries" -eq 0 ] || ! kill -0 "$runner"; then
            fail "$1 does not wait"
        fi
        run approve --json > "$work/out" 2> "$work/err" || fail "approve cannot list"
        id=$(python3 -c 'import json, sys
w = json.load(sys.stdin)["waiting"]
print(w[0]["run"] if w else "")' < "$work/out")
        [ -n "$id" ] || sleep 0.1
    done
}
# ended CODE: the program that drives the run ends with it.
ended() {
    code=0
    wait "$runner" || code=$?
    runner=
    [ "$code" = "$1" ] || fail "the run ended with $code instead of $1"
}
told() { grep -qF -- "$1" "$work/run" || fail "the run did not say: $1"; }

expect 0 run approve
says "No run waits for an approval."
expect 2 run approve one
expect 2 run approve --sign "$work/nothing"

expect 0 run plan shop/staging signed
says "1. Ask: asks for an approval, the numbers (somebody other than who starts the run, with a signature, within 1 h)"

begin open
expect 0 run approve
says "$id ask  open shop/staging: the numbers (anyone, until "
expect 0 run runs
says "running: Waits for an approval until "
expect 2 run approve "$id" say
says "of say now, but of ask"
expect 0 run approve "$id" Ask --reason "looks good"
says "(claimed, not signed): looks good"
ended 0
told "released"
told "Who may approve: anyone"
told "(claimed, not signed): looks good"
expect 5 run approve "$id" ask

begin open
expect 0 run approve "$id" ask --decline --reason "errors rise"
ended 1
told "errors rise"
! grep -q released "$work/run" || fail "it went on after a no"

begin signed
expect 5 run approve "$id" ask
says "takes a signed decision only"
expect 2 run approve "$id" ask --key "$work/nothing"
says "There is no key $work/nothing"
expect 5 run approve "$id" ask --key "$work/mallory"
says "list of signers"
expect 0 run approve "$id" ask --export "$work/ask.json"
expect 3 run approve --import "$work/ask.json"
says "is not signed yet"
cp "$work/ask.json" "$work/question.json"
expect 0 other approve --sign "$work/ask.json" --key "$work/bert" --reason "seen there"
says "Ask asks: the numbers (run $id"
says "(verified by a signature): seen there"
sed 's/seen there/seen here/' "$work/ask.json" > "$work/changed.json"
expect 5 run approve --import "$work/changed.json"
says "it was changed after it was signed"
sed 's/the numbers/my numbers/' "$work/question.json" > "$work/changed.json"
expect 3 other approve --sign "$work/changed.json" --key "$work/bert"
expect 0 run approve --import "$work/ask.json"
ended 0
told "Approved by bert@example.com (verified by a signature): seen there"
told "released"

# Another run of the same plan: the old decision is not about it.
begin signed
expect 3 run approve "$id" ask --import "$work/ask.json"
says "That decision is about step ask of run"
expect 5 run approve --import "$work/ask.json"
expect 0 run approve "$id" ask --decline
ended 1

expect 0 run audit verify
expect 0 run audit export
says "run.approved"
says "run.declined"
