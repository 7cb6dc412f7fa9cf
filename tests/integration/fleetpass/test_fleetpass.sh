#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# timeout: 900
# FleetPass goes full circle on a real server with a Docker engine of its own: healthy, a deploy, one that is broken and
# goes back by itself, an update, scaled and back, a restart, faults that are named, and back to the first version with
# nothing built and nothing fetched. What the console says is asked of curl, psql, docker and git as well.
set -euo pipefail

# shellcheck source=tests/integration/circle.sh
. "${PILOTHOUSE_SOURCE_DIR:?}/tests/integration/circle.sh"
keychain=yes
circle fleetpass deploy

compose() { on_server "docker-compose -f docker-compose.prod.yml $1 </dev/null"; }
query() { compose "exec -T postgres psql -X -A -t -U fleetpass_prod -d fleetpass_production -c \"$1\""; }
backends() { containers backend | grep -c .; }
# serves VERSION NUMBER: what answers is of that version, and what runs was built of that commit.
serves() {
    page / | grep -qF "FleetPass $2<" || fail "the page is not $2: $(page /)"
    [ "$(page /api/v1/health | jq -r '.version + " " + .status')" = "$2 healthy" ] || fail "the interface is not $2: $(page /api/v1/health)"
    head_is "$1"
}

on_server "sed -n 's/^POSTGRES_PASSWORD=//p' .env" | keep POSTGRES_PASSWORD
on_server "sed -n 's/^requirepass //p' redis.conf" | keep REDIS_PASSWORD
anew

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

booking=$(fetch -X POST "https://$PILOTHOUSE_LAB_ADDRESS/api/v1/bookings" | jq .id)
run 1 deploy --set ref=v3
says "rolled back to $(commit v2 | cut -c1-12)"
serves v2 1.1.0
timed "broken v3 goes back by itself"

run 0 scale --set instances=3
[ "$(backends)" = 3 ] || fail "there are $(backends) backends"
timed "three backends"

# The update ends them all first, and Compose would start one.
run 0 update
says "Back up on app-1: succeeded"
serves v4 1.2.1
[ "$(query "SELECT count(*) FROM bookings WHERE id = $booking")" = 1 ] || fail "what was written is gone"
[ "$(backends)" = 3 ] || fail "the update left $(backends) backends"
timed "update to v4, with a backup, still three"

run 0 scale --set instances=1
[ "$(backends)" = 1 ] || fail "there are $(backends) backends"
timed "one backend again"

before=$(started redis)
run 0 restart --set service=redis
[ "$before" != "$(started redis)" ] || fail "redis was not started anew"
timed "restart redis"

expect 0 run "$target" diagnostics

plant memory
plant disk
anew
expect 1 run "$target" diagnostics
says "fleetpass_hungry was ended because it took more memory than it may."
says "/backups/fleetpass is"
plant redis
plant certificate
expect 1 status "$target"
says "no container of redis is running"
grep -F certificate "$out" | grep -qF expired || fail "the expired certificate is not named"
mend
timed "four faults are named"

cut_network
anew
run 0 rollback --set "version=$(commit v1)"
says "backend runs image"
serves v1 1.0.0
[ "$(query "SELECT count(*) FROM bookings WHERE id = $booking")" = 1 ] || fail "going back took data along"
timed "back to v1, no build and no network"
mend

# A migration has no way back: what would go behind it is refused.
run 0 deploy --set ref=v5
[ "$(query "SELECT count(*) FROM information_schema.columns WHERE table_name = 'bookings' AND column_name = 'price'")" = 1 ] || fail "there is no price"
anew
expect 5 run "$target" rollback --set "version=$(commit v1)" --confirm "$target"
says "Migrate"
serves v5 1.3.0
timed "no way back behind a migration"

circle_is_full
