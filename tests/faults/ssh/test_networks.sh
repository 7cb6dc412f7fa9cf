#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# timeout: 600
# Jump hosts in networks of their own, and a link that is cut without a word: ours - bastion - gateway - target, each pair
# with a cable between them, nothing routed. All of it is in namespaces that end with this script, however it ends.
set -euo pipefail

program=${PILOTHOUSE_BINARY_DIR:?}/tests/pilothouse_test_networks
skip() { echo "SKIP: $*"; exit 77; }

if [ "${1-}" != inside ]; then
    [ "$(id -u)" -eq 0 ] || skip "only root can make networks"
    for tool in ip nft nsenter unshare; do
        command -v "$tool" >/dev/null || skip "$tool is not installed"
    done
    unshare --net --mount --pid --fork --mount-proc true || skip "this root may not make namespaces"
    exec unshare --net --mount --pid --fork --kill-child --mount-proc "$0" inside
fi

names=(bastion gateway target)
declare -A pids
ip link set lo up
for name in "${names[@]}"; do
    unshare --net sh -c 'ip link set lo up; exec sleep infinity' </dev/null &
    pids[$name]=$!
done
# Each is in its own network when that is another one than ours.
ours=$(readlink /proc/self/ns/net)
for name in "${names[@]}"; do
    for _ in $(seq 200); do
        [ "$(readlink "/proc/${pids[$name]}/ns/net")" = "$ours" ] || break
        sleep 0.05
    done
done
cable() { # FROM-PID TO-PID NET
    ip link add "a$3" netns "$1" type veth peer name "b$3" netns "$2"
    nsenter --net="/proc/$1/ns/net" sh -c "ip address add 10.79.$3.1/24 dev a$3; ip link set a$3 up"
    nsenter --net="/proc/$2/ns/net" sh -c "ip address add 10.79.$3.2/24 dev b$3; ip link set b$3 up"
}
cable $$ "${pids[bastion]}" 1
cable "${pids[bastion]}" "${pids[gateway]}" 2
cable "${pids[gateway]}" "${pids[target]}" 3

PILOTHOUSE_NETWORKS="${pids[bastion]} ${pids[gateway]} ${pids[target]}" "$program"
