# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154,SC2034 # dir, address, cache, root and program are lab's; what is set here is for common.sh
# NestMap on one server without containers: node under PM2, nginx with TLS of a lab authority, PostgreSQL, cron, and
# beside it what it pulls from: a git origin and an npm registry. `lab break nestmap` says what can be broken.

title=NestMap
user=nestmap
health=/api/health
PM2_VERSION=7.0.4
PG_CLIENT_VERSION=8.13.1
# What npm has to give once; from then on it comes from the cache, and is the same every time.
store=$cache/lab/nestmap-pm2-$PM2_VERSION-pg-$PG_CLIENT_VERSION
faults='database     PostgreSQL is stopped
certificate  the certificate has expired, and nginx serves it
crash-loop   a process under PM2 that ends as soon as it begins
disk         /backup is small and nearly full
network      neither the git origin nor the npm registry can be reached'

check_machine() {
    local tool
    for tool in node npm nginx cron crontab sudo curl psql; do
        command -v "$tool" >/dev/null || cannot "$tool is not installed (./dev deps lab)"
        case $(readlink -f "$(command -v "$tool")") in /usr/local/*) cannot "$tool lies in /usr/local, which a server of the lab has its own of" ;;
        /usr/*) ;; *) cannot "$tool lies outside of /usr, where a server of the lab does not see it" ;; esac
    done
    [ -x /usr/bin/pg_createcluster ] || cannot "postgresql-common is not installed"
    unshare --net --mount --pid --fork true 2>/dev/null || cannot "this root may not make namespaces"
    [ -f "$store/ready" ] || fetch_packages
}

fetch_packages() {
    local part
    mkdir -p "$cache/lab"
    exec 8>"$cache/lab/.lock"
    flock 8
    if [ ! -f "$store/ready" ]; then
        say "Fetching PM2 $PM2_VERSION and pg $PG_CLIENT_VERSION from the npm registry into $store"
        part=$(mktemp -d "$cache/lab/.part.XXXXXX")
        chmod 755 "$part"
        mkdir "$part/pm2" "$part/pg" "$part/packages"
        { npm_quiet "$part/pm2" install "pm2@$PM2_VERSION" && npm_quiet "$part/pg" install "pg@$PG_CLIENT_VERSION" &&
            for package in "$part"/pg/node_modules/*/package.json; do
                npm_quiet "$part/packages" pack "${package%/package.json}" || exit 1
            done; } >"$part/log" 2>&1 || {
            tail -n 5 "$part/log" >&2
            rm -rf "$part"
            cannot "npm could not fetch PM2 and pg"
        }
        rm -rf "$part/pg"
        : >"$part/ready"
        mv "$part" "$store"
    fi
    exec 8>&-
}
npm_quiet() { # FOLDER WORDS…
    (cd "$1" && shift && npm --no-audit --no-fund --no-update-notifier --loglevel=error --ignore-scripts "$@" </dev/null)
}

# --- the root file system ---------------------------------------------------------------------------------------------

account() { getent passwd "$1" || true; }

