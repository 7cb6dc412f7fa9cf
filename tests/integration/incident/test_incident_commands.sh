#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# timeout: 600
# Incidents from the command line: opened, noted, changed, listed, closed, with a timeline that knows what the product did.
set -eu

ctl=${PILOTHOUSE_BIN:?}/pilothousectl
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/config/systems" "$work/place"
cat > "$work/config/systems/shop.yaml" <<TEXT
apiVersion: pilothouse/v1
system: shop
environments:
  staging:
    kind: staging
    hosts:
      here: { local: true, directory: $work/place, roles: [app] }
    procedures:
      fix: { steps: [{ name: Say, on: app, run: echo fixed }] }
      bad: { steps: [{ name: Say, on: app, run: exit 3 }] }
  other:
    kind: staging
    hosts:
      here: { local: true, directory: $work/place, roles: [app] }
TEXT

export XDG_STATE_HOME="$work/state"
run() { "$ctl" --config "$work/config" --data "$work/data" "$@"; }
fail() {
    echo "$1"
    cat "$work/out" "$work/err" 2> /dev/null || :
    exit 1
}
# expect CODE WORDS…
expect() {
    wanted=$1
    shift
    code=0
    run "$@" > "$work/out" 2> "$work/err" < /dev/null || code=$?
    [ "$code" = "$wanted" ] || fail "expected $wanted, got $code: $*"
}
says() { grep -qF -- "$1" "$work/out" "$work/err" || fail "not said: $1"; }
silent() { ! grep -qF -- "$1" "$work/out" "$work/err" || fail "said: $1"; }
# field FILTER: of the JSON that was printed
field() { python3 -c "import json, sys; d = json.load(open(sys.argv[1])); print($1)" "$work/out"; }

expect 0 incident list
says "No incident."
expect 2 incident open shop/staging
expect 2 incident open shop/nowhere --title "Payments fail"
expect 3 incident open shop/staging --title "Payments fail" --severity terrible
expect 0 run shop/staging fix
expect 0 --json incident open shop/staging --title "Payments fail" --severity critical --commander bert
id=$(field 'd["incident"]')
[ "$(field 'd["state"], d["severity"], d["commander"], d["targets"], d["version"]')" = \
    "open critical bert ['shop/staging'] 1" ] || fail "not as opened"
short=$(echo "$id" | cut -c1-13)

expect 0 incident note "$short" It is the queue
printf 'line one\nline two\033[31m\n' | run incident note "$short" > "$work/out" 2> "$work/err" || fail "no note from standard input"
expect 3 incident note "$short"
expect 2 incident note ffffffff nothing
expect 1 run shop/staging bad
expect 0 lock shop/staging --message "hands off"
expect 0 unlock shop/staging
expect 0 incident change "$short" --severity minor --title "Payments are slow"
says "Payments are slow (minor"

expect 0 incident timeline "$short"
for words in "It is the queue" "line two" "fix began" "bad ended: failed" "hands off" "Locks were taken away" "The hour before"; do
    says "$words"
done
if LC_ALL=C grep -q "$(printf '\033')" "$work/out"; then
    fail "an escape sequence of a note reaches the terminal"
fi
expect 0 --json incident timeline "$short"
[ "$(field '[e["action"] for e in d["timeline"] if e["when"] == "during" and e["source"] == "audit"]')" = \
    "['incident.opened', 'run.began', 'run.ended', 'lock.taken', 'lock.takenAway', 'incident.changed']" ] ||
    fail "the timeline has another order"
[ "$(field 'sorted({e["skewMs"] for e in d["timeline"]})')" = "[0]" ] || fail "a clock went back"

expect 2 incident close "$short"
expect 0 incident close "$short" --resolution "The queue was emptied"
expect 5 incident close "$short" --resolution "again"
expect 0 run shop/staging fix
expect 0 incident note "$short" found out afterwards
expect 0 --json incident timeline "$short"
[ "$(field '[e["source"] for e in d["timeline"] if e["when"] == "after"]')" = "['note']" ] || fail "what came after is not told apart"
expect 0 incident list --open
says "No incident."
expect 0 incident list shop/other
silent "Payments"
expect 0 incident list shop/staging
says "Payments are slow (minor, closed"

expect 0 incident export "$short"
for words in "# Payments are slow" "## Timeline" "> It is the queue" "## Cause" "> The queue was emptied"; do
    says "$words"
done
expect 0 --json incident export "$short"
[ "$(field 'd["incident"]')" = "$id" ] || fail "another incident was exported"
expect 0 --json incident export "$short" --format markdown
[ "$(field 'd["markdown"].startswith("# Payments are slow")')" = True ] || fail "no markdown in the JSON"
expect 0 audit verify
says "intact"
echo "incident commands: fine"
