#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# timeout: 600
# Documents are read offline, without a definition or a data folder: what is shown, what never is, and the exit codes.
set -eu

ctl=${PILOTHOUSE_BIN:?}/pilothousectl
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

fail() {
    echo "$1"
    cat out err 2> /dev/null || :
    exit 1
}
# expect CODE KIND FILE…
expect() {
    wanted=$1
    shift
    code=0
    "$ctl" --config "$work/none" --data "$work/none" inspect "$@" > out 2> err < /dev/null || code=$?
    [ "$code" = "$wanted" ] || fail "expected $wanted, got $code: inspect $*"
}
says() { grep -qF -- "$1" out err || fail "not said: $1"; }
# field EXPRESSION VALUE: what Python makes of the JSON document d.
field() {
    got=$(python3 -c 'import json, sys
d = json.load(open("out"))
print(json.dumps(eval(sys.argv[1])))' "$1")
    [ "$got" = "$2" ] || fail "$1 is $got, not $2"
}

expect 2 tool out
says "compose-ps"
expect 2 tool out --as nothing
expect 2 parchment out
expect 3 env missing.env

printf '[PM2] Spawning\n[{"pid":7,"name":"api","pm2_env":{"TOKEN":"hunter2","status":"online"},"pm_id":0,"monit":{"memory":2048,"cpu":1}}]' > jlist
expect 0 tool jlist --as pm2-jlist --json
field 'd["rows"][0]["memoryBytes"]' 2048
field 'd["rows"][0]["exitCode"]' null
! grep -q hunter2 out || fail "a secret of a process was printed"
expect 3 tool jlist --as df
says "df"

cat > compose.yml <<'TEXT'
services:
  api:
    image: "${REPO:-docker.io}/api:${TAG}"
    ports: ["8080:80"]
    depends_on: [db]
  db: { image: "postgres:15", mem_limit: 1g }
TEXT
expect 0 compose compose.yml --json
field 'd["unresolved"]' '["TAG"]'
field 'd["services"][1]["limits"]["memoryBytes"]' 1073741824
field 'd["services"][0]["dependsOn"]' '["db"]'
printf 'TAG="7"\nTAG=8 # newer\n# OTHER=1\n' > one.env
expect 0 compose compose.yml --env one.env --json
field 'd["services"][0]["image"]' '"docker.io/api:8"'
printf 'services:\n  api:\n    image: a\n   ports: [b\n' > broken.yml
expect 3 compose broken.yml
says "broken.yml:4:"
expect 3 compose broken.yml --json
field 'd["errors"][0]["line"]' 4

expect 0 env one.env --json
field 'd["entries"][1]["sha256"]' "\"$(printf 8 | sha256sum | cut -d ' ' -f 1)\""
field 'd["duplicates"]' '["TAG"]'
printf 'A="open\n' > bad.env
expect 3 env bad.env
says "bad.env:1:"

printf 'db_20261120_020000.sql.gz\ndb_20261119_020000.sql.gz\nnotes.txt\n' > names
expect 0 names names --json
field 'd["pattern"]' '"db_{YYYYMMDD}_{HHMMSS}.sql.gz"'
field 'd["backups"][0]["time"]' '"2026-11-20T02:00:00Z"'
field 'd["ignored"]' 1
expect 0 names names --pattern 'db_{YYYYMMDD}_{*}' --json
field 'len(d["backups"])' 2
expect 3 names names --pattern 'db'

printf '{"level":50,"time":1795171750144,"pid":1,"msg":"x"}\n' > log
expect 0 log log --json
field 'd["levels"]' '{"error": 1}'
field 'd["first"]' '"2026-11-20T10:49:10.144Z"'

printf -- '--\n-- PostgreSQL database dump\n--\nSELECT 1;\n--\n-- PostgreSQL database dump complete\n--\n' | gzip > whole.sql.gz
expect 0 backup whole.sql.gz --json
field 'd["rung"]' '"complete"'
field 'd["sha256"]' "\"$(sha256sum whole.sql.gz | cut -d ' ' -f 1)\""
head -c 60 whole.sql.gz > cut.sql.gz
expect 0 backup cut.sql.gz --json
field 'd["rung"]' '"exists"'
says "cut off or damaged"
printf -- '--\n-- PostgreSQL database dump\n--\nSELECT 1;\n' | gzip > half.sql.gz
expect 0 backup half.sql.gz --json
field 'd["rung"]' '"readable"'
"$ctl" inspect backup - --json < whole.sql.gz > out
field 'd["rung"]' '"complete"'
expect 3 backup "it's missing.gz"

[ -z "$(ls -A "$work/none")" ] || fail "reading a document opened a database"
