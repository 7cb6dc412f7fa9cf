# shellcheck shell=sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What the fleet needs from the system, and where Debian keeps it.

PATH=/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin
export PATH

MISSING=

# need PACKAGE COMMAND…: remembers the package when a command is not there.
need() {
    need_package=$1
    shift
    for need_command in "$@"; do
        if ! command -v "$need_command" >/dev/null 2>&1; then
            case " $MISSING " in *" $need_package "*) ;; *) MISSING="$MISSING $need_package" ;; esac
        fi
    done
}

# The newest PostgreSQL server of at least version 15, as the folder of its programs.
newest_postgres() {
    for candidate in /usr/lib/postgresql/*/bin; do
        if [ ! -x "$candidate/postgres" ] || [ ! -x "$candidate/pg_dump" ]; then continue; fi
        version=${candidate#/usr/lib/postgresql/}
        version=${version%/bin}
        case $version in *[!0-9]*) continue ;; esac
        [ "$version" -lt 15 ] || printf '%s\n' "$version"
    done | sort -n | tail -n 1
}

# The Python of the distribution comes first: another one may lack psycopg2.
python_with_psycopg2() {
    for candidate in /usr/bin/python3 "$(command -v python3 || :)"; do
        if [ -x "$candidate" ] && "$candidate" -c 'import psycopg2' 2>/dev/null; then
            printf '%s\n' "$candidate"
            return
        fi
    done
}

check_requirements() {
    MISSING=
    need openssh-server sshd
    need openssh-client ssh ssh-keygen
    need redis-server redis-server
    need redis-tools redis-cli
    need nginx-light nginx
    need openssl openssl
    need git git
    need gzip gzip
    need util-linux flock setsid setpriv unshare
    [ -n "$(newest_postgres)" ] || MISSING="$MISSING postgresql"
    [ -n "$(python_with_psycopg2)" ] || MISSING="$MISSING python3-psycopg2"
    [ -z "$MISSING" ] || die "programs are missing; install them with: apt-get install --no-install-recommends$MISSING"
}
