#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# timeout: 600
# Steps that shut us out of a host: a real firewall in a network of its own, a real sshd_config. All of it is in namespaces
# that end with this script, however it ends.
set -euo pipefail

program=${PILOTHOUSE_BINARY_DIR:?}/tests/pilothouse_test_lockout
skip() { echo "SKIP: $*"; exit 77; }

if [ "${1-}" != inside ]; then
    [ "$(id -u)" -eq 0 ] || skip "only root can make networks"
    for tool in ip nft nsenter unshare; do
        command -v "$tool" >/dev/null || skip "$tool is not installed"
    done
    unshare --net --mount --pid --fork --mount-proc true || skip "this root may not make namespaces"
    exec unshare --net --mount --pid --fork --kill-child --mount-proc "$0" inside
fi

ip link set lo up
unshare --net sh -c 'ip link set lo up; exec sleep infinity' </dev/null &
target=$!
ours=$(readlink /proc/self/ns/net)
for _ in $(seq 200); do
    [ "$(readlink "/proc/$target/ns/net")" = "$ours" ] || break
    sleep 0.05
done
ip link add a1 type veth peer name b1 netns "$target"
ip address add 10.79.9.1/24 dev a1
ip link set a1 up
nsenter --net="/proc/$target/ns/net" sh -c 'ip address add 10.79.9.2/24 dev b1; ip link set b1 up'

PILOTHOUSE_NETWORK=$target "$program"
