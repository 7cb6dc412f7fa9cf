#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# timeout: 120
#
# resources/remote/scale.sh under every shell that remote code promises to work in. Docker is a script that knows how many
# containers there are; what it prints as `config` was printed by docker-compose 1.29.2 and docker compose 2.26.1.
set -u
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)

if [ $# -eq 0 ]; then
    failed=0
    work=$(mktemp -d)
    for shell in dash bash "busybox sh" ksh mksh; do
        command -v "${shell%% *}" >/dev/null || continue
        for version in 1 2; do
            if "$0" "$shell" $version >"$work/out" 2>&1; then
                echo "$shell, Compose v$version: $(tail -n 1 "$work/out")"
            else
                failed=1
                echo "=== $shell, Compose v$version"
                cat "$work/out"
            fi
        done
    done
    rm -rf "$work"
    exit $failed
fi

shell=$1
version=$2
top=$(mktemp -d)
trap 'rm -rf "$top"' EXIT
mkdir "$top/bin" "$top/app" "$top/count"
export PATH=$top/bin:$PATH TOP=$top CONFIG=$here/tests/integration/images/config-v$version
if [ "$version" = 2 ]; then
    cat >"$top/bin/docker" <<'FAKE'
#!/bin/sh
[ "$1" = compose ] || exec "$TOP/bin/engine" "$@"
shift
exec "$TOP/bin/docker-compose" "$@"
FAKE
else
    cat >"$top/bin/docker" <<'FAKE'
#!/bin/sh
[ "$1" != compose ] || { echo "docker: 'compose' is not a docker command." >&2; exit 1; }
exec "$TOP/bin/engine" "$@"
FAKE
fi
cat >"$top/bin/docker-compose" <<'FAKE'
#!/bin/sh
if [ "$1" = version ]; then exit 0; fi
file=$2
shift 2
case $1 in
config) cat "$CONFIG" ;;
up)
    echo "$*" >>"$TOP/asked"
    while [ $# -gt 0 ]; do
        [ "$1" != --scale ] || echo "${2#*=}" >"$TOP/count/${2%%=*}"
        shift
    done
    ;;
ps)
    i=0
    while [ "$i" -lt "$(cat "$TOP/count/$3" 2>/dev/null || echo 1)" ]; do echo "$3-$i" && i=$((i + 1)); done
    ;;
esac
FAKE
cat >"$top/bin/engine" <<'FAKE'
#!/bin/sh
case $1 in
ps)
    for each in "$TOP"/count/*; do
        [ -e "$each" ] || continue
        i=0
        while [ "$i" -lt "$(cat "$each")" ]; do echo "${each##*/}-$i x ${each##*/} $TOP/app" && i=$((i + 1)); done
    done
    echo "alone-0 alone  "
    echo "other-0 x web /opt/other"
    ;;
inspect)
    shift 3
    for each; do case $each in web-0) echo 35 ;; web-*) echo 40 ;; *) echo '<nil>' ;; esac; done
    ;;
esac
FAKE
chmod +x "$top"/bin/*
checks=0
fail() {
    echo "FAIL: $1"
    cat "$top/out"
    exit 1
}
ask() { # CODE LINE…
    local wanted=$1 code=0
    shift
    checks=$((checks + 1))
    # shellcheck disable=SC2086
    printf '%s\n' "$@" 'compose range range compose.yml' 'compose web web compose.yml' 'compose plain plain.one compose.yml' \
        'compose named named compose.yml' 'compose long long compose.yml' 'compose free free compose.yml' 'docker alone alone' end |
        (cd "$top/app" && $shell "$here/resources/remote/scale.sh") >"$top/out" 2>&1 || code=$?
    [ "$code" = "$wanted" ] || fail "ended with $code: $*"
}
says() { grep -qF -- "$1" "$top/out" || fail "nothing says $1"; }
says_not() { ! grep -qF -- "$1" "$top/out" || fail "something says $1"; }

# A name of its own or a port that is there once stand in the way, also of what was written at length.
ask 1 'act scale' 'service named' 'instances 2'
says 'its container is always called only-one'
ask 1 'act scale' 'service web' 'instances 2'
says 'its port 3001 of the host is there once'
ask 1 'act scale' 'service long' 'instances 2'
says 'its port 3201 of the host is there once'
ask 1 'act scale' 'service range' 'instances 4'
says 'its port 3101-3103 of the host is there once'
[ ! -e "$top/asked" ] || fail "something was started: $(cat "$top/asked")"
ask 0 'act scale' 'service named' 'instances 1'
ask 0 'act scale' 'service range' 'instances 3'
ask 0 'act scale' 'service free' 'instances 5'
ask 0 'act scale' 'service free' 'instances 2'

# By inputs, and under the name that Compose knows it by.
service=plain instances=4 ask 1 'act scale' "service \$servic" 'instances 1'
export service=plain instances=4
# shellcheck disable=SC2016 # names of inputs
ask 0 'act scale' 'service $service' 'instances $instances'
says 'plain has 4 containers, and keeps them'
grep -qxF 'up -d --no-recreate --scale plain.one=4 plain.one' "$top/asked" || fail "asked was $(cat "$top/asked")"
ask 1 'act scale' 'service plain' 'instances many'
ask 1 'act scale' 'service nothing' 'instances 2'

# What was scaled is told, by what is written down where nothing of it runs.
rm -f "$top"/count/plain.one
echo 2 >"$top/count/web"
ask 0 'act tell'
says 'scaled plain.one 4'
says 'scaled free 2'
says 'scaled range 3'
says 'scaled web 2'
says_not 'scaled named'
says 'stops web 35'
says 'stops alone 10'
says_not 'stops long'
ask 0 'act scale' 'service plain' 'instances 1'
ask 0 'act tell'
says_not 'scaled plain.one'
echo "$checks questions"
