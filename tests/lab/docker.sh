# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154,SC2034 # dir, address, cache, root, program and system are lab's; what is set here is for common.sh
# A server with a Docker engine of its own, and beside it the git origin that it pulls from. A system.sh that is one sets
#   compose   the command with which the document speaks to Compose, with its file: which version the server has
#   services  those that run when all is well
#   branch    what its origin calls the branch to deploy (main), and up to which version it goes (v4)
# sources this file, and brings app/, versions/vN/apply and host/deploy-first, which the account deploy runs in
# /opt/SYSTEM. Its host/fault knows the faults of its own and leaves the others to /srv/lab/docker/fault.
# Images are made of this machine's own programs.

user=deploy
common=docker
branch=main
newest=v4
programs='node redis-server redis-cli nginx setpriv busybox'
COMPOSE_V2=2.26.1

check_machine() {
    local tool
    for tool in docker dockerd containerd runc iptables git curl cron crontab sudo node redis-server nginx busybox; do
        command -v "$tool" >/dev/null || cannot "$tool is not installed (./dev deps lab)"
    done
    # The server has a /usr/local of its own.
    [ -x /usr/bin/docker ] || cannot "docker is not installed in /usr/bin (./dev deps lab)"
    case $compose in docker-compose*) [ -x /usr/bin/docker-compose ] || cannot "docker-compose is not installed (./dev deps lab)" ;; esac
    [ -n "$(newest_postgres)" ] || cannot "PostgreSQL is not installed"
    [ -d /sys/fs/cgroup/memory ] || [ -f /sys/fs/cgroup/cgroup.controllers ] || cannot "this machine shows no control groups"
    unshare --net --mount --pid --fork true 2>/dev/null || cannot "this root may not make namespaces"
    base=$cache/lab/base-$(base_version)
    [ -f "$base/base.tar" ] || make_base
    case $compose in 'docker compose'*) fetch_compose ;; esac
    check_more
}
check_more() { :; } # as prepare_more, for what this machine has to have
newest_postgres() { find /usr/lib/postgresql -mindepth 1 -maxdepth 1 2>/dev/null | sort -V | tail -n 1; }
base_version() {
    local each
    { for each in $programs; do stat -L -c '%n %s %Y' "$(command -v "$each")"; done && newest_postgres && cat "$program"/docker/image/* && declare -f make_base; } |
        sha256sum | cut -c 1-16
}

# Compose as a plugin comes from a later Debian, with lists of its own: nothing is installed on this machine.
fetch_compose() {
    local part mirror key=/usr/share/keyrings/debian-archive-keyring.gpg
    plugin=$cache/lab/compose-$COMPOSE_V2/docker-compose
    [ ! -x "$plugin" ] || return 0
    if ! command -v apt-get >/dev/null || [ ! -f "$key" ]; then cannot "Compose $COMPOSE_V2 comes from Debian's mirror, and this is no Debian"; fi
    mirror=$(sed -n 's/^URIs: *\([^ ]*\).*/\1/p' /etc/apt/sources.list.d/*.sources 2>/dev/null | grep -v security | head -n 1)
    [ -n "$mirror" ] || mirror=$(sed -n 's/^deb \(\[[^]]*\] \)\{0,1\}\(http[^ ]*\) .*/\2/p' /etc/apt/sources.list 2>/dev/null | head -n 1)
    [ -n "$mirror" ] || cannot "no mirror of Debian is named in /etc/apt"
    say "Fetching Compose $COMPOSE_V2 from $mirror into ${plugin%/*}"
    mkdir -p "$cache/lab"
    part=$(mktemp -d "$cache/lab/.part.XXXXXX")
    mkdir -p "$part"/{lists/partial,archives/partial,from,to}
    printf 'deb [signed-by=%s] %s trixie main\n' "$key" "$mirror" >"$part/sources"
    private() {
        apt-get -qq -o Dir::Etc::sourcelist="$part/sources" -o Dir::Etc::sourceparts=/dev/null -o Dir::State::lists="$part/lists" \
            -o Dir::Cache="$part" -o Dir::Cache::archives="$part/archives" -o APT::Sandbox::User=root "$@" </dev/null
    }
    (
        cd "$part/from"
        private update && private download docker-compose && dpkg -x docker-compose_*.deb ../to &&
            install -m 755 ../to/usr/libexec/docker/cli-plugins/docker-compose "$part/docker-compose"
    ) >"$part/log" 2>&1 || {
        tail -n 5 "$part/log" >&2
        rm -rf "$part"
        cannot "Debian's mirror did not give Compose"
    }
    rm -rf "$part"/{lists,archives,from,to,sources,log} "$part"/*.bin
    chmod 755 "$part"
    mv -T "$part" "${plugin%/*}" 2>/dev/null || rm -rf "$part"
}

# The root file system of every image: programs of this machine, the libraries that they name, and busybox for the rest.
make_base() {
    local part postgres each
    postgres=$(newest_postgres)
    say "Making the images' root file system in $base"
    fetch_client
    mkdir -p "$cache/lab"
    part=$(mktemp -d "$cache/lab/.part.XXXXXX")
    mkdir -p "$part"/root/{etc,tmp,run,root,proc,sys,dev,home/node,data,usr/{bin,sbin,lib/node_modules,lib/postgresql,local/bin,share/postgresql}} \
        "$part"/root/var/{lib/nginx,log/nginx,lib/postgresql,tmp}
    for each in bin sbin lib lib64; do
        if [ -L "/$each" ]; then cp -P "/$each" "$part/root/$each"; fi
    done
    chmod 1777 "$part/root/tmp" "$part/root/var/tmp"
    ln -s /run "$part/root/var/run"
    for each in $programs; do copy_program "$(readlink -f "$(command -v "$each")")" "$each"; done
    for each in postgres initdb pg_ctl psql pg_dump pg_restore createdb pg_isready; do copy_program "$postgres/bin/$each"; done
    cp -r "$postgres/lib" "$part/root$postgres/lib"
    rm -rf "$part/root$postgres"/lib/{bitcode,llvmjit*}
    for each in "$postgres"/lib/*.so; do copy_libraries "$each"; done
    cp -r "/usr/share/postgresql/${postgres##*/}" "$part/root/usr/share/postgresql/"
    ln -s "${postgres##*/}/bin" "$part/root/usr/lib/postgresql/bin"
    cp -r /usr/share/zoneinfo "$part/root/usr/share/zoneinfo"
    mkdir "$part/root/usr/lib/locale"
    cp -r /usr/lib/locale/C.utf8 "$part/root/usr/lib/locale/"
    cp "$program"/docker/image/* "$part/root/usr/local/bin/"
    for each in $(busybox --list); do
        [ -e "$part/root/usr/bin/$each" ] || ln -s busybox "$part/root/usr/bin/$each"
    done
    for each in "$client"/*.tgz; do unpack_package "$each"; done
    printf '%s\n' root:x:0:0::/root:/bin/sh nobody:x:65534:65534::/:/bin/false postgres:x:70:70::/var/lib/postgresql:/bin/sh \
        node:x:1000:1000::/home/node:/bin/sh www-data:x:33:33::/:/bin/false >"$part/root/etc/passwd"
    printf '%s\n' root:x:0: nogroup:x:65534: postgres:x:70: node:x:1000: www-data:x:33: >"$part/root/etc/group"
    tar -C "$part/root" --owner=0 --group=0 -cf "$part/base.tar" .
    rm -rf "$part/root"
    chmod 755 "$part"
    mv -T "$part" "$base" 2>/dev/null || rm -rf "$part"
}
copy_program() { # FILE [NAME]
    local to=$part/root$1
    [ $# -lt 2 ] || case $1 in /usr/*) to=$(dirname "$to")/$2 ;; *) to=$part/root/usr$(dirname "$1")/$2 ;; esac
    mkdir -p "$(dirname "$to")"
    cp -L "$1" "$to"
    copy_libraries "$1"
}
copy_libraries() { # FILE
    local library
    { ldd "$1" 2>/dev/null || :; } | sed -n 's/.* => \(\/[^ ]*\) .*/\1/p; s/^[[:space:]]*\(\/[^ ]*\) .*/\1/p' | while read -r library; do
        mkdir -p "$part/root$(dirname "$(readlink -f "$(dirname "$library")")/x")"
        [ -e "$part/root$library" ] || cp -L "$library" "$part/root$(readlink -f "$(dirname "$library")")/$(basename "$library")"
    done
}
unpack_package() { # FILE.tgz of npm
    local name
    name=$(tar -xzOf "$1" package/package.json | sed -n 's/^[[:space:]]*"name": *"\([^"]*\)".*/\1/p' | head -n 1)
    mkdir -p "$part/root/usr/lib/node_modules/$name"
    tar -C "$part/root/usr/lib/node_modules/$name" --strip-components=1 -xzf "$1"
}
fetch_client() {
    local made
    client=$cache/lab/pg-8.13.1
    [ ! -f "$client/ready" ] || return 0
    say "Fetching pg 8.13.1 from the npm registry into $client"
    mkdir -p "$cache/lab"
    made=$(mktemp -d "$cache/lab/.part.XXXXXX")
    mkdir "$made/from" "$made/to"
    (
        cd "$made/from"
        npm() { command npm --no-audit --no-fund --no-update-notifier --loglevel=error --ignore-scripts "$@" </dev/null; }
        npm install pg@8.13.1 && cd ../to && for each in ../from/node_modules/*/package.json; do npm pack "${each%/package.json}" || exit 1; done
    ) >"$made/log" 2>&1 || {
        tail -n 5 "$made/log" >&2
        rm -rf "$made"
        cannot "npm could not fetch pg"
    }
    : >"$made/to/ready"
    mv -T "$made/to" "$client" 2>/dev/null || :
    rm -rf "$made"
}

# --- the root file system ---------------------------------------------------------------------------------------------

prepare() {
    local host=$dir/host file
    mkdir -p "$host"/{etc,var,opt/"$system",home,root,backups/"$system",srv} "$dir"/{local,given,run,config/ssh,config/systems}
    chmod 700 "$dir/config" "$host/root"
    ln -sfn "$base" "$dir/given/base"
    mkdir -p "$dir/local"/{bin,lib/docker/cli-plugins,sbin,share}
    case $compose in 'docker compose'*) install -m 755 "$plugin" "$dir/local/lib/docker/cli-plugins/docker-compose" ;; esac
    [ -d "$host/etc/alternatives" ] || for file in alternatives ca-certificates.conf debian_version default ld.so.cache ld.so.conf ld.so.conf.d \
        localtime login.defs nsswitch.conf os-release pam.conf pam.d profile protocols python3 securetty security services shells \
        ssl/certs ssl/openssl.cnf; do
        if [ -e "/etc/$file" ]; then
            mkdir -p "$host/etc/$(dirname "$file")"
            cp -a "/etc/$file" "$host/etc/$file"
        fi
    done
    {
        getent passwd root daemon bin sys man nobody www-data sshd || true
        echo 'deploy:x:47005:47005::/var/lib/deploy:/bin/bash'
    } >"$host/etc/passwd"
    { getent group root daemon bin sys tty adm man shadow crontab nogroup www-data || true; printf 'docker:x:47006:deploy\ndeploy:x:47005:\n'; } >"$host/etc/group"
    cut -d : -f 1 "$host/etc/passwd" | sed 's/$/:*:20000:0:99999:7:::/' >"$host/etc/shadow"
    chmod 640 "$host/etc/shadow"
    mkdir -p "$host"/etc/{cron.d,cron.daily,letsencrypt/live/"$system",ssh,sudoers.d,docker}
    printf '127.0.0.1 localhost %s\n127.0.0.2 origin.lab\n' "$system" >"$host/etc/hosts"
    printf 'Defaults secure_path="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"\nroot ALL=(ALL:ALL) ALL\ndeploy ALL=(ALL:ALL) NOPASSWD: ALL\n' >"$host/etc/sudoers"
    chmod 440 "$host/etc/sudoers"
    printf 'SHELL=/bin/sh\nPATH=/usr/local/sbin:/usr/local/bin:/sbin:/bin:/usr/sbin:/usr/bin\n' >"$host/etc/crontab"
    printf '%s\n' "$address" >"$host/etc/address"
    mkdir -p "$host"/var/{lib/docker,lib/sudo,lib/deploy/.ssh,log,cache,mail,spool/cron/crontabs,tmp}
    chown root:crontab "$host/var/spool/cron/crontabs"
    chmod 1730 "$host/var/spool/cron/crontabs"
    ln -sfn /run "$host/var/run"
    ln -sfn /run/lock "$host/var/lock"
    chmod 1777 "$host/var/tmp"
    chown -R 47005:47005 "$host/var/lib/deploy"
    chown 47005:47005 "$host/opt/$system" "$host/backups/$system"
    prepare_certificate
    prepare_keys
    install -m 644 "$program/docker/sshd_config" "$host/etc/ssh/sshd_config"
    install -m 755 "$program/docker/boot" "$host/etc/boot"
    mkdir -p "$host/srv/lab"
    cp -R "$here/app" "$here/versions" "$here/host" "$program/docker" "$host/srv/lab/"
    printf "%s='%s'\n" SYSTEM "$system" COMPOSE "$compose" SERVICES "$services" BRANCH "$branch" NEWEST "$newest" >"$host/srv/lab/about"
    chmod -R go=rX "$host/srv/lab"
    prepare_more
}
prepare_more() { :; } # a system that needs more of its server says what, after sourcing this file
