#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Checks that what is checked out can run: the server compiles and every script parses.
set -eu
# shellcheck source=env.sh
. "$(dirname -- "$0")/env.sh"

printf 'Building FleetPass %s (%s)\n' "$(cat "$ROOT/VERSION")" "$(git -C "$ROOT" rev-parse --short HEAD)"
for module in "$ROOT"/backend/*.py; do
    printf '  compile %s\n' "${module#"$ROOT"/}"
done
python3 -m compileall -q "$ROOT/backend"
for script in "$ROOT"/scripts/*.sh; do
    printf '  check   %s\n' "${script#"$ROOT"/}"
    sh -n "$script"
done
printf 'Built.\n'
