#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# timeout: 600
# Two operators with two versions of a definition are told: by what the last run left on the host, and by who holds the lock.
set -eu

ctl=${PILOTHOUSE_BIN:?}/pilothousectl
work=$(mktemp -d)
runner=
end() {
    [ -z "$runner" ] || kill "$runner" 2> /dev/null || :
    rm -rf "$work"
}
trap end EXIT
mkdir -p "$work/anna/systems" "$work/bert/systems" "$work/place"
write() {
    cat > "$work/$1/systems/shop.yaml" << TEXT
apiVersion: pilothouse/v1
system: shop
environments:
  staging:
    kind: staging
    hosts:
      here: { local: true, directory: $work/place, roles: [app] }
      there: { local: true, roles: [other] }
    procedures:
      deploy: { title: "$2", steps: [{ name: Say, on: app, run: "echo said" }, { name: Tell, on: other, run: "true" }] }
      slow: { steps: [{ name: Wait, on: app, run: "touch begun; while [ ! -e go ]; do sleep 0.1; done" }] }
TEXT
}
write anna "Deploy"
cp "$work/anna/systems/shop.yaml" "$work/bert/systems/"

export XDG_STATE_HOME="$work/state"
fail() {
    echo "$1"
    cat "$work/out" "$work/err" 2> /dev/null || :
    exit 1
}
# expect CODE WHO WORDS…
expect() {
    wanted=$1
    who=$2
    shift 2
    code=0
    "$ctl" --config "$work/$who" --data "$work/data-$who" "$@" > "$work/out" 2> "$work/err" < /dev/null || code=$?
    [ "$code" = "$wanted" ] || fail "expected $wanted, got $code: $who $*"
}
says() { grep -qF -- "$1" "$work/out" "$work/err" || fail "not said: $1"; }
silent() { ! grep -qF -- "$1" "$work/out" "$work/err" || fail "said: $1"; }

expect 0 anna plan shop/staging deploy
silent "another version"
expect 0 anna run shop/staging deploy
hash=$(sha256sum "$work/anna/systems/shop.yaml" | cut -c1-64)
# Plain to read for whoever has only ssh.
grep -q "^definition $hash\$" "$work/place/.pilothouse-last" || fail "the last definition is not on the host"
grep -q "^did deploy of shop/staging\$" "$work/place/.pilothouse-last" || fail "what was done is not on the host"
grep -q "^definition $hash\$" "$work/state/pilothouse/locks/shop.staging.last" || fail "not kept where there is no directory"
expect 0 bert plan shop/staging deploy
silent "another version"

write bert "Deploy it"
expect 0 bert plan shop/staging deploy
says "here, there: this environment was last changed with another version of the definition ($(echo "$hash" | cut -c1-12), by "
expect 0 bert lock shop/staging --message "hands off"
says "here: this environment was last changed with another version"
expect 0 anna plan shop/staging deploy
says "it is locked ("
says "its holder has another version of the definition"
expect 5 anna run shop/staging deploy
says "its holder has another version of the definition"
expect 0 bert unlock shop/staging

# While a run holds the lock, and after it: whoever comes next is told once, then it is theirs.
"$ctl" --config "$work/anna" --data "$work/data-anna" run shop/staging slow > "$work/run" 2>&1 &
runner=$!
tries=600
until [ -e "$work/place/begun" ]; do
    tries=$((tries - 1))
    if [ "$tries" -eq 0 ] || ! kill -0 "$runner"; then
        cat "$work/run"
        fail "the run does not begin"
    fi
    sleep 0.1
done
expect 5 bert lock shop/staging
says "its holder has another version of the definition"
expect 4 bert status shop/staging --locks
says "  here is locked: "
says "its holder has another version of the definition"
touch "$work/place/go"
wait "$runner" || fail "the run failed"
runner=
expect 0 bert run shop/staging deploy
says "! here: this environment was last changed with another version of the definition"
expect 0 bert run shop/staging deploy
silent "another version"
expect 0 anna --json plan shop/staging deploy
says "another version of the definition"
echo "definitions of several operators: fine"
