#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# timeout: 900
# The workspace goes full circle on a build host and a production host with a Docker engine each and a registry between
# them: healthy, built and pushed, deployed by digest, one that is broken and goes back by itself, an update, scaled and
# kept so, a restart, faults that are named, and back to the first version with nothing built and nothing fetched. What
# the console says is asked of curl, psql, docker, git and the registry as well.
set -euo pipefail

# shellcheck source=tests/integration/circle.sh
. "${PILOTHOUSE_SOURCE_DIR:?}/tests/integration/circle.sh"
# shellcheck disable=SC2034 # for the console
keychain=yes
circle workspace deploy

on_build() { "$lab" shell workspace -- su builder -c "export DOCKER_HOST=unix:///run/build/docker.sock; cd /srv/build/workspace && $1"; }
compose() { on_server "docker compose -f docker-compose.prod.yml $1 </dev/null"; }
query() { compose "exec -T postgres psql -X -A -t -U workspace -d workspace -c \"$1\""; }
count() { compose "ps -q $1" | grep -c .; }
registry() { "$lab" shell workspace -- sh -c "curl -fsS --cacert /etc/letsencrypt/authority.pem -u workspace:\$(cat /etc/registry/password) $2 https://registry.lab:5000/v2/your-org/$1"; }
digest() { # APPLICATION COMMIT: what the registry says itself
    registry "$1/manifests/$2" "-I -H 'Accept: application/vnd.docker.distribution.manifest.v2+json'" |
        tr -d '\r' | sed -n 's/^[Dd]ocker-[Cc]ontent-[Dd]igest: //p'
}
# serves VERSION NUMBER: what answers is of that version, and what runs is, by its digest, what the registry has of it.
serves() {
    local wanted app
    wanted=$(commit "$1")
    page / | grep -qF "Workspace $2<" || fail "the page is not $2: $(page /)"
    [ "$(page /healthz | jq -r '.version + " " + .commit')" = "$2 $wanted" ] || fail "the interface is not $2: $(page /healthz)"
    [ "$(page /readyz | jq -r .status)" = ready ] || fail "the interface is not ready"
    head_is "$1"
    for app in backend-api web-app worker-jobs; do
        compose "ps -q $app" | head -n 1 | xargs -I{} "$lab" shell workspace -- docker inspect -f '{{.Config.Image}}' {} >"$work/image"
        [ -z "${3-}" ] || grep -qxF "registry.lab:5000/your-org/$app@$(digest "$app" "$wanted")" "$work/image" ||
            fail "$app runs $(cat "$work/image")"
    done
}
# Nothing on the hosts has the password of the registry: no file of a run, of Docker or of an account.
no_password() {
    local password
    password=$("$lab" shell workspace -- cat /etc/registry/password)
    "$lab" shell workspace -- grep -rlF -e "$password" -e "$(printf 'workspace:%s' "$password" | base64 -w 0)" \
        /var/lib/deploy /var/lib/builder /opt /srv/build /tmp /run /dev/shm /var/log >"$work/found" 2>/dev/null || :
    [ ! -s "$work/found" ] || fail "the registry's password lies in $(cat "$work/found")"
    ! grep -rqF "$password" "$work/data" "$out" || fail "the console keeps or shows the registry's password"
    "$lab" shell workspace -- find /tmp /run /var/lib/deploy /var/lib/builder -name '.pilothouse-registry.*' >"$work/found" 2>/dev/null || :
    [ ! -s "$work/found" ] || fail "a login is left: $(cat "$work/found")"
}

on_server "sed -n 's/^POSTGRES_PASSWORD=//p' .env" | keep POSTGRES_PASSWORD
printf 'not-the-password' | keep REGISTRY_PASSWORD
anew

expect 0 status "$target"
says '1 row'
serves v1 1.0.0 digest
timed "status healthy"

# A login that is refused is said, and nothing was changed.
run 1 publish --set ref=v2
says "The login to registry.lab:5000 as workspace failed"
says "401 Unauthorized"
! digest backend-api "$(commit v2)" | grep -q . || fail "somebody pushed v2"
"$lab" shell workspace -- cat /etc/registry/password | keep REGISTRY_PASSWORD
anew
expect 0 checklist import "$target"
for item in 1 2 3; do expect 0 checklist tick "$target" go-live $item --evidence "seen on the server"; done
for role in Developer Operations; do expect 0 checklist sign "$target" go-live --as "$role"; done
expect 0 backup create "$target" --backup database --confirm "$target"
on_server 'gunzip -c /backups/workspace/workspace_*.sql.gz' >"$out"
says "Document 300"
timed "checklist signed, backup made"

# What nobody has pushed cannot be deployed.
expect 1 plan "$target" deploy --set ref=v2
says "in its registry"
run 0 publish --set ref=v2
on_build "docker image inspect -f '{{index .Config.Labels \"org.opencontainers.image.revision\"}}' registry.lab:5000/your-org/backend-api:$(commit v2)" >"$out"
says "$(commit v2)"
digest backend-api "$(commit v2)" | grep -q '^sha256:' || fail "the registry has no v2"
[ "$(page /healthz | jq -r .version)" = 1.0.0 ] || fail "building deployed something"
no_password
timed "v2 built, tagged by commit and pushed"

