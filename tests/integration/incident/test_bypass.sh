#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# timeout: 600
# What guards a run: no open incident, somebody else's word on exactly this plan, and what an open incident lets pass.
set -eu

ctl=${PILOTHOUSE_BIN:?}/pilothousectl
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/config/systems" "$work/other" "$work/place" "$work/elsewhere"
for name in bert mallory; do
    ssh-keygen -q -t ed25519 -N '' -C "$name" -f "$work/$name"
done
echo "bert@example.com $(cat "$work/bert.pub")" > "$work/config/systems/allowed"
write() {
    cat > "$work/config/systems/shop.yaml" << TEXT
apiVersion: pilothouse/v1
system: shop
environments:
  production:
    kind: production
    hosts:
      here: { local: true, directory: $work/place, roles: [app] }
    windows: { $1 }
    procedures:
      deploy: { requires: [{ incident: none }], inputs: { what: { default: one } }, steps: [{ name: Say, on: app, run: "echo \$what >> said" }] }
      guarded: { requires: [{ approver: other, signers: allowed, younger-than: 1h }], steps: [{ name: Say, on: app, run: echo guarded >> said }] }
      trusting: { requires: [{ approver: other }], steps: [{ name: Say, on: app, run: echo trusting >> said }] }
      wipe: { requires: [{ incident: none }], steps: [{ name: Wipe, on: app, run: redis-cli FLUSHALL }] }
      broken: { requires: [{ incident: none }], steps: [{ name: One, on: app, run: echo one >> said }, { name: Two, on: app, run: test -e may }] }
      back: { way: back, steps: [{ name: Say, on: app, run: echo back >> said }] }
  staging:
    kind: staging
    hosts:
      here: { local: true, directory: $work/elsewhere, roles: [app] }
TEXT
}
write "freeze: []"

