#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# timeout: 900
# NestMap goes full circle on a real server: healthy, a deploy, one that is broken and goes back by itself, an update, a
# restart, faults that are named, and back to the first version with nothing to be fetched. What the console says is
# asked of curl, psql, pm2 and git as well.
set -euo pipefail

ctl=${PILOTHOUSE_BIN:?}/pilothousectl
lab=${PILOTHOUSE_SOURCE_DIR:?}/tests/lab/lab
skip() { echo "SKIP: $*"; exit 77; }
[ "$(id -u)" -eq 0 ] || skip "only root can make the namespaces of a server"

work=$(mktemp -d)
export PILOTHOUSE_LAB_DIR=$work/lab
export PILOTHOUSE_LAB_ADDRESS=127.$((20 + RANDOM % 200)).$((RANDOM % 250)).10
end() {
    "$lab" wipe nestmap || :
    rm -rf "$work"
}
trap end EXIT
mkdir "$work/lab"

target=nestmap/production
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
expect() { # CODE WORDS…
    local wanted=$1 code=0
    shift
    "$ctl" --config "$config" --data "$work/data" --no-input "$@" >"$out" 2>&1 </dev/null || code=$?
    [ "$code" = "$wanted" ] || fail "expected $wanted, got $code: $*"
}
run() { # CODE PROCEDURE WORDS…
    local wanted=$1
    shift
    expect "$wanted" run "$target" "$@" --confirm "$target"
}
says() { grep -qF -- "$1" "$out" || fail "nothing says: $1"; }
says_not() { ! grep -qF -- "$1" "$out" || fail "something says: $1"; }
on_server() { "$lab" shell nestmap -- su nestmap -c "cd /opt/nestmap && $1"; }
commit() { on_server "git rev-parse '$1'"; }
query() { on_server "psql -X -A -t -w -h localhost -U nestmap_user -d nestmap_production -c \"$1\""; }
page() { curl -fsS --max-time 5 --cacert "$config/ca.pem" "https://$PILOTHOUSE_LAB_ADDRESS$1"; }
workers() { on_server "pm2 jlist" | sed -n '/^\[{/p' | jq -r '.[] | select(.name == "nestmap") | [.pid, .pm2_env.version, .pm2_env.status] | @tsv'; }
# serves VERSION NUMBER: what answers was built of that commit, and both workers are of that version.
serves() {
    page / | grep -qF "NestMap $2, built of $(commit "$1")" || fail "the page is not of $1: $(page /)"
    [ "$(on_server 'git rev-parse HEAD')" = "$(commit "$1")" ] || fail "HEAD is not $1"
    [ "$(workers | grep -c "$2.online")" = 2 ] || fail "not both workers are of $2: $(workers)"
    [ "$(page /api/health | jq -r '.status + " " + .database')" = "healthy connected" ] || fail "it is not healthy"
}

since=$EPOCHREALTIME
code=0
"$lab" up nestmap >"$out" 2>&1 || code=$?
[ "$code" != 77 ] || skip "$(grep '^lab: ' "$out" | tail -n 1 | cut -c 6-)"
[ "$code" = 0 ] || fail "the lab did not start"
config=$PILOTHOUSE_LAB_DIR/nestmap/config
timed "lab up, v1 by hand"
"$lab" up nestmap >"$out" 2>&1 || fail "up cannot be said twice"
since=$EPOCHREALTIME

expect 0 status "$target"
serves v1 1.0.0
timed "status healthy"

expect 5 run "$target" deploy --set ref=v2 --confirm "$target"
says "There is no backup in /opt/nestmap/backups"
run 0 schedule
on_server 'crontab -l' >"$out"
says '@reboot cd /opt/nestmap'
[ "$(grep -c /opt/nestmap/backup-db.sh "$out")" = 1 ] || fail "cron has the backup more than once, or not at all"
expect 0 backup create "$target" --backup database --confirm "$target"
on_server 'gunzip -c backups/nestmap_backup_*.sql.gz' >"$out"
says "Trip 200"
timed "nightly backups, and one now"

run 0 deploy --set ref=v2
says "Proven: nestmap on app: process"
serves v2 1.1.0
timed "deploy v2, proven"

trip=$(curl -fsS --cacert "$config/ca.pem" -H 'content-type: application/json' -d '{"title": "Written with v2"}' \
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
    "$ctl" --config "$config" --data "$work/data" --no-input run "$target" diagnostics >"$out" 2>&1 </dev/null || [ $? = 1 ] ||
        fail "nobody could look around"
}
look_around
says "Application on app: nothing is wrong with pm2, pm2-saved, pm2-startup, postgres, cron, cron-daemon."
says_not "/backup/nestmap is"
says_not "The certificate"
timed "diagnostics find nothing"
for fault in crash-loop certificate disk database; do
    "$lab" break nestmap "$fault" >"$out" 2>&1 || fail "$fault cannot be planted"
done
! page /api/health >/dev/null 2>&1 || fail "the expired certificate is taken"
[ "$(on_server 'pm2 jlist' | sed -n '/^\[{/p' | jq -r '.[] | select(.name == "mailer").pm2_env.status')" = errored ] || fail "the mailer does not crash"
! query "SELECT 1" >"$out" 2>&1 || fail "the database is not stopped"
since=$EPOCHREALTIME
expect 1 run "$target" diagnostics
says "critical   mailer (2) crashes again and again: errored"
says "warning    mailer: 1 running, 0 after a start of the host (pm2 save)"
says "critical   PostgreSQL does not answer"
says "critical   /backup/nestmap is 9"
says "critical   The certificate /etc/letsencrypt/live/nestmap/fullchain.pem expired"
expect 1 status "$target"
says "certificate"
timed "diagnostics name four faults"
"$lab" mend nestmap >"$out" 2>&1 || fail "the faults cannot be mended"
since=$EPOCHREALTIME
look_around
says "Application on app: nothing is wrong with"
says_not "/backup/nestmap is"
says_not "The certificate"
expect 0 status "$target"
timed "mended, and nothing is found"

"$lab" break nestmap network
! on_server 'git ls-remote -q origin' >"$out" 2>&1 || fail "the origin can still be reached"
! on_server 'npm view pg version' >"$out" 2>&1 || fail "the registry can still be reached"
since=$EPOCHREALTIME
run 0 rollback --set "version=$(commit v1)"
says_not "Build on app"
says_not "Install on app"
serves v1 1.0.0
[ "$(query "SELECT title FROM trips WHERE id = $trip")" = "Written with v2" ] || fail "going back took data along"
timed "back to v1, no build and no network"
"$lab" mend nestmap >"$out" 2>&1 || fail "the network does not come back"

# A migration has no way back: what would go behind it is refused.
run 0 deploy --set ref=v5
[ "$(query "SELECT count(*) FROM pg_indexes WHERE indexname = 'idx_trips_user_org'")" = 1 ] || fail "the index is not there"
since=$EPOCHREALTIME
expect 5 run "$target" rollback --set "version=$(commit v1)" --confirm "$target"
says "Migrate"
serves v5 1.3.0
timed "no way back behind a migration"

# Nothing secret was kept: neither here nor in what runs leave on the server.
secret=$(on_server "sed -n 's/^JWT_SECRET=\"\\(.*\\)\"/\\1/p' .env")
[ "${#secret}" = 64 ] || fail "there is no secret to look for"
! grep -rqF "$secret" "$work/data" || fail "a secret is in the console's store"
! on_server "grep -rqF '$secret' ~/.local/state" || fail "a secret is in the folder of a run"

printf '%s\n' '' "${table[@]}"
