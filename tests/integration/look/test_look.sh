#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# timeout: 600
# resources/remote/look.sh under every shell that remote code promises to work in: every look is framed and ends, nothing
# of what PM2 knows of an environment is printed, and a PM2 that does not run is not asked.
set -eu
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/bin" "$work/pm2" "$work/stopped"
cat >"$work/bin/pm2" <<'TEXT'
#!/bin/sh
echo asked >>"$ASKED"
printf '\n[PM2] Spawning daemon [v7]\n[PM2][WARN] {"not": "this"}\n'
printf '[{"name":"web","pid":7,"pm_id":0,"monit":{"memory":5,"cpu":0},"pm2_env":{"status":"online","unstable_restarts":0,'
printf '"env":{"JWT_SECRET":"hunter2"},"DATABASE_URL":"postgres://u:hunter2@h/d","args":["--token=hunter2"]}}]\n'
TEXT
chmod +x "$work/bin/pm2"
printf '[\n  {"name": "web", "env": {"JWT_SECRET": "hunter2"}}\n]\n' >"$work/pm2/dump.pm2"
echo $$ >"$work/pm2/pm2.pid"
export PATH=$work/bin:$PATH ASKED=$work/asked

for shell in dash bash "busybox sh" ksh mksh; do
    command -v "${shell%% *}" >/dev/null || continue
    fail() {
        echo "FAIL: $shell: $1"
        cat "$work/out"
        exit 1
    }
    look() { # PM2_HOME LOOK…
        export PM2_HOME=$1
        shift
        { printf 'look %s\n' "$@" && printf 'limit disk 80 95\nend\n'; } | $shell "$here/resources/remote/look.sh" >"$work/out" 2>&1 || fail "it ends with $?"
        [ "$(tail -n 1 "$work/out")" = "pilothouse end" ] || fail "it is not whole"
        [ "$(grep -c '^pilothouse look ' "$work/out")" = "$(grep -c '^pilothouse looked ' "$work/out")" ] || fail "a look does not end"
    }
    look "$work/pm2" disk memory cron postgres tea
    grep -q '^pilothouse limit disk 80 95$' "$work/out" || fail "the limits are gone"
    grep -q '^pilothouse looked disk 0$' "$work/out" || fail "the disks were not looked at"
    grep -q '^pilothouse looked memory 0$' "$work/out" || fail "the memory was not looked at"
    grep -q '^pilothouse looked tea 2$' "$work/out" || fail "what nobody knows was looked at"
    rm -f "$ASKED"
    look "$work/stopped" pm2
    ! grep -q '^pilothouse looked pm2 0$' "$work/out" || fail "a PM2 that does not run is well"
    [ ! -e "$ASKED" ] || fail "a PM2 that does not run was asked"
    if command -v node >/dev/null; then
        look "$work/pm2" pm2
        grep -q '^pilothouse looked pm2 0$' "$work/out" || fail "PM2 was not looked at"
        grep -q '"name":"web".*"status":"online"' "$work/out" || fail "the process is not told"
        grep -q '^\[{"name":"web","pm_id":0}\]$' "$work/out" || fail "what was saved is not told"
        ! grep -q hunter2 "$work/out" || fail "a secret is printed"
    fi
    echo "$shell: every look ended, and nothing secret was printed"
done
