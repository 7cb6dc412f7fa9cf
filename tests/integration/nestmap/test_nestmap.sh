#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# timeout: 900
# NestMap goes full circle on a real server: healthy, a deploy, one that is broken and goes back by itself, an update, a
# restart, faults that are named, and back to the first version with nothing to be fetched. What the console says is
# asked of curl, psql, pm2 and git as well.
set -euo pipefail

# shellcheck source=tests/integration/circle.sh
. "${PILOTHOUSE_SOURCE_DIR:?}/tests/integration/circle.sh"
circle nestmap nestmap

query() { on_server "psql -X -A -t -w -h localhost -U nestmap_user -d nestmap_production -c \"$1\""; }
workers() { on_server "pm2 jlist" | sed -n '/^\[{/p' | jq -r '.[] | select(.name == "nestmap") | [.pid, .pm2_env.version, .pm2_env.status] | @tsv'; }
# serves VERSION NUMBER: what answers was built of that commit, and both workers are of that version.
serves() {
    page / | grep -qF "NestMap $2, built of $(commit "$1")" || fail "the page is not of $1: $(page /)"
    head_is "$1"
    [ "$(workers | grep -c "$2.online")" = 2 ] || fail "not both workers are of $2: $(workers)"
    [ "$(page /api/health | jq -r '.status + " " + .database')" = "healthy connected" ] || fail "it is not healthy"
}

"$lab" up nestmap >"$out" 2>&1 || fail "up cannot be said twice"
anew

expect 0 status "$target"
serves v1 1.0.0
timed "status healthy"

expect 5 run "$target" deploy --set ref=v2 --confirm "$target"
says "There is no backup in /opt/nestmap/backups"
run 0 schedule
on_server 'crontab -l' >"$out"
says '@reboot cd /opt/nestmap'
[ "$(grep -c /opt/nestmap/backup-db.sh "$out")" = 1 ] || fail "cron has the backup more than once, or not at all"
# What a step of a procedure backed up and read to its end is known, as if it had been asked for by itself.
expect 0 backup list "$target" --backup database
grep -qE 'nestmap_backup_[0-9_]+\.sql\.gz .* complete' "$out" || fail "the backup of the procedure is not known"
on_server 'gunzip -c backups/nestmap_backup_*.sql.gz' >"$out"
says "Trip 200"
timed "nightly backups, and the first"

run 0 deploy --set ref=v2
says "Proven: nestmap on app: process"
serves v2 1.1.0
timed "deploy v2, proven"

trip=$(fetch -H 'content-type: application/json' -d '{"title": "Written with v2"}' \
    "https://$PILOTHOUSE_LAB_ADDRESS/api/trips" | jq .id)
run 1 deploy --set ref=v3
says "status is 503, wanted 200"
says "rolled back to $(commit v2 | cut -c1-12)"
serves v2 1.1.0
timed "broken v3 goes back by itself"

run 0 update
says "Back up on app: succeeded"
serves v4 1.2.1
[ "$(query "SELECT title FROM trips WHERE id = $trip")" = "Written with v2" ] || fail "what was written is gone"
timed "update to v4, with a backup"

before=$(workers)
nginx=$("$lab" shell nestmap -- cat /run/nginx.pid)
run 0 restart --set service=nginx
[ "$("$lab" shell nestmap -- cat /run/nginx.pid)" != "$nginx" ] || fail "nginx was not started anew"
[ "$(workers)" = "$before" ] || fail "the workers were touched"
timed "restart nginx"

look_around() { # what is found of this machine's own disk and memory is true as well
    console run "$target" diagnostics >"$out" 2>&1 </dev/null || [ $? = 1 ] ||
        fail "nobody could look around"
}
look_around
says "Application on app: nothing is wrong with pm2, pm2-saved, pm2-startup, postgres, cron, cron-daemon."
says_not "/backup/nestmap is"
says_not "The certificate"
timed "diagnostics find nothing"
for fault in crash-loop certificate disk database; do plant $fault; done
! page /api/health >/dev/null 2>&1 || fail "the expired certificate is taken"
[ "$(on_server 'pm2 jlist' | sed -n '/^\[{/p' | jq -r '.[] | select(.name == "mailer").pm2_env.status')" = errored ] || fail "the mailer does not crash"
! query "SELECT 1" >"$out" 2>&1 || fail "the database is not stopped"
anew
expect 1 run "$target" diagnostics
says "critical   mailer (2) crashes again and again: errored"
says "warning    mailer: 1 running, 0 after a start of the host (pm2 save)"
says "critical   PostgreSQL does not answer"
says "critical   /backup/nestmap is 9"
says "critical   The certificate /etc/letsencrypt/live/nestmap/fullchain.pem expired"
expect 1 status "$target"
says "certificate"
timed "diagnostics name four faults"
mend
anew
look_around
says "Application on app: nothing is wrong with"
says_not "/backup/nestmap is"
says_not "The certificate"
expect 0 status "$target"
timed "mended, and nothing is found"

# What the calendar asks for, and what an accident does.
run 0 reload
run 0 migrate
run 0 weekly
run 0 quarterly
says "trips"
run 0 renew
on_server 'mkdir -p /opt/nestmap-backup-20260101 /opt/nestmap-backup-20991231 && touch -d "60 days ago" /opt/nestmap-backup-20260101'
run_after_a_yes cleanup remove-them
says "/opt/nestmap-backup-20260101"
on_server '[ ! -e /opt/nestmap-backup-20260101 ] && [ -d /opt/nestmap-backup-20991231 ]' || fail "another copy was removed"
timed "the calendar's procedures"
kept=$(on_server 'ls backups' | sort | tail -n 1)
query "DELETE FROM trips WHERE id = $trip" >"$out"
expect 0 backup restore "$target" "$kept" --backup database --confirm "$target"
says "The former data is kept as nestmap_before_"
[ "$(query "SELECT title FROM trips WHERE id = $trip")" = "Written with v2" ] || fail "what was deleted is not back"
[ "$(page /api/health | jq -r '.status + " " + .database')" = "healthy connected" ] || fail "the application does not find its data"
timed "restore"

cut_network
! on_server 'npm view pg version' >"$out" 2>&1 || fail "the registry can still be reached"
anew
run 0 rollback --set "version=$(commit v1)"
says_not "Build on app"
says_not "Install on app"
serves v1 1.0.0
[ "$(query "SELECT title FROM trips WHERE id = $trip")" = "Written with v2" ] || fail "going back took data along"
timed "back to v1, no build and no network"
mend

# A migration has no way back: what would go behind it is refused.
run 0 deploy --set ref=v5
[ "$(query "SELECT count(*) FROM pg_indexes WHERE indexname = 'idx_trips_user_org'")" = 1 ] || fail "the index is not there"
anew
expect 5 run "$target" rollback --set "version=$(commit v1)" --confirm "$target"
says "Migrate"
serves v5 1.3.0
timed "no way back behind a migration"

# Nothing secret was kept: neither here nor in what runs leave on the server.
secret=$(on_server "sed -n 's/^JWT_SECRET=\"\\(.*\\)\"/\\1/p' .env")
[ "${#secret}" = 64 ] || fail "there is no secret to look for"
! grep -rqF "$secret" "$work/data" || fail "a secret is in the console's store"
! on_server "grep -rqF '$secret' ~/.local/state" || fail "a secret is in the folder of a run"

circle_is_full
