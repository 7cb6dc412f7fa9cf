#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# timeout: 900
# FleetPass goes full circle on a real server with a Docker engine of its own: healthy, a deploy, one that is broken and
# goes back by itself, an update, scaled and back, a restart, faults that are named, and back to the first version with
# nothing built and nothing fetched. What the console says is asked of curl, psql, docker and git as well.
set -euo pipefail

ctl=${PILOTHOUSE_BIN:?}/pilothousectl
source=${PILOTHOUSE_SOURCE_DIR:?}
lab=$source/tests/lab/lab
skip() { echo "SKIP: $*"; exit 77; }
[ "$(id -u)" -eq 0 ] || skip "only root can make the namespaces of a server"
for program in dbus-daemon gnome-keyring-daemon jq; do
    command -v "$program" >/dev/null || skip "$program is not installed"
done

work=$(mktemp -d)
export PILOTHOUSE_LAB_DIR=$work/lab
export PILOTHOUSE_LAB_ADDRESS=127.$((20 + RANDOM % 200)).$((RANDOM % 250)).11
end() {
    "$lab" wipe fleetpass || :
    rm -rf "$work"
}
trap end EXIT
mkdir "$work/lab"

target=fleetpass/production
out=$work/out
table=()
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
console() { "$source/resources/demo/keyring/with-keyring" "$work/keyring" "$ctl" --config "$config" --data "$work/data" --no-input "$@"; }
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
says() { grep -qF -- "$1" "$out" || fail "nothing says: $1"; }
says_not() { ! grep -qF -- "$1" "$out" || fail "something says: $1"; }
on_server() { "$lab" shell fleetpass -- su deploy -c "cd /opt/fleetpass && $1"; }
commit() { on_server "git rev-parse '$1'"; }
compose() { on_server "docker-compose -f docker-compose.prod.yml $1 </dev/null"; }
query() { compose "exec -T postgres psql -X -A -t -U fleetpass_prod -d fleetpass_production -c \"$1\""; }
page() { curl -fsS --max-time 5 --cacert "$config/ca.pem" "https://$PILOTHOUSE_LAB_ADDRESS$1"; }
backends() { compose 'ps -q backend' | grep -c .; }
# serves VERSION NUMBER: what answers is of that version, and what runs was built of that commit.
serves() {
    page / | grep -qF "FleetPass $2<" || fail "the page is not $2: $(page /)"
    [ "$(page /api/v1/health | jq -r '.version + " " + .status')" = "$2 healthy" ] || fail "the interface is not $2: $(page /api/v1/health)"
    [ "$(on_server 'git rev-parse HEAD')" = "$(commit "$1")" ] || fail "HEAD is not $1"
}

since=$EPOCHREALTIME
code=0
"$lab" up fleetpass >"$out" 2>&1 || code=$?
[ "$code" != 77 ] || skip "$(grep '^lab: ' "$out" | tail -n 1 | cut -c 6-)"
[ "$code" = 0 ] || fail "the lab did not start"
config=$PILOTHOUSE_LAB_DIR/fleetpass/config
timed "lab up, v1 by hand"
keep() { tr -d '\n' | console secret set "$target" "$1" >"$out" 2>&1 || fail "no secret $1"; }
on_server "sed -n 's/^POSTGRES_PASSWORD=//p' .env" | keep POSTGRES_PASSWORD
on_server "sed -n 's/^requirepass //p' redis.conf" | keep REDIS_PASSWORD
since=$EPOCHREALTIME

# PostgreSQL and Redis can be reached by their own containers only; the console asks there, with the right passwords.
expect 0 status "$target"
says '1 row'
says PONG
serves v1 1.0.0
timed "status healthy"

run 5 deploy --set ref=v2
says "There is no backup in /backups/fleetpass"
says "checklist go-live"
expect 0 checklist import "$target"
for item in 1 2; do expect 0 checklist tick "$target" go-live $item --evidence "seen on the server"; done
for role in Developer 'QA Lead' CTO; do expect 0 checklist sign "$target" go-live --as "$role"; done
expect 0 backup create "$target" --backup database --confirm "$target"
on_server 'gunzip -c /backups/fleetpass/fleetpass_*.sql.gz' >"$out"
says "Vehicle 300"
timed "checklist signed, backup made"

run 0 deploy --set ref=v2
says "Proven: backend on app-1: runs image"
serves v2 1.1.0
timed "deploy v2, proven"

booking=$(curl -fsS -X POST --cacert "$config/ca.pem" "https://$PILOTHOUSE_LAB_ADDRESS/api/v1/bookings" | jq .id)
run 1 deploy --set ref=v3
says "rolled back to $(commit v2 | cut -c1-12)"
serves v2 1.1.0
timed "broken v3 goes back by itself"

run 0 update
says "Back up on app-1: succeeded"
serves v4 1.2.1
[ "$(query "SELECT count(*) FROM bookings WHERE id = $booking")" = 1 ] || fail "what was written is gone"
timed "update to v4, with a backup"

run 0 scale --set instances=3
[ "$(backends)" = 3 ] || fail "there are $(backends) backends"
run 0 scale --set instances=1
[ "$(backends)" = 1 ] || fail "there are $(backends) backends"
timed "three backends, and one again"

before=$(compose 'ps -q redis' | xargs -I{} "$lab" shell fleetpass -- docker inspect -f '{{.State.StartedAt}}' {})
run 0 restart --set service=redis
after=$(compose 'ps -q redis' | xargs -I{} "$lab" shell fleetpass -- docker inspect -f '{{.State.StartedAt}}' {})
[ "$before" != "$after" ] || fail "redis was not started anew"
timed "restart redis"

expect 0 run "$target" diagnostics

for fault in memory disk; do "$lab" break fleetpass $fault >"$out" 2>&1 || fail "$fault cannot be planted"; done
since=$EPOCHREALTIME
expect 1 run "$target" diagnostics
says "fleetpass_hungry was ended because it took more memory than it may."
says "/backups/fleetpass is"
"$lab" break fleetpass redis >"$out" 2>&1 || fail "redis cannot be stopped"
"$lab" break fleetpass certificate >"$out" 2>&1 || fail "the certificate does not expire"
expect 1 status "$target"
says "no container of redis is running"
grep -F certificate "$out" | grep -qF expired || fail "the expired certificate is not named"
"$lab" mend fleetpass >"$out" 2>&1 || fail "the faults do not go"
timed "four faults are named"

"$lab" break fleetpass network
! on_server "git ls-remote -q origin" >"$out" 2>&1 || fail "the origin can still be reached"
since=$EPOCHREALTIME
run 0 rollback --set "version=$(commit v1)"
says "backend runs image"
serves v1 1.0.0
[ "$(query "SELECT count(*) FROM bookings WHERE id = $booking")" = 1 ] || fail "going back took data along"
timed "back to v1, no build and no network"
"$lab" mend fleetpass >"$out" 2>&1 || fail "the network does not come back"

# A migration has no way back: what would go behind it is refused.
run 0 deploy --set ref=v5
[ "$(query "SELECT count(*) FROM information_schema.columns WHERE table_name = 'bookings' AND column_name = 'price'")" = 1 ] || fail "there is no price"
since=$EPOCHREALTIME
expect 5 run "$target" rollback --set "version=$(commit v1)" --confirm "$target"
says "Migrate"
serves v5 1.3.0
timed "no way back behind a migration"

printf '%s\n' '' "${table[@]}"
