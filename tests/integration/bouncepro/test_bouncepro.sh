#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# timeout: 900
# BouncePro goes full circle on a real server with Compose v2: healthy, a deploy, one that is broken and goes back by
# itself, an update, scaled and back, a restart, faults that are named, and back to the first version with nothing built
# and nothing fetched; then what is done now and then: a renewal, a cleanup, a migration, a restore. What the console
# says is asked of curl, psql, docker and git as well.
set -euo pipefail

# shellcheck source=tests/integration/circle.sh
. "${PILOTHOUSE_SOURCE_DIR:?}/tests/integration/circle.sh"
keychain=yes
circle bouncepro deploy

compose() { on_server "docker compose -f docker-compose.prod.yml $1 </dev/null"; }
query() { compose "exec -T postgres psql -X -A -t -U bouncepro -d bouncepro -c \"$1\""; }
instances() { containers payload | grep -c .; }
serial() { openssl s_client -connect "$PILOTHOUSE_LAB_ADDRESS:443" </dev/null 2>/dev/null | openssl x509 -noout -serial; }
# serves VERSION NUMBER: what answers is of that version, and what runs was built of that commit.
serves() {
    page / | grep -qF "BouncePro $2<" || fail "the page is not $2: $(page /)"
    [ "$(page /api/health/ready | jq -r '.version + " " + .status + " " + .checks.database')" = "$2 ready ok" ] ||
        fail "the interface is not $2: $(page /api/health/ready)"
    head_is "$1"
}

on_server "sed -n 's/^POSTGRES_PASSWORD=//p' .env.production" | keep POSTGRES_PASSWORD
anew
expect 1 status "$target"
says "there is no crontab on app-1"
run 0 schedule
on_server 'crontab -l' >"$out"
says '0 3 * * * cd /opt/bouncepro && ./scripts/backup.sh'
expect 0 backup verify "$target"
on_server 'gunzip -c /backups/bouncepro/bouncepro_*.sql.gz' >"$out"
says "Castle 250"
timed "nightly backups, and one now"
expect 0 status "$target"
says '1 row'
serves v1 1.0.0
[ "$(page /api/health | jq -r .status)/$(page /api/health/db | jq -r .database)" = ok/connected ] || fail "the three health bodies differ"
timed "status healthy"

run 5 deploy --set ref=v2
says "checklist go-live"
expect 0 checklist import "$target"
for item in 1 2 3; do expect 0 checklist tick "$target" go-live $item --evidence "seen on the server"; done
expect 0 checklist sign "$target" go-live --as 'DevOps team'
anew
run 0 deploy --set ref=v2
says "Proven: payload on app-1: runs image"
says "nuxt on app-1: runs image"
serves v2 1.1.0
timed "deploy v2, proven"

booking=$(fetch -X POST "https://$PILOTHOUSE_LAB_ADDRESS/api/bookings" | jq .id)
run 1 deploy --set ref=v3
says "status is 503, wanted 200"
says "rolled back to $(commit v2 | cut -c1-12)"
serves v2 1.1.0
timed "broken v3 goes back by itself"

run 0 update
says "Back up on app-1: succeeded"
serves v4 1.2.1
[ "$(query "SELECT count(*) FROM bookings WHERE id = $booking")" = 1 ] || fail "what was written is gone"
timed "update to v4, with a backup"

run 0 scale --set instances=3
[ "$(instances)" = 3 ] || fail "there are $(instances) instances"
seen=$(for _ in $(seq 8); do fetch -o /dev/null -D - "https://$PILOTHOUSE_LAB_ADDRESS/api/health" | tr -d '\r' | sed -n 's/^x-instance: //p'; done | sort -u | grep -c .)
[ "$seen" -gt 1 ] || fail "nginx asks one of three"
run 0 scale --set instances=1
[ "$(instances)" = 1 ] || fail "there are $(instances) instances"
timed "three instances, and one again"

before=$(started nuxt) other=$(started payload)
run 0 restart --set service=nuxt
[ "$before" != "$(started nuxt)" ] || fail "nuxt was not started anew"
[ "$other" = "$(started payload)" ] || fail "payload was touched"
timed "restart nuxt"

# What is found of this machine's own disk and memory is true as well.
console run "$target" diagnostics >"$out" 2>&1 </dev/null || [ $? = 1 ] || fail "nobody could look around"
for clean in bouncepro /backups; do ! grep -E '^(critical|warning)' "$out" | grep -qF $clean || fail "something is found of $clean"; done
timed "diagnostics find nothing"

