#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# timeout: 1200
# Device Passport goes full circle in a Kubernetes with a real control plane and pods: healthy, a deploy, one that never
# becomes ready and goes back by itself, an update, scaled and back, a restart, faults that are named, and back to the first
# version with nothing built and neither registry nor git origin. What the console says is asked of kubectl, curl and psql too.
set -euo pipefail

# shellcheck source=tests/integration/circle.sh
. "${PILOTHOUSE_SOURCE_DIR:?}/tests/integration/circle.sh"
# shellcheck disable=SC2034 # for the console
keychain=yes
circle device-passport-kubernetes deploy

admin() { "$lab" shell "$system" -- kubectl --kubeconfig /etc/kubernetes/admin.conf --namespace device-passport "$@"; }
query() { "$lab" shell "$system" -- docker exec postgres psql -X -A -t -U app_user -d device_passport -c "$1"; }
# Pods that go on, by what they run: the cluster's own word, and every answer of ten.
serves() { # VERSION NUMBER
    local wanted
    wanted=$(commit "$1")
    for part in api web; do
        admin get pods -l "app=$part" -o json |
            jq -e --arg image "localhost:5000/device-passport-$part:$wanted@sha256:" \
                '[.items[] | select(.metadata.deletionTimestamp == null)] | length >= 2 and all(.spec.containers[0].image | startswith($image))' >/dev/null ||
            fail "the pods of $part are not $1"
    done
    for _ in 1 2 3 4 5 6 7 8 9 10; do
        page /api/docs | grep -qF "Device Passport API $2<" || fail "the interface is not $2: $(page /api/docs)"
        page / | grep -qF "Device Passport System $2<" || fail "the page is not $2: $(page /)"
    done
    [ "$(page /api/health | jq -r '.status + " " + .database + " " + .redis')" = "ok connected connected" ] || fail "$(page /api/health)"
}
ready_pods() { admin get pods -l "app=$1" -o json | jq '[.items[] | select(.status.conditions[]? | .type == "Ready" and .status == "True")] | length'; }

for name in DATABASE_PASSWORD REDIS_PASSWORD REGISTRY_PASSWORD; do
    on_server "sed -n 's/^$name=//p' ~/passwords" | keep $name
done
[ "$(on_server 'kubectl config current-context')" = elsewhere ] || fail "the current context would do as well"
anew

expect 0 status "$target"
says '2 of 2 available'
says PONG
serves v1 1.0.0
timed "status healthy"

run 5 deploy --set ref=v2
says "There is no backup in /backups/$system"
says "checklist go-live"
expect 0 checklist import "$target"
for item in 1 2; do expect 0 checklist tick "$target" go-live $item --evidence "seen on the server"; done
for role in Developer 'DevOps Engineer' 'QA Lead' 'Security Officer' 'Tech Lead' CTO; do expect 0 checklist sign "$target" go-live --as "$role"; done
expect 0 backup create "$target" --backup database --confirm "$target"
on_server "gunzip -c /backups/$system/device_passport_*.sql.gz" >"$out"
says "user60@devices.example.com"
timed "checklist signed, backup made"

run 0 deploy --set ref=v2
says "Proven: api on ops: runs image"
says "names version $(commit v2 | cut -c 1-12)"
serves v2 1.1.0
! on_server 'cat ~/.docker/config.json' 2>/dev/null | grep -q auth\" || fail "the registry's password stayed on the server"
timed "deploy v2, proven"

device=$(fetch -X POST "https://$PILOTHOUSE_LAB_ADDRESS/api/v1/devices" | jq -r .code)
run 1 deploy --set ref=v3
says "rolled back to $(commit v2 | cut -c 1-12)"
serves v2 1.1.0
timed "broken v3 goes back by itself"

run 0 deploy
serves v4 1.2.1
[ "$(page "/api/v1/devices/$device" | jq -r .code)" = "$device" ] || fail "what was written is gone"
timed "update to v4"

