# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154,SC2034 # dir, address, cache, root, program and system are lab's; what is set here is for common.sh
# A workspace of three applications, backend-api, web-app and worker-jobs, on two hosts that share one server of the lab:
# `build` is the account builder with a Docker engine of its own, production the account deploy with another. Images go
# from one to the other through a registry with TLS and a login.

# shellcheck source=tests/lab/docker.sh
. "$program/docker.sh"
title='The workspace'
health=/readyz
well=ready
compose='docker compose -f docker-compose.prod.yml'
services='postgres backend-api worker-jobs web-app nginx'
hint='Its passwords, for pilothousectl secret set: .env in /opt/workspace, and /etc/registry/password for REGISTRY_PASSWORD.'
faults='database     PostgreSQL is stopped
queue        the worker is stopped and jobs wait
memory       a container was ended because it took more memory than it may
crash-loop   a container that ends as soon as it begins
certificate  the certificate has expired, and nginx serves it
disk         /backups is small and nearly full
network      neither the git origin nor the registry can be reached'
REGISTRY_VERSION=2.8.2

eval "docker_$(declare -f check_machine)"
eval "docker_$(declare -f prepare)"

check_machine() {
    docker_check_machine
    command -v perl >/dev/null || cannot "perl is not installed"
    registry=$cache/lab/docker-registry-$REGISTRY_VERSION
    [ -x "$registry/docker-registry" ] || fetch_registry
    apps=$cache/lab/apps-$({ base_version && cat "$here"/image/* && declare -f make_apps; } | sha256sum | cut -c 1-16)
    [ -f "$apps/base.tar" ] || make_apps
}

# Taken out of Debian's package; nothing is installed on this machine.
fetch_registry() {
    local part
    command -v apt-get >/dev/null || cannot "the registry comes from Debian's mirror, and this is no Debian"
    say "Fetching docker-registry from Debian's mirror into $registry"
    mkdir -p "$cache/lab"
    part=$(mktemp -d "$cache/lab/.part.XXXXXX")
    mkdir "$part/from"
    (cd "$part" && apt-get -qq -o APT::Sandbox::User=root download docker-registry && dpkg -x docker-registry_*.deb from) >"$part/log" 2>&1 </dev/null || {
        tail -n 5 "$part/log" >&2
        rm -rf "$part"
        cannot "Debian's mirror did not give docker-registry"
    }
    mv "$part/from/usr/bin/docker-registry" "$part/"
    rm -rf "$part"/{from,log} "$part"/*.deb
    chmod 755 "$part"
    mv -T "$part" "$registry" 2>/dev/null || rm -rf "$part"
}

# What the applications are built upon: small, because it goes through the registry.
make_apps() {
    local part each
    say "Making the applications' root file system in $apps"
    fetch_client
    part=$(mktemp -d "$cache/lab/.part.XXXXXX")
    mkdir -p "$part"/root/{etc,tmp,run,proc,sys,dev,home/node,usr/{bin,sbin,lib/node_modules,local/bin}}
    for each in bin sbin lib lib64; do
        if [ -L "/$each" ]; then cp -P "/$each" "$part/root/$each"; fi
    done
    chmod 1777 "$part/root/tmp"
    for each in node busybox; do copy_program "$(readlink -f "$(command -v "$each")")" "$each"; done
    for each in $(busybox --list); do
        [ -e "$part/root/usr/bin/$each" ] || ln -s busybox "$part/root/usr/bin/$each"
    done
    install -m 755 "$here"/image/* "$part/root/usr/local/bin/"
    for each in "$client"/*.tgz; do unpack_package "$each"; done
    printf '%s\n' root:x:0:0::/root:/bin/sh node:x:1000:1000::/home/node:/bin/sh >"$part/root/etc/passwd"
    printf '%s\n' root:x:0: node:x:1000: >"$part/root/etc/group"
    tar -C "$part/root" --owner=0 --group=0 -cf "$part/base.tar" .
    rm -rf "$part/root"
    chmod 755 "$part"
    mv -T "$part" "$apps" 2>/dev/null || rm -rf "$part"
}

prepare() {
    local host=$dir/host tls=$dir/host/etc/letsencrypt home
    docker_prepare
    ln -sfn "$apps" "$dir/given/apps"
    ln -sfn "$registry" "$dir/given/registry"
    printf '127.0.0.3 registry.lab\n' >>"$host/etc/hosts"
    echo 'builder:x:47007:47007::/var/lib/builder:/bin/bash' >>"$host/etc/passwd"
    printf 'builder:x:47007:\nbuild:x:47008:builder\n' >>"$host/etc/group"
    echo 'builder:*:20000:0:99999:7:::' >>"$host/etc/shadow"
    chmod 640 "$host/etc/sudoers"
    echo 'builder ALL=(ALL:ALL) NOPASSWD: ALL' >>"$host/etc/sudoers"
    chmod 440 "$host/etc/sudoers"
    home=$host/var/lib/builder
    mkdir -p "$home/.ssh" "$host/srv/build/workspace" "$host"/var/lib/{docker-build,registry} "$host"/etc/registry \
        "$host/etc/docker/certs.d/registry.lab:5000"
    install -m 600 "$dir/config/ssh/id_ed25519.pub" "$home/.ssh/authorized_keys"
    chmod 700 "$home/.ssh"
    chown -R 47007:47007 "$home" "$host/srv/build/workspace"
    printf 'Match User builder\n    SetEnv DOCKER_HOST=unix:///run/build/docker.sock\n' >>"$host/etc/ssh/sshd_config"
    cp "$tls/authority.pem" "$host/etc/docker/certs.d/registry.lab:5000/ca.crt"
    [ -f "$host/etc/registry/key.pem" ] || registry_account
}

registry_account() {
    local folder=$dir/host/etc/registry tls=$dir/host/etc/letsencrypt
    openssl rand -hex 20 >"$folder/password"
    chmod 600 "$folder/password"
    # shellcheck disable=SC2016 # for perl
    perl -e 'chomp(my $p = <STDIN>); my @c = ("a".."z", 0..9); my $s = join "", map { $c[rand @c] } 1..22;
        print "workspace:", crypt($p, "\$2y\$05\$$s"), "\n"' <"$folder/password" >"$folder/htpasswd"
    openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=registry.lab -keyout "$folder/new.pem" -out "$folder/request" 2>/dev/null
    printf 'subjectAltName=DNS:registry.lab\n' >"$folder/names"
    openssl x509 -req -in "$folder/request" -CA "$tls/authority.pem" -CAkey "$tls/authority.key" -set_serial 77 -days 3650 \
        -extfile "$folder/names" -out "$folder/certificate.pem" 2>/dev/null
    cat >"$folder/config.yml" <<TEXT
version: 0.1
log: { level: info }
storage: { filesystem: { rootdirectory: /var/lib/registry }, delete: { enabled: true } }
http:
  addr: 127.0.0.3:5000
  tls: { certificate: /etc/registry/certificate.pem, key: /etc/registry/key.pem }
auth: { htpasswd: { realm: lab, path: /etc/registry/htpasswd } }
TEXT
    mv "$folder/new.pem" "$folder/key.pem"
}

write_definition() {
    local config=$dir/config
    # One address serves the site and its interface here, and nobody waits as long as for production.
    # A lab reaches nobody outside of it.
    sed -e '/^      - { name: [a-z]*, external:/d' -e "s|deploy@workspace.example.com|deploy@$address|" -e "s|builder@build.example.com|builder@$address|" \
        -e "s|domain: workspace.example.com|domain: $address|" -e 's|api\.{domain}|{domain}|' \
        -e 's|registry\.example\.com|registry.lab:5000|' \
        -e 's|within: 2m, hold: [0-9]*s|within: 45s, hold: 5s|' -e 's|^    kind: production|&\n    ca: ../ca.pem|' \
        "$root/resources/systems/workspace.yaml" >"$config/systems/workspace.yaml"
    cp "$here/PRODUCTION-READINESS.md" "$config/systems/"
}