for fault in memory crash-loop disk database certificate; do plant $fault; done
! page / >/dev/null 2>&1 || fail "the expired certificate is taken"
anew
expect 1 run "$target" diagnostics
says "bouncepro_hungry was ended because it took more memory than it may."
says "bouncepro_mailer crashes again and again"
says "/backups/bouncepro is"
says "bouncepro-postgres-1 has ended and does not run."
says "The certificate that is served has expired"
expect 1 status "$target"
grep -F certificate "$out" | grep -qF expired || fail "the expired certificate is not named"
timed "diagnostics name five faults"
mend
answers /api/health/ready
expect 0 status "$target"

cut_network
anew
run 0 rollback --set "version=$(commit v1)"
says "payload runs image"
says_not "Build on app-1"
serves v1 1.0.0
[ "$(query "SELECT count(*) FROM bookings WHERE id = $booking")" = 1 ] || fail "going back took data along"
timed "back to v1, no build and no network"
mend

# certbot made it with --standalone and wants port 80: alone it fails, the procedure makes it free and copies what came.
"$lab" shell bouncepro -- certbot renew --force-renewal >"$out" 2>&1 && fail "certbot found port 80 free"
says "Could not bind TCP port 80"
before=$(serial)
"$lab" shell bouncepro -- env DAYS=5 certbot renew --webroot --force-renewal >"$out" 2>&1 || fail "there is no certificate that ends soon"
anew
run 0 renew
[ "$(serial)" != "$before" ] || fail "nginx serves the certificate of before"
serves v1 1.0.0
timed "renew the certificate"

# A scaled service keeps its count when another version comes, and a migration has no way back.
run 0 scale --set instances=2
anew
run 0 deploy --set ref=v5
[ "$(instances)" = 2 ] || fail "the deploy left $(instances) instances"
[ "$(query "SELECT count(*) FROM information_schema.columns WHERE table_name = 'bookings' AND column_name = 'price'")" = 1 ] || fail "there is no price"
serves v5 1.3.0
timed "deploy v5 with a migration, two instances"
expect 5 run "$target" rollback --set "version=$(commit v1)" --confirm "$target"
says "Migrate"
serves v5 1.3.0

# What a restore brings back, and what it takes along.
expect 0 backup create "$target" --backup database --confirm "$target"
newest=$(on_server 'cd /backups/bouncepro && ls bouncepro_*.sql.gz | tail -n 1')
fetch -X POST "https://$PILOTHOUSE_LAB_ADDRESS/api/bookings" >/dev/null
count=$(query 'SELECT count(*) FROM bookings')
anew
expect 0 backup restore "$target" "$newest" --confirm "$target"
[ "$(query 'SELECT count(*) FROM bookings')" = $((count - 1)) ] || fail "the database is not the one of the backup"
answers /api/health/ready
expect 0 status "$target"
serves v5 1.3.0
timed "restore the database"

# A migration of the version that runs, which somebody left out.
query "BEGIN; ALTER TABLE bookings DROP COLUMN price; DELETE FROM payload_migrations WHERE name = '20260110_090000_price'; COMMIT" >"$out"
anew
run 0 migrate
[ "$(query "SELECT count(*) FROM payload_migrations WHERE name = '20260110_090000_price'")" = 1 ] || fail "nothing was migrated"
timed "migrate"

# Images that have no name any more go, when somebody says yes; those that are kept stay.
images() { "$lab" shell bouncepro -- docker image ls -q "$@" | sort -u | grep -c . || :; }
"$lab" shell bouncepro -- sh -c 'printf "FROM node:20-alpine\nLABEL left=over\n" | docker build -q -' >"$out" 2>&1
[ "$(images --filter dangling=true)" -ge 1 ] || fail "no image is without a name"
kept=$(images --filter reference='*:pilothouse-*')
[ "$kept" -ge 4 ] || fail "$kept images are kept"
anew
run_after_a_yes cleanup remove-them
[ "$(images --filter dangling=true)" = 0 ] || fail "images without a name are left"
[ "$(images --filter reference='*:pilothouse-*')" = "$kept" ] || fail "kept images are gone"
[ "$("$lab" shell bouncepro -- docker volume ls -q | grep -c .)" -ge 1 ] || fail "the volume is gone"
timed "clean up after a yes"

# Nothing secret was kept: neither here nor in what runs leave on the server.
secret=$(on_server "sed -n 's/^POSTGRES_PASSWORD=//p' .env.production")
[ "${#secret}" = 48 ] || fail "there is no secret to look for"
! grep -rqF "$secret" "$work/data" || fail "a secret is in the console's store"
! on_server "grep -rqF '$secret' ~/.local/state" || fail "a secret is in the folder of a run"

circle_is_full
