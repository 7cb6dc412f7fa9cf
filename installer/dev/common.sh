# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2034
# What every verb of ./dev uses. Sourced with the working directory at the root of the tree.

cache=${PILOTHOUSE_CACHE:-${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/pilothouse}

say() { printf '%s\n' "$*" >&2; }

fail() {
    say "dev: $*"
    exit 1
}

has() { command -v "$1" >/dev/null 2>&1; }

# One compiler needs about a gigabyte with these headers: fewer jobs on a machine with many cores and little memory.
jobs_count() {
    local cores memory
    cores=$(nproc)
    memory=$(awk '/^MemAvailable:/ { print int($2 / 1048576) }' /proc/meminfo)
    [ "$memory" -ge 1 ] || memory=1
    if [ "$memory" -lt "$cores" ]; then echo "$memory"; else echo "$cores"; fi
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif has sudo; then
        sudo "$@"
    else
        fail "this needs root and there is no sudo here; run as root: $*"
    fi
}