expect 0 plan "$target" deploy --set ref=v2
says "$(digest backend-api "$(commit v2)")"
run 0 deploy --set ref=v2
says "Proven: live answers with"
serves v2 1.1.0 digest
[ "$(query "SELECT count(*) FROM information_schema.columns WHERE table_name = 'documents' AND column_name = 'language'")" = 1 ] || fail "v2's migration was not applied"
no_password
timed "deploy v2 by digest, proven"

# Work is done: a document is written, and the worker counts its words.
document=$(fetch -X POST -d '{"title":"three little words"}' "https://$PILOTHOUSE_LAB_ADDRESS/api/documents" | jq .id)
tries=0
until [ "$(query "SELECT words FROM documents WHERE id = $document")" = 3 ]; do
    tries=$((tries + 1))
    [ "$tries" -lt 40 ] || fail "the worker does nothing"
    sleep 0.25
done

run 0 publish --set ref=v3
anew
run 1 deploy --set ref=v3
says "rolled back to $(commit v2 | cut -c1-12)"
serves v2 1.1.0 digest
timed "broken v3 goes back by itself"

run 0 scale --set service=worker-jobs --set instances=3
[ "$(count worker-jobs)" = 3 ] || fail "there are $(count worker-jobs) workers"
timed "three workers"

run 0 publish
timed "v4 built and pushed"
run 0 update
says "Back up on prod-1: succeeded"
serves v4 1.2.1 digest
[ "$(query "SELECT words FROM documents WHERE id = $document")" = 3 ] || fail "what was written is gone"
[ "$(count worker-jobs)" = 3 ] || fail "the update left $(count worker-jobs) workers"
timed "update to v4, with a backup, still three workers"
run 0 scale --set service=worker-jobs --set instances=1
[ "$(count worker-jobs)" = 1 ] || fail "there are $(count worker-jobs) workers"
timed "one worker again"

# A request that is under way when the service is restarted comes to its end.
before=$(started backend-api)
curl -fsS --max-time 40 --cacert "$config/ca.pem" "https://$PILOTHOUSE_LAB_ADDRESS/api/export?seconds=20" >"$work/export" 2>&1 &
export_id=$!
tries=0
until query "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(%' AND pid <> pg_backend_pid() AND state = 'active'" | grep -qx 1; do
    tries=$((tries + 1))
    [ "$tries" -lt 40 ] || fail "the export does not begin"
    sleep 0.1
done
anew
run 0 restart --set service=backend-api
[ "$before" != "$(started backend-api)" ] || fail "the interface was not started anew"
wait "$export_id" || fail "the request under way was cut off: $(cat "$work/export")"
[ "$(jq -r .documents "$work/export")" -ge 300 ] || fail "the export is $(cat "$work/export")"
timed "restart of the interface, a request under way"

expect 0 run "$target" diagnostics
for fault in memory crash-loop disk; do plant $fault; done
anew
expect 1 run "$target" diagnostics
says "workspace_hungry was ended because it took more memory than it may."
says "workspace_mailer crashes again and again"
says "/backups/workspace is"
plant queue
plant certificate
expect 1 status "$target"
grep -F queue "$out" | grep -qF '3 rows' || fail "the jobs that wait are not named"
grep -F certificate "$out" | grep -qF expired || fail "the expired certificate is not named"
mend
timed "five faults are named"

# What the calendar asks for, and what an accident does.
run 0 migrate
run 0 cleanup-preview
run 0 cleanup
run 0 backup
kept=$(on_server 'ls /backups/workspace' | grep 'gz$' | sort | tail -n 1)
expect 0 backup list "$target" --backup database
grep -F "$kept" "$out" | grep -qF complete || fail "the backup of the procedure is not known"
query "DELETE FROM jobs WHERE document = $document; DELETE FROM documents WHERE id = $document" >"$out"
run 0 restore --set "BACKUP=$kept"
[ "$(query "SELECT words FROM documents WHERE id = $document")" = 3 ] || fail "what was deleted is not back"
[ "$(page /readyz | jq -r .status)" = ready ] || fail "the interface does not find its data"
timed "the calendar's procedures, and a restore"

cut_network
! on_server "docker pull -q registry.lab:5000/your-org/backend-api:$(commit v1)" >"$out" 2>&1 || fail "the registry can still be reached"
anew
run 0 rollback --set "version=$(commit v1)"
says "backend-api runs image"
serves v1 1.0.0
[ "$(query "SELECT words FROM documents WHERE id = $document")" = 3 ] || fail "going back took data along"
timed "back to v1, no build, no registry, no network"
mend

# A migration that the version before cannot live with has no way back: what would go behind it is refused.
run 0 publish --set ref=v5
run 0 deploy --set ref=v5
anew
expect 5 run "$target" rollback --set "version=$(commit v1)" --confirm "$target"
says "Migrate"
serves v5 1.3.0 digest
no_password
timed "no way back behind a migration"

circle_is_full
