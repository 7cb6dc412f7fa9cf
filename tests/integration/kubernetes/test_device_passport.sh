#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# timeout: 1200
# Device Passport goes full circle in a Kubernetes with a real control plane and pods: healthy, a deploy, one that never
# becomes ready and goes back by itself, an update, scaled and back, a restart, faults that are named, and back to the first
# version with nothing built and neither registry nor git origin. What the console says is asked of kubectl, curl and psql too.
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
system='device-passport-kubernetes'
export PILOTHOUSE_LAB_DIR=$work/lab
export PILOTHOUSE_LAB_ADDRESS=127.$((20 + RANDOM % 200)).$((RANDOM % 250)).12
end() {
    "$lab" wipe "$system" || :
    rm -rf "$work"
}
trap end EXIT
mkdir "$work/lab"

target=$system/production
out=$work/out
table=()
fail() {
    echo "FAIL: $1"
    tail -n 80 "$out"
    [ -z "${config-}" ] || admin get pods || :
    exit 1
}
timed() { # STEP: what it took since the last one
    table+=("$(printf '%-52s %6.1f s' "$1" "$(awk -v a="$EPOCHREALTIME" -v b="$since" 'BEGIN { print a - b }')")")
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
on_server() { "$lab" shell "$system" -- su deploy -c "cd /opt/$system && $1"; }
admin() { "$lab" shell "$system" -- kubectl --kubeconfig /etc/kubernetes/admin.conf --namespace device-passport "$@"; }
commit() { on_server "git rev-parse '$1^{commit}'"; }
query() { "$lab" shell "$system" -- docker exec postgres psql -X -A -t -U app_user -d device_passport -c "$1"; }
page() { curl -fsS --max-time 10 --cacert "$config/ca.pem" "https://$PILOTHOUSE_LAB_ADDRESS$1"; }
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

since=$EPOCHREALTIME
code=0
"$lab" up "$system" >"$out" 2>&1 || code=$?
[ "$code" != 77 ] || skip "$(grep '^lab: ' "$out" | tail -n 1 | cut -c 6-)"
[ "$code" = 0 ] || fail "the lab did not start"
config=$PILOTHOUSE_LAB_DIR/$system/config
timed "lab up, v1 by hand"
for name in DATABASE_PASSWORD REDIS_PASSWORD REGISTRY_PASSWORD; do
    on_server "sed -n 's/^$name=//p' ~/passwords" | tr -d '\n' | console secret set "$target" $name >"$out" 2>&1 || fail "no secret $name"
done
[ "$(on_server 'kubectl config current-context')" = elsewhere ] || fail "the current context would do as well"
since=$EPOCHREALTIME

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

device=$(curl -fsS -X POST --cacert "$config/ca.pem" "https://$PILOTHOUSE_LAB_ADDRESS/api/v1/devices" | jq -r .code)
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

for fault in memory crash-loop image unschedulable not-ready; do "$lab" break "$system" $fault >"$out" 2>&1 || fail "$fault cannot be planted"; done
since=$EPOCHREALTIME
expect 1 run "$target" diagnostics
grep -F hungry- "$out" | grep -qF "was ended because it took more memory than it may" || fail "the pod that was ended is not named"
grep -F mailer- "$out" | grep -qF "crashes again and again" || fail "the pod that crashes is not named"
grep -F reports- "$out" | grep -qF "cannot get its image localhost:5000/device-passport-reports:v9.9.9" || fail "the missing image is not named"
grep -F "No node takes archive-" "$out" | grep -qF "Insufficient cpu" || fail "the pod without a node is not named"
grep -F scanner- "$out" | grep -qF "is not ready" || fail "the pod that is not ready is not named"
"$lab" break "$system" redis >"$out" 2>&1 || fail "redis cannot be stopped"
"$lab" break "$system" certificate >"$out" 2>&1 || fail "the certificate does not expire"
expect 1 status "$target"
grep -F certificate "$out" | grep -qF expired || fail "the expired certificate is not named"
grep -F '▲ cache' "$out" | grep -qF refused || fail "the stopped cache is not named"
"$lab" mend "$system" >"$out" 2>&1 || fail "the faults do not go"
admin wait --for=condition=available --timeout=120s deployment/api deployment/web >"$out" 2>&1 || fail "the interface does not come back"
timed "seven faults are named"

"$lab" break "$system" network
! on_server "git ls-remote -q origin" >"$out" 2>&1 || fail "the origin can still be reached"
! on_server "curl -sS --max-time 5 http://localhost:5000/v2/" >"$out" 2>&1 || fail "the registry can still be reached"
images=$("$lab" shell "$system" -- docker image ls -q --no-trunc | sort -u | sha256sum)
since=$EPOCHREALTIME
run 0 rollback --set "version=$(commit v1)"
says "api runs image"
serves v1 1.0.0
[ "$("$lab" shell "$system" -- docker image ls -q --no-trunc | sort -u | sha256sum)" = "$images" ] || fail "something was built or fetched"
[ "$(page "/api/v1/devices/$device" | jq -r .code)" = "$device" ] || fail "going back took data along"
timed "back to v1, no build, no registry, no origin"
"$lab" mend "$system" >"$out" 2>&1 || fail "the network does not come back"

owner() { query "SELECT count(*) FROM information_schema.columns WHERE table_name = 'devices' AND column_name = 'owner'"; }
since=$EPOCHREALTIME
run 0 deploy --set ref=v5
serves v5 1.3.0
[ "$(owner)" = 1 ] || fail "there is no owner"
run 0 revert-migration
[ "$(owner)" = 0 ] || fail "the migration was not taken back"
timed "v5 migrates, and the migration is taken back"

printf '%s\n' '' "${table[@]}"
