#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The demo fleet from its making to its end: every part is asked in its own protocol, every break and every way back is
# tried, and afterwards nothing is left running. As root everything is done twice: by root, and by the fleet's own user,
# for whom the fleet works without any privilege.
# timeout: 1200
# shellcheck disable=SC2016  # what stands in single quotes is expanded on a host
set -u

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
source_dir=${PILOTHOUSE_SOURCE_DIR:-$(cd "$here/../../.." && pwd -P)}
fleet_program=$source_dir/resources/demo/fleet
passed=0
failed=0

for needed in sshd:openssh-server redis-server:redis-server nginx:nginx-light curl:curl openssl:openssl git:git; do
    if ! PATH=$PATH:/usr/sbin command -v "${needed%:*}" >/dev/null; then
        echo "SKIP: ${needed#*:} is not installed"
        exit 77
    fi
done
/usr/bin/python3 -c 'import psycopg2' 2>/dev/null || { echo "SKIP: python3-psycopg2 is not installed" && exit 77; }

work=${1:-$(mktemp -d "${TMPDIR:-/tmp}/demo-test.XXXXXX")}
chmod 755 "$work"
dir=$work/fleet
log=$work/output
stranger=
finish() {
    [ -z "$stranger" ] || kill "$stranger" 2>/dev/null
    "$fleet_program" --dir "$dir" wipe >/dev/null 2>&1
    "$fleet_program" --dir "$dir-2" wipe >/dev/null 2>&1
    rm -rf "$work" 2>/dev/null
}
trap finish EXIT
trap 'exit 130' INT TERM

