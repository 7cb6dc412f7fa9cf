#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Asks the registry which image $image means now, and fetches nothing of it. Prints `platform OS/ARCHITECTURE`, that of this
# host's engine, and `manifest` with the answer as JSON behind it, or `error WHY`.

: "${image:=}"
if ! command -v docker >/dev/null 2>&1; then
    echo 'error docker is not installed'
    exit 0
fi
printf 'platform %s\n' "$(docker version -f '{{.Server.Os}}/{{.Server.Arch}}' 2>/dev/null)"
if answer=$(docker manifest inspect --verbose "$image" 2>&1); then
    printf 'manifest\n%s\n' "$answer"
else
    printf 'error %s\n' "$(printf '%s' "$answer" | tail -n 1)"
fi
