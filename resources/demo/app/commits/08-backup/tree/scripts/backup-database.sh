#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Writes BACKUP_DIR/fleetpass_YYYYMMDD_HHMMSS.sql.gz (UTC) and its .sha256, and prints the path.
# The archive carries a temporary name until it was read to its end: what has the final name is whole.
set -eu
# shellcheck source=env.sh
. "$(dirname -- "$0")/env.sh"
use_database
umask 077

directory=${BACKUP_DIR:-$(setting BACKUP_DIR)}
mkdir -p "$directory"
name=fleetpass_$(date -u +%Y%m%d_%H%M%S).sql.gz
archive=$directory/$name
part=$directory/.$name.part.$$
[ ! -e "$archive" ] || fail "$archive exists already"
trap 'rm -f "$part" "$part.sha256"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# The exit status of both ends of the pipe comes out on descriptor 3. A shell reports only the last one's, and
# gzip is content with the nothing that a dying pg_dump sends it.
statuses=$({
    {
        pg_dump --no-owner --no-privileges 3>&- && status=0 || status=$?
        printf '%s ' "$status" >&3
    } | {
        gzip -c >"$part" 3>&- && status=0 || status=$?
        printf '%s ' "$status" >&3
    }
} 3>&1) || :
[ "$statuses" = '0 0 ' ] || fail "the dump of $PGDATABASE failed (exit status of pg_dump and gzip, as they ended: $statuses)"

gunzip -t <"$part" || fail 'the archive cannot be read back'
gunzip -c <"$part" | tail -n 8 | grep -qx -- '-- PostgreSQL database dump complete' ||
    fail 'the archive lacks the line that ends a complete dump'

sum=$(sha256sum <"$part" | cut -d ' ' -f 1)
printf '%s  %s\n' "$sum" "$name" >"$part.sha256" || fail 'the check sum cannot be written'
sync -- "$part" "$part.sha256"
mv -- "$part.sha256" "$archive.sha256"
mv -- "$part" "$archive"
printf '%s\n' "$archive"
