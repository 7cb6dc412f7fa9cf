# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154,SC2034 # dir, address, cache, root, program and system are lab's; what is set here is for common.sh
# A server that systemd runs, with logind, which ends what a login leaves behind, Redis, and a service of its own. What no
# other system of the lab has is here: units, sessions and their end, a start that is another one.

title='A server with systemd'
user=deploy
namespaces=--net
faults='unit      the service greeter ends as soon as it begins
loop      it does so again and again, and systemd starts it each time
redis     Redis is stopped
memory    Redis may not use more memory than it has
linger    the account no longer lingers: what its logins started ends with them'
hint="  lab shell systemd -- loginctl    sessions of the account"

check_machine() {
    local tool
    for tool in ip hostname; do command -v "$tool" >/dev/null || cannot "$tool is not installed"; done
    unshare --net --mount --pid --cgroup --fork true 2>/dev/null || cannot "this root may not make namespaces"
    [ -d /sys/fs/cgroup/systemd ] || [ -f /sys/fs/cgroup/cgroup.controllers ] || cannot "this machine shows no control groups"
    image=$("$program/systemd/build" --where) || cannot "the server's root file system is not made on this machine (./dev soak, or tests/lab/systemd/build)"
}
prepare() {
    local upper=$dir/upper
    mkdir -p "$dir/config/ssh" "$upper/etc/ssh" "$upper/home/deploy/.ssh" "$upper/var/lib/systemd/linger"
    [ -f "$upper/etc/ssh/ssh_host_ed25519_key" ] || ssh-keygen -q -t ed25519 -N '' -C "$system" -f "$upper/etc/ssh/ssh_host_ed25519_key"
    [ -f "$dir/config/ssh/id_ed25519" ] || ssh-keygen -q -t ed25519 -N '' -C operator -f "$dir/config/ssh/id_ed25519"
    install -m 600 "$dir/config/ssh/id_ed25519.pub" "$upper/home/deploy/.ssh/authorized_keys"
    chmod 700 "$upper/home/deploy/.ssh"
    chmod 700 "$upper/home/deploy"
    chown -R 1000:1000 "$upper/home/deploy"
    : >"$upper/var/lib/systemd/linger/deploy"
}

# Control groups of its own, because systemd makes some below the one that it starts in and ends what is in them.
start_server() {
    local group
    rm -rf "$dir/run/root"
    for group in /sys/fs/cgroup/systemd /sys/fs/cgroup/unified /sys/fs/cgroup; do
        [ -f "$group/cgroup.procs" ] || continue
        mkdir -p "$group/$(group_name)"
    done
    (
        for group in /sys/fs/cgroup/systemd /sys/fs/cgroup/unified /sys/fs/cgroup; do
            [ ! -d "$group/$(group_name)" ] || echo "$BASHPID" >"$group/$(group_name)/cgroup.procs"
        done
        exec setsid unshare --net --uts --mount --pid --ipc --cgroup --fork --kill-child --propagation private \
            bash "$program/systemd/boot" "$system" "$dir" "$image"
    ) </dev/null >"$dir/run/server.log" 2>&1 9>&- &
    note holder "$!"
    until_true 90 is_running || {
        tail -n 20 "$dir/run/server.log" >&2
        end_process holder KILL
        die "the server did not start"
    }
}
group_name() { printf 'pilothouse-lab-%s' "$(cksum <<<"$dir" | cut -d ' ' -f 1)"; }
is_running() {
    local init
    init=$(ps -o pid= --ppid "$(pid_of holder)" | tr -d ' ') && [ -n "$init" ] || return 1
    note init "$init"
    case $(inside systemctl is-system-running 2>/dev/null) in running | degraded) ;; *) return 1 ;; esac
}
stopped() {
    find /sys/fs/cgroup/systemd /sys/fs/cgroup/unified /sys/fs/cgroup -maxdepth 1 -name "$(group_name)" 2>/dev/null |
        while read -r group; do find "$group" -depth -type d -exec rmdir {} + 2>/dev/null || :; done
}
set_up() { :; }
stop_services() { inside systemctl --no-block stop redis-server; }

open_ports() {
    gone port-22 || return 0
    pass_in 22 socat STDIO "TCP\\:127.0.0.1\\:22"
}
all_is_well() { inside systemctl is-active --quiet ssh redis-server greeter; }
tell_status() {
    inside systemctl --no-pager list-units --type=service --state=running,failed
    all_is_well
}

write_configuration() {
    local config=$dir/config
    write_ssh_config "$dir/upper/etc/ssh/ssh_host_ed25519_key.pub"
    mkdir -p "$config/systems"
    cat >"$config/systems/systemd.yaml" <<TEXT
apiVersion: pilothouse/v1
system: systemd
title: A server with systemd
environments:
  production:
    kind: production
    hosts:
      server: { ssh: $user@$address, directory: /home/deploy }
    services:
      redis: { runtime: systemd, on: server, unit: redis-server, probes: [unit, cache] }
      greeter: { runtime: systemd, on: server }
    probes:
      - { name: unit, systemd: redis-server, via: server }
      - { name: cache, redis: { via: server, host: 127.0.0.1 } }
    procedures:
      restart:
        title: Restart Redis
        way: care
        steps:
          - { name: Restart, on: server, run: sudo systemctl restart redis-server }
          - { name: Verify, probes: [unit, cache], within: 1m }
      wait:
        title: Wait for a file
        steps:
          - { name: Wait, on: server, run: 'cat /proc/self/cgroup >where; until [ -e go ]; do sleep 0.2; done; date >>done', timeout: 10m }
      diagnostics:
        title: Look around
        read-only: true
        steps:
          - { name: Server, on: server, look: [disk, memory, systemd, redis, cron] }
TEXT
}

tell_how() {
    local lab="$program/lab --dir ${dir%/"$system"}"
    cat <<TEXT
$title is up on $address.
  pilothousectl --config $dir/config --data $dir/data status $system/production
  ssh -F $dir/config/ssh/config $address
  $lab break $system        faults to plant
  $lab down $system
$hint
TEXT
}

plant() {
    case ${1-} in
    unit)
        inside sh -c 'mkdir -p /run/systemd/system/greeter.service.d && printf "[Service]\nExecStart=\nExecStart=/bin/false\n" >/run/systemd/system/greeter.service.d/fault.conf
            systemctl daemon-reload; systemctl restart greeter'
        ;;
    loop)
        inside sh -c 'mkdir -p /run/systemd/system/greeter.service.d && printf "[Unit]\nStartLimitIntervalSec=0\n[Service]\nExecStart=\nExecStart=/bin/false\nRestart=always\nRestartSec=60\n" >/run/systemd/system/greeter.service.d/fault.conf
            systemctl daemon-reload; systemctl restart greeter'
        ;;
    redis) inside systemctl stop redis-server ;;
    memory) inside redis-cli CONFIG SET maxmemory 900kb ;;
    linger) inside loginctl disable-linger deploy ;;
    *)
        printf '%s\n' "$faults"
        [ -z "${1-}" ] || exit 2
        ;;
    esac
}
mend() {
    inside sh -c 'rm -rf /run/systemd/system/greeter.service.d; systemctl daemon-reload; systemctl reset-failed
        systemctl restart greeter redis-server; loginctl enable-linger deploy'
}
