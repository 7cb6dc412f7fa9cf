#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# timeout: 600
# Versions as a person meets them at the terminal: kept by deploys, listed, and brought back with the repository gone.
set -eu

ctl=${PILOTHOUSE_BIN:?}/pilothousectl
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export XDG_STATE_HOME="$work/state"
mkdir -p "$work/config/systems" "$work/origin"
work=$(cd "$work" && pwd -P)
as() { git -C "$1" -c user.name=t -c user.email=t@localhost -c commit.gpgsign=false -c init.defaultBranch=main "${@:2}" >/dev/null 2>&1; }
as "$work/origin" init
for version in 1 2 3; do
    echo "$version" >"$work/origin/version"
    as "$work/origin" add -A
    as "$work/origin" commit -m "Release $version"
    as "$work/origin" tag "v$version"
done
git clone -q "$work/origin" "$work/site" 2>/dev/null
as "$work/site" checkout --detach v1
cat >"$work/config/systems/shop.yaml" <<TEXT
apiVersion: pilothouse/v1
system: shop
environments:
  staging:
    kind: staging
    hosts: { here: { local: true, directory: $work/site, roles: [app] } }
    version: { on: here, read: git rev-parse HEAD, services: [web] }
    keep: { versions: 2, release: { on: app, data: [web.pid] } }
    services: { web: { runtime: process, on: app, unit: web } }
    procedures:
      deploy:
        inputs: { ref: { type: git-ref } }
        steps: [{ name: Check out and start, on: app, run: "git fetch -q origin && git checkout -q --detach \$ref && $work/start" }]
      rollback:
        way: back
        inputs: { version: { type: version } }
        steps:
          - { name: Release back, on: app, bring-back: release }
          - { name: Start, on: app, run: $work/start }
  bare:
    kind: staging
    hosts: { here: { local: true, directory: $work/site, roles: [app] } }
TEXT
cat >"$work/start" <<'TEXT'
#!/bin/sh
[ ! -s web.pid ] || kill "$(cat web.pid)" 2>/dev/null
printf '#!/bin/sh\nwhile :; do sleep 1; done\n' >web
setsid sh ./web >/dev/null 2>&1 </dev/null &
echo $! >web.pid
TEXT
chmod +x "$work/start"
trap 'kill "$(cat "$work/site/web.pid" 2>/dev/null)" 2>/dev/null; rm -rf "$work"' EXIT

fail() {
    echo "FAIL: $1"
    cat "$work/out" "$work/err"
    exit 1
}
expect() { # CODE WORDS…
    wanted=$1
    shift
    code=0
    echo "$*" # a command that hangs is the last one named
    "$ctl" --config "$work/config" --data "$work/data" "$@" >"$work/out" 2>"$work/err" </dev/null || code=$?
    [ "$code" = "$wanted" ] || fail "expected $wanted, got $code: $*"
}
says() { grep -qF -- "$1" "$work/out" "$work/err" || fail "nothing says: $1"; }
commit() { git -C "$work/site" rev-parse "$1"; }

expect 2 versions
expect 2 versions nowhere/staging
expect 0 versions shop/staging
says "keeps nothing yet"
expect 2 versions shop/bare
says "write keep:"
expect 0 plan shop/staging deploy --set ref=v2
says "1. Keep $(commit v1 | cut -c1-7) on here"
says "way back: $(commit v1 | cut -c1-7), which the first step keeps on here"
expect 0 run shop/staging deploy --set ref=v2
expect 0 run shop/staging deploy --set ref=v3
expect 0 versions shop/staging
says "$(commit v3)  runs now"
says "$(commit v2)  the way back leads here"
says "copy $work/site.kept/$(commit v2)/release"
grep -q "$(commit v1)" "$work/out" && fail "more than two are kept"
mv "$work/origin" "$work/gone"
expect 2 plan shop/staging rollback --set "version=$(commit v1)"
says "is not kept. Kept are: here: $(commit v3 | cut -c1-7), $(commit v2 | cut -c1-7)."
expect 0 plan shop/staging rollback
says "brings back: $(commit v2 | cut -c1-7) kept on here (its release, "
expect 0 run shop/staging rollback
says "succeeded"
[ "$(cat "$work/site/version")" = 2 ] || fail "the release is not back"
expect 0 --json versions shop/staging
python3 - "$work/out" "$(commit HEAD)" <<'PYTHON' || fail "the document is not as it should be"
import json, sys
document = json.load(open(sys.argv[1]))
running = [each for each in document["versions"] if each["running"]]
assert document["schema"] == "pilothouse/v1" and document["keeps"] == 2 and not document["errors"], document
assert [each["version"] for each in running] == [document["running"]] == [sys.argv[2]], document
assert all(each["retained"] and each["hosts"][0]["bytes"] > 0 and not each["hosts"][0]["missing"] for each in document["versions"])
PYTHON
echo "every call came to what it should"
