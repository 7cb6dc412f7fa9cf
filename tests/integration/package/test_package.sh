#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# label: soak
# timeout: 3600
# The package on a machine that has never seen the project: builds the .deb, installs it in a bare chroot, asks both
# programs for a sign of life, removes it, and looks for what it left behind.
set -euo pipefail

source_dir=${PILOTHOUSE_SOURCE_DIR:?}
skip() { echo "SKIP: $*"; exit 77; }

[ "$(id -u)" -eq 0 ] || skip "only root can make a chroot"
command -v debootstrap >/dev/null || skip "debootstrap is not installed"
# shellcheck source=/dev/null
suite=$(. /etc/os-release && echo "$VERSION_CODENAME")
base=$("$source_dir/tests/integration/chroot/base" "$suite")

cd "$source_dir"
package=$(./dev package | tail -n 1)
[ -f "$package" ] || { echo "FAIL: ./dev package made no package"; exit 1; }

work=$(mktemp -d "${TMPDIR:-/tmp}/package.XXXXXX")
trap 'rm -rf --one-file-system "$work"' EXIT
tar -C "$work" -xf "$base"
chmod 755 "$work" # others than root live in there too
cp "$package" "$work/pilothouse.deb"
cat >"$work/inside" <<'INSIDE'
#!/bin/sh
set -eu
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 HOME=/root XDG_RUNTIME_DIR=/run/user/0
mkdir -p -m 700 "$XDG_RUNTIME_DIR"
printf '#!/bin/sh\nexit 101\n' >/usr/sbin/policy-rc.d
chmod 755 /usr/sbin/policy-rc.d
apt-get -q update >/dev/null
apt-get -qy --no-install-recommends install /pilothouse.deb >/install.log 2>&1 || { tail -n 30 /install.log; exit 1; }

pilothousectl --version | grep -q '^pilothousectl [0-9]' || { echo "FAIL: pilothousectl --version"; exit 1; }
pilothousectl --json help >/help.json
for definition in /usr/share/pilothouse/systems/*.yaml; do
    [ ! -e "$definition" ] || pilothousectl validate "$definition" || { echo "FAIL: $definition"; exit 1; }
done

# The window: it runs until it is told to end, and ends in order.
QT_QPA_PLATFORM=offscreen pilothouse --config /root/config --data /root/data >/window.log 2>&1 &
window=$!
shown=""
for _ in $(seq 100); do
    kill -0 "$window" 2>/dev/null || break
    # Its store is there once the window has been built.
    if [ -n "$(ls -A /root/data 2>/dev/null)" ]; then
        shown=1
        break
    fi
    sleep 0.1
done
[ -n "$shown" ] || { echo "FAIL: the window did not start"; cat /window.log; exit 1; }
kill -TERM "$window"
status=0
wait "$window" || status=$?
case $status in 0 | 143) ;; *) echo "FAIL: the window ended with $status"; cat /window.log; exit 1 ;; esac
if grep -i -E 'error while loading|could not (find|load)|cannot open shared' /window.log; then
    echo "FAIL: the window misses something"
    exit 1
fi

dpkg -L pilothouse >/files
apt-get -qy purge pilothouse >/dev/null 2>&1
left=0
while read -r file; do
    if [ -f "$file" ]; then
        echo "FAIL: left behind: $file"
        left=1
    fi
done </files
exit $left
INSIDE
chmod 755 "$work/inside"
# Mounts of this namespace end with it, whatever happens.
# shellcheck disable=SC2016
unshare --mount --pid --fork sh -c 'mount -t proc proc "$1/proc" && exec chroot "$1" /inside' sh "$work"
echo "installed, started and removed: ${package##*/}"
