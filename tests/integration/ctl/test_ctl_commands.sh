#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# timeout: 600
# What scripts rely on whatever the command: exit codes, one JSON document, words behind "--", locks, the audit trail.
set -eu

ctl=${PILOTHOUSE_BIN:?}/pilothousectl
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export XDG_STATE_HOME="$work/state" # where runs on this machine leave their folders
mkdir -p "$work/config/systems" "$work/place"
cat > "$work/config/systems/shop.yaml" <<TEXT
apiVersion: pilothouse/v1
system: shop
title: Shop
environments:
  staging:
    kind: staging
    hosts:
      here: { local: true, directory: $work/place, roles: [app] }
    probes:
      - { name: answers, tcp: "127.0.0.1:1", timeout: 5s }
    procedures:
      deploy: { steps: [{ name: Say, on: app, run: echo deployed }] }
  bare:
    kind: staging
    hosts:
      here: { local: true }
TEXT

run() { "$ctl" --config "$work/config" --data "$work/data" "$@"; }

# expect CODE WORDS…: the command ends with this code.
expect() {
    wanted=$1
    shift
    code=0
    echo "$*" # a command that hangs is the last one named
    run "$@" > "$work/out" 2> "$work/err" < /dev/null || code=$?
    [ "$code" = "$wanted" ] || fail "expected $wanted, got $code: $*"
}

fail() {
    echo "$1"
    cat "$work/out" "$work/err"
    exit 1
}

# says TEXT: the last command said it, on either stream.
says() { grep -qF -- "$1" "$work/out" "$work/err" || fail "not said: $1"; }

# document EXPRESSION: what the last command printed is one JSON document `d`, of which this is true.
document() {
    python3 -c 'import json, sys
d = json.load(open(sys.argv[1]))
assert d["schema"] == "pilothouse/v1", d
assert eval(sys.argv[2]), d' "$work/out" "$1" || fail "not so: $1"
}

# Words behind "--" are not for pilothousectl: once, "-- git --version" printed its own version and was done.
expect 2 exec shop/staging -- git --version
says "nothing was run"
! grep -q pilothousectl "$work/out" || fail "its own version"
expect 2 exec shop/staging -- ls --help
says "nothing was run"

# A call that makes no sense is a document too.
expect 2 --json nonsense
document 'd["error"]["kind"] == "usage"'
expect 2 --json inspect health
document 'd["error"]["kind"] == "usage"'
expect 2 --json backup drill shop/staging
document '"backup drill" in d["error"]["message"]'
# A stream prints lines, its error as well.
expect 2 --json attach 0195d1f4-0000-7000-8000-000000000000
[ "$(wc -l < "$work/out")" = 1 ] || fail "an error of several lines in a stream"
document 'd["error"]'

# What did not arrive was not done.
if [ -e /dev/full ]; then
    code=0
    run --json runs > /dev/full 2> "$work/err" || code=$?
    [ "$code" = 1 ] || fail "a full disk: $code"
fi

printf '{"status":"ok"}' > "$work/health.json"
expect 0 inspect health "$work/health.json"
expect 2 inspect health "$work/health.json" --status ok
expect 3 --json inspect checklist /dev/zero
document 'd["error"]["kind"] == "invalid"'
expect 3 inspect definition "$work"
printf 'a\000\000\000' > "$work/binary"
expect 3 --json inspect checklist "$work/binary"
document 'd["error"]["kind"] == "invalid"'

# An empty trail proves nothing.
expect 4 audit verify
says "empty"
expect 4 --json audit verify
document 'd["intact"] is None and d["links"] == 0'
expect 0 --json audit export
document 'd["links"] == [] and d["head"] is None'

# A lock keeps others from deploying, says why, and goes away when a person says so.
expect 2 lock shop/staging:here
expect 2 lock shop/bare
says "no host that can be locked"
expect 0 --json lock shop/staging --message "the auditors are here"
document 'd["locked"] and d["lock"]'
expect 5 lock shop/staging
says "the auditors are here"
expect 5 run shop/staging deploy
says "the auditors are here"
expect 0 --json unlock shop/staging
document 'd["takenAway"][0]["host"] == "here" and "the auditors are here" in d["takenAway"][0]["holder"]'
expect 0 unlock shop/staging
says "was not locked"
expect 0 run shop/staging deploy

expect 0 audit verify
says "intact"
expect 0 --json audit export
document 'd["links"][0]["action"] == "lock.taken" and [l["seq"] for l in d["links"]] == list(range(1, len(d["links"]) + 1))'
document 'd["links"][-1]["hash"] == d["head"]'
# Anchors emptied are anchors lost.
cp "$work/data/audit.anchors" "$work/anchors"
: > "$work/data/audit.anchors"
expect 1 audit verify
cp "$work/anchors" "$work/data/audit.anchors"
expect 0 audit verify

# Where this machine has no network, nothing is known about those that are reached over it; of itself it knows.
expect 1 status
if unshare -n true 2> /dev/null; then
    cp "$work/config/systems/shop.yaml" "$work/kept.yaml"
    code=0
    unshare -n "$ctl" --config "$work/config" --data "$work/data" status shop/staging > "$work/out" 2> "$work/err" || code=$?
    [ "$code" = 1 ] || fail "loopback without a network: $code"
    sed -i 's/127.0.0.1:1/192.0.2.1:80/' "$work/config/systems/shop.yaml"
    code=0
    unshare -n "$ctl" --config "$work/config" --data "$work/data" status shop/staging > "$work/out" 2> "$work/err" || code=$?
    [ "$code" = 4 ] || fail "no network at all: $code"
    says "no network"
    mv "$work/kept.yaml" "$work/config/systems/shop.yaml"
fi

# A system whose definition is broken is one about which nothing is known.
expect 1 status
sed -i 's/127.0.0.1:1/127.0.0.1:1"/' "$work/config/systems/shop.yaml"
expect 4 --json status
document 'd["verdict"] == "unknown" and len(d["broken"]) == 1'

# Every table is there: what the window measures is kept in the cache.
python3 - "$work/data/cache.sqlite" <<'PYTHON' || fail "the cache lacks a table"
import sqlite3, sys
tables = {row[0] for row in sqlite3.connect(sys.argv[1]).execute("SELECT name FROM sqlite_schema")}
assert {"health_look", "metrics_minute"} <= tables, tables
PYTHON
