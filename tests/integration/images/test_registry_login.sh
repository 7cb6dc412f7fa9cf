#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# timeout: 120
#
# resources/remote/registry-login.sh in front of scripts, under every shell that remote code promises to work in: what a
# script sees, how it may end, and that a password is never written down and nothing is left.
# shellcheck disable=SC2016,SC2015 # what is for the scripts; both branches are meant
set -u
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)

if [ $# -eq 0 ]; then
    failed=0
    work=$(mktemp -d)
    for shell in dash bash "busybox sh" ksh mksh; do
        command -v "${shell%% *}" >/dev/null || continue
        if "$0" "$shell" >"$work/out" 2>&1; then
            echo "$shell: $(tail -n 1 "$work/out")"
        else
            failed=1
            echo "=== $shell"
            cat "$work/out"
        fi
    done
    rm -rf "$work"
    exit $failed
fi

shell=$1
top=$(mktemp -d)
trap 'rm -rf "$top"' EXIT
mkdir "$top/bin" "$top/run" "$top/tmp" "$top/home"
cp "$here/tests/integration/images/docker" "$top/bin/docker"
export PATH=$top/bin:$PATH HOME=$top/home XDG_RUNTIME_DIR=$top/run TMPDIR=$top/tmp SEEN=$top/seen
unset DOCKER_CONFIG DOCKER_HOST DOCKER_CONTEXT
export REGISTRY_PASSWORD='pa"ss\wo$rd with blanks' WANTED='pa"ss\wo$rd with blanks'
export PILOTHOUSE_REGISTRIES='registry.example.com:5000 bot REGISTRY_PASSWORD'
checks=0
fail() {
    echo "FAIL: $1"
    cat "$top/out"
    exit 1
}
# run CODE SCRIPT: as a step that names registries is sent
run() {
    local code=0
    checks=$((checks + 1))
    { cat "$here/resources/remote/registry-login.sh" && printf '(\n%s\n)\n' "$2"; } >"$top/script"
    : >"$SEEN"
    # shellcheck disable=SC2086 # busybox sh
    $shell "$top/script" >"$top/out" 2>&1 </dev/null || code=$?
    [ "$code" = "$1" ] || fail "ended with $code and not with $1: $2"
    [ -z "$(find "$top/run" "$top/tmp" "$top/home" -name '*pilothouse*')" ] || fail "something is left: $2"
}
says() { grep -qxF -- "$1" "$top/out" || fail "nothing says $1"; }

run 0 'echo "in $DOCKER_CONFIG"; docker ask https://registry.example.com:5000'
says '{"ServerURL":"registry.example.com:5000","Username":"bot","Secret":"pa\"ss\\wo$rd with blanks"}'
grep -q "^in $top/run/" "$top/out" || fail "not in the folder of the session"
! grep -qF "$WANTED" "$SEEN" || fail "the password was an argument"
grep -qxF 'login login -u bot --password-stdin registry.example.com:5000' "$SEEN" || fail "no login: $(cat "$SEEN")"
run 0 'grep -rF "$WANTED" "$DOCKER_CONFIG" || echo nowhere'
says nowhere
run 1 'docker ask other.example.com'
says 'credentials not found in native keychain'
run 1 'docker ask registry.example.com'
run 1 'docker ask registry.example.com:50001'

# However the script ends, its end counts and nothing is left.
run 7 'exit 7'
run 3 'exec sh -c "exit 3"'
run 0 'trap "echo mine" EXIT; cd /; DOCKER_CONFIG=/nowhere'
says mine
run 1 'set -e; false; echo unreached'

# A password that the registry refuses: the script does not begin.
REGISTRY_PASSWORD=wrong run 1 'echo begun'
says 'The login to registry.example.com:5000 as bot failed'
grep -q '401 Unauthorized' "$top/out" || fail "why is not said"
! grep -q begun "$top/out" || fail "the script began"

# Two registries, Docker's own among them.
export OTHER=$WANTED
PILOTHOUSE_REGISTRIES="ghcr.io bot REGISTRY_PASSWORD
docker.io me OTHER" run 0 'docker ask https://index.docker.io/v1/; "docker-credential-pilothouse" list; docker ask ghcr.io'
grep -q '"Username":"me"' "$top/out" || fail "nothing for Docker Hub"
grep -q '"Username":"bot"' "$top/out" || fail "nothing for ghcr.io"
says '{"ghcr.io":"bot","https://index.docker.io/v1/":"me"}'

# The plugins and contexts of the account stay in reach, its logins do not.
mkdir -p "$HOME/.docker/cli-plugins" && echo '{"auths":{"registry.example.com:5000":{"auth":"x"}}}' >"$HOME/.docker/config.json"
cp "$HOME/.docker/config.json" "$top/before"
run 0 'ls "$DOCKER_CONFIG"; cat "$DOCKER_CONFIG/config.json"'
says cli-plugins
says '{"credsStore":"pilothouse"}'
cmp -s "$top/before" "$HOME/.docker/config.json" || fail "the account's own file was changed"
FAKE_CONTEXT=rootless run 0 'echo "context ${DOCKER_CONTEXT-none}"'
says 'context rootless'
DOCKER_HOST=unix:///x run 0 'echo "context ${DOCKER_CONTEXT-none}"'
says 'context none'

# Told to end while the script runs.
: >"$SEEN"
# shellcheck disable=SC2016 # for the script
{ cat "$here/resources/remote/registry-login.sh" && printf '(\n%s\n)\n' 'echo $$ >"$SEEN.pid"; exec sleep 30'; } >"$top/script"
# shellcheck disable=SC2086
setsid $shell "$top/script" >"$top/out" 2>&1 </dev/null &
process=$!
for _ in $(seq 100); do [ -s "$SEEN.pid" ] && break || sleep 0.1; done
kill -TERM -- "-$process"
for _ in $(seq 100); do kill -0 "$process" 2>/dev/null || break; sleep 0.1; done
[ -z "$(find "$top/run" -name '*pilothouse*')" ] || fail "something is left of a script that was told to end"

# A folder that cannot be written is passed over.
XDG_RUNTIME_DIR=$top/none run 0 'echo "in $DOCKER_CONFIG"'
grep -q "^in $top/tmp/" "$top/out" || fail "not in the folder for what is temporary"
echo "$checks scripts"
