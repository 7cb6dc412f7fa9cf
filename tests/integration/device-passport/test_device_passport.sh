#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# timeout: 900
# Device Passport goes full circle on a real server with Compose v1: healthy, a deploy in a maintenance window, one that is
# broken and goes back by itself, an update, a restart, faults that are named, and back to the first version with nothing
# built and nothing fetched, migrations included; then what is done now and then. What the console says is asked of curl,
# psql, docker and git as well.
set -euo pipefail

# shellcheck source=tests/integration/circle.sh
. "${PILOTHOUSE_SOURCE_DIR:?}/tests/integration/circle.sh"
keychain=yes
circle device-passport deploy

compose() { on_server "docker-compose -f docker/docker-compose.prod.yml $1 </dev/null"; }
query() { compose "exec -T postgres psql -X -A -t -U app_user -d device_passport -c \"$1\""; }
warranty() { query "SELECT count(*) FROM information_schema.columns WHERE table_name = 'devices' AND column_name = 'warranty'"; }
serial() { openssl s_client -connect "$PILOTHOUSE_LAB_ADDRESS:443" </dev/null 2>/dev/null | openssl x509 -noout -serial; }
# serves VERSION NUMBER: what answers is of that version, and what runs was built of that commit.
serves() {
    page / | grep -qF "Device Passport System $2<" || fail "the page is not $2: $(page /)"
    page /api/docs | grep -qF "API $2<" || fail "the interface is not $2: $(page /api/docs)"
    [ "$(page /api/health | jq -c .)" = '{"status":"ok","database":"connected","redis":"connected"}' ] || fail "it is not healthy: $(page /api/health)"
    head_is "$1"
}

on_server "sed -n 's/^POSTGRES_PASSWORD=//p' docker/postgres.env" | keep DATABASE_PASSWORD
on_server "sed -n 's/^requirepass //p' docker/redis.conf" | keep REDIS_PASSWORD
printf first-login | keep SMOKE_PASSWORD
anew
expect 0 status "$target"
says '1 row'
says PONG
serves v1 1.0.0
timed "status healthy"

run 0 schedule
on_server 'crontab -l' >"$out"
says '0 * * * * /backups/device-passport/backup.sh'
expect 0 backup verify "$target"
on_server 'gunzip -c /backups/device-passport/device_passport_*.sql.gz' >"$out"
says "DP-1150"
timed "hourly backups, and one now"

run 5 deploy --set ref=v2
says "checklist go-live"
says "maintenance"
expect 0 checklist import "$target"
for item in 1 2; do expect 0 checklist tick "$target" go-live $item --evidence "seen on the server"; done
for role in Developer 'DevOps Engineer' 'QA Lead' 'Security Officer' 'Tech Lead' 'Product Manager' CTO; do
    expect 0 checklist sign "$target" go-live --as "$role"
done
run 5 deploy --set ref=v2
says_not "checklist go-live"
expect 0 maintenance announce "$target" --confirm "$target" --from "$(date -u '+%Y-%m-%d %H:%M')" --for 2h --zone UTC --reason "The first releases" \
    --short-notice "seen by nobody but this test" --unannounced "nobody reads messages here"
anew
run 0 deploy --set ref=v2
says "Proven: api on app: runs image"
serves v2 1.1.0
timed "deploy v2 with a stop, proven"

device=$(fetch -X POST "https://$PILOTHOUSE_LAB_ADDRESS/api/v1/devices" | jq -r .code)
run 1 deploy --set ref=v3
says "status is 503, wanted 200"
says "rolled back to $(commit v2 | cut -c1-12)"
serves v2 1.1.0
timed "broken v3 goes back by itself"

run 0 update
says "Back up on app: succeeded"
serves v4 1.2.1
[ "$(page "/api/v1/devices/$device" | jq -r .code)" = "$device" ] || fail "what was written is gone"
timed "update to v4, with a backup"

before=$(started redis) other=$(started api)
run 0 restart --set service=redis
[ "$before" != "$(started redis)" ] || fail "redis was not started anew"
[ "$other" = "$(started api)" ] || fail "the interface was touched"
timed "restart redis"