# check WHAT COMMAND…: one fact, with the output of the command when it does not hold.
check() {
    local what=$1
    shift
    if "$@" >"$log" 2>&1; then
        passed=$((passed + 1))
        printf 'ok    %s\n' "$what"
    else
        failed=$((failed + 1))
        printf 'FAIL  %s\n' "$what"
        tail -n 15 "$log" | sed 's/^/      | /'
    fi
}
not() { ! "$@"; }
fleet() { "$fleet_program" --dir "$dir" "$@"; }
layout() {
    # shellcheck source=/dev/null
    . "$dir/fleet.env"
    production=127.$OFFSET.10.1
    staging=127.$OFFSET.11.1
}
get() { curl -sS --max-time 10 --cacert "$dir/config/ca.pem" "https://$1:$HTTPS_PORT$2"; }
status_of() { curl -sS --max-time 10 -o /dev/null -w '%{http_code}' --cacert "$dir/config/ca.pem" "https://$1:$HTTPS_PORT$2"; }
answers() { [ "$(status_of "$1" "$2")" = "$3" ]; }
field() { get "$production" /api/v1/health | python3 -c "import json, sys; print(json.load(sys.stdin)$1)"; }
is() { [ "$1" = "$2" ] || { printf 'expected: %s\nseen:     %s\n' "$2" "$1" && false; }; }
on() {
    local host=$1
    shift
    ssh -F "$dir/config/ssh/config" -o BatchMode=yes "$host" "$@"
}
secret() { fleet secrets "$1" "$2"; }
sql() {
    local role=fleetpass_prod host=$production
    [ "$1" = production ] || { role=fleetpass_staging && host=$staging; }
    PGPASSWORD=$(secret "$1" POSTGRES_PASSWORD) psql -XAtq -h "$host" -p "$POSTGRES_PORT" -U "$role" -d "fleetpass_$1" -c "$2"
}
repository() { git -c safe.directory='*' -C "$dir/origin/fleetpass.git" "$@"; }
# Every living process that names the folder on its command line or has it in its environment, but for this test itself.
processes() {
    local entry pid words
    grep -slaF -- "$1/" /proc/[0-9]*/cmdline /proc/[0-9]*/environ | while read -r entry; do
        pid=${entry#/proc/}
        pid=${pid%/*}
        words=$(tr '\0' ' ' 2>/dev/null <"/proc/$pid/cmdline")
        case $words in
        '' | grep\ * | *test_demo_fleet*) ;;
        *) printf '%s\n' "$pid" ;;
        esac
    done | sort -u
}
no_processes() { is "$(processes "$1")" ''; }
within() {
    local end=$((SECONDS + $1))
    shift
    until "$@"; do
        [ "$SECONDS" -lt "$end" ] || return 1
        sleep 0.1
    done
}

# --- it starts -------------------------------------------------------------------------------------------------------
printf -- '-- as %s\n' "$(id -un)"
check 'a fleet that was never made is not up' not fleet status
check 'and says so as JSON' sh -c "'$fleet_program' --dir '$dir' status --json | python3 -c 'import json,sys; assert not json.load(sys.stdin)[\"up\"]'"
# Another fleet that starts in the same moment makes the user first: looked for once there is none, and then there is.
mkdir "$work/rival"
cat >"$work/rival/getent" <<RIVAL
#!/bin/sh
mkdir "$work/rival/asked" 2>/dev/null && exit 2
exec $(command -v getent) "\$@"
RIVAL
cat >"$work/rival/useradd" <<'RIVAL'
#!/bin/sh
[ "$(command -v useradd)" = "$0" ] && PATH=${PATH#*:}
useradd "$@" 2>/dev/null
echo "useradd: user already exists" >&2
exit 9
RIVAL
chmod 755 "$work/rival/getent" "$work/rival/useradd"
begun=$(date +%s%N)
# The pipe ends only when nothing that was started holds it open.
check 'up makes and starts the fleet' env PATH="$work/rival:$PATH" sh -c "'$fleet_program' --dir '$dir' up 2>&1 | cat >'$work/up.log'; grep -q 'is up' '$work/up.log' || { cat '$work/up.log'; false; }"
printf '      first start: %s ms\n' $((($(date +%s%N) - begun) / 1000000))
layout
check 'status says that everything runs' fleet status
check 'status --json is one document and says where the console finds it' sh -c \
    "'$fleet_program' --dir '$dir' status --json | python3 -c 'import json, sys
seen = json.load(sys.stdin)
assert seen[\"up\"] and seen[\"schema\"] == \"pilothouse/v1\" and seen[\"config\"] == \"$dir/config\"
assert len(seen[\"parts\"]) == 12 and all(part[\"answers\"] for part in seen[\"parts\"])'"
check 'up again changes nothing' sh -c "before=\$(cat '$dir'/*/*/*.pid); '$fleet_program' --dir '$dir' up && [ \"\$before\" = \"\$(cat '$dir'/*/*/*.pid)\" ]"

ctl=${PILOTHOUSE_BIN:-$source_dir/build/dev/bin}/pilothousectl
if [ -x "$ctl" ]; then check 'the definition is valid' "$ctl" validate "$dir/config/systems/fleetpass.yaml"; fi

# --- hosts -----------------------------------------------------------------------------------------------------------
for host in app-1 app-2 staging-1; do
    check "$host: a login has its own home and works there" is "$(on "$host" 'printf "%s %s" "$HOME" "$PWD"')" \
        "$dir/hosts/$host/home $dir/hosts/$host/home"
done
check 'no state folder of the operator leaks in' is "$(XDG_STATE_HOME=/nowhere on app-1 'echo "${XDG_STATE_HOME-unset}"')" unset
check 'standard input, output and exit status pass unchanged' sh -c \
    "head -c 300000 /dev/urandom >'$work/bytes'
     ssh -F '$dir/config/ssh/config' app-1 'cat; exit 7' <'$work/bytes' >'$work/back'; [ \$? = 7 ] && cmp '$work/bytes' '$work/back'"
check 'standard error stays apart' is "$(on app-1 'echo out; echo err >&2' 2>/dev/null)" out
check 'a shell that reads its script from standard input' is "$(echo 'echo $((6 * 7))' | on app-2 sh -s)" 42
check 'sftp' sh -c "echo 'put $work/bytes there' | sftp -q -b - -F '$dir/config/ssh/config' app-1 && cmp '$work/bytes' '$dir/hosts/app-1/home/there'"
check 'a password is not asked for' not ssh -F "$dir/config/ssh/config" -o BatchMode=yes -o PubkeyAuthentication=no app-1 true
check 'a host with another key is refused' not ssh -F "$dir/config/ssh/config" -o BatchMode=yes -p "$SSH_PORT_APP_2" \
    -o HostName="127.$OFFSET.10.2" -o HostKeyAlias="[$production]:$SSH_PORT_APP_1" app-1 true

# --- services --------------------------------------------------------------------------------------------------------
check 'health is healthy behind TLS' answers "$production" /api/v1/health 200
check 'staging too' answers "$staging" /api/v1/health 200
check 'without the CA nobody believes the certificate' not curl -sS -o /dev/null "https://$production:$HTTPS_PORT/"
check 'ready' answers "$production" /api/v1/health/ready 200
check 'an unknown address is 404' answers "$production" /api/v1/nothing 404
check 'a strange limit is refused' answers "$production" '/api/v1/vehicles?limit=1;drop' 400
check 'health has the documented shape' sh -c "curl -sS --cacert '$dir/config/ca.pem' 'https://$production:$HTTPS_PORT/api/v1/health' | python3 -c '
import json, sys
body = json.load(sys.stdin)
assert body[\"status\"] == \"healthy\" and body[\"environment\"] == \"production\" and body[\"version\"] == \"1.3.2\", body
assert body[\"services\"] == {\"database\": \"healthy\", \"redis\": \"healthy\"}, body
assert isinstance(body[\"uptime\"], int) and body[\"timestamp\"].endswith(\"Z\")
memory = body[\"performance\"][\"memory\"]
assert 5 < memory[\"used\"] < memory[\"total\"] and 0 < memory[\"percentage\"] < 100
assert 0 <= body[\"performance\"][\"responseTime\"] < 2000'"
check 'the commit that runs is the one checked out' is "$(field '["commit"]')" "$(on app-1 'git -C fleetpass rev-parse HEAD')"
check 'vehicles are rows of the database' is "$(get "$production" '/api/v1/vehicles?limit=1' | grep -o 'FP-[A-Z]* [0-9]*')" \
    "$(sql production 'SELECT plate FROM vehicles ORDER BY id LIMIT 1')"
check 'production has some ten thousand rows' test "$(sql production 'SELECT (SELECT count(*) FROM users) +
    (SELECT count(*) FROM vehicles) + (SELECT count(*) FROM bookings) + (SELECT count(*) FROM payments)')" -gt 10000
check 'staging has fewer' test "$(sql staging 'SELECT count(*) FROM bookings')" -lt 1000
check 'PostgreSQL is 15 or newer' test "$(sql production 'SHOW server_version_num')" -ge 150000
check 'the application is no superuser' is "$(sql production "SELECT rolsuper FROM pg_roles WHERE rolname = current_user")" f
check 'PostgreSQL refuses a wrong password' not env PGPASSWORD=wrong psql -XAtq -h "$production" -p "$POSTGRES_PORT" -U fleetpass_prod -d fleetpass_production -c 'SELECT 1'
check 'the environments have different passwords' test "$(secret production POSTGRES_PASSWORD)" != "$(secret staging POSTGRES_PASSWORD)"
check 'Redis answers to its password' is "$(REDISCLI_AUTH=$(secret production REDIS_PASSWORD) redis-cli -h "$production" -p "$REDIS_PORT" ping)" PONG
check 'and to nobody else' sh -c "redis-cli -h $production -p $REDIS_PORT ping | grep -q NOAUTH"
check 'three secrets are listed by name' is "$(fleet secrets staging | cut -d ' ' -f 1 | tr '\n' ' ')" 'POSTGRES_PASSWORD REDIS_PASSWORD JWT_SECRET '
check 'settings are for their owner alone' is "$(stat -c %a "$dir/hosts/app-1/home/fleetpass/backend/.env.production")" 600
secrets_in_arguments() {
    { fleet secrets production && fleet secrets staging; } | cut -d ' ' -f 2 >"$work/secrets"
    [ "$(grep -c . "$work/secrets")" = 6 ] || return 0
    cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\0' '\n' | grep -F -f "$work/secrets" && return 0
    grep -rlF --include='*.log' --include=output --include='*.out' -f "$work/secrets" "$dir"
}
check 'no secret in an argument or a log' not secrets_in_arguments
check 'requests are logged as JSON' sh -c "tail -n 1 '$dir/hosts/app-1/home/fleetpass/logs/backend.log' | python3 -c 'import json, sys; json.load(sys.stdin)[\"message\"]'"
check 'a backend ends cleanly on TERM' sh -c "pid=\$(cat '$dir/hosts/app-2/home/fleetpass/run/backend.pid'); kill \$pid
    for _ in \$(seq 100); do grep -q '\"stopped\"' '$dir/hosts/app-2/home/fleetpass/logs/backend.log' && exit 0; sleep 0.1; done; exit 1"
check 'up starts what had ended' fleet up
check 'and all of it answers' fleet status

# --- the repository and a deployment ---------------------------------------------------------------------------------
check 'the repository has its versions' is "$(repository tag -l --sort=version:refname 'v1.[2345]*' | tr '\n' ' ')" \
    'v1.2.0 v1.2.1 v1.3.0 v1.3.1 v1.3.2 v1.4.0 v1.5.0-rc.1 '
check 'main is v1.4.0' is "$(repository rev-parse main)" "$(repository rev-parse 'v1.4.0^{commit}')"
check 'two migrations wait in it' is "$(on app-1 'cd fleetpass && git fetch -q && git checkout -q --detach origin/main && ./scripts/pending.sh' | tr '\n' ' ')" \
    '007_booking_period 008_maintenance_orders '
check 'a deployment: build and start on both hosts' sh -c "for h in app-1 app-2; do ssh -F '$dir/config/ssh/config' \$h 'cd fleetpass && git checkout -q --detach origin/main && ./scripts/build.sh && ./scripts/start.sh' || exit 1; done"
check 'the start ends although the backend stays: health shows the new version' is "$(field '["version"]')" 1.4.0
check 'migrate' on app-1 'cd fleetpass && ./scripts/migrate.sh'
check 'nothing is pending now' is "$(on app-1 'cd fleetpass && ./scripts/pending.sh')" ''
check 'the new list has rows' sh -c "curl -sS --cacert '$dir/config/ca.pem' 'https://$production:$HTTPS_PORT/api/v1/maintenance?limit=2' | grep -q odometer"
check 'a bad booking cannot be made any more, and the break says so' not fleet break migration-fails
check 'the broken release starts' on app-1 'cd fleetpass && git checkout -q --detach v1.5.0-rc.1 && ./scripts/start.sh'
check 'and so on the other host' on app-2 'cd fleetpass && git checkout -q --detach v1.5.0-rc.1 && ./scripts/start.sh'
check 'but is unhealthy' answers "$production" /api/v1/health 503
check 'because of the database' is "$(field '["services"]')" "{'database': 'unhealthy', 'redis': 'healthy'}"
check 'back to v1.3.2 with its migrations taken back' sh -c "
    ssh -F '$dir/config/ssh/config' app-1 'cd fleetpass && ./scripts/migrate.sh undo 007_booking_period && git checkout -q --detach v1.3.2 && ./scripts/start.sh' &&
    ssh -F '$dir/config/ssh/config' app-2 'cd fleetpass && git checkout -q --detach v1.3.2 && ./scripts/start.sh'"
check 'is healthy again' answers "$production" /api/v1/health 200

# --- backups ---------------------------------------------------------------------------------------------------------
backups=$dir/hosts/app-1/home/backups/fleetpass
good() { on app-1 "gunzip -c backups/fleetpass/$1 2>/dev/null | tail -n 8 | grep -qx -- '-- PostgreSQL database dump complete' && gunzip -t backups/fleetpass/$1"; }
names() { on app-1 'cd backups/fleetpass && ls fleetpass_*.sql.gz'; }
check 'thirty nights without three' is "$(names | wc -l)" 27
check 'two of them are worth nothing' is "$(for name in $(names); do good "$name" 2>/dev/null || echo bad; done | wc -l)" 2
check 'one of the two is a readable nothing' is "$(on app-1 'find backups/fleetpass -name "*.gz" -size -2 -exec sh -c "gunzip -c {} | wc -c" \;')" 0
check 'their names are their times' sh -c "cd '$backups' && for f in *.sql.gz; do [ \"\$(date -u -r \$f +fleetpass_%Y%m%d_%H%M%S.sql.gz)\" = \$f ] || exit 1; done"
check 'the newest is from the last 24 hours' test "$(($(date +%s) - $(stat -c %Y "$backups/$(names | tail -n 1)")))" -lt 86400
check 'all together are a few MB' test "$(du -sk "$backups" | cut -f 1)" -lt 12000
made=$(on app-1 'cd fleetpass && ./scripts/backup-database.sh' 2>&1)
check 'a backup is made' test -s "$made"
check 'it is complete' good "${made##*/}"
check 'its check sum agrees' sh -c "cd '$backups' && sha256sum -c '${made##*/}.sha256'"
check 'a dump that dies in its pipe leaves nothing' sh -c "
    ! ssh -F '$dir/config/ssh/config' app-1 'cd fleetpass && POSTGRES_DB=nowhere BACKUP_DIR=\$HOME/broken ./scripts/backup-database.sh' &&
    [ -z \"\$(ls -A '$dir/hosts/app-1/home/broken')\" ]"
bookings=$(sql production 'SELECT count(*) FROM bookings')
before=$(sql staging 'SELECT count(*) FROM bookings')
check 'the backup is carried to staging' sh -c "ssh -F '$dir/config/ssh/config' app-1 cat '$made' | ssh -F '$dir/config/ssh/config' staging-1 'cat >carried.sql.gz'"
check 'and restored there' on staging-1 'cd fleetpass && ./scripts/restore-database.sh ~/carried.sql.gz'
check 'staging has the rows of production' is "$(sql staging 'SELECT count(*) FROM bookings')" "$bookings"
kept=$(sql staging "SELECT datname FROM pg_database WHERE datname LIKE 'fleetpass_staging_before_%'")
check 'what it had before is kept' is "$(sql staging 'SELECT 1' >/dev/null && PGPASSWORD=$(secret staging POSTGRES_PASSWORD) psql -XAtq -h "$staging" -p "$POSTGRES_PORT" -U fleetpass_staging -d "$kept" -c 'SELECT count(*) FROM bookings')" "$before"
check 'the backend of staging goes on' answers "$staging" /api/v1/health 200
check 'a truncated archive is refused' not on staging-1 "cd fleetpass && head -c 100000 ~/carried.sql.gz >~/half.sql.gz && ./scripts/restore-database.sh ~/half.sql.gz"
check 'an empty archive is refused' not on staging-1 'cd fleetpass && gzip -c </dev/null >~/empty.sql.gz && ./scripts/restore-database.sh ~/empty.sql.gz'
check 'an SQL error in the middle is refused' not on staging-1 "cd fleetpass && { gunzip -c ~/carried.sql.gz | sed 's/^CREATE TABLE public.payments/CREATE NONSENSE/' | gzip -c >~/wrong.sql.gz; } && ./scripts/restore-database.sh ~/wrong.sql.gz"
check 'an archive that differs from its check sum is refused' not on staging-1 'cd fleetpass && cp ~/carried.sql.gz ~/sum.sql.gz && echo 0000 >~/sum.sql.gz.sha256 && ./scripts/restore-database.sh ~/sum.sql.gz'
check 'none of them left a trace' is "$(sql staging "SELECT count(*) FROM pg_database WHERE datname LIKE '%restoring%'") $(sql staging 'SELECT count(*) FROM bookings')" "0 $bookings"

# --- breaks ----------------------------------------------------------------------------------------------------------
seconds() { curl -sS -o /dev/null -w '%{time_total}' --max-time 15 --cacert "$dir/config/ca.pem" "https://$production:$HTTPS_PORT/api/v1/health"; }
for name in redis database; do
    check "break $name" fleet break "$name"
    check "break $name again" fleet break "$name"
    check "health says which" sh -c "curl -sS --max-time 10 --cacert '$dir/config/ca.pem' https://$production:$HTTPS_PORT/api/v1/health | grep -q '\"$name\": \"unhealthy\"'"
    check "readiness fails" answers "$production" /api/v1/health/ready 503
    check "the process lives" answers "$production" /api/v1/health/live 200
    check "staging does not notice" answers "$staging" /api/v1/health 200
    check "up does not mend it behind our back" sh -c "'$fleet_program' --dir '$dir' up; ! '$fleet_program' --dir '$dir' status"
    check "mend $name" fleet mend "$name"
    check "mend $name again" fleet mend "$name"
    check "healthy" answers "$production" /api/v1/health 200
done
check 'break backend' fleet break backend
check 'one backend is gone' not curl -sS -o /dev/null --max-time 5 "http://127.$OFFSET.10.2:$BACKEND_PORT/api/v1/health/live"
check 'the other one serves' answers "$production" /api/v1/health 200
check 'mend backend' fleet mend backend
check 'both serve' curl -sS -o /dev/null --max-time 5 "http://127.$OFFSET.10.2:$BACKEND_PORT/api/v1/health/live"
check 'break latency' fleet break latency
check 'break latency again' fleet break latency
check 'an answer takes more than a second' awk -v seconds="$(seconds)" 'BEGIN { exit !(seconds > 1) }'
check 'mend latency' fleet mend latency
check 'an answer is quick' awk -v seconds="$(seconds)" 'BEGIN { exit !(seconds < 1) }'
check 'break cert-expired' fleet break cert-expired
check 'the certificate that is served has expired' sh -c "openssl s_client -connect $production:$HTTPS_PORT </dev/null 2>/dev/null | openssl x509 -noout -checkend 0 | grep -q 'will expire'"
check 'nobody accepts it' not get "$production" /api/v1/health
check 'mend cert-expired' fleet mend cert-expired
check 'it is good for more than 14 days' sh -c "openssl s_client -connect $production:$HTTPS_PORT </dev/null 2>/dev/null | openssl x509 -noout -checkend 1209600"
check 'break migration-fails' fleet break migration-fails
check 'break migration-fails again' fleet break migration-fails
check 'the next migration fails' not on app-1 'cd fleetpass && git checkout -q --detach v1.4.0 && ./scripts/migrate.sh'
check 'and changed nothing' is "$(on app-1 'cd fleetpass && ./scripts/pending.sh' | wc -l)" 2
check 'mend migration-fails' fleet mend migration-fails
check 'no bad booking is left' is "$(sql production 'SELECT count(*) FROM bookings WHERE ends_at <= starts_at')" 0
on app-1 'cd fleetpass && git checkout -q --detach v1.3.2'
if fleet break disk-full >"$work/refusal" 2>&1; then
    check 'break disk-full again' fleet break disk-full
    check 'the backups are still there' is "$(names | wc -l)" 28
    check 'a backup finds no room' not on app-1 'cd fleetpass && ./scripts/backup-database.sh'
    check 'and leaves nothing behind' is "$(on app-1 'ls -A backups/fleetpass | grep -c part')" 0
    on app-1 'touch backups/fleetpass/made-meanwhile'
    check 'mend disk-full' fleet mend disk-full
    check 'what was written meanwhile is kept' on app-1 'test -e backups/fleetpass/made-meanwhile && ! test -e backups/fleetpass/.other-data'
    made=$(on app-1 'cd fleetpass && ./scripts/backup-database.sh' 2>&1)
    check 'a backup finds room' good "${made##*/}"
else
    check 'break disk-full is refused with a reason' grep -q 'Run the fleet as root' "$work/refusal"
    sed 's/^/      | /' "$work/refusal"
fi
check 'an unknown break is a wrong use' sh -c "'$fleet_program' --dir '$dir' break nonsense; [ \$? = 2 ]"

# --- crash, strangers, second fleet, end ------------------------------------------------------------------------------
# Everything at once, as a power cut would: also what is broken on purpose is whole after the next start.
fleet break redis >/dev/null 2>&1
# shellcheck disable=SC2046  # a list of numbers
kill -KILL $(processes "$dir") 2>/dev/null
check 'nothing survived the crash' within 10 no_processes "$dir"
sleep 600 &
stranger=$!
for file in "$dir/postgres/production/data/postmaster.pid" "$dir/hosts/app-2/sshd.pid" "$dir/redis/staging/redis.pid" \
    "$dir/nginx/staging/nginx.pid" "$dir/hosts/app-2/home/fleetpass/run/backend.pid"; do
    [ ! -e "$file" ] || sed -i "1s/.*/$stranger/" "$file"
done
check 'up after a crash, with pid files that name a stranger' fleet up
check 'everything runs again' fleet status
check 'nothing is broken any more' sh -c "'$fleet_program' --dir '$dir' status --json | grep -q '\"broken\": \[\]'"
check 'a second fleet runs beside it' "$fleet_program" --dir "$dir-2" up
check 'at addresses of its own' not grep -qx "OFFSET=$OFFSET" "$dir-2/fleet.env"
check 'the first one does not notice' fleet status
check 'the same commits are in it' is "$(git -c safe.directory='*' -C "$dir-2/origin/fleetpass.git" rev-parse main release/1.5)" \
    "$(repository rev-parse main release/1.5)"
check 'the second one ends' "$fleet_program" --dir "$dir-2" down
check 'without a process left' within 5 no_processes "$dir-2"
check 'and without the first one' fleet status
on app-1 'setsid sleep 600 >/dev/null 2>&1 </dev/null &'
sed -i "1s/.*/$stranger/" "$dir/hosts/app-2/home/fleetpass/run/backend.pid"
check 'down' fleet down
check 'leaves no process, not even one that a login left behind' within 5 no_processes "$dir"
check 'the stranger lives' kill -0 "$stranger"
check 'down again' fleet down
check 'status says so' not fleet status
begun=$(date +%s%N)
check 'up again' fleet up
printf '      next start: %s ms\n' $((($(date +%s%N) - begun) / 1000000))
check 'with the data it had' is "$(sql production 'SELECT count(*) FROM bookings')" "$bookings"
check 'wipe' fleet wipe
check 'removes all of it' test ! -e "$dir"
mkdir -p "$dir-3/precious"
check 'a folder with something else is left alone' not "$fleet_program" --dir "$dir-3" wipe
check 'and not used' not "$fleet_program" --dir "$dir-3" up

# --- the keyring ------------------------------------------------------------------------------------------------------
if command -v secret-tool >/dev/null && command -v gnome-keyring-daemon >/dev/null && command -v dbus-run-session >/dev/null; then
    keyring=$source_dir/resources/demo/keyring/with-keyring
    check 'the keyring keeps a secret' sh -c "printf s3cret | '$keyring' '$work/keyring' secret-tool store --label=demo name demo"
    check 'over the end of its session' is "$("$keyring" "$work/keyring" secret-tool lookup name demo 2>/dev/null)" s3cret
    check 'needs no home and no runtime folder' is "$(env -u XDG_RUNTIME_DIR HOME=/nonexistent "$keyring" "$work/keyring" secret-tool lookup name demo 2>/dev/null)" s3cret
    check 'passes the exit status on' sh -c "'$keyring' '$work/keyring' sh -c 'exit 9'; [ \$? = 9 ]"
    check 'and ends its daemons' within 10 no_processes "$work/keyring"
else
    printf '      not tried here: the keyring (secret-tool, gnome-keyring or dbus is missing)\n'
fi

# --- once more without privileges -------------------------------------------------------------------------------------
if [ "$(id -u)" = 0 ]; then
    mkdir "$work/plain"
    chown pilothouse-demo:pilothouse-demo "$work/plain"
    setpriv --reuid=pilothouse-demo --regid=pilothouse-demo --init-groups env HOME="$work/plain" \
        "${BASH_SOURCE[0]}" "$work/plain" >"$work/plain.out" 2>&1
    plain=$?
    cat "$work/plain.out"
    summary=$(tail -n 1 "$work/plain.out")
    case $summary in
    *' passed, '*' failed')
        passed=$((passed + ${summary%% *}))
        summary=${summary#*, }
        failed=$((failed + ${summary%% *}))
        ;;
    *)
        failed=$((failed + 1))
        printf 'FAIL  the run without privileges ended with %s\n' "$plain"
        ;;
    esac
fi

printf '%s passed, %s failed\n' "$passed" "$failed"
[ "$failed" = 0 ]
