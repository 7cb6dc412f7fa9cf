#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Put in front of a script that reads from or writes to registries of images with a login. While the script runs it has a
# DOCKER_CONFIG of its own, in which the passwords are asked of a credential helper that has them from the environment:
# they are never written to a disk, never an argument, and nobody's own login is touched. PILOTHOUSE_REGISTRIES has a line
# ADDRESS USER NAME for each, NAME being the variable with the password. The script follows in brackets, so that what it
# does to its shell leaves the end here alone.

pilothouse_own=${DOCKER_CONFIG:-${HOME:-}/.docker}
pilothouse_context=$(docker context inspect --format '{{.Name}}' 2>/dev/null)
DOCKER_CONFIG=
for pilothouse_place in "${XDG_RUNTIME_DIR:-/run}" "${TMPDIR:-/tmp}" "${HOME:-/}"; do
    DOCKER_CONFIG=$(mktemp -d "$pilothouse_place/.pilothouse-registry.XXXXXX" 2>/dev/null) || continue
    cat >"$DOCKER_CONFIG/docker-credential-pilothouse" <<'HELPER'
#!/bin/sh
# Answers a Docker client; there is no password in here. What asks for `list` wants all that there are.
said() { # STRING: as JSON has it
    printf '%s' "$1" | sed 's/[\\"]/\\&/g'
}
case $1 in
get)
    IFS= read -r server
    server=${server#https://}
    server=${server#http://}
    while read -r address user name; do
        case $server in
        "$address" | "$address"/*) ;;
        index.docker.io/*) [ "$address" = docker.io ] || continue ;;
        *) continue ;;
        esac
        eval "password=\$$name"
        printf '{"ServerURL":"%s","Username":"%s","Secret":"%s"}\n' "$address" "$user" "$(said "$password")"
        exit
    done <<END
$PILOTHOUSE_REGISTRIES
END
    echo 'credentials not found in native keychain'
    exit 1
    ;;
list)
    comma=
    printf '{'
    while read -r address user name; do
        [ "$address" != docker.io ] || address=https://index.docker.io/v1/
        printf '%s"%s":"%s"' "$comma" "$address" "$user"
        comma=,
    done <<END
$PILOTHOUSE_REGISTRIES
END
    printf '}\n'
    ;;
*) cat >/dev/null ;; # store and erase: nothing is kept
esac
HELPER
    chmod 700 "$DOCKER_CONFIG/docker-credential-pilothouse"
    # Some folders hold no programs.
    "$DOCKER_CONFIG/docker-credential-pilothouse" list >/dev/null 2>&1 && break
    rm -rf -- "$DOCKER_CONFIG"
    DOCKER_CONFIG=
done
[ -n "$DOCKER_CONFIG" ] || {
    echo "No folder can hold a program for the login to the registry: tried ${XDG_RUNTIME_DIR:-/run}, ${TMPDIR:-/tmp} and ${HOME-}" >&2
    exit 1
}
trap 'rm -rf -- "$DOCKER_CONFIG"' EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM
printf '{"credsStore":"pilothouse"}\n' >"$DOCKER_CONFIG/config.json"
for pilothouse_part in cli-plugins contexts buildx; do
    [ ! -e "$pilothouse_own/$pilothouse_part" ] || ln -s "$pilothouse_own/$pilothouse_part" "$DOCKER_CONFIG/$pilothouse_part"
done
case $pilothouse_context in
'' | default) ;;
*) [ -n "${DOCKER_HOST-}${DOCKER_CONTEXT-}" ] || export DOCKER_CONTEXT="$pilothouse_context" ;;
esac
PATH=$DOCKER_CONFIG:$PATH
export DOCKER_CONFIG PATH
while read -r pilothouse_address pilothouse_user pilothouse_name; do
    eval "pilothouse_word=\$$pilothouse_name"
    # shellcheck disable=SC2154 # set by eval
    printf '%s' "$pilothouse_word" | docker login -u "$pilothouse_user" --password-stdin "$pilothouse_address" >/dev/null || {
        echo "The login to $pilothouse_address as $pilothouse_user failed" >&2
        exit 1
    }
done <<END
$PILOTHOUSE_REGISTRIES
END
unset pilothouse_word