expect 0 run "$target" smoke-tests --set email=user1@devices.example.com --set "device=$device"
says "Somebody can log in"
expect 0 run "$target" indexes
says devices_code_key
timed "smoke tests, indexes"

# What is found of this machine's own disk and memory is true as well.
console run "$target" diagnostics >"$out" 2>&1 </dev/null || [ $? = 1 ] || fail "nobody could look around"
for clean in docker_ /backups; do ! grep -E '^(critical|warning)' "$out" | grep -qF $clean || fail "something is found of $clean"; done
timed "diagnostics find nothing"

for fault in memory crash-loop disk redis certificate; do plant $fault; done
! page / >/dev/null 2>&1 || fail "the expired certificate is taken"
anew
expect 1 run "$target" diagnostics
says "device-passport_hungry was ended because it took more memory than it may."
says "device-passport_mailer crashes again and again"
says "/backups/device-passport is"
says "docker_redis_1 has ended and does not run."
says "The certificate that is served has expired"
expect 1 status "$target"
grep -F certificate "$out" | grep -qF expired || fail "the expired certificate is not named"
timed "diagnostics name five faults"
mend
answers /api/health
expect 0 status "$target"

cut_network
anew
run 0 rollback --set "version=$(commit v1)"
says "api runs image"
says_not "Build on app"
serves v1 1.0.0
[ "$(page "/api/v1/devices/$device" | jq -r .code)" = "$device" ] || fail "going back took data along"
timed "back to v1, no build and no network"
mend

run 0 deploy --set ref=v5
[ "$(warranty)" = 1 ] || fail "devices have no warranty"
serves v5 1.3.0
timed "deploy v5 with a migration"
cut_network
anew
expect 0 plan "$target" rollback --set "version=$(commit v1)"
says "Migrations back on app (1 pending)"
run 0 rollback --set "version=$(commit v1)"
[ "$(warranty)" = 0 ] || fail "the migration was not taken back"
[ "$(query 'SELECT count(*) FROM migrations')" = 1 ] || fail "the database knows another number of migrations"
serves v1 1.0.0
[ "$(page "/api/v1/devices/$device" | jq -r .code)" = "$device" ] || fail "going back took data along"
timed "back behind the migration, no network"
mend

run 0 update --set ref=v5
expect 0 backup create "$target" --backup database --confirm "$target"
newest=$(on_server 'cd /backups/device-passport && ls device_passport_*.sql.gz | tail -n 1')
anew
run 0 revert-migration
[ "$(warranty)" = 0 ] || fail "the migration was not taken back"
run 0 migrate
[ "$(warranty)" = 1 ] || fail "the migration was not applied"
serves v5 1.3.0
timed "take a migration back, and migrate"

fetch -X POST "https://$PILOTHOUSE_LAB_ADDRESS/api/v1/devices" >/dev/null
count=$(query 'SELECT count(*) FROM devices')
anew
expect 0 backup restore "$target" "$newest" --confirm "$target"
[ "$(query 'SELECT count(*) FROM devices')" = $((count - 1)) ] || fail "the database is not the one of the backup"
answers /api/health
expect 0 status "$target"
timed "restore the database"

before=$(serial)
"$lab" shell device-passport -- env DAYS=5 certbot renew --force-renewal >"$out" 2>&1 || fail "there is no certificate that ends soon"
anew
run 0 renew
[ "$(serial)" != "$before" ] || fail "nginx serves the certificate of before"
timed "renew the certificate"

# Nothing secret was kept: neither here nor in what runs leave on the server.
for secret in "$(on_server "sed -n 's/^POSTGRES_PASSWORD=//p' docker/postgres.env")" "$(on_server "sed -n 's/^requirepass //p' docker/redis.conf")"; do
    [ "${#secret}" = 48 ] || fail "there is no secret to look for"
    ! grep -rqF "$secret" "$work/data" || fail "a secret is in the console's store"
    ! on_server "grep -rqF '$secret' ~/.local/state" || fail "a secret is in the folder of a run"
done

circle_is_full
