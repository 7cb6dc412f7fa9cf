#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The main job once on a demo fleet, as ./dev demo --headless --record does it; then everything that was recorded is asked
# of the servers again, and falsified records must be noticed.
# timeout: 600
set -u

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
source_dir=${PILOTHOUSE_SOURCE_DIR:-$(cd "$here/../../.." && pwd -P)}
bin=${PILOTHOUSE_BIN:-$source_dir/build/dev/bin}
demo=$source_dir/resources/demo
passed=0
failed=0

[ -x "$bin/pilothousectl" ] || { echo "SKIP: pilothousectl is not built in $bin" && exit 77; }
for needed in sshd:openssh-server redis-server:redis-server nginx:nginx-light curl:curl openssl:openssl git:git \
    gnome-keyring-daemon:gnome-keyring dbus-daemon:dbus; do
    if ! PATH=$PATH:/usr/sbin command -v "${needed%:*}" >/dev/null; then
        echo "SKIP: ${needed#*:} is not installed"
        exit 77
    fi
done
/usr/bin/python3 -c 'import psycopg2' 2>/dev/null || { echo "SKIP: python3-psycopg2 is not installed" && exit 77; }

work=$(mktemp -d "${TMPDIR:-/tmp}/record-test.XXXXXX")
chmod 755 "$work"
finish() {
    [ ! -d "$work/fleet" ] || "$demo/fleet" --dir "$work/fleet" wipe >/dev/null 2>&1
    rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT TERM

check() { # WHAT COMMAND…
    local what=$1
    shift
    if "$@" >"$work/output" 2>&1; then
        passed=$((passed + 1))
        printf 'ok    %s\n' "$what"
    else
        failed=$((failed + 1))
        printf 'FAIL  %s\n' "$what"
        grep -v '^ok ' "$work/output" | tail -n 25 | sed 's/^/      | /'
    fi
}
not() { ! "$@"; }

mkdir "$work/precious"
touch "$work/precious/something"
check 'a folder with something else is left alone' not "$demo/record" --fleet "$work/fleet" "$bin" "$work/precious"
check 'no record, nothing verified' not "$demo/verify-record" "$work/precious"
# The limit is below that of the whole test, so that what it was at is shown.
check 'the main job is done and what is recorded holds' timeout --kill-after=5 270 "$demo/record" --fleet "$work/fleet" "$bin" "$work/record"
check 'the summary says so' grep -q '^Deploy  *1.3.2 to 1.4.0$' "$work/record/summary.txt"
check 'the verification was written down' grep -qx '[1-9][0-9]* passed, 0 failed' "$work/record/verified.txt"
check 'falsified records are noticed' "$demo/verify-record" --self-test "$work/record"

# What was true then must still be true: a change on the servers is noticed as well.
on() { ssh -F "$work/fleet/config/ssh/config" -o BatchMode=yes "$@"; }
check 'somebody deploys by hand' on app-2 'cd fleetpass && git checkout -q --detach v1.3.2'
check 'which is noticed' not "$demo/verify-record" "$work/record"

printf '%s passed, %s failed\n' "$passed" "$failed"
[ "$failed" = 0 ]