prepare() {
    local host=$dir/host file
    mkdir -p "$host"/{etc,var,opt,home,root,backup,srv} "$dir"/{local,given,run,config/ssh,config/systems}
    chmod 700 "$dir/config" "$host/root"
    ln -sfn "$store/packages" "$dir/given/packages"
    ln -sfn "$store/pm2" "$dir/given/pm2"
    mkdir -p "$dir/local"/{bin,lib,sbin,share}
    ln -sfn /srv/pm2/node_modules/.bin/pm2 "$dir/local/bin/pm2"
    [ -d "$host/etc/nginx" ] || for file in alternatives bash.bashrc ca-certificates.conf debian_version default init.d ld.so.cache \
        ld.so.conf ld.so.conf.d localtime login.defs mime.types nginx nsswitch.conf os-release pam.conf pam.d perl postgresql-common \
        profile protocols rc0.d rc1.d rc2.d rc3.d rc4.d rc5.d rc6.d rcS.d securetty security services shells ssl/certs ssl/openssl.cnf; do
        if [ -e "/etc/$file" ]; then
            mkdir -p "$host/etc/$(dirname "$file")"
            cp -a "/etc/$file" "$host/etc/$file"
        fi
    done
    rm -f "$host"/etc/nginx/sites-enabled/*
    {
        for file in root daemon bin sys man nobody www-data postgres sshd; do account "$file"; done
        echo 'nestmap:x:47004:47004::/var/lib/nestmap:/bin/bash'
    } >"$host/etc/passwd"
    { getent group root daemon bin sys tty adm man shadow crontab nogroup www-data postgres ssl-cert || true; echo 'nestmap:x:47004:'; } \
        >"$host/etc/group"
    cut -d : -f 1 "$host/etc/passwd" | sed 's/$/:*:20000:0:99999:7:::/' >"$host/etc/shadow"
    chmod 640 "$host/etc/shadow"
    mkdir -p "$host"/etc/{cron.d,cron.daily,postgresql,letsencrypt/live/nestmap,letsencrypt/renewal,nginx/sites-available,nginx/sites-enabled,ssh,sudoers.d}
    printf '127.0.0.1 localhost nestmap\n127.0.0.2 origin.lab\n127.0.0.3 registry.lab\n' >"$host/etc/hosts"
    printf 'Defaults secure_path="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"\nroot ALL=(ALL:ALL) ALL\nnestmap ALL=(ALL:ALL) NOPASSWD: ALL\n' >"$host/etc/sudoers"
    chmod 440 "$host/etc/sudoers"
    printf 'SHELL=/bin/sh\nPATH=/usr/local/sbin:/usr/local/bin:/sbin:/bin:/usr/sbin:/usr/bin\n' >"$host/etc/crontab"
    printf '%s\n' "$address" >"$host/etc/address"
    mkdir -p "$host"/var/{lib/postgresql,lib/nginx,lib/sudo,log/nginx,log/postgresql,spool/cron/crontabs,cache,tmp,backups,mail}
    ln -sfn /run "$host/var/run"
    ln -sfn /run/lock "$host/var/lock"
    chmod 1777 "$host/var/tmp"
    chown postgres:postgres "$host/var/lib/postgresql" "$host/var/log/postgresql" "$host/etc/postgresql"
    chown root:crontab "$host/var/spool/cron/crontabs"
    chmod 1730 "$host/var/spool/cron/crontabs"
    mkdir -p "$host/var/lib/nestmap/.ssh" "$host/opt/nestmap" "$host/backup/nestmap"
    chown -R 47004:47004 "$host/var/lib/nestmap"
    # The folder above belongs to the deploying user too: a release is replaced by renaming.
    chown 47004:47004 "$host/opt" "$host/opt/nestmap" "$host/backup" "$host/backup/nestmap"
    prepare_certificate
    prepare_keys
    install -m 644 "$here/host/sshd_config" "$host/etc/ssh/sshd_config"
    sed "s|@ADDRESS@|$address|g" "$here/host/nginx-site" >"$host/etc/nginx/sites-available/nestmap"
    ln -sfn ../sites-available/nestmap "$host/etc/nginx/sites-enabled/nestmap"
    install -m 755 "$here/host/boot" "$host/etc/boot"
    mkdir -p "$host/srv/lab"
    cp -R "$here/app" "$here/build" "$here/versions" "$here/host" "$host/srv/lab/"
    chmod -R go=rX "$host/srv/lab"
}

write_definition() {
    # A lab reaches nobody outside of it.
    sed -e '/^      - { name: [a-z]*, external:/d' -e "s|deploy@yourdomain.com|nestmap@$address|" -e "s|domain: yourdomain.com|domain: $address|" \
        -e 's|^    kind: production|&\n    ca: ../ca.pem|' \
        "$root/resources/systems/nestmap.yaml" >"$dir/config/systems/nestmap.yaml"
}
