# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Installs the distribution's packages that are missing, and leaves nothing else behind.

release() {
    # shellcheck source=/dev/null
    (. /etc/os-release && echo "${VERSION_CODENAME:-unknown}")
}

# wanted_packages GROUP…: the packages of these groups for this release, one a line.
wanted_packages() {
    local codename
    codename=$(release)
    # A release that is not known is most likely newer than the newest one that is.
    grep -q " $codename\$" installer/dev/packages.list || codename=trixie
    awk -v groups="$*" -v release="$codename" '
        BEGIN { split(groups, list, " "); for (i in list) wanted[list[i]] = 1 }
        { sub(/#.*/, "") }
        NF && ($1 in wanted) && (NF == 2 || $3 == release) && !seen[$2]++ { print $2 }
    ' installer/dev/packages.list
}

missing_packages() {
    local wanted
    wanted=$(wanted_packages "$@")
    # shellcheck disable=SC2086
    { dpkg-query -W -f='${Package} ${Status}\n' $wanted 2>/dev/null || true; } |
        awk -v wanted="$wanted" '
            / install ok installed$/ { have[$1] = 1 }
            END { n = split(wanted, list, "\n"); for (i = 1; i <= n; i++) if (!(list[i] in have)) print list[i] }' |
        while read -r package; do
            case $package in
                # A Node.js that came from elsewhere brings npm with it, and its package and Debian's npm exclude each other.
                nodejs | npm) has "$package" || echo "$package" ;;
                *) echo "$package" ;;
            esac
        done
}

# Servers come only as programs here: no unit is started by the installation, and none of the newly installed ones is left
# enabled for the next boot.
install_packages() {
    local policy=/usr/sbin/policy-rc.d made_policy="" units="" unit status=0
    local options=(-y --no-install-recommends -o DPkg::Lock::Timeout=900 -o Dpkg::Use-Pty=0 -q)
    for unit in ssh:openssh-server nginx:nginx-light redis-server:redis-server postgresql:postgresql fail2ban:fail2ban cron:cron; do
        case " $* " in *" ${unit#*:} "*) units+=" ${unit%%:*}" ;; esac
    done
    say "Installing $# packages with apt-get:"
    printf '  %s\n' "$@" >&2
    as_root apt-get -q -o DPkg::Lock::Timeout=900 update >&2
    if [ ! -e "$policy" ]; then
        printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
        as_root chmod 755 "$policy"
        made_policy=1
        # shellcheck disable=SC2064
        trap "as_root rm -f '$policy'" EXIT
        trap 'exit 130' INT TERM
    fi
    as_root env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get "${options[@]}" install "$@" >&2 || status=$?
    if [ -n "$made_policy" ]; then
        as_root rm -f "$policy"
        trap - EXIT INT TERM
    fi
    [ "$status" -eq 0 ] || fail "apt-get could not install the packages above (exit status $status)."
    if [ -n "$units" ] && [ -d /run/systemd/system ]; then
        # shellcheck disable=SC2086
        as_root systemctl disable --quiet $units 2>/dev/null || true
        say "Services not started and not enabled at boot:$units"
    fi
}

install_missing() {
    local missing
    if ! has dpkg-query || ! has apt-get; then
        say "No apt here: these Debian packages (or their like) have to be there already:"
        # shellcheck disable=SC2046
        say $(wanted_packages "$@")
        return 0
    fi
    missing=$(missing_packages "$@")
    # shellcheck disable=SC2086
    [ -z "$missing" ] || install_packages $missing
}

cmd_deps() {
    if [ $# -eq 0 ]; then
        set -- build run servers test lint package
    fi
    install_missing "$@"
    case " $* " in *" build "*) highlighting_ready ;; esac
}