export XDG_STATE_HOME="$work/state"
run() { "$ctl" --config "$work/config" --data "$work/data" "$@"; }
# Somebody's who has neither the definition nor the run.
other() { "$ctl" --config "$work/other" --data "$work/otherdata" "$@"; }
fail() {
    echo "$1"
    cat "$work/out" "$work/err" 2> /dev/null || :
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
silent() { ! grep -qF -- "$1" "$work/out" "$work/err" || fail "said: $1"; }
field() { python3 -c "import json, sys; d = json.load(open(sys.argv[1])); print($1)" "$work/out"; }
yes=--confirm=shop/production

# No open incident.
expect 0 run plan shop/production deploy
says "requires no open incident: holds"
expect 0 run --json incident open shop/staging --title Elsewhere
elsewhere=$(field 'd["incident"]')
expect 0 run plan shop/production deploy
expect 0 run --json incident open shop/production --title "Payments fail"
id=$(field 'd["incident"]')
expect 5 run run shop/production deploy "$yes"
says "no open incident: Payments fail (major, open since"

# What it takes to pass that.
expect 5 run plan shop/production deploy --bypass "the fix"
says "name it"
expect 5 run run shop/production deploy --incident "$elsewhere" --bypass "the fix" "$yes"
says "is about shop/staging, not about shop/production"
expect 5 run run shop/production deploy --incident ffffffff --bypass "the fix" "$yes"
expect 5 run run shop/production deploy --incident "$id" "$yes"
says "Payments fail"
expect 5 run run shop/production back --incident "$id" --bypass "the fix" "$yes"
says "nothing is to be passed"
expect 0 run plan shop/production deploy --incident "$id" --bypass "the fix"
says "! WOULD BE PASSED  no open incident, which says: Payments fail"
says "! because: the fix"
expect 5 run run shop/production deploy --incident "$id" --bypass "the fix"
says "Type shop/production"
[ ! -e "$work/place/said" ] || fail "something ran"

# Neither the lock nor what destroys data is passed.
expect 5 run run shop/production wipe --incident "$id" --bypass "the fix" "$yes"
says "FLUSHALL"
expect 0 run lock shop/production --message "hands off"
expect 5 run run shop/production deploy --incident "$id" --bypass "the fix" "$yes"
says "is locked"
[ ! -e "$work/place/said" ] || fail "something ran in spite of the lock"
expect 0 run unlock shop/production

# A freeze is a gate.
write 'freeze: [{ title: Always, cron: "0 * * * *", for: 1h }]'
expect 5 run run shop/production deploy "$yes"
expect 0 run --json run shop/production deploy --incident "$id" --bypass "the fix" "$yes"
run=$(field 'd["run"]')
[ "$(field 'd["incident"] == "'"$id"'", d["bypass"]["reviewed"], len(d["bypass"]["gates"]), d["bypass"]["reason"]')" = "True False 2 the fix" ] ||
    fail "the record does not say what was passed"
[ "$(cat "$work/place/said")" = one ] || fail "it did not run"
write "freeze: []"
expect 0 run runs
says "! Passed 2 gates, not reviewed"
expect 0 run runs --unreviewed
says "$run"
expect 4 run status shop/production
says "  ! incident"
says "passed gates and nobody reviewed that"
expect 0 run attach "$run"
says "! Passed 2 gates, not reviewed"
says "incident review $run"
expect 0 run incident timeline "$id"
says "past what guards it (freeze: frozen"

# Somebody else has to look at it.
expect 2 run incident review "$run"
expect 5 run incident review "$run" --comment fine
says "somebody else has to review that"
expect 0 run incident review "$run" --comment "it had to be" --as bert
says "bert (claimed, written down by"
expect 0 run --json runs --unreviewed
[ "$(field '[r["run"] for r in d["runs"]]' | grep -c "$run")" = 0 ] || fail "still unreviewed"
expect 0 run --json runs
[ "$(field '[r["bypass"]["review"]["by"] for r in d["runs"] if r["run"] == "'"$run"'"]')" = "['bert']" ] || fail "the review is not told"
expect 0 run incident timeline "$id"
says "bert reviewed that run $run passed what guards it: it had to be"

# Going on keeps the binding, and asks again whether the incident is open.
expect 1 run --json run shop/production broken --incident "$id" --bypass "the second fix" "$yes"
failed=$(field 'd["run"]')
touch "$work/place/may"
expect 0 run incident close "$id" --resolution over
expect 5 run resume "$failed" "$yes"
says "cannot be bound to this incident"
expect 5 run run shop/production deploy --incident "$id" --bypass "the fix" "$yes"
says "cannot be bound to this incident: Payments fail (major, closed"
expect 0 run run shop/production deploy "$yes"

# Somebody else's word, signed.
expect 5 run plan shop/production guarded
says "nobody approved this plan; somebody other than"
expect 5 run --json plan shop/production guarded
hash=$(field 'd["hash"]')
expect 5 run approve --plan 00000000 shop/production guarded
says "The plan is another one now ($hash)"
expect 5 run approve --plan "$hash" shop/production deploy
expect 0 run approve --plan "$hash" shop/production guarded --export "$work/question"
expect 5 other approve --sign "$work/question" --key "$work/mallory"
expect 0 other approve --sign "$work/question" --key "$work/bert" --reason "looked at it"
says "May shop/production guarded be started?"
sed 's/looked at it/looked at IT/' "$work/question" > "$work/forged"
expect 5 run approve --import "$work/forged"
expect 5 run run shop/production guarded "$yes"
expect 0 run approve --import "$work/question"
says "Approved by bert@example.com (verified by a signature): looked at it"
expect 0 run plan shop/production guarded
says "requires approval by somebody else: holds (Approved by bert@example.com"
expect 0 run run shop/production guarded "$yes"
# Of another list of signers it is another plan.
echo "mallory@example.com $(cat "$work/mallory.pub")" >> "$work/config/systems/allowed"
expect 5 run run shop/production guarded "$yes"
says "bert@example.com approved another plan ($(echo "$hash" | cut -c1-12))"
# A name that is only claimed is that of this login, who runs it too.
expect 5 run --json plan shop/production trusting
hash=$(field 'd["hash"]')
expect 0 run approve --plan "$hash" shop/production trusting
says "It counts for whoever runs this plan, but for"
expect 5 run run shop/production trusting "$yes"
says "only $(id -un) approved it, who runs it"
expect 0 run audit verify
silent "fault"
echo "gates and bypasses: fine"