run 0 scale --set instances=3
[ "$(ready_pods api)" = 3 ] || fail "there are $(ready_pods api) pods"
run 0 scale --set instances=2
[ "$(admin get deployment api -o json | jq '.status.availableReplicas')" = 2 ] || fail "there are $(ready_pods api) pods"
timed "three pods of the interface, and two again"

names() { admin get pods -l app=api -o json | jq -r '.items[] | select(.metadata.deletionTimestamp == null) | .metadata.name' | sort; }
before=$(names)
run 0 restart --set service=api
[ -z "$(comm -12 <(printf '%s\n' "$before") <(names))" ] || fail "pods of before the restart still run"
serves v4 1.2.1
timed "restart api"

expect 0 run "$target" diagnostics
expect 0 run "$target" verify
timed "diagnostics and verification find nothing"

for fault in memory crash-loop image unschedulable not-ready; do plant $fault; done
anew
expect 1 run "$target" diagnostics
grep -F hungry- "$out" | grep -qF "was ended because it took more memory than it may" || fail "the pod that was ended is not named"
grep -F mailer- "$out" | grep -qF "crashes again and again" || fail "the pod that crashes is not named"
grep -F reports- "$out" | grep -qF "cannot get its image localhost:5000/device-passport-reports:v9.9.9" || fail "the missing image is not named"
grep -F "No node takes archive-" "$out" | grep -qF "Insufficient cpu" || fail "the pod without a node is not named"
grep -F scanner- "$out" | grep -qF "is not ready" || fail "the pod that is not ready is not named"
plant redis
plant certificate
expect 1 status "$target"
grep -F certificate "$out" | grep -qF expired || fail "the expired certificate is not named"
grep -F '▲ cache' "$out" | grep -qF refused || fail "the stopped cache is not named"
mend
admin wait --for=condition=available --timeout=120s deployment/api deployment/web >"$out" 2>&1 || fail "the interface does not come back"
timed "seven faults are named"

# What was deleted comes back from a backup, and the pods find it.
expect 0 backup create "$target" --backup database --confirm "$target"
kept=$(on_server "ls /backups/$system" | grep 'gz$' | sort | tail -n 1)
[ "$(query "WITH gone AS (DELETE FROM devices WHERE code = '$device' RETURNING 1) SELECT count(*) FROM gone")" = 1 ] || fail "nothing was deleted"
expect 0 backup restore "$target" "$kept" --backup database --confirm "$target"
says "The former data is kept as device_passport_before_"
[ "$(query "SELECT count(*) FROM devices WHERE code = '$device'")" = 1 ] || fail "what was deleted is not back"
[ "$(page "/api/v1/devices/$device" | jq -r .code)" = "$device" ] || fail "the interface does not find its data"
timed "restore"
run_after_a_yes cleanup remove-it
[ -z "$(admin get jobs --field-selector status.successful=1 -o name)" ] || fail "finished jobs are left"
timed "cleanup"

cut_network
! on_server "curl -sS --max-time 5 http://localhost:5000/v2/" >"$out" 2>&1 || fail "the registry can still be reached"
images=$("$lab" shell "$system" -- docker image ls -q --no-trunc | sort -u | sha256sum)
anew
run 0 rollback --set "version=$(commit v1)"
says "api runs image"
serves v1 1.0.0
[ "$("$lab" shell "$system" -- docker image ls -q --no-trunc | sort -u | sha256sum)" = "$images" ] || fail "something was built or fetched"
[ "$(page "/api/v1/devices/$device" | jq -r .code)" = "$device" ] || fail "going back took data along"
timed "back to v1, no build, no registry, no origin"
mend

owner() { query "SELECT count(*) FROM information_schema.columns WHERE table_name = 'devices' AND column_name = 'owner'"; }
anew
run 0 deploy --set ref=v5
serves v5 1.3.0
[ "$(owner)" = 1 ] || fail "there is no owner"
run 0 revert-migration
[ "$(owner)" = 0 ] || fail "the migration was not taken back"
timed "v5 migrates, and the migration is taken back"

circle_is_full
